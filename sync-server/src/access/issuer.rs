//! The sheet for a commune's monthly briefing (R1): computed from what counts, and frozen when it is issued. What was
//! issued is printed again from its snapshot and never computed anew; a later sheet says what has changed since.

use std::sync::PoisonError;

use shared::date::Date;
use shared::domain::figures::Entry;
use shared::domain::report::{Sheet, Sources};
use shared::domain::review;
use shared::domain::units::Unit;
use shared::id::{Code, Partition};
use shared::text::fold;

use super::{Scope, Turns, figures};
use crate::additions;
use crate::lists;
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::issued::{self, Issued, Series};
use crate::storage::{SqliteStore, StorageError, records};

/// The kind of report, in the table of what was issued.
const REPORT: &str = "r1";

/// Computes and issues for one clerk.
pub struct Issuer<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
    org: Code,
}

/// A sheet that was issued.
#[derive(Debug, Clone)]
pub struct Reprint {
    /// As it was kept.
    pub issued: Issued,
    /// What it says.
    pub sheet: Sheet,
}

/// The sheet of a commune and month.
#[derive(Debug, Clone)]
pub struct Briefed {
    /// The commune.
    pub unit: Unit,
    /// The organisation.
    pub org: Code,
    /// Today.
    pub today: Date,
    /// Day on which a phone of it last synchronised; `None` for never.
    pub seen_on: Option<Date>,
    /// The office's communes, by name.
    pub communes: Vec<Unit>,
    /// As it would be issued now.
    pub draft: Sheet,
    /// The draft's hash.
    pub hash: [u8; 32],
    /// What was issued of this month, in the order of issuing.
    pub issued: Vec<Reprint>,
}

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// No such commune or month here.
    #[error("no such sheet")]
    Unknown,
    /// The sheet is not as it was on screen.
    #[error("the sheet has changed since it was read")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl<'s> Issuer<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope, org: Code) -> Self {
        Self { store, account: account.clone(), scope, org }
    }

    /// The office's first commune, by name: what is shown when none is asked for.
    pub fn first(&self) -> Option<&Unit> {
        self.scope.communes().min_by_key(|unit| fold(&unit.name))
    }

    /// The sheet of a commune and month; `None` when there is no such one here.
    pub fn sheet(&self, commune: &str, year: i32, month: u8) -> Result<Option<Briefed>, StorageError> {
        let Some(unit) = self.scope.communes().find(|unit| unit.code.as_str() == commune).cloned() else {
            return Ok(None);
        };
        let (today, units) = (self.scope.today, &self.scope.units);
        let (entries, groups, loans, kept, seen) = self.store.read(|c| {
            let entries = records::all_entries(c, &self.org)?;
            let groups = lists::groups(c, units, &unit.code, &self.org, today)?;
            let loans = lists::loans(c, units, &unit.code, &self.org, today)?;
            let kept = issued::all(c, self.series(&unit))?;
            let seen = figures::seen(c, &self.scope, &self.org)?;
            Ok::<_, StorageError>((entries, groups, loans, kept, seen))
        })?;
        let seen_on = seen.get(&unit.code).copied();
        let catalogue = &additions::catalogue(self.store)?;
        let is_here = |entry: &Entry| {
            let facts = &entry.facts;
            units.rolled_up(&facts.partition.unit, facts.group.as_ref(), today) == unit.code
        };
        let entries: Vec<Entry> = review::join(entries, catalogue).into_iter().filter(is_here).collect();
        let profiles: Vec<_> = catalogue.quota_profiles_in(self.org.as_str(), year).collect();
        let sources =
            Sources { unit: &unit, groups: &groups, loans: &loans, entries: &entries, profiles: &profiles };
        let kept: Vec<Reprint> = kept.into_iter().map(reprint).collect::<Result<_, _>>()?;
        let sheets: Vec<Sheet> = kept.iter().map(|kept| kept.sheet.clone()).collect();
        let Some(draft) = Sheet::new(&sources, year, month) else { return Ok(None) };
        let draft = draft.adjusted(&sources, &sheets, catalogue);
        let hash = issued::hash(&canonical(&draft)?);
        let issued =
            kept.into_iter().filter(|kept| (kept.issued.year, kept.issued.period) == (year, month)).collect();
        let mut communes: Vec<Unit> = self.scope.communes().cloned().collect();
        communes.sort_by_cached_key(|unit| fold(&unit.name));
        let org = self.org.clone();
        Ok(Some(Briefed { unit, org, today, seen_on, communes, draft, hash, issued }))
    }

    /// Issues the sheet that was on screen, named by its hash. The same one pressed twice is one.
    pub fn issue(
        &self,
        (commune, year, month): (&str, i32, u8),
        hash: [u8; 32],
        turns: &Turns,
        now_ms: i64,
    ) -> Result<(), IssueError> {
        let unit =
            self.scope.communes().find(|unit| unit.code.as_str() == commune).ok_or(IssueError::Unknown)?;
        let turn = turns.of(&Partition { unit: unit.code.clone(), org: self.org.clone() });
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let briefed = self.sheet(commune, year, month)?.ok_or(IssueError::Unknown)?;
        if briefed.issued.last().is_some_and(|last| last.issued.hash == hash) {
            return Ok(());
        }
        if briefed.hash != hash {
            return Err(IssueError::Changed);
        }
        let content = canonical(&briefed.draft)?;
        self.store.write(|tx| {
            let by = (self.account.name.as_str(), now_ms);
            issued::keep(tx, self.series(&briefed.unit), (year, month), &content, by)?;
            let detail = format!("{REPORT} {commune} {year}-{month:02}");
            audit::append(tx, now_ms, self.account.id.as_str(), Action::ReportIssued, &detail)
        })?;
        Ok(())
    }

    fn series<'u>(&'u self, unit: &'u Unit) -> Series<'u> {
        Series { report: REPORT, unit: &unit.code, org: &self.org }
    }
}

/// The bytes that are kept and hashed.
fn canonical(sheet: &Sheet) -> Result<Vec<u8>, StorageError> {
    postcard::to_allocvec(sheet).map_err(|_| StorageError::Damaged("sheet".to_owned()))
}

fn reprint(issued: Issued) -> Result<Reprint, StorageError> {
    let sheet = postcard::from_bytes(&issued.content);
    let sheet = sheet.map_err(|_| StorageError::Damaged("issued".to_owned()))?;
    Ok(Reprint { issued, sheet })
}
