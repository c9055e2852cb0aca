//! Check before completing: what still blocks, what only warns, each with the way to its section; then the paper.

use leptos::prelude::*;
use shared::domain::rules::{Problem, Severity};

use super::head;
use super::progress::place_of;
use crate::components::{Banner, Button, Go, Look, Tone};
use crate::form::{self, Form, bar, field, fields, narrative, part, sentence};
use crate::route::{Page, Section};
use crate::state::session;
use crate::words::{F, t};

/// The page.
pub fn body(form: Form) -> AnyView {
    let doc = form.doc;
    let found = Memo::new(move |_| {
        form.sheet.track();
        form.rule_problems(&form.candidate())
    });
    let line = move |problem: Problem| {
        let class = if problem.severity == Severity::Error { "open-point error" } else { "open-point" };
        let (section, entry) = place_of(&problem.key);
        let said = sentence(&problem);
        if section == Section::Check {
            return view! { <li class=class data-problem=problem.code>{said}</li> }.into_any();
        }
        let to = Page::Inspection(doc, section, entry).href();
        view! { <li class=class data-problem=problem.code><a href=to>{said}</a></li> }.into_any()
    };
    let open = move || {
        found.with(|found| {
            if found.is_empty() {
                return view! { <Banner tone=Tone::Good><p>{t(F::NothingOpen)}</p></Banner> }.into_any();
            }
            view! { <ul class="open-points" id=form::OPEN_POINTS tabindex="-1">{found.iter().cloned().map(line).collect_view()}</ul> }.into_any()
        })
    };
    let lead = session().identity().is_some_and(|identity| identity.role.as_str() == "commune_lead");
    let after = lead.then(|| {
        part(
            t(F::AfterInspection),
            fields(form, &["conclusion_no", "conclusion_date", "reported_to_chair_on", "sent_to_bank_on"]),
        )
    });
    let done = move || form::go_on(&Page::Record(doc), true);
    let back = move || form::go_on(&Page::Inspection(doc, Section::Tasks, None), false);
    let buttons = view! {
        {form::finish(form, Look::Main, done)}
        <Button act="save" label=t(F::SaveList) on_press=move |()| form.save(Vec::new(), back)/>
        <Go to=Page::Record(doc) label=t(F::ToRecord) act="to-record" look=Look::Quiet/>
    };
    view! {
        {head(form, F::SectionCheck, Section::Tasks)}
        {part(t(F::OpenPoints), open.into_any())}
        {part(t(F::Paper), fields(form, &["paper_no", "paper_signed"]))}
        {signed_on(form)}
        {after}
        {part(t(F::Notes), narrative(form, "notes"))}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}

fn signed_on(form: Form) -> AnyView {
    let signed = Memo::new(move |_| form.text("paper_signed") == "true");
    view! { {move || signed.get().then(|| field(form, "paper_signed_on"))} }.into_any()
}
