//! Records as the office reads them: those of one commune that were handed in, and one of them whole, in the chapters
//! of the paper form, with the two buttons that decide on it.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::domain::facts::{Facts, State};
use shared::domain::review::Decision;
use shared::domain::units::Unit;
use shared::id::PhotoHash;
use shared::limits::REASON_CHARS_MAX;
use shared::reading::{self, Chapter, Line, Words};
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::{area, words};
use crate::access::Reading;

/// Where the list of a commune stands.
pub(crate) const LIST: &str = "/area/records";
/// Where one record stands.
pub(crate) const RECORD: &str = "/area/record";

/// What became of a decision, above the record.
pub(crate) struct Outcome<'o> {
    /// Why it was not written.
    pub word: &'static words::Word,
    /// What was typed as reason: not to be typed again.
    pub reason: &'o str,
}

fn words_of(language: Language) -> Words<'static> {
    Words { catalogue: Catalogue::builtin(), language, outside: true }
}

/// The address of a commune's list.
pub(crate) fn list_path(unit: &str) -> String {
    format!("{LIST}?unit={unit}")
}

/// The address of a record.
pub(crate) fn record_path(facts: &Facts) -> String {
    format!("{RECORD}?doc={}", facts.doc)
}

/// The records of a commune.
pub(crate) fn list(language: Language, viewer: &Viewer, unit: &Unit, records: &[Facts]) -> Response {
    let waiting = records.iter().filter(|facts| facts.state == State::Submitted).count();
    let content = html! {
        p { a href=(address(&format!("{}?unit={}", area::PATH, unit.code), language)) { "← " (unit.name) } }
        h1 { (words::RECORDS_OF.with(language, &[&unit.name])) }
        p { (words::TO_DECIDE.with(language, &[&waiting, &records.len()])) }
        @if !records.is_empty() {
            table.stacked {
                (head(language, &[&words::RECORD, &words::WHEN_AND_WHERE, &words::STATE, &words::DECISION]))
                tbody { @for facts in records { (row(language, facts)) } }
            }
        }
    };
    let title = words::RECORDS_OF.with(language, &[&unit.name]);
    page(language, &title, &list_path(unit.code.as_str()), Some(viewer), &content)
}

fn row(language: Language, facts: &Facts) -> Markup {
    html! {
        tr data-doc=(facts.doc) data-state=(facts.state.code()) {
            th scope="row" {
                a href=(address(&record_path(facts), language)) { (reading::title(words_of(language), facts)) }
            }
            td data-label=(words::WHEN_AND_WHERE.say(language)) { (reading::when_and_where(language, facts)) }
            td data-label=(words::STATE.say(language)) { (reading::state(words_of(language), facts.state)) }
            td data-label=(words::DECISION.say(language)) { (decisions(language, facts)) }
        }
    }
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

/// One record, with what may be decided of it.
pub(crate) fn record(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    outcome: Option<&Outcome<'_>>,
) -> Response {
    let Reading { facts, flat, commune, .. } = reading;
    let title = reading::title(words_of(language), facts);
    let content = html! {
        p { a href=(address(&list_path(commune.code.as_str()), language)) { "← " (words::RECORDS_OF.with(language, &[&commune.name])) } }
        h1 { (title) }
        p.context {
            span { (reading::kind(language, facts.kind)) " · " (commune.name) }
            span { (reading::when_and_where(language, facts)) }
            span data-state=(facts.state.code()) { (words::STATE.say(language)) ": " (reading::state(words_of(language), facts.state)) }
        }
        @if let Some(outcome) = outcome { p.notice role="alert" { (outcome.word.say(language)) } }
        (decisions(language, facts))
        @if facts.conflicts > 0 { p.notice { (words::OPEN_CONFLICTS.with(language, &[&facts.conflicts])) } }
        @for chapter in reading::chapters(words_of(language), facts, flat) { (part(language, reading, &chapter)) }
        (photos(language, reading))
        @if facts.state == State::Submitted { (buttons(language, viewer, reading, outcome)) }
    };
    page(language, &title, &record_path(facts), Some(viewer), &content)
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
            .map(|value| reading::value(words_of(language), reading.facts.kind, &line.key, value))
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
                            @for other in others(line) { br; (words::ALSO_WRITTEN.with(language, &[&other])) }
                        }
                    }
                }
            }
        }
    }
}

/// What decides: two buttons of one form, the reason between them. The form names the version that was read.
fn buttons(language: Language, viewer: &Viewer, reading: &Reading, outcome: Option<&Outcome<'_>>) -> Markup {
    let facts = &reading.facts;
    let hidden = [
        ("form_token", viewer.form_token.as_str()),
        ("submission", facts.submission.as_deref().unwrap_or_default()),
        ("version", reading.version.as_str()),
    ];
    html! {
        section.decide aria-labelledby="decide" {
            h2 id="decide" { (words::DECIDE.say(language)) }
            form.stack method="post" action=(address(&record_path(facts), language)) {
                @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
                label for="reason" { (words::RETURN_REASON.say(language)) }
                textarea id="reason" name="reason" rows="3" maxlength=(REASON_CHARS_MAX) {
                    (outcome.map_or("", |outcome| outcome.reason))
                }
                button type="submit" name="decision" value=(State::Accepted.code()) { (words::ACCEPT.say(language)) }
                button.plain type="submit" name="decision" value=(State::Returned.code()) { (words::RETURN.say(language)) }
            }
            p.hint { (words::DECIDE_HELP.say(language)) }
        }
    }
}
