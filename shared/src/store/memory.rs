//! A store that lives in memory: the reference beside which the others are tested.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use super::{Carriage, Change, Durability, Feed, Place, Row, Shelf, Store, Write};
use crate::domain::figures::Entry;
use crate::id::{ChangeHash, DocId, Partition};
use crate::sync::office::Whole;
use crate::sync::wire::Fill;

/// Memory does not fail.
pub type MemoryError = Infallible;

/// Rows in the order of their storing, entries and small values. Nothing survives the process.
#[derive(Debug, Default, Clone)]
pub struct MemoryStore {
    inner: RefCell<Inner>,
}

#[derive(Debug, Default, Clone)]
struct Inner {
    rows: Vec<Row>,
    by_hash: BTreeMap<ChangeHash, usize>,
    by_doc: BTreeMap<DocId, Vec<usize>>,
    /// Rows that are not received.
    waiting: BTreeSet<usize>,
    /// Received rows by partition and position.
    log: BTreeMap<Partition, BTreeSet<(u64, usize)>>,
    /// Digests of what `Receive` numbered, by partition: of the first change, of the first two, …
    digests: BTreeMap<Partition, Vec<u64>>,
    entries: BTreeMap<DocId, Entry>,
    values: BTreeMap<(Shelf, String), Vec<u8>>,
}

impl Inner {
    /// The row of a hash, appended as pending when new.
    fn row(&mut self, change: Change) -> usize {
        if let Some(index) = self.by_hash.get(&change.hash) {
            return *index;
        }
        let index = self.rows.len();
        self.by_hash.insert(change.hash, index);
        self.by_doc.entry(change.doc).or_default().push(index);
        self.waiting.insert(index);
        self.rows.push(Row { change, carriage: Carriage::Pending });
        index
    }

    fn settle(&mut self, index: usize, carriage: Carriage) {
        let row = &mut self.rows[index];
        let log = self.log.entry(row.change.partition.clone()).or_default();
        if let Carriage::Received(position) = row.carriage {
            log.remove(&(position, index));
        }
        if let Carriage::Received(position) = carriage {
            log.insert((position, index));
            self.waiting.remove(&index);
        } else {
            self.waiting.insert(index);
        }
        row.carriage = carriage;
    }

    fn receive(&mut self, change: Change) -> u64 {
        let (partition, hash) = (change.partition.clone(), change.hash);
        let index = self.row(change);
        if let Carriage::Received(position) = self.rows[index].carriage {
            return position;
        }
        let digests = self.digests.entry(partition.clone()).or_default();
        digests.push(digests.last().copied().unwrap_or(0).wrapping_add(hash.weight()));
        let position = self.last(&partition) + 1;
        self.settle(index, Carriage::Received(position));
        position
    }

    fn last(&self, partition: &Partition) -> u64 {
        self.log.get(partition).and_then(BTreeSet::last).map_or(0, |(position, _)| *position)
    }

    /// Received rows of a partition after a position, ascending.
    fn log(&self, partition: &Partition, after: u64) -> impl Iterator<Item = (u64, &Change)> {
        let log = self.log.get(partition);
        let after = log.into_iter().flat_map(move |log| log.range((after.saturating_add(1), 0)..));
        after.map(|(position, index)| (*position, &self.rows[*index].change))
    }

    fn apply(&mut self, write: Write, positions: &mut Vec<u64>) {
        match write {
            Write::Keep(change) => {
                self.row(change);
            }
            Write::Adopt(change, position) => {
                let index = self.row(change);
                self.settle(index, Carriage::Received(position));
            }
            Write::Receive(change) => positions.push(self.receive(change)),
            Write::Settle(hash, carriage) => {
                if let Some(index) = self.by_hash.get(&hash) {
                    self.settle(*index, carriage);
                }
            }
            Write::Entry(entry) => {
                self.entries.insert(entry.facts.doc, *entry);
            }
            Write::Put(on, key, Some(value)) => {
                self.values.insert((on, key), value);
            }
            Write::Put(on, key, None) => {
                self.values.remove(&(on, key));
            }
        }
    }

    /// Every record of a partition with its changes up to a position: places, ascending.
    fn records(&self, partition: &Partition) -> BTreeMap<DocId, Vec<(u64, &Change)>> {
        let mut records: BTreeMap<DocId, Vec<(u64, &Change)>> = BTreeMap::new();
        for (position, change) in self.log(partition, 0) {
            records.entry(change.doc).or_default().push((position, change));
        }
        records
    }
}

/// What the office's half asks (`sync::office::Office`).
impl MemoryStore {
    pub(crate) fn last_position(&self, partition: &Partition) -> u64 {
        self.inner.borrow().last(partition)
    }

    pub(crate) fn running_digest(&self, partition: &Partition, position: u64) -> Option<u64> {
        let inner = self.inner.borrow();
        let Some(before) = position.checked_sub(1) else { return Some(0) };
        inner.digests.get(partition)?.get(usize::try_from(before).ok()?).copied()
    }

