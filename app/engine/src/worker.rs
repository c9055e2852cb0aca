//! The worker's door: bytes from the screens become questions, answers become bytes. It is also where the
//! other tabs are heard. It decides nothing.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, EventTarget, MessageEvent};

use messages::{Answer, FromEngine, Notice, Question};
use shared::sync::phone::Event;

use crate::exchange::Exchange;
use crate::platform::Platform;
use crate::platform::browser::idb::IndexedDb;
use crate::platform::browser::timer::Timer;
use crate::platform::browser::{self, Browser};
use crate::session::Session;

/// Name of the database, and of the channel between tabs.
const NAME: &str = "soban";

thread_local! {
    /// When the exchange is tried again.
    static NEXT: RefCell<Option<Timer>> = const { RefCell::new(None) };
}

/// Starts the engine: from here on it answers.
#[wasm_bindgen(start)]
pub fn start() {
    browser::report_panics();
    let others = BroadcastChannel::new(NAME).ok();
    let platform = Rc::new(Browser::new(others.clone()));
    let session = Rc::new(Session::new(Rc::new(IndexedDb::new(NAME)), platform.clone()));
    let exchange = Rc::new(Exchange::new(session.clone()));
    if let Some(others) = others {
        // What another tab says goes to the screens of this one.
        listen(&others, move |bytes| {
            if let Some(notice) = messages::decode::<Notice>(&bytes) {
                platform.tell(&notice);
            }
        });
    }
    listen(&browser::scope(), move |bytes| {
        let Some(Question { number, ask }) = messages::decode(&bytes) else { return };
        let (session, exchange) = (session.clone(), exchange.clone());
        spawn_local(async move {
            let (result, event) = session.answer(ask).await;
            browser::post_to_screens(&FromEngine::Answer(Box::new(Answer { number, result })));
            if let Some(event) = event {
                exchange.happen(event).await;
                wake(&exchange);
            }
        });
    });
}

/// Sets the clock for the next attempt of the exchange.
fn wake(exchange: &Rc<Exchange<IndexedDb, Browser>>) {
    let timer = exchange.wake_at_ms().map(|at_ms| {
        let left_ms = i32::try_from(at_ms - browser::clock_ms()).unwrap_or(i32::MAX).max(0);
        let exchange = exchange.clone();
        Timer::new(left_ms, move || {
            let exchange = exchange.clone();
            spawn_local(async move {
                exchange.happen(Event::Tick).await;
                wake(&exchange);
            });
        })
    });
    // The one that was set before is stopped.
    NEXT.set(timer);
}

/// Hears messages for as long as the worker lives.
fn listen(target: &EventTarget, heard: impl Fn(Vec<u8>) + 'static) {
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(bytes) = event.data().dyn_into::<Uint8Array>() {
            heard(bytes.to_vec());
        }
    });
    // Adding a listener does not fail.
    target.add_event_listener_with_callback("message", heard.into_js_value().unchecked_ref()).ok();
}
