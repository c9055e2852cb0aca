//! Remedies at the office: how they stand, what is overdue, what waits to be verified, and the findings of the office's
//! own inspections that are still to be handed over. One remedy whole, with the moves that are the office's.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::remedy::Stage;
use shared::id::Code;
use shared::limits::{NARRATIVE_CHARS_MAX, REASON_CHARS_MAX};
use shared::reading::{self, Words};
use shared::record::Flat;
use shared::text::{Language, count};

use super::frame::{Viewer, address, day_field, head, page};
use super::words;
use super::words::oversight as said;
use crate::access::{Chased, Finding, Inspected, Remedies, RemedyReading};

/// Where the list stands.
pub(crate) const PATH: &str = "/area/remedies";
/// Where one remedy stands.
pub(crate) const ONE: &str = "/area/remedy";

fn words_of(language: Language) -> Words<'static> {
    Words { catalogue: Catalogue::builtin(), language, outside: true }
}

fn stage(language: Language, stage: Stage) -> String {
    Catalogue::builtin().label("remedy_state", stage.code(), language).into_owned()
}

fn kind(language: Language, kind: Option<&Code>) -> String {
    kind.map_or_else(String::new, |kind| {
        Catalogue::builtin().label("finding_kind", kind.as_str(), language).into_owned()
    })
}

/// The list; `trouble` says why nothing was written.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    remedies: &Remedies,
    trouble: Option<&str>,
) -> Response {
    let figures = &remedies.figures;
    let cards = [
        ("total", &said::REMEDY_TOTAL, figures.total),
        ("done", &said::REMEDY_DONE, figures.done),
        ("verified", &said::REMEDY_VERIFIED, figures.verified),
        ("overdue", &said::REMEDY_OVERDUE, figures.overdue),
    ];
    let content = html! {
        h1 { (said::REMEDIES.say(language)) }
        @if let Some(trouble) = trouble { p.notice role="alert" { (trouble) } }
        ul.cards.small {
            @for (name, word, number) in cards {
                li { h3 { (word.say(language)) } p.figure data-figure=(name) { (count(number.into())) } }
            }
        }
        section aria-labelledby="all" {
            h2 id="all" { (said::REMEDY_LIST.say(language)) }
            @if remedies.chased.is_empty() { p { (said::NO_REMEDIES.say(language)) } }
            @else {
                table.stacked {
                    (head(language, &[&said::FINDING, &words::COMMUNE, &words::GROUP, &said::OWNER, &said::DUE, &said::STAGE]))
                    tbody { @for chased in &remedies.chased { (row(language, chased)) } }
                }
            }
        }
        @if !remedies.inspected.is_empty() {
            section aria-labelledby="found" {
                h2 id="found" { (said::FROM_INSPECTIONS.say(language)) }
                p.hint { (said::FROM_INSPECTIONS_HELP.say(language)) }
                @for inspected in &remedies.inspected { (inspection(language, viewer, inspected)) }
            }
        }
    };
    page(language, said::REMEDIES.say(language), PATH, Some(viewer), &content)
}

fn row(language: Language, chased: &Chased) -> Markup {
    let facts = &chased.facts;
    html! {
        tr data-doc=(facts.doc) data-stage=(chased.remedy.stage.code()) {
            th scope="row" {
                a href=(address(&format!("{ONE}?doc={}", facts.doc), language)) {
                    (kind(language, facts.sort.as_ref()))
                }
            }
            td data-label=(words::COMMUNE.say(language)) { (chased.commune) }
            td data-label=(words::GROUP.say(language)) { @if let Some(group) = &facts.group { (group) } }
            td data-label=(said::OWNER.say(language)) { (chased.remedy.owner) }
            td data-label=(said::DUE.say(language)) { (due(language, chased.remedy.due, chased)) }
            td data-label=(said::STAGE.say(language)) {
                (stage(language, chased.remedy.stage))
                @if facts.conflicts > 0 { br; span.light.missing { (words::CONFLICTS.say(language)) } }
            }
        }
    }
}

