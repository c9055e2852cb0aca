//! Quota progress: what the rules of a quota profile still ask for, computed over facts and registers
//! (reports.md §2). A record counts or it does not; nothing is estimated, percentages are never averaged, and
//! what one group or commune has too much never covers what another lacks.

mod area;
mod commune;
mod coverage;
mod loans;
mod own;
mod province;
#[cfg(test)]
mod vectors;

pub use area::area;
pub use commune::commune;
pub use loans::{DueLoan, loans, new_loans_due};
pub use own::own;
pub use province::province;

use serde::{Deserialize, Serialize};

use crate::catalogue::QuotaRule;
use crate::date::Date;
use crate::domain::register::Group;
use crate::domain::units::Unit;
use crate::id::{Code, UnitCode};
use crate::limits::{CELL_BORROWERS_MIN, STALE_AFTER_DAYS};
use crate::text;

/// A commune and its groups in the register.
pub type Commune = (Unit, Vec<Group>);

/// A district or area and its communes.
pub type District = (Unit, Vec<Commune>);

/// How far one rule is for one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleProgress {
    /// Rule of the quota profile.
    pub rule: Code,
    /// Unit (or group) it is counted for.
    pub unit: UnitCode,
    /// Counted.
    pub done: u32,
    /// Required.
    pub need: u32,
}

impl RuleProgress {
    fn new(rule: &QuotaRule, unit: &UnitCode, done: usize, need: u32) -> Self {
        let done = u32::try_from(done).unwrap_or(u32::MAX);
        Self { rule: rule.id.clone(), unit: unit.clone(), done, need }
    }

    /// True when nothing is missing.
    pub fn met(&self) -> bool {
        self.done >= self.need
    }

    /// What is missing.
    pub fn left(&self) -> u32 {
        self.need.saturating_sub(self.done)
    }

    /// Done of required as people read it: "92,31", "–" when nothing is required.
    pub fn percent(&self) -> String {
        text::percent(i64::from(self.done), i64::from(self.need))
    }

    /// What a traffic light shows for a unit whose newest synchronisation was on `seen_on`.
    pub fn light(&self, seen_on: Option<Date>, today: Date) -> Light {
        match seen_on {
            Some(day) if today.day_number() - day.day_number() < STALE_AFTER_DAYS => {
                if self.met() {
                    Light::Met
                } else {
                    Light::Missing
                }
            }
            _ => Light::NoData,
        }
    }
}

/// What a page shows of a rule (reports.md R8): grey is neither red nor zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// Đạt.
    Met,
    /// Chưa đạt.
    Missing,
    /// Chưa có dữ liệu: nothing heard for thirty days (SC-4).
    NoData,
}

/// How far one group is for one inspecting level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupProgress {
    /// The group.
    pub group: UnitCode,
    /// Day of the last inspection that counts.
    pub inspected_on: Option<Date>,
    /// Distinct borrowers checked in the window.
    pub borrowers_done: u32,
    /// Borrowers required: min(5, borrowers with a balance).
    pub borrowers_need: u32,
    /// Inspections written but not yet submitted ("chưa gửi").
    pub unsent: u32,
}

/// How far a unit is with its own inspections.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommuneProgress {
    /// One row per rule, for the whole commune.
    pub rules: Vec<RuleProgress>,
    /// One row per group of the register, in its order.
    pub groups: Vec<GroupProgress>,
}

/// How far the communes of an area are, and the area with them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AreaProgress {
    /// One row per rule of commune and district level for all these communes together: Σdone of Σneed.
    pub rules: Vec<RuleProgress>,
    /// One per commune, in the order given.
    pub communes: Vec<UnitProgress>,
}

/// How far one commune is: its own inspections and those from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitProgress {
    /// The commune.
    pub unit: UnitCode,
    /// One row per rule of commune and district level, in the profile's order.
    pub rules: Vec<RuleProgress>,
    /// Inspections written but not yet submitted, by the commune itself.
    pub unsent: u32,
}

impl UnitProgress {
    /// The row of one rule.
    pub fn rule(&self, id: &str) -> Option<&RuleProgress> {
        self.rules.iter().find(|row| row.rule.as_str() == id)
    }
}

/// True for a count of borrowers that pages above the commune do not print: 1 to 4 (records.md §12).
pub fn is_small(borrowers: u32) -> bool {
    (1..CELL_BORROWERS_MIN).contains(&borrowers)
}

/// A count of borrowers as pages above the commune print it: a small one becomes "< 5" (records.md §12).
pub fn masked(borrowers: u32) -> String {
    if is_small(borrowers) { format!("< {CELL_BORROWERS_MIN}") } else { text::count(i64::from(borrowers)) }
}
