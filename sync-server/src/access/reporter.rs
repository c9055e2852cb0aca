//! The reports of an area (R2, R3, R4, R7): made of what counts, typed into, frozen when they are issued, sent. What
//! was issued is printed again from its kept bytes and never computed anew; another issue of the same report is another
//! row, and the earlier one stays.

mod print;
mod sending;
mod typing;

use std::collections::BTreeMap;
use std::sync::PoisonError;

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::figures::Entry;
use shared::domain::links;
use shared::domain::offices::OrgUnit;
use shared::domain::progress::Commune;
use shared::domain::register::Loan;
use shared::domain::report::{Asked, Material, Report, paper};
use shared::domain::review;
use shared::domain::units::Unit;
use shared::id::{Code, DocId, Partition, UnitCode};
use shared::sorted::{Map, Set};

use super::board::{self, BoardLine};
use super::figures::{commune_of, communes, is_in_place, seen};
use super::{IssueError, Scope, Turns};
use crate::additions;
use crate::lists;
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::issued::{self, Issued, Series};
use crate::storage::sendings::{self, Dispatch};
use crate::storage::wordings::{self, Wording};
use crate::storage::{SqliteStore, StorageError, households, records};

pub use print::Print;
pub use sending::SendingError;
pub use typing::{AROUND, DATED, RECIPIENTS, TypeError, Typed, Written, is_line};

/// Makes and sends reports for one clerk.
pub struct Reporter<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
    org: Code,
}

/// A report that was issued.
#[derive(Debug, Clone)]
pub struct IssuedPrint {
    /// As it was kept.
    pub issued: Issued,
    /// What it says.
    pub print: Print,
}

/// Everything of one paper.
#[derive(Debug, Clone)]
pub struct Folder {
    /// What is asked for.
    pub asked: Asked,
    /// Today.
    pub today: Date,
    /// As it would be issued now.
    pub draft: Print,
    /// The draft's hash.
    pub hash: [u8; 32],
    /// What was issued of it, in the order of issuing.
    pub issued: Vec<IssuedPrint>,
    /// Where it stands.
    pub line: BoardLine,
    /// Every wording of its places, the oldest first.
    pub wordings: Map<String, Vec<Wording>>,
    /// The catalogue with what offices added.
    pub catalogue: Catalogue,
}

/// What there is of a year.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The area.
    pub unit: Unit,
    /// The year.
    pub year: i32,
    /// Its reports.
    pub lines: Vec<BoardLine>,
    /// Those into which something was typed.
    pub begun: Set<(Report, u8)>,
    /// Today.
    pub today: Date,
}

/// What reports are made of, as it lies in the database.
struct Gathered {
    communes: Vec<Commune>,
    loans: Vec<Loan>,
    entries: Vec<Entry>,
    offices: Vec<OrgUnit>,
    seen: Map<UnitCode, Date>,
}

