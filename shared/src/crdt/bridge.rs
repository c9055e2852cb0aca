//! The bridge to Automerge, the only file that names it. Changes are built operation by operation and encoded
//! by Automerge: its own `put` answers a conflict settled in the winner's favour with deletions, which the
//! grammar does not have. The office also asks it to judge a document before anything is stored; the phone
//! never does, so that the module it downloads carries the encoder alone.

use std::num::NonZeroU64;

use automerge::{
    ActorId, Automerge, AutomergeError, Change, ExpandedChange, ObjId, ROOT, ReadDoc, ScalarValue, Value,
    legacy,
};

use super::{Actor, Document, OpId, Scanned};
use crate::id::ChangeHash;
use crate::record::Scalar;
use crate::sorted::Map;

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

impl Scanned {
    fn to_change(&self) -> Change {
        let id = |op: &OpId| legacy::OpId(op.counter, ActorId::from(op.actor.to_bytes()));
        let operations = self.puts.iter().map(|put| legacy::Op {
            action: legacy::OpType::Put(to_automerge(&put.value)),
            obj: legacy::ObjectId::Root,
            key: legacy::Key::Map(put.key.as_str().into()),
            pred: put.pred.iter().map(id).collect(),
            insert: false,
        });
        Change::from(ExpandedChange {
            operations: operations.collect(),
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

    /// The change as Automerge encodes it, and its name.
    pub(crate) fn encode(&self) -> (ChangeHash, Vec<u8>) {
        let change = self.to_change();
        (ChangeHash(change.hash().0), change.raw_bytes().to_vec())
    }

    /// True when `bytes` are exactly what Automerge writes for what was read from them.
    pub fn is_canonical(&self, bytes: &[u8]) -> bool {
        self.to_change().raw_bytes() == bytes
    }
}

impl Document {
    /// Automerge's verdict: true when it reads from the same changes the same values with the same winners, and
    /// reads them again from the one piece that it saves. The last line of defence before a change is stored.
    pub fn reloads(&self) -> bool {
        self.judge().unwrap_or(false)
    }

    fn judge(&self) -> Result<bool, AutomergeError> {
        let mut judge = Automerge::new();
        judge.apply_changes(self.changes().iter().map(Scanned::to_change))?;
        let again = Automerge::load(&judge.save_nocompress())?;
        let heads: Vec<ChangeHash> = again.get_heads().into_iter().map(|hash| ChangeHash(hash.0)).collect();
        Ok(heads == self.heads() && values(&again)? == values(&judge)? && values(&again)? == self.values())
    }
}

/// Every key with its concurrent values, the winner first, as Automerge has them.
fn values(document: &Automerge) -> Result<Map<String, Vec<(OpId, Scalar)>>, AutomergeError> {
    let of = |key: String| {
        let found = document.get_all(ROOT, key.as_str())?;
        let read = |(value, id): (Value<'_>, ObjId)| Some((OpId::of(&id)?, from_automerge(&value)?));
        Ok((key, found.into_iter().rev().filter_map(read).collect()))
    };
    document.keys(ROOT).map(of).collect()
}

fn to_automerge(value: &Scalar) -> ScalarValue {
    match value {
        Scalar::Null => ScalarValue::Null,
        Scalar::Bool(flag) => ScalarValue::Boolean(*flag),
        Scalar::Int(number) => ScalarValue::Int(*number),
        Scalar::Text(text) => ScalarValue::Str(text.as_str().into()),
    }
}

/// `None` for a type that the grammar does not have.
fn from_automerge(value: &Value<'_>) -> Option<Scalar> {
    match value.as_scalar()? {
        ScalarValue::Null => Some(Scalar::Null),
        ScalarValue::Boolean(flag) => Some(Scalar::Bool(*flag)),
        ScalarValue::Int(number) => Some(Scalar::Int(*number)),
        ScalarValue::Str(text) => Some(Scalar::Text(text.to_string())),
        _ => None,
    }
}
