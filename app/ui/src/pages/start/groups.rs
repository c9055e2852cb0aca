//! The groups of this phone, the most urgent first; each leads to the page of everything that belongs to it.

use std::cmp::Reverse;

use messages::Progress;
use shared::domain::progress::GroupProgress;
use shared::id::UnitCode;

use crate::components::{El, Part, el, tag};
use crate::prelude::*;
use crate::route::Page;
use crate::words::{W, fill, shown, t};

/// The section; empty where there are no groups. Above the communes nothing is owed group by group: all of them stand
/// folded.
pub fn section(progress: &Progress) -> AnyView {
    if progress.groups.is_empty() && !progress.names.is_empty() {
        let rows: Vec<_> = progress.names.iter().map(|(code, name)| link(code, name, None, None)).collect();
        let head = fill(W::AllGroups, &[&rows.len().to_string()]);
        return el("details")
            .child(el("summary").child(head))
            .child(el("ul").class("rows").child(rows))
            .view();
    }
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
        let rows: Vec<_> = groups.iter().map(|group| row(progress, group)).collect();
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

fn row(progress: &Progress, group: &GroupProgress) -> El {
    let name = progress.names.iter().find(|(code, _)| *code == group.group);
    let unsent = (group.unsent > 0).then(|| tag(&fill(W::GroupUnsent, &[&group.unsent.to_string()])));
    let needs = el("span").class("row-note").child(shown::group_needs(group));
    link(&group.group, name.map_or("", |(_, name)| name.as_str()), Some(needs), unsent)
}

fn link(code: &UnitCode, name: &str, needs: Option<El>, unsent: Option<El>) -> El {
    let name = (!name.is_empty()).then(|| el("span").class("row-name").child(format!(" {name}")));
    let title = el("span").class("row-title").child(code.as_str()).child(name);
    let link = el("a")
        .class("row")
        .attr("href", Page::Group(code.clone()).href())
        .attr("data-act", "group")
        .attr("data-group", code.as_str())
        .child(title)
        .child(needs)
        .child(unsent);
    el("li").child(link).still()
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
