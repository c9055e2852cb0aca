//! Takes an answer into the store: receipts for what went up, changes that came down, facts of every record
//! they touch, cursors, registers and names, all in one commit, so that a phone that dies in the middle has
//! taken either all of it or nothing. One change that cannot be read never blocks the others.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::rebuild;
use super::request::{self, LastSuccess, Outgoing};
use crate::crdt::{self, Document};
use crate::id::{ChangeHash, Code, DeviceId, DocId, Partition};
use crate::record::Kind;
use crate::store::{Carriage, Change, Durability, Row, Shelf, Store, Write};
use crate::sync::office::Derive;
use crate::sync::wire::{Download, PartitionNews, Response, Verdict};

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
    pub docs: BTreeSet<DocId>,
    /// True when a register or a name came.
    pub registers: bool,
    /// True when the office has more to say at once.
    pub more: bool,
    /// Changes that the office cannot take before others: not worth sending again in this run.
    pub stuck: BTreeSet<ChangeHash>,
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

/// A change of the office that this version cannot read: kept on the `Damaged` shelf under its record, as
/// postcard of a list of these, for a later version or a rescue.
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

/// Takes an answer in.
///
/// *Assumption:* no other commit touches the same records between the reads and the commit here: the host
/// saves and ingests one after the other. *If violated:* a list shows a record as it was before the other
/// commit until it is written again; no change is lost.
pub async fn ingest<S: Store>(
    store: &S,
    device: DeviceId,
    outgoing: &Outgoing,
    response: &Response,
    derive: &Derive<'_>,
    now_ms: i64,
) -> Result<Ingested, IngestError<S::Error>> {
    let mut intake = Intake::new(store, device, derive);
    intake.clock(now_ms, response.time_ms);
    if outgoing.sent.len() != response.verdicts.len() {
        return Err(IngestError::Malformed);
    }
    intake.epoch(outgoing.request.epoch, response.epoch).await?;
    for ((doc, hash), verdict) in outgoing.sent.iter().zip(&response.verdicts) {
        intake.verdict(*doc, *hash, verdict).await?;
    }
    let standings: BTreeMap<_, _> = outgoing
        .request
        .cursors
        .iter()
        .map(|cursor| ((&cursor.unit, &cursor.org), cursor.register))
        .collect();
    for news in &response.partitions {
        let register = standings.get(&(&news.unit, &news.org)).copied().unwrap_or_default();
        intake.news(news, register)?;
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
    change: Change,
}

/// The commit under construction.
struct Intake<'s, S: Store> {
    store: &'s S,
    device: DeviceId,
    derive: &'s Derive<'s>,
    writes: Vec<Write>,
    arrivals: BTreeMap<DocId, Vec<Arrival>>,
    damaged: BTreeMap<DocId, Vec<Salvage>>,
    result: Ingested,
}

type Outcome<T, S> = Result<T, IngestError<<S as Store>::Error>>;

impl<'s, S: Store> Intake<'s, S> {
    fn new(store: &'s S, device: DeviceId, derive: &'s Derive<'s>) -> Self {
        let (writes, arrivals, damaged) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { store, device, derive, writes, arrivals, damaged, result: Ingested::default() }
    }

    fn clock(&mut self, now_ms: i64, server_ms: i64) {
        self.result.clock_ahead_ms = now_ms.saturating_sub(server_ms);
        let last = LastSuccess { at_ms: now_ms, clock_ahead_ms: self.result.clock_ahead_ms };
        self.writes.push(request::put_last_success(last));
    }

    async fn rows(&self, doc: DocId) -> Outcome<Vec<Row>, S> {
        rebuild::rows(self.store, doc).await.map_err(IngestError::Store)
    }

    /// A server that was restored from a backup may have lost what it once confirmed: everything that this
    /// phone wrote is offered again, and every position starts anew.
    async fn epoch(&mut self, known: u64, now: u64) -> Outcome<(), S> {
        if known == now {
            return Ok(());
        }
        self.writes.push(request::put_epoch(now));
        if known == 0 {
            return Ok(());
        }
        let cursors = request::cursors(self.store).await.map_err(IngestError::Store)?;
        self.writes.extend(cursors.keys().map(|partition| request::put_cursor(partition, None)));
        for facts in self.store.facts().await.map_err(IngestError::Store)? {
            let rows = self.rows(facts.doc).await?;
            self.offer_again(&rows);
        }
        Ok(())
    }

    /// Puts every confirmed change of this phone back into the outbox.
    fn offer_again(&mut self, rows: &[Row]) {
        let own = rows.iter().filter(|row| matches!(row.carriage, Carriage::Received(_)));
        let own = own.filter(|row| author(&row.change.bytes) == Some(self.device));
        self.writes.extend(own.map(|row| Write::Settle(row.change.hash, Carriage::Pending)));
    }

