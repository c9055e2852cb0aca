//! The task list: every section with what it holds and what it still needs, in words.

use super::progress::progress;
use super::{ORDER, title, top};
use crate::components::{Look, Task, TaskState, el, lead, task_list};
use crate::form::Form;
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, t};

/// The page.
pub fn body(form: Form) -> AnyView {
    let list = move || {
        form.follow();
        let flat = form.candidate();
        let problems = form.rule_problems(&flat);
        let population = form.group().map(|group| group.borrowers);
        let mut done = 0;
        let mut tasks = Vec::new();
        for section in ORDER {
            let (state, hint) = progress(section, &flat, catalogue(), &problems, population);
            done += usize::from(state == TaskState::Done);
            tasks.push(task(form, section, state, hint));
        }
        let said = fill(F::SectionsDone, &[&done.to_string(), &ORDER.len().to_string()]);
        vec![el("p").class("note").child(said), task_list(tasks)]
    };
    el("div")
        .child(top(form, t(F::InspectionTitle), Section::Tasks))
        .show(list)
        .child(lead(&Page::Record(form.doc), t(F::ToRecord), Look::Quiet, "to-record"))
        .into_any()
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
