//! The bank's lists, read from CSV: all of a file or nothing. Every bad row is reported with its line, its
//! column and the code of the reason, so that a clerk mends the file in one go. What an import does not do:
//! guess. A value that does not read is a fault, never an empty cell or a zero.

mod groups;
mod loans;
mod sheet;
mod units;

use std::collections::BTreeSet;
use std::convert::Infallible;

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::register::UnitRegister;
use shared::domain::units::Units;
use shared::id::{Code, Partition};
use shared::text::{Language, sentence};

use crate::lists;
use crate::storage::audit::{self, Action, CONSOLE};
use crate::storage::{SqliteStore, StorageError, registers};
pub use sheet::{FILE_BYTES_MAX, ROWS_MAX};

/// The lists that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum List {
    /// Administrative units with their periods of validity.
    Units,
    /// Savings and loan groups, as the bank's list of one day has them.
    Groups,
    /// Loans of the groups' members.
    Loans,
}

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1; the header is line 1.
    pub line: u64,
    /// Column by its name in the header; empty when it is the whole line.
    pub column: String,
    /// Stable code of the reason; `text` has the sentence.
    pub code: &'static str,
    /// What the sentence names.
    pub args: Vec<String>,
}

impl Fault {
    /// The fault as one line for a person.
    pub fn sentence(&self, language: Language) -> String {
        let column = match self.column.as_str() {
            "" => String::new(),
            column => format!(", {} {column}", language.pick("cột", "column")),
        };
        let words = sentence(language, self.code, &self.args);
        format!("{} {}{column}: {words} [{}]", language.pick("dòng", "line"), self.line, self.code)
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file has faults.
    #[error("{} faults in the file", .0.len())]
    Faults(Vec<Fault>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// What was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Rows of the file.
    pub rows: usize,
    /// Registers whose content is another one than before: their phones get it at the next synchronisation.
    pub registers_changed: usize,
}

/// Imports one file. `org` limits it to one organisation: rows of another are faults.
pub fn import(
    store: &SqliteStore,
    list: List,
    file: &[u8],
    org: Option<&Code>,
    now_ms: i64,
) -> Result<Imported, ImportError> {
    store.write(|tx| {
        let imported = within(tx, list, file, org, now_ms)?;
        let detail =
            format!("{list:?}, {} rows, {} registers changed", imported.rows, imported.registers_changed);
        audit::append(tx, now_ms, CONSOLE, Action::Imported, &detail)?;
        Ok(imported)
    })
}

/// Says what importing a file would do, and does none of it.
pub fn rehearse(
    store: &SqliteStore,
    list: List,
    file: &[u8],
    org: Option<&Code>,
    now_ms: i64,
) -> Result<Imported, ImportError> {
    let undone =
        store.write::<Infallible, Undone>(|tx| Err(Undone::Fits(within(tx, list, file, org, now_ms)?)));
    match undone {
        Err(Undone::Fits(imported)) => Ok(imported),
        Err(Undone::Failed(error)) => Err(error),
        Ok(never) => match never {},
    }
}

/// How a rehearsal ends: in no case with a commit.
enum Undone {
    Fits(Imported),
    Failed(ImportError),
}

impl<E: Into<ImportError>> From<E> for Undone {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn within(
    c: &Connection,
    list: List,
    file: &[u8],
    org: Option<&Code>,
    now_ms: i64,
) -> Result<Imported, ImportError> {
    let rows = match list {
        List::Units => units::import(c, file)?,
        List::Groups => groups::import(c, file, org)?,
        List::Loans => loans::import(c, file)?,
    };
    Ok(Imported { rows, registers_changed: publish(c, Date::in_vietnam(now_ms))? })
}

/// Publishes every register whose content changed, also because a unit's period began or ended; returns how many. A
/// unit that ended keeps its last register: its phones go on with it until they have their new unit's.
pub fn publish(c: &Connection, today: Date) -> Result<usize, StorageError> {
    let units = Units::new(registers::units(c)?);
    let mut partitions: BTreeSet<Partition> = BTreeSet::new();
    for group in registers::groups(c)? {
        let unit = units.rolled_up(&group.unit, today);
        let above = units.ancestors(&unit, today).into_iter().map(|unit| unit.code.clone());
        let with_itself = above.chain([unit]);
        partitions.extend(with_itself.map(|unit| Partition { unit, org: group.org.clone() }));
    }
    let mut changed = 0;
    for partition in partitions {
        changed += usize::from(registers::publish(c, register(c, &units, partition, today)?)?);
    }
    Ok(changed)
}

/// The register of a partition: of a commune its own groups and loans; of a unit above, for the inspections from
/// there, those of every commune below it. Last the units that it took over: from them a phone learns whose it is now.
fn register(
    c: &Connection,
    units: &Units,
    partition: Partition,
    today: Date,
) -> Result<UnitRegister, StorageError> {
    let (mut groups, mut loans) = (Vec::new(), Vec::new());
    let scope = units.scope(&partition.unit, today);
    for unit in &scope {
        groups.extend(lists::groups(c, units, &unit.code, &partition.org, today)?);
        loans.extend(lists::loans(c, units, &unit.code, &partition.org, today)?);
    }
    groups.sort_by(|a, b| a.code.cmp(&b.code));
    loans.sort_by(|a, b| a.code.cmp(&b.code));
    let above = units.at(&partition.unit, today).into_iter().chain(units.ancestors(&partition.unit, today));
    let below = scope.into_iter().filter(|unit| unit.code != partition.unit);
    let ended = units.ended_into(&partition.unit, today);
    let units = above.chain(below).chain(ended).cloned().collect();
    Ok(UnitRegister { units, partition, version: 0, groups, loans })
}
