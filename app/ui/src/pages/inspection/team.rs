//! Who inspects, who represents the group, on which days.

use shared::date::Date;

use super::section;
use crate::components::{El, el, live_part};
use crate::form::{self, Choice, Entries, Form, field, folded, nothing, part, weekday};
use crate::prelude::*;
use crate::route::Section;
use crate::state::catalogue;
use crate::words::{F, fields, language, t};

/// Days before the day of the minutes on which the visit may have begun.
const DAYS_BACK: i64 = 6;

const TEAM: Entries = Entries {
    prefix: "team",
    names: &["name", "title"],
    title: F::Member,
    add: Some(("add-team", F::AddMember)),
    lead: nothing,
    more: |form, entry| Some(leader(form, entry)),
};
const REPRESENTED: Entries = Entries {
    prefix: "represented_by",
    names: &["name", "title"],
    title: F::Representative,
    add: Some(("add-representative", F::AddRepresentative)),
    lead: nothing,
    more: nothing,
};

/// The page.
pub fn body(form: Form) -> AnyView {
    let day = form.memo("event_date");
    let flat = form.candidate();
    let open = flat.members("visit_day").next().is_some();
    let organised = flat.get("organiser").is_some() || flat.members("also").next().is_some();
    let visit = move || {
        day.track();
        let last = form
            .sheet
            .with_untracked(|sheet| sheet.number(catalogue(), "event_date"))
            .and_then(form::as_date);
        last.map(|last| folded(t(F::SeveralDays), open, form::many(form, "visit_day", days(last), &[])))
    };
    let content = vec![
        field(form, "event_date"),
        live_part(visit),
        part(t(F::Team), TEAM.draw(form)),
        part(t(F::Represented), REPRESENTED.draw(form)),
        folded(t(F::OrganiserAndKinds), organised, together(form)),
    ];
    section(form, Section::Team, content)
}

/// Who inspects beside the own organisation, and what else is inspected on the same visit (S3 L11, S1 L169).
fn together(form: Form) -> Vec<AnyView> {
    let own = form.now("inspection_kind");
    let level = |kind: &str| {
        let entry = catalogue().entry("inspection_kind", kind);
        entry.and_then(|entry| entry.by_level.as_ref()).map(|level| level.as_str().to_owned())
    };
    let mut kinds = form::list("inspection_kind");
    // Another level's inspection is another visit; a check of the outreach plan goes with any.
    kinds.retain(|kind| {
        kind.code != own && (kind.code == "outreach_plan_check" || level(&kind.code) == level(&own))
    });
    vec![field(form, "organiser"), form::many(form, "also", kinds, &[])]
}

/// The week that ends with the day of the minutes.
fn days(last: Date) -> Vec<Choice> {
    (0..=DAYS_BACK)
        .map(|back| last.plus_days(-back))
        .map(|day| Choice::new(&day.as_number().to_string(), format!("{} {day}", weekday(language(), day))))
        .collect()
}

/// One leader: choosing one takes it from the others.
fn leader(form: Form, entry: &str) -> El {
    let key = format!("{entry}.leader");
    let (shown, chosen) = (key.clone(), key.clone());
    let choose = move |_| {
        for id in form.sheet.with_untracked(|sheet| sheet.entries("team")) {
            let other = format!("team.{id}.leader");
            if other != chosen && form.now(&other) == "true" {
                form.put(&other, "false");
            }
        }
        form.put(&chosen, "true");
    };
    let input = el("input")
        .attr("type", "radio")
        .attr("name", key)
        .attr("value", "true")
        .flag("checked", move || form.shown(&shown) == "true")
        .on("change", choose);
    el("label").class("choice").child(input).child(fields::label(form.kind, "team.x.leader"))
}
