//! What every list has in common: its rows are read, checked against what is known, compared with the list before and
//! put in its place, all of it or nothing. A list is one file beside this one that says what is its own.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::units::{Unit, Units};
use shared::id::{Code, UnitCode};
use shared::text::Language;

use super::compare::{Comparison, Shape, Values, Warning};
use super::fault::Faults;
use super::headings::Reading;
use super::rows::{self, Cells, Names};
use super::table::Table;
use super::{Bounds, Import, ImportError};
use crate::storage::{StorageError, registers};

/// What rows are read against, whichever the list.
pub(super) struct Desk<'b> {
    /// Every unit in every period.
    pub rows: Vec<Unit>,
    /// The same as a tree.
    pub units: Units,
    names: BTreeMap<UnitCode, String>,
    /// Today.
    pub today: Date,
    /// Now, Unix milliseconds.
    pub now_ms: i64,
    /// Who imports.
    pub who: &'b str,
    /// Whose rows may be imported.
    pub bounds: Bounds<'b>,
}

impl<'b> Desk<'b> {
    /// A desk over what is in the database.
    pub fn open(c: &Connection, import: &Import<'b>) -> Result<Self, StorageError> {
        let Import { who, bounds, now_ms, .. } = *import;
        let today = Date::in_vietnam(now_ms);
        let rows = registers::units(c)?;
        // The last period's name is the one that people use.
        let names = rows.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect();
        Ok(Self { units: Units::new(rows.clone()), rows, names, today, now_ms, who, bounds })
    }

    /// A unit's list for people: its name and code, and whose list when it is one organisation's.
    pub fn place(&self, unit: &UnitCode, org: Option<&Code>) -> String {
        let name = self.names.get(unit).map_or("", String::as_str);
        let org = org.filter(|_| self.bounds.org.is_none()).map(|org| {
            format!(", {}", Catalogue::builtin().label("organisation", org.as_str(), Language::Vi))
        });
        format!("{name} ({unit}){}", org.unwrap_or_default()).trim().to_owned()
    }

    /// Codes of all units.
    pub fn unit_codes(&self) -> BTreeSet<String> {
        self.rows.iter().map(|unit| unit.code.to_string()).collect()
    }

    /// Checks that a row's unit is a commune on a day, and the importer's business.
    pub fn commune(&self, cells: &Cells, column: &str, unit: &UnitCode, on: Date, faults: &mut Faults) {
        if self.units.at(unit, on).is_none_or(|unit| unit.level.as_str() != "commune") {
            faults.push(cells.fault(column, "import.unknown_unit", &[unit.as_str()]));
        } else {
            self.own_unit(cells, column, unit, faults);
        }
    }

    /// Checks that a row's unit is the importer's business.
    pub fn own_unit(&self, cells: &Cells, column: &str, unit: &UnitCode, faults: &mut Faults) {
        if self.bounds.units.is_some_and(|units| !units.contains(unit)) {
            faults.push(cells.fault(column, "import.foreign_unit", &[unit.as_str()]));
        }
    }

    /// Checks that a row's organisation is entrusted with loans, and the importer's business.
    pub fn org(&self, cells: &Cells, column: &str, org: &Code, faults: &mut Faults) {
        let entry = Catalogue::builtin().entry("organisation", org.as_str());
        if !entry.is_some_and(|org| org.entrusted) {
            faults.push(cells.fault(column, "import.unknown_org", &[org.as_str()]));
        } else if self.bounds.org.is_some_and(|own| own != org) {
            faults.push(cells.fault(column, "import.foreign_org", &[org.as_str()]));
        }
    }
}

/// One of the lists.
pub(super) trait Kind: Sized {
    /// One entry.
    type Item;
    /// What a comparison must know.
    const SHAPE: Shape;

    /// What its rows are checked against.
    fn open(c: &Connection, desk: &Desk) -> Result<Self, StorageError>;

    /// Known codes of a column, for lost zeros.
    fn codes(&self, desk: &Desk, column: &str) -> Option<BTreeSet<String>>;

    /// The entry of a row whose cells read; `None` only beside a fault.
    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Self::Item>;

    /// What is wrong with the entries together, beyond a code that stands twice.
    fn together(&self, _: &Desk, _: &[(Cells, Self::Item)], _: &mut Faults) {}

    /// Whose list an entry stands on, for people.
    fn place(&self, desk: &Desk, item: &Self::Item) -> String;

    /// An entry's values in the order of the columns.
    fn values(item: &Self::Item) -> Values;

    /// What the entries replace.
    fn before(&self, c: &Connection, items: &[Self::Item]) -> Result<Vec<Self::Item>, StorageError>;

    /// What to look at twice besides the sums.
    fn warnings(&self, _: &Desk, _: &[Self::Item]) -> Vec<Warning> {
        Vec::new()
    }

    /// Puts the entries in their place.
    fn put(&self, c: &Connection, desk: &Desk, items: &[Self::Item]) -> Result<(), StorageError>;
}

/// Reads, checks, compares and puts a list.
pub(super) fn take<K: Kind>(
    c: &Connection,
    desk: &Desk,
    table: &Table,
    reading: &Reading,
) -> Result<Comparison, ImportError> {
    let mut faults = Faults { sheet: table.sheet.clone(), ..Faults::default() };
    let kind = K::open(c, desk)?;
    let names = Names::new(&desk.rows, desk.today);
    let rows = rows::read(table, K::SHAPE.columns, reading, &names, &mut faults);
    let rows = rows::without_lost_zeros(rows, table, |column| kind.codes(desk, column), &mut faults);
    let mut seen = BTreeSet::new();
    let mut entries = Vec::with_capacity(rows.len());
    for cells in rows {
        let before = faults.count();
        let Some(item) = kind.item(desk, &cells, &mut faults) else { continue };
        let key = K::SHAPE.key(&K::values(&item));
        if !seen.insert(key.clone()) {
            let column = K::SHAPE.key.first().copied().unwrap_or_default();
            faults.push(cells.fault(column, "import.duplicate", &[&key]));
        }
        if faults.count() == before {
            entries.push((cells, item));
        }
    }
    kind.together(desk, &entries, &mut faults);
    if !faults.is_empty() {
        return Err(ImportError::Faults(faults.sorted()));
    }
    if entries.is_empty() {
        return Err(ImportError::of_file("import.no_rows"));
    }
    let items: Vec<K::Item> = entries.into_iter().map(|(_, item)| item).collect();
    let of = |item: &K::Item| (kind.place(desk, item), K::values(item));
    let before = kind.before(c, &items)?.iter().map(of).collect();
    let mut comparison = Comparison::new(&K::SHAPE, before, items.iter().map(of).collect());
    comparison.warnings.extend(kind.warnings(desk, &items));
    kind.put(c, desk, &items)?;
    Ok(comparison)
}
