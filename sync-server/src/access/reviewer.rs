//! Reading a commune's records and deciding on them: accepted, or returned with a reason. A decision is a change to
//! the record's review, written under the clerk's own name, never to the record. It is about the version that the
//! clerk has read: what was handed in or written since must be read first, and what somebody decided already stands.

use std::sync::PoisonError;

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::{Document, OpenError};
use shared::domain::facts::{Facts, State};
use shared::domain::units::Unit;
use shared::domain::{review, rules};
use shared::id::{Code, DeviceId, DocId, Partition, UnitCode};
use shared::limits::REASON_CHARS_MAX;
use shared::record::{self, Edit, Flat, Kind, SCHEMA_VERSION, Scalar};
use shared::store::{Row, Store};
use shared::sync::author::{AuthorError, Pen, Place, author};

use super::{Scope, Turns};
use crate::derived;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device};
use crate::storage::{SqliteStore, StorageError, records};

/// What the device of an office's page is called, as people call their phones.
const LABEL: &str = "Trang văn phòng";

/// Reads and decides for one clerk.
pub struct Reviewer<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
}

/// One record as a clerk reads it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its facts, with what was decided.
    pub facts: Facts,
    /// Its fields.
    pub flat: Flat,
    /// Names exactly this version of it.
    pub version: String,
    /// The commune whose it is now.
    pub commune: Unit,
}

/// A clerk's decision.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'c> {
    /// The record.
    pub doc: DocId,
    /// The version handed in that the clerk has seen.
    pub submission: &'c str,
    /// The version that the clerk has read.
    pub version: &'c str,
    /// `Accepted` or `Returned`.
    pub state: State,
    /// Why; a return needs one.
    pub reason: &'c str,
}

