//! One record to read.

use leptos::prelude::*;
use shared::id::DocId;

use crate::components::Head;
use crate::state::live::live;
use crate::state::{self, engine};
use crate::words::{W, t};

/// The page.
pub fn page(doc: DocId) -> AnyView {
    let whole = live(move || engine::record(doc));
    Effect::new(move |_| {
        if whole.with(Option::is_some) {
            state::ready();
        }
    });
    view! { <Head title=t(W::Records) back=crate::route::Page::Records/> }.into_any()
}
