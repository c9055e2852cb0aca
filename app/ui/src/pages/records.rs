//! All records of this phone: searched without diacritics, filtered, fifty rows at a time. Built from facts
//! alone: no record is opened here.

use messages::{Listed, Standing};
use shared::domain::facts::State;
use shared::record::Kind;
use shared::text::fold;

use super::photo::small;
use crate::components::{
    El, Look, Part, choose, el, empty, head, live_part, parts, press, standing_tag, standing_words,
    state_tag, tag, wait,
};
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{catalogue, engine};
use crate::words::{W, fill, shown, t};

/// Rows drawn at first and with every "more": a phone draws these in a blink.
const ROWS: usize = 50;

/// What the list is narrowed to; empty text is no condition.
#[derive(Clone, Copy)]
struct Filter {
    search: RwSignal<String>,
    kind: RwSignal<String>,
    state: RwSignal<String>,
    standing: RwSignal<String>,
}

impl Filter {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self { search: empty(), kind: empty(), state: empty(), standing: empty() }
    }

    fn clear(self) {
        for condition in [self.search, self.kind, self.state, self.standing] {
            condition.set(String::new());
        }
    }

    /// The rows that meet every condition, in the order given.
    fn of(self, rows: &[Listed]) -> Vec<Listed> {
        let search = fold(&self.search.get());
        let (kind, state, standing) = (self.kind.get(), self.state.get(), self.standing.get());
        let words: Vec<&str> = search.split_whitespace().collect();
        let meets = |row: &&Listed| {
            let is = |condition: &str, value: &str| condition.is_empty() || condition == value;
            is(&kind, row.facts.kind.code())
                && is(&state, row.facts.state.code())
                && is(&standing, standing_words(&row.standing).0)
                && words.iter().all(|word| row.facts.search.contains(word))
        };
        rows.iter().filter(meets).cloned().collect()
    }
}

/// The page.
pub fn page() -> AnyView {
    let records = live(engine::records);
    ready_when(move || records.with(Option::is_some));
    let filter = Filter::new();
    let list = move || {
        records.with(|records| match records {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(rows)) if rows.is_empty() => empty(t(W::NoRecords), t(W::NoRecordsText)).view(),
            Some(Ok(rows)) => found(filter.of(rows), rows.len(), filter),
        })
    };
    let search = el("input")
        .attr("id", "search")
        .attr("name", "search")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "search")
        .attr("data-act", "search")
        .attr("placeholder", t(W::SearchHint))
        .value(move || filter.search.get())
        .on("input", move |event| filter.search.set(event_target_value(&event)));
    let choices = el("div")
        .class("filter-row")
        .child(choose("kind", t(W::KindLabel), kinds(), filter.kind))
        .child(choose("state", t(W::StateLabel), states(), filter.state))
        .child(choose("standing", t(W::StandingLabel), standings(), filter.standing));
    let label = el("label").attr("for", "search").child(t(W::Search));
    parts([
        head(t(W::Records), "", None).view(),
        el("search")
            .class("filters")
            .child(el("div").class("field").child(label).child(search))
            .child(choices)
            .view(),
        live_part(list),
    ])
}

fn found(rows: Vec<Listed>, all: usize, filter: Filter) -> AnyView {
    if rows.is_empty() {
        let clear = press("clear", t(W::ClearFilters), Look::Plain, move || filter.clear());
        return parts([empty(t(W::NothingFound), t(W::NothingFoundText)).view(), clear.view()]);
    }
    let count = if rows.len() == all {
        fill(W::Found, &[&all.to_string()])
    } else {
        fill(W::FoundOf, &[&rows.len().to_string(), &all.to_string()])
    };
    parts([el("p").class("quiet").attr("role", "status").child(count).view(), windowed(rows)])
}

/// A list of records of which only the first are drawn until more are asked for.
pub fn windowed(rows: Vec<Listed>) -> AnyView {
    let rows = StoredValue::new(rows);
    let limit = RwSignal::new(ROWS);
    let lines = move || rows.with_value(|rows| rows.iter().take(limit.get()).map(line).collect::<Vec<_>>());
    let more = move || {
        let rest = rows.with_value(Vec::len).saturating_sub(limit.get());
        let label = fill(W::More, &[&rest.min(ROWS).to_string()]);
        (rest > 0).then(|| press("more", label, Look::Plain, move || limit.update(|limit| *limit += ROWS)))
    };
    parts([el("ul").class("rows").show(lines).view(), live_part(more)])
}

/// One record in a list.
fn line(row: &Listed) -> El {
    let facts = &row.facts;
    let conflicts = (facts.conflicts > 0)
        .then(|| tag(&fill(W::ConflictsTag, &[&facts.conflicts.to_string()])).attr("data-conflicts", ""));
    let doubt = facts.day_in_doubt.then(|| tag(t(W::CheckDay)).attr("data-doubt", ""));
    let tags = el("span")
        .class("tags")
        .child(state_tag(facts.state, &shown::state(catalogue(), facts.state)))
        .child(standing_tag(&row.standing))
        .child(doubt)
        .child(conflicts);
    let link = el("a")
        .class(if facts.photos.is_empty() { "row" } else { "row pictured" })
        .attr("href", Page::Record(facts.doc).href())
        .attr("data-doc", facts.doc.to_string())
        .attr("data-kind", facts.kind.code())
        .child(facts.photos.first().map(|photo| small(*photo)))
        .child(el("span").class("row-title").child(shown::title(catalogue(), facts)))
        .child(el("span").class("row-note").child(shown::when_and_where(facts)))
        .child(shown::returned(facts).map(|why| el("span").class("row-note").child(why)))
        .child(tags);
    el("li").child(link)
}

fn any(word: W) -> (String, String) {
    (String::new(), t(word).to_owned())
}

fn kinds() -> Vec<(String, String)> {
    let kind = |kind: Kind| (kind.code().to_owned(), shown::kind(kind).to_owned());
    std::iter::once(any(W::AnyKind)).chain(Kind::ALL.map(kind)).collect()
}

fn states() -> Vec<(String, String)> {
    let state = |state: State| (state.code().to_owned(), shown::state(catalogue(), state));
    std::iter::once(any(W::AnyState)).chain(State::ALL.map(state)).collect()
}

fn standings() -> Vec<(String, String)> {
    let standing = |standing: Standing| {
        let (code, word) = standing_words(&standing);
        (code.to_owned(), t(word).to_owned())
    };
    let refused = "refused".parse().ok().map(Standing::Refused);
    let known = [Standing::OnPhone, Standing::Carried, Standing::Received, Standing::Accepted];
    let all = known.into_iter().chain(refused);
    std::iter::once(any(W::AnyStanding)).chain(all.map(standing)).collect()
}
