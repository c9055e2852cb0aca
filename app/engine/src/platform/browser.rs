//! The browser behind the engine's traits: clock, chance, network, turns, storage, the screens of this tab
//! and the engines of the others. Nothing in it knows what a record is.

mod darkroom;
pub mod idb;
mod network;
pub mod storage;
pub mod timer;
mod turns;

use std::cell::Cell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, DedicatedWorkerGlobalScope, WorkerGlobalScope};

use messages::{FromEngine, Notice};
use shared::id::DocId;

use super::{NetworkError, Platform, Post, Posted, Room, Turn};

pub use turns::Held;

thread_local! {
    /// The record that is being worked on; a panic names it.
    static AT_WORK: Cell<Option<DocId>> = const { Cell::new(None) };
}

/// A record's changes were just read: whatever is done next is done to it.
fn at_work_on(doc: DocId) {
    AT_WORK.set(Some(doc));
}

/// The device's clock, Unix milliseconds.
pub fn clock_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "whole milliseconds, far below 2^53")]
    let now = js_sys::Date::now() as i64;
    now
}

/// The worker's own global object.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message to the screens; its buffer is handed over, not copied.
pub fn post_to_screens(message: &FromEngine) {
    let Some(bytes) = messages::encode(message) else { return };
    let bytes = Uint8Array::from(bytes.as_slice());
    let handed_over = Array::of1(&bytes.buffer());
    // Fails only for a buffer that was handed over before; this one is new.
    scope().post_message_with_transfer(&bytes, &handed_over).ok();
}

/// Says why this worker dies, in the log and to the screens, and over which record.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        let detail = info.to_string();
        web_sys::console::error_1(&JsValue::from(&detail));
        post_to_screens(&FromEngine::Notice(Notice::Stopped { detail, suspect: AT_WORK.get() }));
    }));
}

/// The browser.
pub struct Browser {
    others: Option<BroadcastChannel>,
}

impl Browser {
    /// With a way to the other tabs, where the browser has one.
    pub fn new(others: Option<BroadcastChannel>) -> Self {
        Self { others }
    }
}

impl Platform for Browser {
    type Held = Held;

    fn now_ms(&self) -> i64 {
        clock_ms()
    }

    fn random(&self) -> Option<[u8; 16]> {
        let crypto = scope().unchecked_into::<WorkerGlobalScope>().crypto().ok()?;
        let mut bytes = [0; 16];
        crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
        Some(bytes)
    }

    async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        network::post(post).await
    }

    fn hang_up(&self) {
        network::hang_up();
    }

    async fn turn(&self, turn: Turn) -> Held {
        turns::take(turn).await
    }

    async fn room(&self) -> Room {
        Room { bytes: storage::estimate().await, persistent: storage::persisted().await }
    }

    fn tell(&self, notice: &Notice) {
        post_to_screens(&FromEngine::Notice(notice.clone()));
    }

    fn tell_others(&self, notice: &Notice) {
        if let (Some(channel), Some(bytes)) = (&self.others, messages::encode(notice)) {
            // A closed channel has nobody left to tell.
            channel.post_message(&Uint8Array::from(bytes.as_slice())).ok();
        }
    }

    fn at_rest(&self) {
        AT_WORK.set(None);
    }
}
