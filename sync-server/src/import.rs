//! The bank's and the communes' lists, read from CSV or a workbook: all of a file or nothing. Every bad cell is
//! reported with its row, its column and the code of the reason, so that a clerk mends the file in one go; a good list
//! is compared with the one before. What an import does not do: guess. A value that does not read is a fault, never an
//! empty cell or a zero.

mod column;
mod compare;
mod fault;
mod groups;
mod headings;
mod households;
mod list;
mod loans;
mod offices;
mod outlets;
mod publish;
mod rows;
mod table;
mod units;

use std::convert::Infallible;

use rusqlite::Connection;

use shared::date::Date;
use shared::id::{Code, UnitCode};
use shared::text::Language;

use crate::storage::audit::{self, Action, CONSOLE};
use crate::storage::{SqliteStore, StorageError, uploads};
pub use column::{Column, Need, Value};
pub use compare::{Change, Changed, Comparison, Named, Sum, Warning};
pub use fault::{Fault, Faults};
pub use headings::{Heading, Mapping, Reading};
use list::{Desk, take};
pub(crate) use publish::households_of;
pub use publish::publish;
pub use table::Table;

/// The lists that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum List {
    /// Administrative units with their periods of validity.
    Units,
    /// Savings and loan groups, as the bank's list of one day has them.
    Groups,
    /// Loans of the groups' members.
    Loans,
    /// Poor and near-poor households of the communes.
    Households,
    /// The entrusted organisations in the units: officers in charge, joint documents.
    Offices,
    /// Places of publication, with level and kind.
    Outlets,
}

/// Whose rows may be imported.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bounds<'b> {
    /// Of these units alone.
    pub units: Option<&'b [UnitCode]>,
    /// The unit that imports.
    pub top: Option<&'b UnitCode>,
    /// Of this organisation alone.
    pub org: Option<&'b Code>,
}

/// One import: what, by whom, when.
#[derive(Debug, Clone, Copy)]
pub struct Import<'b> {
    /// Which list.
    pub list: List,
    /// Who imports, for the audit log.
    pub who: &'b str,
    /// Whose rows.
    pub bounds: Bounds<'b>,
    /// Now, Unix milliseconds.
    pub now_ms: i64,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has faults.
    #[error("{} faults in the file", .0.count())]
    Faults(Faults),
    /// Columns that the list must have were not found: somebody must say which they are.
    #[error("columns of the list were not found")]
    Unmapped(Box<Reading>),
    /// The list is not any more what was confirmed.
    #[error("the list changed since it was compared")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl ImportError {
    fn of_file(code: &'static str) -> Self {
        Self::Faults(vec![Fault::of_file(code, &[])].into())
    }
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// What was, or would be, imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The list beside the one before.
    pub comparison: Comparison,
    /// How the columns were understood.
    pub reading: Reading,
    /// Registers whose content is another one than before: their phones get it at the next synchronisation.
    pub registers_changed: usize,
}

impl List {
    /// Every list, in the order in which they build on each other.
    pub const ALL: [Self; 6] =
        [Self::Units, Self::Groups, Self::Loans, Self::Households, Self::Offices, Self::Outlets];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Groups => "groups",
            Self::Loans => "loans",
            Self::Households => "households",
            Self::Offices => "offices",
            Self::Outlets => "outlets",
        }
    }

    /// The list of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Units => units::COLUMNS,
            Self::Groups => groups::COLUMNS,
            Self::Loans => loans::COLUMNS,
            Self::Households => households::COLUMNS,
            Self::Offices => offices::COLUMNS,
            Self::Outlets => outlets::COLUMNS,
        }
    }

    /// Reads a file for this list. What must not be known of people is left out of the table.
    pub fn read(self, file: &[u8]) -> Result<Table, Faults> {
        let mut table = table::read(file, |rows| headings::score(rows, self.columns()))?;
        let reading = headings::read(&table, self.columns(), &Mapping::default())?;
        headings::forget_forbidden(&mut table, &reading);
        Ok(table)
    }
}