impl<'s> Reporter<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope, org: Code) -> Self {
        Self { store, account: account.clone(), scope, org }
    }

    /// What there is of a year.
    pub fn shelf(&self, year: i32) -> Result<Shelf, StorageError> {
        let (dispatches, begun) = self.store.read(|c| {
            let mut begun = Set::new();
            for report in Report::ALL {
                let of_year =
                    wordings::all(c, self.series(report))?.into_iter().filter(|one| one.year == year);
                begun.extend(of_year.map(|one| (report, one.period)));
            }
            Ok::<_, StorageError>((self.dispatches(c, year)?, begun))
        })?;
        let all: Vec<&Dispatch> = dispatches.iter().collect();
        let (today, unit) = (self.scope.today, self.scope.top.clone());
        let lines = board::lines(Catalogue::builtin(), &all, year, today);
        Ok(Shelf { unit, year, lines, begun, today })
    }

    /// Everything of one paper; `None` when there is no such one.
    pub fn folder(&self, asked: Asked) -> Result<Option<Folder>, StorageError> {
        let catalogue = additions::catalogue(self.store)?;
        let series = self.series(asked.report);
        let (gathered, said, kept, dispatches) = self.store.read(|c| {
            let gathered = self.gather(c, &catalogue)?;
            let said = wordings::all(c, series)?;
            Ok::<_, StorageError>((gathered, said, issued::all(c, series)?, self.dispatches(c, asked.year)?))
        })?;
        let Some(draft) = self.draft(asked, &gathered, &said, &catalogue) else { return Ok(None) };
        let of_it = |issued: &Issued| (issued.year, issued.period) == (asked.year, asked.quarter);
        let issued = kept.into_iter().filter(of_it);
        let issued = issued.map(|issued| Ok(IssuedPrint { print: Print::of(&issued)?, issued }));
        let mut wordings: Map<String, Vec<Wording>> = Map::new();
        for one in said {
            if (one.year, one.period) == typing::period_of(asked, &one.place) {
                wordings.entry(one.place.clone()).or_default().push(one);
            }
        }
        let all: Vec<&Dispatch> = dispatches.iter().collect();
        let paper = (asked.report, asked.year, asked.quarter);
        Ok(Some(Folder {
            asked,
            today: self.scope.today,
            hash: draft.hash()?,
            draft,
            issued: issued.collect::<Result<_, StorageError>>()?,
            line: board::line(&catalogue, &all, paper, self.scope.today),
            wordings,
            catalogue,
        }))
    }

    /// Issues the paper that was on screen, named by its hash. The same one pressed twice is one.
    pub fn issue(&self, asked: Asked, hash: [u8; 32], turns: &Turns, now_ms: i64) -> Result<(), IssueError> {
        let unit = &self.scope.top.code;
        let turn = turns.of(&Partition { unit: unit.clone(), org: self.org.clone() });
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = self.folder(asked)?.ok_or(IssueError::Unknown)?;
        if folder.issued.last().is_some_and(|last| last.issued.hash == hash) {
            return Ok(());
        }
        if folder.hash != hash {
            return Err(IssueError::Changed);
        }
        let content = folder.draft.canonical()?;
        self.store.write(|tx| {
            let by = (self.account.name.as_str(), now_ms);
            issued::keep(tx, self.series(asked.report), (asked.year, asked.quarter), &content, by)?;
            let who = self.account.id.as_str();
            audit::append(tx, now_ms, who, Action::ReportIssued, &self.of(asked))
        })?;
        Ok(())
    }

    fn series(&self, report: Report) -> Series<'_> {
        Series { report: report.code(), unit: &self.scope.top.code, org: &self.org }
    }

    /// A paper as the audit log names it.
    fn of(&self, asked: Asked) -> String {
        format!("{} {} {}-{}", asked.report.code(), self.scope.top.code, asked.year, asked.quarter)
    }

    /// What became of what this office issued of a year.
    fn dispatches(&self, c: &Connection, year: i32) -> Result<Vec<Dispatch>, StorageError> {
        let mut all = sendings::of_year(c, &self.org, year)?;
        all.retain(|one| one.unit == self.scope.top.code);
        Ok(all)
    }

    fn draft(
        &self,
        asked: Asked,
        gathered: &Gathered,
        said: &[Wording],
        catalogue: &Catalogue,
    ) -> Option<Print> {
        let newest = |place: &str| typing::newest(said, typing::period_of(asked, place), place);
        let text = |place: &str| newest(place).map(|one| one.text.clone()).filter(|text| !text.is_empty());
        let places = said.iter().map(|one| one.place.as_str()).collect::<Set<_>>();
        let typed = places.iter().filter_map(|place| Some(((*place).to_owned(), text(place)?))).collect();
        let profiles: Vec<_> = catalogue.quota_profiles_in(self.org.as_str(), asked.year).collect();
        let material = Material {
            today: self.scope.today,
            unit: &self.scope.top,
            org: &self.org,
            communes: &gathered.communes,
            loans: &gathered.loans,
            entries: &gathered.entries,
            profiles: &profiles,
            offices: &gathered.offices,
            seen: &gathered.seen,
            typed: &typed,
            catalogue,
        };
        let paper = paper(&material, &asked)?;
        let name = |code: UnitCode| {
            let name = self.scope.units.at(&code, self.scope.today)?.name.clone();
            Some((code, name))
        };
        Some(Print {
            names: print::units(&paper).into_iter().filter_map(name).collect(),
            paper,
            around: AROUND.iter().filter_map(|place| Some(((*place).to_owned(), text(place)?))).collect(),
            recipients: text(RECIPIENTS).map(|text| typing::recipients(&text)).unwrap_or_default(),
        })
    }

    /// Everything that counts, or may: of all years, for a remedy or a debt of an earlier one may still be open.
    fn gather(&self, c: &Connection, catalogue: &Catalogue) -> Result<Gathered, StorageError> {
        let (scope, today) = (&self.scope, self.scope.today);
        let communes = communes(c, scope, &self.org)?;
        let mut loans = Vec::new();
        for (unit, _) in &communes {
            loans.extend(lists::loans(c, &scope.units, &unit.code, &self.org, today)?);
        }
        let units: Set<&UnitCode> = scope.below.iter().map(|unit| &unit.code).collect();
        let mut entries = review::join(records::all_entries(c, &self.org)?, catalogue);
        entries.retain_mut(|entry| {
            scope.units.roll_up(&mut entry.facts, today);
            units.contains(&&entry.facts.partition.unit)
        });
        let commune_of: BTreeMap<_, _> = commune_of(&communes);
        let misplaced: Set<DocId> = links::inspections(&entries)
            .iter()
            .filter(|facts| !is_in_place(facts, &communes, &commune_of))
            .map(|facts| facts.doc)
            .collect();
        entries.retain(|entry| !misplaced.contains(&entry.facts.doc));
        let offices = households::offices(c)?.into_iter();
        let here = |office: &OrgUnit| office.org == self.org && units.contains(&&office.unit);
        let offices = offices.filter(here).collect();
        let seen = seen(c, scope, &self.org)?.into_iter().collect();
        Ok(Gathered { communes, loans, entries, offices, seen })
    }
}
