//! The office's half of an exchange: changes up through the gate, one verdict each; one commit; news down. It
//! keeps no state between exchanges and knows devices only by what the caller says of them. It must never
//! store a change that the gate did not pass, nor answer "stored" before the commit is done.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;

use minicbor::bytes::{ByteArray, ByteVec};

use super::gate::{self, Refusal, Rejection, Table, Twin};
use super::wire::{self, Download, PartitionNews, Person, Register, Request, Response, Upload, Verdict};
use crate::crdt;
use crate::domain::facts::Facts;
use crate::id::{ChangeHash, DeviceId, DocId, IdError, Partition};
use crate::limits;
use crate::record::{Flat, Kind};
use crate::store::{Carriage, Change, Durability, MemoryError, MemoryStore, Row, Shelf, Store, Write};

/// How facts are derived from a merged record: `domain::facts::derive` with its catalogue.
pub type Derive<'d> = dyn Fn(DocId, &Partition, Kind, &Flat) -> Facts + Sync + 'd;

/// What the office knows beside its log.
pub trait Office: Store {
    /// The register of a partition, unless its version is `known` or there is none.
    fn register(
        &self,
        partition: &Partition,
        known: u64,
    ) -> impl Future<Output = Result<Option<Register>, Self::Error>>;

    /// Who stands behind a device, revoked ones included.
    fn person(&self, device: DeviceId) -> impl Future<Output = Result<Option<Person>, Self::Error>>;
}

/// The device that asks, as its token and account say; never as the request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The device.
    pub device: DeviceId,
    /// Partitions that it follows.
    pub reads: BTreeSet<Partition>,
    /// Where it may write what.
    pub writes: BTreeSet<(Partition, Kind)>,
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
    /// From record to facts.
    pub derive: &'d Derive<'d>,
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

/// Answers one request.
///
/// *Assumption:* exchanges that write run one after another against one store. *If violated:* two devices
/// that write one record at the same time are each judged without the other; both changes are kept, but the
/// record's facts miss one of them until it is written again.
pub async fn receive<S: Office>(
    store: &S,
    caller: &Caller,
    around: Surroundings<'_>,
    request: &Request,
) -> Result<Response, ReceiveError<S::Error>> {
    let cursors = check(request)?;
    let partitions: Vec<&Partition> = cursors.iter().map(|(partition, ..)| partition).collect();
    let (verdicts, uploaded) =
        store_changes(store, caller, around, request, &partitions).await.map_err(ReceiveError::Store)?;
    // After a restore the phone's positions mean nothing here.
    let known = if request.epoch == around.epoch { cursors } else { Vec::new() };
    let (partitions, devices) = news(store, caller, &known, &uploaded).await.map_err(ReceiveError::Store)?;
    let mut people = Vec::new();
    for device in devices {
        people.extend(store.person(device).await.map_err(ReceiveError::Store)?);
    }
    let (epoch, time_ms) = (around.epoch, around.now_ms);
    Ok(Response { version: wire::VERSION, epoch, time_ms, verdicts, partitions, people })
}

/// A partition, the position there and the version of its register.
type Known = (Partition, u64, u64);

fn check<E: std::error::Error>(request: &Request) -> Result<Vec<Known>, ReceiveError<E>> {
    match request.version {
        wire::VERSION => {}
        0 => return Err(ReceiveError::VersionOld),
        _ => return Err(ReceiveError::VersionNew),
    }
    if request.cursors.len() > limits::CURSORS_MAX || request.changes.len() > limits::SYNC_CHANGES_MAX {
        return Err(ReceiveError::TooLarge);
    }
    let known = |cursor: &wire::Cursor| Ok((cursor.partition()?, cursor.position, cursor.register));
    let cursors: Result<Vec<Known>, IdError> = request.cursors.iter().map(known).collect();
    cursors.map_err(|_| ReceiveError::Malformed)
}

