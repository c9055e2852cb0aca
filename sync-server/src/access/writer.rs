//! A device's exchange. What it may read and write follows from its token and its account alone; a unit that
//! was dissolved while the phone was away is still its unit.

mod photo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use futures_lite::future::block_on;
use rusqlite::Transaction;

use shared::domain::units::Units;
use shared::id::{DocId, Partition, UnitCode};
use shared::record::{self, Kind};
use shared::sync::office::{Caller, ReceiveError, Surroundings, receive};
use shared::sync::wire::{Request, Response, Verdict};

use super::Role;
use crate::clock::Clock;
use crate::derived;
use crate::secret;
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device};
use crate::storage::refusals::{self, Refused};
use crate::storage::{SqliteStore, StorageError, registers};

/// Why a device is not heard.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No device has this token.
    #[error("device.unknown")]
    Unknown,
    /// The device was revoked.
    #[error("device.revoked")]
    Revoked,
    /// The request is not answered.
    #[error(transparent)]
    Receive(#[from] ReceiveError<StorageError>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// One exchange that writes at a time in each partition, as `office::receive` assumes.
#[derive(Debug, Default)]
pub struct Turns(Mutex<BTreeMap<Partition, Arc<Mutex<()>>>>);

impl Turns {
    pub(super) fn of(&self, partition: &Partition) -> Arc<Mutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(turns.entry(partition.clone()).or_default())
    }
}

/// Takes in the changes of one device and hands out those of its scope.
pub struct Writer<'s> {
    store: &'s SqliteStore,
    clock: Clock,
    home: Partition,
    caller: Caller,
}

impl<'s> Writer<'s> {
    /// The writer behind a bearer token. A try with a revoked device's token is noted.
    pub fn of_token(store: &'s SqliteStore, token: &str, clock: Clock) -> Result<Self, SyncError> {
        let found = store.read(|c| {
            let Some(device) = devices::of_token(c, &secret::hash(token))? else { return Ok(None) };
            let account = accounts::find(c, device.account.as_str())?;
            Ok::<_, StorageError>(account.map(|account| (device, account)))
        })?;
        let (device, account) = found.ok_or(SyncError::Unknown)?;
        if device.revoked_at.is_some() {
            let detail = device.id.to_string();
            store.write(|tx| {
                let who = account.id.as_str();
                audit::append(tx, clock.now_ms(), who, Action::RevokedDeviceRefused, &detail)
            })?;
            return Err(SyncError::Revoked);
        }
        let units = store.read(registers::units)?;
        let (home, mut caller) =
            scope(&device, &account, &Units::new(units), clock).ok_or(SyncError::Unknown)?;
        if store.is_for_bench() {
            caller.writes.insert((home.clone(), Kind::FreeForm));
        }
        Ok(Self { store, clock, home, caller })
    }

    /// One exchange: everything of it that can be kept is on disk when this returns.
    pub fn exchange(&self, request: &Request, turns: &Turns) -> Result<Response, SyncError> {
        let turn = turns.of(&self.home);
        let _held =
            (!request.changes.is_empty()).then(|| turn.lock().unwrap_or_else(PoisonError::into_inner));
        let now_ms = self.clock.now_ms();
        let around = Surroundings {
            epoch: self.store.epoch()?,
            now_ms,
            table: record::find,
            derive: &derived::derive,
        };
        let response = block_on(receive(self.store, &self.caller, around, request))?;
        self.store.write(|tx| {
            self.note(tx, request, &response, now_ms)?;
            devices::synced(tx, self.caller.device, now_ms)
        })?;
        Ok(response)
    }

    /// Keeps what was refused, and forgets the refusals of what was taken after all.
    fn note(
        &self,
        tx: &Transaction,
        request: &Request,
        response: &Response,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        let device = self.caller.device;
        for (upload, verdict) in request.changes.iter().zip(&response.verdicts) {
            let doc = DocId(*upload.doc);
            match verdict {
                Verdict::Stored(_) => refusals::settle(tx, device, doc)?,
                Verdict::Refused(code) => {
                    let cursor = usize::try_from(upload.partition).ok().and_then(|at| request.cursors.get(at));
                    let wanted = cursor.and_then(|cursor| cursor.partition().ok());
                    let partition = wanted.unwrap_or_else(|| self.home.clone());
                    let Ok(code) = code.parse() else { continue };
                    refusals::keep(tx, &Refused { device, doc, code, partition, at: now_ms })?;
                }
                Verdict::Duplicate(_) | Verdict::MissingDeps => {}
            }
        }
        Ok(())
    }
}

/// Where a device is at home, what it follows and what it may write; `None` when its account has no business with
/// records. The people of a unit that ended are at home in its successor, with all that this took over: a record
/// that was made under an old code while a phone was away is taken under that code.
fn scope(device: &Device, account: &Account, units: &Units, clock: Clock) -> Option<(Partition, Caller)> {
    let role = Role::of(&account.role)?;
    let (today, org) = (clock.today(), account.org.clone()?);
    let home = Partition { unit: units.rolled_up(account.unit.as_ref()?, today), org };
    let with_past = |unit: &UnitCode| {
        let codes = units.taken_over(unit, today).into_iter();
        codes.map(|unit| Partition { unit, org: home.org.clone() }).collect::<BTreeSet<_>>()
    };
    let own = with_past(&home.unit);
    let mut reads = own.clone();
    let kinds: &[Kind] = match role {
        Role::FieldOfficer | Role::CommuneLead => &Kind::ALL,
        Role::Inspector => &[Kind::Inspection],
        Role::AreaClerk => {
            let below = units.scope(&home.unit, today).into_iter();
            reads.extend(below.flat_map(|unit| with_past(&unit.code)));
            &[Kind::Inspection]
        }
        Role::ProvinceViewer | Role::Admin => return None,
    };
    let writes = own.iter().flat_map(|own| kinds.iter().map(|kind| (own.clone(), *kind))).collect();
    Some((home, Caller { device: device.id, reads, writes }))
}
