//! What a phone counts: the rules of whoever inspects with it, a commune, an area or a province.

use std::borrow::Borrow;

use super::{Commune, CommuneProgress, District, RuleProgress, area, commune, province};
use crate::catalogue::QuotaProfile;
use crate::date::Date;
use crate::domain::facts::Facts;
use crate::domain::register::{Group, UnitRegister};
use crate::domain::units::{Unit, Units};
use crate::id::UnitCode;

/// How far the unit of a register is with its own inspections in the year of `today`; `facts` are that unit's. Only a
/// commune owes something of each group.
pub fn own<F: Borrow<Facts>>(
    profile: &QuotaProfile,
    register: &UnitRegister,
    facts: &[F],
    today: Date,
) -> CommuneProgress {
    let units = Units::new(register.units.clone());
    let unit = &register.partition.unit;
    if register.is_lowest(today) {
        return commune(profile, &register.groups, facts, today.year());
    }
    let with_communes =
        |unit: &Unit| (unit.clone(), communes(&units, &register.groups, &unit.code, today)) as District;
    let districts =
        units.children(unit, today).map(with_communes).filter(|(_, communes)| !communes.is_empty());
    let districts: Vec<District> = districts.collect();
    let rules = if districts.is_empty() {
        let communes = communes(&units, &register.groups, unit, today);
        let all = area(profile, unit, &communes, facts, today.year()).rules;
        let is_own = |row: &RuleProgress| profile.rules_of(area::LEVEL).any(|rule| rule.id == row.rule);
        all.into_iter().filter(is_own).collect()
    } else {
        totals(unit, province(profile, unit, &districts, facts, today.year()))
    };
    CommuneProgress { rules, groups: Vec::new() }
}

/// The units right below one, each with its groups.
fn communes(units: &Units, groups: &[Group], above: &UnitCode, today: Date) -> Vec<Commune> {
    let of = |unit: &Unit| {
        let is_here = |group: &&Group| units.rolled_up(&group.unit, Some(&group.code), today) == unit.code;
        (unit.clone(), groups.iter().filter(is_here).cloned().collect())
    };
    units.children(above, today).map(of).collect()
}

/// One row for each rule. What was done beyond the need of one place does not count for another.
fn totals(unit: &UnitCode, rows: Vec<RuleProgress>) -> Vec<RuleProgress> {
    let mut totals: Vec<RuleProgress> = Vec::new();
    for row in rows {
        let done = row.done.min(row.need);
        match totals.iter_mut().find(|total| total.rule == row.rule) {
            Some(total) => (total.done, total.need) = (total.done + done, total.need + row.need),
            None => totals.push(RuleProgress { unit: unit.clone(), done, ..row }),
        }
    }
    totals
}
