//! What was begun and not finished: drafts, records that wait to be handed in, forms typed and not saved.

use leptos::prelude::*;
use messages::Listed;
use shared::domain::facts::State;
use shared::id::DocId;

use crate::components::StateTag;
use crate::route::Page;
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// Most rows shown here; the list of all records has the rest.
const ROWS_MAX: usize = 5;

/// The section; empty when nothing is open. `typed` are half-filled forms, by the address of their form.
pub fn section(records: &[Listed], typed: &[(String, Vec<(String, String)>)]) -> AnyView {
    let typed: Vec<Page> = typed.iter().map(|(form, _)| Page::parse(form)).collect();
    let is_typed = |doc: DocId| typed.iter().any(|page| page.doc() == Some(doc));
    let unsaved = typed
        .iter()
        .filter(|page| page.doc().is_some_and(|doc| !records.iter().any(|row| row.facts.doc == doc)))
        .map(|page| {
            view! {
                <li><a class="row" href=page.href()>
                    <span class="row-title">{page.kind().map(shown::kind)}</span>
                    <span class="row-note">{t(W::ContinueTyping)}</span>
                </a></li>
            }
            .into_any()
        });
    let open = records
        .iter()
        .filter(|row| matches!(row.facts.state, State::Draft | State::Returned | State::Completed))
        .map(|row| saved(row, is_typed(row.facts.doc)));
    let rows: Vec<AnyView> = unsaved.chain(open).take(ROWS_MAX).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <section><h2>{t(W::ContinueHead)}</h2><ul class="rows">{rows}</ul></section> }.into_any()
}

fn saved(row: &Listed, typed: bool) -> AnyView {
    let facts = &row.facts;
    let to = if facts.state == State::Completed { Page::Record(facts.doc) } else { Page::form_of(facts.kind, facts.doc) };
    let date = facts.event_date.map_or_else(|| t(W::Undated).to_owned(), |date| date.to_string());
    let note = typed.then(|| view! { <span class="tag">{t(W::ContinueTyping)}</span> }.into_any());
    view! {
        <li><a class="row" href=to.href() data-doc=facts.doc.to_string()>
            <span class="row-title">{shown::title(catalogue(), facts)}</span>
            <span class="row-note">{date} " · " {facts.place.clone()}</span>
            <StateTag state=facts.state label=shown::state(catalogue(), facts.state)/>
            {note}
        </a></li>
    }
    .into_any()
}
