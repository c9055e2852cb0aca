//! A question that must be answered before anything else.

use wasm_bindgen::prelude::JsCast;
use web_sys::HtmlDialogElement;

use super::button::{Look, press};
use super::element::{El, Part, el};
use crate::prelude::*;
use crate::words::{W, t};

/// A question before something that is hard to undo. The browser's own modal dialog: it keeps the focus and
/// closes on Escape. `open` is true while it is asked; either answer sets it to false. `act` names the "yes" for
/// tests, `content` says what it means and may hold fields.
pub fn confirm(
    open: RwSignal<bool>,
    title: &str,
    (act, yes, look): (&'static str, &str, Look),
    content: impl Part,
    answered_yes: impl Fn() + Send + 'static,
) -> El {
    let said_yes = move || {
        open.set(false);
        answered_yes();
    };
    let actions = el("div").class("actions").child(press(act, yes, look, said_yes)).child(press(
        "cancel",
        t(W::Cancel),
        Look::Quiet,
        move || open.set(false),
    ));
    let id = format!("{act}-title");
    el("dialog")
        .attr("aria-labelledby", id.clone())
        .on("close", move |_| open.set(false))
        .child(el("h2").attr("id", id).child(title))
        .child(content)
        .child(actions)
        .follow(move |element| {
            let open = open.get();
            let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() else { return };
            if open && !dialog.open() {
                // A dialog that is not on screen yet cannot be shown; it never is asked before.
                let _ = dialog.show_modal();
            } else if !open {
                dialog.close();
            }
        })
}
