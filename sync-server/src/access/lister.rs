//! The office's lists over the records of its communes (reports.md R6), and each unit's year. A list is computed from
//! the entries; a record is opened only for the rows that are shown. Every opening and every file is noted.

mod rows;
mod year;

use std::collections::BTreeMap;
use std::str::FromStr;

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::Document;
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures::{Entry, Help, Sums, Window, Word, total};
use shared::domain::progress::DueLoan;
use shared::domain::register::Group;
use shared::domain::report::{Column, OpenRemedy, SupportFigures};
use shared::domain::review;
use shared::domain::units::Unit;
use shared::frozen;
use shared::id::Code;
use shared::limits::{LIST_ROWS_MAX, REASON_CHARS_MAX};
use shared::record::{Flat, Kind};
use shared::store::Store;
use shared::text::fold;

use super::{PAGE, Scope};
use crate::additions;
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::{SqliteStore, StorageError, records};

pub use year::UnitYear;

/// Lists for one clerk.
pub struct Lister<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
    org: Code,
}

/// The lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Listing {
    /// Remedies that are not done, the longest overdue first.
    Remedies,
    /// What was published, with length, place and approval.
    Media,
    /// Columns, those without an item for a quarter first.
    Columns,
    /// Exemplary models and people; named only with consent.
    Exemplary,
    /// What citizens said, without names.
    Feedback,
    /// Who helps which household: of one commune; of all of them only how many.
    Support,
    /// New loans to be checked within thirty days.
    LoansDue,
    /// Lists of approved borrowers, and how long their groups waited to be told.
    LoanLists,
    /// Weak and average groups about which nothing is being done.
    WeakGroups,
    /// All groups in the order in which they should be looked at.
    Risk,
}

impl Listing {
    /// Every list, in the order of the index.
    pub const ALL: [Self; 10] = [
        Self::Remedies,
        Self::LoansDue,
        Self::Risk,
        Self::WeakGroups,
        Self::LoanLists,
        Self::Media,
        Self::Columns,
        Self::Exemplary,
        Self::Feedback,
        Self::Support,
    ];

    /// The stable code: in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Remedies => "remedies",
            Self::Media => "media",
            Self::Columns => "columns",
            Self::Exemplary => "exemplary",
            Self::Feedback => "feedback",
            Self::Support => "support",
            Self::LoansDue => "loans_due",
            Self::LoanLists => "loan_lists",
            Self::WeakGroups => "weak_groups",
            Self::Risk => "risk",
        }
    }

    /// True when it is of a year, and not of today.
    pub const fn has_year(self) -> bool {
        matches!(self, Self::Media | Self::Exemplary | Self::Feedback | Self::Support | Self::LoanLists)
    }

    /// True when it names people or their loans: its file asks for a purpose (records.md §12).
    pub const fn names_people(self) -> bool {
        matches!(self, Self::Remedies | Self::Media | Self::Exemplary | Self::Support | Self::LoansDue)
    }

    /// True when its rows need more than their entries have.
    const fn reads_records(self) -> bool {
        matches!(self, Self::Media | Self::Columns | Self::Exemplary)
    }
}

impl FromStr for Listing {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|listing| listing.code() == code).ok_or(())
    }
}

/// Which list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The list.
    pub listing: Listing,
    /// Only this unit's; empty for all.
    pub unit: &'a str,
    /// Its year, where it has one.
    pub year: i32,
    /// Only exemplary models with this tag; empty for all.
    pub tag: &'a str,
    /// Which page, from 0.
    pub page: usize,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The unit that it belongs to today.
    pub unit: Unit,
    /// The record behind it, if one is.
    pub facts: Option<Facts>,
    /// The record's fields as they count; empty unless the list reads records.
    pub flat: Flat,
    /// What it says.
    pub line: Line,
}

/// What a row says, by list.
#[derive(Debug, Clone)]
pub enum Line {
    /// What its record says.
    Record,
    /// A remedy that is not done.
    Remedy(OpenRemedy),
    /// A column.
    Column(Column),
    /// A citizen's word, and for how many days it has been waiting longer than it should.
    Word(Word, Option<i64>),
    /// Help for a household, and whether its helper has too many.
    Help(Help, bool),
    /// How much help there is in a commune.
    Helped(SupportFigures),
    /// A loan to be checked.
    Loan(DueLoan),
    /// A list of approved borrowers.
    LoanList {
        /// Customers on it.
        customers: i64,
        /// Day on which the group was told.
        told_on: Option<Date>,
        /// Days from its receipt to that day; to today while the group is not told.
        days: Option<i64>,
    },
    /// A group, with its place among all of them and the day of its newest inspection.
    Group(Box<Group>, usize, Option<Date>),
}

/// A list, or a page of it.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub count: usize,
    /// Pages in all, at least one.
    pub pages: usize,
    /// The units that can be asked for: the communes by name, then the office itself.
    pub units: Vec<Unit>,
    /// What the year's records sum up to: counts by kind, form, organisation.
    pub sums: Sums,
    /// The catalogue by which it reads, with what offices added.
    pub catalogue: Catalogue,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No such list here.
    #[error("no such list")]
    Unknown,
    /// It names people, and nobody said what for; or said it at too great a length.
    #[error("no purpose")]
    NoPurpose,
    /// It has too many rows for one file.
    #[error("too many rows")]
    TooLong,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What lists are made of.
struct Gathered {
    catalogue: Catalogue,
    /// Records of this office and its communes, each under the unit that it belongs to today.
    entries: Vec<Entry>,
}

