//! Takes an answer into the store: receipts for what went up, changes that came down, entries of every record
//! they touch, cursors, registers and names, all in one commit, so that a phone that dies in the middle has
//! taken either all of it or nothing. One change that cannot be read never blocks the others; an answer that
//! comes late, or twice, adds what is new and takes nothing back.

mod news;

use serde::{Deserialize, Serialize};

use super::memory::{self, LastSuccess};
use super::request::Asked;
use super::standing::{self, Standing};
use super::{parcels, rebuild};
use crate::crdt::{self, Document};
use crate::frozen;
use crate::id::{ChangeHash, Code, DeviceId, DocId, Partition};
use crate::record::Kind;
use crate::sorted::{Map, Set};
use crate::store::{Carriage, Change, Durability, Row, Shelf, Store, Write};
use crate::sync::bundle::Item;
use crate::sync::office::Derive;
use crate::sync::wire::{Response, Verdict};

/// What an answer brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Changes of this phone that now have a receipt.
    pub confirmed: u32,
    /// Changes of this phone that were refused.
    pub refused: u32,
    /// Changes that came from others.
    pub received: u32,
    /// Records that are not as they were.
    pub docs: Set<DocId>,
    /// True when a register or a name came.
    pub registers: bool,
    /// True when the office has more to say at once.
    pub more: bool,
    /// Changes that are still to come.
    pub left: u64,
    /// Changes that the office cannot take before others: not worth sending again in this run.
    pub stuck: Set<ChangeHash>,
    /// Changes still without a receipt.
    pub waiting: usize,
    /// How far this phone's clock is ahead of the server's, milliseconds.
    pub clock_ahead_ms: i64,
}

/// Why an answer was not taken in; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum IngestError<E: std::error::Error + 'static> {
    /// It does not belong to the request, or says things that cannot be.
    #[error("sync.malformed")]
    Malformed,
    /// The store failed.
    #[error("store.failed")]
    Store(#[source] E),
}

impl<E: std::error::Error + 'static> IngestError<E> {
    /// The stable code.
    pub fn code(&self) -> String {
        self.to_string()
    }
}

/// A change of the office that is kept apart, because this version cannot read it or because its record is not to
/// be opened: on the `Damaged` shelf under its record, as postcard of a list of these. It counts as held, and is read
/// again with every answer: by a later version, or once its record is suspected no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salvage {
    /// Whose record.
    pub partition: Partition,
    /// Its kind, as the office named it.
    pub kind: String,
    /// Its position.
    pub position: u64,
    /// The bytes as they came.
    pub bytes: Vec<u8>,
}

/// What taking in needs of its surroundings.
#[derive(Clone, Copy)]
pub struct Host<'h> {
    /// This phone.
    pub device: DeviceId,
    /// From record to entry.
    pub derive: &'h Derive<'h>,
    /// Records that are not to be opened: what comes of them is kept apart.
    pub suspected: &'h Set<DocId>,
    /// Now, Unix milliseconds.
    pub now_ms: i64,
}

/// Takes an answer in.
///
/// *Assumption:* no other commit touches the same records between the reads and the commit here: the host
/// saves and ingests one after the other. *If violated:* a list shows a record as it was before the other
/// commit until it is written again; no change is lost.
pub async fn ingest<S: Store>(
    store: &S,
    host: Host<'_>,
    asked: &Asked,
    response: &Response,
) -> Result<Ingested, IngestError<S::Error>> {
    if asked.sent().count() != response.verdicts.len() {
        return Err(IngestError::Malformed);
    }
    let mut intake = Intake::new(store, host).await.map_err(IngestError::Store)?;
    let known = memory::epoch(store).await.map_err(IngestError::Store)?;
    // What was said in an earlier life of the office, or of this phone's memory of it, says nothing any more.
    if response.epoch != known && asked.epoch != known {
        return intake.commit().await;
    }
    intake.clock(response.time_ms);
    if response.epoch != known {
        intake.epoch(known, response.epoch).await?;
    }
    if !response.verdicts.is_empty() {
        let waiting = store.unreceived().await.map_err(IngestError::Store)?;
        intake.waiting = waiting.into_iter().map(|(_, hash, _)| hash).collect();
    }
    intake.reread().await?;
    for ((partition, doc, hash), verdict) in asked.sent().zip(&response.verdicts) {
        intake.verdict(partition, doc, hash, verdict).await?;
    }
    intake.remember_places();
    intake.writes.extend(asked.parcels.iter().map(|parcel| parcels::put(parcel.number, None)));
    for news in &response.partitions {
        intake.news(news, asked).await?;
    }
    for person in &response.people {
        let key = DeviceId(*person.device).to_string();
        intake.writes.push(Write::Put(Shelf::Person, key, Some(person.to_bytes())));
        intake.result.registers = true;
    }
    intake.commit().await
}

