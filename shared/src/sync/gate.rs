//! The gate: no bytes from outside reach Automerge, or the store, before they have passed it. Automerge 0.12
//! is not safe on hostile bytes: 107 of them can claim a million operations, mutated ones panic, or are
//! taken and make a document that can never be loaded again. So a change is read by our own code
//! (`crdt::scan`), every operation must be a put that the field table of the record's kind allows, author,
//! number, dependencies and replaced values must fit the document's history, and the bytes must be exactly
//! what Automerge writes for what was read. Only then a twin of the document takes the change; at the end
//! Automerge is asked whether it reads the same document from the same changes, and reads it again once saved. It decides about form, never about meaning: a change that breaks a rule
//! of the domain is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::crdt::{self, Actor, Document, OpId, OpenError, Put, ScanError, Scanned};
use crate::id::{ChangeHash, DeviceId, DocId};
use crate::limits;
use crate::record::{Field, Kind, Merge, Scalar, is_key};

/// Where the gate looks up a key: `record::find`. The gate itself knows no field.
pub type Table = fn(Kind, &str) -> Option<&'static Field>;

/// Why a change is refused for good. The codes are part of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Not a change of puts on the root map, or not as Automerge would have written it.
    #[error("change.malformed")]
    Malformed,
    /// Beyond the limits of one change.
    #[error("change.too_large")]
    TooLarge,
    /// A key that the kind's table does not have.
    #[error("change.forbidden_key")]
    ForbiddenKey,
    /// A value that the field does not take, or a second value for a field that is written once.
    #[error("change.forbidden_value")]
    ForbiddenValue,
    /// Written by another device than the one that sends it, or for another document.
    #[error("change.wrong_actor")]
    WrongActor,
    /// Not the writer's next change, or operations not counted from the history it builds on.
    #[error("change.wrong_sequence")]
    WrongSequence,
    /// For a partition where this device may not write, or another one than the document's.
    #[error("change.foreign_unit")]
    ForeignUnit,
    /// Of a kind that this device may not write there, or another one than the document's.
    #[error("change.wrong_kind")]
    WrongKind,
    /// The document has reached its limits.
    #[error("change.document_full")]
    DocumentFull,
    /// The document would not open again.
    #[error("change.unloadable")]
    Unloadable,
    /// In a parcel whose signature is not its maker's.
    #[error("parcel.forged")]
    Forged,
    /// In a parcel of a device that this office does not know.
    #[error("device.unknown")]
    UnknownDevice,
    /// In a parcel of a device that was revoked.
    #[error("device.revoked")]
    RevokedDevice,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: [Self; 13] = [
        Self::Malformed,
        Self::TooLarge,
        Self::ForbiddenKey,
        Self::ForbiddenValue,
        Self::WrongActor,
        Self::WrongSequence,
        Self::ForeignUnit,
        Self::WrongKind,
        Self::DocumentFull,
        Self::Unloadable,
        Self::Forged,
        Self::UnknownDevice,
        Self::RevokedDevice,
    ];

    /// The stable code.
    pub fn code(self) -> String {
        self.to_string()
    }
}

impl From<ScanError> for Refusal {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Malformed => Self::Malformed,
            ScanError::TooLarge => Self::TooLarge,
            ScanError::Value => Self::ForbiddenValue,
        }
    }
}

/// Why a change is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// It builds on changes that are not here: it may come again together with them.
    #[error("a change builds on one that is missing")]
    MissingDeps,
    /// Never.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Reads a change without touching Automerge.
pub fn scan(bytes: &[u8]) -> Result<Scanned, Refusal> {
    Ok(crdt::scan(bytes)?)
}

