//! The bank's lists of a unit as it stands on a day: its own, and those of the units that it took over, until a
//! list of its own is newer than their end. A merger in the middle of a year leaves no group without a commune.

use std::collections::BTreeMap;

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::register::{Group, Loan};
use shared::domain::units::Units;
use shared::id::{Code, UnitCode};

use crate::storage::{StorageError, registers};

/// The groups of a unit and organisation, by code, each under the unit that stands for its own today.
pub fn groups(
    c: &Connection,
    units: &Units,
    unit: &UnitCode,
    org: &Code,
    today: Date,
) -> Result<Vec<Group>, StorageError> {
    let own = registers::groups_of(c, unit, org)?;
    let newest = own.iter().map(|group| group.as_of).max();
    let mut all = BTreeMap::new();
    for before in inherited(units, unit, newest, today) {
        for group in registers::groups_of(c, &before, org)? {
            all.insert(group.code.clone(), Group { unit: unit.clone(), ..group });
        }
    }
    all.extend(own.into_iter().map(|group| (group.code.clone(), group)));
    Ok(all.into_values().collect())
}

/// The loans of a unit and organisation, by code.
pub fn loans(
    c: &Connection,
    units: &Units,
    unit: &UnitCode,
    org: &Code,
    today: Date,
) -> Result<Vec<Loan>, StorageError> {
    let own = registers::loans_of(c, unit, org)?;
    let newest = own.iter().map(|loan| loan.as_of).max();
    let mut all = BTreeMap::new();
    for before in inherited(units, unit, newest, today) {
        let loans = registers::loans_of(c, &before, org)?;
        all.extend(loans.into_iter().map(|loan| (loan.code.clone(), loan)));
    }
    all.extend(own.into_iter().map(|loan| (loan.code.clone(), loan)));
    Ok(all.into_values().collect())
}

/// The units whose lists still stand for a part of this one.
fn inherited(units: &Units, unit: &UnitCode, newest: Option<Date>, today: Date) -> Vec<UnitCode> {
    let stands = |before: &UnitCode| {
        before != unit
            && units.ended_on(before, today).is_none_or(|end| newest.is_none_or(|newest| newest <= end))
    };
    units.taken_over(unit, today).into_iter().filter(stands).collect()
}
