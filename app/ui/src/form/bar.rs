//! The frame of a form: what came back from a draft, what stands in the way, where saving stands, the buttons.

use std::cell::Cell;

use leptos::prelude::*;
use shared::domain::facts::State;

use super::{Form, Phase, Restored};
use crate::components::{Banner, Button, ErrorSummary, Look, Tone};
use crate::route::{Page, go, go_instead};
use crate::state;
use crate::words::{F, t};

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
    SAVED
        .take()
        .then(
            || view! { <div class="banner good" role="status" data-saved="true"><p>{t(F::Saved)}</p></div> },
        )
        .into_any()
}

/// What stands above a form: the last page's save, a restored draft, what must be mended.
pub fn state_note(form: Form) -> AnyView {
    let draft = move || match form.restored.get() {
        Restored::No => ().into_any(),
        Restored::Shown => restored(F::DraftRestored, "discard", F::DraftDiscard, move |()| form.discard()),
        Restored::Discarded => restored(F::DraftDiscarded, "undo", F::Undo, move |()| form.bring_back()),
    };
    let stands = form.candidate().text("state").map_or(State::Draft, State::from_code);
    let closed = match stands {
        State::Submitted => Some(F::AlreadySubmitted),
        State::Accepted | State::Corrected => Some(F::AlreadyAccepted),
        State::Void => Some(F::AlreadyVoid),
        _ => None,
    };
    let closed = closed.map(|word| view! { <Banner tone=Tone::Careful><p>{t(word)}</p></Banner> });
    view! { {saved_note()}{closed}{draft}<ErrorSummary problems=form.summary/> }.into_any()
}

fn restored(said: F, act: &'static str, label: F, press: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    view! {
        <div class="banner" role="status" data-restored="true">
            <p>{t(said)}</p>
            <Button act=act label=t(label) look=Look::Quiet on_press=press/>
        </div>
    }
    .into_any()
}

/// The foot of a form: what came of the last save, and its buttons.
pub fn bar(form: Form, buttons: AnyView) -> AnyView {
    let note = move || match form.phase.get() {
        Phase::Open => ().into_any(),
        Phase::Saving => view! { <p class="note" role="status">{t(F::Saving)}</p> }.into_any(),
        Phase::Saved => {
            view! { <div class="banner good" role="status" data-saved="true"><p>{t(F::Saved)}</p></div> }
                .into_any()
        }
        Phase::Failed(failure) => view! {
            <div class="banner bad" role="alert" data-problem=failure.code.clone()>
                <p>{state::say(&failure)}</p>
                <p>{t(F::StillHere)}</p>
            </div>
        }
        .into_any(),
    };
    view! { <div class="bar"><div aria-live="polite">{note}</div><div class="actions">{buttons}</div></div> }
        .into_any()
}

/// The button that saves and completes, and what it says after a first press met warnings.
pub fn finish(form: Form, look: Look, after: impl Fn() + Copy + Send + Sync + 'static) -> AnyView {
    let button = move || {
        let word = if form.warned.get() { F::CompleteAnyway } else { F::Complete };
        view! { <Button act="complete" label=t(word) look=look on_press=move |()| form.complete(after)/> }
    };
    view! { {button} }.into_any()
}

/// A part of a form with its heading.
pub fn part(title: &str, content: AnyView) -> AnyView {
    view! { <section class="part"><h2>{title.to_owned()}</h2>{content}</section> }.into_any()
}

/// A part that few need: folded until it is opened, open when something stands in it.
pub fn folded(title: &str, open: bool, content: AnyView) -> AnyView {
    view! { <details class="part" open=open><summary>{title.to_owned()}</summary>{content}</details> }
        .into_any()
}
