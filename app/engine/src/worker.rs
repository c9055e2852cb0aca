//! The worker's door: bytes from the screens become questions, answers become bytes. It is also where the
//! other tabs are heard. It decides nothing.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, EventTarget, MessageEvent};

use messages::{Answer, Ask, Failure, FromEngine, Notice, Question, Reply};
use shared::sync::phone::Event;

use crate::exchange::Exchange;
use crate::gallery::Gallery;
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

/// Everything that answers.
struct Engine {
    session: Rc<Session<IndexedDb, Browser>>,
    exchange: Exchange<IndexedDb, Browser>,
    gallery: Gallery<IndexedDb, Browser, IndexedDb>,
}

impl Engine {
    /// Answers one question, and says what this means for synchronisation.
    async fn answer(&self, ask: Ask) -> (Result<Reply, Failure>, Option<Event>) {
        match ask {
            Ask::Photo(ask) => (self.gallery.answer(ask).await, None),
            ask => self.session.answer(ask).await,
        }
    }

    /// Something happened: records first, photos after them.
    async fn happen(self: Rc<Self>, event: Event) {
        self.gallery.heed(&event);
        self.exchange.happen(event).await;
        self.wake();
        self.gallery.follow().await;
        self.wake();
    }

    /// Sets the clock for the next attempt.
    fn wake(self: &Rc<Self>) {
        let next = self.exchange.wake_at_ms().into_iter().chain(self.gallery.wake_at_ms()).min();
        let timer = next.map(|at_ms| {
            let left_ms = i32::try_from(at_ms - browser::clock_ms()).unwrap_or(i32::MAX).max(0);
            let engine = self.clone();
            Timer::new(left_ms, move || spawn_local(engine.clone().happen(Event::Tick)))
        });
        // The one that was set before is stopped.
        NEXT.set(timer);
    }
}

/// Starts the engine: from here on it answers.
#[wasm_bindgen(start)]
pub fn start() {
    browser::report_panics();
    let others = BroadcastChannel::new(NAME).ok();
    let platform = Rc::new(Browser::new(others.clone()));
    let store = Rc::new(IndexedDb::new(NAME));
    let session = Rc::new(Session::new(store.clone(), platform.clone()));
    let (exchange, gallery) = (Exchange::new(session.clone()), Gallery::new(session.clone(), store));
    let engine = Rc::new(Engine { session, exchange, gallery });
    if let Some(others) = others {
        // What another tab says goes to the screens of this one.
        let engine = engine.clone();
        listen(&others, move |bytes| {
            if let Some(notice) = messages::decode::<Notice>(&bytes) {
                engine.session.hear(&notice);
                platform.tell(&notice);
            }
        });
    }
    listen(&browser::scope(), move |bytes| {
        let Some(Question { number, ask }) = messages::decode(&bytes) else { return };
        let engine = engine.clone();
        spawn_local(async move {
            let (result, event) = engine.answer(ask).await;
            browser::post_to_screens(&FromEngine::Answer(Box::new(Answer { number, result })));
            if let Some(event) = event {
                engine.happen(event).await;
            }
        });
    });
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
