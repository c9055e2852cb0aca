//! The list of groups of one day. It replaces the list of the same unit, organisation and day; the newest
//! day's list is the register, older ones are kept for figures of earlier windows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::register::Group;
use shared::domain::units::Units;
use shared::id::{Code, Partition, UnitCode};
use shared::limits::{COUNT_MAX, LINE_CHARS_MAX};

use super::sheet::{Cells, Sheet};
use super::{Fault, ImportError};
use crate::storage::registers;

const COLUMNS: [&str; 14] = [
    "code",
    "org",
    "unit",
    "village",
    "head",
    "members",
    "members_saving",
    "borrowers",
    "outstanding",
    "overdue",
    "frozen",
    "interest_arrears",
    "savings_balance",
    "as_of",
];

/// What the rows of a file are read against.
struct Known<'c> {
    units: Units,
    /// Where every other commune's current list has its groups.
    groups: BTreeMap<UnitCode, Partition>,
    org: Option<&'c Code>,
}

pub(super) fn import(c: &Connection, file: &[u8], org: Option<&Code>) -> Result<usize, ImportError> {
    let groups = registers::groups(c)?.into_iter().map(|group| {
        let partition = Partition { unit: group.unit, org: group.org };
        (group.code, partition)
    });
    let known = Known { units: Units::new(registers::units(c)?), groups: groups.collect(), org };
    let sheet = Sheet::read(file, &COLUMNS).map_err(ImportError::Faults)?;
    let key = |group: &Group| group.code.to_string();
    let mut days: BTreeMap<Partition, Date> = BTreeMap::new();
    let row = |cells: &Cells| group(cells, &known).and_then(|group| of_one_day(cells, &mut days, group));
    let groups = sheet.understand(row, "code", key).map_err(ImportError::Faults)?;
    let mut dropped = BTreeSet::new();
    for group in &groups {
        if dropped.insert((&group.unit, &group.org)) {
            registers::drop_groups(c, group)?;
        }
        registers::put_group(c, group)?;
    }
    Ok(groups.len())
}

fn group(cells: &Cells, known: &Known) -> Result<Group, Fault> {
    let count_max = u32::try_from(COUNT_MAX).unwrap_or(u32::MAX);
    let count = |column| cells.count(column, count_max);
    let group = Group {
        code: cells.code("code")?,
        org: cells.code("org")?,
        unit: cells.code("unit")?,
        village: cells.words("village", LINE_CHARS_MAX)?,
        head: cells.words("head", LINE_CHARS_MAX)?,
        deputy: cells.words_or_none("deputy", LINE_CHARS_MAX)?,
        members: count("members")?,
        members_saving: count("members_saving")?,
        borrowers: count("borrowers")?,
        outstanding: cells.money("outstanding")?,
        overdue: cells.money("overdue")?,
        frozen: cells.money("frozen")?,
        interest_arrears: cells.money("interest_arrears")?,
        savings_balance: cells.money("savings_balance")?,
        score: match cells.text("score") {
            "" => None,
            _ => u8::try_from(cells.count("score", 100)?).ok(),
        },
        rank: cells.code_or_none("rank")?,
        as_of: cells.date("as_of")?,
    };
    refers(cells, &group, known)?;
    adds_up(cells, &group)?;
    Ok(group)
}

/// What the group names must exist, and be the importer's business.
fn refers(cells: &Cells, group: &Group, known: &Known) -> Result<(), Fault> {
    let catalogue = Catalogue::builtin();
    if !catalogue.entry("organisation", group.org.as_str()).is_some_and(|org| org.entrusted) {
        return Err(cells.fault("org", "import.unknown_org", &[group.org.as_str()]));
    }
    if known.org.is_some_and(|org| *org != group.org) {
        return Err(cells.fault("org", "import.foreign_org", &[group.org.as_str()]));
    }
    if known.units.at(&group.unit, group.as_of).is_none_or(|unit| unit.level.as_str() != "commune") {
        return Err(cells.fault("unit", "import.unknown_unit", &[group.unit.as_str()]));
    }
    if let Some(rank) = &group.rank
        && catalogue.entry("group_rank", rank.as_str()).is_none()
    {
        return Err(cells.fault("rank", "import.unknown_rank", &[rank.as_str()]));
    }
    match known.groups.get(&group.code) {
        Some(elsewhere) if elsewhere.unit != group.unit || elsewhere.org != group.org => {
            Err(cells.fault("code", "import.group_elsewhere", &[group.code.as_str(), &elsewhere.to_string()]))
        }
        _ => Ok(()),
    }
}

/// No part is more than its whole.
fn adds_up(cells: &Cells, group: &Group) -> Result<(), Fault> {
    let parts = [
        ("members_saving", i64::from(group.members_saving), "members", i64::from(group.members)),
        ("borrowers", i64::from(group.borrowers), "members", i64::from(group.members)),
        ("overdue", group.overdue, "outstanding", group.outstanding),
        ("frozen", group.frozen, "outstanding", group.outstanding),
    ];
    match parts.into_iter().find(|(_, part, _, whole)| part > whole) {
        Some((column, _, whole, _)) => Err(cells.fault(column, "import.part_over_whole", &[column, whole])),
        None => Ok(()),
    }
}

/// All groups of one unit and organisation stand on a list of one day.
fn of_one_day(cells: &Cells, days: &mut BTreeMap<Partition, Date>, group: Group) -> Result<Group, Fault> {
    let partition = Partition { unit: group.unit.clone(), org: group.org.clone() };
    let day = *days.entry(partition).or_insert(group.as_of);
    if day == group.as_of {
        Ok(group)
    } else {
        Err(cells.fault("as_of", "import.two_days", &[&day.to_string()]))
    }
}
