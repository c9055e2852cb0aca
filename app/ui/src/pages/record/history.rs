//! Everything that was ever written in a record, the newest first: field, old, new, who, when.

use messages::{Event, Whole};
use shared::domain::facts::State;
use shared::id::DocId;
use shared::reading::{self, Words};
use shared::record::{Flat, Kind};

use super::{by, write};
use crate::components::{El, Look, el, press};
use crate::prelude::*;
use crate::words::{D, fill, t};

/// Lines drawn at first and with every "more".
const LINES: usize = 50;

/// How many lines are open, none while the section is closed. It outlives a redrawing of the page: news do not close
/// what a person is reading.
pub type OpenLines = RwSignal<usize>;

/// The section. Its lines are drawn when it is opened.
pub fn section(whole: &Whole, words: Words<'static>, own: bool, limit: OpenLines) -> El {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let open = own && matches!(whole.listed.facts.state, State::Draft | State::Completed | State::Returned);
    let by_people: Vec<Event> =
        whole.history.iter().filter(|event| !reading::is_of_the_program(&event.key)).cloned().collect();
    let head = fill(D::HistoryHead, &[&by_people.len().to_string()]);
    let record = StoredValue::new((whole.flat.clone(), by_people));
    // Opened by us, not by the browser: it tells of its own opening too late for a page that is drawn anew meanwhile.
    let toggle = move |event: web_sys::Event| {
        event.prevent_default();
        limit.update(|limit| *limit = if *limit == 0 { LINES } else { 0 });
    };
    let lines = move || {
        record.with_value(|(flat, history)| {
            let is_last = |event: &Event| {
                let last = history.iter().rfind(|other| other.key == event.key);
                last.is_some_and(|last| std::ptr::eq(last, event))
            };
            let restorable = |event: &Event| open && is_removed(flat, &event.key) && is_last(event);
            let line = |event| {
                line(words, kind, flat, event)
                    .child(restorable(event).then(|| restore(doc, kind, &event.key)))
            };
            history.iter().rev().take(limit.get()).map(line).collect::<Vec<_>>()
        })
    };
    let more = move || {
        let rest = record.with_value(|(_, history)| history.len()).saturating_sub(limit.get());
        let label = fill(D::MoreHistory, &[&rest.min(LINES).to_string()]);
        (limit.get() > 0 && rest > 0)
            .then(|| press("more-history", label, Look::Plain, move || limit.update(|limit| *limit += LINES)))
    };
    el("details")
        .class("history")
        .live("open", move || (limit.get() > 0).then(String::new))
        .child(el("summary").attr("data-act", "history").on("click", toggle).child(head))
        .child(el("ol").show(lines))
        .show(more)
}

/// True for the key that says of an entry that it was removed, while it is.
fn is_removed(flat: &Flat, key: &str) -> bool {
    key.ends_with(".removed") && flat.flag(key) == Some(true)
}

/// Brings a removed entry back: what it said is all still there.
fn restore(doc: DocId, kind: Kind, key: &str) -> El {
    let edit = (key.to_owned(), false.into());
    press("restore", t(D::Restore), Look::Quiet, move || write(doc, kind, vec![edit.clone()]))
}

fn line(words: Words<'_>, kind: Kind, flat: &Flat, event: &Event) -> El {
    let value = |scalar| reading::value(words, kind, &event.key, scalar);
    let old = event.old.as_ref().map_or_else(|| t(D::Empty).to_owned(), value);
    let change = fill(D::HistoryChange, &[&old, &value(&event.new)]);
    el("li")
        .attr("data-key", event.key.as_str())
        .child(el("p").class("history-field").child(reading::name(words, kind, flat, &event.key)))
        .child(el("p").class("history-change").child(change))
        .child(el("p").class("history-by").child(by(&event.by)))
}
