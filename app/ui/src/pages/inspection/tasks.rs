//! The task list: every section with what it holds and what it still needs, in words.

use super::progress::progress;
use super::{begin, is_of_group, order, title, top};
use crate::components::{Look, Task, TaskState, el, lead, press, task_list};
use crate::form::Form;
use crate::prelude::*;
use crate::route::{Page, Section, go};
use crate::state::{self, catalogue, engine};
use crate::words::{F, fill, t};

/// The page.
pub fn body(form: Form) -> AnyView {
    let list = move || {
        form.follow();
        let flat = form.candidate();
        let problems = form.rule_problems(&flat);
        let population = form.group().map(|group| group.borrowers);
        let (mut done, mut to_do) = (0, 0);
        let mut tasks = Vec::new();
        for section in order(form) {
            let (state, hint) = progress(section, &flat, catalogue(), &problems, population);
            done += usize::from(state == TaskState::Done);
            // Where nothing was found, nothing is written.
            to_do += usize::from(section != Section::Findings || state != TaskState::Empty);
            tasks.push(task(form, section, state, hint));
        }
        let said = fill(F::SectionsDone, &[&done.to_string(), &to_do.to_string()]);
        vec![el("p").class("note").child(said), task_list(tasks)]
    };
    let of_group = is_of_group(form);
    let above = form.now("parent_inspection").parse().ok();
    let above = above.map(|doc| lead(&Page::Record(doc), t(F::ToParent), Look::Quiet, "to-parent"));
    el("div")
        .child(top(form, t(if of_group { F::InspectionTitle } else { F::InspectionOfUnit }), Section::Tasks))
        .show(list)
        .child((!of_group).then(|| press("add-part", t(F::AddPart), Look::Plain, move || go_below(form))))
        .child(above)
        .child(lead(&Page::Record(form.doc), t(F::ToRecord), Look::Quiet, "to-record"))
        .into_any()
}

/// Begins an inspection that is a part of this one: of a commune below an area, of a group below a commune.
fn go_below(form: Form) {
    let above = begin::part_of(form.doc);
    state::attempt(engine::names(0), move |(doc, _)| {
        go(&Page::Inspection(doc, Section::Begin, Some(above.clone())));
    });
}

fn task(form: Form, section: Section, state: TaskState, mut hint: String) -> Task {
    let to = Page::Inspection(form.doc, section, None);
    // A draft of one borrower or finding is reached through their list.
    let behind = match section {
        Section::Borrowers => Page::Inspection(form.doc, Section::Borrower, None),
        Section::Findings => Page::Inspection(form.doc, Section::Finding, None),
        _ => to.clone(),
    };
    if form.has_draft(&behind) {
        hint = format!("{hint} · {}", t(F::DraftHere));
    }
    Task { label: t(title(section)).to_owned(), hint, to, state }
}
