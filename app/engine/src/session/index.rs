//! What is known of every record, kept in memory after the first reading: lists, figures and the start page are made
//! of it, so that none of them reads the whole store again. Every commit of this tab marks the records that it
//! touched, other tabs tell theirs, and what is marked is read anew before anybody looks. It is never written
//! from here and never the truth: a worker that starts again reads it again.

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::future::poll_fn;
use std::task::{Poll, Waker};

use messages::{Failure, Notice};
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::figures::Entry;
use shared::domain::review;
use shared::id::{DocId, Partition};
use shared::sorted::{Map, Set, sort_by_key};
use shared::store::{Durability, Write};

use super::Session;
use super::start::LastCounted;
use crate::platform::{Local, Platform, Turn};

/// Marked records from which on everything is read again: reading one by one would take longer.
const ONE_BY_ONE_MAX: usize = 500;

/// The rows, and which of them are not to be trusted.
#[derive(Default)]
pub(super) struct Index {
    /// `None` before the first reading.
    rows: RefCell<Option<Rows>>,
    /// Touched since they were read.
    stale: RefCell<Set<DocId>>,
    /// Nobody knows what was touched.
    all_stale: Cell<bool>,
    /// Touched by this tab since it last told the others.
    untold: RefCell<Set<DocId>>,
    gate: Gate,
}

/// Every record as people read and count it, decisions laid over.
#[derive(Default)]
pub(super) struct Rows {
    /// In no order that means anything.
    entries: Vec<Entry>,
    places: Map<DocId, usize>,
    /// Places in the order of lists.
    order: Vec<usize>,
    /// What the start page counted of them.
    pub(super) counted: LastCounted,
}

/// What the office returned first; then what has no day yet, because it is being written; then the newest.
fn rank(entry: &Entry) -> (bool, bool, Reverse<Option<Date>>, DocId) {
    let facts = &entry.facts;
    let day = facts.event_date;
    (facts.state != State::Returned, day.is_some(), Reverse(day), facts.doc)
}

impl Rows {
    fn new(entries: Vec<Entry>) -> Self {
        let places = entries.iter().enumerate().map(|(place, entry)| (entry.facts.doc, place)).collect();
        let mut order: Vec<usize> = (0..entries.len()).collect();
        sort_by_key(&mut order, |place| rank(&entries[*place]));
        Self { entries, places, order, counted: LastCounted::default() }
    }

    /// Where an entry stands in the order of lists, or would stand.
    fn rank_of(&self, entry: &Entry) -> usize {
        self.order.partition_point(|place| rank(&self.entries[*place]) < rank(entry))
    }

    fn put(&mut self, entry: Entry) {
        self.counted = LastCounted::default();
        let known = self.places.get(&entry.facts.doc).copied();
        let place = known.unwrap_or(self.entries.len());
        if known.is_some() {
            let before = self.rank_of(&self.entries[place]);
            self.order.remove(before);
            self.entries[place] = entry;
        } else {
            self.places.insert(entry.facts.doc, place);
            self.entries.push(entry);
        }
        let rank = self.rank_of(&self.entries[place]);
        self.order.insert(rank, place);
    }

    /// One record.
    pub(super) fn get(&self, doc: DocId) -> Option<&Entry> {
        self.places.get(&doc).and_then(|place| self.entries.get(*place))
    }

    /// All of them in the order of lists.
    pub(super) fn listed(&self) -> impl Iterator<Item = &Entry> + Clone {
        self.order.iter().filter_map(|place| self.entries.get(*place))
    }

    /// Does something with the records of these partitions, in no order. A phone mostly has no others, and then
    /// nothing is copied.
    pub(super) fn of<R>(&self, partitions: &Set<Partition>, look: impl FnOnce(&[Entry]) -> R) -> R {
        let is_theirs = |entry: &&Entry| partitions.contains(&entry.facts.partition);
        if self.entries.iter().all(|entry| is_theirs(&entry)) {
            return look(&self.entries);
        }
        let theirs: Vec<Entry> = self.entries.iter().filter(is_theirs).cloned().collect();
        look(&theirs)
    }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Commits, and marks the records whose entries it writes, whatever comes of it.
    pub(crate) async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<(), Failure> {
        let entry = |write: &Write| match write {
            Write::Entry(entry) => Some(entry.facts.doc),
            _ => None,
        };
        let docs: Vec<DocId> = writes.iter().filter_map(entry).collect();
        let committed = self.store.commit(writes, durability).await;
        self.touched(docs);
        Self::stored(committed).map(|_| ())
    }