/// The day, and how far it is, while the remedy is not done.
fn due(language: Language, due: Option<Date>, chased: &Chased) -> Markup {
    let open = !chased.remedy.stage.is_done() && chased.remedy.stage != Stage::Cancelled;
    html! {
        @if let Some(due) = due { (due) }
        @match chased.days_over.filter(|_| open) {
            Some(days @ 1..) => span.light.missing data-over=(days) { (said::DAYS_OVER.with(language, &[&days])) },
            Some(days) => span.hint { " " (said::DAYS_LEFT.with(language, &[&-days])) },
            None => {}
        }
    }
}

fn inspection(language: Language, viewer: &Viewer, inspected: &Inspected) -> Markup {
    let facts = &inspected.facts;
    html! {
        div.entry data-inspection=(facts.doc) {
            h3 { (reading::title(words_of(language), facts)) " · " (inspected.commune.name) " · " (reading::when_and_where(language, facts)) }
            table.stacked {
                (head(language, &[&said::FINDING, &said::OWNER, &said::DUE, &said::STAGE]))
                tbody { @for finding in &inspected.findings { (found(language, viewer, inspected, finding)) } }
            }
            (notice(language, viewer, inspected))
        }
    }
}

fn found(language: Language, viewer: &Viewer, inspected: &Inspected, finding: &Finding) -> Markup {
    html! {
        tr data-finding=(finding.id) {
            th scope="row" { (kind(language, finding.kind.as_ref())) @if !finding.text.is_empty() { p.hint { (finding.text) } } }
            td data-label=(said::OWNER.say(language)) { (finding.owner) }
            td data-label=(said::DUE.say(language)) { @if let Some(due) = finding.due { (due) } }
            td data-label=(said::STAGE.say(language)) {
                @if finding.is_opened {
                    a href=(address(&format!("{ONE}?doc={}", finding.remedy), language)) { (said::HANDED_OVER.say(language)) }
                } @else {
                    form.inline method="post" action=(address(PATH, language)) {
                        input type="hidden" name="form_token" value=(viewer.form_token);
                        input type="hidden" name="inspection" value=(inspected.facts.doc);
                        input type="hidden" name="finding" value=(finding.id);
                        button type="submit" name="act" value="open" { (said::HAND_OVER.say(language)) }
                    }
                }
            }
        }
    }
}

/// The notice of conclusions: what was written, and the form that writes it.
fn notice(language: Language, viewer: &Viewer, inspected: &Inspected) -> Markup {
    let written = inspected.notice.as_ref();
    let text = |key: &str| written.and_then(|flat| flat.text(key)).unwrap_or_default();
    let id = |name: &str| format!("{name}-{}", inspected.facts.doc);
    let days = [("day", &said::NOTICE_DAY, "event_date"), ("due", &said::NOTICE_DUE, "due_date")];
    html! {
        details {
            summary data-notice=(text("paper_no")) {
                @if written.is_some() { (said::NOTICE_WRITTEN.with(language, &[&text("paper_no")])) }
                @else { (said::NOTICE.say(language)) }
            }
            form.stack method="post" action=(address(PATH, language)) {
                input type="hidden" name="form_token" value=(viewer.form_token);
                input type="hidden" name="inspection" value=(inspected.facts.doc);
                label for=(id("number")) { (said::NOTICE_NUMBER.say(language)) }
                input type="text" id=(id("number")) name="number" value=(text("paper_no")) maxlength="40";
                @for (name, word, key) in days {
                    @let day = written.map(|flat| typed(flat, key)).unwrap_or_default();
                    (day_field(language, (&id(name), name), word, &day, false))
                }
                label for=(id("text")) { (said::NOTICE_TEXT.say(language)) }
                textarea id=(id("text")) name="text" rows="4" maxlength=(NARRATIVE_CHARS_MAX) { (text("text.notice")) }
                button type="submit" name="act" value="conclude" { (said::NOTICE_SEND.say(language)) }
            }
        }
    }
}

