//! What an area office does beyond deciding on records: it draws the groups to visit, follows what its inspections
//! found, and reads the reports of wrongdoing that went past its communes. What it writes is written under the clerk's
//! own name, through the gate that holds for phones.

mod draws;
mod remedies;
mod voices;

use std::sync::PoisonError;

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::{Document, OpenError};
use shared::domain::draw::DrawError;
use shared::domain::figures::Entry;
use shared::domain::review;
use shared::domain::rules::Problem;
use shared::domain::units::Unit;
use shared::id::{DocId, Partition, UnitCode};
use shared::record::{Edit, Flat, Kind, SCHEMA_VERSION};
use shared::store::Store;
use shared::sync::author::Place;

use super::desk::{self, DeskError};
use super::{Scope, Turns};
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::{SqliteStore, StorageError, records};

pub use draws::{Drawing, ToDraw};
pub use remedies::{Chased, Finding, Inspected, Notice, Remedies, RemedyReading, Step};
pub use voices::{Voice, Voices};

/// Works for one clerk.
pub struct Overseer<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
}

/// Why nothing was written or shown.
#[derive(Debug, thiserror::Error)]
pub enum OverseeError {
    /// No such thing here.
    #[error("no such thing here")]
    Unknown,
    /// Refused for a reason that has a sentence: its code and what it names.
    #[error("refused: {0}")]
    Refused(&'static str, Vec<String>),
    /// The record does not open.
    #[error(transparent)]
    Damaged(#[from] OpenError),
    /// It could not be written.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<DrawError> for OverseeError {
    fn from(error: DrawError) -> Self {
        Self::Refused(error.code(), Vec::new())
    }
}

impl From<Problem> for OverseeError {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem.code, problem.args)
    }
}

/// A record as it lies in the log.
struct Opened {
    partition: Partition,
    kind: Kind,
    flat: Flat,
}

impl<'s> Overseer<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope) -> Self {
        Self { store, account: account.clone(), scope }
    }

    /// The partition of this office itself.
    fn home(&self) -> Result<Partition, OverseeError> {
        let org = self.scope.org.clone().ok_or(OverseeError::Unknown)?;
        Ok(Partition { unit: self.scope.top.code.clone(), org })
    }

    /// The entries of this organisation's records, with what was decided.
    fn entries(&self) -> Result<Vec<Entry>, OverseeError> {
        let org = self.home()?.org;
        let entries = self.store.read(|c| records::all_entries(c, &org))?;
        Ok(review::join(entries, Catalogue::builtin()))
    }

    fn open(&self, doc: DocId) -> Result<Option<Opened>, OverseeError> {
        let rows = block_on(self.store.changes_of(doc))?;
        let Some(first) = rows.first() else { return Ok(None) };
        let (partition, kind) = (first.change.partition.clone(), first.change.kind);
        let document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice()))?;
        Ok(Some(Opened { partition, kind, flat: document.flat() }))
    }

    /// The commune of this office that a unit belongs to today, with a group of it.
    fn commune(&self, unit: &UnitCode, group: Option<&UnitCode>) -> Option<&Unit> {
        let unit = self.scope.units.rolled_up(unit, group, self.scope.today);
        self.scope.communes().find(|commune| commune.code == unit)
    }

    /// Works on a document while nobody else writes into its partition, and writes what comes of it.
    fn write(
        &self,
        place: Place<'_>,
        turns: &Turns,
        now_ms: i64,
        work: impl FnOnce(Option<&Flat>) -> Result<Vec<Edit>, OverseeError>,
    ) -> Result<(), OverseeError> {
        let turn = turns.of(place.partition);
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = self.open(place.doc)?;
        let mut edits = work(opened.as_ref().map(|opened| &opened.flat))?;
        if opened.is_none() {
            edits.extend(self.envelope(place, now_ms));
        }
        if !edits.is_empty() {
            desk::write(self.store, &self.account, place, &edits, now_ms)?;
        }
        Ok(())
    }

    /// What a new record of this office says of itself.
    fn envelope(&self, place: Place<'_>, now_ms: i64) -> Vec<Edit> {
        let text = |key: &str, value: &str| (key.to_owned(), value.into());
        vec![
            text("kind", place.kind.code()),
            ("schema_version".to_owned(), SCHEMA_VERSION.into()),
            text("org", place.partition.org.as_str()),
            text("unit", place.partition.unit.as_str()),
            text("created_by", self.account.id.as_str()),
            ("device_time".to_owned(), now_ms.into()),
        ]
    }

    fn note(&self, now_ms: i64, action: Action, detail: &str) -> Result<(), OverseeError> {
        let who = self.account.id.as_str();
        Ok(self.store.write(|tx| audit::append(tx, now_ms, who, action, detail))?)
    }
}
