//! What a commit makes of the rows it touches, worked out in memory between the reads and the writes of one
//! transaction, so that the rules of `shared::store::Write` stand in one readable place.

use shared::id::{ChangeHash, Partition};
use shared::sorted::Map;
use shared::store::{Carriage, Change, Row, Write};

use super::row::Stored;

/// A row as the transaction found it, or as it will be.
#[derive(Default)]
pub(super) struct Slot {
    /// Its place; `None` for one that is not stored yet.
    pub(super) seq: Option<f64>,
    /// Its content; `None` when nothing is stored or what is stored cannot be read: then the next good copy of
    /// the change mends it in its place.
    pub(super) row: Option<Row>,
}

/// The rows of a commit by hash.
pub(super) struct Plan {
    slots: Map<ChangeHash, Slot>,
    last: Map<Partition, u64>,
    touched: Vec<ChangeHash>,
    positions: Vec<u64>,
}

/// The hashes whose rows a commit must read first; one that is named twice comes twice.
pub(super) fn hashes(writes: &[Write]) -> Vec<ChangeHash> {
    let named = writes.iter().filter_map(|write| match write {
        Write::Keep(change) | Write::Adopt(change, _) | Write::Receive(change) => Some(change.hash),
        Write::Settle(hash, _) => Some(*hash),
        Write::Entry(_) | Write::Put(..) => None,
    });
    named.collect()
}

/// The partitions whose last positions a commit must read first.
pub(super) fn partitions(writes: &[Write]) -> Vec<Partition> {
    let mut named: Vec<Partition> = Vec::new();
    for write in writes {
        if let Write::Receive(change) = write
            && !named.contains(&change.partition)
        {
            named.push(change.partition.clone());
        }
    }
    named
}

impl Plan {
    /// From what the transaction found.
    pub(super) fn new(slots: Map<ChangeHash, Slot>, last: Map<Partition, u64>) -> Self {
        Self { slots, last, touched: Vec::new(), positions: Vec::new() }
    }

    /// Takes in one write; entries and small values are not its business.
    pub(super) fn apply(&mut self, write: Write) {
        match write {
            Write::Keep(change) => {
                self.change(change, |known| known.unwrap_or(Carriage::Pending));
            }
            Write::Adopt(change, position) => {
                self.change(change, |_| Carriage::Received(position));
            }
            Write::Receive(change) => self.receive(change),
            Write::Settle(hash, carriage) => {
                if let Some(row) = self.slots.get_mut(&hash).and_then(|slot| slot.row.as_mut()) {
                    row.carriage = carriage;
                    self.touch(hash);
                }
            }
            Write::Entry(_) | Write::Put(..) => {}
        }
    }

    fn receive(&mut self, change: Change) {
        let next = self.last.get(&change.partition).copied().unwrap_or(0) + 1;
        let partition = change.partition.clone();
        let carriage = self.change(change, |known| match known {
            Some(Carriage::Received(position)) => Carriage::Received(position),
            _ => Carriage::Received(next),
        });
        if let Carriage::Received(position) = carriage {
            self.positions.push(position);
            if position == next {
                self.last.insert(partition, next);
            }
        }
    }

    /// Puts a change into its slot, or leaves the one that is there, with a new carriage.
    fn change(&mut self, change: Change, carriage: impl FnOnce(Option<Carriage>) -> Carriage) -> Carriage {
        let hash = change.hash;
        let slot = self.slots.entry(hash).or_default();
        let known = slot.row.as_ref().map(|row| row.carriage.clone());
        let carriage = carriage(known.clone());
        if known.as_ref() != Some(&carriage) {
            let change = slot.row.take().map_or(change, |row| row.change);
            slot.row = Some(Row { change, carriage: carriage.clone() });
            self.touch(hash);
        }
        carriage
    }

    fn touch(&mut self, hash: ChangeHash) {
        if !self.touched.contains(&hash) {
            self.touched.push(hash);
        }
    }

    /// The rows to write, in the order in which they were first touched, and the positions of what was received.
    pub(super) fn finish(mut self) -> (Vec<Stored>, Vec<u64>) {
        let rows = self.touched.iter().filter_map(|hash| {
            let slot = self.slots.remove(hash)?;
            Some(Stored { seq: slot.seq, row: slot.row? })
        });
        (rows.collect(), self.positions)
    }
}
