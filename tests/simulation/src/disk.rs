//! A disk that fails on command: the memory store with a journal of its commits, so that it can be taken back
//! to any of them, as a battery, a cheap flash chip or a copied profile does. Every step lets others run, so
//! that its user can be killed there.

use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use engine::platform::{Local, Remains};
use shared::crdt;
use shared::domain::figures;
use shared::id::{ChangeHash, DocId, Partition};
use shared::store::{Carriage, Change, Durability, Feed, MemoryStore, Place, Row, Shelf, Store, Write};
use shared::sync::phone::Salvage;

use crate::fault::{Fault, Tally};
use crate::ledger::{Ledger, Side};
use crate::mutant::Mutant;
use crate::polling::{finish, pause};

/// Why a commit fails.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// No room; nothing was written.
    #[error("no room left on this device")]
    Full,
    /// The outcome is not known.
    #[error("the transaction was aborted")]
    Unsure,
}

/// What happened to the disk, in order.
#[derive(Debug, Clone)]
enum Entry {
    Commit(Vec<Write>, Durability),
    /// This row cannot be read any more; what is left of it is laid aside, as the phone's store does.
    Rot(ChangeHash, Write),
}

/// What the journal amounts to.
#[derive(Debug, Default)]
struct Image {
    store: MemoryStore,
    hashes: BTreeSet<ChangeHash>,
    docs: BTreeSet<DocId>,
    rotten: BTreeSet<ChangeHash>,
}

impl Image {
    fn apply(&mut self, entry: Entry) -> Vec<u64> {
        match entry {
            Entry::Commit(writes, durability) => {
                for write in &writes {
                    if let Write::Keep(change) | Write::Adopt(change, _) | Write::Receive(change) = write {
                        self.hashes.insert(change.hash);
                        self.docs.insert(change.doc);
                    }
                    if let Write::Adopt(change, _) = write {
                        self.rotten.remove(&change.hash);
                    }
                }
                let Ok(positions) = finish(self.store.commit(writes, durability));
                positions
            }
            Entry::Rot(hash, aside) => {
                self.rotten.insert(hash);
                let Ok(positions) = finish(self.store.commit(vec![aside], Durability::Strict));
                positions
            }
        }
    }
}

/// One disk.
pub struct Disk {
    name: String,
    side: Side,
    ledger: Rc<Ledger>,
    tally: Rc<Tally>,
    /// What is broken here.
    pub mutant: Option<Mutant>,
    image: RefCell<Image>,
    journal: RefCell<Vec<Entry>>,
    /// What a broken program does not know any more.
    forgotten: RefCell<BTreeSet<ChangeHash>>,
    /// Commits fail while this is set.
    pub full: Cell<bool>,
    /// The next commit happens and is reported as failed.
    pub unsure: Cell<bool>,
}

impl Disk {
    /// An empty one.
    pub fn new(name: &str, side: Side, ledger: Rc<Ledger>, tally: Rc<Tally>, mutant: Option<Mutant>) -> Self {
        Self {
            name: name.to_owned(),
            side,
            ledger,
            tally,
            mutant,
            image: RefCell::default(),
            journal: RefCell::default(),
            forgotten: RefCell::default(),
            full: Cell::new(false),
            unsure: Cell::new(false),
        }
    }

    /// A copy of everything on it.
    pub fn copied(&self, name: &str) -> Self {
        let copy = Self::new(name, self.side, self.ledger.clone(), self.tally.clone(), self.mutant);
        copy.journal.replace(self.journal.borrow().clone());
        copy.replay();
        copy
    }

    /// How many things happened to it: a moment to come back to.
    pub fn age(&self) -> usize {
        self.journal.borrow().len()
    }

    /// Takes it back to an earlier moment.
    pub fn take_back(&self, age: usize) {
        self.journal.borrow_mut().truncate(age);
        self.replay();
    }

    /// The moment after the last durable commit: what a power cut leaves.
    pub fn durable_age(&self) -> usize {
        let journal = self.journal.borrow();
        let soft = |entry: &&Entry| matches!(entry, Entry::Commit(_, Durability::Relaxed));
        journal.len() - journal.iter().rev().take_while(soft).count()
    }

