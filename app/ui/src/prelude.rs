//! What pages, forms and components use everywhere: views, signals, and a few words with the browser.

pub use wasm_bindgen_futures::spawn_local;

pub use crate::element::View;
pub use crate::platform::window::{checked_of, value_of};
pub use crate::signal::{Memo, RwSignal, Signal, StoredValue, follow, on_cleanup};
