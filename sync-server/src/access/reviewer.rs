//! Reading a commune's records and deciding on them: accepted, returned with a reason, struck out; and on what the
//! commune asks to be corrected. A decision is a change to the record's review, written under the clerk's own name,
//! never to the record. It is about the version that the clerk has read: what was handed in or written since must be
//! read first, and what somebody decided already stands.

mod inbox;
mod sheets;

use std::sync::PoisonError;

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::{Document, OpenError, Past};
use shared::domain::correction::{ANSWERED, ASKED, Correction};
use shared::domain::facts::{Facts, State};
use shared::domain::figures::{self, Entry};
use shared::domain::units::Unit;
use shared::domain::{review, rules};
use shared::frozen::{self, Frozen};
use shared::id::{DeviceId, DocId, Partition, UnitCode};
use shared::limits::REASON_CHARS_MAX;
use shared::record::{Edit, Flat, Kind, SCHEMA_VERSION, Scalar};
use shared::store::{Row, Store};
use shared::sync::author::{AuthorError, Place};

pub use inbox::{Asked, Inbox, Matter, PAGE, Silent};
pub use sheets::PrintedSheet;

use super::{Scope, Turns, desk};
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::{SqliteStore, StorageError, devices};
use crate::{additions, derived};

/// Reads and decides for one clerk.
pub struct Reviewer<'s> {
    store: &'s SqliteStore,
    account: Account,
    scope: Scope,
}

/// Who wrote something, and when by that phone's clock, Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Writer {
    /// The person's name; the device's id where nobody is known.
    pub name: String,
    /// Evidence only.
    pub at_ms: i64,
}

/// One record as a clerk reads it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its facts, with what was decided.
    pub facts: Facts,
    /// Its fields as they count: as they were handed in, with what was corrected since.
    pub flat: Flat,
    /// What was written without knowing that it was handed in, oldest first; or, of a record that was returned, since.
    pub late: Vec<(Past, Writer)>,
    /// What was asked to be corrected, the answered ones first.
    pub corrections: Vec<(Correction, Option<Writer>)>,
    /// Names exactly this version of it.
    pub version: String,
    /// The commune whose it is now.
    pub commune: Unit,
    /// The catalogue by which it reads, with what offices added.
    pub catalogue: Catalogue,
    /// How many decisions were made on it, whatever version they are about.
    rounds: usize,
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
    /// `Accepted`, `Returned` or `Void`.
    pub state: State,
    /// Why; a return and a striking out need one.
    pub reason: &'c str,
}

