//! Fields that two people wrote differently and that a person must settle. The choice is one edit of the chosen
//! value; the other value stays in the history with its author.

use leptos::prelude::*;
use messages::{Conflict, Whole};

use super::{by, outline, write};
use crate::components::{Button, Look, Radios};
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// The section; empty when nothing has to be settled.
pub fn section(whole: &Whole) -> AnyView {
    let open: Vec<&Conflict> = whole.conflicts.iter().filter(|conflict| conflict.blocking).collect();
    if open.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="conflicts" role="group" aria-labelledby="conflicts-title">
            <h2 id="conflicts-title">{t(W::ConflictHead)}</h2>
            <p>{t(W::ConflictText)}</p>
            {open.into_iter().map(|conflict| chooser(whole, conflict)).collect_view()}
        </section>
    }
    .into_any()
}

fn chooser(whole: &Whole, conflict: &Conflict) -> AnyView {
    let facts = &whole.listed.facts;
    let (doc, kind, key) = (facts.doc, facts.kind, conflict.key.clone());
    let options = conflict.sides.iter().enumerate().map(|(place, (value, author))| {
        let words = shown::value(catalogue(), kind, &conflict.key, value);
        (place.to_string(), format!("{words} — {}", by(author)))
    });
    let values: Vec<_> = conflict.sides.iter().map(|(value, _)| value.clone()).collect();
    let chosen = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let settle = move |()| {
        let value = chosen.get_untracked().parse().ok().and_then(|place: usize| values.get(place).cloned());
        missing.set(value.is_none());
        if let Some(value) = value {
            write(doc, kind, vec![(key.clone(), value)]);
        }
    };
    view! {
        <div class="conflict" data-conflict=conflict.key.clone()>
            <Radios name=conflict.key.clone() legend=outline::name(catalogue(), kind, &whole.flat, &conflict.key)
                options=options.collect() chosen=chosen.into() on_choose=move |place| chosen.set(place)/>
            <p class="error" aria-live="polite">{move || missing.get().then(|| t(W::NotChosen))}</p>
            <Button act="settle" label=t(W::Settle) look=Look::Main on_press=settle/>
        </div>
    }
    .into_any()
}
