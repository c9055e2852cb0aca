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

/// How far one commune is with its own inspections.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommuneProgress {
    /// One row per rule, for the whole commune.
    pub rules: Vec<RuleProgress>,
    /// One row per group of the register, in its order.
    pub groups: Vec<GroupProgress>,
}

/// What is still to do: "còn 5 tổ, 12 hộ".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Left {
    /// Groups not yet inspected.
    pub groups: u32,
    /// Borrowers still to check, in groups not yet inspected and in groups inspected with too few.
    pub borrowers: u32,
}

impl Left {
    /// What these groups still ask for.
    pub fn of(groups: &[GroupProgress]) -> Self {
        groups.iter().fold(Self::default(), |left, group| Self {
            groups: left.groups + u32::from(group.inspected_on.is_none()),
            borrowers: left.borrowers + group.borrowers_need.saturating_sub(group.borrowers_done),
        })
    }
}

/// How far the communes of an area are, and the area with them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AreaProgress {
    /// One row per rule for the whole area: Σdone and Σneed of its communes.
    pub rules: Vec<RuleProgress>,
    /// One per commune, in the order given.
    pub communes: Vec<UnitProgress>,
}

/// How far one commune is: its own inspections and those from above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitProgress {
    /// The commune.
    pub unit: UnitCode,
    /// One row per rule of commune and district level.
    pub rules: Vec<RuleProgress>,
    /// Inspections written but not yet submitted.
    pub unsent: u32,
}
