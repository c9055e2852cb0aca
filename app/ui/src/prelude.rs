//! What pages, forms and components use everywhere: Leptos' views and helpers, and the signals of this crate in
//! place of Leptos' own.

pub use leptos::prelude::{
    AnyView, IntoAny, document, event_target_checked, event_target_value, on_cleanup, untrack,
};
pub use leptos::task::spawn_local;

pub use crate::signal::{Memo, RwSignal, Signal, StoredValue, follow};
