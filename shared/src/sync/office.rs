//! The office's half of an exchange: changes up through the gate, one verdict each; one commit; news down. It
//! keeps no state between exchanges and knows devices only by what the caller says of them. It must never
//! store a change that the gate did not pass, nor answer "stored" before the commit is done.

mod judge;
mod news;

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use minicbor::bytes::ByteVec;

use super::bundle::{self, BundleError, Room};
use super::gate::{Refusal, Table};
use super::parcel::{Parcel, VerifyingKey};
use super::wire::{self, Fill, Person, Register, Request, Response};
use crate::domain::figures::Entry;
use crate::id::{DeviceId, DocId, Partition};
use crate::limits;
use crate::record::{Flat, Kind};
use crate::store::{Change, MemoryError, MemoryStore, Shelf, Store};
use judge::Upload;

/// How entries are derived from merged records: `domain::figures::derive` with its catalogue.
pub type Derive<'d> = dyn Fn(DocId, &Partition, Kind, &Flat) -> Entry + Sync + 'd;

/// What the office knows beside its log, and asks of it beside what a phone asks.
pub trait Office: Store {
    /// The register of a partition, unless its version is `known` or there is none.
    fn register(
        &self,
        partition: &Partition,
        known: u64,
    ) -> impl Future<Output = Result<Option<Register>, Self::Error>>;

    /// Who stands behind a device, revoked ones included.
    fn person(&self, device: DeviceId) -> impl Future<Output = Result<Option<Person>, Self::Error>>;

    /// The last position of a partition's log; 0 when it is empty.
    fn last(&self, partition: &Partition) -> impl Future<Output = Result<u64, Self::Error>>;

    /// The digest of a partition's log up to a position (`wire::Mark`); 0 at 0, `None` beyond the end.
    fn digest(
        &self,
        partition: &Partition,
        position: u64,
    ) -> impl Future<Output = Result<Option<u64>, Self::Error>>;

    /// The next records of one stage of a filling, whole: those of `fill.stage` after `fill.key`, with all their
    /// changes up to `fill.upto`; stops after the record that reaches `bytes` bytes.
    fn whole(
        &self,
        partition: &Partition,
        fill: &Fill,
        bytes: usize,
    ) -> impl Future<Output = Result<Whole, Self::Error>>;
}

/// Some records of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whole {
    /// Their changes with positions, record by record, each record's ascending.
    pub changes: Vec<(u64, Change)>,
    /// The key of the last of them; `None` when the stage has no more.
    pub next: Option<u64>,
}

/// The device that asks, as its token and account say; never as the request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The device.
    pub device: DeviceId,
    /// Partitions that it follows.
    pub reads: BTreeSet<Partition>,
}

/// A device that may have made a parcel, as the office knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Where it may write what.
    pub writes: BTreeSet<(Partition, Kind)>,
    /// With what its parcels are verified; without one none is.
    pub key: Option<VerifyingKey>,
    /// Revoked ones are heard no more, whoever carries their parcels.
    pub revoked: bool,
}

/// What an exchange needs of its surroundings.
#[derive(Clone, Copy)]
pub struct Surroundings<'d> {
    /// Drawn when the database was made or restored from a backup; never 0.
    pub epoch: u64,
    /// Now, Unix milliseconds.
    pub now_ms: i64,
    /// `record::find`.
    pub table: Table,
    /// From record to entry.
    pub derive: &'d Derive<'d>,
    /// What the office knows of `Request::devices`; one that it does not know is missing.
    pub signers: &'d BTreeMap<DeviceId, Signer>,
    /// How much may come up: `limits::SYNC_ROOM`, `limits::LETTER_ROOM`.
    pub room: Room,
}

/// Why a whole request is not answered.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError<E: std::error::Error + 'static> {
    /// Not what the protocol says.
    #[error("sync.malformed")]
    Malformed,
    /// More changes or cursors than the limits allow.
    #[error("sync.too_large")]
    TooLarge,
    /// A protocol that this server no longer speaks.
    #[error("sync.version_old")]
    VersionOld,
    /// A protocol that this server does not speak yet.
    #[error("sync.version_new")]
    VersionNew,
    /// The store failed; nothing was stored.
    #[error("server.busy")]
    Store(#[source] E),
}

impl<E: std::error::Error + 'static> ReceiveError<E> {
    /// The stable code.
    pub fn code(&self) -> String {
        self.to_string()
    }

    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::TooLarge => 413,
            Self::VersionOld | Self::VersionNew => 426,
            Self::Store(_) => 503,
        }
    }
}

/// An answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The answer.
    pub response: Response,
    /// The changes that came up, one for each verdict: what their parcels say of them.
    pub changes: Vec<Told>,
}

/// A change that came up, as its parcel says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who made it.
    pub device: DeviceId,
    /// Where it belongs.
    pub partition: Partition,
    /// Its document.
    pub doc: DocId,
}

/// Answers one request.
pub async fn receive<S: Office>(
    store: &S,
    caller: &Caller,
    around: Surroundings<'_>,
    request: &Request,
) -> Result<Response, ReceiveError<S::Error>> {
    exchange(store, caller, around, request).await.map(|exchange| exchange.response)
}

