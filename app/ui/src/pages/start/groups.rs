//! The groups of this phone, the most urgent first; pressing one begins or continues its inspection.

use std::cmp::Reverse;

use messages::{Listed, Progress};
use shared::domain::facts::State;
use shared::domain::progress::GroupProgress;
use shared::id::UnitCode;
use shared::record::Kind;

use super::{known, new_record};
use crate::components::{El, Part, el, tag};
use crate::prelude::*;
use crate::route::{Page, go};
use crate::state::engine::Answered;
use crate::words::{W, fill, t};

/// The records of this phone, as far as they have arrived.
type Records = RwSignal<Option<Answered<Vec<Listed>>>>;

/// The section; empty where there are no groups.
pub fn section(progress: &Progress, records: Records) -> AnyView {
    let (mut open, mut done): (Vec<&GroupProgress>, Vec<&GroupProgress>) = (Vec::new(), Vec::new());
    for group in &progress.groups {
        if lacks(group) {
            // A phone has a score of groups: putting each in its place costs nothing, and little code.
            let place = open.iter().position(|other| urgency(group) < urgency(other));
            open.insert(place.unwrap_or(open.len()), group);
        } else {
            done.push(group);
        }
    }
    let rows = |groups: &[&GroupProgress]| {
        let rows: Vec<_> = groups.iter().map(|group| row(progress, group, records)).collect();
        el("ul").class("rows").child(rows)
    };
    let still =
        (!open.is_empty()).then(|| el("section").child(el("h2").child(t(W::GroupsHead))).child(rows(&open)));
    let finished = (!done.is_empty()).then(|| {
        let head = fill(W::GroupsDone, &[&done.len().to_string()]);
        el("details").child(el("summary").child(head)).child(rows(&done))
    });
    vec![still, finished].view()
}

fn row(progress: &Progress, group: &GroupProgress, records: Records) -> El {
    let name =
        progress.names.iter().find(|(code, _)| *code == group.group).map(|(_, name)| format!(" {name}"));
    let unsent = (group.unsent > 0).then(|| tag(&fill(W::GroupUnsent, &[&group.unsent.to_string()])));
    let code = group.group.clone();
    let title =
        el("span").class("row-title").child(code.as_str()).child(el("span").class("row-name").child(name));
    let button = el("button")
        .attr("type", "button")
        .class("row")
        .attr("data-act", "group")
        .attr("data-group", code.as_str())
        .on("click", move |_| continue_with(&code, records))
        .child(title)
        .child(el("span").class("row-note").child(needs(group)))
        .child(unsent);
    el("li").child(button)
}

fn missing(group: &GroupProgress) -> u32 {
    group.borrowers_need.saturating_sub(group.borrowers_done)
}

fn lacks(group: &GroupProgress) -> bool {
    group.inspected_on.is_none() || missing(group) > 0
}

/// Untouched groups first, then by households missing; a group whose inspection is under way waits behind.
fn urgency(group: &GroupProgress) -> (bool, bool, Reverse<u32>, UnitCode) {
    (group.unsent > 0, group.inspected_on.is_some(), Reverse(missing(group)), group.group.clone())
}

fn needs(group: &GroupProgress) -> String {
    match (group.inspected_on, missing(group)) {
        (None, 0) => t(W::GroupUninspected).to_owned(),
        (None, missing) => fill(W::GroupUntouched, &[&missing.to_string()]),
        (Some(day), 0) => fill(W::GroupMet, &[&day.to_string()]),
        (Some(day), missing) => fill(W::GroupHouseholds, &[&day.to_string(), &missing.to_string()]),
    }
}

/// The newest inspection of the group that can still be written on; else the one that waits to be handed in; else a
/// new one.
fn continue_with(group: &UnitCode, records: Records) {
    let found = records.with_untracked(|records| {
        let of_group =
            |row: &&Listed| row.facts.kind == Kind::Inspection && row.facts.group.as_ref() == Some(group);
        let in_state = |states: &[State]| {
            let mut rows = known(records.as_ref()).iter().filter(of_group);
            rows.find(|row| states.contains(&row.facts.state)).map(|row| row.facts.doc)
        };
        in_state(&[State::Draft, State::Returned])
            .map(|doc| Page::form_of(Kind::Inspection, doc))
            .or_else(|| in_state(&[State::Completed]).map(Page::Record))
    });
    match found {
        Some(page) => go(&page),
        None => new_record(Kind::Inspection, Some(group.clone())),
    }
}
