//! The groups of this phone, the most urgent first; pressing one begins or continues its inspection.

use std::cmp::Reverse;

use leptos::prelude::*;
use messages::{Listed, Progress};
use shared::domain::facts::State;
use shared::domain::progress::GroupProgress;
use shared::id::UnitCode;
use shared::record::Kind;

use super::{known, new_record};
use crate::route::{Page, go};
use crate::state::engine::Answered;
use crate::words::{W, fill, t};

/// The section; empty where there are no groups.
pub fn section(progress: &Progress, records: ReadSignal<Option<Answered<Vec<Listed>>>>) -> AnyView {
    let (mut open, done): (Vec<_>, Vec<_>) = progress.groups.iter().partition(|group| lacks(group));
    open.sort_by_key(|group| urgency(group));
    let row = |group: &&GroupProgress| {
        let name = progress.names.iter().find(|(code, _)| *code == group.group).map(|(_, name)| name.clone());
        let code = group.group.clone();
        let unsent = (group.unsent > 0)
            .then(|| view! { <span class="tag">{fill(W::GroupUnsent, &[&group.unsent.to_string()])}</span> }.into_any());
        view! {
            <li>
                <button type="button" class="row" data-act="group" data-group=code.to_string()
                    on:click=move |_| continue_with(&code, records)>
                    <span class="row-title">{group.group.to_string()} <span class="row-name">{name}</span></span>
                    <span class="row-note">{needs(group)}</span>
                    {unsent}
                </button>
            </li>
        }
        .into_any()
    };
    let still = (!open.is_empty()).then(|| {
        view! { <section><h2>{t(W::GroupsHead)}</h2><ul class="rows">{open.iter().map(row).collect_view()}</ul></section> }
            .into_any()
    });
    let finished = (!done.is_empty()).then(|| {
        let head = fill(W::GroupsDone, &[&done.len().to_string()]);
        view! { <details class="done-groups"><summary>{head}</summary><ul class="rows">{done.iter().map(row).collect_view()}</ul></details> }
            .into_any()
    });
    view! { {still}{finished} }.into_any()
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
fn continue_with(group: &UnitCode, records: ReadSignal<Option<Answered<Vec<Listed>>>>) {
    let found = records.with_untracked(|records| {
        let of_group = |row: &&Listed| row.facts.kind == Kind::Inspection && row.facts.group.as_ref() == Some(group);
        let in_state = |states: &[State]| {
            let mut rows = known(records).iter().filter(of_group);
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
