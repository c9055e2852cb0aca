//! Check before completing: what still blocks, what only warns, each with the way to its section; the answers; then
//! the paper.

use super::progress::place_of;
use super::{go_on, top};
use crate::components::{Look, Part, el, lead, live_part, press};
use crate::form::{self, Form, bar, field, fields, narrative, part};
use crate::pages::check;
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::session;
use crate::words::{F, t};

/// What follows an inspection; the lead writes it down.
pub const AFTERWARDS: [&str; 4] =
    ["conclusion_no", "conclusion_date", "reported_to_chair_on", "sent_to_bank_on"];

/// The page.
pub fn body(form: Form) -> AnyView {
    let lead_of_commune =
        session().identity().is_some_and(|identity| identity.role.as_str() == "commune_lead");
    let signed = form.memo("paper_signed");
    let signed_on = move || signed.with(|signed| signed == "true").then(|| field(form, "paper_signed_on"));
    let mut paper = fields(form, &["paper_no", "paper_signed"]);
    paper.push(live_part(signed_on));
    let save = move || form.save(Vec::new(), move || go_on(form, Section::Tasks));
    let first = (!form::is_handed_in(form)).then(|| form::finish(form, Look::Main, Form::to_record));
    let saving = if first.is_some() { Look::Plain } else { Look::Main };
    let buttons = vec![
        first.view(),
        press("save", t(F::SaveList), saving, save).into_any(),
        lead(&Page::Record(form.doc), t(F::ToRecord), Look::Quiet, "to-record").into_any(),
    ];
    el("div")
        .child(top(form, t(F::SectionCheck), Section::Tasks))
        .child(check::points(form, place))
        .child(check::answers(form, place))
        .child(part(t(F::Paper), paper))
        .child(lead_of_commune.then(|| part(t(F::AfterInspection), fields(form, &AFTERWARDS))))
        .child(part(t(F::Notes), narrative(form, "notes")))
        .child(bar(form, buttons))
        .into_any()
}

/// The section on which a key is written; `None` for what this page writes.
fn place(form: Form, key: &str) -> Option<Page> {
    let (section, entry) = place_of(key);
    (section != Section::Check).then_some(Page::Inspection(form.doc, section, entry))
}
