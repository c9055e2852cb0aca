//! Who inspects, who represents the group, on which days.

use leptos::prelude::*;
use shared::date::Date;

use super::section;
use crate::form::{self, Choice, Form, entries, field, folded, part, weekday};
use crate::route::Section;
use crate::state::catalogue;
use crate::words::{F, forms, language, t};

/// Days before the day of the minutes on which the visit may have begun.
const DAYS_BACK: i64 = 6;

/// The page.
pub fn body(form: Form) -> AnyView {
    let team = entries(form, "team", &["name", "title"], F::Member, ("add-team", t(F::AddMember)), leader);
    let represented = entries(
        form,
        "represented_by",
        &["name", "title"],
        F::Representative,
        ("add-representative", t(F::AddRepresentative)),
        |_, _| ().into_any(),
    );
    let day = Memo::new(move |_| {
        form.sheet.with(|sheet| sheet.number(catalogue(), "event_date")).and_then(form::as_date)
    });
    let open = form.candidate().members("visit_day").next().is_some();
    let days = move || {
        day.get().map(|day| folded(t(F::SeveralDays), open, form::many(form, "visit_day", days(day), &[])))
    };
    let content = view! {
        {field(form, "event_date")}
        {days}
        {part(t(F::Team), team)}
        {part(t(F::Represented), represented)}
    };
    section(form, Section::Team, content.into_any())
}

/// The week that ends with the day of the minutes.
fn days(last: Date) -> Vec<Choice> {
    (0..=DAYS_BACK)
        .map(|back| last.plus_days(-back))
        .map(|day| Choice::new(&day.as_number().to_string(), format!("{} {day}", weekday(language(), day))))
        .collect()
}

/// One leader: choosing one takes it from the others.
fn leader(form: Form, entry: &str) -> AnyView {
    let key = format!("{entry}.leader");
    let (shown, chosen) = (key.clone(), key.clone());
    let choose = move |_| {
        let others = form.sheet.with_untracked(|sheet| sheet.entries("team"));
        for id in others {
            let other = format!("team.{id}.leader");
            if other != chosen
                && form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), &other)) == "true"
            {
                form.put(&other, "false");
            }
        }
        form.put(&chosen, "true");
    };
    view! {
        <label class="choice">
            <input type="radio" name=key value="true" prop:checked=move || form.shown(&shown) == "true" on:change=choose/>
            <span>{forms::label(form.kind, "team.x.leader")}</span>
        </label>
    }
    .into_any()
}
