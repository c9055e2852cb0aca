//! The commune's own rules (S2 L80): all groups, and of each its borrowers.

use std::borrow::Borrow;

use super::coverage::Coverage;
use super::{CommuneProgress, GroupProgress, RuleProgress};
use crate::catalogue::{QuotaProfile, QuotaRule};
use crate::domain::facts::Facts;
use crate::domain::register::Group;
use crate::id::UnitCode;

/// Level word of the commune's own inspections.
pub(super) const LEVEL: &str = "commune";

/// How far a commune is in a year. `groups` are its groups in the register; a group that is not among them counts
/// nowhere.
pub fn commune<F: Borrow<Facts>>(
    profile: &QuotaProfile,
    groups: &[Group],
    facts: &[F],
    year: i32,
) -> CommuneProgress {
    let coverage = Coverage::of(facts, LEVEL, year);
    let Some(first) = groups.first() else { return CommuneProgress::default() };
    let rules = profile.rules_of(LEVEL).filter_map(|rule| row(rule, &first.unit, groups, &coverage));
    let borrowers = profile.borrower_rule(LEVEL);
    let groups = groups.iter().map(|group| {
        let seen = coverage.groups.get(&group.code);
        GroupProgress {
            group: group.code.clone(),
            inspected_on: seen.and_then(|seen| seen.last_on),
            borrowers_done: seen.map_or(0, |seen| u32::try_from(seen.borrowers.len()).unwrap_or(u32::MAX)),
            borrowers_need: borrowers.map_or(0, |rule| rule.need(group.borrowers)),
            unsent: seen.map_or(0, |seen| seen.unsent),
        }
    });
    CommuneProgress { groups: groups.collect(), rules: rules.collect() }
}

/// One rule of the commune level for a whole commune; `None` for a rule over loans, which facts do not yet carry.
///
/// Every group has to be inspected, so the borrowers of every group are required, inspected or not.
pub(super) fn row(
    rule: &QuotaRule,
    unit: &UnitCode,
    groups: &[Group],
    coverage: &Coverage<'_>,
) -> Option<RuleProgress> {
    if rule.of.as_str() == "group" && rule.per.as_str() == LEVEL {
        let done = groups.iter().filter(|group| coverage.inspected(&group.code).is_some()).count();
        return Some(RuleProgress::new(rule, unit, done, rule.need(population(groups.len()))));
    }
    rule.is_borrower_rule().then(|| borrowers(rule, unit, groups, coverage))
}

/// A rule over the borrowers of each of these groups: Σ of what counts of each, Σ of what each needs.
pub(super) fn borrowers<'g>(
    rule: &QuotaRule,
    unit: &UnitCode,
    groups: impl IntoIterator<Item = &'g Group>,
    coverage: &Coverage<'_>,
) -> RuleProgress {
    let (done, need) = groups.into_iter().fold((0, 0), |(done, need), group| {
        let required = rule.need(group.borrowers);
        let seen = coverage.inspected(&group.code).map_or(0, |seen| seen.borrowers.len());
        (done + seen.min(required as usize), need + required)
    });
    RuleProgress::new(rule, unit, done, need)
}

/// A number of things as a rule takes it.
pub(super) fn population(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}
