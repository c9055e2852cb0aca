//! A record as plain text, to be copied out of the phone when the office does not take it or it cannot be opened.

use leptos::prelude::*;
use shared::id::DocId;

use crate::components::Button;
use crate::platform::window;
use crate::state::{self, engine};
use crate::words::{W, t};

/// The button, and the text once asked for.
pub fn section(doc: DocId) -> AnyView {
    let text = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let ask = move |()| state::attempt(engine::export(doc), move |found| text.set(Some(found)));
    let copy = move |()| {
        window::copy(&text.get_untracked().unwrap_or_default());
        copied.set(true);
    };
    let shown = move || match text.get() {
        None => view! { <Button act="export" label=t(W::Export) on_press=ask/> }.into_any(),
        Some(text) => view! {
            <label for="export">{t(W::ExportHead)}</label>
            <textarea id="export" readonly rows="10" prop:value=text></textarea>
            <Button act="copy" label=t(W::Copy) on_press=copy/>
            <p role="status">{move || copied.get().then(|| t(W::Copied))}</p>
        }
        .into_any(),
    };
    view! { <div class="export">{shown}</div> }.into_any()
}
