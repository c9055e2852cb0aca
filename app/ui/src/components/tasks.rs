//! The task list of a long form: its sections and what each still needs.

use super::element::{El, el};
use crate::route::Page;

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing in it yet.
    Empty,
    /// Something in it.
    Begun,
    /// Nothing missing.
    Done,
    /// Something must be mended.
    Wrong,
}

/// One section.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its name.
    pub label: String,
    /// What it holds, or still needs.
    pub hint: String,
    /// Where it is filled in.
    pub to: Page,
    /// How far it is.
    pub state: TaskState,
}

/// Sections in order, each a link with its state in words (`hint`) and colour.
pub fn task_list(tasks: Vec<Task>) -> El {
    let row = |task: Task| {
        let class = match task.state {
            TaskState::Empty => "task",
            TaskState::Begun => "task begun",
            TaskState::Done => "task done",
            TaskState::Wrong => "task wrong",
        };
        let link = el("a")
            .attr("href", task.to.href())
            .child(el("span").class("task-label").child(task.label))
            .child(el("span").class("task-hint").child(task.hint));
        el("li").class(class).child(link)
    };
    el("ol").class("tasks").child(tasks.into_iter().map(row).collect::<Vec<_>>())
}
