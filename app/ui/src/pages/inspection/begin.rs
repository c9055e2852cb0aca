//! Beginning an inspection: what is inspected, on which day, as part of which other one. The first save makes the
//! record and puts into it what the register and the enrolled person already say.

mod above;

use shared::domain::register::Group;
use shared::id::DocId;
use shared::record::{Edit, Scalar};

use crate::components::{Look, el, head, press};
use crate::form::{self, Form, bar, field};
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::session;
use crate::words::{F, t};

/// `entry` is the code of a group chosen before, on the start page; or the inspection above, on its page.
pub fn body(form: Form, entry: Option<String>) -> AnyView {
    if let Some(level) = above::level(form) {
        return above::body(form, &level, entry);
    }
    if let Some(code) = entry {
        form.seed("group_code", code);
    }
    let start = move || match form.group() {
        Some(group) => begin(form, filled_in(form, "commune_to_group", &group)),
        None => form.lacks("group_code", "group_code.missing"),
    };
    el("div")
        .child(head(t(F::InspectionBegin), "", Some(Page::Start)))
        .child(form::state_note(form))
        .child(field(form, "event_date"))
        .child(form::group(form))
        .child(bar(form, press("save-next", t(F::BeginNow), Look::Main, start)))
        .into_any()
}

/// The address of an inspection that begins as a part of another.
pub fn part_of(doc: DocId) -> String {
    format!("{PART_OF}{doc}")
}

/// No group's code begins so.
const PART_OF: &str = "of.";

fn begin(form: Form, edits: Vec<Edit>) {
    form.save(edits, move || super::back_to(form, Section::Tasks));
}

/// What is known before anyone visits a group: the kind, the unit, the leader, the group's board, the bank's figures.
fn filled_in(form: Form, kind: &str, group: &Group) -> Vec<Edit> {
    let mut edits = led(form, kind, group.unit.as_str());
    // Titles as the paper minutes have them: data of the record, not words of the screen.
    for (name, title) in [(&group.head, "Tổ trưởng"), (&group.deputy, "Tổ phó")] {
        if let Some(id) = form.name().filter(|_| !name.is_empty()) {
            edits.push((format!("represented_by.{id}.name"), name.clone().into()));
            edits.push((format!("represented_by.{id}.title"), title.into()));
        }
    }
    for (figure, value) in figures(group) {
        edits.push((format!("register.{figure}"), value.into()));
    }
    edits.push(("register.as_of".into(), group.as_of.into()));
    edits
}

/// The kind, the unit, and who leads.
fn led(form: Form, kind: &str, unit: &str) -> Vec<Edit> {
    let text = |key: &str, value: &str| (key.to_owned(), Scalar::from(value));
    let mut edits = vec![text("inspection_kind", kind)];
    // Where the unit is a field of the page, it is among the fields already.
    edits.extend(form.now("inspected_unit").is_empty().then(|| text("inspected_unit", unit)));
    if let Some((name, id)) = session().identity().map(|identity| identity.name).zip(form.name()) {
        edits.push(text(&format!("team.{id}.name"), &name));
        edits.push((format!("team.{id}.leader"), true.into()));
    }
    edits
}

/// The bank's figures of a group by the name that they have under `general.` and `register.`.
pub fn figures(group: &Group) -> Vec<(&'static str, i64)> {
    let mut figures = vec![
        ("members", i64::from(group.members)),
        ("members_saving", i64::from(group.members_saving)),
        ("outstanding", group.outstanding),
        ("overdue", group.overdue),
        ("frozen", group.frozen),
        ("interest_arrears", group.interest_arrears),
        ("savings_balance", group.savings_balance),
    ];
    figures.extend(group.score.map(|score| ("score", i64::from(score))));
    figures
}
