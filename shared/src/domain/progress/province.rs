//! The province's own rules (S2 L76): every district, of each at least one commune, of each commune so
//! inspected at least one group and five borrowers.

use std::borrow::Borrow;

use super::commune::population;
use super::coverage::Coverage;
use super::{Commune, District, RuleProgress};
use crate::catalogue::QuotaProfile;
use crate::domain::facts::Facts;
use crate::domain::register::Group;
use crate::id::UnitCode;
use crate::sorted::Set;

/// Level word of the province's own inspections.
const LEVEL: &str = "province";

/// How far the province's inspections are in a year: one row for the province, then one per inspected district and
/// one per inspected commune, rule by rule. `districts` are those below the province with their communes and groups.
pub fn province<F: Borrow<Facts>>(
    profile: &QuotaProfile,
    unit: &UnitCode,
    districts: &[District],
    facts: &[F],
    year: i32,
) -> Vec<RuleProgress> {
    let coverage = Coverage::of(facts, LEVEL, year);
    let groups_seen =
        |groups: &[Group]| groups.iter().filter(|g| coverage.inspected(&g.code).is_some()).count();
    let commune_seen =
        |(commune, groups): &&Commune| coverage.units.contains(&commune.code) || groups_seen(groups) > 0;
    let district_seen = |(district, communes): &&District| {
        coverage.units.contains(&district.code) || communes.iter().any(|commune| commune_seen(&commune))
    };
    let mut rows = Vec::new();
    for rule in profile.rules_of(LEVEL) {
        let seen = districts.iter().filter(district_seen);
        match (rule.of.as_str(), rule.per.as_str()) {
            ("district", LEVEL) => {
                rows.push(RuleProgress::new(
                    rule,
                    unit,
                    seen.count(),
                    rule.need(population(districts.len())),
                ));
            }
            ("commune", "inspected_district") => rows.extend(seen.map(|(district, communes)| {
                let done = communes.iter().filter(commune_seen).count();
                RuleProgress::new(rule, &district.code, done, rule.need(population(communes.len())))
            })),
            ("group", "inspected_commune") => {
                rows.extend(seen.flat_map(|(_, communes)| communes.iter().filter(commune_seen)).map(
                    |(commune, groups)| {
                        let need = rule.need(population(groups.len()));
                        RuleProgress::new(rule, &commune.code, groups_seen(groups), need)
                    },
                ));
            }
            // Five of the whole commune, not of each group (decisions.md D-6).
            ("borrower", "inspected_commune") => {
                rows.extend(seen.flat_map(|(_, communes)| communes.iter().filter(commune_seen)).map(
                    |(commune, groups)| {
                        let inspected = groups.iter().filter_map(|group| coverage.inspected(&group.code));
                        let distinct: Set<&str> =
                            inspected.flat_map(|seen| seen.borrowers.iter().copied()).collect();
                        let all = groups.iter().map(|group| group.borrowers).sum();
                        RuleProgress::new(rule, &commune.code, distinct.len(), rule.need(all))
                    },
                ));
            }
            _ => {}
        }
    }
    rows
}
