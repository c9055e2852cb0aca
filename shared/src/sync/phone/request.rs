//! Gathers a request from the store: where the phone stands, the parcels that wait for an answer, and new ones
//! of what is pending, up to a slice.

use serde::{Deserialize, Serialize};

use super::memory;
use super::parcels::{self, Formed};
use super::standing::{self, Standing};
use crate::id::{ChangeHash, DeviceId, DocId, Partition};
use crate::limits;
use crate::sorted::{Map, Set, sort_by_key};
use crate::store::{Change, Durability, Store};
use crate::sync::parcel::{Parcel, SigningKey};
use crate::sync::wire::{self, Cursor, Fill, Request};

/// This phone.
#[derive(Debug, Clone)]
pub struct Me {
    /// The partition in which it writes.
    pub home: Partition,
    /// Its device.
    pub device: DeviceId,
    /// With which it signs.
    pub key: SigningKey,
}

/// How much a request says and asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Changes not worth sending in this run.
    pub skip: Set<ChangeHash>,
    /// Bytes of changes to send; the parcel that reaches it is the last.
    pub push: usize,
    /// Bytes of changes wanted in the answer.
    pub room: u32,
}

impl Default for Ask {
    fn default() -> Self {
        let room = u32::try_from(limits::PULL_BYTES_TARGET).unwrap_or(u32::MAX);
        Self { skip: Set::new(), push: limits::PUSH_BYTES_TARGET, room }
    }
}

/// A request with what its answer needs to be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What is sent.
    pub request: Request,
    /// What is kept until the answer comes: of a letter, on disk.
    pub asked: Asked,
}

/// What an answer needs to be understood. Its answer may come late, or never.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The epoch as the phone knew it.
    pub epoch: u64,
    /// Where the phone stood.
    pub standings: Map<Partition, Standing>,
    /// The parcels sent, in order.
    pub parcels: Vec<Sent>,
}

/// A parcel that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its number.
    pub number: u64,
    /// Where its records belong.
    pub partition: Partition,
    /// Its changes, in order: record and name.
    pub changes: Vec<(DocId, ChangeHash)>,
}

impl Asked {
    /// The changes sent, in order: the verdicts come in this order.
    pub fn sent(&self) -> impl Iterator<Item = (&Partition, DocId, ChangeHash)> {
        self.parcels
            .iter()
            .flat_map(|parcel| parcel.changes.iter().map(|(doc, hash)| (&parcel.partition, *doc, *hash)))
    }
}

/// The next request: cursors, the parcels that wait for an answer, and the oldest changes without a receipt in
/// new ones, up to a slice. New parcels are on disk when this returns.
pub async fn request<S: Store>(store: &S, me: &Me, ask: &Ask) -> Result<Outgoing, S::Error> {
    let changes_max = limits::SYNC_CHANGES_MAX;
    gather(store, me, Slice { ask, changes_max, parcel: limits::PUSH_BYTES_MAX }).await
}

/// The same for a carrier who comes once: everything that has no receipt.
pub async fn letter<S: Store>(store: &S, me: &Me) -> Result<Outgoing, S::Error> {
    let ask = Ask { push: usize::MAX, room: u32::MAX, ..Ask::default() };
    let changes_max = limits::LETTER_ROOM.changes_max;
    // Parcels of a slice's size: should the network come first, they go up one by one.
    gather(store, me, Slice { ask: &ask, changes_max, parcel: limits::PUSH_BYTES_TARGET }).await
}

/// What an answer to a request without parcels would need now: for further slices of a letter's answer.
pub async fn nothing<S: Store>(store: &S) -> Result<Asked, S::Error> {
    let (epoch, standings) = (memory::epoch(store).await?, standing::standings(store).await?);
    Ok(Asked { epoch, standings, parcels: Vec::new() })
}

/// Bounds of one request.
#[derive(Clone, Copy)]
struct Slice<'a> {
    ask: &'a Ask,
    changes_max: usize,
    /// Bytes of changes in a new parcel.
    parcel: usize,
}

async fn gather<S: Store>(store: &S, me: &Me, slice: Slice<'_>) -> Result<Outgoing, S::Error> {
    let mut standings = standing::standings(store).await?;
    standings.entry(me.home.clone()).or_default();
    let mut packed = Packed::default();
    let mut writes = Vec::new();
    let mut formed = parcels::all(store).await?;
    let mut full = false;
    for (number, row) in std::mem::take(&mut formed) {
        let Some(changes) = parcels::content(store, &row).await? else {
            writes.push(parcels::put(number, None));
            continue;
        };
        full |= packed.bytes >= slice.ask.push || packed.changes + changes.len() > slice.changes_max;
        if !full {
            packed.add(me, number, &row, &changes);
        }
        formed.insert(number, row);
    }
    if !full && packed.bytes < slice.ask.push {
        let mut number = memory::last_parcel(store).await?;
        for (row, changes) in fresh(store, &formed, &packed, slice).await? {
            number += 1;
            writes.push(parcels::put(number, Some(&row)));
            packed.add(me, number, &row, &changes);
            writes.push(memory::put_last_parcel(number));
        }
    }
    if !writes.is_empty() {
        store.commit(writes, Durability::Strict).await?;
    }
    for parcel in &packed.parcels {
        if let Ok(partition) = parcel.partition() {
            standings.entry(partition).or_default();
        }
    }
    let mut cursors = Vec::new();
    for (partition, standing) in &standings {
        cursors.push(cursor(store, partition, standing).await?);
    }
    let epoch = memory::epoch(store).await?;
    let request =
        Request { version: wire::VERSION, epoch, cursors, parcels: packed.parcels, room: slice.ask.room };
    let asked = Asked { epoch, standings, parcels: packed.sent };
    Ok(Outgoing { request, asked })
}