impl<'s> Lister<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope, org: Code) -> Self {
        Self { store, account: account.clone(), scope, org }
    }

    /// How long each list is today; of a year's list this year's.
    pub fn index(&self) -> Result<BTreeMap<Listing, usize>, StorageError> {
        let gathered = self.gather()?;
        let year = self.scope.today.year();
        let wanted = |listing| Wanted { listing, unit: "", year, tag: "", page: 0 };
        let count = |listing| Ok((listing, self.rows(wanted(listing), &gathered)?.len()));
        Listing::ALL.into_iter().map(count).collect()
    }

    /// A page of a list; the opening is noted. `None` when the unit is not of this office.
    pub fn page(&self, wanted: Wanted<'_>, now_ms: i64) -> Result<Option<Listed>, StorageError> {
        if !self.knows(wanted.unit) {
            return Ok(None);
        }
        self.note(now_ms, Action::ListOpened, &name(wanted))?;
        let mut listed = self.listed(wanted)?;
        let from = wanted.page.min(listed.pages - 1) * PAGE;
        listed.rows = listed.rows.into_iter().skip(from).take(PAGE).collect();
        self.read(wanted.listing, &mut listed.rows)?;
        Ok(Some(listed))
    }

    /// A whole list for a file; what it is for is noted.
    pub fn export(&self, wanted: Wanted<'_>, purpose: &str, now_ms: i64) -> Result<Listed, ExportError> {
        if !self.knows(wanted.unit) {
            return Err(ExportError::Unknown);
        }
        let purpose = purpose.trim();
        let is_said = (1..=REASON_CHARS_MAX).contains(&purpose.chars().count());
        if wanted.listing.names_people() && !is_said {
            return Err(ExportError::NoPurpose);
        }
        let mut listed = self.listed(wanted)?;
        if listed.count > LIST_ROWS_MAX {
            return Err(ExportError::TooLong);
        }
        let purpose: String = purpose.chars().take(REASON_CHARS_MAX).collect();
        self.note(
            now_ms,
            Action::ListExported,
            format!("{}: {purpose}", name(wanted)).trim_end_matches(": "),
        )?;
        self.read(wanted.listing, &mut listed.rows)?;
        Ok(listed)
    }

    fn listed(&self, wanted: Wanted<'_>) -> Result<Listed, StorageError> {
        let gathered = self.gather()?;
        let rows = self.rows(wanted, &gathered)?;
        let kind = match wanted.listing {
            Listing::Media => Some(Kind::Media),
            Listing::Exemplary => Some(Kind::Exemplary),
            Listing::Feedback => Some(Kind::Feedback),
            _ => None,
        };
        let of_kind = gathered.entries.iter().filter(|entry| Some(entry.facts.kind) == kind);
        let of_kind = of_kind.filter(|entry| is_of(wanted.unit, entry));
        let year = Window::months(wanted.year, 1, 12);
        let sums = year.map(|year| total(of_kind, &year)).unwrap_or_default();
        Ok(Listed {
            count: rows.len(),
            pages: rows.len().div_ceil(PAGE).max(1),
            rows,
            units: self.units(),
            sums,
            catalogue: gathered.catalogue,
        })
    }

    /// The units that can be asked for.
    fn units(&self) -> Vec<Unit> {
        let top = &self.scope.top;
        let mut units: Vec<Unit> =
            self.scope.communes().filter(|unit| unit.code != top.code).cloned().collect();
        units.sort_by_cached_key(|unit| fold(&unit.name));
        units.push(top.clone());
        units
    }

    fn unit(&self, code: &str) -> Option<&Unit> {
        self.scope.communes().chain([&self.scope.top]).find(|unit| unit.code.as_str() == code)
    }

    fn knows(&self, unit: &str) -> bool {
        unit.is_empty() || self.unit(unit).is_some()
    }

    /// Everything of this organisation that counts in this office or its communes.
    fn gather(&self) -> Result<Gathered, StorageError> {
        let entries = self.store.read(|c| records::all_entries(c, &self.org))?;
        let catalogue = additions::catalogue(self.store)?;
        let mut entries = review::join(entries, &catalogue);
        entries.retain_mut(|entry| {
            self.scope.units.roll_up(&mut entry.facts, self.scope.today);
            entry.counts() && self.unit(entry.facts.partition.unit.as_str()).is_some()
        });
        Ok(Gathered { catalogue, entries })
    }

    /// Reads the records behind these rows, as they count. One that does not open says nothing.
    fn read(&self, listing: Listing, rows: &mut [Row]) -> Result<(), StorageError> {
        if !listing.reads_records() {
            return Ok(());
        }
        for row in rows {
            let Some(facts) = row.facts.as_ref().filter(|_| row.flat.is_empty()) else { continue };
            let changes = block_on(self.store.changes_of(facts.doc))?;
            if let Ok(document) = Document::open(changes.iter().map(|row| row.change.bytes.as_slice())) {
                row.flat = frozen::flat(&document, facts.kind);
            }
        }
        Ok(())
    }

    fn note(&self, now_ms: i64, action: Action, detail: &str) -> Result<(), StorageError> {
        self.store.write(|tx| audit::append(tx, now_ms, self.account.id.as_str(), action, detail))
    }
}

/// True for a record of the unit that is asked for.
fn is_of(unit: &str, entry: &Entry) -> bool {
    unit.is_empty() || entry.facts.partition.unit.as_str() == unit
}

/// What the audit calls a list.
fn name(wanted: Wanted<'_>) -> String {
    let Wanted { listing, unit, year, tag, .. } = wanted;
    let year = if listing.has_year() { year.to_string() } else { String::new() };
    [listing.code(), unit, &year, tag]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
