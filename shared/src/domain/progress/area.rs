//! The rules of the level between province and commune (S2 L78): every commune, of each commune a share of
//! its groups, of each of those its borrowers. Beside them each commune's own rules, for the same page.

use std::borrow::Borrow;

use super::commune::{self, population};
use super::coverage::Coverage;
use super::{AreaProgress, Commune, RuleProgress, UnitProgress};
use crate::catalogue::{QuotaProfile, QuotaRule};
use crate::domain::facts::Facts;
use crate::domain::register::Group;
use crate::id::UnitCode;

/// Level word of the area's own inspections, as the profile has it.
pub(super) const LEVEL: &str = "district";

/// How far the communes of an area (or of a province) are in a year; `above` is the unit that the totals stand for.
/// Inspections by a commune never count for the area's rules, nor the other way round.
pub fn area<F: Borrow<Facts>>(
    profile: &QuotaProfile,
    above: &UnitCode,
    communes: &[Commune],
    facts: &[F],
    year: i32,
) -> AreaProgress {
    let own = Coverage::of(facts, commune::LEVEL, year);
    let from_above = Coverage::of(facts, LEVEL, year);
    let communes: Vec<UnitProgress> = communes
        .iter()
        .map(|(unit, groups)| UnitProgress {
            unit: unit.code.clone(),
            rules: profile
                .rules_of(LEVEL)
                .filter_map(|rule| row(rule, &unit.code, groups, &from_above))
                .chain(
                    profile
                        .rules_of(commune::LEVEL)
                        .filter_map(|rule| commune::row(rule, &unit.code, groups, &own)),
                )
                .collect(),
            unsent: groups
                .iter()
                .filter_map(|group| own.groups.get(&group.code))
                .map(|seen| seen.unsent)
                .sum(),
        })
        .collect();
    let rules = profile.rules.iter().filter_map(|rule| total(rule, above, &communes)).collect();
    AreaProgress { rules, communes }
}

/// One rule of the district level for one commune.
fn row(rule: &QuotaRule, unit: &UnitCode, groups: &[Group], coverage: &Coverage<'_>) -> Option<RuleProgress> {
    let inspected = || groups.iter().filter(|group| coverage.inspected(&group.code).is_some());
    match (rule.of.as_str(), rule.per.as_str()) {
        ("commune", LEVEL) => {
            let seen = coverage.units.contains(unit) || inspected().next().is_some();
            Some(RuleProgress::new(rule, unit, usize::from(seen), rule.need(1)))
        }
        // Every commune has to be inspected, so the share is required of each, inspected or not.
        ("group", "inspected_commune") => {
            Some(RuleProgress::new(rule, unit, inspected().count(), rule.need(population(groups.len()))))
        }
        _ => rule.is_borrower_rule().then(|| commune::borrowers(rule, unit, inspected(), coverage)),
    }
}

/// One rule over all communes; `None` when no commune has it. What a commune did beyond its need does not count for
/// another.
fn total(rule: &QuotaRule, above: &UnitCode, communes: &[UnitProgress]) -> Option<RuleProgress> {
    let mut rows = communes.iter().filter_map(|unit| unit.rule(rule.id.as_str())).peekable();
    rows.peek()?;
    let (done, need) =
        rows.fold((0, 0), |(done, need), row| (done + row.done.min(row.need), need + row.need));
    Some(RuleProgress { rule: rule.id.clone(), unit: above.clone(), done, need })
}
