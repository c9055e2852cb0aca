//! Automerge behind one door: a document is a flat map, written by puts alone, read as `Flat`. The only
//! module that names Automerge, so that nothing else depends on how records merge. It never loads bytes that
//! its own reader has not read first, and uses of Automerge only what keeps every change: `apply_changes`
//! and `get_changes`.
//!
//! Changes are built here operation by operation and only encoded by Automerge: its own `put` answers a
//! conflict settled in the winner's favour with deletions, which the grammar does not have.

mod chunk;

pub use chunk::{ScanError, scan};

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use automerge::{
    ActorId, Automerge, Change, ExpandedChange, ObjId, ROOT, ReadDoc, ScalarValue, Value, legacy,
};

use crate::id::{ChangeHash, DeviceId, DocId};
use crate::record::{Edit, Flat, Scalar};

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

impl OpId {
    fn of(id: &ObjId) -> Option<Self> {
        match id {
            ObjId::Root => None,
            ObjId::Id(counter, actor, _) => {
                Some(Self { counter: *counter, actor: Actor::from_bytes(actor.to_bytes())? })
            }
        }
    }
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

    /// The change as Automerge encodes it.
    fn encode(&self) -> Change {
        let id = |op: &OpId| legacy::OpId(op.counter, ActorId::from(op.actor.to_bytes()));
        let op = |put: &Put| legacy::Op {
            action: legacy::OpType::Put(to_automerge(&put.value)),
            obj: legacy::ObjectId::Root,
            key: legacy::Key::Map(put.key.as_str().into()),
            pred: put.pred.iter().map(id).collect(),
            insert: false,
        };
        Change::from(ExpandedChange {
            operations: self.puts.iter().map(op).collect(),
            actor_id: ActorId::from(self.actor.to_bytes()),
            hash: None,
            seq: self.seq,
            start_op: NonZeroU64::new(self.start_op).unwrap_or(NonZeroU64::MIN),
            time: self.time_s,
            message: None,
            deps: self.deps.iter().map(|hash| automerge::ChangeHash(hash.0)).collect(),
            extra_bytes: Vec::new(),
            author: None,
        })
    }

    /// True when `bytes` are exactly what Automerge writes for what was read from them.
    pub fn is_canonical(&self, bytes: &[u8]) -> bool {
        self.encode().raw_bytes() == bytes
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

/// One record, merged.
#[derive(Debug, Clone)]
pub struct Document {
    inner: Automerge,
    /// Every change in it.
    known: BTreeSet<ChangeHash>,
    /// The last number of each writer.
    seqs: BTreeMap<Actor, u64>,
    /// The greatest counter.
    max_op: u64,
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

impl Document {
    /// An empty one.
    pub fn new() -> Self {
        Self { inner: Automerge::new(), known: BTreeSet::new(), seqs: BTreeMap::new(), max_op: 0 }
    }

    /// The document of these changes, which come in the order in which they were stored; a change that comes
    /// twice counts once. Only bytes that the gate passed, or that this device wrote, belong here.
    pub fn open<'b>(changes: impl IntoIterator<Item = &'b [u8]>) -> Result<Self, OpenError> {
        let mut document = Self::new();
        document.apply(changes)?;
        Ok(document)
    }

    /// What can be read of damaged storage: the changes that are whole and whose predecessors are, and how many
    /// were left out.
    pub fn salvage<'b>(changes: impl IntoIterator<Item = &'b [u8]>) -> (Self, usize) {
        let mut document = Self::new();
        let lost = changes.into_iter().filter(|bytes| document.apply([*bytes]).is_err()).count();
        (document, lost)
    }

    /// Adds changes: all of them, or none when one does not fit.
    pub fn apply<'b>(&mut self, changes: impl IntoIterator<Item = &'b [u8]>) -> Result<(), OpenError> {
        let mut seqs = self.seqs.clone();
        let mut max_op = self.max_op;
        let mut fresh = BTreeSet::new();
        let mut decoded = Vec::new();
        for bytes in changes {
            let scanned = scan(bytes)?;
            let here = |hash: &ChangeHash| fresh.contains(hash) || self.known.contains(hash);
            if here(&scanned.hash) {
                continue;
            }
            if !scanned.deps.iter().all(here) {
                return Err(OpenError::Incomplete);
            }
            let last = seqs.entry(scanned.actor).or_default();
            if scanned.seq != *last + 1 {
                return Err(OpenError::Forked);
            }
            *last = scanned.seq;
            max_op = max_op.max(scanned.max_op());
            decoded.push(Change::try_from(bytes).map_err(|_| ScanError::Malformed)?);
            fresh.insert(scanned.hash);
        }
        self.inner.apply_changes(decoded).map_err(|_| OpenError::Forked)?;
        self.known.append(&mut fresh);
        self.seqs = seqs;
        self.max_op = max_op;
        Ok(())
    }

