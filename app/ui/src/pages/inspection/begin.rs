//! Beginning an inspection: which group, on which day. The first save makes the record and puts into it what the
//! register and the enrolled person already say.

use leptos::prelude::*;
use shared::domain::register::Group;
use shared::record::Edit;

use crate::components::{Button, Head, Look};
use crate::form::{self, Form, bar, field};
use crate::route::{Page, Section};
use crate::state::{catalogue, session};
use crate::words::{F, t};

/// `entry` is the code of a group chosen before: on the start page.
pub fn body(form: Form, entry: Option<String>) -> AnyView {
    let doc = form.doc;
    if let Some(code) = entry
        && form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), "group_code")).is_empty()
    {
        form.put("group_code", code);
    }
    let start = move |()| match form.group() {
        Some(group) => {
            let first = filled_in(form, &group);
            form.save(first, move || form::go_on(&Page::Inspection(doc, Section::Tasks, None), true));
        }
        None => form.lacks("group_code", "group_code.missing"),
    };
    let buttons = view! { <Button act="save-next" label=t(F::BeginNow) look=Look::Main on_press=start/> };
    view! {
        <Head title=t(F::InspectionBegin) back=Page::Start/>
        {form::state_note(form)}
        {field(form, "event_date")}
        {form::group(form)}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}

/// What is known before anyone visits: the kind, the unit, the leader, the group's board, the bank's figures.
fn filled_in(form: Form, group: &Group) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut put = |key: String, scalar: shared::record::Scalar| edits.push((key, scalar));
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
