//! What is due, in order of urgency; each row leads to where the work is done.

use messages::{Due, Start, Work};
use shared::date::Date;

use crate::components::{El, Look, el, press, tag};
use crate::pages::pictures::piece;
use crate::prelude::*;
use crate::route::Page;
use crate::state::catalogue;
use crate::words::{W, fill, shown, t};

/// Rows drawn at once: what a screen shows of them.
const AT_ONCE: usize = 5;

/// Rows of each thing that is due: many of one must not hide the others.
pub const EACH: u32 = 4;
/// Rows of each thing that come with every "more".
const MORE: u32 = 20;

/// The section; empty when nothing is due. What stands below the edge is drawn when its turn comes. `each`: how many
/// rows of each thing are asked for.
pub fn section(start: &Start, turn: RwSignal<bool>, each: RwSignal<u32>) -> Option<El> {
    let (first, others) = start.due.split_at(start.due.len().min(AT_ONCE));
    let (others, later) = (others.to_vec(), start.due_later);
    let below = move || others.iter().map(row).collect::<Vec<El>>();
    let more = move || {
        let label = fill(W::DueLater, &[&later.to_string()]);
        (later > 0).then(|| press("more-due", label, Look::Plain, move || each.update(|each| *each += MORE)))
    };
    let rows: Vec<El> = first.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        el("section")
            .class("dues")
            .child(el("h2").child(t(W::DueHead)))
            .child(el("ul").class("rows").child(rows).child(piece(turn, below)))
            .child(piece(turn, more))
    })
}

fn row(due: &Due) -> El {
    let (code, title, note, to) = match &due.work {
        Work::NewLoans { group, name, loans } => (
            "new-loans",
            fill(W::DueLoans, &[&loans.to_string()]),
            [group.as_str(), name].join(" · "),
            Page::Group(group.clone()),
        ),
        Work::Remedy(facts) => {
            ("remedy", t(W::DueRemedy).to_owned(), shown::title(catalogue(), facts), Page::Record(facts.doc))
        }
        Work::ChairReport(facts) => (
            "chair-report",
            t(W::DueChairReport).to_owned(),
            [shown::title(catalogue(), facts), shown::when_and_where(facts)].join(" · "),
            Page::Record(facts.doc),
        ),
        Work::Answer(facts) => (
            "answer",
            t(W::DueAnswer).to_owned(),
            [shown::title(catalogue(), facts), shown::when_and_where(facts)].join(" · "),
            Page::Record(facts.doc),
        ),
    };
    let link = el("a")
        .class("row")
        .attr("href", to.href())
        .attr("data-due", code)
        .child(el("span").class("row-title").child(title))
        .child(el("span").class("row-note").child(note))
        .child(when(due.days_left, due.due_on));
    el("li").child(link).still()
}

/// How much time is left, in words, until which day; what is late says so by more than its colour.
pub fn when(days_left: i64, day: Date) -> El {
    let (code, words) = shown::time_left(days_left);
    let day = el("span").class("row-note").child(fill(W::DueDay, &[&day.to_string()]));
    el("span").class("tags").child(tag(&words).attr("data-time", code)).child(day)
}