/// What can be said of a change by itself: grammar, author, keys, values, canonical form.
pub fn inspect(
    bytes: &[u8],
    device: DeviceId,
    doc: DocId,
    kind: Kind,
    table: Table,
) -> Result<Scanned, Refusal> {
    let scanned = scan(bytes)?;
    if scanned.actor.device != device || scanned.actor.doc != doc {
        return Err(Refusal::WrongActor);
    }
    let mut keys = BTreeSet::new();
    for put in &scanned.puts {
        let field = Some(put.key.as_str()).filter(|key| is_key(key)).and_then(|key| table(kind, key));
        let field = field.ok_or(Refusal::ForbiddenKey)?;
        if !field.value.admits(&put.value) {
            return Err(Refusal::ForbiddenValue);
        }
        if !keys.insert(put.key.as_str()) {
            return Err(Refusal::Malformed);
        }
    }
    if scanned.is_canonical(bytes) { Ok(scanned) } else { Err(Refusal::Malformed) }
}

/// A change that the twin holds.
#[derive(Debug)]
struct Node {
    deps: Vec<usize>,
    max_op: u64,
}

/// Where an operation stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    node: usize,
    key: usize,
}

/// A copy of one document on which changes are tried before they are stored, with the index that tells what
/// a change may refer to. Its memory is bounded by the limits of a document.
#[derive(Debug)]
pub struct Twin {
    doc: DocId,
    kind: Kind,
    table: Table,
    document: Document,
    /// Encoded changes in the order taken in: the twin is built again from them without the last.
    log: Vec<Vec<u8>>,
    bytes: usize,
    nodes: Vec<Node>,
    by_hash: BTreeMap<ChangeHash, usize>,
    heads: BTreeSet<usize>,
    /// Last number and change of each writer.
    last: BTreeMap<Actor, (u64, usize)>,
    keys: BTreeMap<String, usize>,
    ops: BTreeMap<OpId, Place>,
    /// Values of the keys that are written once.
    once: BTreeMap<usize, Vec<(usize, Scalar)>>,
}

