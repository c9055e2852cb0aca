//! What a clerk has to look at, matter by matter, with its numbers, filters and pages; and the communes that nobody
//! has heard of. From here to a record and back to the same place.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::domain::facts::Facts;
use shared::domain::units::Unit;
use shared::reading::{self, Words};
use shared::record::Kind;
use shared::text::{Language, count};

use super::frame::{Viewer, address, head, page};
use super::words::{self, Word, after};
use super::{area, review};
use crate::access::{Asked, Inbox, Matter, Silent};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/records";

/// The kinds that communes hand in, in the order of the filter.
fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| !kind.is_living())
}

/// The parameters that lead back to a place in the inbox, each after `joint` or `&`.
pub(crate) fn query(asked: &Asked<'_>) -> String {
    let Asked { matter, unit, kind, page } = asked;
    let kind = kind.map_or("", Kind::code);
    format!("unit={unit}&about={}&kind={kind}&page={page}", matter.code())
}

fn path(asked: &Asked<'_>) -> String {
    format!("{PATH}?{}", query(asked))
}

const fn name(matter: Matter) -> &'static Word {
    match matter {
        Matter::Waiting => &after::WAITING,
        Matter::Late => &after::LATE,
        Matter::Corrections => &after::CORRECTIONS,
        Matter::Doubtful => &after::DOUBTFUL,
        Matter::Conflicts => &after::CONFLICTS,
        Matter::Doubles => &after::DOUBLES,
        Matter::Crowded => &after::CROWDED,
        Matter::All => &after::ALL,
    }
}

/// The page.
pub(crate) fn inbox(language: Language, viewer: &Viewer, asked: Asked<'_>, inbox: &Inbox) -> Response {
    let of = inbox.communes.iter().find(|unit| unit.code.as_str() == asked.unit);
    let title = match of {
        Some(unit) => after::INBOX_OF.with(language, &[&unit.name]),
        None => after::INBOX.say(language).to_owned(),
    };
    let content = html! {
        @if let Some(unit) = of {
            p { a href=(address(&format!("{}?unit={}", area::PATH, unit.code), language)) { "← " (unit.name) } }
        }
        h1 { (title) }
        (filter(language, &asked, inbox))
        (matters(language, &asked, inbox))
        section aria-labelledby="matter" {
            h2 id="matter" { (name(asked.matter).say(language)) }
            @if inbox.records.is_empty() {
                p { (after::NOTHING.say(language)) }
            } @else {
                p.hint { (after::OLDEST_FIRST.say(language)) }
                table.stacked {
                    (head(language, &[&words::RECORD, &words::UNIT, &words::WHEN_AND_WHERE, &after::STATE, &after::WHY]))
                    tbody { @for (facts, unit) in &inbox.records { (row(language, &asked, facts, unit)) } }
                }
                (pages(language, &asked, inbox.pages))
            }
        }
        @if of.is_none() && !inbox.silent.is_empty() { (silent(language, &inbox.silent)) }
    };
    page(language, &title, &path(&asked), Some(viewer), &content)
}

fn filter(language: Language, asked: &Asked<'_>, inbox: &Inbox) -> Markup {
    let option =
        |value: &str, label: &str, chosen: bool| html! { option value=(value) selected[chosen] { (label) } };
    html! {
        form.filter method="get" action=(PATH) {
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            input type="hidden" name="about" value=(asked.matter.code());
            label for="unit" { (words::COMMUNE.say(language)) }
            select id="unit" name="unit" {
                (option("", words::ALL.say(language), asked.unit.is_empty()))
                @for unit in &inbox.communes { (option(unit.code.as_str(), &unit.name, unit.code.as_str() == asked.unit)) }
            }
            label for="kind" { (after::KIND.say(language)) }
            select id="kind" name="kind" {
                (option("", words::ALL.say(language), asked.kind.is_none()))
                @for kind in kinds() { (option(kind.code(), reading::kind(language, kind), asked.kind == Some(kind))) }
            }
            button type="submit" { (after::SHOW.say(language)) }
        }
    }
}