/// Judges and stores what came up: the verdicts in order, and the hashes that the caller has.
async fn store_changes<S: Office>(
    store: &S,
    caller: &Caller,
    around: Surroundings<'_>,
    request: &Request,
    partitions: &[&Partition],
) -> Result<(Vec<Verdict>, BTreeSet<ChangeHash>), S::Error> {
    let mut by_doc: BTreeMap<DocId, Vec<(usize, &Upload)>> = BTreeMap::new();
    for indexed in request.changes.iter().enumerate() {
        by_doc.entry(DocId(*indexed.1.doc)).or_default().push(indexed);
    }
    let mut judged = Judged::default();
    for (doc, uploads) in by_doc {
        let rows = store.changes_of(doc).await?;
        Desk { doc, rows: &rows, caller, around, partitions }.judge(&uploads, &mut judged);
    }
    let uploaded = judged.known.into_iter().chain(judged.fresh.values().map(|change| change.hash)).collect();
    let (indices, changes): (Vec<usize>, Vec<Change>) = judged.fresh.into_iter().unzip();
    if !indices.is_empty() {
        let facts = judged.facts.into_iter().map(|facts| Write::Facts(Box::new(facts)));
        let writes = changes.into_iter().map(Write::Receive).chain(facts).collect();
        let positions = store.commit(writes, Durability::Strict).await?;
        judged.verdicts.extend(indices.into_iter().zip(positions.into_iter().map(Verdict::Stored)));
    }
    Ok((judged.verdicts.into_values().collect(), uploaded))
}

/// What became of the uploads, by their place in the request.
#[derive(Default)]
struct Judged {
    /// Final ones; those of `fresh` follow from the commit.
    verdicts: BTreeMap<usize, Verdict>,
    /// To be stored.
    fresh: BTreeMap<usize, Change>,
    /// Stored before.
    known: BTreeSet<ChangeHash>,
    /// Of the documents that changed.
    facts: Vec<Facts>,
}

impl Judged {
    fn append(&mut self, mut other: Self) {
        self.verdicts.append(&mut other.verdicts);
        self.fresh.append(&mut other.fresh);
        self.known.append(&mut other.known);
        self.facts.append(&mut other.facts);
    }
}

/// What a good upload is.
enum Fate {
    Known(ChangeHash, u64),
    Fresh(ChangeHash),
}

/// One document on which uploads are judged.
struct Desk<'r> {
    doc: DocId,
    rows: &'r [Row],
    caller: &'r Caller,
    around: Surroundings<'r>,
    partitions: &'r [&'r Partition],
}

