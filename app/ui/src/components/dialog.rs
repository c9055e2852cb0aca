//! A question that must be answered before anything else.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, Look};
use crate::words::{W, t};

/// Asks before something that is hard to undo. The browser's own modal dialog: it keeps the focus and closes on
/// Escape.
#[component]
pub fn Confirm(
    /// True while it is asked; set to false by either answer.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: String,
    /// Stable name of the "yes", for tests.
    act: &'static str,
    /// The word for "yes": what will be done.
    #[prop(into)]
    yes: String,
    /// Called after "yes".
    #[prop(into)]
    on_yes: Callback<()>,
    /// How "yes" looks.
    #[prop(optional)]
    look: Look,
    /// What it means; fields, when something must be said.
    children: Children,
) -> AnyView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() {
            // Showing an open dialog again is the only error.
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    let answer_yes = move |()| {
        open.set(false);
        on_yes.run(());
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="dialog-title" on:close=move |_| open.set(false)>
            <h2 id="dialog-title">{title}</h2>
            {children()}
            <div class="actions">
                <Button act=act label=yes look=look on_press=answer_yes/>
                <Button act="cancel" label=t(W::Cancel) look=Look::Quiet on_press=move |()| open.set(false)/>
            </div>
        </dialog>
    }
    .into_any()
}