/// A change from the feed with its place.
struct Arrival {
    position: u64,
    /// The office said so in an earlier answer.
    stale: bool,
    change: Change,
}

/// The commit under construction.
struct Intake<'s, S: Store> {
    store: &'s S,
    host: Host<'s>,
    standings: Map<Partition, Standing>,
    /// Changes that are not where this phone thought: written before everything else.
    voided: Vec<Write>,
    writes: Vec<Write>,
    /// What had no receipt before this answer.
    waiting: Set<ChangeHash>,
    /// Positions of what went up in this exchange.
    confirmed: Map<Partition, Map<ChangeHash, u64>>,
    arrivals: Map<DocId, Vec<Arrival>>,
    damaged: Map<DocId, Vec<Salvage>>,
    result: Ingested,
}

type Outcome<T, S> = Result<T, IngestError<<S as Store>::Error>>;

impl<'s, S: Store> Intake<'s, S> {
    async fn new(store: &'s S, host: Host<'s>) -> Result<Self, S::Error> {
        Ok(Self {
            store,
            host,
            standings: standing::standings(store).await?,
            voided: Vec::new(),
            writes: Vec::new(),
            waiting: Set::new(),
            confirmed: Map::new(),
            arrivals: Map::new(),
            damaged: Map::new(),
            result: Ingested::default(),
        })
    }

    fn clock(&mut self, server_ms: i64) {
        self.result.clock_ahead_ms = self.host.now_ms.saturating_sub(server_ms);
        let last = LastSuccess { at_ms: self.host.now_ms, clock_ahead_ms: self.result.clock_ahead_ms };
        self.writes.push(memory::put_last_success(last));
    }

    /// The kind of a record that may be opened, if this version knows it.
    fn readable(&self, doc: DocId, kind: &str) -> Option<Kind> {
        Kind::from_code(kind).filter(|_| !self.host.suspected.contains(&doc))
    }

    /// Takes what was kept apart for want of a newer version, or of trust in its record, as if it had come now. What
    /// this phone itself once wrote is offered again: the office may have been restored since.
    async fn reread(&mut self) -> Outcome<(), S> {
        for (key, value) in self.store.list(Shelf::Damaged).await.map_err(IngestError::Store)? {
            let (Ok(doc), Ok(kept)) = (key.parse(), postcard::from_bytes::<Vec<Salvage>>(&value)) else {
                continue;
            };
            if !kept.iter().any(|one| self.readable(doc, &one.kind).is_some()) {
                continue;
            }
            self.writes.push(Write::Put(Shelf::Damaged, key, None));
            for Salvage { partition, kind, position, bytes } in kept {
                self.arrive(&partition, position, Item { doc, kind, bytes });
            }
            let arrivals = self.arrivals.get_mut(&doc).into_iter().flatten();
            arrivals.for_each(|arrival| arrival.stale = true);
        }
        Ok(())
    }

    async fn rows(&self, doc: DocId) -> Outcome<Vec<Row>, S> {
        self.store.changes_of(doc).await.map_err(IngestError::Store)
    }

    /// A server that was restored from a backup may have lost what it once confirmed. Up to the cursor the digest
    /// tells; what this phone wrote beyond it is offered again.
    async fn epoch(&mut self, known: u64, now: u64) -> Outcome<(), S> {
        self.writes.push(memory::put_epoch(now));
        if known == 0 {
            return Ok(());
        }
        for (partition, standing) in self.standings.clone() {
            self.void(&partition, standing.position, u64::MAX, &Map::new()).await?;
        }
        Ok(())
    }

