//! One record, merged from its changes. The grammar has one operation, a put on the root map that names the
//! puts it replaces; so a document is, per key, the puts that no other replaces, and the greatest of them
//! wins: Automerge's own rule, which the office checks against Automerge for everything that it stores.
//! Nothing is forgotten here: every change stays, and with it every value that was ever written.

mod lock;

pub use lock::{AsOf, Lock};

use super::{Actor, OpId, OpenError, Past, Put, Scanned, Side, Written, scan};
use crate::id::ChangeHash;
use crate::record::{Edit, Flat, Scalar};
use crate::sorted::{Map, Set};

/// One record, merged.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Every change, causes before effects.
    changes: Vec<Scanned>,
    /// Their names.
    known: Set<ChangeHash>,
    /// Those that no other builds on.
    heads: Set<ChangeHash>,
    /// The last number of each writer.
    seqs: Map<Actor, u64>,
    /// The greatest counter.
    max_op: u64,
    /// Per key the puts that no other replaces: place of the change, and of the put in it.
    standing: Map<String, Map<OpId, (usize, usize)>>,
}

impl Document {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
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
        let mut fresh = Vec::new();
        let mut names = Set::new();
        for bytes in changes {
            let scanned = scan(bytes)?;
            let here = |hash: &ChangeHash| names.contains(hash) || self.known.contains(hash);
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
            names.insert(scanned.hash);
            fresh.push(scanned);
        }
        for scanned in fresh {
            self.take(scanned);
        }
        Ok(())
    }

    /// Takes in a change that fits.
    fn take(&mut self, scanned: Scanned) {
        let place = self.changes.len();
        for (index, (id, put)) in scanned.ops().enumerate() {
            let standing = self.standing.entry(put.key.clone()).or_default();
            for replaced in &put.pred {
                standing.remove(replaced);
            }
            standing.insert(id, (place, index));
        }
        for dep in &scanned.deps {
            self.heads.remove(dep);
        }
        self.heads.insert(scanned.hash);
        self.known.insert(scanned.hash);
        self.seqs.insert(scanned.actor, scanned.seq);
        self.max_op = self.max_op.max(scanned.max_op());
        self.changes.push(scanned);
    }

    /// True when the change is part of this document.
    pub fn contains(&self, hash: ChangeHash) -> bool {
        self.known.contains(&hash)
    }

    /// Every change, causes before effects.
    pub fn changes(&self) -> &[Scanned] {
        &self.changes
    }

    /// The newest changes, those that no other builds on, in the order of their names.
    pub fn heads(&self) -> Vec<ChangeHash> {
        self.heads.iter().copied().collect()
    }

    /// Writes the edits that differ from the newest merged value, or that settle several concurrent ones, as one
    /// change on top of everything in the document; `None` when nothing differs. Of several edits of one key
    /// the last counts.
    ///
    /// *Assumption:* the change is stored before another one is made from the same stored state with the same
    /// actor. *If violated:* two changes bear one number, and the office refuses the second.
    pub fn write(&mut self, actor: &Actor, edits: &[Edit], now_ms: i64) -> Option<Written> {
        let latest: Map<&str, &Scalar> = edits.iter().map(|(key, value)| (key.as_str(), value)).collect();
        let puts: Vec<Put> = latest.into_iter().filter_map(|(key, value)| self.put(key, value)).collect();
        if puts.is_empty() {
            return None;
        }
        let mut scanned = Scanned {
            hash: ChangeHash([0; 32]),
            actor: *actor,
            seq: self.seqs.get(actor).map_or(1, |last| last + 1),
            start_op: self.max_op + 1,
            time_s: now_ms.div_euclid(1_000),
            deps: self.heads(),
            puts,
        };
        let (hash, bytes) = scanned.encode();
        scanned.hash = hash;
        self.take(scanned);
        Some(Written { hash, bytes })
    }

    /// The operation that makes `value` the only one of `key`; `None` when it already is.
    fn put(&self, key: &str, value: &Scalar) -> Option<Put> {
        let mut pred: Vec<OpId> = Vec::new();
        let mut same = true;
        for (id, (there, _)) in self.winner_first(key) {
            same &= there == value;
            pred.push(id);
        }
        let nothing_to_do = if pred.is_empty() { *value == Scalar::Null } else { same };
        (!nothing_to_do).then(|| Put { key: key.to_owned(), value: value.clone(), pred })
    }

    /// The puts of a key that stand, the winner first: name, value and change.
    fn winner_first(&self, key: &str) -> impl Iterator<Item = (OpId, (&Scalar, &Scanned))> {
        let standing = self.standing.get(key).into_iter().flatten().rev();
        standing.filter_map(|(id, (place, index))| {
            let change = self.changes.get(*place)?;
            Some((*id, (&change.puts.get(*index)?.value, change)))
        })
    }

    /// Every key with its concurrent values and their names, the winner first.
    pub(super) fn values(&self) -> Map<String, Vec<(OpId, Scalar)>> {
        let of = |key: &String| {
            (key.clone(), self.winner_first(key).map(|(id, (value, _))| (id, value.clone())).collect())
        };
        self.standing.keys().map(of).collect()
    }

    /// The record's fields with all concurrent values.
    pub fn flat(&self) -> Flat {
        let mut flat = Flat::default();
        for key in self.standing.keys() {
            flat.set_all(key.clone(), self.winner_first(key).map(|(_, (value, _))| value.clone()));
        }
        flat
    }

    /// Every field change ever made, in an order in which causes come before effects.
    pub fn history(&self) -> Vec<Past> {
        let mut values: Map<OpId, &Scalar> = Map::new();
        let mut history = Vec::new();
        for change in &self.changes {
            for (id, put) in change.ops() {
                let old = put.pred.iter().max().and_then(|before| values.get(before)).copied();
                history.push(Past {
                    key: put.key.clone(),
                    old: old.filter(|value| **value != Scalar::Null).cloned(),
                    new: put.value.clone(),
                    device: change.actor.device,
                    at_ms: change.time_s.saturating_mul(1_000),
                });
                values.insert(id, &put.value);
            }
        }
        history
    }

    /// Keys with several different values, the winner first.
    pub fn conflicts(&self) -> Vec<(String, Vec<Side>)> {
        let mut conflicts = Vec::new();
        for key in self.standing.keys() {
            let mut sides: Vec<Side> = Vec::new();
            for (_, (value, change)) in self.winner_first(key) {
                if sides.iter().all(|(known, ..)| known != value) {
                    sides.push((value.clone(), change.actor.device, change.time_s.saturating_mul(1_000)));
                }
            }
            if sides.len() > 1 {
                conflicts.push((key.clone(), sides));
            }
        }
        conflicts
    }
}
