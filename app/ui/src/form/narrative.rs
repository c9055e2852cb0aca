//! What several people write together without overwriting one another: paragraphs, each its author's own, and
//! counters, each contributor with a number of their own.

use shared::id::DeviceId;

use super::Form;
use super::field::{Extra, frame, lines};
use crate::components::{Part, el};
use crate::prelude::*;
use crate::state::{catalogue, session};
use crate::words::{F, fields, fill, t};

/// A narrative: the paragraphs of others to read, one's own to write.
pub fn narrative(form: Form, prefix: &'static str) -> AnyView {
    let any = format!("{prefix}.x");
    let me = session().identity().map(|identity| identity.device);
    let author = move |key: &str| {
        form.history(|events| {
            events.iter().find(|event| event.key == key).map(|event| (event.by.device, event.by.name.clone()))
        })
    };
    let mut own = Vec::new();
    for id in form.sheet.with_untracked(|sheet| sheet.singles(prefix)) {
        let key = format!("{prefix}.{id}");
        if author(&key).is_none_or(|(device, _)| Some(device) == me) {
            own.push(key);
        }
    }
    if own.is_empty() {
        own.extend(form.name().map(|id| format!("{prefix}.{id}")));
    }
    let first = own.first().cloned().unwrap_or_default();
    let inputs: Vec<_> = own.iter().map(|key| lines(form, key)).collect();
    // Read again when the document changes beneath: a colleague's paragraph may arrive at any time.
    let others = move || {
        form.follow();
        let mut quotes = Vec::new();
        form.sheet.with_untracked(|sheet| {
            for (id, text) in sheet.base.paragraphs(prefix) {
                let key = format!("{prefix}.{id}");
                if !own.contains(&key) {
                    let name =
                        author(&key).and_then(|(_, name)| name).unwrap_or_else(|| t(F::Colleague).to_owned());
                    quotes.push(el("blockquote").child(el("p").child(text)).child(el("footer").child(name)));
                }
            }
        });
        quotes
    };
    let control = vec![el("div").class("others").show(others).view(), inputs.view()];
    let (label, hint) = (fields::label(form.kind, &any), fields::hint(form.kind, &any));
    // What is missing has no key yet: the narrative's own name leads here.
    el("div")
        .attr("id", prefix)
        .attr("tabindex", "-1")
        .attr("data-narrative", prefix)
        .child(frame(form, &first, label.to_owned(), hint, false, control))
        .into_any()
}

/// A counter: one's own contribution to write, everyone's sum beneath.
pub fn counter(form: Form, prefix: &str) -> AnyView {
    match session().identity() {
        Some(identity) => counter_of(form, prefix, identity.device, None),
        None => None::<AnyView>.view(),
    }
}

/// The same for the contribution of a phone, under a label in place of the field's own.
pub fn counter_of(form: Form, prefix: &str, device: DeviceId, label: Option<String>) -> AnyView {
    let key = format!("{prefix}.{device}");
    let (own, all) = (key.clone(), prefix.to_owned());
    let note = move || {
        form.sheet.with(|sheet| {
            let others = sheet.base.sum(&all) - sheet.base.int(&own).unwrap_or(0);
            let mine = sheet.number(catalogue(), &own).unwrap_or(0);
            if others == 0 {
                return String::new();
            }
            fill(F::CounterSum, &[&(mine + others).to_string(), &others.to_string()])
        })
    };
    Extra { label, note: Some(Box::new(note)), ..Extra::default() }.draw(form, &key)
}
