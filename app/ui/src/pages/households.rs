//! The households of the commune's list that are in force, by village, each status with the standard and the day of its
//! decision (S4 L32). The office's list is only read here.

use shared::domain::households::{Household, by_village};
use shared::domain::register::UnitRegister;
use shared::sorted::sort_by_key;
use shared::text::fold;

use super::pictures::{one_by_one, piece};
use crate::components::{El, Part, el, empty, head, live_part, parts, tag, wait};
use crate::form::search;
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{self, catalogue, engine, session};
use crate::words::{F, H, W, fill, language, t};

/// The page.
pub fn page() -> AnyView {
    let register = live(engine::register);
    ready_when(move || register.with(Option::is_some));
    let unit = session().identity().map_or_else(String::new, |identity| identity.unit_name);
    let content = move || {
        register.with(|register| match register {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(register)) => list(register.as_ref()),
        })
    };
    parts([head(t(W::Households), &unit, Some(Page::Start)).view(), live_part(content)])
}

/// A household and the folded text that it is found by.
type Known = (Household, String);

fn list(register: Option<&UnitRegister>) -> AnyView {
    let today = state::clock().about_today();
    let households = register.map(|register| register.households.as_slice()).unwrap_or_default();
    let villages = by_village(households, today);
    if villages.is_empty() {
        return empty(t(H::NoList), t(H::NoListText)).view();
    }
    let known = |household: &&Household| {
        let said = [&household.id, &household.head, &household.village, &status(household)]
            .map(String::as_str)
            .join(" ");
        ((*household).clone(), fold(&said))
    };
    let query = RwSignal::new(String::new());
    let (mut turns, mut sections, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut villages: Vec<_> = villages.iter().collect();
    sort_by_key(&mut villages, |(village, _)| fold(village));
    for (village, households) in villages {
        let known: Vec<Known> = households.iter().map(known).collect();
        texts.extend(known.iter().map(|(_, text)| text.clone()));
        let (village, turn) = ((*village).to_owned(), RwSignal::new(turns.is_empty()));
        turns.push(turn);
        sections.push(piece(turn, move || query.with(|query| section(&village, &known, query))));
    }
    one_by_one(turns);
    let found = move || {
        let found = query.with(|query| texts.iter().filter(|text| meets(text, query)).count());
        let numbers = [found.to_string(), texts.len().to_string()];
        let words = match found {
            0 => t(F::NothingFound).to_owned(),
            _ => fill(H::Found, &numbers.each_ref().map(String::as_str)),
        };
        el("p").class("quiet").attr("role", "status").attr("data-found", numbers[0].as_str()).child(words)
    };
    let search = el("search").child(search("households", t(F::SearchNoAccents), query));
    parts([search.view(), live_part(found), parts(sections)])
}

/// True for a text in which every word of a search stands.
fn meets(text: &str, query: &str) -> bool {
    query.split_whitespace().all(|word| text.contains(word))
}

/// The households of a village that are searched for; nothing where none is.
fn section(village: &str, households: &[Known], query: &str) -> Option<El> {
    let rows = households.iter().filter(|(_, text)| meets(text, query)).map(|(household, _)| row(household));
    let rows: Vec<El> = rows.collect();
    let title = fill(H::InVillage, &[village, &rows.len().to_string()]);
    (!rows.is_empty())
        .then(|| el("section").child(el("h2").child(title)).child(el("ul").class("rows").child(rows)))
}

fn status(household: &Household) -> String {
    catalogue().label("poverty_status", household.status.as_str(), language()).into_owned()
}

fn row(household: &Household) -> El {
    let standard = catalogue().label("poverty_standard", household.standard.as_str(), language());
    let notes = [
        fill(H::Members, &[&household.id, &household.members.to_string()]),
        fill(H::Decided, &[&standard, &household.decided_on.to_string()]),
    ];
    let row = el("div")
        .class("row")
        .attr("data-household", household.id.as_str())
        .child(el("span").class("row-title").child(household.head.as_str()))
        .child(notes.map(|note| el("span").class("row-note").child(note)).into_iter().collect::<Vec<_>>())
        .child(el("span").class("tags").child(tag(&status(household))));
    el("li").class("far").child(row).still()
}