/// Why a decision was not written.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// No such record here.
    #[error("no such record")]
    Unknown,
    /// The record is not as the clerk has read it.
    #[error("the record has changed since it was read")]
    Changed,
    /// Somebody decided before.
    #[error("decided before")]
    Decided,
    /// A return without a reason.
    #[error("no reason")]
    NoReason,
    /// A reason beyond the limit.
    #[error("the reason is too long")]
    LongReason,
    /// The record, or its review, does not open.
    #[error(transparent)]
    Damaged(#[from] OpenError),
    /// The change was not taken.
    #[error(transparent)]
    Author(#[from] AuthorError<StorageError>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No name could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl<'s> Reviewer<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope) -> Self {
        Self { store, account: account.clone(), scope }
    }

    /// A commune of this office, and its records that were handed in: those to decide on first, then the newest. The
    /// opening is noted.
    pub fn records(&self, commune: &str, now_ms: i64) -> Result<Option<(Unit, Vec<Facts>)>, StorageError> {
        let Some(unit) = self.scope.communes().find(|unit| unit.code.as_str() == commune).cloned() else {
            return Ok(None);
        };
        let Some(org) = &self.scope.org else { return Ok(None) };
        self.note(now_ms, Action::AreaOpened, commune)?;
        let mut facts = review::join(self.store.read(|c| records::all_facts(c, org))?);
        facts.retain(|facts| facts.submission.is_some() && self.home(&facts.partition) == Some(&unit));
        facts.sort_by_key(|facts| {
            (facts.state != State::Submitted, std::cmp::Reverse(facts.event_date), facts.doc)
        });
        Ok(Some((unit, facts)))
    }

    /// One record that was handed in; the opening is noted. `None` when there is none such in this office's communes.
    pub fn read(&self, doc: DocId, now_ms: i64) -> Result<Option<Reading>, DecideError> {
        let reading = self.open(doc)?;
        if reading.is_some() {
            self.note(now_ms, Action::RecordOpened, &doc.to_string())?;
        }
        Ok(reading)
    }

    fn note(&self, now_ms: i64, action: Action, detail: &str) -> Result<(), StorageError> {
        self.store.write(|tx| audit::append(tx, now_ms, self.account.id.as_str(), action, detail))
    }

    fn open(&self, doc: DocId) -> Result<Option<Reading>, DecideError> {
        let rows = block_on(self.store.changes_of(doc))?;
        let Some(Row { change, .. }) = rows.first() else { return Ok(None) };
        let (partition, kind) = (change.partition.clone(), change.kind);
        let Some(commune) = self.home(&partition).cloned() else { return Ok(None) };
        let document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice()))?;
        let flat = document.flat();
        let mut facts = derived::derive(doc, &partition, kind, &flat);
        if facts.submission.is_none() {
            return Ok(None);
        }
        if let Some(found) = derived::of_record(self.store, review::counterpart(doc))?
            && found.kind == Kind::Review
        {
            review::lay(&mut facts, &found.decisions);
        }
        Ok(Some(Reading { facts, flat, version: review::version(&document.heads()), commune }))
    }

    /// The commune of this office that a partition belongs to today.
    fn home(&self, partition: &Partition) -> Option<&Unit> {
        let unit: UnitCode = self.scope.units.rolled_up(&partition.unit, self.scope.today);
        let of_org = self.scope.org.as_ref() == Some(&partition.org);
        self.scope.communes().find(|commune| of_org && commune.code == unit)
    }

    /// Writes a decision. The same one pressed twice is one.
    pub fn decide(&self, choice: Choice<'_>, turns: &Turns, now_ms: i64) -> Result<(), DecideError> {
        let reason = choice.reason.trim();
        if choice.state == State::Returned && reason.is_empty() {
            return Err(DecideError::NoReason);
        }
        if reason.chars().count() > REASON_CHARS_MAX {
            return Err(DecideError::LongReason);
        }
        let place = self.open(choice.doc)?.ok_or(DecideError::Unknown)?.facts.partition;
        let turn = turns.of(&place);
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let Reading { facts, version, .. } = self.open(choice.doc)?.ok_or(DecideError::Unknown)?;
        if facts.submission.as_deref() != Some(choice.submission) {
            return Err(DecideError::Changed);
        }
        let same = |decision: &review::Decision| {
            (decision.state, decision.reason.as_str(), &decision.by)
                == (choice.state, reason, &self.account.name)
        };
        if facts.state == choice.state && facts.decisions.last().is_some_and(same) {
            return Ok(());
        }
        if !rules::may_move(Catalogue::builtin(), facts.state, choice.state, self.account.role.as_str()) {
            return Err(DecideError::Decided);
        }
        if version != choice.version {
            return Err(DecideError::Changed);
        }
        self.write(&facts, choice, reason, now_ms)?;
        self.note(now_ms, Action::RecordDecided, &format!("{} {}", choice.doc, choice.state.code()))?;
        Ok(())
    }

    fn write(&self, facts: &Facts, choice: Choice<'_>, reason: &str, now_ms: i64) -> Result<(), DecideError> {
        let device = self.desk(now_ms)?;
        let entry = secret::one_time_code()?;
        let field = |name: &str, value: Scalar| (format!("decision.{entry}.{name}"), value);
        let round = i64::try_from(facts.decisions.len()).unwrap_or(i64::MAX);
        let doc = review::counterpart(facts.doc);
        let is_new = block_on(self.store.changes_of(doc))?.is_empty();
        let mut edits = if is_new { envelope(facts) } else { Vec::new() };
        edits.extend([
            field("submission", choice.submission.into()),
            field("read", choice.version.into()),
            field("state", choice.state.code().into()),
            field("by", self.account.name.as_str().into()),
            field("at", now_ms.into()),
            field("round", round.into()),
        ]);
        edits.extend((!reason.is_empty()).then(|| field("reason", reason.into())));
        let pen =
            Pen { device, start: secret::random()?, now_ms, table: record::find, derive: &derived::derive };
        let place = Place { doc, partition: &facts.partition, kind: Kind::Review };
        block_on(author(self.store, pen, place, &edits))?;
        Ok(())
    }

    /// The device under whose name this account decides; made at its first decision. Nobody has its token.
    fn desk(&self, now_ms: i64) -> Result<DeviceId, DecideError> {
        let id = desk_of(&self.account.id);
        let token = secret::hash(&secret::token()?);
        self.store
            .write(|tx| {
                if devices::find(tx, id)?.is_none() {
                    let account = self.account.id.clone();
                    let device = Device {
                        id,
                        account,
                        label: LABEL.to_owned(),
                        enrolled_at: now_ms,
                        synced_at: None,
                        revoked_at: None,
                        keys: None,
                    };
                    devices::enrol(tx, &device, &token)?;
                }
                Ok::<_, StorageError>(id)
            })
            .map_err(DecideError::from)
    }
}

/// What a new review says of itself.
fn envelope(facts: &Facts) -> Vec<Edit> {
    let text = |key: &str, value: &str| (key.to_owned(), value.into());
    vec![
        text("kind", Kind::Review.code()),
        ("schema_version".to_owned(), SCHEMA_VERSION.into()),
        text("org", facts.partition.org.as_str()),
        text("unit", facts.partition.unit.as_str()),
        text("record", &facts.doc.to_string()),
    ]
}

/// The device that stands for an account's work on the office's pages: one for each, named after it.
pub(super) fn desk_of(account: &Code) -> DeviceId {
    let name = secret::hash(&format!("desk\n{account}"));
    DeviceId(*name.first_chunk().unwrap_or(&[0; 8]))
}
