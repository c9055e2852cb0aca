//! What several people write together without overwriting one another: paragraphs, each its author's own, and
//! counters, each contributor with a number of their own.

use leptos::prelude::*;

use super::Form;
use super::field::{Extra, frame, lines};
use crate::state::{catalogue, session};
use crate::words::{F, fill, forms, t};

/// A narrative: the paragraphs of others to read, one's own to write.
pub fn narrative(form: Form, prefix: &'static str) -> AnyView {
    let label = forms::label(form.kind, &format!("{prefix}.x")).to_owned();
    let hint = forms::hint(form.kind, &format!("{prefix}.x"));
    let me = session().identity().map(|identity| identity.device);
    let author = move |key: &str| {
        form.history(|events| {
            events.iter().find(|event| event.key == key).map(|event| (event.by.device, event.by.name.clone()))
        })
    };
    let ids = form.sheet.with_untracked(|sheet| sheet.singles(prefix));
    let mut own = Vec::new();
    for id in ids {
        let key = format!("{prefix}.{id}");
        if author(&key).is_none_or(|(device, _)| Some(device) == me) {
            own.push(key);
        }
    }
    if own.is_empty() {
        own.extend(form.name().map(|id| format!("{prefix}.{id}")));
    }
    // Re-read when the document changes beneath: a colleague's paragraph may arrive at any time.
    let mine = own.clone();
    let others = move || {
        form.redraw.track();
        let known = form.sheet.with_untracked(|sheet| {
            sheet
                .base
                .paragraphs(prefix)
                .map(|(id, text)| (format!("{prefix}.{id}"), text.to_owned()))
                .collect::<Vec<_>>()
        });
        let paragraph = |(key, text): (String, String)| {
            let name = author(&key).and_then(|(_, name)| name).unwrap_or_else(|| t(F::Colleague).to_owned());
            view! { <blockquote><p>{text}</p><footer>{name}</footer></blockquote> }.into_any()
        };
        known.into_iter().filter(|(key, _)| !mine.contains(key)).map(paragraph).collect_view()
    };
    let first = own.first().cloned().unwrap_or_default();
    let inputs = own.iter().map(|key| lines(form, key)).collect_view();
    let control = view! { <div class="others">{others}</div>{inputs} }.into_any();
    // Labelled by its first paragraph, found by the narrative's own name.
    view! { <div id=prefix tabindex="-1" data-narrative=prefix>{frame(form, &first, label, hint, false, control)}</div> }
        .into_any()
}

/// A counter: one's own contribution to write, everyone's sum beneath.
pub fn counter(form: Form, prefix: &'static str) -> AnyView {
    let Some(device) = session().identity().map(|identity| identity.device) else { return ().into_any() };
    let key = format!("{prefix}.{device}");
    let own = key.clone();
    let note = Signal::derive(move || {
        form.sheet.with(|sheet| {
            let others = sheet.base.sum(prefix) - sheet.base.int(&own).unwrap_or(0);
            let mine = sheet.number(catalogue(), &own).unwrap_or(0);
            if others == 0 {
                String::new()
            } else {
                fill(F::CounterSum, &[&(mine + others).to_string(), &others.to_string()])
            }
        })
    });
    Extra { note: Some(note), ..Extra::default() }.draw(form, &key)
}
