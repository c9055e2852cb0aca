//! The frame of a form: what came back from a draft, what stands in the way, where saving stands, the buttons.

use std::cell::Cell;

use shared::domain::facts::State;

use super::{Form, Phase, Restored, day_note};
use crate::components::{El, Look, Part, Tone, banner, el, live_part, press};
use crate::platform::window;
use crate::prelude::*;
use crate::route::{Page, go, go_instead};
use crate::state;
use crate::words::{F, W, t};

thread_local! {
    static SAVED: Cell<bool> = const { Cell::new(false) };
}

/// Goes on after a save; the page that opens next says "Đã lưu". `instead`: going back skips this page.
pub fn go_on(page: &Page, instead: bool) {
    SAVED.set(true);
    if instead { go_instead(page) } else { go(page) }
}

/// "Đã lưu", on the page that opens after a save; nothing otherwise.
pub fn saved_note() -> AnyView {
    SAVED.take().then(saved).view()
}

fn saved() -> El {
    banner(Tone::Good, said(t(F::Saved))).attr("data-saved", "true")
}

fn said(text: impl Into<String>) -> El {
    el("p").child(text.into())
}

/// What stands above a form: the last page's save, a restored draft, what must be mended.
pub fn state_note(form: Form) -> AnyView {
    let draft = move || match form.notes.with(|notes| notes.restored) {
        Restored::No => None,
        Restored::Shown => Some(restored(
            F::DraftRestored,
            press("discard", t(F::DraftDiscard), Look::Quiet, move || form.discard()),
        )),
        Restored::Discarded => Some(restored(
            F::DraftDiscarded,
            press("undo", t(F::Undo), Look::Quiet, move || form.bring_back()),
        )),
    };
    let closed = match stands(form) {
        State::Submitted => Some(F::AlreadySubmitted),
        State::Accepted | State::Corrected => Some(F::AlreadyAccepted),
        State::Void => Some(F::AlreadyVoid),
        _ => None,
    };
    let closed = closed.map(|word| banner(Tone::Careful, said(t(word))));
    el("div").child(saved_note()).child(closed).show(day_note).show(draft).child(summary(form)).into_any()
}

/// How the record stands, by what the office decided too.
fn stands(form: Form) -> State {
    form.facts().map_or(State::Draft, |facts| facts.state)
}

/// True once the record is handed in: then a form only adds what follows.
pub fn is_handed_in(form: Form) -> bool {
    !stands(form).is_unsent()
}

fn restored(word: F, button: El) -> El {
    banner(Tone::Plain, vec![said(t(word)), button]).attr("data-restored", "true")
}

/// All that stands in the way, each line leading to its field. It takes the focus when it appears.
fn summary(form: Form) -> El {
    let line = |(key, sentence): &(String, String)| {
        let key = key.clone();
        let jump = move |event: web_sys::Event| {
            event.prevent_default();
            window::focus(&key);
        };
        el("li").child(el("a").attr("href", "#").on("click", jump).child(sentence.as_str()))
    };
    let lines = move || form.notes.with(|notes| notes.summary.iter().map(line).collect::<Vec<_>>());
    el("div")
        .class("summary")
        .attr("role", "alert")
        .attr("tabindex", "-1")
        .attr("id", SUMMARY)
        .hidden(move || form.notes.with(|notes| notes.summary.is_empty()))
        .child(el("h2").show(move || {
            // What only warns need not be mended.
            if form.notes.with(|notes| notes.warned) { t(F::LookAgain) } else { t(W::ProblemsHead) }
        }))
        .child(el("ul").show(lines))
}

/// Id of the summary of what stands in the way.
pub(super) const SUMMARY: &str = "summary";

/// The foot of a form: what came of the last save, and its buttons.
pub fn bar(form: Form, buttons: impl Part) -> AnyView {
    let note = move || match form.notes.with(|notes| notes.phase.clone()) {
        Phase::Open => None,
        Phase::Saving => Some(el("p").class("note").attr("role", "status").child(t(F::Saving))),
        Phase::Saved => Some(saved()),
        Phase::Failed(failure) => Some(
            banner(Tone::Bad, vec![said(state::say(&failure)), said(t(F::StillHere))])
                .attr("data-problem", failure.code.as_str()),
        ),
    };
    el("div")
        .class("bar")
        .child(el("div").attr("aria-live", "polite").show(note))
        .child(el("div").class("actions").child(buttons))
        .into_any()
}

/// The button that saves and completes, and what it says after a first press met warnings.
pub fn finish(form: Form, look: Look, after: fn(Form)) -> AnyView {
    live_part(move || {
        let word = if form.notes.with(|notes| notes.warned) { F::CompleteAnyway } else { F::Complete };
        press("complete", t(word), look, move || form.complete(after))
    })
}

/// The foot of a form of one page: save and look everything over before completing, or save and write on later.
pub fn check_first(form: Form) -> AnyView {
    let check = Page::Check(form.kind, form.doc);
    let look = move || {
        let check = check.clone();
        form.save(Vec::new(), move || go_on(&check, false));
    };
    let save = move || form.save(Vec::new(), move || form.to_record());
    let first = (!is_handed_in(form)).then(|| press("to-check", t(F::ToCheck), Look::Main, look));
    let saving = if first.is_some() { Look::Plain } else { Look::Main };
    bar(form, vec![first, Some(press("save", t(F::Save), saving, save))])
}

/// A part of a form with its heading.
pub fn part(title: &str, content: impl Part) -> AnyView {
    el("section").class("part").child(el("h2").child(title)).child(content).into_any()
}

/// A part that few need: folded until it is opened, open when something stands in it.
pub fn folded(title: &str, open: bool, content: impl Part) -> AnyView {
    let part = el("details").class("part").child(el("summary").child(title)).child(content);
    (if open { part.attr("open", "") } else { part }).into_any()
}
