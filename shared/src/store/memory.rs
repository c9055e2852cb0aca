//! A store that lives in memory: the reference beside which the others are tested.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;

use super::{Carriage, Change, Durability, Feed, Row, Shelf, Store, Write};
use crate::domain::facts::Facts;
use crate::id::{ChangeHash, DocId, Partition};

/// Memory does not fail.
pub type MemoryError = Infallible;

/// Rows in the order of their storing, facts and small values. Nothing survives the process.
#[derive(Debug, Default, Clone)]
pub struct MemoryStore {
    inner: RefCell<Inner>,
}

#[derive(Debug, Default, Clone)]
struct Inner {
    rows: Vec<Row>,
    by_hash: BTreeMap<ChangeHash, usize>,
    last: BTreeMap<Partition, u64>,
    facts: BTreeMap<DocId, Facts>,
    values: BTreeMap<(Shelf, String), Vec<u8>>,
}

impl Inner {
    /// The row of a hash, appended as `carriage` when new.
    fn row(&mut self, change: Change, carriage: Carriage) -> &mut Row {
        let rows = &mut self.rows;
        let index = *self.by_hash.entry(change.hash).or_insert_with(|| {
            rows.push(Row { change, carriage });
            rows.len() - 1
        });
        &mut self.rows[index]
    }

    fn receive(&mut self, change: Change) -> u64 {
        let last = self.last.get(&change.partition).copied().unwrap_or(0);
        let partition = change.partition.clone();
        let row = self.row(change, Carriage::Pending);
        if let Carriage::Received(position) = row.carriage {
            return position;
        }
        row.carriage = Carriage::Received(last + 1);
        self.last.insert(partition, last + 1);
        last + 1
    }

    fn apply(&mut self, write: Write, positions: &mut Vec<u64>) {
        match write {
            Write::Keep(change) => {
                self.row(change, Carriage::Pending);
            }
            Write::Adopt(change, position) => {
                self.row(change, Carriage::Pending).carriage = Carriage::Received(position);
            }
            Write::Receive(change) => positions.push(self.receive(change)),
            Write::Settle(hash, carriage) => {
                if let Some(index) = self.by_hash.get(&hash) {
                    self.rows[*index].carriage = carriage;
                }
            }
            Write::Facts(facts) => {
                self.facts.insert(facts.doc, *facts);
            }
            Write::Put(on, key, Some(value)) => {
                self.values.insert((on, key), value);
            }
            Write::Put(on, key, None) => {
                self.values.remove(&(on, key));
            }
        }
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
        Ok(self.inner.borrow().rows.iter().filter(|row| row.change.doc == doc).cloned().collect())
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, MemoryError> {
        let mut room = bytes;
        let inner = self.inner.borrow();
        let pending = inner.rows.iter().filter(|row| row.carriage == Carriage::Pending);
        Ok(pending.map(|row| &row.change).take_while(|change| take(&mut room, change)).cloned().collect())
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, MemoryError> {
        let inner = self.inner.borrow();
        let rows = inner.rows.iter().filter(|row| !matches!(row.carriage, Carriage::Received(_)));
        Ok(rows.map(|row| (row.change.doc, row.change.hash, row.carriage.clone())).collect())
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, MemoryError> {
        let inner = self.inner.borrow();
        let mut log: Vec<(u64, &Change)> = inner
            .rows
            .iter()
            .filter(|row| row.change.partition == *partition)
            .filter_map(|row| match row.carriage {
                Carriage::Received(position) if position > after => Some((position, &row.change)),
                _ => None,
            })
            .collect();
        log.sort_by_key(|(position, _)| *position);
        let mut room = bytes;
        let changes: Vec<_> = log
            .iter()
            .take_while(|(_, change)| take(&mut room, change))
            .map(|(position, change)| (*position, (*change).clone()))
            .collect();
        let to = changes.last().map_or(after, |(position, _)| *position);
        Ok(Feed { more: changes.len() < log.len(), changes, to })
    }

    async fn facts(&self) -> Result<Vec<Facts>, MemoryError> {
        Ok(self.inner.borrow().facts.values().cloned().collect())
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
    use crate::store::conformance::{Bench, suite};

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
    }
}
