//! What was begun and not finished: what the office returned, before all else; drafts, records that wait to be handed
//! in, forms typed and not saved.

use messages::{Start, Unfinished};
use shared::domain::facts::State;

use crate::components::{El, Look, conflict_tag, el, lead, state_tag, tag};
use crate::route::Page;
use crate::state::catalogue;
use crate::words::{W, fill, shown, t};

/// The section; empty when nothing is open.
pub fn section(start: &Start) -> Option<El> {
    let (returned, open): (Vec<_>, Vec<_>) =
        start.unfinished.iter().partition(|row| row.listed.facts.state == State::Returned);
    let unsaved = start.unsaved.iter().map(|form| unsaved(&Page::parse(form)));
    let rows = returned.into_iter().map(saved).chain(unsaved).chain(open.into_iter().map(saved));
    let rows: Vec<El> = rows.collect();
    // The list of all records has the rest.
    let rest = (start.unfinished_later > 0).then(|| {
        let label = fill(W::ContinueLater, &[&start.unfinished_later.to_string()]);
        lead(&Page::Records, label, Look::Plain, "more-begun")
    });
    let head = el("h2").child(t(W::ContinueHead));
    (!rows.is_empty())
        .then(|| el("section").child(head).child(el("ul").class("rows").child(rows)).child(rest))
}

/// A form of a record that was never saved.
fn unsaved(page: &Page) -> El {
    let link = el("a")
        .class("row")
        .attr("href", page.href())
        .child(el("span").class("row-title").child(page.kind().map(shown::kind)))
        .child(el("span").class("row-note").child(t(W::ContinueTyping)));
    el("li").child(link).still()
}

fn saved(row: &Unfinished) -> El {
    let facts = &row.listed.facts;
    let to = if matches!(facts.state, State::Completed | State::Returned) {
        Page::Record(facts.doc)
    } else {
        Page::form_of(facts.kind, facts.doc)
    };
    let tags = el("span")
        .class("tags")
        .child(state_tag(facts.state, &shown::state(catalogue(), facts.state)))
        .child(row.typed.then(|| tag(t(W::ContinueTyping))))
        .child(conflict_tag(facts.conflicts));
    let link = el("a")
        .class("row")
        .attr("href", to.href())
        .attr("data-doc", facts.doc.to_string())
        .child(el("span").class("row-title").child(shown::title(catalogue(), facts)))
        .child(el("span").class("row-note").child(shown::when_and_where(facts)))
        .child(shown::returned(facts).map(|why| el("span").class("row-note").child(why)))
        .child(tags);
    el("li").child(link).still()
}