/// Answers one request, and tells whose changes came up.
///
/// *Assumption:* exchanges that write run one after another against one partition. *If violated:* two devices
/// that write one record at the same time are each judged without the other; both changes are kept, but the
/// record's entry misses one of them until it is written again.
pub async fn exchange<S: Office>(
    store: &S,
    caller: &Caller,
    around: Surroundings<'_>,
    request: &Request,
) -> Result<Exchange, ReceiveError<S::Error>> {
    let cursors = check(request)?;
    let uploads = uploads(request, around)?;
    let (verdicts, uploaded) =
        judge::store_changes(store, around, &uploads).await.map_err(ReceiveError::Store)?;
    let room = usize::try_from(request.room).unwrap_or(usize::MAX);
    let room = room.clamp(limits::PULL_BYTES_MIN, limits::PULL_BYTES_MAX);
    let news = news::News { store, uploaded: &uploaded, room, devices: BTreeSet::new() };
    let (partitions, devices) = news.of(caller, &cursors).await.map_err(ReceiveError::Store)?;
    let mut people = Vec::new();
    for device in devices {
        people.extend(store.person(device).await.map_err(ReceiveError::Store)?);
    }
    let (epoch, time_ms) = (around.epoch, around.now_ms);
    let response = Response { version: wire::VERSION, epoch, time_ms, verdicts, partitions, people };
    let told = |upload: Upload<'_>| Told {
        device: upload.device,
        partition: upload.partition,
        doc: upload.item.doc,
    };
    Ok(Exchange { response, changes: uploads.into_iter().map(told).collect() })
}

/// The request's cursors by partition, when its form is right.
fn check<E: std::error::Error>(
    request: &Request,
) -> Result<BTreeMap<Partition, &wire::Cursor>, ReceiveError<E>> {
    match request.version {
        wire::VERSION => {}
        0 => return Err(ReceiveError::VersionOld),
        _ => return Err(ReceiveError::VersionNew),
    }
    let marks = |cursor: &wire::Cursor| cursor.locator.len() > limits::LOCATOR_MARKS_MAX;
    if request.cursors.len() > limits::CURSORS_MAX || request.cursors.iter().any(marks) {
        return Err(ReceiveError::TooLarge);
    }
    let named = |cursor| Ok((wire::Cursor::partition(cursor)?, cursor));
    let cursors: Result<_, crate::id::IdError> = request.cursors.iter().map(named).collect();
    cursors.map_err(|_| ReceiveError::Malformed)
}

/// Every change of every parcel, in order, with what is known of it before it is read.
fn uploads<'r, E: std::error::Error>(
    request: &Request,
    around: Surroundings<'r>,
) -> Result<Vec<Upload<'r>>, ReceiveError<E>> {
    let mut room = around.room;
    let mut uploads = Vec::new();
    for parcel in &request.parcels {
        let items = bundle::unpack(&parcel.bundle, room).map_err(|error| match error {
            BundleError::Malformed => ReceiveError::Malformed,
            BundleError::TooLarge => ReceiveError::TooLarge,
        })?;
        let partition = parcel.partition().map_err(|_| ReceiveError::Malformed)?;
        let signer = signer(parcel, around.signers);
        for item in items {
            room.changes_max = room.changes_max.saturating_sub(1);
            room.bytes_max = room.bytes_max.saturating_sub(item.bytes.len());
            let (device, partition) = (parcel.device(), partition.clone());
            uploads.push(Upload { device, partition, signer, item });
        }
    }
    Ok(uploads)
}

/// Who made a parcel, if it is proven and may be heard.
fn signer<'r>(parcel: &Parcel, signers: &'r BTreeMap<DeviceId, Signer>) -> Result<&'r Signer, Refusal> {
    let signer = signers.get(&parcel.device()).ok_or(Refusal::UnknownDevice)?;
    if !signer.key.as_ref().is_some_and(|key| parcel.is_signed_by(key)) {
        return Err(Refusal::Forged);
    }
    if signer.revoked { Err(Refusal::RevokedDevice) } else { Ok(signer) }
}

/// An office in memory, for tests: registers on their shelf as version (8 bytes, big-endian) and bytes, people
/// on theirs as CBOR.
impl Office for MemoryStore {
    async fn register(&self, partition: &Partition, known: u64) -> Result<Option<Register>, MemoryError> {
        let value = self.get(Shelf::Register, &partition.to_string()).await?;
        let read = value.as_deref().and_then(<[u8]>::split_first_chunk);
        let register = read.map(|(version, bytes)| Register {
            version: u64::from_be_bytes(*version),
            bytes: ByteVec::from(bytes.to_vec()),
        });
        Ok(register.filter(|register| register.version != known))
    }

    async fn person(&self, device: DeviceId) -> Result<Option<Person>, MemoryError> {
        let value = self.get(Shelf::Person, &device.to_string()).await?;
        Ok(value.and_then(|bytes| Person::from_bytes(&bytes).ok()))
    }

    async fn last(&self, partition: &Partition) -> Result<u64, MemoryError> {
        Ok(self.last_position(partition))
    }

    async fn digest(&self, partition: &Partition, position: u64) -> Result<Option<u64>, MemoryError> {
        Ok(self.running_digest(partition, position))
    }

    async fn whole(&self, partition: &Partition, fill: &Fill, bytes: usize) -> Result<Whole, MemoryError> {
        Ok(self.whole_records(partition, fill, bytes))
    }
}
