//! Enrolling this phone with a one-time code, typed or from a scanned address.

use crate::components::El;
use crate::components::{Part, Tone, banner, el, error_id, error_summary, framed, head, hint_id, parts};
use crate::prelude::*;
use crate::route::{Page, go_instead};
use crate::state::{self, engine};
use crate::words::{W, t};

/// The page; `code` comes from a scanned address.
pub fn page(code: Option<String>) -> AnyView {
    state::ready();
    let code = RwSignal::new(code.unwrap_or_default());
    let label = RwSignal::new(t(W::EnrolLabelDefault).to_owned());
    let running = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let missing = RwSignal::new(false);
    let code_error = Signal::derive(move || missing.get().then(|| t(W::EnrolCodeMissing).to_owned()));
    let problems = Signal::derive(move || {
        let problem = code_error.get().or_else(|| refused.get());
        problem.into_iter().map(|sentence| ("code".to_owned(), sentence)).collect::<Vec<_>>()
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let typed = code.get_untracked().trim().to_owned();
        refused.set(None);
        missing.set(typed.is_empty());
        if !typed.is_empty() && !running.get_untracked() {
            running.set(true);
            spawn_local(enrol(typed, label.get_untracked(), running, refused));
        }
    };
    let code_input = input("code", code)
        .class("code")
        .attr("autocomplete", "one-time-code")
        .attr("autocapitalize", "characters");
    let label_input = input("label", label).attr("autocomplete", "off").attr("maxlength", "60");
    let button = el("button")
        .attr("type", "submit")
        .class("button main")
        .attr("data-act", "enrol")
        .live("disabled", move || running.get().then(String::new))
        .child(t(W::EnrolDo));
    let form = el("form")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(framed("code", t(W::EnrolCode), t(W::EnrolCodeHint), code_error, code_input))
        .child(framed("label", t(W::EnrolLabel), t(W::EnrolLabelHint), Signal::stored(None), label_input))
        .child(button)
        .show(move || running.get().then(|| banner(Tone::Plain, el("p").child(t(W::EnrolRunning)))));
    parts([
        head(t(W::EnrolTitle), "", None).view(),
        error_summary(problems).view(),
        el("p").child(t(W::EnrolText)).view(),
        form.view(),
    ])
}

/// Asks the office; the start follows a yes, a sentence a no.
async fn enrol(code: String, label: String, running: RwSignal<bool>, refused: RwSignal<Option<String>>) {
    let label = label.trim();
    let label = if label.is_empty() { t(W::EnrolLabelDefault) } else { label };
    let answer = engine::enrol(code, label.to_owned()).await;
    // The page may be gone by now.
    running.try_set(false);
    match answer {
        Ok(home) => {
            go_instead(&Page::Start);
            state::arrive(home);
        }
        Err(failure) => {
            refused.try_set(Some(state::say(&failure)));
        }
    }
}

fn input(key: &'static str, text: RwSignal<String>) -> El {
    el("input")
        .attr("id", key)
        .attr("name", key)
        .attr("spellcheck", "false")
        .attr("aria-describedby", format!("{} {}", hint_id(key), error_id(key)))
        .value(move || text.get())
        .on("input", move |event| text.set(event_target_value(&event)))
}
