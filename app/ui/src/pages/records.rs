//! All records of this phone: searched without diacritics, narrowed, fifty rows at a time. The engine searches; this
//! page asks for the rows that it shows, and types on while it waits.

use messages::{Found, Listed, Query, Standing};
use shared::domain::facts::State;
use shared::record::Kind;

use super::photo::small;
use super::pictures::{one_by_one, piece};
use crate::components::{
    El, Look, Part, choose, conflict_tag, el, empty, head, live_part, option, parts, press, standing_tag,
    standing_word, state_tag, tag, wait,
};
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
const AT_ONCE: usize = 4;
/// Pieces in which a window is drawn.
const PIECES: usize = (ROWS as usize).div_ceil(AT_ONCE);

/// A part of a list, as far as the engine has answered.
pub type Window = RwSignal<Option<Answered<Answer>>>;

/// What the engine found, and for which conditions.
#[derive(PartialEq)]
pub struct Answer {
    conditions: Query,
    /// What it found.
    pub found: Found,
}

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
    let window = ask(conditions, 0);
    // Nobody opens the lists of conditions before the first rows stand.
    let turn = RwSignal::new(false);
    one_by_one(vec![turn]);
    ready_when(move || turn.get() && window.with(Option::is_some));
    let told = move || {
        window.with(|answer| match answer {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(answer)) => count(&answer.found, filter),
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
    let narrowed = |name, label, any, options: fn() -> Vec<(String, String)>, chosen| {
        let others = piece(turn, move || options().into_iter().map(option).collect::<Vec<_>>());
        choose(name, t(label), vec![option((String::new(), t(any).to_owned())).view(), others], chosen)
    };
    let choices = el("div")
        .class("filter-row")
        .child(narrowed("kind", W::KindLabel, W::AnyKind, kinds, filter.kind))
        .child(narrowed("state", W::StateLabel, W::AnyState, states, filter.state))
        .child(narrowed("standing", W::StandingLabel, W::AnyStanding, standings, filter.standing));
    let label = el("label").attr("for", "search").child(t(W::Search));
    parts([
        head(t(W::Records), "", None).view(),
        el("search")
            .class("filters")
            .child(el("div").class("field").child(label).child(search))
            .child(choices)
            .view(),
        live_part(told),
        window_of(conditions, 0, window),
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
    live(move || {
        let conditions = conditions.get();
        let answer = engine::records(Query { offset, limit: ROWS, ..conditions.clone() });
        async move { answer.await.map(|found| Answer { conditions, found }) }
    })
}

/// The rows of a window, and the way to the next one below them: what stands already is not drawn anew for it.
pub fn window_of(conditions: Memo<Query>, offset: u32, window: Window) -> AnyView {
    let known = move |read: fn(&Found) -> u32| {
        window.with(|answer| match answer {
            Some(Ok(answer)) => read(&answer.found),
            _ => 0,
        })
    };
    let rest = Memo::new(move || known(|found| found.matching).saturating_sub(offset + ROWS));
    let has_more = Memo::new(move || rest.get() > 0);
    let opened = RwSignal::new(false);
    follow(move |before| {
        conditions.track();
        if before {
            opened.set(false);
        }
    });
    // Answers to other conditions make another list: taking one away as a whole is one step, its fifty rows are fifty.
    let sheet = Memo::new(move || {
        window.with(|answer| match answer {
            Some(Ok(answer)) if answer.found.matching > offset => Some(answer.conditions.clone()),
            _ => None,
        })
    });
    // Turns true when the last piece of the list on screen stands.
    let whole = RwSignal::new(None::<RwSignal<bool>>);
    let list = move || {
        if sheet.with(Option::is_none) {
            whole.set(None);
            return None;
        }
        let due: Vec<RwSignal<bool>> = (0..PIECES).map(|place| RwSignal::new(place == 0)).collect();
        let last = RwSignal::new(false);
        whole.set(Some(last));
        one_by_one(due.iter().skip(1).copied().chain([last]).collect());
        let pieces = due.into_iter().zip((0..).step_by(AT_ONCE)).map(|(turn, from)| rows(window, from, turn));
        Some(el("ul").class("rows").child(pieces.collect::<Vec<_>>()))
    };
    let below = move || {
        if !has_more.get() {
            return parts([]);
        }
        if opened.get() {
            let next = offset + ROWS;
            return window_of(conditions, next, ask(conditions, next));
        }
        // Not while rows are still coming in above it.
        if !whole.get().is_some_and(RwSignal::get) {
            return parts([]);
        }
        let label = move || fill(W::More, &[&rest.get().min(ROWS).to_string()]);
        press("more", "", Look::Plain, move || opened.set(true)).show(label).view()
    };
    parts([live_part(list), live_part(below)])
}

/// Some rows of a window, drawn anew only when they are others.
fn rows(window: Window, from: usize, turn: RwSignal<bool>) -> AnyView {
    let rows = Memo::new(move || {
        if !turn.get() {
            return Vec::new();
        }
        window.with(|answer| match answer {
            Some(Ok(answer)) => answer.found.rows.iter().skip(from).take(AT_ONCE).cloned().collect(),
            _ => Vec::new(),
        })
    });
    let one = move |row: &Listed| if from > 0 { line(row).class("far") } else { line(row) };
    live_part(move || rows.with(|rows| rows.iter().map(one).collect::<Vec<_>>()))
}

/// One record in a list.
pub fn line(row: &Listed) -> El {
    let facts = &row.facts;
    let doubt = facts.day_in_doubt.then(|| tag(t(W::CheckDay)).attr("data-doubt", ""));
    let tags = el("span")
        .class("tags")
        .child(state_tag(facts.state, &shown::state(catalogue(), facts.state)))
        .child(standing_tag(&row.standing))
        .child(doubt)
        .child(conflict_tag(facts.conflicts));
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
    el("li").child(link).still()
}

fn kinds() -> Vec<(String, String)> {
    let kind = |kind: Kind| (kind.code().to_owned(), shown::kind(kind).to_owned());
    Kind::ALL.map(kind).into()
}

fn states() -> Vec<(String, String)> {
    let state = |state: State| (state.code().to_owned(), shown::state(catalogue(), state));
    State::ALL.map(state).into()
}

fn standings() -> Vec<(String, String)> {
    let standing = |standing: Standing| (standing.code().to_owned(), t(standing_word(&standing)).to_owned());
    let refused = "refused".parse().ok().map(Standing::Refused);
    let known = [Standing::OnPhone, Standing::Carried, Standing::Received, Standing::Accepted];
    known.into_iter().chain(refused).map(standing).collect()
}
