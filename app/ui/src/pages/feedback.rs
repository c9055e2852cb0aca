//! The feedback form: what a citizen said. Nobody is named unless they agreed to it.

use shared::id::DocId;
use shared::record::Kind;

use crate::components::{Look, el, head, live_part, press};
use crate::form::{self, Choice, Extra, Form, bar, field, narrative, part};
use crate::prelude::*;
use crate::route::Page;
use crate::words::{F, t};

/// Topics that people ask about most.
const TOPICS: [&str; 5] =
    ["loan_procedure", "savings_mobilisation", "poverty_policy_procedure", "startup_youth", "people_voice"];

/// The page.
pub fn page(doc: DocId) -> AnyView {
    form::open(doc, Kind::Feedback, format!("feedback/{doc}"), Box::new(body))
}

fn body(form: Form) -> AnyView {
    form.seed("anonymous", true);
    let anonymous = form.memo("anonymous");
    let named = move || anonymous.with(|anonymous| anonymous == "false");
    // Whoever stays anonymous after all leaves no name behind.
    follow(move |_| {
        if !named() && !form.now("name").is_empty() {
            form.put("name", "");
        }
    });
    let who = vec![Choice::new("true", t(F::StayAnonymous)), Choice::new("false", t(F::NamedWithConsent))];
    let said = vec![
        field(form, "event_date"),
        field(form, "feedback_kind"),
        field(form, "channel"),
        narrative(form, "text"),
    ];
    let by = vec![
        Extra { choices: Some(who), ..Extra::default() }.draw(form, "anonymous"),
        live_part(move || named().then(|| field(form, "name"))),
        field(form, "village"),
    ];
    let buttons = vec![
        press("save", t(F::Save), Look::Main, move || form.save(Vec::new(), move || form.to_record()))
            .into_any(),
        form::finish(form, Look::Plain, Form::to_record),
    ];
    el("div")
        .child(head(t(F::FeedbackTitle), "", Some(Page::Records)))
        .child(form::state_note(form))
        .child(part(t(F::WhatWasSaid), said))
        .child(part(t(F::WhoSaid), by))
        .child(part(t(F::About), form::many(form, "topic", form::list("topic"), &TOPICS)))
        .child(bar(form, buttons))
        .into_any()
}
