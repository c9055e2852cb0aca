//! What reports there are of a year, and how each stands: nothing, begun, issued, sent, returned, and its deadline.

use axum::response::Response;
use maud::{Markup, html};

use shared::date::Date;
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::words::reports as words;
use super::{area, board, report};
use crate::access::{BoardLine, Shelf};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/reports";

/// The page.
pub(crate) fn reports(language: Language, viewer: &Viewer, shelf: &Shelf) -> Response {
    let title = words::REPORTS_OF.with(language, &[&shelf.year]);
    let content = html! {
        h1 { (title) }
        p.context { span { (area::unit_name(&shelf.unit, shelf.today, language)) } }
        p.hint { (words::REPORTS_HELP.say(language)) " " (words::BOARD_HELP.say(language)) }
        form.filter method="get" action=(PATH) {
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            label for="year" { (words::YEAR.say(language)) }
            input id="year" name="year" type="number" min="2020" max=(shelf.today.year()) value=(shelf.year);
            button type="submit" { (words::SHOW.say(language)) }
        }
        table.stacked.middle {
            (head(language, &[&words::REPORT, &words::PERIOD, &words::STATE, &words::SENT, &words::DEADLINE]))
            tbody { @for line in &shelf.lines { (row(language, shelf, line)) } }
        }
    };
    page(language, &title, &format!("{PATH}?year={}", shelf.year), Some(viewer), &content)
}

fn row(language: Language, shelf: &Shelf, line: &BoardLine) -> Markup {
    let begun = shelf.begun.contains(&(line.report, line.quarter));
    let here = report::path(line.report, line.year, line.quarter);
    html! {
        tr data-report=(line.report.code()) data-quarter=(line.quarter) {
            th scope="row" {
                a.act href=(address(&here, language)) { (board::name(line.report).say(language)) }
            }
            td data-label=(words::PERIOD.say(language)) { (board::period(language, line.quarter)) }
            td data-label=(words::STATE.say(language)) {
                @match line.issued_at {
                    Some(at) => (words::ISSUED_ON.with(language, &[&Date::in_vietnam(at)])),
                    None if begun => (words::BEGUN.say(language)),
                    None => (words::NOT_BEGUN.say(language)),
                }
            }
            td data-label=(words::SENT.say(language)) { (board::sent(language, line)) }
            td data-label=(words::DEADLINE.say(language)) { (board::deadline(language, line)) }
        }
    }
}
