//! The feedback form: what a citizen said. Nobody is named unless they agreed to it.

use leptos::prelude::*;
use shared::id::DocId;
use shared::record::Kind;

use crate::components::{Button, Head, Look};
use crate::form::{self, Choice, Extra, Form, bar, field, narrative, part};
use crate::route::Page;
use crate::state::catalogue;
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
    let doc = form.doc;
    let done = move || form::go_on(&Page::Record(doc), true);
    let named = Memo::new(move |_| form.text("anonymous") == "false");
    // Whoever stays anonymous after all leaves no name behind.
    Effect::new(move |_| {
        if !named.get() && !form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), "name")).is_empty() {
            form.put("name", "");
        }
    });
    let who = vec![Choice::new("true", t(F::StayAnonymous)), Choice::new("false", t(F::NamedWithConsent))];
    let buttons = view! {
        <Button act="save" label=t(F::Save) look=Look::Main on_press=move |()| form.save(Vec::new(), done)/>
        {form::finish(form, Look::Plain, done)}
    };
    let said = view! {
        {field(form, "event_date")}
        {field(form, "feedback_kind")}
        {field(form, "channel")}
        {narrative(form, "text")}
    };
    let by = view! {
        {Extra { choices: Some(who), ..Extra::default() }.draw(form, "anonymous")}
        {move || named.get().then(|| field(form, "name"))}
        {field(form, "village")}
    };
    view! {
        <Head title=t(F::FeedbackTitle) back=Page::Records/>
        {form::state_note(form)}
        {part(t(F::WhatWasSaid), said.into_any())}
        {part(t(F::WhoSaid), by.into_any())}
        {part(t(F::About), form::many(form, "topic", form::list("topic"), &TOPICS))}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}