    /// Forgets what stands after a position and up to another, unless it stands where `told` says: own changes are
    /// offered again, those of others will come again.
    async fn void(
        &mut self,
        partition: &Partition,
        after: u64,
        upto: u64,
        told: &Map<ChangeHash, u64>,
    ) -> Outcome<(), S> {
        let places = self.store.positions(partition, after, upto).await.map_err(IngestError::Store)?;
        let doubtful = places.into_iter().filter(|place| told.get(&place.hash) != Some(&place.position));
        let mut by_doc: Map<DocId, Set<ChangeHash>> = Map::new();
        for place in doubtful {
            by_doc.entry(place.doc).or_default().insert(place.hash);
        }
        for (doc, hashes) in &by_doc {
            for row in self.rows(*doc).await?.iter().filter(|row| hashes.contains(&row.change.hash)) {
                let own = author(&row.change.bytes) == Some(self.host.device);
                let carriage = if own { Carriage::Pending } else { Carriage::Received(0) };
                self.voided.push(Write::Settle(row.change.hash, carriage));
                self.result.docs.insert(*doc);
            }
        }
        Ok(())
    }

    async fn verdict(
        &mut self,
        partition: &Partition,
        doc: DocId,
        hash: ChangeHash,
        verdict: &Verdict,
    ) -> Outcome<(), S> {
        self.result.docs.insert(doc);
        match verdict {
            Verdict::Stored(position) | Verdict::Duplicate(position) => {
                self.result.confirmed += 1;
                // A row that was damaged on the way is not held: the digests will differ, and it comes again.
                if self.waiting.contains(&hash)
                    || self.rows(doc).await?.iter().any(|row| row.change.hash == hash)
                {
                    self.confirmed.entry(partition.clone()).or_default().insert(hash, *position);
                }
                self.writes.push(Write::Settle(hash, Carriage::Received(*position)));
            }
            Verdict::Refused(code) => {
                let code = code.parse().map_err(|_| IngestError::Malformed)?;
                let rows = self.rows(doc).await?;
                self.refuse(&rows, hash, code);
            }
            Verdict::MissingDeps => self.missing(doc, hash).await?,
        }
        Ok(())
    }

    /// Notes where changes went that this phone does not follow: should the office be restored from a backup, they are
    /// offered again like all others.
    fn remember_places(&mut self) {
        for partition in self.confirmed.keys().filter(|partition| !self.standings.contains_key(*partition)) {
            self.writes.push(standing::put_standing(partition, Some(&Standing::default())));
        }
    }

    /// A refusal that comes after a receipt says nothing any more.
    fn refuse(&mut self, rows: &[Row], hash: ChangeHash, code: Code) {
        let waits = |row: &Row| row.change.hash == hash && row.carriage == Carriage::Pending;
        if rows.iter().any(waits) {
            self.result.refused += 1;
            self.writes.push(Write::Settle(hash, Carriage::Refused(code)));
        }
    }

    /// The office lacks something that this change builds on. If that was refused, so is this, for the same
    /// reason; otherwise all that this phone ever wrote to the record goes up once more.
    async fn missing(&mut self, doc: DocId, hash: ChangeHash) -> Outcome<(), S> {
        let rows = self.rows(doc).await?;
        let deps = rows.iter().find(|row| row.change.hash == hash).map(|row| deps(&row.change.bytes));
        let deps = deps.unwrap_or_default();
        let earlier = self.refusals();
        let refused = deps.iter().find_map(|dep| {
            let row = rows.iter().find(|row| row.change.hash == *dep)?;
            match &row.carriage {
                Carriage::Refused(code) => Some(code.clone()),
                _ => earlier.get(dep).cloned(),
            }
        });
        if let Some(code) = refused {
            self.refuse(&rows, hash, code);
        } else {
            self.result.stuck.insert(hash);
            let own = rows.iter().filter(|row| matches!(row.carriage, Carriage::Received(_)));
            let own = own.filter(|row| author(&row.change.bytes) == Some(self.host.device));
            self.voided.extend(own.map(|row| Write::Settle(row.change.hash, Carriage::Pending)));
        }
        Ok(())
    }

