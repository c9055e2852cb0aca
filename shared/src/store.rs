//! What a store of changes must do, on the phone (IndexedDB), at the office (SQLite) and in tests (memory).
//! The contract is the suite `store::conformance`; a backend that fails it does not ship.
//!
//! The log is the truth: one row per change. A record's entry, that is its facts and figures, is written in the same
//! commit as the changes it was derived from.

pub mod album;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
mod memory;

pub use memory::{MemoryError, MemoryStore};

use std::future::Future;

use serde::{Deserialize, Serialize};

use crate::domain::figures::Entry;
use crate::id::{ChangeHash, Code, DocId, Partition};
use crate::record::Kind;

/// Where a change stands between phone and office. Exactly one at any moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Carriage {
    /// Made here; the office has not confirmed it.
    Pending,
    /// The office has it on disk, at this position of its partition's log (from 1, without gaps). On a phone 0 is a
    /// change of somebody else that the office no longer has at the place where it was: its author will bring it again.
    Received(u64),
    /// The office refused it for the reason of this code; the change stays here whole.
    Refused(Code),
}

/// A change without its place: what is appended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// SHA-256 of the change; storing it twice equals storing it once.
    pub hash: ChangeHash,
    /// Its document.
    pub doc: DocId,
    /// The document's partition.
    pub partition: Partition,
    /// The document's kind.
    pub kind: Kind,
    /// The encoded change, as the gate passed it.
    pub bytes: Vec<u8>,
}

/// A stored change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The change.
    pub change: Change,
    /// Where it stands.
    pub carriage: Carriage,
}

/// Small values beside the log, by shelf and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Shelf {
    /// Identity, cursors, epoch, settings.
    Meta,
    /// Register of a partition, by partition.
    Register,
    /// Half-filled forms, by form key.
    Draft,
    /// Names of the people behind devices, by device id.
    Person,
    /// What could not be read, kept for rescue, by document id.
    Damaged,
    /// Parcels that were formed and have no answer yet, by number.
    Parcel,
    /// What was asked in letters, by their names.
    Letter,
}

impl Shelf {
    /// Every shelf.
    pub const ALL: [Self; 7] =
        [Self::Meta, Self::Register, Self::Draft, Self::Person, Self::Damaged, Self::Parcel, Self::Letter];
}

/// One step of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Phone: a change made here; becomes `Pending`. A known hash is left as it is.
    Keep(Change),
    /// Phone: a change from the office's feed, with its position. A known hash becomes `Received`.
    Adopt(Change, u64),
    /// Office: a change that passed the gate; takes the next position of its partition. A known hash keeps its own.
    Receive(Change),
    /// Phone: the office's verdict on a change made here. An unknown hash is ignored.
    Settle(ChangeHash, Carriage),
    /// Replaces a record's entry.
    Entry(Box<Entry>),
    /// Sets (`Some`) or removes (`None`) a small value.
    Put(Shelf, String, Option<Vec<u8>>),
}

/// How sure a commit must be before it is reported done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// On disk: for everything a person was told is saved, and before anything is sent.
    Strict,
    /// Soon: for drafts while typing.
    Relaxed,
}

/// A part of a partition's log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Changes with their positions, ascending.
    pub changes: Vec<(u64, Change)>,
    /// Position after which to ask next.
    pub to: u64,
    /// True when the log goes on beyond `to`.
    pub more: bool,
}

/// Where a change stands in its partition's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Its position.
    pub position: u64,
    /// Its document.
    pub doc: DocId,
    /// Its name.
    pub hash: ChangeHash,
}

/// A store of changes, entries and small values. Reads see every finished commit and nothing of an unfinished one.
pub trait Store {
    /// What can go wrong: a full disk, a lost connection, a damaged row.
    type Error: std::error::Error + 'static;

    /// Does all of `writes` or nothing, in order. Returns, for each `Receive` in order, the position that the change
    /// has (its old one when it was known).
    fn commit(
        &self,
        writes: Vec<Write>,
        durability: Durability,
    ) -> impl Future<Output = Result<Vec<u64>, Self::Error>>;

    /// The changes of a document in the order in which they were stored.
    fn changes_of(&self, doc: DocId) -> impl Future<Output = Result<Vec<Row>, Self::Error>>;

    /// Changes that are `Pending`, oldest first, stopping after the one that reaches `bytes` bytes.
    fn outbox(&self, bytes: usize) -> impl Future<Output = Result<Vec<Change>, Self::Error>>;

    /// Every change that is not `Received`: document, hash, carriage; oldest first. Small: it shrinks with every sync.
    fn unreceived(&self) -> impl Future<Output = Result<Vec<(DocId, ChangeHash, Carriage)>, Self::Error>>;

    /// `Received` changes of a partition after a position, stopping after the one that reaches `bytes` bytes.
    fn feed(
        &self,
        partition: &Partition,
        after: u64,
        bytes: usize,
    ) -> impl Future<Output = Result<Feed, Self::Error>>;

    /// Where the `Received` changes of a partition stand at positions after `after` and up to `upto`: position,
    /// document, name; ascending.
    fn positions(
        &self,
        partition: &Partition,
        after: u64,
        upto: u64,
    ) -> impl Future<Output = Result<Vec<Place>, Self::Error>>;

    /// The entries of all records, by document id.
    fn entries(&self) -> impl Future<Output = Result<Vec<Entry>, Self::Error>>;

    /// A small value.
    fn get(&self, shelf: Shelf, key: &str) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>>;

    /// All small values of a shelf, by key.
    fn list(&self, shelf: Shelf) -> impl Future<Output = Result<Vec<(String, Vec<u8>)>, Self::Error>>;
}
