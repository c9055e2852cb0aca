//! What one level of inspectors has seen in one year, gathered once from the facts: which communes, which
//! groups, which borrowers. Absent borrowers and records that do not count never reach it.

use std::borrow::Borrow;

use crate::date::Date;
use crate::domain::facts::Facts;
use crate::id::UnitCode;
use crate::sorted::{Map, Set};

/// Inspection of how an outreach plan is carried out (S1 L169): no inspection of entrusted lending, so no quota of it.
/// A visit that does both is of the lending's kind and names this one beside it.
const PLAN_CHECK: &str = "outreach_plan_check";

/// What was seen of one group.
#[derive(Debug, Default)]
pub(super) struct Seen<'f> {
    /// Day of the last inspection that counts.
    pub last_on: Option<Date>,
    /// Distinct borrowers over all inspections of the year (decisions.md D-6, D-8).
    pub borrowers: Set<&'f str>,
    /// Inspections of the year that are still to be handed in.
    pub unsent: u32,
}

/// One level's inspections of one year.
#[derive(Debug, Default)]
pub(super) struct Coverage<'f> {
    /// By group.
    pub groups: Map<&'f UnitCode, Seen<'f>>,
    /// Communes or districts named as inspected by a record that counts.
    pub units: Set<&'f UnitCode>,
}

impl<'f> Coverage<'f> {
    /// Gathers the inspections of a level in a year.
    pub fn of<F: Borrow<Facts>>(facts: &'f [F], level: &str, year: i32) -> Self {
        let mut coverage = Self::default();
        let mut borrowers: Map<&UnitCode, Vec<&str>> = Map::new();
        for record in facts.iter().map(Borrow::borrow).filter(|record: &&Facts| record.is_of(year)) {
            if record.level.as_ref().is_none_or(|by| by.as_str() != level) {
                continue;
            }
            if record.sort.as_ref().is_some_and(|kind| kind.as_str() == PLAN_CHECK) {
                continue;
            }
            let counts = record.counts();
            if let Some(unit) = record.inspected_unit.as_ref().filter(|_| counts) {
                coverage.units.insert(unit);
            }
            let Some(group) = &record.group else { continue };
            let seen = coverage.groups.entry(group).or_default();
            if counts {
                seen.last_on = seen.last_on.max(record.event_date);
                borrowers.entry(group).or_default().extend(record.borrowers.iter().map(String::as_str));
            } else if record.state.is_unsent() {
                seen.unsent += 1;
            }
        }
        // Sorted once, and not with every inspection of the year.
        for (group, borrowers) in borrowers {
            coverage.groups.entry(group).or_default().borrowers = borrowers.into_iter().collect();
        }
        coverage
    }

    /// What was seen of a group, when an inspection of it counts.
    pub fn inspected(&self, group: &UnitCode) -> Option<&Seen<'f>> {
        self.groups.get(group).filter(|seen| seen.last_on.is_some())
    }
}
