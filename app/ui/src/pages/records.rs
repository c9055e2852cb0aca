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
use crate::platform::window;
use crate::prelude::*;
use crate::route::Page;
use crate::state::engine::Answered;
use crate::state::live::{live, ready_when};
use crate::state::{catalogue, engine};
use crate::words::{W, fill, shown, t};

/// Rows of one window: what is asked for at first and with every "more".
const ROWS: u32 = 50;
/// Rows drawn at once: more than a screen shows. The others of the window follow picture by picture, so that nobody
/// waits for what stands below the edge.
const AT_ONCE: usize = 6;
/// Time between two pictures, in milliseconds, with some room for what else a slow phone has to do.
const PICTURE_MS: i32 = 40;

/// What the engine found of a window, as far as it has answered.
type Window = RwSignal<Option<Answered<Found>>>;

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
}

/// The page.
pub fn page() -> AnyView {
    let filter = Filter::new();
    let conditions = Memo::new(move || filter.conditions());
    let found = ask(conditions, 0);
    ready_when(move || found.with(Option::is_some));
    let told = move || {
        found.with(|found| match found {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(found)) => count(found, filter),
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
        live_part(told),
        window_of(conditions, 0, found),
    ])
}

/// How many there are, or that there is none.
fn count(found: &Found, filter: Filter) -> AnyView {
    let (all, matching) = (found.standings.all(), found.matching);
    if all == 0 {
        return empty(t(W::NoRecords), t(W::NoRecordsText)).view();
    }
    if matching == 0 {
        let clear = press("clear", t(W::ClearFilters), Look::Plain, move || filter.clear());
        return parts([empty(t(W::NothingFound), t(W::NothingFoundText)).view(), clear.view()]);
    }
    let (all, number) = (all.to_string(), matching.to_string());
    let words = if number == all { fill(W::Found, &[&all]) } else { fill(W::FoundOf, &[&number, &all]) };
    el("p").class("quiet").attr("role", "status").attr("data-found", number).child(words).view()
}

/// Asks for a window of a list, again whenever its conditions or the records change.
pub fn ask(conditions: Memo<Query>, offset: u32) -> Window {
    live(move || engine::records(Query { offset, limit: ROWS, ..conditions.get() }))
}

/// The rows of a window, and the way to the next one below them: what stands already is not drawn anew for it.
pub fn window_of(conditions: Memo<Query>, offset: u32, found: Window) -> AnyView {
    let known = move |read: fn(&Found) -> u32| {
        found.with(|found| match found {
            Some(Ok(found)) => read(found),
            _ => 0,
        })
    };
    let rest = Memo::new(move || known(|found| found.matching).saturating_sub(offset + ROWS));
    let has_rows = Memo::new(move || known(|found| found.matching) > offset);
    let has_more = Memo::new(move || rest.get() > 0);
    let opened = RwSignal::new(false);
    follow(move |before| {
        conditions.track();
        if before {
            opened.set(false);
        }
    });
    let rows = move || {
        found.with(|found| match found {
            Some(Ok(found)) => drawn(&found.rows),
            _ => Vec::new(),
        })
    };
    let list = move || has_rows.get().then(|| el("ul").class("rows").show(rows));
    let below = move || {
        if !has_more.get() {
            return parts([]);
        }
        if opened.get() {
            let next = offset + ROWS;
            return window_of(conditions, next, ask(conditions, next));
        }
        let label = move || fill(W::More, &[&rest.get().min(ROWS).to_string()]);
        press("more", "", Look::Plain, move || opened.set(true)).show(label).view()
    };
    parts([live_part(list), live_part(below)])
}

/// Rows, the first of them now.
fn drawn(rows: &[Listed]) -> Vec<AnyView> {
    let mut pieces = rows.chunks(AT_ONCE);
    let first = pieces.next().unwrap_or_default().iter().map(|row| line(row).view());
    let mut drawn: Vec<AnyView> = first.collect();
    for (piece, delay_ms) in pieces.zip((1..).map(|picture| picture * PICTURE_MS)) {
        let (piece, due) = (piece.to_vec(), RwSignal::new(false));
        // The list may be another one by then.
        window::later(delay_ms, move || due.try_set(true));
        drawn.push(live_part(move || due.get().then(|| piece.iter().map(line).collect::<Vec<_>>())));
    }
    drawn
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
