//! A record as the office reads it: whole, in the chapters of the paper form, as it counts; with what came after it
//! was handed in, and the buttons that decide on it.

mod aftermath;

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::domain::facts::{Facts, State};
use shared::domain::report::paper_form::PaperForm;
use shared::domain::review::Decision;
use shared::id::PhotoHash;
use shared::reading::{self, Chapter, Line, Words};
use shared::text::Language;

use super::frame::{Viewer, address, page};
use super::words::{after, paper_forms};
use super::{inbox, print, words};
use crate::access::{Asked, Reading};

/// Where one record stands.
pub(crate) const RECORD: &str = "/area/record";

/// What became of a decision, above the record.
pub(crate) struct Outcome<'o> {
    /// Why it was not written.
    pub word: &'static words::Word,
    /// The correction that it was about; empty for a decision on the record.
    pub correction: &'o str,
    /// What was typed as reason: not to be typed again.
    pub reason: &'o str,
}

fn words_of(language: Language) -> Words<'static> {
    Words { catalogue: Catalogue::builtin(), language, outside: true }
}

/// The words of a record that is being read: with what offices added to the catalogue.
fn words_in(language: Language, reading: &Reading) -> Words<'_> {
    Words { catalogue: &reading.catalogue, ..words_of(language) }
}

/// The address of a commune's part of the inbox.
pub(crate) fn list_path(unit: &str) -> String {
    format!("{}?unit={unit}", inbox::PATH)
}

/// The address of a record.
pub(crate) fn record_path(facts: &Facts) -> String {
    format!("{RECORD}?doc={}", facts.doc)
}

/// Everything that was decided about the version handed in last.
fn decisions(language: Language, facts: &Facts) -> Markup {
    html! {
        @if facts.verdicts().len() > 1 { p.notice { (words::CONTRADICTION.say(language)) } }
        @for decision in &facts.decisions { (said(language, decision)) }
    }
}

fn said(language: Language, decision: &Decision) -> Markup {
    html! {
        p {
            strong { (reading::state(words_of(language), decision.state)) }
            " · " (decision.by) " · " (reading::moment(decision.at_ms))
            @if !decision.reason.is_empty() { br; "“" (decision.reason) "”" }
        }
    }
}

/// One record, with what may be decided of it. `from` is the place in the inbox that it was opened from.
pub(crate) fn record(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    from: Asked<'_>,
    outcome: Option<&Outcome<'_>>,
) -> Response {
    let Reading { facts, flat, commune, .. } = reading;
    let title = reading::title(words_in(language, reading), facts);
    let here = format!("{}&{}", record_path(facts), inbox::query(&from));
    let back = format!("{}?{}", inbox::PATH, inbox::query(&from));
    let content = html! {
        p { a href=(address(&back, language)) { "← " (after::BACK_TO_INBOX.say(language)) } }
        h1 { (title) }
        p.context {
            span { (reading::kind(language, facts.kind)) " · " (commune.name) }
            span { (reading::when_and_where(language, facts)) }
            span data-state=(facts.state.code()) { (after::STATE.say(language)) ": " (reading::state(words_of(language), facts.state)) }
        }
        @if let Some(outcome) = outcome { p.notice role="alert" { (outcome.word.say(language)) } }
        (decisions(language, facts))
        @if let Some(why) = flat.text("void_reason").filter(|_| facts.state == State::Void) {
            p.notice { strong { (after::VOIDED.say(language)) } br; "“" (why) "”" }
        }
        @if facts.conflicts > 0 { p.notice { (words::OPEN_CONFLICTS.with(language, &[&facts.conflicts])) } }
        (sheets(language, reading))
        (aftermath::late(language, reading))
        (aftermath::corrections(language, viewer, reading, &here, outcome))
        @for chapter in reading::chapters(words_in(language, reading), facts, flat) { (part(language, reading, &chapter)) }
        (photos(language, reading))
        (aftermath::buttons(language, viewer, reading, &here, outcome))
    };
    page(language, &title, &here, Some(viewer), &content)
}

/// The paper forms that the record helps to fill in.
fn sheets(language: Language, reading: &Reading) -> Markup {
    let Reading { facts, flat, catalogue, .. } = reading;
    let fitting: Vec<_> =
        PaperForm::ALL.into_iter().filter(|form| form.fits(facts, flat, catalogue)).collect();
    html! {
        @if !fitting.is_empty() {
            p.matters {
                (paper_forms::PRINT.say(language))
                @for form in fitting { a href=(address(&print::path(facts.doc, form), language)) { (form.number()) } }
            }
        }
    }
}

fn part(language: Language, reading: &Reading, chapter: &Chapter) -> Markup {
    html! {
        section {
            h2 { (chapter.title) }
            (lines(language, reading, &chapter.lines))
            @for card in &chapter.cards {
                div.entry {
                    h3 { (card.title) @for tag in &card.tags { " · " (tag) } }
                    (lines(language, reading, &card.lines))
                }
            }
        }
    }
}

/// The photos of the record. One that its phone has not brought yet shows its words.
fn photos(language: Language, reading: &Reading) -> Markup {
    let entry = |id: &String| {
        let text = |field: &str| reading.flat.text(&format!("photo.{id}.{field}"));
        let photo: PhotoHash = text("hash")?.parse().ok()?;
        Some((photo, text("caption").unwrap_or_default().to_owned()))
    };
    let photos: Vec<_> = reading.flat.entries("photo").iter().filter_map(entry).collect();
    html! {
        @if !photos.is_empty() {
            section {
                h2 { (words::PHOTOS.say(language)) }
                @for (photo, caption) in &photos {
                    figure.photo data-photo=(photo) {
                        img src=(format!("/area/photo/{photo}")) alt=(words::PHOTO.say(language)) loading="lazy";
                        @if !caption.is_empty() { figcaption { (caption) } }
                    }
                }
            }
        }
    }
}

fn lines(language: Language, reading: &Reading, lines: &[Line]) -> Markup {
    let others = |line: &Line| {
        let values = reading.flat.all(&line.key).iter().skip(1);
        values
            .map(|value| reading::value(words_in(language, reading), reading.facts.kind, &line.key, value))
            .collect::<Vec<_>>()
    };
    html! {
        @if !lines.is_empty() {
            dl.fields {
                @for line in lines {
                    div data-key=(line.key) {
                        dt { (line.label) }
                        dd {
                            (line.value)
                            @if let Some(beside) = &line.beside { " " span.hint { "(" (beside) ")" } }
                            @if let Some(said) = aftermath::corrected(language, reading, &line.key) { " " span.hint { (said) } }
                            @for other in others(line) { br; (words::ALSO_WRITTEN.with(language, &[&other])) }
                        }
                    }
                }
            }
        }
    }
}
