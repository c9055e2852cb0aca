//! The feedback form: what a citizen said, and what they were answered. Nobody is named unless they agreed to it. A
//! report of wrongdoing says whom it names: it goes past them.

use shared::domain::facts::Facts;
use shared::domain::units::{Unit, Units};
use shared::domain::voice::{WRONGDOING, kept_by};
use shared::id::DocId;
use shared::record::{Kind, Scalar};

use crate::components::{El, Tone, banner, el, head, live_part};
use crate::form::{self, Choice, Extra, Form, field, fields, folded, narrative, part};
use crate::prelude::*;
use crate::route::Page;
use crate::state::{self, catalogue, session};
use crate::words::{F, fill, language, shown, t};

/// Topics that people ask about most.
const TOPICS: [&str; 5] =
    ["loan_procedure", "savings_mobilisation", "poverty_policy_procedure", "startup_youth", "people_voice"];

/// What becomes of a word, before and after the paragraphs of the answer.
const SENT_ON: [&str; 3] = ["feedback_state", "forwarded_to", "forwarded_on"];
const ANSWERED: [&str; 2] = ["answered_on", "flag_for_report"];

/// The page.
pub fn page(doc: DocId) -> AnyView {
    form::open(doc, Kind::Feedback, format!("feedback/{doc}"), Box::new(body))
}

fn body(form: Form) -> AnyView {
    let content = match form.facts().filter(|_| form::is_handed_in(form)) {
        Some(facts) => vec![read(form, &facts)],
        None => written(form),
    };
    el("div")
        .child(head(t(F::FeedbackTitle), "", Some(Page::Records)))
        .child(form::state_note(form))
        .child(content)
        .child(reply(form))
        .child(form::check_first(form))
        .into_any()
}

/// What was said, of a record that was handed in: to be read beside the answer, and written no more.
fn read(form: Form, facts: &Facts) -> AnyView {
    let flat = form.candidate();
    let words = flat.below("text").filter_map(|(_, value)| match value {
        Scalar::Text(text) => Some(el("p").class("typed").child(text.as_str())),
        _ => None,
    });
    let mut content = vec![
        el("p").class("row-title").child(shown::title(catalogue(), facts)).into_any(),
        el("p").class("row-note").child(shown::when_and_where(facts)).into_any(),
    ];
    content.extend(words.map(IntoAny::into_any));
    part(t(F::WhatWasSaid), content)
}

/// What is written while the record is open.
fn written(form: Form) -> Vec<AnyView> {
    form.seed("anonymous", true);
    let anonymous = form.memo("anonymous");
    let named = move || anonymous.with(|anonymous| anonymous == "false");
    // Whoever stays anonymous after all leaves no name behind.
    follow(move |_| {
        for key in ["name", "phone"] {
            if !named() && !form.now(key).is_empty() {
                form.put(key, "");
            }
        }
    });
    let who = vec![Choice::new("true", t(F::StayAnonymous)), Choice::new("false", t(F::NamedWithConsent))];
    let sort = form.memo("feedback_kind");
    let wrongdoing = move || sort.with(|sort| sort == WRONGDOING).then(|| accused(form));
    let said = vec![
        field(form, "event_date"),
        field(form, "feedback_kind"),
        live_part(wrongdoing),
        field(form, "channel"),
        narrative(form, "text"),
    ];
    let by = vec![
        Extra { choices: Some(who), ..Extra::default() }.draw(form, "anonymous"),
        live_part(move || named().then(|| fields(form, &["name", "phone"]))),
        field(form, "village"),
    ];
    vec![
        part(t(F::WhatWasSaid), said),
        part(t(F::WhoSaid), by),
        part(t(F::About), form::many(form, "topic", form::list("topic"), &TOPICS)),
    ]
}

/// The answer, sending on, and whether it stands in the report.
fn reply(form: Form) -> AnyView {
    let flat = form.candidate();
    let own = session().identity().map(|identity| (identity.name.clone(), identity.name));
    let by = Extra { chips: own.into_iter().collect(), ..Extra::default() };
    let begun = SENT_ON.iter().chain(&ANSWERED).any(|key| flat.get(key).is_some());
    let mut content = fields(form, &SENT_ON);
    content.push(narrative(form, "reply"));
    content.push(by.draw(form, "answered_by"));
    content.extend(fields(form, &ANSWERED));
    folded(t(F::Reply), begun, content)
}

/// Whom a report of wrongdoing names, and where it goes for that.
fn accused(form: Form) -> Vec<AnyView> {
    let Some(home) = session().identity().map(|identity| identity.partition.unit) else { return Vec::new() };
    let today = state::clock().about_today();
    let units = Units::new(form.register(|register| register.units.clone()).unwrap_or_default());
    let name = move |unit: &Unit| {
        let level = catalogue().level_word(unit.level.as_str(), today, language()).into_owned();
        format!("{level} {}", unit.name)
    };
    // The top has nobody above it to whom one could go past it.
    let own = units.at(&home, today).into_iter().chain(units.ancestors(&home, today));
    let choices =
        own.filter(|unit| unit.parent.is_some()).map(|unit| Choice::new(unit.code.as_str(), name(unit)));
    let mut choices: Vec<Choice> = choices.collect();
    choices.push(Choice::new("", t(F::NobodyNamed)));
    let code = form.memo("named_unit");
    let kept_here = form.sheet.with_untracked(|sheet| sheet.base.text("unit") == Some(home.as_str()));
    let goes = move || {
        if kept_here {
            return None;
        }
        let named = code.with(|code| code.parse().ok());
        let keeper =
            kept_by(&units, WRONGDOING, &home, named.as_ref(), today).filter(|unit| *unit != home)?;
        let keeper = units.at(&keeper, today).map(name)?;
        Some(banner(Tone::Plain, el("p").child(fill(F::GoesPast, &[&keeper]))).attr("data-past", ""))
    };
    vec![
        Extra { choices: Some(choices), ..Extra::default() }.draw(form, "named_unit"),
        el("div").attr("aria-live", "polite").show(move || goes() as Option<El>).into_any(),
    ]
}
