//! A phone's disk in the test's hands.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use engine::platform::Local;
use futures_lite::future::yield_now;
use shared::domain::figures::Entry;
use shared::id::{ChangeHash, DocId, Partition};
use shared::store::{Carriage, Change, Durability, Feed, MemoryStore, Place, Row, Shelf, Store, Write};

/// A store in memory whose every step lets others run, and which can be full.
#[derive(Default)]
pub struct Disk {
    pub inner: MemoryStore,
    pub full: Cell<bool>,
    /// Documents whose entries cannot be read.
    pub unreadable: RefCell<BTreeSet<DocId>>,
    /// How often everything was read.
    pub readings: Cell<u32>,
    /// Changes whose rows cannot be read.
    pub rotten: RefCell<BTreeSet<ChangeHash>>,
}

#[derive(Debug, thiserror::Error)]
#[error("no room left on this device")]
pub struct Full;

macro_rules! infallible {
    ($future:expr) => {
        match $future.await {
            Ok(value) => Ok(value),
            Err(never) => match never {},
        }
    };
}

impl Store for Disk {
    type Error = Full;

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, Full> {
        yield_now().await;
        if self.full.get() {
            return Err(Full);
        }
        for write in &writes {
            match write {
                Write::Entry(entry) => {
                    self.unreadable.borrow_mut().remove(&entry.facts.doc);
                }
                Write::Adopt(change, _) => {
                    self.rotten.borrow_mut().remove(&change.hash);
                }
                _ => {}
            }
        }
        let positions = infallible!(self.inner.commit(writes, durability));
        yield_now().await;
        positions
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, Full> {
        yield_now().await;
        let mut rows: Vec<Row> = infallible!(self.inner.changes_of(doc))?;
        rows.retain(|row| !self.rotten.borrow().contains(&row.change.hash));
        Ok(rows)
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, Full> {
        yield_now().await;
        let mut changes: Vec<Change> = infallible!(self.inner.outbox(bytes))?;
        changes.retain(|change| !self.rotten.borrow().contains(&change.hash));
        Ok(changes)
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, Full> {
        let mut waiting: Vec<(DocId, ChangeHash, Carriage)> = infallible!(self.inner.unreceived())?;
        waiting.retain(|(_, hash, _)| !self.rotten.borrow().contains(hash));
        Ok(waiting)
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, Full> {
        infallible!(self.inner.feed(partition, after, bytes))
    }

    async fn positions(&self, partition: &Partition, after: u64, upto: u64) -> Result<Vec<Place>, Full> {
        let mut places: Vec<Place> = infallible!(self.inner.positions(partition, after, upto))?;
        places.retain(|place| !self.rotten.borrow().contains(&place.hash));
        Ok(places)
    }

    async fn entries(&self) -> Result<Vec<Entry>, Full> {
        Ok(self.indexed().await?.0)
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, Full> {
        yield_now().await;
        infallible!(self.inner.get(on, key))
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, Full> {
        infallible!(self.inner.list(on))
    }
}

impl Local for Disk {
    fn code(_: &Full) -> &'static str {
        "storage.full"
    }

    async fn indexed(&self) -> Result<(Vec<Entry>, Vec<DocId>), Full> {
        self.readings.set(self.readings.get() + 1);
        yield_now().await;
        self.all().await
    }

    async fn indexed_of(&self, docs: &[DocId]) -> Result<(Vec<Entry>, Vec<DocId>), Full> {
        yield_now().await;
        let (mut sound, mut broken) = self.all().await?;
        sound.retain(|entry| docs.contains(&entry.facts.doc));
        broken.retain(|doc| docs.contains(doc));
        Ok((sound, broken))
    }
}

impl Disk {
    async fn all(&self) -> Result<(Vec<Entry>, Vec<DocId>), Full> {
        let entries: Vec<Entry> = infallible!(self.inner.entries())?;
        let unreadable = self.unreadable.borrow();
        let (broken, sound): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|entry| unreadable.contains(&entry.facts.doc));
        Ok((sound, broken.into_iter().map(|entry| entry.facts.doc).collect()))
    }
}
