//! What the office has of a commune and what it did not take: in brief beside its last synchronisation, and whole on
//! its own page. Names no content of a refused record: that is on the phone alone.

use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::domain::facts::Facts;
use shared::reading::{self, Words};
use shared::text::{Language, sentence};

use super::frame::head;
use super::words::{self, Word};
use crate::access::{Standing, Withheld};

/// Digits by which a record is called, on this page and on the phone.
const NAME_DIGITS: usize = 8;

/// Received, refused, doubtful: what is not zero.
pub(super) fn in_brief(language: Language, standing: &Standing) -> Markup {
    html! {
        div.hint { (words::RECEIVED.with(language, &[&standing.received])) }
        (flag(language, &words::REFUSED_COUNT, standing.withheld.len()))
        (flag(language, &words::DOUBTFUL_COUNT, standing.doubtful.len()))
    }
}

fn flag(language: Language, word: &Word, number: usize) -> Markup {
    html! { @if number > 0 { div { span.light.missing { (word.with(language, &[&number])) } } } }
}

/// The same with every line.
pub(super) fn whole(language: Language, standing: &Standing) -> Markup {
    html! {
        p { (words::RECEIVED.with(language, &[&standing.received])) }
        @if !standing.withheld.is_empty() {
            section aria-labelledby="withheld" {
                h2 id="withheld" { (words::REFUSED.say(language)) }
                table.stacked {
                    (head(language, &[&words::WHO, &words::DEVICE, &words::RECORD, &words::WHEN, &words::REASON]))
                    tbody { @for line in &standing.withheld { (withheld(language, line)) } }
                }
                p.hint { (words::REFUSED_HELP.say(language)) }
            }
        }
        @if !standing.doubtful.is_empty() {
            section aria-labelledby="doubtful" {
                h2 id="doubtful" { (words::DOUBTFUL.say(language)) }
                table.stacked {
                    (head(language, &[&words::RECORD, &words::WRITTEN_DAY, &words::PLACE]))
                    tbody { @for facts in &standing.doubtful { (doubtful(language, facts)) } }
                }
                p.hint { (words::DOUBTFUL_HELP.say(language)) }
            }
        }
    }
}

fn withheld(language: Language, line: &Withheld) -> Markup {
    let refused = &line.refused;
    let name: String = refused.doc.to_string().chars().take(NAME_DIGITS).collect();
    html! {
        tr data-refused=(refused.code) {
            th scope="row" { (line.person) }
            td data-label=(words::DEVICE.say(language)) { (line.label) }
            td data-label=(words::RECORD.say(language)) { (name) }
            td data-label=(words::WHEN.say(language)) { (reading::moment(refused.at)) }
            td data-label=(words::REASON.say(language)) { (sentence(language, refused.code.as_str(), &[])) }
        }
    }
}

fn doubtful(language: Language, facts: &Facts) -> Markup {
    let words = Words { catalogue: Catalogue::builtin(), language, outside: true };
    html! {
        tr data-doubtful=(facts.doc) {
            th scope="row" { (reading::title(words, facts)) }
            td data-label=(words::WRITTEN_DAY.say(language)) {
                @if let Some(day) = facts.event_date { (day) }
            }
            td data-label=(words::PLACE.say(language)) { (facts.place) }
        }
    }
}
