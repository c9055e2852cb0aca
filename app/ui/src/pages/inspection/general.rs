//! The general figures of 16/TD I, filled in from the bank's list. A figure that differs in the field keeps the
//! register's value beside it; the register itself is never written to.

use shared::date::Date;
use shared::domain::units::Units;
use shared::id::UnitCode;
use shared::record::{Scalar, Value};
use shared::text::{count, money};

use super::begin::figures;
use super::{section, share};
use crate::components::el;
use crate::form::{Extra, Form, field, part};
use crate::prelude::*;
use crate::route::Section;
use crate::state::{self, catalogue};
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
    let (from_list, listed_on) = match &group {
        Some(group) => (figures(group), Some(group.as_of)),
        None => of_unit(form),
    };
    let as_of = flat.date("register.as_of").or(listed_on);
    let as_of = as_of.map_or_else(String::new, |day| day.to_string());
    let mut content = vec![el("p").class("hint").child(t(F::FilledIn)).into_any()];
    for (name, value) in FIGURES.into_iter().filter(|(name, _)| group.is_some() || *name != "score") {
        // What the record was filled from stays its register value, whatever later lists say.
        let listed = flat
            .int(&format!("register.{name}"))
            .or_else(|| from_list.iter().find(|(other, _)| *other == name).map(|(_, number)| *number));
        content.push(figure(form, &format!("general.{name}"), value, listed, as_of.clone()));
    }
    if let Some(rank) = group.and_then(|group| group.rank) {
        form.seed("general.rank", rank.as_str());
    }
    let saving = share(form, "general.members_saving", "general.members");
    let overdue = share(form, "general.overdue", "general.outstanding");
    let shares = el("dl")
        .class("facts")
        .attr("aria-live", "polite")
        .child(
            el("div")
                .child(el("dt").child(t(F::SavingShare)))
                .child(el("dd").attr("data-share", "saving").show(saving)),
        )
        .child(
            el("div")
                .child(el("dt").child(t(F::OverdueShare)))
                .child(el("dd").attr("data-share", "overdue").show(overdue)),
        );
    content.push(part(t(F::Shares), shares));
    content.push(field(form, "general.rank"));
    content.push(field(form, "general.rank_month"));
    section(form, Section::General, content)
}

/// The sums of the groups of the unit that is inspected, and the day of the newest list.
fn of_unit(form: Form) -> (Vec<(&'static str, i64)>, Option<Date>) {
    let unit = form.now("inspected_unit").parse::<UnitCode>().ok();
    let today = state::clock().about_today();
    let groups = form.register(|register| {
        let units = Units::new(register.units.clone());
        let within: Vec<UnitCode> = unit
            .map(|unit| units.scope(&unit, today).into_iter().map(|unit| unit.code.clone()).collect())
            .unwrap_or_default();
        register.groups.iter().filter(|group| within.contains(&group.unit)).cloned().collect::<Vec<_>>()
    });
    let groups = groups.unwrap_or_default();
    let mut sums: Vec<(&'static str, i64)> = Vec::new();
    for (name, number) in groups.iter().flat_map(figures).filter(|(name, _)| *name != "score") {
        match sums.iter_mut().find(|(other, _)| *other == name) {
            Some((_, sum)) => *sum += number,
            None => sums.push((name, number)),
        }
    }
    (sums, groups.iter().map(|group| group.as_of).max())
}

/// One figure: filled in from the bank's list, whose value stands beside one that differs.
fn figure(form: Form, key: &str, value: Value, listed: Option<i64>, as_of: String) -> AnyView {
    if let Some(listed) = listed {
        form.seed(key, Scalar::Int(listed));
    }
    let own = key.to_owned();
    let beside = move || {
        let now = form.sheet.with(|sheet| sheet.number(catalogue(), &own));
        listed.filter(|listed| now != Some(*listed)).map_or_else(String::new, |listed| {
            let words = if value == Value::Dong { money(listed) } else { count(listed) };
            fill(F::RegisterSays, &[&words, &as_of])
        })
    };
    Extra { note: Some(Box::new(beside)), ..Extra::default() }.draw(form, key)
}
