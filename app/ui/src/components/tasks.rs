//! The task list of a long form: its sections and what each still needs.

use leptos::prelude::*;

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

/// Sections, each a link with its state in words (`hint`) and colour.
#[component]
pub fn TaskList(
    /// The sections in order.
    tasks: Vec<Task>,
) -> AnyView {
    let row = |task: Task| {
        let class = match task.state {
            TaskState::Empty => "task",
            TaskState::Begun => "task begun",
            TaskState::Done => "task done",
            TaskState::Wrong => "task wrong",
        };
        view! {
            <li class=class>
                <a href=task.to.href()>
                    <span class="task-label">{task.label}</span>
                    <span class="task-hint">{task.hint}</span>
                </a>
            </li>
        }
        .into_any()
    };
    view! { <ol class="tasks">{tasks.into_iter().map(row).collect_view()}</ol> }.into_any()
}
