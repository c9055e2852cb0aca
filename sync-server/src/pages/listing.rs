//! The office's lists (reports.md R6): the index of all of them, and one of them on screen or as a file. A list with
//! names asks what its file is for.

mod cells;
mod table;

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use shared::limits::{
    ANSWER_DAYS, COLUMN_IDLE_DAYS, EVENT_YEAR_MIN, LIST_ROWS_MAX, REASON_CHARS_MAX, YEAR_MAX,
};
use shared::text::{Language, count};

use super::frame::{Viewer, address, page};
use super::words::{self, Word, after, listing as said};
use super::{lists, remedies, year};
use crate::access::{Listed, Listing, Wanted};
use table::{Cell, Table};

pub(crate) use table::csv;

/// Where one list stands.
pub(crate) const PATH: &str = "/area/list";

/// Why no file was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Nobody said what for.
    NoPurpose,
    /// Too many rows.
    TooLong,
}

impl Trouble {
    fn say(self, language: Language) -> String {
        match self {
            Self::NoPurpose => said::NO_PURPOSE.say(language).to_owned(),
            Self::TooLong => {
                said::TOO_LONG.with(language, &[&count(i64::try_from(LIST_ROWS_MAX).unwrap_or(i64::MAX))])
            }
        }
    }
}

/// What a list is called, and what its order means.
fn name(listing: Listing) -> (&'static Word, &'static Word) {
    match listing {
        Listing::Remedies => (&said::REMEDIES, &said::REMEDIES_HELP),
        Listing::Media => (&said::MEDIA, &said::MEDIA_HELP),
        Listing::Columns => (&said::COLUMNS, &said::COLUMNS_HELP),
        Listing::Exemplary => (&said::EXEMPLARY, &said::EXEMPLARY_HELP),
        Listing::Feedback => (&said::FEEDBACK, &said::FEEDBACK_HELP),
        Listing::Support => (&said::SUPPORT, &said::SUPPORT_HELP),
        Listing::LoansDue => (&said::LOANS_DUE, &said::LOANS_DUE_HELP),
        Listing::LoanLists => (&said::LOAN_LISTS, &said::LOAN_LISTS_HELP),
        Listing::WeakGroups => (&said::WEAK_GROUPS, &said::WEAK_GROUPS_HELP),
        Listing::Risk => (&said::RISK, &said::RISK_HELP),
    }
}

fn help(listing: Listing, language: Language) -> String {
    let days = match listing {
        Listing::Columns => COLUMN_IDLE_DAYS,
        _ => ANSWER_DAYS,
    };
    name(listing).1.with(language, &[&days])
}

/// The address of a list.
fn path(wanted: &Wanted<'_>) -> String {
    let Wanted { listing, unit, year, tag, page } = wanted;
    format!("{PATH}?kind={}&unit={unit}&year={year}&tag={tag}&page={page}", listing.code())
}

/// Every list with its length, for the index.
pub(super) fn index(language: Language, lengths: &BTreeMap<Listing, usize>) -> Markup {
    html! {
        nav.matters aria-label=(said::TO_INDEX.say(language)) {
            @for listing in Listing::ALL {
                @let length = lengths.get(&listing).copied().unwrap_or(0);
                a href=(address(&format!("{PATH}?kind={}", listing.code()), language)) data-list=(listing.code()) data-count=(length) {
                    (name(listing).0.say(language)) " " strong { (number(length)) }
                }
            }
            a href=(address(year::PATH, language)) { (said::TO_YEAR.say(language)) }
        }
    }
}

/// A page of a list; `trouble` says why no file was made.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    wanted: Wanted<'_>,
    listed: &Listed,
    trouble: Option<Trouble>,
) -> Response {
    let title = name(wanted.listing).0.say(language);
    let table = table::table(language, wanted, listed);
    let content = html! {
        p { a.act href=(address(lists::PATH, language)) { "← " (said::TO_INDEX.say(language)) } }
        h1 { (title) }
        p.hint { (help(wanted.listing, language)) }
        @if let Some(trouble) = trouble { p.notice role="alert" { (trouble.say(language)) } }
        (filter(language, wanted, listed))
        @if !wanted.tag.is_empty() { p.hint { (said::SUMS_OF_ALL.say(language)) } }
        (summary(language, wanted.listing, listed))
        p data-count=(listed.count) { (said::ROWS.with(language, &[&number(listed.count)])) }
        @if listed.rows.is_empty() { p { (said::NO_ROWS.say(language)) } } @else { (rows(language, &table)) }
        (pages(language, &wanted, listed.pages))
        @if wanted.listing == Listing::Remedies {
            p { a.act href=(address(remedies::PATH, language)) { (words::oversight::REMEDIES.say(language)) } }
        }
        (file(language, viewer, &wanted))
    };
    page(language, title, &path(&wanted), Some(viewer), &content)
}

