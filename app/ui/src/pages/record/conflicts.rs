//! Fields that two people wrote differently and that a person must settle. The choice is one edit of the chosen
//! value; the other value stays in the history with its author.

use messages::{Conflict, Whole};

use super::{by, outline, write};
use crate::components::{El, Look, el, press, radios};
use crate::prelude::*;
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// The section; nothing when nothing has to be settled.
pub fn section(whole: &Whole) -> Option<El> {
    let open = whole.conflicts.iter().filter(|conflict| conflict.blocking);
    let open: Vec<El> = open.map(|conflict| chooser(whole, conflict)).collect();
    (!open.is_empty()).then(|| {
        el("section")
            .class("conflicts")
            .child(el("h2").child(t(W::ConflictHead)))
            .child(el("p").child(t(W::ConflictText)))
            .child(open)
    })
}

fn chooser(whole: &Whole, conflict: &Conflict) -> El {
    let facts = &whole.listed.facts;
    let (doc, kind, key) = (facts.doc, facts.kind, conflict.key.clone());
    let options = conflict.sides.iter().enumerate().map(|(place, (value, author))| {
        let words = shown::value(catalogue(), kind, &conflict.key, value);
        (place.to_string(), format!("{words} — {}", by(author)))
    });
    let values: Vec<_> = conflict.sides.iter().map(|(value, _)| value.clone()).collect();
    let chosen = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let settle = move || {
        let value = chosen.get_untracked().parse().ok().and_then(|place: usize| values.get(place).cloned());
        missing.set(value.is_none());
        if let Some(value) = value {
            write(doc, kind, vec![(key.clone(), value)]);
        }
    };
    let question = outline::name(catalogue(), kind, &whole.flat, &conflict.key);
    let error = el("p")
        .class("error")
        .attr("aria-live", "polite")
        .show(move || missing.get().then(|| t(W::NotChosen)));
    el("div")
        .class("conflict")
        .attr("data-conflict", conflict.key.as_str())
        .child(radios(&conflict.key, &question, options.collect(), chosen.into(), move |place| chosen.set(place)))
        .child(error)
        .child(press("settle", t(W::Settle), Look::Main, settle))
}
