//! The commune's sheet for the monthly briefing (R1): in the order and under the headings of reports.md, as a draft of
//! what counts now or as it was issued, and what has changed since earlier ones. Empty figures are dots, never 0.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::report::{Adjustment, Row, Sheet};
use shared::reading;
use shared::text::{self, Language, count, money};

use super::decree::{self, Decree, YOUTH_UNION};
use super::frame::{Viewer, address, head, page};
use super::words::{self, Word, after};
use super::year::heard;
use crate::access::{Briefed, Reprint};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/briefing";

/// What of a commune and month is on screen.
pub(crate) enum Shown<'b> {
    /// What would be issued now.
    Draft,
    /// What was issued.
    Issued(&'b Reprint),
}

/// The address of a sheet.
pub(crate) fn path(unit: &str, year: i32, month: u8) -> String {
    format!("{PATH}?unit={unit}&month={year}-{month:02}")
}

/// The page. `told` is why nothing was issued.
pub(crate) fn briefing(
    language: Language,
    viewer: &Viewer,
    briefed: &Briefed,
    shown: &Shown<'_>,
    told: Option<&Word>,
) -> Response {
    let draft = &briefed.draft;
    let here = path(briefed.unit.code.as_str(), draft.year, draft.month);
    let (sheet, hash) = match shown {
        Shown::Draft => (draft, &briefed.hash),
        Shown::Issued(reprint) => (&reprint.sheet, &reprint.issued.hash),
    };
    let title = after::BRIEFING_TITLE.with(language, &[&sheet.month, &sheet.year]);
    let decree = Decree {
        header: decree::header(YOUTH_UNION, briefed.org.as_str()),
        typed: &|_| None,
        title: &title,
        recipients: &[],
        is_draft: matches!(shown, Shown::Draft),
        hash,
        trace: &[],
    };
    let text = html! {
        p { (words::COMMUNE.say(language)) " " (briefed.unit.name) }
        @if matches!(shown, Shown::Draft) { (heard(language, briefed.seen_on, briefed.today)) }
        @for (number, heading) in (1_u8..).zip([&after::PART_1, &after::PART_2, &after::PART_3, &after::PART_4, &after::PART_5, &after::PART_6]) {
            (part(language, sheet, number, heading))
        }
        (adjustments(language, &sheet.adjustments))
    };
    let content = html! {
        (filter(language, briefed))
        @if let Some(told) = told { p.notice role="alert" { (told.say(language)) } }
        (standing(language, shown))
        (decree::sheet(language, &decree, &text, &html! {}))
        (below(language, viewer, briefed, shown, &here))
    };
    page(language, &title, &here, Some(viewer), &content)
}

fn filter(language: Language, briefed: &Briefed) -> Markup {
    let draft = &briefed.draft;
    html! {
        form.filter method="get" action=(PATH) {
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            label for="unit" { (words::COMMUNE.say(language)) }
            select id="unit" name="unit" {
                @for unit in &briefed.communes {
                    option value=(unit.code) selected[unit.code == briefed.unit.code] { (unit.name) }
                }
            }
            label for="month" { (after::MONTH.say(language)) }
            input id="month" name="month" inputmode="decimal" autocomplete="off" maxlength="10" required
                value=(format!("{:02}/{}", draft.month, draft.year));
            button type="submit" { (after::SHOW.say(language)) }
        }
    }
}

fn standing(language: Language, shown: &Shown<'_>) -> Markup {
    html! {
        @match shown {
            Shown::Draft => p.notice.screen { strong { (after::DRAFT.say(language)) } br; (after::DRAFT_HELP.say(language)) },
            Shown::Issued(reprint) => p.screen {
                (after::ISSUED.with(language, &[&reading::moment(reprint.issued.at), &reprint.issued.by]))
            },
        }
    }
}

fn part(language: Language, sheet: &Sheet, number: u8, heading: &Word) -> Markup {
    let rows: Vec<&Row> = sheet.rows.iter().filter(|row| row.part == number).collect();
    html! {
        section {
            h2 { (heading.say(language)) }
            @if rows.is_empty() { p { (after::NOTHING_THERE.say(language)) } }
            dl.fields {
                @for row in rows {
                    div data-item=(row.item) data-of=(row.of) {
                        dt { (label(language, row)) }
                        dd { (figure(language, row)) (note(language, row).unwrap_or_default()) }
                    }
                }
            }
        }
    }
}

/// The day of the correction behind a number.
fn note(language: Language, row: &Row) -> Option<String> {
    Some(format!(" {}", after::CORRECTED_NOTE.with(language, &[&row.corrected_on?])))
}

fn figure(language: Language, row: &Row) -> String {
    let said = |number: i64| amount(&row.item, number);
    match (row.number, row.out_of) {
        (Some(number), Some(of)) => {
            let share = text::percent(number, of);
            let both = words::OF.with(language, &[&said(number), &said(of)]);
            if of == 0 { both } else { format!("{both} ({share} %)") }
        }
        (Some(number), None) => said(number),
        (None, _) if row.item == "due_loan" => {
            after::DUE_ON.with(language, &[&row.words.last().cloned().unwrap_or_default()])
        }
        (None, _) => after::OPEN.say(language).to_owned(),
    }
}

fn amount(item: &str, number: i64) -> String {
    let dong =
        ["outstanding", "overdue", "interest_arrears", "savings_balance", "overdue_seen", "debt_amount"];
    if dong.contains(&item) { money(number) } else { count(number) }
}

