//! The list of units with their periods. A row replaces the same unit's period with the same first day; others stay,
//! so that history is kept, and so does how a split unit was shared out.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::units::{Division, Unit};
use shared::id::UnitCode;
use shared::limits::LINE_CHARS_MAX;

use super::column::{Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::storage::{StorageError, registers};

pub(super) const COLUMNS: &[Column] = &[
    Column {
        id: "code",
        vi: "Mã đơn vị",
        en: "Code",
        also: "ma|ma xa|ma dvhc|ma don vi hanh chinh",
        shape: Cell::Name,
        need: Need::Cell,
    },
    Column {
        id: "level",
        vi: "Cấp",
        en: "Level",
        also: "cap don vi|cap hanh chinh",
        shape: Cell::Choice("level", "import.unknown_level"),
        need: Need::Cell,
    },
    Column {
        id: "parent",
        vi: "Thuộc đơn vị",
        en: "Parent",
        also: "don vi cap tren|truc thuoc|ma cap tren|thuoc",
        shape: Cell::Name,
        need: Need::Nothing,
    },
    Column {
        id: "name",
        vi: "Tên đơn vị",
        en: "Name",
        also: "ten|ten xa|ten dvhc|don vi",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "difficult_area",
        vi: "Vùng khó khăn",
        en: "Difficult area",
        also: "xa kho khan|vung kk|khu vuc iii",
        shape: Cell::Flag,
        need: Need::Nothing,
    },
    Column {
        id: "valid_from",
        vi: "Hiệu lực từ",
        en: "Valid from",
        also: "tu ngay|ngay thanh lap|hieu luc tu ngay",
        shape: Cell::Day,
        need: Need::Nothing,
    },
    Column {
        id: "valid_to",
        vi: "Hiệu lực đến",
        en: "Valid until",
        also: "den ngay|ngay giai the|hieu luc den ngay",
        shape: Cell::Day,
        need: Need::Nothing,
    },
    Column {
        id: "successors",
        vi: "Đơn vị kế tiếp",
        en: "Successors",
        also: "don vi moi|sap nhap vao|don vi sau sap nhap",
        shape: Cell::Units,
        need: Need::Nothing,
    },
];

type Tree<'u> = BTreeMap<&'u UnitCode, Vec<&'u Unit>>;

/// What the rows are checked against: every period that is known.
pub(super) struct UnitList {
    known: BTreeMap<(UnitCode, Option<Date>), Unit>,
}

impl Kind for UnitList {
    type Item = Unit;
    const SHAPE: Shape =
        Shape { columns: COLUMNS, key: &["code", "valid_from"], name: "name", aside: &[], summed: &[] };

    fn open(_: &Connection, desk: &Desk) -> Result<Self, StorageError> {
        let known = desk.rows.iter().map(|unit| ((unit.code.clone(), unit.valid_from), unit.clone()));
        Ok(Self { known: known.collect() })
    }

    fn codes(&self, desk: &Desk, column: &str) -> Option<BTreeSet<String>> {
        matches!(column, "code" | "parent").then(|| desk.unit_codes())
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Unit> {
        let (code, valid_from) = (cells.name("code")?, cells.day("valid_from"));
        let known = self.known.get(&(code.clone(), valid_from));
        let unit = Unit {
            code,
            level: cells.code("level")?,
            parent: cells.name("parent"),
            name: cells.text("name").to_owned(),
            difficult_area: cells.flag("difficult_area"),
            valid_from,
            valid_to: cells.day("valid_to"),
            successors: cells
                .text("successors")
                .split_whitespace()
                .filter_map(|code| code.parse().ok())
                .collect(),
            division: known.map_or_else(Division::default, |known| known.division.clone()),
        };
        let tiers = Catalogue::builtin().list("tier_profile");
        if !tiers.iter().any(|profile| profile.levels.contains(&unit.level)) {
            faults.push(cells.fault("level", "import.unknown_level", &[unit.level.as_str()]));
        }
        if let (Some(from), Some(to)) = (unit.valid_from, unit.valid_to)
            && to < from
        {
            faults.push(cells.fault("valid_to", "import.ends_before_start", &[]));
        }
        if known != Some(&unit) && !is_own(desk, &unit) {
            faults.push(cells.fault("code", "import.foreign_unit", &[unit.code.as_str()]));
        }
        Some(unit)
    }

    fn together(&self, desk: &Desk, entries: &[(Cells, Unit)], faults: &mut Faults) {
        let read: BTreeSet<_> = entries.iter().map(|(_, unit)| (&unit.code, unit.valid_from)).collect();
        let kept = desk.rows.iter().filter(|unit| !read.contains(&(&unit.code, unit.valid_from)));
        let mut tree = Tree::new();
        for unit in kept.chain(entries.iter().map(|(_, unit)| unit)) {
            tree.entry(&unit.code).or_default().push(unit);
        }
        for (cells, unit) in entries {
            fits(cells, unit, &tree, faults);
        }
    }

    fn place(&self, _: &Desk, _: &Unit) -> String {
        String::new()
    }

    fn values(unit: &Unit) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        let successors: Vec<&str> = unit.successors.iter().map(UnitCode::as_str).collect();
        vec![
            text(unit.code.as_str()),
            text(unit.level.as_str()),
            text(unit.parent.as_ref().map_or("", |parent| parent.as_str())),
            text(&unit.name),
            Some(Value::Flag(unit.difficult_area)),
            unit.valid_from.map(Value::Day),
            unit.valid_to.map(Value::Day),
            text(&successors.join(" ")),
        ]
    }

    fn before(&self, _: &Connection, items: &[Unit]) -> Result<Vec<Unit>, StorageError> {
        let of = |unit: &Unit| self.known.get(&(unit.code.clone(), unit.valid_from)).cloned();
        Ok(items.iter().filter_map(of).collect())
    }

    fn put(&self, c: &Connection, _: &Desk, items: &[Unit]) -> Result<(), StorageError> {
        items.iter().try_for_each(|unit| registers::put_unit(c, unit))
    }
}

/// True when the importer may write a unit: one below the own unit, or a new one there.
fn is_own(desk: &Desk, unit: &Unit) -> bool {
    let Some(units) = desk.bounds.units else { return true };
    let is_below = |code: &UnitCode| units.contains(code);
    let is_known = desk.rows.iter().any(|known| known.code == unit.code);
    let may = if is_known { is_below(&unit.code) && desk.bounds.top != Some(&unit.code) } else { true };
    may && unit.parent.as_ref().is_some_and(is_below)
}

/// What can only be said of a unit beside the others.
fn fits(cells: &Cells, unit: &Unit, tree: &Tree, faults: &mut Faults) {
    let unknown = |code: &&UnitCode| !tree.contains_key(*code);
    if let Some(parent) = unit.parent.iter().find(unknown) {
        faults.push(cells.fault("parent", "import.unknown_unit", &[parent.as_str()]));
    }
    if let Some(successor) = unit.successors.iter().find(unknown) {
        faults.push(cells.fault("successors", "import.unknown_unit", &[successor.as_str()]));
    }
    let others =
        tree.get(&unit.code).into_iter().flatten().filter(|other| other.valid_from != unit.valid_from);
    if others.clone().any(|other| overlap(unit, other)) {
        faults.push(cells.fault("valid_from", "import.overlapping_periods", &[unit.code.as_str()]));
    }
    if is_its_own_ancestor(unit, tree) {
        faults.push(cells.fault("parent", "import.loop", &[unit.code.as_str()]));
    }
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
