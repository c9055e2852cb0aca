//! The outreach form: one page in clear parts. What a part asks follows the form of the activity: a session has people
//! present, a broadcast has none, a printed product has copies.

mod parts;

use shared::id::DocId;
use shared::record::Kind;

use crate::components::{el, head, live_part};
use crate::form::{
    self, Choice, Extra, Form, amounts, counter, field, fields, folded, narrative, part, photos,
};
use crate::prelude::*;
use crate::route::Page;
use crate::state::{catalogue, session};
use crate::words::{F, language, t};

/// Forms that this page records, the usual first. Media products are records of their own.
const FORMS: [&str; 12] = [
    "oral",
    "thematic_meeting",
    "loudspeaker",
    "dialogue",
    "training",
    "printed_product",
    "contest",
    "stage_performance",
    "media_event",
    "review_award",
    "digital_campaign",
    "online_dialogue",
];
/// Topics that a commune speaks of at nearly every session.
pub const TOPICS: [&str; 6] = [
    "loan_procedure",
    "savings_mobilisation",
    "group_convention",
    "payment_savings_digital",
    "self_reliance",
    "effective_loan_model",
];
/// Audiences that are nearly always there.
const AUDIENCES: [&str; 6] = [
    "group_members",
    "poor_household",
    "near_poor_household",
    "newly_escaped_household",
    "union_members",
    "people_all",
];
/// Villages offered as chips.
const VILLAGES_MAX: usize = 8;

/// The page.
pub fn page(doc: DocId) -> AnyView {
    form::open(doc, Kind::Outreach, format!("outreach/{doc}"), Box::new(body))
}

fn body(form: Form) -> AnyView {
    let sort = form.memo("form");
    el("div")
        .child(head(t(F::OutreachTitle), "", Some(Page::Records)))
        .child(form::state_note(form))
        .child(part(t(F::WhatAndWhen), what_and_when(form, sort)))
        .child(part(t(F::Where), place(form)))
        .show(move || sort.with(|sort| has_people(sort)).then(|| part(t(F::Who), people(form))))
        .child(part(t(F::Content), content(form)))
        .show(move || sort.with(|sort| materials(form, sort)))
        .child(part(t(F::Audiences), audiences(form)))
        .child(photos(form))
        .show(move || sort.with(|sort| parts::all(form, sort)))
        .child(form::check_first(form))
        .into_any()
}

/// True where people are gathered: a broadcast and a leaflet have nobody to count.
fn has_people(sort: &str) -> bool {
    let group = catalogue().entry("form", sort).and_then(|entry| entry.group.as_ref());
    sort != "loudspeaker" && group.is_some_and(|group| matches!(group.as_str(), "direct" | "event"))
}

fn what_and_when(form: Form, sort: Memo<String>) -> Vec<AnyView> {
    let forms = FORMS.iter().map(|id| Choice::new(id, catalogue().label("form", id, language()))).collect();
    let meeting = form.memo("meeting_type");
    let at_meeting = move || {
        let of_own_level = Extra { choices: Some(meetings()), ..Extra::default() };
        sort.with(|sort| sort == "oral").then(|| of_own_level.draw(form, "meeting_type"))
    };
    let of_group = move || {
        let group = sort.with(|sort| match sort.as_str() {
            "oral" => {
                meeting.with(|meeting| matches!(meeting.as_str(), "group_meeting" | "loan_review_meeting"))
            }
            sort => sort == "thematic_meeting",
        });
        group.then(|| form::group(form))
    };
    // A chosen group says where it meets, as long as nobody wrote it down.
    let code = form.memo("group_code");
    follow(move |again| {
        code.track();
        if again
            && let Some(group) = form.group()
            && form.now("village").is_empty()
        {
            form.put("village", &group.village);
        }
    });
    vec![
        field(form, "event_date"),
        Extra { choices: Some(forms), ..Extra::default() }.draw(form, "form"),
        live_part(at_meeting),
        live_part(of_group),
    ]
}

/// Meetings of this person's own level, the group's first.
fn meetings() -> Vec<Choice> {
    let of_area = |choice: &Choice| {
        let level = catalogue().entry("meeting_type", &choice.code).and_then(|entry| entry.level.as_ref());
        level.is_some_and(|level| level.as_str() == "district")
    };
    let below_area = session().identity().is_some_and(|identity| identity.role.as_str() != "area_clerk");
    let mut choices = form::list("meeting_type");
    choices.retain(|choice| !(below_area && of_area(choice)));
    choices.sort_by_key(|choice| choice.code != "group_meeting");
    choices
}

fn place(form: Form) -> Vec<AnyView> {
    let mut villages: Vec<String> = form
        .register(|register| register.groups.iter().map(|group| group.village.clone()).collect())
        .unwrap_or_default();
    villages.sort();
    villages.dedup();
    villages.truncate(VILLAGES_MAX);
    let chips = villages.into_iter().map(|village| (village.clone(), village)).collect();
    let mut inputs = vec![Extra { chips, ..Extra::default() }.draw(form, "village")];
    inputs.extend(fields(form, &["place", "start_time", "minutes"]));
    inputs
}

fn people(form: Form) -> Vec<AnyView> {
    fields(form, &["attendees_total", "attendees_women"])
}

fn content(form: Form) -> Vec<AnyView> {
    vec![form::many(form, "topic", form::list("topic"), &TOPICS), narrative(form, "content")]
}

/// Loudspeaker: broadcasts. Print: copies. Otherwise what was handed out.
fn materials(form: Form, sort: &str) -> Option<AnyView> {
    let (title, inputs) = match sort {
        "" | "contest" | "review_award" | "digital_campaign" | "online_dialogue" => return None,
        "loudspeaker" => {
            (F::Broadcasts, vec![counter(form, "broadcasts"), counter(form, "broadcast_minutes")])
        }
        // What is handed out of each stands in a part of its own.
        "printed_product" => (F::Copies, amounts(form, "copies_printed", form::list("print_product"))),
        _ => (F::Materials, vec![counter(form, "leaflets")]),
    };
    Some(part(t(title), inputs))
}

fn audiences(form: Form) -> Vec<AnyView> {
    let chosen = Memo::new(move || form.sheet.with(|sheet| sheet.members("audience")));
    let by_audience = move || {
        let label = |id: &String| Choice::new(id, catalogue().label("audience", id, language()));
        let choices: Vec<Choice> = chosen.with(|chosen| chosen.iter().map(label).collect());
        (choices.len() > 1).then(|| folded(t(F::ByAudience), false, amounts(form, "attendees_by", choices)))
    };
    vec![form::many(form, "audience", form::list("audience"), &AUDIENCES), live_part(by_audience)]
}
