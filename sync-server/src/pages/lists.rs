//! The index of the office's lists, and the bank's lists in use: their days and sizes for each commune, who is in charge there and by which document.

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use shared::date::Date;
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::words::{listing as listing_words, lists as words};
use super::{area, import, listing};
use crate::access::{Listing, UnitLists};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/lists";

/// The page.
pub(crate) fn lists(
    language: Language,
    viewer: &Viewer,
    lengths: &BTreeMap<Listing, usize>,
    lists: &[UnitLists],
    today: Date,
) -> Response {
    let without: Vec<&str> =
        lists.iter().filter(|unit| unit.officer.is_none()).map(|unit| unit.unit.name.as_str()).collect();
    let content = html! {
        h1 { (listing_words::LISTS.say(language)) }
        @if !lengths.is_empty() {
            p.hint { (listing_words::LISTS_HELP.say(language)) }
            (listing::index(language, lengths))
        }
        h2 { (words::LISTS_TITLE.say(language)) }
        p { a.act href=(address(import::PATH, language)) { (words::TO_IMPORT.say(language)) } }
        @if without.is_empty() {
            p.done { (words::EVERY_OFFICER.say(language)) }
        } @else {
            p.notice data-without=(without.len()) {
                (words::WITHOUT_OFFICER.with(language, &[&without.len(), &without.join(", ")]))
            }
        }
        table.stacked {
            (head(language, &[&words::OF_UNIT, &words::GROUPS, &words::LOANS, &words::HOUSEHOLDS, &words::OFFICER, &words::BASIS]))
            tbody { @for unit in lists { (row(language, unit, today)) } }
        }
    };
    page(language, listing_words::LISTS.say(language), PATH, Some(viewer), &content)
}

fn row(language: Language, lists: &UnitLists, today: Date) -> Markup {
    let households = format!("{PATH}?unit={}", lists.unit.code);
    html! {
        tr data-unit=(lists.unit.code) {
            th scope="row" { (area::unit_name(&lists.unit, today, language)) }
            td data-label=(words::GROUPS.say(language)) { (of_day(language, lists, lists.groups)) }
            td data-label=(words::LOANS.say(language)) { (of_day(language, lists, lists.loans)) }
            td data-label=(words::HOUSEHOLDS.say(language)) {
                @if lists.households.is_some() {
                    a href=(address(&households, language)) { (of_day(language, lists, lists.households)) }
                } @else { (of_day(language, lists, None)) }
            }
            td data-label=(words::OFFICER.say(language)) {
                @match &lists.officer {
                    Some(office) => {
                        (office.officer)
                        @if let Some(from) = office.from { " " (words::SINCE.with(language, &[&from])) }
                    }
                    None => span.light.missing { (words::NO_OFFICER.say(language)) },
                }
            }
            td data-label=(words::BASIS.say(language)) { (lists.basis.as_deref().unwrap_or("–")) }
        }
    }
}

/// Day and size of a list; a unit that is no commune has none of its own.
fn of_day(language: Language, of: &UnitLists, list: Option<(Date, usize)>) -> Markup {
    html! {
        @match list {
            None if of.unit.level.as_str() != "commune" => "–",
            Some((day, size)) => (words::AS_OF.with(language, &[&day, &size])),
            None => span.light.nodata { (words::NO_LIST.say(language)) },
        }
    }
}