/// A day of a record as it is typed; empty while there is none.
fn typed(flat: &Flat, key: &str) -> String {
    flat.date(key).map(|day| day.to_string()).unwrap_or_default()
}

/// One remedy, with what the office may do.
pub(crate) fn one(
    language: Language,
    viewer: &Viewer,
    reading: &RemedyReading,
    trouble: Option<&str>,
) -> Response {
    let facts = &reading.facts;
    let title = kind(language, facts.sort.as_ref());
    let path = format!("{ONE}?doc={}", facts.doc);
    let content = html! {
        p { a href=(address(PATH, language)) { "← " (said::REMEDIES.say(language)) } }
        h1 { (title) }
        p.context {
            span { (reading.commune.name) }
            span { (reading::when_and_where(language, facts)) }
            span data-stage=(reading.stage.code()) { (said::STAGE.say(language)) ": " (stage(language, reading.stage)) }
        }
        @if let Some(trouble) = trouble { p.notice role="alert" { (trouble) } }
        @for chapter in reading::chapters(words_of(language), facts, &reading.flat) {
            section {
                h2 { (chapter.title) }
                @if !chapter.lines.is_empty() {
                    dl.fields {
                        @for line in &chapter.lines { div data-key=(line.key) { dt { (line.label) } dd { (line.value) } } }
                    }
                }
                @for card in &chapter.cards {
                    div.entry {
                        h3 { (card.title) }
                        dl.fields {
                            @for line in &card.lines { div data-key=(line.key) { dt { (line.label) } dd { (line.value) } } }
                        }
                    }
                }
            }
        }
        (moves(language, viewer, reading, &path))
    };
    page(language, &title, &path, Some(viewer), &content)
}

/// The moves of the stage that it is in; of concurrent states the choice.
fn moves(language: Language, viewer: &Viewer, reading: &RemedyReading, path: &str) -> Markup {
    let button = |to: Stage, word: String, plain: bool| {
        html! { button.plain[plain] type="submit" name="to" value=(to.code()) { (word) } }
    };
    let word = |word: &words::Word| word.say(language).to_owned();
    if matches!(reading.stage, Stage::Verified | Stage::Cancelled | Stage::Unknown)
        && reading.rivals.is_empty()
    {
        return html! {};
    }
    html! {
        section.decide aria-labelledby="judge" {
            h2 id="judge" { (said::JUDGE.say(language)) }
            form.stack method="post" action=(address(path, language)) {
                input type="hidden" name="form_token" value=(viewer.form_token);
                @if !reading.rivals.is_empty() {
                    @let names: Vec<String> = reading.rivals.iter().map(|rival| stage(language, *rival)).collect();
                    p.notice data-rivals="" { (said::RIVALS.with(language, &[&names.join(" / ")])) }
                    @for rival in &reading.rivals {
                        (button(*rival, said::RIGHT_STATE.with(language, &[&stage(language, *rival)]), true))
                    }
                } @else if reading.stage == Stage::Done {
                    (button(Stage::Verified, word(&said::VERIFY), false))
                    (button(Stage::InProgress, word(&said::SEND_BACK), true))
                } @else {
                    @if reading.stage == Stage::Open {
                        label for="owner" { (said::OWNER.say(language)) }
                        input type="text" id="owner" name="owner" maxlength="120" value=(reading.flat.text("owner").unwrap_or_default());
                        (day_field(language, ("due", "due"), &said::DUE, &typed(&reading.flat, "due_date"), false))
                        (button(Stage::Assigned, word(&said::ASSIGN), false))
                    }
                    label for="reason" { (said::CANCEL_REASON.say(language)) }
                    input type="text" id="reason" name="reason" maxlength=(REASON_CHARS_MAX);
                    (button(Stage::Cancelled, word(&said::CANCEL), true))
                }
            }
        }
    }
}
