//! How far a remedy is, and the moves that are this person's: `shared` says which, and what each still needs.

use shared::domain::remedy::{Mover, Stage, step};

use crate::components::{El, Look, Tone, banner, el, live_part, press};
use crate::form::Form;
use crate::prelude::*;
use crate::state::{self, catalogue, session};
use crate::words::{S, fields, fill, language, t};

/// The stage, and a button for each move.
pub fn moves(form: Form) -> AnyView {
    live_part(move || {
        form.settled();
        let stage = Stage::of(&form.candidate());
        let name = |stage: Stage| catalogue().label("remedy_state", stage.code(), language()).into_owned();
        let buttons: Vec<El> = Stage::ALL
            .into_iter()
            .filter(|to| is_mine(form, *to))
            .map(|to| {
                let act = to.code();
                press(act, fill(S::MoveTo, &[&name(to)]), Look::Plain, move || go(form, to))
            })
            .collect();
        let none = buttons.is_empty().then(|| el("p").class("note").child(t(S::NoMove)));
        el("fieldset")
            .class("field")
            .attr("id", "remedy_state")
            .attr("tabindex", "-1")
            .child(el("legend").child(fields::label(form.kind, "remedy_state")))
            .child(banner(Tone::Plain, fill(S::StandsAt, &[&name(stage)])).attr("data-stage", stage.code()))
            .child(none)
            .child(el("div").class("actions").child(buttons))
    })
}

/// The move as it would be now: its edits, or what stands in the way.
fn tried(form: Form, to: Stage) -> Option<Result<Vec<shared::record::Edit>, shared::domain::rules::Problem>> {
    let identity = session().identity()?;
    let mover = Mover {
        account: identity.account.as_str(),
        role: identity.role.as_str(),
        today: state::clock().about_today(),
    };
    Some(step(catalogue(), &form.candidate(), to, &mover))
}

/// True for a move that follows and that this role makes, whatever it still lacks.
fn is_mine(form: Form, to: Stage) -> bool {
    match tried(form, to) {
        Some(Err(problem)) => {
            !matches!(problem.code, "remedy.no_such_move" | "remedy.not_your_move" | "conflict.open")
        }
        tried => tried.is_some(),
    }
}

/// Saves the form and the move as one change; what the move lacks is said at its field.
fn go(form: Form, to: Stage) {
    match tried(form, to) {
        Some(Ok(edits)) => form.save(edits, || {}),
        Some(Err(problem)) => form.stop(problem),
        None => {}
    }
}