    /// Writes the edits that differ from the newest merged value, or that settle several concurrent ones, as one
    /// change on top of everything in the document; `None` when nothing differs. Of several edits of one key
    /// the last counts.
    ///
    /// *Assumption:* the change is stored before another one is made from the same stored state with the same
    /// actor. *If violated:* two changes bear one number, and the office refuses the second.
    pub fn write(&mut self, actor: &Actor, edits: &[Edit], now_ms: i64) -> Option<Written> {
        let latest: BTreeMap<&str, &Scalar> =
            edits.iter().map(|(key, value)| (key.as_str(), value)).collect();
        let puts: Vec<Put> = latest.into_iter().filter_map(|(key, value)| self.put(key, value)).collect();
        if puts.is_empty() {
            return None;
        }
        let seq = self.seqs.get(actor).map_or(1, |last| last + 1);
        let mut scanned = Scanned {
            hash: ChangeHash([0; 32]),
            actor: *actor,
            seq,
            start_op: self.max_op + 1,
            time_s: now_ms.div_euclid(1_000),
            deps: self.heads(),
            puts,
        };
        let change = scanned.encode();
        scanned.hash = ChangeHash(change.hash().0);
        let bytes = change.raw_bytes().to_vec();
        self.max_op = scanned.max_op();
        self.seqs.insert(*actor, seq);
        self.known.insert(scanned.hash);
        // Cannot fail: dependencies are the heads, and the number is the next.
        self.inner.apply_changes([change]).ok()?;
        Some(Written { hash: scanned.hash, bytes })
    }

    /// The operation that makes `value` the only one of `key`; `None` when it already is.
    fn put(&self, key: &str, value: &Scalar) -> Option<Put> {
        let values = self.values(key);
        let nothing_to_remove = values.is_empty() && *value == Scalar::Null;
        if nothing_to_remove || (!values.is_empty() && values.iter().all(|(there, _)| there == value)) {
            return None;
        }
        let pred = values.into_iter().map(|(_, id)| id).collect();
        Some(Put { key: key.to_owned(), value: value.clone(), pred })
    }

    /// Every concurrent value of a key with its operation, the winner first.
    fn values(&self, key: &str) -> Vec<(Scalar, OpId)> {
        let found = self.inner.get_all(ROOT, key).unwrap_or_default();
        found
            .into_iter()
            .rev()
            .filter_map(|(value, id)| Some((from_automerge(&value), OpId::of(&id)?)))
            .collect()
    }

    /// The newest changes: those that no other builds on.
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.inner.get_heads().into_iter().map(|hash| ChangeHash(hash.0)).collect()
    }

    /// True when the document, saved as one piece, loads again and has the same newest changes.
    pub fn reloads(&self) -> bool {
        let saved = self.inner.save_nocompress();
        Automerge::load(&saved).is_ok_and(|loaded| loaded.get_heads() == self.inner.get_heads())
    }

    /// The record's fields with all concurrent values.
    pub fn flat(&self) -> Flat {
        let mut flat = Flat::default();
        for key in self.inner.keys(ROOT) {
            let values: Vec<Scalar> = self.values(&key).into_iter().map(|(value, _)| value).collect();
            flat.set_all(key, values);
        }
        flat
    }

    /// Every field change ever made, in an order in which causes come before effects.
    pub fn history(&self) -> Vec<Past> {
        let mut values: BTreeMap<OpId, Scalar> = BTreeMap::new();
        let mut history = Vec::new();
        let changes = self.inner.get_changes(&[]);
        for scanned in changes.iter().filter_map(|change| scan(change.raw_bytes()).ok()) {
            for (id, put) in scanned.ops() {
                let old = put.pred.iter().max().and_then(|before| values.get(before));
                history.push(Past {
                    key: put.key.clone(),
                    old: old.filter(|value| **value != Scalar::Null).cloned(),
                    new: put.value.clone(),
                    device: scanned.actor.device,
                    at_ms: scanned.time_s.saturating_mul(1_000),
                });
                values.insert(id, put.value.clone());
            }
        }
        history
    }

    /// Keys with several different values, the winner first.
    pub fn conflicts(&self) -> Vec<(String, Vec<Side>)> {
        let mut conflicts = Vec::new();
        for key in self.inner.keys(ROOT) {
            let mut sides: Vec<Side> = Vec::new();
            let found = self.inner.get_all(ROOT, key.as_str()).unwrap_or_default();
            for (value, id) in found.into_iter().rev() {
                let value = from_automerge(&value);
                let Some(op) = OpId::of(&id).filter(|_| sides.iter().all(|(known, ..)| *known != value))
                else {
                    continue;
                };
                let change = self.inner.hash_for_opid(&id);
                let meta = change.and_then(|hash| self.inner.get_change_meta_by_hash(&hash));
                let time_s = meta.map_or(0, |meta| meta.timestamp);
                sides.push((value, op.actor.device, time_s.saturating_mul(1_000)));
            }
            if sides.len() > 1 {
                conflicts.push((key, sides));
            }
        }
        conflicts
    }
}

fn to_automerge(value: &Scalar) -> ScalarValue {
    match value {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(flag) => ScalarValue::Boolean(*flag),
        Scalar::Int(number) => ScalarValue::Int(*number),
        Scalar::Text(text) => ScalarValue::Str(text.as_str().into()),
    }
}

/// Types that the grammar does not have cannot come this far; they read as removed.
fn from_automerge(value: &Value<'_>) -> Scalar {
    match value.as_scalar() {
        Some(ScalarValue::Boolean(flag)) => Scalar::Bool(*flag),
        Some(ScalarValue::Int(number)) => Scalar::Int(*number),
        Some(ScalarValue::Str(text)) => Scalar::Text(text.to_string()),
        _ => Scalar::Null,
    }
}