impl Twin {
    /// The twin of a stored document: changes that passed the gate before, in the order of their storing.
    pub fn open<'b>(
        doc: DocId,
        kind: Kind,
        table: Table,
        changes: impl IntoIterator<Item = &'b [u8]>,
    ) -> Result<Self, OpenError> {
        let mut twin = Self {
            doc,
            kind,
            table,
            document: Document::new(),
            log: Vec::new(),
            bytes: 0,
            nodes: Vec::new(),
            by_hash: BTreeMap::new(),
            heads: BTreeSet::new(),
            last: BTreeMap::new(),
            keys: BTreeMap::new(),
            ops: BTreeMap::new(),
            once: BTreeMap::new(),
        };
        for bytes in changes {
            let scanned = crdt::scan(bytes)?;
            twin.nodes_of(&scanned.deps).ok_or(OpenError::Incomplete)?;
            twin.index(&scanned, bytes);
        }
        twin.document = Document::open(twin.log.iter().map(Vec::as_slice))?;
        Ok(twin)
    }

    /// The merged document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// True when the change is in the document already.
    pub fn contains(&self, hash: ChangeHash) -> bool {
        self.by_hash.contains_key(&hash)
    }

    /// Takes a change in, or leaves the twin as it was. The caller stores it only after `reloads`.
    pub fn admit(&mut self, bytes: &[u8], device: DeviceId) -> Result<Scanned, Rejection> {
        let scanned = inspect(bytes, device, self.doc, self.kind, self.table)?;
        let deps = self.nodes_of(&scanned.deps).ok_or(Rejection::MissingDeps)?;
        self.room_for(&scanned, bytes)?;
        let ancestry = self.ancestry(&deps);
        self.next_of_its_writer(&scanned, &deps, &ancestry)?;
        scanned.puts.iter().try_for_each(|put| self.fits(put, &ancestry))?;
        self.document.apply([bytes]).map_err(|_| Refusal::Unloadable)?;
        self.index(&scanned, bytes);
        Ok(scanned)
    }

    /// Gives the change taken in last back.
    pub fn retract(&mut self) -> Result<(), Refusal> {
        self.log.pop();
        let log = std::mem::take(&mut self.log);
        let rebuilt = Self::open(self.doc, self.kind, self.table, log.iter().map(Vec::as_slice));
        *self = rebuilt.map_err(|_| Refusal::Unloadable)?;
        Ok(())
    }

    /// True when Automerge agrees with the document and loads it again once saved: the last line of defence.
    pub fn reloads(&self) -> bool {
        catch_unwind(AssertUnwindSafe(|| self.document.reloads())).unwrap_or(false)
    }

    fn nodes_of(&self, hashes: &[ChangeHash]) -> Option<Vec<usize>> {
        hashes.iter().map(|hash| self.by_hash.get(hash).copied()).collect()
    }

    fn room_for(&self, scanned: &Scanned, bytes: &[u8]) -> Result<(), Refusal> {
        let fits = self.log.len() < limits::DOC_CHANGES_MAX
            && self.bytes + bytes.len() <= limits::DOC_BYTES_MAX
            && self.ops.len() + scanned.puts.len() <= limits::DOC_OPS_MAX;
        if fits { Ok(()) } else { Err(Refusal::DocumentFull) }
    }

    /// Everything that a change with these dependencies builds on.
    fn ancestry(&self, deps: &[usize]) -> Ancestry {
        if self.heads.iter().all(|head| deps.contains(head)) {
            return Ancestry::All;
        }
        let mut seen = BTreeSet::new();
        let mut open = deps.to_vec();
        while let Some(node) = open.pop() {
            if seen.insert(node) {
                open.extend(&self.nodes[node].deps);
            }
        }
        Ancestry::Some(seen)
    }

    /// The number follows the writer's last one, which the change builds on; operations are counted from the
    /// greatest that the writer had seen.
    fn next_of_its_writer(
        &self,
        scanned: &Scanned,
        deps: &[usize],
        ancestry: &Ancestry,
    ) -> Result<(), Refusal> {
        let seen = deps.iter().map(|dep| self.nodes[*dep].max_op).max().unwrap_or(0);
        let next = match self.last.get(&scanned.actor) {
            None => scanned.seq == 1,
            Some((seq, node)) => scanned.seq == seq + 1 && ancestry.contains(*node),
        };
        if next && scanned.start_op == seen + 1 { Ok(()) } else { Err(Refusal::WrongSequence) }
    }

    /// What a put replaces are earlier puts of the same key; a field that is written once keeps its value.
    fn fits(&self, put: &Put, ancestry: &Ancestry) -> Result<(), Refusal> {
        let key = self.keys.get(&put.key);
        let earlier = |op: &OpId| {
            self.ops.get(op).is_some_and(|place| Some(&place.key) == key && ancestry.contains(place.node))
        };
        if !put.pred.iter().all(earlier) {
            return Err(Refusal::Malformed);
        }
        let written = key.and_then(|key| self.once.get(key)).map_or(&[][..], Vec::as_slice);
        let mut seen = written.iter().filter(|(node, _)| ancestry.contains(*node)).peekable();
        if seen.peek().is_some() && seen.all(|(_, value)| *value != put.value) {
            return Err(Refusal::ForbiddenValue);
        }
        Ok(())
    }

    fn index(&mut self, scanned: &Scanned, bytes: &[u8]) {
        if self.contains(scanned.hash) {
            return;
        }
        let node = self.nodes.len();
        let deps = self.nodes_of(&scanned.deps).unwrap_or_default();
        for dep in &deps {
            self.heads.remove(dep);
        }
        self.heads.insert(node);
        self.nodes.push(Node { deps, max_op: scanned.max_op() });
        self.by_hash.insert(scanned.hash, node);
        self.last.insert(scanned.actor, (scanned.seq, node));
        for (id, put) in scanned.ops() {
            let fresh = self.keys.len();
            let key = *self.keys.entry(put.key.clone()).or_insert(fresh);
            self.ops.insert(id, Place { node, key });
            if (self.table)(self.kind, &put.key).is_some_and(|field| field.merge == Merge::Once) {
                self.once.entry(key).or_default().push((node, put.value.clone()));
            }
        }
        self.bytes += bytes.len();
        self.log.push(bytes.to_vec());
    }
}

/// The part of a document that a change builds on.
enum Ancestry {
    All,
    Some(BTreeSet<usize>),
}

impl Ancestry {
    fn contains(&self, node: usize) -> bool {
        match self {
            Self::All => true,
            Self::Some(nodes) => nodes.contains(&node),
        }
    }
}
