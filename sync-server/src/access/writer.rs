//! A device's exchange. What it may read and write follows from its token and its account alone; a unit that
//! was dissolved while the phone was away is still its unit.

mod photo;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use futures_lite::future::block_on;
use rusqlite::Transaction;

use shared::domain::figures;
use shared::domain::units::Units;
use shared::domain::voice::drawer;
use shared::id::{Code, DeviceId, DocId, Partition, UnitCode};
use shared::limits;
use shared::record::{self, Flat, Kind};
use shared::sync::bundle::Room;
use shared::sync::gate::Refusal;
use shared::sync::office::{Caller, Exchange, ReceiveError, Signer, Surroundings, Told, exchange};
use shared::sync::parcel::VerifyingKey;
use shared::sync::wire::{Request, Response, Verdict};

use super::Role;
use crate::additions;
use crate::clock::Clock;
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

    /// The turns of all partitions into which a request writes, in an order in which nobody waits in a circle.
    fn of_all(&self, request: &Request) -> Vec<Arc<Mutex<()>>> {
        let partitions: BTreeSet<Partition> =
            request.parcels.iter().filter_map(|parcel| parcel.partition().ok()).collect();
        partitions.iter().map(|partition| self.of(partition)).collect()
    }
}

/// Whose changes are taken in, and how many at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A phone on the network: a few slices.
    Enrolled,
    /// A letter: a phone's whole season.
    Carried,
    /// A letter from a revoked phone, for which somebody answers.
    AlsoRevoked,
}

impl Heard {
    fn room(self) -> Room {
        if self == Self::Enrolled { limits::SYNC_ROOM } else { limits::LETTER_ROOM }
    }
}

/// Takes in the changes of one device and hands out those of its scope.
pub struct Writer<'s> {
    store: &'s SqliteStore,
    clock: Clock,
    account: Account,
    writes: BTreeSet<(Partition, Kind)>,
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
        Self::of_device(store, &device, &account, clock)
    }

    /// The writer that a device is, whoever speaks for it here; revoked or not.
    pub(super) fn of_device(
        store: &'s SqliteStore,
        device: &Device,
        account: &Account,
        clock: Clock,
    ) -> Result<Self, SyncError> {
        let units = Units::new(store.read(registers::units)?);
        let Scope { reads, writes } = scope(store, account, &units, clock).ok_or(SyncError::Unknown)?;
        let caller = Caller { device: device.id, reads };
        Ok(Self { store, clock, account: account.clone(), writes, caller })
    }

    /// One exchange: everything of it that can be kept is on disk when this returns.
    pub fn exchange(&self, request: &Request, heard: Heard, turns: &Turns) -> Result<Response, SyncError> {
        let turns = turns.of_all(request);
        let _held: Vec<_> =
            turns.iter().map(|turn| turn.lock().unwrap_or_else(PoisonError::into_inner)).collect();
        let now_ms = self.clock.now_ms();
        let signers = self.signers(request, heard)?;
        let catalogue = additions::catalogue(self.store)?;
        let derive = |doc: DocId, partition: &Partition, kind: Kind, flat: &Flat| {
            figures::derive(doc, partition, kind, flat, &catalogue)
        };
        let around = Surroundings {
            epoch: self.store.epoch()?,
            now_ms,
            table: record::find,
            derive: &derive,
            signers: &signers,
            room: heard.room(),
        };
        let Exchange { response, changes } = block_on(exchange(self.store, &self.caller, around, request))?;
        self.store.write(|tx| {
            self.note(tx, &changes, &response, now_ms)?;
            devices::synced(tx, self.caller.device, now_ms)
        })?;
        Ok(response)
    }

    /// What is known of the devices whose parcels these are.
    fn signers(&self, request: &Request, heard: Heard) -> Result<BTreeMap<DeviceId, Signer>, SyncError> {
        let mut signers = BTreeMap::new();
        let units = Units::new(self.store.read(registers::units)?);
        for id in request.devices() {
            let found = self.store.read(|c| {
                let Some(device) = devices::find(c, id)? else { return Ok(None) };
                let account = if device.account == self.account.id {
                    Some(self.account.clone())
                } else {
                    accounts::find(c, device.account.as_str())?
                };
                Ok::<_, StorageError>(account.map(|account| (device, account)))
            })?;
            let Some((device, account)) = found else { continue };
            let Some(Scope { writes, .. }) = scope(self.store, &account, &units, self.clock) else {
                continue;
            };
            let key = device.keys.and_then(|keys| VerifyingKey::read(keys.verify));
            let revoked = device.revoked_at.is_some() && heard != Heard::AlsoRevoked;
            signers.insert(id, Signer { writes, key, revoked });
        }
        Ok(signers)
    }

    /// Keeps what was refused, and forgets the refusals of what was taken after all.
    fn note(
        &self,
        tx: &Transaction,
        changes: &[Told],
        response: &Response,
        now_ms: i64,
    ) -> Result<(), StorageError> {
        for (Told { device, partition, doc }, verdict) in changes.iter().zip(&response.verdicts) {
            match verdict {
                Verdict::Stored(_) => refusals::settle(tx, *device, *doc)?,
                Verdict::Refused(code) => {
                    let Ok(code) = code.parse::<Code>() else { continue };
                    // Who is unknown, or whose name may have been taken, is not blamed: the carrier is.
                    let proven =
                        devices::find(tx, *device)?.is_some() && code.as_str() != Refusal::Forged.code();
                    let device = if proven { *device } else { self.caller.device };
                    let (doc, partition) = (*doc, partition.clone());
                    refusals::keep(tx, &Refused { device, doc, code, partition, at: now_ms })?;
                }
                Verdict::Duplicate(_) | Verdict::MissingDeps => {}
            }
        }
        Ok(())
    }
}

