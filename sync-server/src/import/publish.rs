//! Laying the registers out for the phones. A register rises in version only when it says something else than before.

use std::collections::BTreeSet;

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::households::Household;
use shared::domain::offices::OrgUnit;
use shared::domain::register::UnitRegister;
use shared::domain::units::Units;
use shared::id::{Partition, UnitCode};

use crate::additions;
use crate::lists;
use crate::storage::accounts;
use crate::storage::additions::Kept;
use crate::storage::{StorageError, households, registers};

/// What goes into registers beside the bank's lists, read once for all of them.
struct Beside {
    units: Units,
    offices: Vec<OrgUnit>,
    additions: Vec<Kept>,
    today: Date,
}

/// Publishes every register whose content changed, also because a unit's period began or ended; returns how many. A
/// unit that ended keeps its last register: its phones go on with it until they have their new unit's.
pub fn publish(c: &Connection, today: Date) -> Result<usize, StorageError> {
    let beside = Beside {
        units: Units::new(registers::units(c)?),
        offices: households::offices(c)?,
        additions: additions::all(c)?,
        today,
    };
    let units = &beside.units;
    let mut partitions: BTreeSet<Partition> = BTreeSet::new();
    for group in registers::groups(c)? {
        let unit = units.rolled_up(&group.unit, Some(&group.code), today);
        let above = units.ancestors(&unit, today).into_iter().map(|unit| unit.code.clone());
        let with_itself = above.chain([unit]);
        partitions.extend(with_itself.map(|unit| Partition { unit, org: group.org.clone() }));
    }
    // An organisation may be there before it has groups.
    for office in beside.offices.iter().filter(|office| units.at(&office.unit, today).is_some()) {
        partitions.insert(Partition { unit: office.unit.clone(), org: office.org.clone() });
    }
    // Where a unit was split or merged there may be people before there are groups: their phones follow its register.
    for account in accounts::all(c)? {
        let (Some(unit), Some(org)) = (account.unit, account.org) else { continue };
        let unit = units.home(&unit, today);
        if units.at(&unit, today).is_some() && !units.ended_into(&unit, today).is_empty() {
            partitions.insert(Partition { unit, org });
        }
    }
    let mut changed = 0;
    for partition in partitions {
        changed += usize::from(registers::publish(c, register(c, &beside, partition)?)?);
    }
    Ok(changed)
}

/// The register of a partition: of a commune its own groups, loans and households; of a unit above, for the inspections
/// from there, groups and loans of every commune below it. Last the units that it took over: from them a phone learns
/// whose it is now.
fn register(c: &Connection, beside: &Beside, partition: Partition) -> Result<UnitRegister, StorageError> {
    let Beside { units, today, .. } = beside;
    let today = *today;
    let (mut groups, mut loans) = (Vec::new(), Vec::new());
    let scope = units.scope(&partition.unit, today);
    for unit in &scope {
        groups.extend(lists::groups(c, units, &unit.code, &partition.org, today)?);
        loans.extend(lists::loans(c, units, &unit.code, &partition.org, today)?);
    }
    groups.sort_by(|a, b| a.code.cmp(&b.code));
    loans.sort_by(|a, b| a.code.cmp(&b.code));
    let own = units.at(&partition.unit, today);
    let households = if own.is_some_and(|unit| unit.level.as_str() == "commune") {
        households_of(c, units, &partition.unit, today)?
    } else {
        Vec::new()
    };
    let above = own.into_iter().chain(units.ancestors(&partition.unit, today));
    let below = scope.into_iter().filter(|unit| unit.code != partition.unit);
    let ended = units.ended_into(&partition.unit, today);
    let additions = additions::of_unit(&beside.additions, units, &partition.unit, today);
    let units: Vec<_> = above.chain(below).chain(ended).cloned().collect();
    let is_here =
        |office: &&OrgUnit| office.org == partition.org && units.iter().any(|unit| unit.code == office.unit);
    let offices = beside.offices.iter().filter(is_here).cloned().collect();
    let empty = UnitRegister::new(partition);
    Ok(UnitRegister { units, groups, loans, households, offices, additions, ..empty })
}

/// The households of a commune: of its own list, and until it has one of the lists of the communes that it took over.
pub(crate) fn households_of(
    c: &Connection,
    units: &Units,
    unit: &UnitCode,
    today: Date,
) -> Result<Vec<Household>, StorageError> {
    let mut list = households::of_unit(c, unit)?;
    if list.is_empty() {
        for before in units.taken_over(unit, today) {
            if before != *unit && units.rolled_up(&before, None, today) == *unit {
                list.extend(households::of_unit(c, &before)?);
            }
        }
        list.sort_by(|a, b| (&a.id, a.decided_on).cmp(&(&b.id, b.decided_on)));
    }
    Ok(list)
}
