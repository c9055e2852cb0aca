//! The households of a commune's list that are in force, by village, each status with the standard and the day of its
//! decision (S4 L32).

use std::collections::BTreeMap;

use axum::response::Response;
use maud::html;

use shared::catalogue::Catalogue;
use shared::domain::households::Household;
use shared::domain::units::Unit;
use shared::text::{Language, fold};

use super::frame::{Viewer, address, head, page};
use super::lists;
use super::words::lists as words;

/// The page.
pub(crate) fn households(
    language: Language,
    viewer: &Viewer,
    unit: &Unit,
    villages: &BTreeMap<String, Vec<Household>>,
) -> Response {
    let catalogue = Catalogue::builtin();
    let title = words::HOUSEHOLDS_OF.with(language, &[&unit.name]);
    // Đ stands after D, not after Z.
    let mut by_name: Vec<_> = villages.iter().collect();
    by_name.sort_by_key(|(village, _)| fold(village));
    let content = html! {
        p { a.act href=(address(lists::PATH, language)) { "← " (words::LISTS_TITLE.say(language)) } }
        h1 { (title) }
        p.hint { (words::HOUSEHOLDS_HELP.say(language)) }
        @for (village, list) in by_name {
            h2 { (words::IN_VILLAGE.with(language, &[village, &list.len()])) }
            table.stacked {
                (head(language, &[&words::CODE, &words::HOUSEHOLD_HEAD, &words::STATUS, &words::STANDARD,
                    &words::DECIDED_ON, &words::MEMBERS]))
                tbody { @for household in list { tr {
                    th scope="row" { (household.id) }
                    td data-label=(words::HOUSEHOLD_HEAD.say(language)) { (household.head) }
                    td data-label=(words::STATUS.say(language)) {
                        (catalogue.label("poverty_status", household.status.as_str(), language))
                    }
                    td data-label=(words::STANDARD.say(language)) {
                        (catalogue.label("poverty_standard", household.standard.as_str(), language))
                    }
                    td data-label=(words::DECIDED_ON.say(language)) { (household.decided_on) }
                    td data-label=(words::MEMBERS.say(language)) { (household.members) }
                } } }
            }
        }
    };
    let path = format!("{}?unit={}", lists::PATH, unit.code);
    page(language, &title, &path, Some(viewer), &content)
}
