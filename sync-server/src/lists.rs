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
    for before in before(units, unit, today) {
        for group in registers::inherited_groups_of(c, &before, org)? {
            let is_here = units.rolled_up(&before, Some(&group.code), today) == *unit;
            if is_here && stands(units, &before, group.as_of, newest, today) {
                all.insert(group.code.clone(), Group { unit: unit.clone(), ..group });
            }
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
    for before in before(units, unit, today) {
        for loan in registers::loans_of(c, &before, org)? {
            let is_here = units.rolled_up(&before, Some(&loan.group), today) == *unit;
            if is_here && stands(units, &before, loan.as_of, newest, today) {
                all.insert(loan.code.clone(), loan);
            }
        }
    }
    all.extend(own.into_iter().map(|loan| (loan.code.clone(), loan)));
    Ok(all.into_values().collect())
}

/// The units of which this one took over something.
fn before(units: &Units, unit: &UnitCode, today: Date) -> impl Iterator<Item = UnitCode> {
    units.taken_over(unit, today).into_iter().filter(move |before| before != unit)
}

/// True while a row of a former unit's list still stands: until the successor's own list is newer than both the end
/// of the unit and that row. A list of the same day as the successor's still names the former unit apart.
fn stands(units: &Units, before: &UnitCode, as_of: Date, newest: Option<Date>, today: Date) -> bool {
    let ended = units.ended_on(before, today);
    newest.is_none_or(|newest| newest <= as_of || ended.is_none_or(|end| newest <= end))
}