    /// Changes that this answer refuses.
    fn refusals(&self) -> Map<ChangeHash, Code> {
        let refusal = |write: &Write| match write {
            Write::Settle(hash, Carriage::Refused(code)) => Some((*hash, code.clone())),
            _ => None,
        };
        self.writes.iter().filter_map(refusal).collect()
    }

    /// Reads the records that changed, derives their entries and commits everything.
    async fn commit(mut self) -> Outcome<Ingested, S> {
        for (doc, arrivals) in std::mem::take(&mut self.arrivals) {
            let rows = self.rows(doc).await?;
            self.merge(doc, &rows, arrivals);
        }
        for (doc, salvage) in std::mem::take(&mut self.damaged) {
            self.shelve(doc, salvage).await?;
        }
        let mut writes = std::mem::take(&mut self.voided);
        writes.append(&mut self.writes);
        self.store.commit(writes, Durability::Strict).await.map_err(IngestError::Store)?;
        let unreceived = self.store.unreceived().await.map_err(IngestError::Store)?;
        let waiting = unreceived.iter().filter(|(.., carriage)| *carriage == Carriage::Pending);
        self.result.waiting = waiting.count();
        Ok(self.result)
    }

    /// Lays what arrived over a record.
    fn merge(&mut self, doc: DocId, rows: &[Row], arrivals: Vec<Arrival>) {
        let stored = || rebuild::live(rows).map(|row| row.change.bytes.as_slice());
        let mut document = Document::open(stored()).unwrap_or_else(|_| Document::salvage(stored()).0);
        let known: Set<ChangeHash> = rows.iter().map(|row| row.change.hash).collect();
        let whole = document.apply(arrivals.iter().map(|arrival| arrival.change.bytes.as_slice())).is_ok();
        let mut place = None;
        for Arrival { position, stale, change } in arrivals {
            let here = whole || known.contains(&change.hash);
            if here || document.apply([change.bytes.as_slice()]).is_ok() {
                self.result.received += u32::from(!known.contains(&change.hash));
                self.result.docs.insert(doc);
                place = Some((change.partition.clone(), change.kind));
                if stale && author(&change.bytes) == Some(self.host.device) {
                    let pending = Write::Settle(change.hash, Carriage::Pending);
                    self.writes.extend([Write::Keep(change), pending]);
                } else {
                    self.writes.push(Write::Adopt(change, position));
                }
            } else {
                let Change { partition, kind, bytes, .. } = change;
                let kind = kind.code().to_owned();
                self.damaged.entry(doc).or_default().push(Salvage { partition, kind, position, bytes });
            }
        }
        if let Some((partition, kind)) = place {
            let entry = (self.host.derive)(doc, &partition, kind, &frozen::flat(&document, kind));
            self.writes.push(Write::Entry(Box::new(entry)));
        }
    }

    /// Adds to what is kept apart of a record; what was read again is among `fresh` if it is still to be kept.
    async fn shelve(&mut self, doc: DocId, fresh: Vec<Salvage>) -> Outcome<(), S> {
        let key = doc.to_string();
        let kept = self.store.get(Shelf::Damaged, &key).await.map_err(IngestError::Store)?;
        let mut all: Vec<Salvage> =
            kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default();
        if all.iter().any(|one| self.readable(doc, &one.kind).is_some()) {
            all.clear();
        }
        for one in fresh {
            all.retain(|before| before.bytes != one.bytes);
            all.push(one);
        }
        let value = postcard::to_allocvec(&all).map_err(|_| IngestError::Malformed)?;
        self.writes.push(Write::Put(Shelf::Damaged, key, Some(value)));
        self.result.docs.insert(doc);
        Ok(())
    }
}

fn author(bytes: &[u8]) -> Option<DeviceId> {
    crdt::scan(bytes).ok().map(|scanned| scanned.actor.device)
}

fn deps(bytes: &[u8]) -> Vec<ChangeHash> {
    crdt::scan(bytes).map(|scanned| scanned.deps).unwrap_or_default()
}