/// How a table is understood: by what the clerk said, what was said of the same headings before, and the headings.
pub fn reading(c: &Connection, list: List, table: &Table, said: &Mapping) -> Result<Reading, ImportError> {
    let known = |mapping: &Mapping| {
        let reading = headings::read(table, list.columns(), mapping);
        reading.map_err(|faults| ImportError::Faults(faults.into()))
    };
    let first = known(&Mapping::default())?;
    let remembered = uploads::mapping(c, list.code(), &headings::name(&first.headings))?;
    let mut mapping = remembered.map(|bytes| Mapping::from_bytes(&bytes)).unwrap_or_default();
    mapping.0.extend(said.0.clone());
    known(&mapping)
}

/// Imports a table that was read. `seen` names the comparison that was confirmed: should it be another one by now,
/// nothing is imported.
pub fn import(
    store: &SqliteStore,
    import: &Import,
    table: &Table,
    said: &Mapping,
    seen: Option<&str>,
) -> Result<Imported, ImportError> {
    store.write(|tx| {
        let imported = within(tx, import, table, said)?;
        let Comparison { rows, added, gone, changed, .. } = &imported.comparison;
        if seen.is_some_and(|seen| seen != imported.comparison.name()) {
            return Err(ImportError::Changed);
        }
        let detail = format!(
            "{:?}, {rows} rows, {} new, {} gone, {} changed, {} registers changed",
            import.list,
            added.len(),
            gone.len(),
            changed.len(),
            imported.registers_changed
        );
        audit::append(tx, import.now_ms, import.who, Action::Imported, &detail)?;
        let name = headings::name(&imported.reading.headings);
        if !said.0.is_empty() {
            uploads::remember(tx, import.list.code(), &name, &said.to_bytes())?;
        }
        Ok(imported)
    })
}

/// Says what importing a table would do, and does none of it.
pub fn rehearse(
    store: &SqliteStore,
    import: &Import,
    table: &Table,
    said: &Mapping,
) -> Result<Imported, ImportError> {
    let undone =
        store.write::<Infallible, Undone>(|tx| Err(Undone::Fits(Box::new(within(tx, import, table, said)?))));
    match undone {
        Err(Undone::Fits(imported)) => Ok(*imported),
        Err(Undone::Failed(error)) => Err(error),
        Ok(never) => match never {},
    }
}

/// Imports a file as the person at the server's console does.
pub fn import_file(
    store: &SqliteStore,
    list: List,
    file: &[u8],
    now_ms: i64,
) -> Result<Imported, ImportError> {
    let table = list.read(file).map_err(ImportError::Faults)?;
    let by_console = Import { list, who: CONSOLE, bounds: Bounds::default(), now_ms };
    import(store, &by_console, &table, &Mapping::default(), None)
}

/// How a rehearsal ends: in no case with a commit.
enum Undone {
    Fits(Box<Imported>),
    Failed(ImportError),
}

impl<E: Into<ImportError>> From<E> for Undone {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn within(c: &Connection, import: &Import, table: &Table, said: &Mapping) -> Result<Imported, ImportError> {
    let reading = reading(c, import.list, table, said)?;
    if !reading.missing(import.list.columns()).is_empty() {
        return Err(ImportError::Unmapped(Box::new(reading)));
    }
    let desk = Desk::open(c, import)?;
    let take = match import.list {
        List::Units => take::<units::UnitList>,
        List::Groups => take::<groups::Groups>,
        List::Loans => take::<loans::Loans>,
        List::Households => take::<households::Households>,
        List::Offices => take::<offices::Offices>,
        List::Outlets => take::<outlets::Outlets>,
    };
    let comparison = take(c, &desk, table, &reading)?;
    let registers_changed = publish(c, Date::in_vietnam(import.now_ms))?;
    Ok(Imported { comparison, reading, registers_changed })
}

impl Reading {
    /// The faults of a table whose columns nobody can assign: the command's way of saying what a page asks.
    pub fn faults(&self, list: List, language: Language) -> Faults {
        let unknown: Vec<&str> = self.unknown().map(|heading| heading.text.as_str()).collect();
        let missing = self.missing(list.columns()).into_iter().map(|column| {
            let named = format!("{} ({})", column.label(language), column.id);
            Fault::of_file("import.missing_column", &[&named, &unknown.join(", ")])
        });
        missing.collect::<Vec<_>>().into()
    }
}
