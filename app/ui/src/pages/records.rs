//! All records of this phone: searched without diacritics, filtered, fifty rows at a time. Built from facts
//! alone: no record is opened here.

use leptos::prelude::*;
use messages::{Listed, Standing};
use shared::domain::facts::State;
use shared::record::Kind;
use shared::text::fold;

use crate::components::{Button, Choose, EmptyState, Head, StandingTag, StateTag, Wait};
use crate::route::Page;
use crate::state::engine;
use crate::state::live::{live, ready_when};
use crate::state::catalogue;
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
                && is(&standing, standing_code(&row.standing))
                && words.iter().all(|word| row.facts.search.contains(word))
        };
        rows.iter().filter(meets).cloned().collect()
    }
}

fn standing_code(standing: &Standing) -> &'static str {
    match standing {
        Standing::OnPhone => "on_phone",
        Standing::Received => "received",
        Standing::Refused(_) => "refused",
    }
}

/// The page.
pub fn page() -> AnyView {
    let records = live(engine::records);
    ready_when(move || records.with(Option::is_some));
    let filter = Filter::new();
    let list = move || {
        records.with(|records| match records {
            None => view! { <Wait/> }.into_any(),
            Some(Err(failure)) => super::failed(failure),
            Some(Ok(rows)) if rows.is_empty() => {
                view! { <EmptyState title=t(W::NoRecords) text=t(W::NoRecordsText)/> }.into_any()
            }
            Some(Ok(rows)) => found(filter.of(rows), rows.len(), filter),
        })
    };
    let typed = move |event| filter.search.set(event_target_value(&event));
    view! {
        <Head title=t(W::Records)/>
        <search class="filters">
            <div class="field">
                <label for="search">{t(W::Search)}</label>
                <input id="search" name="search" type="search" autocomplete="off" data-act="search" enterkeyhint="search"
                    placeholder=t(W::SearchHint) prop:value=move || filter.search.get() on:input=typed/>
            </div>
            <div class="filter-row">
                <Choose name="kind" label=t(W::KindLabel) options=kinds() chosen=filter.kind/>
                <Choose name="state" label=t(W::StateLabel) options=states() chosen=filter.state/>
                <Choose name="standing" label=t(W::StandingLabel) options=standings() chosen=filter.standing/>
            </div>
        </search>
        {list}
    }
    .into_any()
}

fn found(rows: Vec<Listed>, all: usize, filter: Filter) -> AnyView {
    if rows.is_empty() {
        return view! {
            <EmptyState title=t(W::NothingFound) text=t(W::NothingFoundText)/>
            <Button act="clear" label=t(W::ClearFilters) on_press=move |()| filter.clear()/>
        }
        .into_any();
    }
    let count = if rows.len() == all {
        fill(W::Found, &[&all.to_string()])
    } else {
        fill(W::FoundOf, &[&rows.len().to_string(), &all.to_string()])
    };
    view! {
        <p class="quiet" role="status">{count}</p>
        {windowed(rows)}
    }
    .into_any()
}

/// A list of records of which only the first are drawn until more are asked for.
pub fn windowed(rows: Vec<Listed>) -> AnyView {
    let rows = StoredValue::new(rows);
    let limit = RwSignal::new(ROWS);
    let lines = move || rows.with_value(|rows| rows.iter().take(limit.get()).map(line).collect_view());
    let more = move || {
        let rest = rows.with_value(Vec::len).saturating_sub(limit.get());
        let label = fill(W::More, &[&rest.min(ROWS).to_string()]);
        let press = move |()| limit.update(|limit| *limit += ROWS);
        (rest > 0).then(|| view! { <Button act="more" label=label on_press=press/> }.into_any())
    };
    view! { <ul class="rows">{lines}</ul>{more} }.into_any()
}

/// One record in a list.
fn line(row: &Listed) -> AnyView {
    let facts = &row.facts;
    let date = facts.event_date.map_or_else(|| t(W::Undated).to_owned(), |date| date.to_string());
    let place = (!facts.place.is_empty()).then(|| format!(" · {}", facts.place));
    let conflicts = (facts.conflicts > 0).then(|| {
        view! { <span class="tag" data-conflicts="">{fill(W::ConflictsTag, &[&facts.conflicts.to_string()])}</span> }.into_any()
    });
    view! {
        <li>
            <a class="row" href=Page::Record(facts.doc).href() data-doc=facts.doc.to_string() data-kind=facts.kind.code()>
                <span class="row-title">{shown::title(catalogue(), facts)}</span>
                <span class="row-note">{date} {place}</span>
                <span class="tags">
                    <StateTag state=facts.state label=shown::state(catalogue(), facts.state)/>
                    <StandingTag standing=row.standing.clone()/>
                    {conflicts}
                </span>
            </a>
        </li>
    }
    .into_any()
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
    let standing = |(code, word): (&str, W)| (code.to_owned(), t(word).to_owned());
    let all = [("on_phone", W::OnPhone), ("received", W::Received), ("refused", W::Refused)];
    std::iter::once(any(W::AnyStanding)).chain(all.map(standing)).collect()
}
