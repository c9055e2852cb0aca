//! The general figures of 16/TD I, filled in from the bank's list. A figure that differs in the field keeps the
//! register's value beside it; the register itself is never written to.

use leptos::prelude::*;
use shared::record::{Scalar, Value};
use shared::text::{count, money};

use super::begin::figures;
use super::{section, share};
use crate::form::{Extra, Form, field, part};
use crate::route::Section;
use crate::state::catalogue;
use crate::words::{F, fill, t};

/// Money among the figures: the rest are counts.
const FIGURES: [(&str, Value); 8] = [
    ("members", Value::Count(0)),
    ("members_saving", Value::Count(0)),
    ("savings_balance", Value::Dong),
    ("outstanding", Value::Dong),
    ("overdue", Value::Dong),
    ("frozen", Value::Dong),
    ("interest_arrears", Value::Dong),
    ("score", Value::Count(0)),
];

/// The page.
pub fn body(form: Form) -> AnyView {
    let flat = form.candidate();
    let group = form.group();
    let from_list = group.as_ref().map(figures).unwrap_or_default();
    let as_of = flat.date("register.as_of").or_else(|| group.as_ref().map(|group| group.as_of));
    let input = |(name, value): (&'static str, Value)| {
        let key = format!("general.{name}");
        // What the record was filled from stays its register value, whatever later lists say.
        let listed = flat
            .int(&format!("register.{name}"))
            .or_else(|| from_list.iter().find(|(other, _)| *other == name).map(|(_, number)| *number));
        if let Some(listed) = listed {
            form.seed(key.clone(), Scalar::Int(listed));
        }
        let own = key.clone();
        let beside = Signal::derive(move || {
            let now = form.sheet.with(|sheet| sheet.number(catalogue(), &own));
            match listed.filter(|listed| now != Some(*listed)) {
                Some(listed) => {
                    let words = if value == Value::Dong { money(listed) } else { count(listed) };
                    let day = as_of.map_or_else(String::new, |day| day.to_string());
                    fill(F::RegisterSays, &[&words, &day])
                }
                None => String::new(),
            }
        });
        Extra { note: Some(beside), ..Extra::default() }.draw(form, &key)
    };
    if let Some(rank) = group.as_ref().and_then(|group| group.rank.clone()) {
        form.seed("general.rank", rank.as_str());
    }
    let saving = share(form, "general.members_saving", "general.members");
    let overdue = share(form, "general.overdue", "general.outstanding");
    let shares = view! {
        <dl class="facts" aria-live="polite">
            <div><dt>{t(F::SavingShare)}</dt><dd data-share="saving">{saving}</dd></div>
            <div><dt>{t(F::OverdueShare)}</dt><dd data-share="overdue">{overdue}</dd></div>
        </dl>
    };
    let content = view! {
        {FIGURES.map(input).collect_view()}
        {part(t(F::Shares), shares.into_any())}
        {field(form, "general.rank")}
        {field(form, "general.rank_month")}
    };
    section(form, Section::General, content.into_any())
}
