//! The list of units: code, level, parent, name, `difficult_area`, `valid_from`, `valid_to`, successors. A row
//! replaces the same unit's period with the same first day; others stay, so that history is kept.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::sheet::{Cells, Sheet};
use super::{Fault, ImportError};
use crate::storage::registers;

pub(super) fn import(c: &Connection, file: &[u8]) -> Result<usize, ImportError> {
    let sheet = Sheet::read(file, &["code", "level", "name"]).map_err(ImportError::Faults)?;
    let key = |unit: &Unit| {
        format!("{} {}", unit.code, unit.valid_from.map_or(String::new(), |day| day.to_string()))
    };
    let units = sheet.understand(unit, "code", key).map_err(ImportError::Faults)?;
    let together = together(registers::units(c)?, &units);
    // Read once more, now that every unit of the file is known.
    let check = |cells: &Cells| unit(cells).and_then(|unit| fits(cells, &unit, &together).map(|()| unit));
    sheet.understand(check, "code", key).map_err(ImportError::Faults)?;
    for unit in &units {
        registers::put_unit(c, unit)?;
    }
    Ok(units.len())
}

type Tree = BTreeMap<UnitCode, Vec<Unit>>;

/// What the database will hold: its own periods and those of the file, which replace theirs.
fn together(known: Vec<Unit>, read: &[Unit]) -> Tree {
    let replaced: BTreeSet<_> = read.iter().map(|unit| (&unit.code, unit.valid_from)).collect();
    let kept = known.into_iter().filter(|unit| !replaced.contains(&(&unit.code, unit.valid_from)));
    let mut tree = Tree::new();
    for unit in kept.chain(read.iter().cloned()) {
        tree.entry(unit.code.clone()).or_default().push(unit);
    }
    tree
}

fn unit(cells: &Cells) -> Result<Unit, Fault> {
    let level: Code = cells.code("level")?;
    let profiles = Catalogue::builtin().list("tier_profile");
    if !profiles.iter().any(|profile| profile.levels.contains(&level)) {
        return Err(cells.fault("level", "import.unknown_level", &[level.as_str()]));
    }
    let successors = cells.text("successors").split([' ', '+', '/']).filter(|code| !code.is_empty());
    let difficult = cells.text("difficult_area");
    let unit = Unit {
        code: cells.code("code")?,
        level,
        parent: cells.code_or_none("parent")?,
        name: cells.words("name", LINE_CHARS_MAX)?,
        difficult_area: match difficult.to_lowercase().as_str() {
            "" | "0" | "false" | "no" | "không" => false,
            "1" | "true" | "yes" | "có" | "x" => true,
            _ => return Err(cells.fault("difficult_area", "import.not_a_flag", &[difficult])),
        },
        valid_from: cells.date_or_none("valid_from")?,
        valid_to: cells.date_or_none("valid_to")?,
        successors: successors
            .map(|code| code.parse().map_err(|_| cells.fault("successors", "import.not_a_code", &[code])))
            .collect::<Result<_, _>>()?,
    };
    match (unit.valid_from, unit.valid_to) {
        (Some(from), Some(to)) if to < from => Err(cells.fault("valid_to", "import.ends_before_start", &[])),
        _ => Ok(unit),
    }
}

/// What can only be said of a unit beside the others.
fn fits(cells: &Cells, unit: &Unit, tree: &Tree) -> Result<(), Fault> {
    let unknown = |code: &&UnitCode| !tree.contains_key(*code);
    if let Some(parent) = unit.parent.iter().find(unknown) {
        return Err(cells.fault("parent", "import.unknown_unit", &[parent.as_str()]));
    }
    if let Some(successor) = unit.successors.iter().find(unknown) {
        return Err(cells.fault("successors", "import.unknown_unit", &[successor.as_str()]));
    }
    let others =
        tree.get(&unit.code).into_iter().flatten().filter(|other| other.valid_from != unit.valid_from);
    if others.clone().any(|other| overlap(unit, other)) {
        return Err(cells.fault("valid_from", "import.overlapping_periods", &[unit.code.as_str()]));
    }
    if is_its_own_ancestor(unit, tree) {
        return Err(cells.fault("parent", "import.loop", &[unit.code.as_str()]));
    }
    Ok(())
}

fn overlap(a: &Unit, b: &Unit) -> bool {
    let starts_after =
        |a: &Unit, b: &Unit| matches!((a.valid_from, b.valid_to), (Some(from), Some(to)) if from > to);
    !starts_after(a, b) && !starts_after(b, a)
}

fn is_its_own_ancestor(unit: &Unit, tree: &Tree) -> bool {
    let mut above: BTreeSet<&UnitCode> = unit.parent.iter().collect();
    let mut next: Vec<&UnitCode> = above.iter().copied().collect();
    while let Some(code) = next.pop() {
        for parent in tree.get(code).into_iter().flatten().filter_map(|unit| unit.parent.as_ref()) {
            if above.insert(parent) {
                next.push(parent);
            }
        }
    }
    above.contains(&unit.code)
}
