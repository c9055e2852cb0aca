//! Administrative units as versioned data (decisions.md D-1): validity, parent, successors. No code assumes
//! three levels.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{Code, UnitCode};

/// One unit in one period of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Stable code.
    pub code: UnitCode,
    /// Level word of the tier profile: `province`, `area`, `district`, `commune`.
    pub level: Code,
    /// The unit above.
    pub parent: Option<UnitCode>,
    /// Name without the level word: "Huổi Trăng".
    pub name: String,
    /// Area with special difficulties: other shares under profile 727.
    pub difficult_area: bool,
    /// First day; open when absent.
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    pub valid_to: Option<Date>,
    /// Units that took over on the day after `valid_to`.
    pub successors: Vec<UnitCode>,
}

/// All units that were ever known here, each in its periods of validity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    units: Vec<Unit>,
}

impl Unit {
    /// True when the unit exists on a day.
    pub fn is_valid(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

impl Units {
    /// The tree of these rows.
    pub fn new(units: Vec<Unit>) -> Self {
        Self { units }
    }

    /// The unit of a code as it is on a day; `None` when there is none then.
    pub fn at(&self, code: &UnitCode, day: Date) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == *code && unit.is_valid(day))
    }

    /// The units above, nearest first. A loop in the data ends where it would begin again.
    pub fn ancestors(&self, code: &UnitCode, day: Date) -> Vec<&Unit> {
        let mut above: Vec<&Unit> = Vec::new();
        let mut next = self.at(code, day).and_then(|unit| unit.parent.as_ref());
        while let Some(unit) = next.and_then(|code| self.at(code, day)) {
            if unit.code == *code || above.iter().any(|known| known.code == unit.code) {
                break;
            }
            above.push(unit);
            next = unit.parent.as_ref();
        }
        above
    }

    /// The unit itself and every unit below it on a day, by code: the scope of an account.
    pub fn scope(&self, code: &UnitCode, day: Date) -> Vec<&Unit> {
        let mut scope: Vec<&Unit> = self
            .units
            .iter()
            .filter(|unit| unit.is_valid(day))
            .filter(|unit| {
                unit.code == *code || self.ancestors(&unit.code, day).iter().any(|up| up.code == *code)
            })
            .collect();
        scope.sort_by(|a, b| a.code.cmp(&b.code));
        scope
    }

    /// The units directly below on a day, in the order of the list.
    pub fn children<'u>(&'u self, code: &'u UnitCode, day: Date) -> impl Iterator<Item = &'u Unit> {
        self.units.iter().filter(move |unit| unit.is_valid(day) && unit.parent.as_ref() == Some(code))
    }

    /// The unit that a record of `code` is summed under on a day: itself while it exists, else the one unit that took
    /// over, and so on. A unit that was split stays under its old code until a person says which part it was.
    pub fn rolled_up(&self, code: &UnitCode, day: Date) -> UnitCode {
        let mut current = code.clone();
        for _ in 0..self.units.len() {
            if self.at(&current, day).is_some() {
                return current;
            }
            let last = self.units.iter().filter(|unit| unit.code == current).max_by_key(|unit| unit.valid_to);
            match last.map(|unit| unit.successors.as_slice()) {
                Some([successor]) => current = successor.clone(),
                _ => break,
            }
        }
        current
    }
}