    /// This tab changed these records.
    pub(crate) fn touched(&self, docs: impl IntoIterator<Item = DocId>) {
        for doc in docs {
            self.index.stale.borrow_mut().insert(doc);
            self.index.untold.borrow_mut().insert(doc);
        }
    }

    /// Nobody knows what was changed: everything is read again.
    pub(crate) fn forget(&self) {
        self.index.all_stale.set(true);
    }

    /// Tells the screens of every tab that records changed, and the other engines which.
    pub(crate) fn tell_changed(&self) {
        let docs = self.index.untold.take().into_iter().collect();
        self.platform.tell(&Notice::Changed(Vec::new()));
        self.platform.tell_others(&Notice::Changed(docs));
    }

    /// Hears what another tab's engine told.
    pub fn hear(&self, notice: &Notice) {
        if let Notice::Changed(docs) = notice {
            self.index.stale.borrow_mut().extend(docs.iter().copied());
        }
    }

    /// Looks at the rows as they are now. The host never holds a turn to write meanwhile: rows that cannot be read
    /// are written anew first.
    pub(super) async fn known<R>(&self, look: impl FnOnce(&Rows) -> R) -> Result<R, Failure> {
        let _entered = self.index.gate.enter().await;
        let stale = self.index.stale.take();
        let all = self.index.all_stale.take() || stale.len() > ONE_BY_ONE_MAX;
        let read = if all || self.index.rows.borrow().is_none() {
            self.read_all().await
        } else if stale.is_empty() {
            Ok(())
        } else {
            self.read_again(&stale).await
        };
        if let Err(failure) = read {
            self.index.stale.borrow_mut().extend(stale);
            self.index.all_stale.set(all || self.index.all_stale.get());
            return Err(failure);
        }
        Ok(look(self.index.rows.borrow().as_ref().unwrap_or(&Rows::default())))
    }

    async fn read_all(&self) -> Result<(), Failure> {
        let (mut entries, unreadable) = Self::stored(self.store.indexed().await)?;
        if !unreadable.is_empty() {
            self.derive_anew(unreadable).await?;
            entries = Self::stored(self.store.entries().await)?;
        }
        self.index.rows.replace(Some(Rows::new(review::join(entries, self.catalogue()))));
        Ok(())
    }

    /// Reads these records again, each with the decisions on it.
    async fn read_again(&self, docs: &Set<DocId>) -> Result<(), Failure> {
        let both: Set<DocId> = docs.iter().flat_map(|doc| [*doc, review::counterpart(*doc)]).collect();
        let both: Vec<DocId> = both.into_iter().collect();
        let (mut entries, unreadable) = Self::stored(self.store.indexed_of(&both).await)?;
        if !unreadable.is_empty() {
            self.derive_anew(unreadable).await?;
            entries = Self::stored(self.store.indexed_of(&both).await)?.0;
        }
        if let Some(rows) = self.index.rows.borrow_mut().as_mut() {
            for entry in review::join(entries, self.catalogue()) {
                rows.put(entry);
            }
        }
        Ok(())
    }

    /// Derives entries that a damage or an older version of the app left unreadable again from the log.
    async fn derive_anew(&self, unreadable: Vec<DocId>) -> Result<(), Failure> {
        let _turn = self.platform.turn(Turn::Write).await;
        let left_alone = self.damaged().await?;
        self.index(unreadable.into_iter().filter(|doc| !left_alone.contains(doc))).await
    }
}

/// Lets one in at a time.
#[derive(Default)]
struct Gate {
    taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// Inside, until this is dropped.
struct Entered<'g>(&'g Gate);

impl Gate {
    async fn enter(&self) -> Entered<'_> {
        poll_fn(|context| {
            if self.taken.replace(true) {
                self.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(Entered(self))
            }
        })
        .await
    }
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        self.0.taken.set(false);
        self.0.waiting.take().into_iter().for_each(Waker::wake);
    }
}