    pub(crate) fn whole_records(&self, partition: &Partition, fill: &Fill, bytes: usize) -> Whole {
        let inner = self.inner.borrow();
        let mut stage: Vec<(u64, Vec<(u64, &Change)>)> = Vec::new();
        for (doc, places) in inner.records(partition) {
            let ends = places.first().zip(places.last());
            let Some((first, last)) = ends.map(|(first, last)| (first.0, last.0)) else { continue };
            let unfinished = inner.entries.get(&doc).is_some_and(|entry| entry.facts.state.is_unsent());
            let (belongs, key) = match fill.stage {
                0 => (unfinished && last <= fill.upto, last),
                1 => (!unfinished && last <= fill.upto, last),
                _ => (first <= fill.upto && last > fill.upto, first),
            };
            let ahead = if fill.stage < 2 { key < fill.key } else { key > fill.key };
            if belongs && ahead {
                let told = places.into_iter().filter(|(position, _)| *position <= fill.upto);
                stage.push((key, told.collect()));
            }
        }
        stage.sort_unstable_by_key(|(key, _)| if fill.stage < 2 { u64::MAX - key } else { *key });
        let mut whole = Whole::default();
        let mut room = bytes;
        for (key, places) in stage {
            if room == 0 {
                return whole;
            }
            room = room.saturating_sub(places.iter().map(|(_, change)| change.bytes.len()).sum());
            let owned = places.into_iter().map(|(position, change)| (position, change.clone()));
            whole.changes.extend(owned);
            whole.next = Some(key);
        }
        Whole { next: None, ..whole }
    }
}

impl Store for MemoryStore {
    type Error = MemoryError;

    async fn commit(&self, writes: Vec<Write>, _: Durability) -> Result<Vec<u64>, MemoryError> {
        let mut positions = Vec::new();
        let mut inner = self.inner.borrow_mut();
        for write in writes {
            inner.apply(write, &mut positions);
        }
        Ok(positions)
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, MemoryError> {
        let inner = self.inner.borrow();
        let indices = inner.by_doc.get(&doc).map_or(&[][..], Vec::as_slice);
        Ok(indices.iter().map(|index| inner.rows[*index].clone()).collect())
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, MemoryError> {
        let mut room = bytes;
        let inner = self.inner.borrow();
        let rows = inner.waiting.iter().map(|index| &inner.rows[*index]);
        let pending = rows.filter(|row| row.carriage == Carriage::Pending).map(|row| &row.change);
        Ok(pending.take_while(|change| take(&mut room, change)).cloned().collect())
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, MemoryError> {
        let inner = self.inner.borrow();
        let rows = inner.waiting.iter().map(|index| &inner.rows[*index]);
        Ok(rows.map(|row| (row.change.doc, row.change.hash, row.carriage.clone())).collect())
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, MemoryError> {
        let inner = self.inner.borrow();
        let mut room = bytes;
        let mut feed = Feed { to: after, ..Feed::default() };
        for (position, change) in inner.log(partition, after) {
            if !take(&mut room, change) {
                feed.more = true;
                break;
            }
            feed.to = position;
            feed.changes.push((position, change.clone()));
        }
        Ok(feed)
    }

    async fn positions(
        &self,
        partition: &Partition,
        after: u64,
        upto: u64,
    ) -> Result<Vec<Place>, MemoryError> {
        let inner = self.inner.borrow();
        let log = inner.log(partition, after).take_while(|(position, _)| *position <= upto);
        Ok(log.map(|(position, change)| Place { position, doc: change.doc, hash: change.hash }).collect())
    }

    async fn entries(&self) -> Result<Vec<Entry>, MemoryError> {
        Ok(self.inner.borrow().entries.values().cloned().collect())
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, MemoryError> {
        Ok(self.inner.borrow().values.get(&(on, key.to_owned())).cloned())
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, MemoryError> {
        let inner = self.inner.borrow();
        let values = inner.values.iter().filter(|((of, _), _)| *of == on);
        Ok(values.map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }
}

/// True while there was still room before this change, which then uses it up: a change larger than the room
/// still travels, alone.
fn take(room: &mut usize, change: &Change) -> bool {
    let had_room = *room > 0;
    *room = room.saturating_sub(change.bytes.len());
    had_room
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::conformance::{Bench, office_suite, suite};

    struct Memory;

    impl Bench for Memory {
        type Store = MemoryStore;

        async fn fresh(&self) -> MemoryStore {
            MemoryStore::default()
        }

        async fn reopen(&self, store: MemoryStore) -> MemoryStore {
            store
        }
    }

    #[test]
    fn memory_keeps_the_contract_of_a_store() {
        futures_lite::future::block_on(suite(&Memory));
        futures_lite::future::block_on(office_suite(&Memory));
    }
}
