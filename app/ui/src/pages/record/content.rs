//! The content of a record on screen, with what else was written beside each value.

use messages::{Author, Conflict, Whole};
use shared::reading::{self, Card, Chapter, Line};
use shared::record::Scalar;

use super::{by, write};
use crate::components::{El, Look, el, press, tag};
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// All chapters.
pub fn sections(whole: &Whole) -> Vec<El> {
    let chapters = reading::chapters(shown::words(catalogue()), &whole.listed.facts, &whole.flat);
    chapters.iter().map(|chapter| section(whole, chapter)).collect()
}

fn section(whole: &Whole, chapter: &Chapter) -> El {
    let cards: Vec<El> = chapter.cards.iter().map(|card| entry(whole, card)).collect();
    el("section")
        .class("part")
        .child(el("h2").child(chapter.title.as_str()))
        .child(lines(whole, &chapter.lines))
        .child(cards)
}

fn entry(whole: &Whole, card: &Card) -> El {
    let tags: Vec<El> = card.tags.iter().map(|words| tag(words)).collect();
    el("div")
        .class("card")
        .child(el("h3").child(card.title.as_str()).child(tags))
        .child(lines(whole, &card.lines))
}

fn lines(whole: &Whole, lines: &[Line]) -> Option<El> {
    let line = |line: &Line| {
        let others = whole.conflicts.iter().find(|conflict| conflict.key == line.key && !conflict.blocking);
        let beside = line.beside.as_deref().map(|beside| el("p").class("beside").child(beside));
        let value = el("dd")
            .child(line.value.as_str())
            .child(beside)
            .child(others.map(|conflict| losers(whole, conflict)));
        el("div").attr("data-key", line.key.as_str()).child(el("dt").child(line.label.as_str())).child(value)
    };
    (!lines.is_empty()).then(|| el("dl").class("facts").child(lines.iter().map(line).collect::<Vec<_>>()))
}

/// Values that lost without anyone having decided so: visible, and one press away.
fn losers(whole: &Whole, conflict: &Conflict) -> Vec<El> {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let loser = |(value, author): &(Scalar, Author)| {
        let edit = (conflict.key.clone(), value.clone());
        let words = shown::value(catalogue(), kind, &conflict.key, value);
        let use_it =
            press("settle", t(W::KeepOther), Look::Quiet, move || write(doc, kind, vec![edit.clone()]));
        let said = el("p")
            .child(format!("{} ", t(W::AlsoWritten)))
            .child(el("strong").child(words))
            .child(format!(" — {}", by(author)));
        el("div").class("loser").child(said).child(use_it.attr("data-key", conflict.key.as_str()))
    };
    conflict.sides.iter().skip(1).map(loser).collect()
}
