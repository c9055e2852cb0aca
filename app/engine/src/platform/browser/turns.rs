//! Whose turn it is among all tabs, by the browser's own locks: one that holds a turn and dies loses it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::platform::Turn;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`, which web-sys does not have yet.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, callback: &Function) -> Result<Promise, JsValue>;
}

/// A turn, until it is dropped.
#[derive(Default)]
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // Resolving a promise does not fail.
            release.call0(&JsValue::UNDEFINED).ok();
        }
    }
}

fn name(turn: Turn) -> &'static str {
    match turn {
        Turn::Write => "soban.write",
        Turn::Sync => "soban.sync",
        Turn::Photo => "soban.photo",
    }
}

/// Waits for a turn. Where the browser has no locks, or forbids them, every turn is free.
pub async fn take(turn: Turn) -> Held {
    let Some(locks) = locks() else { return Held(None) };
    let taken = Promise::new(&mut |settle, fail| {
        let callback = Closure::once_into_js(move |_: JsValue| -> JsValue {
            // The lock is held until this promise is resolved.
            let held = Promise::new(&mut |release, _| {
                settle.call1(&JsValue::UNDEFINED, &release).ok();
            });
            held.into()
        });
        if let Err(thrown) = locks.request(name(turn), callback.unchecked_ref()) {
            fail.call1(&JsValue::UNDEFINED, &thrown).ok();
        }
    });
    Held(JsFuture::from(taken).await.ok().and_then(|release| release.dyn_into().ok()))
}

fn locks() -> Option<Locks> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
