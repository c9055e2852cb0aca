//! What was written without knowing that the record was handed in: field, old, new, who, when, apart from what counts.
//! The commune's lead takes it in by handing in anew, or asks for a correction once the record was accepted.

use messages::{Event, Whole};
use shared::domain::correction::may_be_corrected;
use shared::domain::facts::State;
use shared::domain::review::STATE;
use shared::reading::{self, Words};

use super::correction::Asking;
use super::{by, write};
use crate::components::{El, Look, Tone, banner, confirm, el, press};
use crate::form;
use crate::prelude::*;
use crate::words::{D, R, fill, t};

/// The section; nothing when nothing came late. `leads`: the person hands in for the commune.
pub fn section(whole: &Whole, words: Words<'static>, leads: bool, asking: Asking) -> Option<El> {
    if whole.late.is_empty() {
        return None;
    }
    let state = whole.listed.facts.state;
    let closed = matches!(state, State::Accepted | State::Corrected);
    let told = match state {
        State::Void => R::LateVoid,
        _ if closed => R::LateAccepted,
        _ => R::LateWaits,
    };
    let lines: Vec<El> = whole
        .late
        .iter()
        .map(|event| line(whole, words, event, (leads && closed).then_some(asking)))
        .collect();
    let head = fill(R::LateHead, &[&whole.late.len().to_string()]);
    let shown = banner(Tone::Careful, el("h2").child(head))
        .attr("data-late", whole.late.len().to_string())
        .child(el("p").child(t(R::LateText)))
        .child(el("div").class("history").child(el("ol").child(lines)))
        .child(el("p").child(t(told)));
    Some(if leads && state == State::Submitted { shown.child(take_in(whole)) } else { shown })
}

fn line(whole: &Whole, words: Words<'static>, event: &Event, asking: Option<Asking>) -> El {
    let kind = whole.listed.facts.kind;
    let value = |scalar| reading::value(words, kind, &event.key, scalar);
    let old = event.old.as_ref().map_or_else(|| t(D::Empty).to_owned(), value);
    let key = event.key.clone();
    let text = form::as_typed(kind, &key, &event.new);
    let ask = asking.filter(|_| may_be_corrected(kind, &key)).map(|asking| {
        let key = key.clone();
        press("ask-this", t(R::AskThis), Look::Quiet, move || asking.begin(&key, &text))
    });
    el("li")
        .attr("data-key", event.key.as_str())
        .child(el("p").class("history-field").child(reading::name(words, kind, &whole.flat, &event.key)))
        .child(el("p").class("history-change").child(fill(D::HistoryChange, &[&old, &value(&event.new)])))
        .child(el("p").class("history-by").child(by(&event.by)))
        .child(ask)
}

fn take_in(whole: &Whole) -> Vec<El> {
    let (doc, kind) = (whole.listed.facts.doc, whole.listed.facts.kind);
    let open = RwSignal::new(false);
    let yes = ("take-in-yes", t(R::TakeIn), Look::Main);
    let edit = (STATE.to_owned(), State::Submitted.code().into());
    vec![
        press("take-in", t(R::TakeIn), Look::Main, move || open.set(true)),
        confirm(open, t(R::TakeInTitle), yes, el("p").child(t(R::TakeInText)), move || {
            write(doc, kind, vec![edit.clone()]);
        }),
    ]
}