/// Every matter with its number.
fn matters(language: Language, asked: &Asked<'_>, inbox: &Inbox) -> Markup {
    html! {
        nav.matters aria-label=(after::INBOX.say(language)) {
            @for matter in Matter::ALL {
                @let number = inbox.counts.get(&matter).copied().unwrap_or(0);
                @let place = path(&Asked { matter, page: 0, ..*asked });
                @let here = (matter == asked.matter).then_some("page");
                a href=(address(&place, language)) aria-current=[here] data-about=(matter.code()) data-count=(number) {
                    (name(matter).say(language)) " " strong { (count(i64::try_from(number).unwrap_or(i64::MAX))) }
                }
            }
        }
    }
}

fn row(language: Language, asked: &Asked<'_>, facts: &Facts, unit: &Unit) -> Markup {
    let words_of = Words { catalogue: Catalogue::builtin(), language, outside: true };
    let link = format!("{}&{}", review::record_path(facts), query(asked));
    html! {
        tr data-doc=(facts.doc) data-state=(facts.state.code()) {
            th scope="row" { a href=(address(&link, language)) { (reading::title(words_of, facts)) } }
            td data-label=(words::UNIT.say(language)) { (unit.name) }
            td data-label=(words::WHEN_AND_WHERE.say(language)) { (reading::when_and_where(language, facts)) }
            td data-label=(after::STATE.say(language)) { (reading::state(words_of, facts.state)) }
            td data-label=(after::WHY.say(language)) { @for why in reasons(language, facts) { div { (why) } } }
        }
    }
}

/// What there is to see in a record.
fn reasons(language: Language, facts: &Facts) -> Vec<String> {
    let doubles = facts.duplicates.len();
    let all = [
        (facts.late_unseen() > 0, after::N_LATE.with(language, &[&facts.late_unseen()])),
        (facts.asked > 0, after::N_ASKED.with(language, &[&facts.asked])),
        (facts.day_in_doubt, after::DOUBTFUL.say(language).to_owned()),
        (facts.verdicts().len() > 1, after::CONTRADICTS.say(language).to_owned()),
        (facts.conflicts > 0, after::N_CONFLICTS.with(language, &[&facts.conflicts])),
        (doubles > 0, after::N_DOUBLES.with(language, &[&doubles])),
    ];
    let corrected = facts.corrected_on.map(|day| after::CORRECTED_ON.with(language, &[&day]));
    all.into_iter().filter(|(is, _)| *is).map(|(_, why)| why).chain(corrected).collect()
}

fn pages(language: Language, asked: &Asked<'_>, pages: usize) -> Markup {
    let here = asked.page.min(pages - 1);
    let to = |page: usize| address(&path(&Asked { page, ..*asked }), language);
    html! {
        @if pages > 1 {
            nav.matters aria-label=(after::PAGE_OF.with(language, &[&(here + 1), &pages])) {
                @if here > 0 { a href=(to(here - 1)) { (after::EARLIER.say(language)) } }
                span { (after::PAGE_OF.with(language, &[&(here + 1), &pages])) }
                @if here + 1 < pages { a href=(to(here + 1)) { (after::LATER.say(language)) } }
            }
        }
    }
}

fn silent(language: Language, silent: &[Silent]) -> Markup {
    html! {
        section aria-labelledby="silent" {
            h2 id="silent" { (after::SILENT.with(language, &[&silent.len()])) }
            table.stacked {
                (head(language, &[&words::COMMUNE, &after::SILENT_SINCE]))
                tbody {
                    @for one in silent {
                        tr data-silent=(one.unit.code) {
                            th scope="row" {
                                a href=(address(&format!("{}?unit={}", area::PATH, one.unit.code), language)) { (one.unit.name) }
                            }
                            td data-label=(after::SILENT_SINCE.say(language)) {
                                @match one.since {
                                    Some(day) => (day),
                                    None => (words::NEVER_SYNCED.say(language)),
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
