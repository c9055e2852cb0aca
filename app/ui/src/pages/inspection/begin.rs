//! Beginning an inspection: which group, on which day. The first save makes the record and puts into it what the
//! register and the enrolled person already say.

use shared::domain::register::Group;
use shared::record::{Edit, Scalar};

use crate::components::{Look, el, head, press};
use crate::form::{self, Form, bar, field};
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::session;
use crate::words::{F, t};

/// `entry` is the code of a group chosen before: on the start page.
pub fn body(form: Form, entry: Option<String>) -> AnyView {
    if let Some(code) = entry {
        form.seed("group_code", code);
    }
    let start = move || match form.group() {
        Some(group) => form.save(filled_in(form, &group), move || super::back_to(form, Section::Tasks)),
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

/// What is known before anyone visits: the kind, the unit, the leader, the group's board, the bank's figures.
fn filled_in(form: Form, group: &Group) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |key: String, scalar: Scalar| edits.push((key, scalar));
    let identity = session().identity();
    let commune = identity.as_ref().is_some_and(|identity| identity.partition.unit == group.unit);
    let kind = if commune { "commune_to_group" } else { "district_to_commune" };
    put("inspection_kind".into(), kind.into());
    put("inspected_unit".into(), group.unit.to_string().into());
    if let Some((name, id)) = identity.map(|identity| identity.name).zip(form.name()) {
        put(format!("team.{id}.name"), name.into());
        put(format!("team.{id}.leader"), true.into());
    }
    // Titles as the paper minutes have them: data of the record, not words of the screen.
    for (name, title) in [(&group.head, "Tổ trưởng"), (&group.deputy, "Tổ phó")] {
        if let Some(id) = form.name().filter(|_| !name.is_empty()) {
            put(format!("represented_by.{id}.name"), name.clone().into());
            put(format!("represented_by.{id}.title"), title.into());
        }
    }
    for (figure, value) in figures(group) {
        put(format!("register.{figure}"), value.into());
    }
    put("register.as_of".into(), group.as_of.into());
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
