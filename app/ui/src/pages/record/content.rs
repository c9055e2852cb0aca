//! The content of a record on screen, with what else was written beside each value.

use messages::{Author, Conflict, Whole};
use shared::domain::correction::Correction;
use shared::reading::{self, Card, Chapter, Line, Words};
use shared::record::Scalar;

use super::{by, write};
use crate::components::{El, Look, Part, el, press, tag};
use crate::prelude::*;
use crate::route::Page;
use crate::words::{D, R, fill, t};

/// All chapters.
pub fn sections(whole: &Whole, words: Words<'static>) -> Vec<El> {
    let chapters = reading::chapters(words, &whole.listed.facts, &whole.flat);
    chapters.iter().map(|chapter| section(whole, words, chapter)).collect()
}

fn section(whole: &Whole, words: Words<'static>, chapter: &Chapter) -> El {
    let cards: Vec<El> = chapter.cards.iter().map(|card| entry(whole, words, card)).collect();
    el("section")
        .class("part")
        .child(el("h2").child(chapter.title.as_str()))
        .child(lines(whole, words, &chapter.lines))
        .child(cards)
}

fn entry(whole: &Whole, words: Words<'static>, card: &Card) -> El {
    let tags: Vec<El> = card.tags.iter().map(|said| tag(said)).collect();
    el("div").class("card").child(el("h3").child(card.title.as_str()).child(tags)).child(lines(
        whole,
        words,
        &card.lines,
    ))
}

fn lines(whole: &Whole, words: Words<'static>, lines: &[Line]) -> Option<El> {
    let line = |line: &Line| {
        let others = whole.conflicts.iter().find(|conflict| conflict.key == line.key && !conflict.blocking);
        let beside = line.beside.as_deref().map(|beside| el("p").class("beside").child(beside));
        let value = el("dd")
            .child(value_of(line))
            .child(beside)
            .child(corrected(whole, words, &line.key))
            .child(others.map(|conflict| losers(whole, words, conflict)));
        el("div").attr("data-key", line.key.as_str()).child(el("dt").child(line.label.as_str())).child(value)
    };
    (!lines.is_empty()).then(|| el("dl").class("facts").child(lines.iter().map(line).collect::<Vec<_>>()))
}

/// What a value was before it was corrected, and when that was.
fn corrected(whole: &Whole, words: Words<'_>, key: &str) -> Option<El> {
    let of_it = |(_, one): &&(Option<Author>, Correction)| one.asked.key == key && one.granted_on().is_some();
    let (_, correction) = whole.corrections.iter().rfind(of_it)?;
    let old = reading::value(words, whole.listed.facts.kind, key, &correction.old);
    let said = fill(R::CorrectedOn, &[&correction.granted_on()?.to_string(), &old]);
    Some(el("p").class("beside").attr("data-corrected", key).child(said))
}

/// What a line says; the name of another record leads there.
fn value_of(line: &Line) -> AnyView {
    match line.to {
        Some(doc) => el("a").attr("href", Page::Record(doc).href()).child(line.value.as_str()).into_any(),
        None => line.value.as_str().view(),
    }
}

/// Values that lost without anyone having decided so: visible, and one press away.
fn losers(whole: &Whole, words: Words<'static>, conflict: &Conflict) -> Vec<El> {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let loser = |(value, author): &(Scalar, Author)| {
        let edit = (conflict.key.clone(), value.clone());
        let value = reading::value(words, kind, &conflict.key, value);
        let use_it =
            press("settle", t(D::KeepOther), Look::Quiet, move || write(doc, kind, vec![edit.clone()]));
        let said = el("p")
            .child(format!("{} ", t(D::AlsoWritten)))
            .child(el("strong").child(value))
            .child(format!(" — {}", by(author)));
        el("div").class("loser").child(said).child(use_it.attr("data-key", conflict.key.as_str()))
    };
    conflict.sides.iter().skip(1).map(loser).collect()
}
