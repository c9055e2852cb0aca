//! Quota progress: what the rules of a quota profile still ask for, computed over facts and registers
//! (reports.md §2). Percentages are never averaged.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{Code, UnitCode};

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
    /// True when nothing is missing.
    pub fn met(&self) -> bool {
        self.done >= self.need
    }
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