impl Desk<'_> {
    /// Judges with one proof at the end, which is all that ever happens; should it fail, once more with a proof
    /// after each change, so that only the culprit is refused.
    fn judge(&self, uploads: &[(usize, &Upload)], judged: &mut Judged) {
        let attempt = self.attempt(uploads, false).or_else(|| self.attempt(uploads, true));
        judged.append(attempt.unwrap_or_default());
    }

    /// `None` when the document does not load again.
    fn attempt(&self, uploads: &[(usize, &Upload)], prove_each: bool) -> Option<Judged> {
        let mut judged = Judged::default();
        let mut home = self.rows.first().map(|row| (row.change.partition.clone(), row.change.kind));
        let mut twin = None;
        for (index, upload) in uploads {
            match self.one(upload, &mut home, &mut twin, prove_each) {
                Ok(Fate::Known(hash, position)) => {
                    judged.known.insert(hash);
                    judged.verdicts.insert(*index, Verdict::Duplicate(position));
                }
                Ok(Fate::Fresh(hash)) => {
                    let (partition, kind) = home.clone()?;
                    let bytes = upload.bytes.to_vec();
                    judged.fresh.insert(*index, Change { hash, doc: self.doc, partition, kind, bytes });
                }
                Err(Rejection::MissingDeps) => {
                    judged.verdicts.insert(*index, Verdict::MissingDeps);
                }
                Err(Rejection::Refused(refusal)) => {
                    judged.verdicts.insert(*index, Verdict::Refused(refusal.code()));
                }
            }
        }
        if let (Some(twin), Some((partition, kind)), false) = (twin, home, judged.fresh.is_empty()) {
            if !prove_each && !twin.reloads() {
                return None;
            }
            judged.facts.push((self.around.derive)(self.doc, &partition, kind, &twin.document().flat()));
        }
        Some(judged)
    }

    fn one(
        &self,
        upload: &Upload,
        home: &mut Option<(Partition, Kind)>,
        twin: &mut Option<Twin>,
        prove: bool,
    ) -> Result<Fate, Rejection> {
        let place = self.place(upload, home.as_ref())?;
        let hash = gate::scan(&upload.bytes)?.hash;
        if let Some(position) = self.position(hash) {
            return Ok(Fate::Known(hash, position));
        }
        // A document that is damaged here judges nobody: the phone keeps the change and sends it again.
        let rows = self.rows.iter().map(|row| row.change.bytes.as_slice());
        let open =
            || Twin::open(self.doc, place.1, self.around.table, rows).map_err(|_| Rejection::MissingDeps);
        let trial = match twin.take() {
            Some(twin) => twin,
            None => open()?,
        };
        let trial = twin.insert(trial);
        if !trial.contains(hash) {
            trial.admit(&upload.bytes, self.caller.device)?;
        }
        if prove && !trial.reloads() {
            trial.retract()?;
            return Err(Refusal::Unloadable.into());
        }
        home.get_or_insert(place);
        Ok(Fate::Fresh(hash))
    }

    /// Where the upload wants to go, if it may: a document's first change settles its partition and kind.
    fn place(&self, upload: &Upload, home: Option<&(Partition, Kind)>) -> Result<(Partition, Kind), Refusal> {
        let index = usize::try_from(upload.partition).ok();
        let partition = index.and_then(|index| self.partitions.get(index)).ok_or(Refusal::ForeignUnit)?;
        let kind = Kind::from_code(&upload.kind).ok_or(Refusal::WrongKind)?;
        let place = ((*partition).clone(), kind);
        let writes = &self.caller.writes;
        if home.is_some_and(|(settled, _)| settled != *partition)
            || !writes.iter().any(|(to, _)| to == *partition)
        {
            return Err(Refusal::ForeignUnit);
        }
        if home.is_some_and(|(_, settled)| *settled != kind) || !writes.contains(&place) {
            return Err(Refusal::WrongKind);
        }
        Ok(place)
    }

    fn position(&self, hash: ChangeHash) -> Option<u64> {
        let row = self.rows.iter().find(|row| row.change.hash == hash)?;
        match row.carriage {
            Carriage::Received(position) => Some(position),
            _ => None,
        }
    }
}

/// What is new for the caller since `known`, without the changes that it has just sent, and the devices that
/// wrote it. Partitions without news are left out.
async fn news<S: Office>(
    store: &S,
    caller: &Caller,
    known: &[Known],
    uploaded: &BTreeSet<ChangeHash>,
) -> Result<(Vec<PartitionNews>, BTreeSet<DeviceId>), S::Error> {
    let known: BTreeMap<&Partition, (u64, u64)> =
        known.iter().map(|(partition, position, register)| (partition, (*position, *register))).collect();
    let (mut all, mut devices) = (Vec::new(), BTreeSet::new());
    let mut room = limits::PULL_BYTES_TARGET;
    for partition in &caller.reads {
        let listed = known.get(partition).copied();
        let (position, version) = listed.unwrap_or_default();
        let feed = store.feed(partition, position, room).await?;
        let taken: usize = feed.changes.iter().map(|(_, change)| change.bytes.len()).sum();
        room = room.saturating_sub(taken);
        let register = if room > 0 { store.register(partition, version).await? } else { None };
        // A register that found no room comes with the next slice.
        let more = feed.more || room == 0;
        room = room.saturating_sub(register.as_ref().map_or(0, |register| register.bytes.len()));
        let fresh = feed.changes.into_iter().filter(|(_, change)| !uploaded.contains(&change.hash));
        let changes: Vec<Download> = fresh.map(|(position, change)| download(position, change)).collect();
        devices.extend(
            changes
                .iter()
                .filter_map(|change| crdt::scan(&change.bytes).ok())
                .map(|scanned| scanned.actor.device),
        );
        if listed.is_none() || feed.to != position || feed.more || register.is_some() {
            all.push(PartitionNews {
                unit: partition.unit.to_string(),
                org: partition.org.to_string(),
                to: feed.to,
                more,
                changes,
                register,
            });
        }
    }
    Ok((all, devices))
}

fn download(position: u64, change: Change) -> Download {
    Download {
        doc: ByteArray::from(change.doc.0),
        kind: change.kind.code().to_owned(),
        position,
        bytes: ByteVec::from(change.bytes),
    }
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
}
