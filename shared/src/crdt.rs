//! Automerge documents of one shape: a flat map, written by puts alone, read as `Flat`. The only module that
//! knows how records merge. `chunk` reads a change with our own code, `document` merges what was read by
//! Automerge's rule, and `bridge` is the one place that names Automerge: it encodes changes, and judges at
//! the office that Automerge reads the same document from them. Nothing here deletes.

mod bridge;
mod chunk;
mod document;

pub(crate) use chunk::Reader;
pub use chunk::{ScanError, scan};
pub use document::{AsOf, Document, Lock};

use crate::id::{ChangeHash, DeviceId, DocId};
use crate::record::Scalar;

/// Who writes: a device since one start of the app, in one document. The document is part of the name, so that
/// no change can be taken for another record's and two records made alike in one second are still two.
///
/// *Assumption:* the start bytes are drawn anew at every start of the app. *If violated:* after a lost
/// transaction the device writes two different changes under one number, and the office refuses the second
/// and all that build on it (`change.wrong_sequence`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actor {
    /// The enrolled device.
    pub device: DeviceId,
    /// Random bytes of this start.
    pub start: [u8; 8],
    /// The document.
    pub doc: DocId,
}

impl Actor {
    /// Length of an actor id, in bytes.
    pub const BYTES: usize = 32;

    /// As Automerge's actor id: device, start, document.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.device.0);
        bytes[8..16].copy_from_slice(&self.start);
        bytes[16..].copy_from_slice(&self.doc.0);
        bytes
    }

    /// Reads an actor id; `None` when it is not one of this project's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (device, rest) = bytes.split_first_chunk()?;
        let (start, doc) = rest.split_first_chunk()?;
        Some(Self { device: DeviceId(*device), start: *start, doc: DocId(doc.try_into().ok()?) })
    }
}

/// Name of one operation: a counter that grows along every line of history, and who counted. The greatest of
/// several concurrent ones wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId {
    /// Greater than that of every operation its writer had seen.
    pub counter: u64,
    /// Its writer.
    pub actor: Actor,
}

/// One operation: a value put on a key of the root map, and the operations whose values it replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The key.
    pub key: String,
    /// The new value.
    pub value: Scalar,
    /// What it replaces.
    pub pred: Vec<OpId>,
}

/// One change, read by our own code: everything that it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// Its name: SHA-256 of its content.
    pub hash: ChangeHash,
    /// Its writer.
    pub actor: Actor,
    /// Its number among the writer's changes to the document, from 1.
    pub seq: u64,
    /// Counter of its first operation; the others follow.
    pub start_op: u64,
    /// The writer's clock, seconds of Unix time; evidence only.
    pub time_s: i64,
    /// The changes that it builds on.
    pub deps: Vec<ChangeHash>,
    /// Its operations, at least one.
    pub puts: Vec<Put>,
}

impl Scanned {
    /// Names and operations, in order.
    pub fn ops(&self) -> impl Iterator<Item = (OpId, &Put)> {
        (self.start_op..).zip(&self.puts).map(|(counter, put)| (OpId { counter, actor: self.actor }, put))
    }

    /// Counter of its last operation.
    pub fn max_op(&self) -> u64 {
        self.start_op.saturating_add(u64::try_from(self.puts.len()).unwrap_or(u64::MAX)).saturating_sub(1)
    }
}

/// A change that was just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub hash: ChangeHash,
    /// Its encoded form: what is stored and sent.
    pub bytes: Vec<u8>,
}

/// One field changed once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The key.
    pub key: String,
    /// The value that the writer saw before; `None` when there was none, or a removed one.
    pub old: Option<Scalar>,
    /// The value after.
    pub new: Scalar,
    /// Where it was written.
    pub device: DeviceId,
    /// That device's clock, Unix milliseconds (whole seconds); evidence only.
    pub at_ms: i64,
}

/// One value of several: the value, the device that wrote it, and that device's clock in Unix milliseconds.
pub type Side = (Scalar, DeviceId, i64);

/// Why stored changes do not make a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// A change is damaged.
    #[error(transparent)]
    Damaged(#[from] ScanError),
    /// A change builds on one that is not there.
    #[error("a change builds on one that is missing")]
    Incomplete,
    /// Two changes of one writer bear one number.
    #[error("two changes bear the same number")]
    Forked,
}
