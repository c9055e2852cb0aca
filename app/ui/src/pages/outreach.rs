//! The outreach form: one page in clear parts. What a part asks follows the form of the activity: a session has people
//! present, a broadcast has none, a printed product has copies.

use leptos::prelude::*;
use shared::id::DocId;
use shared::record::Kind;

use crate::components::{Button, Head, Look};
use crate::form::{self, Choice, Extra, Form, bar, counter, entries, field, fields, folded, narrative, part};
use crate::route::Page;
use crate::state::{catalogue, session};
use crate::words::{F, language, t};

/// Forms that this page records, the usual first. Media and digital products are records of their own.
const FORMS: [&str; 6] =
    ["oral", "thematic_meeting", "dialogue", "training", "loudspeaker", "printed_product"];
/// Topics that a commune speaks of at nearly every session.
const TOPICS: [&str; 6] = [
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

/// The page.
pub fn page(doc: DocId) -> AnyView {
    form::open(doc, Kind::Outreach, format!("outreach/{doc}"), Box::new(body))
}

fn body(form: Form) -> AnyView {
    let sort = Memo::new(move |_| form.text("form"));
    let doc = form.doc;
    let done = move || form::go_on(&Page::Record(doc), true);
    let buttons = view! {
        <Button act="save" label=t(F::Save) look=Look::Main on_press=move |()| form.save(Vec::new(), done)/>
        {form::finish(form, Look::Plain, done)}
    };
    view! {
        <Head title=t(F::OutreachTitle) back=Page::Records/>
        {form::state_note(form)}
        {part(t(F::WhatAndWhen), what_and_when(form, sort))}
        {part(t(F::Where), place(form))}
        {move || sort.with(|sort| has_people(sort)).then(|| part(t(F::Who), people(form)))}
        {part(t(F::Content), content(form))}
        {move || sort.with(|sort| materials(form, sort))}
        {part(t(F::Audiences), audiences(form))}
        {more(form)}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}

/// A broadcast and a leaflet have nobody to count.
fn has_people(sort: &str) -> bool {
    !matches!(sort, "" | "loudspeaker" | "printed_product")
}

fn what_and_when(form: Form, sort: Memo<String>) -> AnyView {
    let forms = FORMS.iter().map(|id| Choice::new(id, catalogue().label("form", id, language()))).collect();
    let meeting = Memo::new(move |_| form.text("meeting_type"));
    let at_meeting = move || {
        (sort.get() == "oral")
            .then(|| Extra { choices: Some(meetings()), ..Extra::default() }.draw(form, "meeting_type"))
    };
    let of_group = move || {
        let met =
            sort.get() == "oral" && matches!(meeting.get().as_str(), "group_meeting" | "loan_review_meeting");
        (met || sort.get() == "thematic_meeting").then(|| form::group(form))
    };
    // A chosen group says where it meets, as long as nobody wrote it down.
    Effect::new(move |before: Option<String>| {
        let code = form.text("group_code");
        if before.is_some_and(|before| before != code)
            && let Some(group) = form.group()
            && form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), "village")).is_empty()
        {
            form.put("village", group.village);
        }
        code
    });
    view! {
        {field(form, "event_date")}
        {Extra { choices: Some(forms), ..Extra::default() }.draw(form, "form")}
        {at_meeting}
        {of_group}
    }
    .into_any()
}

/// Meetings of this person's own level.
fn meetings() -> Vec<Choice> {
    let below_area = session().identity().is_some_and(|identity| identity.role.as_str() != "area_clerk");
    let of_area = |choice: &Choice| {
        let level = catalogue().entry("meeting_type", &choice.code).and_then(|entry| entry.level.as_ref());
        level.is_some_and(|level| level.as_str() == "district")
    };
    let mut choices = form::list("meeting_type");
    choices.retain(|choice| !(below_area && of_area(choice)));
    choices.sort_by_key(|choice| choice.code != "group_meeting");
    choices
}

fn place(form: Form) -> AnyView {
    let mut villages: Vec<String> = form
        .register(|register| register.groups.iter().map(|group| group.village.clone()).collect())
        .unwrap_or_default();
    villages.sort();
    villages.dedup();
    villages.truncate(8);
    let chips = villages.into_iter().map(|village| (village.clone(), village)).collect();
    view! {
        {Extra { chips, ..Extra::default() }.draw(form, "village")}
        {fields(form, &["place", "start_time", "minutes"])}
    }
    .into_any()
}

fn people(form: Form) -> AnyView {
    fields(form, &["attendees_total", "attendees_women"])
}

fn content(form: Form) -> AnyView {
    view! { {form::many(form, "topic", form::list("topic"), &TOPICS)}{narrative(form, "content")} }.into_any()
}

/// Loudspeaker: broadcasts. Print: copies. Otherwise what was handed out.
fn materials(form: Form, sort: &str) -> AnyView {
    match sort {
        "" => ().into_any(),
        "loudspeaker" => part(
            t(F::Broadcasts),
            view! { {counter(form, "broadcasts")}{counter(form, "broadcast_minutes")} }.into_any(),
        ),
        "printed_product" => part(
            t(F::Copies),
            view! { {amounts(form, "copies_printed", form::list("print_product"))}{counter(form, "leaflets")} }.into_any(),
        ),
        _ => part(t(F::Materials), counter(form, "leaflets")),
    }
}

/// One number per choice: `copies_printed.<product>`, `funding.<source>`.
fn amounts(form: Form, prefix: &'static str, choices: Vec<Choice>) -> AnyView {
    let amount = |choice: Choice| {
        Extra { label: Some(choice.label), ..Extra::default() }
            .draw(form, &format!("{prefix}.{}", choice.code))
    };
    view! { <div class="amounts">{choices.into_iter().map(amount).collect_view()}</div> }.into_any()
}

fn audiences(form: Form) -> AnyView {
    let chosen = Memo::new(move |_| form.sheet.with(|sheet| sheet.members("audience")));
    let by_audience = move || {
        let label = |id: &String| Choice::new(id, catalogue().label("audience", id, language()));
        let choices: Vec<Choice> = chosen.with(|chosen| chosen.iter().map(label).collect());
        (choices.len() > 1).then(|| folded(t(F::ByAudience), false, amounts(form, "attendees_by", choices)))
    };
    view! { {form::many(form, "audience", form::list("audience"), &AUDIENCES)}{by_audience} }.into_any()
}

fn more(form: Form) -> AnyView {
    let flat = form.candidate();
    let speakers =
        entries(form, "speaker", &["name", "role"], F::Speaker, ("add-speaker", t(F::AddSpeaker)), |_, _| {
            ().into_any()
        });
    let texts = form::lines(form, "legal_text", ("add-legal-text", t(F::AddLegalText)));
    let organisers =
        view! { {field(form, "organiser")}{form::many(form, "partner", form::list("organisation"), &[])} };
    let funding = amounts(form, "funding", form::list("funding_source"));
    let any = |prefix: &str| flat.below(prefix).next().is_some();
    view! {
        {folded(t(F::Speakers), any("speaker"), speakers)}
        {folded(t(F::LegalTexts), any("legal_text"), texts)}
        {folded(t(F::Organisers), flat.get("organiser").is_some() || any("partner"), organisers.into_any())}
        {folded(t(F::Funding), any("funding"), funding)}
        {folded(t(F::PaperAndNotes), any("notes"), view! { {field(form, "paper_no")}{narrative(form, "notes")} }.into_any())}
    }
    .into_any()
}
