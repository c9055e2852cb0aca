//! The task list: every section with what it holds and what it still needs, in words.

use leptos::prelude::*;

use super::progress::progress;
use super::{ORDER, head, title};
use crate::components::{Go, Look, Task, TaskList, TaskState};
use crate::form::Form;
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, t};

/// The page.
pub fn body(form: Form) -> AnyView {
    let doc = form.doc;
    let list = move || {
        form.follow();
        let flat = form.candidate();
        let problems = form.rule_problems(&flat);
        let need = form.group().map(|group| group.borrowers);
        let task = |section: Section| {
            let (state, hint) = progress(section, &flat, catalogue(), &problems, need);
            Task {
                label: t(title(section)).to_owned(),
                hint,
                to: Page::Inspection(doc, section, None),
                state,
            }
        };
        let tasks: Vec<Task> = ORDER.into_iter().map(task).collect();
        let done = tasks.iter().filter(|task| task.state == TaskState::Done).count();
        let said = fill(F::SectionsDone, &[&done.to_string(), &ORDER.len().to_string()]);
        view! { <p class="note">{said}</p><TaskList tasks=tasks/> }.into_any()
    };
    view! {
        {head(form, F::InspectionTitle, Section::Tasks)}
        {list}
        <Go to=Page::Record(doc) label=t(F::ToRecord) act="to-record" look=Look::Quiet/>
    }
    .into_any()
}
