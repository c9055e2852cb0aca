//! One report of an area (R2, R3, R4, R7): the paper as a draft of what counts now or as it was issued, and under it what
//! a clerk does with it: type, issue, send, note a return. What was typed stays on screen when it could not be kept.

mod forms;

use axum::response::Response;
use maud::{Markup, html};

use shared::date::Date;
use shared::domain::report::{Asked, Report};
use shared::reading::{self, Words};
use shared::sorted::Map;
use shared::text::Language;

use super::decree::{self, Decree};
use super::frame::{Viewer, address, day_field, page};
use super::outline::{self, outline};
use super::words::reports as words;
use super::{board, reports};
use crate::access::{AROUND, Folder, IssuedPrint, Print, RECIPIENTS};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/report";

/// What of a paper is on screen.
pub(crate) enum Shown<'f> {
    /// What would be issued now.
    Draft,
    /// What was issued.
    Issued(&'f IssuedPrint),
}

/// What is told above the paper, and what stood in the form that could not be kept.
#[derive(Default)]
pub(crate) struct Told {
    /// A sentence, and whether something was done.
    pub sentence: Option<(String, bool)>,
    /// What was typed, by place.
    pub kept: Map<String, String>,
    /// The place that cannot be kept as it is.
    pub wrong: Option<String>,
}

/// The address of a report of a year or quarter.
pub(crate) fn path(report: Report, year: i32, quarter: u8) -> String {
    match quarter {
        0 => format!("{PATH}?kind={}&year={year}", report.code()),
        quarter => format!("{PATH}?kind={}&year={year}&quarter={quarter}", report.code()),
    }
}

/// The address of a paper, with its cut-off.
pub(crate) fn path_of(asked: Asked) -> String {
    let Asked { report, year, quarter, cut_off } = asked;
    let here = path(report, year, quarter);
    if quarter == 0 {
        let (month, day) = (cut_off.month(), cut_off.day());
        format!("{here}&cut_off={year:04}-{month:02}-{day:02}")
    } else {
        here
    }
}

/// The page.
pub(crate) fn report(
    language: Language,
    viewer: &Viewer,
    folder: &Folder,
    shown: &Shown<'_>,
    told: &Told,
) -> Response {
    let (print, hash) = match shown {
        Shown::Draft => (&folder.draft, &folder.hash),
        Shown::Issued(kept) => (&kept.print, &kept.issued.hash),
    };
    let asked = print.paper.asked;
    let here = path_of(asked);
    let title = reading::paper::title(language, &asked);
    let content = html! {
        p.screen { a.act href=(address(&format!("{}?year={}", reports::PATH, asked.year), language)) {
            "← " (words::REPORTS.say(language))
        } }
        @if let Some((sentence, is_done)) = &told.sentence {
            p.screen.notice[!is_done].done[*is_done] role="alert" {
                @match &told.wrong {
                    Some(place) => a href={ "#" (forms::place_id(place)) } { (sentence) },
                    None => (sentence),
                }
            }
        }
        (filter(language, folder))
        (standing(language, folder, shown))
        (sheet(language, folder, print, hash, shown, &title))
        (forms::issued(language, folder, shown, &here))
        (forms::sendings(language, viewer, folder, shown, &here))
        @if matches!(shown, Shown::Draft) {
            (forms::typing(language, viewer, folder, told, &here))
            (forms::recipients(language, viewer, folder, told, &here))
            // Not while what was typed is not kept.
            @if told.kept.is_empty() { (forms::issue(language, viewer, folder, &here)) }
        }
    };
    page(language, &title, &here, Some(viewer), &content)
}

/// The day to which figures are counted, of a report of the year; a quarter ends by itself.
fn filter(language: Language, folder: &Folder) -> Markup {
    let Asked { report, year, quarter, cut_off } = folder.asked;
    html! {
        @if quarter == 0 {
            form.filter method="get" action=(PATH) {
                @if language == Language::En { input type="hidden" name="lang" value="en"; }
                input type="hidden" name="kind" value=(report.code());
                input type="hidden" name="year" value=(year);
                input type="hidden" name="issued" value="0";
                (day_field(language, ("cut_off", "cut_off"), &words::CUT_OFF, &cut_off.to_string(), true))
                button type="submit" { (words::SHOW.say(language)) }
            }
        }
    }
}

fn standing(language: Language, folder: &Folder, shown: &Shown<'_>) -> Markup {
    html! {
        div.screen.standing {
            @match shown {
                Shown::Draft => {
                    p.notice { strong { (words::DRAFT.say(language)) } br; (words::DRAFT_HELP.say(language)) }
                    @if folder.today < folder.asked.cut_off {
                        p.notice { (words::CUT_OFF_AHEAD.with(language, &[&folder.asked.cut_off, &folder.today])) }
                    }
                }
                Shown::Issued(kept) => p {
                    (words::ISSUED.with(language, &[&reading::moment(kept.issued.at), &kept.issued.by]))
                },
            }
            p { (board::deadline(language, &folder.line)) }
        }
    }
}

fn sheet(
    language: Language,
    folder: &Folder,
    print: &Print,
    hash: &[u8; 32],
    shown: &Shown<'_>,
    title: &str,
) -> Markup {
    let paper = &print.paper;
    let (is_draft, taken_on) = match shown {
        Shown::Draft => (true, folder.today),
        Shown::Issued(kept) => (false, Date::in_vietnam(kept.issued.at)),
    };
    let typed = |place: &str| paper.typed(place).or_else(|| print.around.get(place).map(String::as_str));
    let is_early = taken_on < paper.asked.cut_off;
    let figures = if is_early { &words::TRACE_EARLY } else { &words::TRACE };
    let mut trace = vec![figures.with(language, &[&paper.asked.cut_off, &paper.records, &taken_on])];
    trace.extend(paper.list_of.map(|day| words::TRACE_LIST.with(language, &[&day])));
    let decree = Decree {
        header: decree::header(paper.asked.report.header(), paper.org.as_str()),
        typed: &typed,
        title,
        recipients: &print.recipients,
        is_draft,
        hash,
        trace: &trace,
    };
    let reader = Words { catalogue: &folder.catalogue, language, outside: true };
    let (text, annexes) = outline(language, reader, print);
    decree::sheet(language, &decree, &text, &annexes)
}

/// What a place is called, in the outline or around it.
pub(crate) fn label(language: Language, place: &str) -> &str {
    match place {
        RECIPIENTS => words::LIST.say(language),
        place if AROUND.contains(&place) => forms::around_label(language, place),
        place => outline::label(language, place),
    }
}