/// A clerk's answer to what was asked.
#[derive(Debug, Clone, Copy)]
pub struct Verdict<'c> {
    /// The record.
    pub doc: DocId,
    /// The version that the clerk has read.
    pub version: &'c str,
    /// The correction's entry.
    pub correction: &'c str,
    /// True to approve.
    pub granted: bool,
    /// Why; declining needs one.
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
        let document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice()))?;
        let Frozen { flat, late } = frozen::frozen(&document, kind);
        let catalogue = additions::catalogue(self.store)?;
        let mut entry = figures::derive(doc, &partition, kind, &flat, &catalogue);
        if !can_be_read(&entry.facts) {
            return Ok(None);
        }
        let Some(commune) = self.home(&partition, entry.facts.group.as_ref()).cloned() else {
            return Ok(None);
        };
        let review = derived::of_record(self.store, review::counterpart(doc))?;
        let review = review.filter(|found| found.facts.kind == Kind::Review);
        if let Some(review) = &review {
            review::lay(&mut entry, review, &catalogue);
        }
        let Entry { facts, ledger, .. } = entry;
        let history = document.history();
        let asked_by = |correction: &Correction| {
            let key = format!("{ASKED}.{}.key", correction.asked.id);
            let asked = history.iter().find(|past| past.key == key);
            asked.map(|past| self.writer(past)).transpose()
        };
        let corrections = ledger.iter().flat_map(|ledger| ledger.corrections());
        let corrections = corrections.map(|one| asked_by(&one).map(|by| (one, by)));
        let late = late.into_iter().map(|past| self.writer(&past).map(|by| (past, by)));
        Ok(Some(Reading {
            late: late.collect::<Result<_, _>>()?,
            corrections: corrections.collect::<Result<_, _>>()?,
            flat: ledger.as_ref().and_then(|ledger| ledger.corrected()).unwrap_or(flat),
            version: review::version(&document.heads()),
            rounds: review.map_or(0, |review| review.facts.decisions.len()),
            facts,
            commune,
            catalogue,
        }))
    }

    /// Who stands behind a change.
    fn writer(&self, past: &Past) -> Result<Writer, StorageError> {
        let name_of = |device: DeviceId| {
            self.store.read(|c| {
                let Some(device) = devices::find(c, device)? else { return Ok(None) };
                Ok::<_, StorageError>(accounts::find(c, device.account.as_str())?.map(|account| account.name))
            })
        };
        let name = name_of(past.device)?.unwrap_or_else(|| past.device.to_string());
        Ok(Writer { name, at_ms: past.at_ms })
    }

    /// The unit that a record of a partition, about this group, belongs to today: a commune of this office, or the
    /// office's own.
    fn home(&self, partition: &Partition, group: Option<&UnitCode>) -> Option<&Unit> {
        let unit: UnitCode = self.scope.units.rolled_up(&partition.unit, group, self.scope.today);
        let of_org = self.scope.org.as_ref() == Some(&partition.org);
        self.scope.communes().chain([&self.scope.top]).find(|home| of_org && home.code == unit)
    }

    /// Writes a decision. The same one pressed twice is one; one that only says that late edits were seen is one more.
    pub fn decide(&self, choice: Choice<'_>, turns: &Turns, now_ms: i64) -> Result<(), DecideError> {
        let reason = within_limit(choice.reason)?;
        let place = self.open(choice.doc)?.ok_or(DecideError::Unknown)?.facts.partition;
        let turn = turns.of(&place);
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = self.open(choice.doc)?.ok_or(DecideError::Unknown)?;
        let Reading { facts, version, .. } = &reading;
        let stays = facts.state == choice.state
            || (facts.state == State::Corrected && choice.state == State::Accepted);
        let needs_reason = matches!(choice.state, State::Returned | State::Void) && !stays;
        if needs_reason && reason.is_empty() {
            return Err(DecideError::NoReason);
        }
        if facts.submission.as_deref() != Some(choice.submission) {
            return Err(DecideError::Changed);
        }
        let seen = stays && facts.late_unseen() > 0;
        let same = |decision: &review::Decision| {
            (decision.state, decision.reason.as_str(), &decision.by)
                == (choice.state, reason, &self.account.name)
        };
        if stays && !seen && facts.decisions.last().is_some_and(same) {
            return Ok(());
        }
        let role = self.account.role.as_str();
        if !seen && !rules::may_move(Catalogue::builtin(), facts.state, choice.state, role) {
            return Err(DecideError::Decided);
        }
        if version != choice.version {
            return Err(DecideError::Changed);
        }
        let entry = secret::one_time_code()?;
        let field = |name: &str, value: Scalar| (format!("decision.{entry}.{name}"), value);
        let mut edits = vec![
            field("submission", choice.submission.into()),
            field("read", choice.version.into()),
            field("state", choice.state.code().into()),
            field("by", self.account.name.as_str().into()),
            field("at", now_ms.into()),
            field("round", i64::try_from(reading.rounds).unwrap_or(i64::MAX).into()),
            field("late", i64::from(facts.late).into()),
        ];
        edits.extend((!reason.is_empty()).then(|| field("reason", reason.into())));
        self.write(facts, edits, now_ms)?;
        self.note(now_ms, Action::RecordDecided, &format!("{} {}", choice.doc, choice.state.code()))?;
        Ok(())
    }

    /// Approves or declines a correction. The same answer pressed twice is one.
    pub fn answer(&self, verdict: Verdict<'_>, turns: &Turns, now_ms: i64) -> Result<(), DecideError> {
        let reason = within_limit(verdict.reason)?;
        if !verdict.granted && reason.is_empty() {
            return Err(DecideError::NoReason);
        }
        let place = self.open(verdict.doc)?.ok_or(DecideError::Unknown)?.facts.partition;
        let turn = turns.of(&place);
        let _held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let reading = self.open(verdict.doc)?.ok_or(DecideError::Unknown)?;
        let of_it = |(one, _): &&(Correction, _)| one.asked.id == verdict.correction;
        let (correction, _) = reading.corrections.iter().find(of_it).ok_or(DecideError::Unknown)?;
        if let Some(answer) = &correction.answer {
            let same = answer.granted == verdict.granted && answer.by == self.account.name;
            return if same { Ok(()) } else { Err(DecideError::Decided) };
        }
        if reading.version != verdict.version {
            return Err(DecideError::Changed);
        }
        let field = |name: &str, value: Scalar| (format!("{ANSWERED}.{}.{name}", verdict.correction), value);
        let mut edits = vec![
            field("granted", verdict.granted.into()),
            field("by", self.account.name.as_str().into()),
            field("at", now_ms.into()),
        ];
        edits.extend((!reason.is_empty()).then(|| field("reason", reason.into())));
        self.write(&reading.facts, edits, now_ms)?;
        let said = if verdict.granted { "correction granted" } else { "correction declined" };
        self.note(now_ms, Action::RecordDecided, &format!("{} {said}", verdict.doc))?;
        Ok(())
    }

    /// Writes to the record's review.
    fn write(&self, facts: &Facts, edits: Vec<Edit>, now_ms: i64) -> Result<(), DecideError> {
        let doc = review::counterpart(facts.doc);
        let is_new = block_on(self.store.changes_of(doc))?.is_empty();
        let mut all = if is_new { envelope(facts) } else { Vec::new() };
        all.extend(edits);
        let place = Place { doc, partition: &facts.partition, kind: Kind::Review };
        desk::write(self.store, &self.account, place, &all, now_ms)?;
        Ok(())
    }
}

/// True for what an office reads: what was handed in, and what goes on for months and is never handed in
/// (docs/decisions/0014-living-records.md).
fn can_be_read(facts: &Facts) -> bool {
    facts.submission.is_some() || facts.kind.is_living()
}

fn within_limit(reason: &str) -> Result<&str, DecideError> {
    let reason = reason.trim();
    if reason.chars().count() > REASON_CHARS_MAX { Err(DecideError::LongReason) } else { Ok(reason) }
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