    async fn verdict(&mut self, doc: DocId, hash: ChangeHash, verdict: &Verdict) -> Outcome<(), S> {
        self.result.docs.insert(doc);
        match verdict {
            Verdict::Stored(position) | Verdict::Duplicate(position) => {
                self.result.confirmed += 1;
                self.writes.push(Write::Settle(hash, Carriage::Received(*position)));
            }
            Verdict::Refused(code) => {
                let code = code.parse().map_err(|_| IngestError::Malformed)?;
                self.refuse(hash, code);
            }
            Verdict::MissingDeps => self.missing(doc, hash).await?,
        }
        Ok(())
    }

    fn refuse(&mut self, hash: ChangeHash, code: Code) {
        self.result.refused += 1;
        self.writes.push(Write::Settle(hash, Carriage::Refused(code)));
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
            self.refuse(hash, code);
        } else {
            self.result.stuck.insert(hash);
            self.offer_again(&rows);
        }
        Ok(())
    }

    /// Changes that this answer refuses.
    fn refusals(&self) -> BTreeMap<ChangeHash, Code> {
        let refusal = |write: &Write| match write {
            Write::Settle(hash, Carriage::Refused(code)) => Some((*hash, code.clone())),
            _ => None,
        };
        self.writes.iter().filter_map(refusal).collect()
    }

    fn news(&mut self, news: &PartitionNews, known_register: u64) -> Outcome<(), S> {
        let partition = news.partition().map_err(|_| IngestError::Malformed)?;
        self.result.more |= news.more;
        for download in &news.changes {
            self.arrive(&partition, download);
        }
        let mut version = known_register;
        if let Some(register) = &news.register {
            version = register.version;
            self.result.registers = true;
            let key = partition.to_string();
            self.writes.push(Write::Put(Shelf::Register, key, Some(register.bytes.to_vec())));
        }
        self.writes.push(request::put_cursor(&partition, Some((news.to, version))));
        Ok(())
    }

    fn arrive(&mut self, partition: &Partition, download: &Download) {
        let doc = DocId(*download.doc);
        let scanned = crdt::scan(&download.bytes).ok().filter(|scanned| scanned.actor.doc == doc);
        let read = scanned.zip(Kind::from_code(&download.kind));
        let bytes = download.bytes.to_vec();
        let Some((scanned, kind)) = read else {
            let (partition, kind, position) = (partition.clone(), download.kind.clone(), download.position);
            self.damaged.entry(doc).or_default().push(Salvage { partition, kind, position, bytes });
            return;
        };
        let change = Change { hash: scanned.hash, doc, partition: partition.clone(), kind, bytes };
        self.arrivals.entry(doc).or_default().push(Arrival { position: download.position, change });
    }

    /// Reads the records that changed, derives their facts and commits everything.
    async fn commit(mut self) -> Outcome<Ingested, S> {
        for (doc, arrivals) in std::mem::take(&mut self.arrivals) {
            let rows = self.rows(doc).await?;
            self.merge(doc, &rows, arrivals);
        }
        for (doc, salvage) in std::mem::take(&mut self.damaged) {
            self.shelve(doc, salvage).await?;
        }
        self.store.commit(self.writes, Durability::Strict).await.map_err(IngestError::Store)?;
        let unreceived = self.store.unreceived().await.map_err(IngestError::Store)?;
        let waiting = unreceived.iter().filter(|(.., carriage)| *carriage == Carriage::Pending);
        self.result.waiting = waiting.count();
        Ok(self.result)
    }

    /// Lays what arrived over a record.
    fn merge(&mut self, doc: DocId, rows: &[Row], arrivals: Vec<Arrival>) {
        let stored = || rows.iter().map(|row| row.change.bytes.as_slice());
        let mut document = Document::open(stored()).unwrap_or_else(|_| Document::salvage(stored()).0);
        let known: BTreeSet<ChangeHash> = rows.iter().map(|row| row.change.hash).collect();
        let whole = document.apply(arrivals.iter().map(|arrival| arrival.change.bytes.as_slice())).is_ok();
        let mut place = None;
        for Arrival { position, change } in arrivals {
            let here = whole || known.contains(&change.hash);
            if here || document.apply([change.bytes.as_slice()]).is_ok() {
                self.result.received += u32::from(!known.contains(&change.hash));
                self.result.docs.insert(doc);
                place = Some((change.partition.clone(), change.kind));
                self.writes.push(Write::Adopt(change, position));
            } else {
                let Change { partition, kind, bytes, .. } = change;
                let kind = kind.code().to_owned();
                self.damaged.entry(doc).or_default().push(Salvage { partition, kind, position, bytes });
            }
        }
        if let Some((partition, kind)) = place {
            let facts = (self.derive)(doc, &partition, kind, &document.flat());
            self.writes.push(Write::Facts(Box::new(facts)));
        }
    }

    /// Adds to what is kept of a record that this version cannot read.
    async fn shelve(&mut self, doc: DocId, fresh: Vec<Salvage>) -> Outcome<(), S> {
        let key = doc.to_string();
        let kept = self.store.get(Shelf::Damaged, &key).await.map_err(IngestError::Store)?;
        let mut all: Vec<Salvage> =
            kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default();
        all.extend(fresh.into_iter().filter(|one| !all.contains(one)).collect::<Vec<_>>());
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