/// What somebody follows and may write.
struct Scope {
    reads: BTreeSet<Partition>,
    writes: BTreeSet<(Partition, Kind)>,
}

/// The scope of an account; `None` when it has no business with records. The people of a unit that ended are at home in its successor, with all that this took over: a record
/// that was made under an old code while a phone was away is taken under that code.
fn scope(store: &SqliteStore, account: &Account, units: &Units, clock: Clock) -> Option<Scope> {
    let role = Role::of(&account.role)?;
    let (today, org) = (clock.today(), account.org.clone()?);
    let home = Partition { unit: units.home(account.unit.as_ref()?, today), org };
    let with_past = |unit: &UnitCode| {
        let codes = units.taken_over(unit, today).into_iter();
        codes.map(|unit| Partition { unit, org: home.org.clone() }).collect::<BTreeSet<_>>()
    };
    let own = with_past(&home.unit);
    let mut reads = own.clone();
    match role {
        Role::FieldOfficer | Role::CommuneLead | Role::Inspector => {}
        Role::AreaClerk => {
            let below = units.scope(&home.unit, today).into_iter();
            reads.extend(below.flat_map(|unit| with_past(&unit.code)));
        }
        Role::ProvinceViewer | Role::Admin => return None,
    }
    let kinds: Vec<Kind> =
        Kind::ALL.into_iter().filter(|kind| record::may_write(*kind, account.role.as_str())).collect();
    let mut writes: BTreeSet<(Partition, Kind)> =
        own.iter().flat_map(|own| kinds.iter().map(|kind| (own.clone(), *kind))).collect();
    // Reports of wrongdoing go past the unit that they name: written into the drawer of a unit above, and never read
    // from there by a phone.
    if kinds.contains(&Kind::Feedback) {
        let drawers = units.ancestors(&home.unit, today).into_iter().filter_map(|above| drawer(&above.code));
        writes.extend(drawers.map(|unit| (Partition { unit, org: home.org.clone() }, Kind::Feedback)));
    }
    if store.is_for_bench() {
        writes.insert((home.clone(), Kind::FreeForm));
    }
    Some(Scope { reads, writes })
}