fn label(language: Language, row: &Row) -> String {
    let of = |list: &str, code: &str| Catalogue::builtin().label(list, code, language).into_owned();
    let word = |place: usize| row.words.get(place).cloned().unwrap_or_default();
    match row.item.as_str() {
        "meeting" => after::MEETING.with(language, &[&of("meeting_type", &row.of)]),
        "rule" => after::RULE_YEAR.with(language, &[&rule(language, &row.of)]),
        "due_loan" => after::DUE_LOAN.with(language, &[&row.of, &word(0)]),
        "remedy" => {
            let kind = of("finding_kind", &word(0));
            after::REMEDY.with(language, &[&kind, &word(1), &word(2), &word(3)])
        }
        "word" => after::WORD.with(language, &[&of("feedback_kind", &row.of)]),
        "plan" => {
            let list = if word(0) == "inspection" { "inspection_kind" } else { "form" };
            let what = if word(1).is_empty() { String::new() } else { of(list, &word(1)) };
            after::PLAN.with(language, &[&of("plan_kind", &word(0)), &what, &word(2)])
        }
        item => told(language, item, &row.of),
    }
}

/// A rule of whichever profile has it, in the catalogue's words; its code when a newer catalogue has it.
fn rule(language: Language, id: &str) -> String {
    let rules = Catalogue::builtin().quota_profiles.iter().flat_map(|profile| &profile.rules);
    let named = rules.into_iter().find(|rule| rule.id.as_str() == id);
    named.map_or_else(|| id.to_owned(), |rule| language.pick(&rule.vi, &rule.en).to_owned())
}

/// What an item is called, with what it is of.
fn told(language: Language, item: &str, of: &str) -> String {
    let word = match item {
        "sessions" => &after::SESSIONS,
        "attendees" => &after::ATTENDEES,
        "broadcasts" => &after::BROADCASTS,
        "handed_out" => &after::HANDED_OUT,
        "groups_in_month" => &after::GROUPS_IN_MONTH,
        "borrowers_in_month" => &after::BORROWERS_IN_MONTH,
        "outstanding" => &after::OUTSTANDING,
        "overdue" => &after::OVERDUE,
        "interest_arrears" => &after::ARREARS,
        "savings_balance" => &after::SAVINGS,
        "members_saving" => &after::SAVERS,
        "overdue_seen" => &after::OVERDUE_SEEN,
        "debt_cases" => &after::DEBT_CASES,
        "debt_amount" => &after::DEBT_AMOUNT,
        "remedies_done" => &after::REMEDIES_DONE,
        "remedies_overdue" => &after::REMEDIES_OVERDUE,
        "words_received" => &after::WORDS_RECEIVED,
        "words_answered" => &after::WORDS_ANSWERED,
        "words_forwarded" => &after::WORDS_FORWARDED,
        _ => return format!("{item} {of}"),
    };
    word.with(language, &[&of])
}

fn adjustments(language: Language, adjustments: &[Adjustment]) -> Markup {
    html! {
        @if !adjustments.is_empty() {
            section {
                h2 { (after::CHANGES.say(language)) }
                table.stacked {
                    (head(language, &[&after::FIELD, &after::AS_ISSUED, &after::AS_NOW, &after::DIFFERENCE]))
                    tbody { @for one in adjustments { (adjustment(language, one)) } }
                }
            }
        }
    }
}

fn adjustment(language: Language, one: &Adjustment) -> Markup {
    let row = Row { item: one.item.clone(), of: one.of.clone(), ..Row::default() };
    let said = |number: Option<i64>| {
        number
            .map_or_else(|| after::NOTHING_THERE.say(language).to_owned(), |number| amount(&one.item, number))
    };
    let note = |day: Date| after::CORRECTED_NOTE.with(language, &[&day]);
    let difference = one.difference();
    let sign = if difference < 0 { "−" } else { "+" };
    let size = amount(&one.item, difference.saturating_abs());
    html! {
        tr data-changed=(one.item) data-of=(one.of) {
            th scope="row" {
                (after::CHANGED_IN.with(language, &[&one.month, &one.year])) " · " (label(language, &row))
            }
            td data-label=(after::AS_ISSUED.say(language)) { (said(one.before)) }
            td data-label=(after::AS_NOW.say(language)) {
                (said(one.now)) @if let Some(day) = one.corrected_on { " " (note(day)) }
            }
            td data-label=(after::DIFFERENCE.say(language)) { (sign) (size) }
        }
    }
}

/// What was issued, and the button that issues.
fn below(language: Language, viewer: &Viewer, briefed: &Briefed, shown: &Shown<'_>, here: &str) -> Markup {
    html! {
        section.screen {
            @if !briefed.issued.is_empty() {
                h2 { (after::ISSUED_LIST.say(language)) }
                ul.devices {
                    @for Reprint { issued, .. } in &briefed.issued {
                        li {
                            a href=(address(&format!("{here}&issued={}", issued.id), language)) {
                                (after::ISSUED.with(language, &[&reading::moment(issued.at), &issued.by]))
                            }
                        }
                    }
                    @if matches!(shown, Shown::Issued(_)) {
                        li { a href=(address(&format!("{here}&issued=0"), language)) { (after::TO_DRAFT.say(language)) } }
                    }
                }
            }
            @if matches!(shown, Shown::Draft) {
                form.stack method="post" action=(address(here, language)) {
                    input type="hidden" name="form_token" value=(viewer.form_token);
                    input type="hidden" name="hash" value=(hex(&briefed.hash));
                    button type="submit" { (after::ISSUE.say(language)) }
                }
            }
        }
    }
}

/// A hash as people compare it.
pub(crate) fn hex(hash: &[u8; 32]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}