    fn replay(&self) {
        let mut image = Image::default();
        for entry in self.journal.borrow().iter() {
            image.apply(entry.clone());
        }
        self.image.replace(image);
    }

    fn happen(&self, entry: Entry) -> Vec<u64> {
        self.journal.borrow_mut().push(entry.clone());
        self.image.borrow_mut().apply(entry)
    }

    /// Writes without a user in between: for what the world itself puts there.
    pub fn put(&self, writes: Vec<Write>) -> Vec<u64> {
        self.ledger.committed(self.side, &self.name, &writes);
        self.happen(Entry::Commit(writes, Durability::Strict))
    }

    /// Makes a row unreadable.
    pub fn rot(&self, row: &Row) {
        let position = match row.carriage {
            Carriage::Received(position) => Some(position),
            _ => None,
        };
        let mut bytes = row.change.bytes.clone();
        if let Some(byte) = bytes.last_mut() {
            *byte ^= 0x40;
        }
        let (hash, partition) = (Some(row.change.hash), Some(row.change.partition.clone()));
        let key = Remains::key(row.change.doc);
        let mut remains = Remains::decode(self.value(Shelf::Damaged, &key).as_ref());
        remains.push(Remains { hash, partition, position, bytes });
        let aside = Write::Put(Shelf::Damaged, key, Some(Remains::encode(&remains)));
        self.happen(Entry::Rot(row.change.hash, aside));
    }

    /// What is on it, rotten rows included.
    pub fn memory(&self) -> Ref<'_, MemoryStore> {
        Ref::map(self.image.borrow(), |image| &image.store)
    }

    /// Every record on it.
    pub fn docs(&self) -> BTreeSet<DocId> {
        self.image.borrow().docs.clone()
    }

    /// The readable rows of a record.
    pub fn rows(&self, doc: DocId) -> Vec<Row> {
        let image = self.image.borrow();
        let Ok(mut rows) = finish(image.store.changes_of(doc));
        rows.retain(|row| !image.rotten.contains(&row.change.hash));
        rows
    }

    /// Every readable row.
    pub fn all_rows(&self) -> Vec<Row> {
        self.docs().into_iter().flat_map(|doc| self.rows(doc)).collect()
    }

    /// A small value.
    pub fn value(&self, on: Shelf, key: &str) -> Option<Vec<u8>> {
        let Ok(value) = finish(self.memory().get(on, key));
        value
    }

    /// The small values of a shelf.
    pub fn values(&self, on: Shelf) -> Vec<(String, Vec<u8>)> {
        let Ok(values) = finish(self.memory().list(on));
        values
    }

    /// The entries of all records.
    pub fn all_entries(&self) -> Vec<figures::Entry> {
        let Ok(entries) = finish(self.memory().entries());
        entries
    }

    /// Changes whose bytes lie here in any form: as rows, as remains of rows, as what could not be read yet.
    pub fn held(&self) -> BTreeSet<ChangeHash> {
        let mut held = self.image.borrow().hashes.clone();
        held.extend(self.shelved());
        held
    }

    /// Changes of the feed that lie aside because this version could not take them in.
    pub fn shelved(&self) -> BTreeSet<ChangeHash> {
        let mut shelved = BTreeSet::new();
        for (_, value) in self.values(Shelf::Damaged) {
            let salvage: Vec<Salvage> = messages::decode(&value).unwrap_or_default();
            shelved.extend(salvage.iter().filter_map(|one| Some(crdt::scan(&one.bytes).ok()?.hash)));
        }
        shelved
    }

    /// A new version of the app has this disk now, and knows this code of a kind by the other.
    pub fn learn(&self, young: &str, kind: &str) {
        let mut writes = Vec::new();
        for (key, value) in self.values(Shelf::Damaged) {
            let mut salvage: Vec<Salvage> = messages::decode(&value).unwrap_or_default();
            if salvage.iter().any(|one| one.kind == young) {
                for one in &mut salvage {
                    kind.clone_into(&mut one.kind);
                }
                writes.push(Write::Put(Shelf::Damaged, key, messages::encode(&salvage)));
            }
        }
        self.put(writes);
    }

    /// Changes whose rows rotted and did not come back.
    pub fn rotten(&self) -> BTreeSet<ChangeHash> {
        self.image.borrow().rotten.clone()
    }

    /// What a program that believes itself marks as received.
    pub fn believe_all_received(&self) {
        let Ok(waiting) = finish(self.memory().unreceived());
        let settled = |(_, hash, _)| Write::Settle(hash, Carriage::Received(1));
        self.put(waiting.into_iter().map(settled).collect());
    }

    /// What a program that forgets its outbox no longer knows to send.
    pub fn forget_outbox(&self) {
        let Ok(waiting) = finish(self.memory().unreceived());
        self.forgotten.borrow_mut().extend(waiting.into_iter().map(|(_, hash, _)| hash));
    }

    fn knows(&self, hash: ChangeHash) -> bool {
        !self.image.borrow().rotten.contains(&hash) && !self.forgotten.borrow().contains(&hash)
    }
}

