//! What was begun and not finished: what the office returned, before all else; drafts, records that wait to be handed in, forms typed and not saved.

use messages::Listed;
use shared::domain::facts::State;
use shared::id::DocId;

use crate::components::{El, el, state_tag, tag};
use crate::route::Page;
use crate::state::catalogue;
use crate::words::{W, shown, t};

/// Most rows shown here; the list of all records has the rest.
const ROWS_MAX: usize = 5;

/// The section; empty when nothing is open. `typed` are half-filled forms, by the address of their form.
pub fn section(records: &[Listed], typed: &[(String, Vec<(String, String)>)]) -> Option<El> {
    let typed: Vec<Page> = typed.iter().map(|(form, _)| Page::parse(form)).collect();
    let is_typed = |doc: DocId| typed.iter().any(|page| page.doc() == Some(doc));
    let is_saved = |doc: DocId| records.iter().any(|row| row.facts.doc == doc);
    let unsaved = typed.iter().filter(|page| page.doc().is_some_and(|doc| !is_saved(doc))).map(unsaved);
    let is_open = |state| matches!(state, State::Draft | State::Returned | State::Completed);
    let open = records.iter().filter(|row| is_open(row.facts.state));
    let (returned, open): (Vec<_>, Vec<_>) = open.partition(|row| row.facts.state == State::Returned);
    let saved = |row: &&Listed| saved(row, is_typed(row.facts.doc));
    let rows = returned.iter().map(saved).chain(unsaved).chain(open.iter().map(saved));
    let rows: Vec<El> = rows.take(ROWS_MAX).collect();
    (!rows.is_empty()).then(|| {
        el("section").child(el("h2").child(t(W::ContinueHead))).child(el("ul").class("rows").child(rows))
    })
}

/// A form of a record that was never saved.
fn unsaved(page: &Page) -> El {
    let link = el("a")
        .class("row")
        .attr("href", page.href())
        .child(el("span").class("row-title").child(page.kind().map(shown::kind)))
        .child(el("span").class("row-note").child(t(W::ContinueTyping)));
    el("li").child(link)
}

fn saved(row: &Listed, typed: bool) -> El {
    let facts = &row.facts;
    let to = if matches!(facts.state, State::Completed | State::Returned) {
        Page::Record(facts.doc)
    } else {
        Page::form_of(facts.kind, facts.doc)
    };
    let tags = el("span")
        .class("tags")
        .child(state_tag(facts.state, &shown::state(catalogue(), facts.state)))
        .child(typed.then(|| tag(t(W::ContinueTyping))));
    let link = el("a")
        .class("row")
        .attr("href", to.href())
        .attr("data-doc", facts.doc.to_string())
        .child(el("span").class("row-title").child(shown::title(catalogue(), facts)))
        .child(el("span").class("row-note").child(shown::when_and_where(facts)))
        .child(shown::returned(facts).map(|why| el("span").class("row-note").child(why)))
        .child(tags);
    el("li").child(link)
}
