//! A module worker: bytes in, bytes out, and a word when it dies.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{ErrorEvent, MessageEvent, WorkerOptions, WorkerType};

use super::window;

/// A running worker; stopped when dropped.
pub struct Worker {
    inner: web_sys::Worker,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _died: Closure<dyn FnMut(ErrorEvent)>,
}

impl Worker {
    /// Starts the script that `<meta name="engine">` names. `None` when the page names none or the browser refuses.
    pub fn start(heard: impl Fn(&[u8]) + 'static, died: impl Fn(String) + 'static) -> Option<Self> {
        let script = window::meta("engine")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let inner = web_sys::Worker::new_with_options(&script, &options).ok()?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
                heard(&bytes.to_vec());
            }
        });
        let died = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| died(event.message()));
        inner.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        inner.set_onerror(Some(died.as_ref().unchecked_ref()));
        Some(Self { inner, _heard: heard, _died: died })
    }

    /// Sends bytes; false when the browser refused.
    pub fn post(&self, bytes: &[u8]) -> bool {
        let bytes = Uint8Array::from(bytes);
        self.inner.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer())).is_ok()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.inner.set_onmessage(None);
        self.inner.set_onerror(None);
        self.inner.terminate();
    }
}
