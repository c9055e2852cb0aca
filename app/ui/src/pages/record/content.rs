//! The content of a record on screen, with what else was written beside each value.

use leptos::prelude::*;
use messages::{Conflict, Whole};

use super::outline::{self, Card, Line, Part};
use super::{by, write};
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// All parts.
pub fn sections(whole: &Whole) -> AnyView {
    let parts = outline::parts(catalogue(), &whole.listed.facts, &whole.flat);
    parts.into_iter().map(|part| section(whole, part)).collect_view().into_any()
}

fn section(whole: &Whole, part: Part) -> AnyView {
    let cards = part.cards.into_iter().map(|card| entry(whole, card)).collect_view();
    view! {
        <section class="part">
            <h2>{part.title}</h2>
            {lines(whole, part.lines)}
            {cards}
        </section>
    }
    .into_any()
}

fn entry(whole: &Whole, card: Card) -> AnyView {
    let tags = card.tags.into_iter().map(|tag| view! { <span class="tag">{tag}</span> }.into_any()).collect_view();
    view! {
        <div class="card">
            <h3>{card.title} {tags}</h3>
            {lines(whole, card.lines)}
        </div>
    }
    .into_any()
}

fn lines(whole: &Whole, lines: Vec<Line>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let line = |line: Line| {
        let others = whole.conflicts.iter().find(|conflict| conflict.key == line.key && !conflict.blocking);
        let others = others.map(|conflict| losers(whole, conflict));
        let beside = line.beside.map(|beside| view! { <p class="beside">{beside}</p> }.into_any());
        view! {
            <div data-key=line.key>
                <dt>{line.label}</dt>
                <dd>{line.value} {beside} {others}</dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="facts">{lines.into_iter().map(line).collect_view()}</dl> }.into_any()
}

/// Values that lost without anyone having decided so: visible, and one press away.
fn losers(whole: &Whole, conflict: &Conflict) -> AnyView {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let loser = |(value, author): &(shared::record::Scalar, messages::Author)| {
        let edit = (conflict.key.clone(), value.clone());
        let words = shown::value(catalogue(), kind, &conflict.key, value);
        view! {
            <div class="loser">
                <p>{t(W::AlsoWritten)} " " <strong>{words}</strong> " — " {by(author)}</p>
                <button type="button" class="button quiet" data-act="settle" data-key=edit.0.clone()
                    on:click=move |_| write(doc, kind, vec![edit.clone()])>{t(W::KeepOther)}</button>
            </div>
        }
        .into_any()
    };
    conflict.sides.iter().skip(1).map(loser).collect_view().into_any()
}