async fn cursor<S: Store>(store: &S, partition: &Partition, standing: &Standing) -> Result<Cursor, S::Error> {
    let Standing { position, register, digest, fill, locate, .. } = *standing;
    let locator = if locate && position > 0 {
        standing::locator(store, partition, position).await?
    } else {
        Vec::new()
    };
    Ok(Cursor {
        unit: partition.unit.to_string(),
        org: partition.org.to_string(),
        position,
        register,
        digest,
        fill: if position == 0 { fill.or(Some(Fill::START)) } else { None },
        locator,
    })
}

/// Parcels ready to go.
#[derive(Default)]
struct Packed {
    parcels: Vec<Parcel>,
    sent: Vec<Sent>,
    changes: usize,
    bytes: usize,
}

impl Packed {
    fn add(&mut self, me: &Me, number: u64, formed: &Formed, changes: &[Change]) {
        self.parcels.push(parcels::seal(me, number, formed, changes));
        let Formed { partition, changes: names, .. } = formed.clone();
        self.sent.push(Sent { number, partition, changes: names });
        self.changes += changes.len();
        self.bytes += changes.iter().map(|change| change.bytes.len()).sum::<usize>();
    }
}

/// New parcels of the oldest pending changes that are in none yet. Skipped ones never keep the others from being
/// reached.
async fn fresh<S: Store>(
    store: &S,
    formed: &Map<u64, Formed>,
    packed: &Packed,
    slice: Slice<'_>,
) -> Result<Vec<(Formed, Vec<Change>)>, S::Error> {
    let taken: Set<ChangeHash> =
        formed.values().flat_map(|formed| formed.changes.iter().map(|(_, hash)| *hash)).collect();
    let target = slice.ask.push - packed.bytes;
    let most = slice.changes_max - packed.changes;
    let mut ask = target;
    let changes = loop {
        let all = store.outbox(ask).await?;
        let everything = all.iter().map(|change| change.bytes.len()).sum::<usize>() < ask;
        let mut room = target;
        let fits = |change: &Change| {
            let had_room = room > 0;
            room = room.saturating_sub(change.bytes.len());
            had_room
        };
        let free = |change: &Change| !slice.ask.skip.contains(&change.hash) && !taken.contains(&change.hash);
        let free = all.into_iter().filter(free);
        let changes: Vec<Change> = free.take_while(fits).take(most).collect();
        if everything || !changes.is_empty() {
            break changes;
        }
        ask = ask.saturating_mul(2);
    };
    Ok(split(changes, slice.parcel))
}

/// One parcel per partition, and a further one wherever one reaches `bytes`.
fn split(changes: Vec<Change>, bytes: usize) -> Vec<(Formed, Vec<Change>)> {
    let mut by_partition: Map<Partition, Vec<Vec<Change>>> = Map::new();
    let mut sizes: Map<Partition, usize> = Map::new();
    for change in changes {
        let size = sizes.entry(change.partition.clone()).or_default();
        let parcels = by_partition.entry(change.partition.clone()).or_default();
        if parcels.is_empty() || *size >= bytes {
            *size = 0;
            parcels.push(Vec::new());
        }
        *size += change.bytes.len();
        if let Some(parcel) = parcels.last_mut() {
            parcel.push(change);
        }
    }
    let flat = by_partition.into_iter().flat_map(|(partition, parcels)| {
        parcels.into_iter().map(move |changes| (partition.clone(), changes))
    });
    flat.map(|(partition, changes)| form(partition, changes)).collect()
}

/// Puts the changes of one record together, as the bundle will have them: verdicts come in this order.
fn form(partition: Partition, mut changes: Vec<Change>) -> (Formed, Vec<Change>) {
    let mut first: Map<DocId, usize> = Map::new();
    for (place, change) in changes.iter().enumerate() {
        first.entry(change.doc).or_insert(place);
    }
    sort_by_key(&mut changes, |change| first.get(&change.doc).copied());
    let names = changes.iter().map(|change| (change.doc, change.hash)).collect();
    (Formed { partition, changes: names, carried_at: None }, changes)
}
