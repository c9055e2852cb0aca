//! Fields that two people wrote differently and that a person must settle. The choice is one edit of the chosen
//! value; the other value stays in the history with its author.

use std::rc::Rc;

use messages::{Conflict, Whole};
use shared::reading::{self, Words};
use shared::record::Scalar;
use shared::sorted::Map;

use super::{by, write};
use crate::components::{El, Look, el, press, radios};
use crate::prelude::*;
use crate::words::{D, t};

/// What is chosen but not settled yet, by key. It outlives a redrawing of the page: news that arrive between the
/// choice and the button do not take the choice away.
pub type Choices = RwSignal<Map<String, Scalar>>;

/// The section; nothing when nothing has to be settled.
pub fn section(whole: &Whole, words: Words<'static>, choices: Choices) -> Option<El> {
    let open = whole.conflicts.iter().filter(|conflict| conflict.blocking);
    let open: Vec<El> = open.map(|conflict| chooser(whole, words, conflict, choices)).collect();
    (!open.is_empty()).then(|| {
        el("section")
            .class("conflicts")
            .child(el("h2").child(t(D::ConflictHead)))
            .child(el("p").child(t(D::ConflictText)))
            .child(open)
    })
}

fn chooser(whole: &Whole, words: Words<'static>, conflict: &Conflict, choices: Choices) -> El {
    let facts = &whole.listed.facts;
    let (doc, kind, key) = (facts.doc, facts.kind, conflict.key.clone());
    let options = conflict.sides.iter().enumerate().map(|(place, (value, author))| {
        let said = reading::value(words, kind, &conflict.key, value);
        (place.to_string(), format!("{said}\n{}", by(author)))
    });
    let values: Rc<[Scalar]> = conflict.sides.iter().map(|(value, _)| value.clone()).collect();
    let missing = RwSignal::new(false);
    let settle = {
        let key = key.clone();
        move || {
            let value = choices.with_untracked(|choices| choices.get(&key).cloned());
            missing.set(value.is_none());
            if let Some(value) = value {
                write(doc, kind, vec![(key.clone(), value)]);
            }
        }
    };
    let chosen = {
        let (key, values) = (key.clone(), Rc::clone(&values));
        Memo::new(move || {
            let place = choices.with(|choices| {
                let value = choices.get(&key)?;
                values.iter().position(|there| there == value)
            });
            place.map(|place| place.to_string()).unwrap_or_default()
        })
    };
    let choose = move |place: String| {
        if let Some(value) = place.parse().ok().and_then(|place: usize| values.get(place).cloned()) {
            choices.update(|choices| {
                choices.insert(key.clone(), value);
            });
        }
    };
    let question = reading::name(words, kind, &whole.flat, &conflict.key);
    let error = el("p")
        .class("error")
        .attr("aria-live", "polite")
        .show(move || missing.get().then(|| t(D::NotChosen)));
    el("div")
        .class("conflict")
        .attr("data-conflict", conflict.key.as_str())
        .child(radios(&conflict.key, &question, options.collect(), chosen.into(), choose))
        .child(error)
        .child(press("settle", t(D::Settle), Look::Main, settle))
}