fn filter(language: Language, wanted: Wanted<'_>, listed: &Listed) -> Markup {
    let option =
        |value: &str, word: &str, chosen: bool| html! { option value=(value) selected[chosen] { (word) } };
    html! {
        form.filter.screen method="get" action=(PATH) {
            input type="hidden" name="kind" value=(wanted.listing.code());
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            div.pair {
                label for="unit" { (said::UNIT.say(language)) }
                select id="unit" name="unit" {
                    (option("", words::ALL.say(language), wanted.unit.is_empty()))
                    @for unit in &listed.units { (option(unit.code.as_str(), &unit.name, unit.code.as_str() == wanted.unit)) }
                }
            }
            @if wanted.listing.has_year() {
                div.pair {
                    label for="year" { (said::YEAR.say(language)) }
                    input type="number" id="year" name="year" value=(wanted.year) min=(EVENT_YEAR_MIN) max=(YEAR_MAX) required;
                }
            }
            @if wanted.listing == Listing::Exemplary {
                div.pair {
                    label for="tag" { (said::TAG.say(language)) }
                    select id="tag" name="tag" {
                        (option("", words::ALL.say(language), wanted.tag.is_empty()))
                        @for tag in listed.catalogue.list("exemplary_tag") {
                            (option(tag.id.as_str(), tag.label(language), tag.id.as_str() == wanted.tag))
                        }
                    }
                }
            }
            button type="submit" { (after::SHOW.say(language)) }
        }
    }
}

/// What the year's records sum up to, where somebody asks for it.
fn summary(language: Language, listing: Listing, listed: &Listed) -> Markup {
    let tables: &[(&Word, &str, &str)] = match listing {
        Listing::Media => &[(&said::BY_FORM, "form", "form"), (&said::BY_AUTHOR, "author", "organisation")],
        Listing::Exemplary => &[
            (&said::BY_KIND, "exemplary", "exemplary_kind"),
            (&said::BY_TAG, "exemplary_tag", "exemplary_tag"),
        ],
        Listing::Feedback => &[(&said::BY_KIND, "feedback", "feedback_kind")],
        _ => &[],
    };
    let rows = |name: &'static str| listed.sums.below(name).collect::<Vec<_>>();
    html! {
        div.beside {
            @for (word, name, list) in tables.iter().filter(|(_, name, _)| listed.sums.below(name).next().is_some()) {
                div data-by=(name) {
                    h2 { (word.say(language)) }
                    table {
                        tbody {
                            @for (code, number) in rows(name) {
                                tr data-code=(code) {
                                    th scope="row" { (listed.catalogue.label(list, code, language)) }
                                    td.number { (count(number)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn rows(language: Language, table: &Table) -> Markup {
    html! {
        table.stacked {
            thead { tr { @for word in &table.columns { th scope="col" { (word.say(language)) } } } }
            tbody {
                @for row in &table.rows {
                    tr data-row=(row.id) {
                        @for (place, (word, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
                            @if place == 0 { th scope="row" { (show(language, cell)) } }
                            @else { td data-label=(word.say(language)) { (show(language, cell)) } }
                        }
                    }
                }
            }
        }
    }
}

fn show(language: Language, cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Empty => "–",
            Cell::Text(text) => (text),
            Cell::Whole(text) => span.whole { (text) },
            Cell::Marked(text) => span.light.missing.wraps { (text) },
            Cell::Inside(path, text) => a href=(address(path, language)) { (text) },
            Cell::Coded(path, code) => a.whole href=(address(path, language)) { (code) },
            Cell::Places(places) => {
                @for place in places {
                    div {
                        @match &place.link {
                            Some(link) => a href=(link) rel="noopener noreferrer" { (place.text) },
                            None => (place.text),
                        }
                    }
                }
            }
        }
    }
}

fn pages(language: Language, wanted: &Wanted<'_>, pages: usize) -> Markup {
    let here = wanted.page.min(pages - 1);
    let to = |page: usize| address(&path(&Wanted { page, ..*wanted }), language);
    let of = after::PAGE_OF.with(language, &[&(here + 1), &pages]);
    html! {
        @if pages > 1 {
            nav.matters aria-label=(of) {
                @if here > 0 { a href=(to(here - 1)) { (after::EARLIER.say(language)) } }
                span { (of) }
                @if here + 1 < pages { a href=(to(here + 1)) { (after::LATER.say(language)) } }
            }
        }
    }
}

/// The form that makes a file of the list.
fn file(language: Language, viewer: &Viewer, wanted: &Wanted<'_>) -> Markup {
    html! {
        details.task.screen data-file="" {
            summary { (said::TO_FILE.say(language)) }
            form.stack method="post" action=(address(&path(wanted), language)) {
                input type="hidden" name="form_token" value=(viewer.form_token);
                @if wanted.listing.names_people() {
                    p.hint { (said::NAMES_NOTE.say(language)) }
                    label for="purpose" { (said::PURPOSE.say(language)) }
                    input type="text" id="purpose" name="purpose" maxlength=(REASON_CHARS_MAX) required;
                }
                button type="submit" { (said::DOWNLOAD.say(language)) }
            }
        }
    }
}

fn number(things: usize) -> String {
    count(i64::try_from(things).unwrap_or(i64::MAX))
}
