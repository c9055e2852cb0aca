//! Gathers a request from the store, and keeps the phone's small memory of the protocol: cursors, epoch and
//! the last success, as values of fixed size on the `Meta` shelf.

use std::collections::{BTreeMap, BTreeSet};

use minicbor::bytes::{ByteArray, ByteVec};

use crate::id::{ChangeHash, DeviceId, DocId, Partition};
use crate::limits;
use crate::store::{Change, Shelf, Store, Write};
use crate::sync::wire::{self, Cursor, Person, Request, Upload};

/// Key of the epoch: 8 bytes, big-endian.
const EPOCH: &str = "sync.epoch";
/// Key of the last success: device time and clock difference, 8 bytes each.
const LAST: &str = "sync.last";
/// Key of a cursor, the partition after it: position and register version, 8 bytes each.
const CURSOR: &str = "sync.cursor.";

/// A request with what its answer needs to be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What is sent.
    pub request: Request,
    /// The changes in it, in order: record and name.
    pub sent: Vec<(DocId, ChangeHash)>,
}

/// The last successful exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastSuccess {
    /// Its end by this phone's clock, Unix milliseconds.
    pub at_ms: i64,
    /// How far this phone's clock was ahead of the server's, milliseconds.
    pub clock_ahead_ms: i64,
}

/// Two numbers as 16 bytes.
fn pair(bytes: &[u8]) -> Option<(u64, u64)> {
    let (first, second) = bytes.split_first_chunk()?;
    Some((u64::from_be_bytes(*first), u64::from_be_bytes(second.try_into().ok()?)))
}

fn unpair(first: u64, second: u64) -> Vec<u8> {
    [first.to_be_bytes(), second.to_be_bytes()].concat()
}

pub(super) fn put_epoch(epoch: u64) -> Write {
    Write::Put(Shelf::Meta, EPOCH.to_owned(), Some(epoch.to_be_bytes().to_vec()))
}

pub(super) fn put_last_success(last: LastSuccess) -> Write {
    let value = unpair(last.at_ms.cast_unsigned(), last.clock_ahead_ms.cast_unsigned());
    Write::Put(Shelf::Meta, LAST.to_owned(), Some(value))
}

/// `None` forgets the cursor.
pub(super) fn put_cursor(partition: &Partition, standing: Option<(u64, u64)>) -> Write {
    let value = standing.map(|(position, register)| unpair(position, register));
    Write::Put(Shelf::Meta, format!("{CURSOR}{partition}"), value)
}

/// The epoch as last seen; 0 before the first contact.
pub(super) async fn epoch<S: Store>(store: &S) -> Result<u64, S::Error> {
    let value = store.get(Shelf::Meta, EPOCH).await?;
    Ok(value.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes))
}

/// Position and register version by partition.
pub(super) async fn cursors<S: Store>(store: &S) -> Result<BTreeMap<Partition, (u64, u64)>, S::Error> {
    let values = store.list(Shelf::Meta).await?;
    let read =
        |(key, value): &(String, Vec<u8>)| Some((key.strip_prefix(CURSOR)?.parse().ok()?, pair(value)?));
    Ok(values.iter().filter_map(read).collect())
}

/// What makes the office send again everything of a partition after this position; `None` when this phone does
/// not stand beyond it. For a host that lost rows.
pub async fn rewind<S: Store>(store: &S, partition: &Partition, to: u64) -> Result<Option<Write>, S::Error> {
    let standing = cursors(store).await?.get(partition).copied();
    let beyond = standing.filter(|(position, _)| *position > to);
    Ok(beyond.map(|(_, register)| put_cursor(partition, Some((to, register)))))
}

/// The last successful exchange; `None` before the first.
pub async fn last_success<S: Store>(store: &S) -> Result<Option<LastSuccess>, S::Error> {
    let value = store.get(Shelf::Meta, LAST).await?;
    let numbers = value.as_deref().and_then(pair);
    Ok(numbers
        .map(|(at, ahead)| LastSuccess { at_ms: at.cast_signed(), clock_ahead_ms: ahead.cast_signed() }))
}

/// Who stands behind a device, as far as this phone was told.
pub async fn person<S: Store>(store: &S, device: DeviceId) -> Result<Option<Person>, S::Error> {
    let value = store.get(Shelf::Person, &device.to_string()).await?;
    Ok(value.and_then(|bytes| Person::from_bytes(&bytes).ok()))
}

/// The next request: cursors, and the oldest changes without a receipt up to a slice, without those in `skip`.
/// `home` is the partition in which this phone writes.
pub async fn request<S: Store>(
    store: &S,
    home: &Partition,
    skip: &BTreeSet<ChangeHash>,
) -> Result<Outgoing, S::Error> {
    let mut standings = cursors(store).await?;
    standings.entry(home.clone()).or_default();
    let changes = slice(store, skip).await?;
    for change in &changes {
        standings.entry(change.partition.clone()).or_default();
    }
    let places: BTreeMap<&Partition, u32> = standings.keys().zip(0..).collect();
    let upload = |change: &Change| Upload {
        doc: ByteArray::from(change.doc.0),
        partition: places.get(&change.partition).copied().unwrap_or(u32::MAX),
        kind: change.kind.code().to_owned(),
        bytes: ByteVec::from(change.bytes.clone()),
    };
    let cursor = |(partition, (position, register)): (&Partition, &(u64, u64))| Cursor {
        unit: partition.unit.to_string(),
        org: partition.org.to_string(),
        position: *position,
        register: *register,
    };
    let request = Request {
        version: wire::VERSION,
        epoch: epoch(store).await?,
        cursors: standings.iter().map(cursor).collect(),
        changes: changes.iter().map(upload).collect(),
    };
    Ok(Outgoing { request, sent: changes.iter().map(|change| (change.doc, change.hash)).collect() })
}

/// The oldest pending changes that are not skipped. Skipped ones never keep the others from being reached.
async fn slice<S: Store>(store: &S, skip: &BTreeSet<ChangeHash>) -> Result<Vec<Change>, S::Error> {
    let mut ask = limits::PUSH_BYTES_TARGET;
    loop {
        let all = store.outbox(ask).await?;
        let everything = all.iter().map(|change| change.bytes.len()).sum::<usize>() < ask;
        let mut room = limits::PUSH_BYTES_TARGET;
        let fits = |change: &Change| {
            let had_room = room > 0;
            room = room.saturating_sub(change.bytes.len());
            had_room
        };
        let fresh = all.into_iter().filter(|change| !skip.contains(&change.hash));
        let changes: Vec<Change> = fresh.take_while(fits).take(limits::SYNC_CHANGES_MAX).collect();
        if everything || !changes.is_empty() {
            return Ok(changes);
        }
        ask = ask.saturating_mul(2);
    }
}