impl Store for Disk {
    type Error = DiskError;

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, DiskError> {
        pause().await;
        if self.full.get() {
            self.tally.count(Fault::DiskFull);
            return Err(DiskError::Full);
        }
        self.ledger.committed(self.side, &self.name, &writes);
        let hasty = self.side == Side::Office && self.mutant == Some(Mutant::AnsweredTooEarly);
        let durability = if hasty { Durability::Relaxed } else { durability };
        let positions = self.happen(Entry::Commit(writes, durability));
        if self.unsure.take() {
            self.tally.count(Fault::CommitUnsure);
            return Err(DiskError::Unsure);
        }
        pause().await;
        Ok(positions)
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, DiskError> {
        pause().await;
        Ok(self.rows(doc))
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, DiskError> {
        pause().await;
        let Ok(mut changes) = finish(self.memory().outbox(usize::MAX));
        changes.retain(|change| self.knows(change.hash));
        let mut room = bytes;
        let fits = |change: &Change| {
            let had_room = room > 0;
            room = room.saturating_sub(change.bytes.len());
            had_room
        };
        Ok(changes.into_iter().take_while(fits).collect())
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, DiskError> {
        pause().await;
        let Ok(mut waiting) = finish(self.memory().unreceived());
        waiting.retain(|(_, hash, _)| self.knows(*hash));
        Ok(waiting)
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, DiskError> {
        pause().await;
        let Ok(feed) = finish(self.memory().feed(partition, after, bytes));
        Ok(feed)
    }

    async fn positions(&self, partition: &Partition, after: u64, upto: u64) -> Result<Vec<Place>, DiskError> {
        pause().await;
        let Ok(mut places) = finish(self.memory().positions(partition, after, upto));
        places.retain(|place| !self.image.borrow().rotten.contains(&place.hash));
        Ok(places)
    }

    async fn entries(&self) -> Result<Vec<figures::Entry>, DiskError> {
        pause().await;
        Ok(self.all_entries())
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, DiskError> {
        pause().await;
        Ok(self.value(on, key))
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, DiskError> {
        pause().await;
        Ok(self.values(on))
    }
}

impl Local for Disk {
    fn code(error: &DiskError) -> &'static str {
        match error {
            DiskError::Full => "storage.full",
            DiskError::Unsure => "storage.failed",
        }
    }

    async fn indexed(&self) -> Result<(Vec<figures::Entry>, Vec<DocId>), DiskError> {
        Ok((self.entries().await?, Vec::new()))
    }

    async fn indexed_of(&self, docs: &[DocId]) -> Result<(Vec<figures::Entry>, Vec<DocId>), DiskError> {
        let mut entries = self.entries().await?;
        entries.retain(|entry| docs.contains(&entry.facts.doc));
        Ok((entries, Vec::new()))
    }
}
