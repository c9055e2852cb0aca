//! All records of this phone: searched without diacritics, narrowed, fifty rows at a time. The engine searches; this
//! page asks for the rows that it shows, and types on while it waits.

use messages::{Found, Listed, Query, Standing};
use shared::domain::facts::State;
use shared::record::Kind;

use super::photo::small;
use crate::components::{
    El, Look, Part, choose, el, empty, head, live_part, parts, press, standing_tag, standing_word, state_tag,
    tag, wait,
};
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{catalogue, engine};
use crate::words::{W, fill, shown, t};

/// Rows drawn at first and with every "more": a phone draws these in a blink.
pub const ROWS: u32 = 50;

/// What the list is narrowed to; empty text is no condition.
#[derive(Clone, Copy)]
struct Filter {
    search: RwSignal<String>,
    kind: RwSignal<String>,
    state: RwSignal<String>,
    standing: RwSignal<String>,
    /// How many rows are wanted under which conditions: under others it is the first fifty.
    wanted: RwSignal<(Query, u32)>,
}

impl Filter {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        let (search, kind, state, standing) = (empty(), empty(), empty(), empty());
        Self { search, kind, state, standing, wanted: RwSignal::new((Query::default(), ROWS)) }
    }

    fn clear(self) {
        for condition in [self.search, self.kind, self.state, self.standing] {
            condition.set(String::new());
        }
    }

    /// What is asked for, without how much of it.
    fn conditions(self) -> Query {
        Query {
            search: self.search.get(),
            kind: Kind::from_code(&self.kind.get()),
            state: self.state.with(|state| State::ALL.into_iter().find(|known| known.code() == state)),
            standing: self.standing.get(),
            ..Query::default()
        }
    }

    fn query(self) -> Query {
        let conditions = self.conditions();
        let limit = self.wanted.with(|(under, rows)| if *under == conditions { *rows } else { ROWS });
        Query { limit, ..conditions }
    }

    fn more(self, shown: u32) {
        self.wanted.set((untrack(|| self.conditions()), shown + ROWS));
    }
}

/// The page.
pub fn page() -> AnyView {
    let filter = Filter::new();
    let records = live(move || engine::records(filter.query()));
    ready_when(move || records.with(Option::is_some));
    let list = move || {
        records.with(|records| match records {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(found)) if found.standings.all() == 0 => {
                empty(t(W::NoRecords), t(W::NoRecordsText)).view()
            }
            Some(Ok(found)) => shown_of(found, filter),
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

fn shown_of(found: &Found, filter: Filter) -> AnyView {
    let all = found.standings.all();
    if found.matching == 0 {
        let clear = press("clear", t(W::ClearFilters), Look::Plain, move || filter.clear());
        return parts([empty(t(W::NothingFound), t(W::NothingFoundText)).view(), clear.view()]);
    }
    let count = if found.matching == all {
        fill(W::Found, &[&all.to_string()])
    } else {
        fill(W::FoundOf, &[&found.matching.to_string(), &all.to_string()])
    };
    let number = found.matching.to_string();
    let count = el("p").class("quiet").attr("role", "status").attr("data-found", number).child(count);
    parts([count.view(), windowed(found, move |shown| filter.more(shown))])
}

/// The rows that came, and a way to more of them.
pub fn windowed(found: &Found, more: impl Fn(u32) + Clone + Send + 'static) -> AnyView {
    let shown = u32::try_from(found.rows.len()).unwrap_or(u32::MAX);
    let rest = found.matching.saturating_sub(shown);
    let more = (rest > 0).then(|| {
        let label = fill(W::More, &[&rest.min(ROWS).to_string()]);
        press("more", label, Look::Plain, move || more(shown))
    });
    parts([el("ul").class("rows").child(found.rows.iter().map(line).collect::<Vec<_>>()).view(), more.view()])
}

/// One record in a list.
pub fn line(row: &Listed) -> El {
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
    let standing = |standing: Standing| (standing.code().to_owned(), t(standing_word(&standing)).to_owned());
    let refused = "refused".parse().ok().map(Standing::Refused);
    let known = [Standing::OnPhone, Standing::Carried, Standing::Received, Standing::Accepted];
    let all = known.into_iter().chain(refused);
    std::iter::once(any(W::AnyStanding)).chain(all.map(standing)).collect()
}
