//! A record as plain text, to be copied out of the phone when the office does not take it or it cannot be opened.

use shared::id::DocId;

use crate::components::{El, Look, el, press};
use crate::platform::window;
use crate::prelude::*;
use crate::state::{self, engine};
use crate::words::{W, t};

/// The button, and the text once asked for.
pub fn section(doc: DocId) -> El {
    let text = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let ask = move || state::attempt(engine::export(doc), move |found| text.set(Some(found)));
    let copy = move || {
        window::copy(&text.get_untracked().unwrap_or_default());
        copied.set(true);
    };
    el("div").class("export").show(move || match text.get() {
        None => vec![press("export", t(W::Export), Look::Plain, ask)],
        Some(text) => vec![
            el("label").attr("for", "export").child(t(W::ExportHead)),
            el("textarea")
                .attr("id", "export")
                .attr("readonly", "")
                .attr("rows", "10")
                .value(move || text.clone()),
            press("copy", t(W::Copy), Look::Plain, copy),
            el("p").attr("role", "status").show(move || copied.get().then(|| t(W::Copied))),
        ],
    })
}
