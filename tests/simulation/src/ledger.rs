//! The naive reference: which values each person was told are saved, which changes were ever on the office's
//! disk, and what was found wrong on the way. It merges nothing and decides nothing; it only remembers.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use shared::crdt;
use shared::id::{ChangeHash, Code, DeviceId, DocId, Partition};
use shared::record::{Kind, Scalar};
use shared::store::{Carriage, Change, Write};
use shared::sync::phone::REBUILT;

use crate::fault::{Fault, Tally};

/// One change as its maker meant it.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its record.
    pub doc: DocId,
    /// The record's kind.
    pub kind: Kind,
    /// The record's partition.
    pub partition: Partition,
    /// Who made it.
    pub device: DeviceId,
    /// What it builds on.
    pub deps: Vec<ChangeHash>,
}

/// One value that a person was told is saved.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The key.
    pub key: String,
    /// The value; no other save of the world has the same.
    pub value: Scalar,
    /// False once every disk that held it was taken back by a fault: nobody can be asked for it any more.
    pub owed: bool,
}

/// Whose disk it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// A phone's.
    Phone,
    /// The office's.
    Office,
}

/// What is remembered.
#[derive(Debug, Default)]
pub struct Ledger {
    made: RefCell<BTreeMap<ChangeHash, Made>>,
    by_value: RefCell<BTreeMap<(DocId, String, Scalar), ChangeHash>>,
    saved: RefCell<BTreeMap<ChangeHash, Saved>>,
    durable: RefCell<BTreeSet<ChangeHash>>,
    /// Codes with which an office may rightly refuse in this world, and which fault is behind each.
    pardoned: RefCell<BTreeMap<Code, Fault>>,
    tally: Rc<Tally>,
    wrongs: RefCell<Vec<String>>,
}

impl Ledger {
    /// Something that must not be.
    pub fn wrong(&self, what: String) {
        self.wrongs.borrow_mut().push(what);
    }

    /// Everything that must not be and was.
    pub fn wrongs(&self) -> Vec<String> {
        self.wrongs.borrow().clone()
    }

    /// True while nothing was found wrong.
    pub fn is_clean(&self) -> bool {
        self.wrongs.borrow().is_empty()
    }

    /// A blank one, which counts the faults that it sees the effect of.
    pub fn new(tally: Rc<Tally>) -> Self {
        Self { tally, ..Self::default() }
    }

    /// Refusals with this code are right from now on, because of this fault.
    pub fn pardon(&self, code: &str, fault: Fault) {
        self.pardoned.borrow_mut().extend(code.parse::<Code>().map(|code| (code, fault)));
    }

    /// A commit happened on a disk.
    pub fn committed(&self, side: Side, name: &str, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Keep(change) => self.learn(change),
                Write::Receive(change) => {
                    self.learn(change);
                    self.durable.borrow_mut().insert(change.hash);
                }
                Write::Adopt(change, _) => {
                    self.learn(change);
                    self.receipted(side, name, change.hash);
                }
                Write::Settle(hash, Carriage::Received(_)) => self.receipted(side, name, *hash),
                Write::Settle(hash, Carriage::Refused(code)) => self.refused(name, *hash, code),
                _ => {}
            }
        }
    }

    fn receipted(&self, side: Side, name: &str, hash: ChangeHash) {
        if side == Side::Phone && !self.durable.borrow().contains(&hash) {
            self.wrong(format!("{name} holds a receipt for {hash}, which was never on the office's disk"));
        }
    }

    fn refused(&self, name: &str, hash: ChangeHash, code: &Code) {
        // The phone's own mark on what it has written anew.
        if code.as_str() == REBUILT {
            return;
        }
        match self.pardoned.borrow().get(code) {
            Some(fault) => self.tally.count(*fault),
            None => self.wrong(format!("{name}: the honest change {hash} was refused: {code}")),
        }
    }

    fn learn(&self, change: &Change) {
        let mut made = self.made.borrow_mut();
        if made.contains_key(&change.hash) {
            return;
        }
        let Ok(scanned) = crdt::scan(&change.bytes) else {
            self.wrong(format!("{} was stored and cannot be read", change.hash));
            return;
        };
        let puts: Vec<_> = scanned.puts.into_iter().map(|put| (put.key, put.value)).collect();
        let mut by_value = self.by_value.borrow_mut();
        for (key, value) in &puts {
            by_value.insert((change.doc, key.clone(), value.clone()), change.hash);
        }
        let (doc, kind, partition) = (change.doc, change.kind, change.partition.clone());
        let device = scanned.actor.device;
        made.insert(change.hash, Made { doc, kind, partition, device, deps: scanned.deps });
    }

    /// What is known of a change.
    pub fn made(&self, hash: ChangeHash) -> Option<Made> {
        self.made.borrow().get(&hash).cloned()
    }

    /// Every record ever made, with its kind and partition.
    pub fn docs(&self) -> BTreeMap<DocId, (Kind, Partition)> {
        self.made.borrow().values().map(|made| (made.doc, (made.kind, made.partition.clone()))).collect()
    }

    /// A person was told "Đã lưu"; `held` is what the phone's disk holds at this moment.
    pub fn told_saved(
        &self,
        phone: usize,
        doc: DocId,
        key: &str,
        value: &Scalar,
        held: &BTreeSet<ChangeHash>,
    ) {
        let hash = self.by_value.borrow().get(&(doc, key.to_owned(), value.clone())).copied();
        let Some(hash) = hash.filter(|hash| held.contains(hash)) else {
            self.wrong(format!("phone {phone} said saved: {key} = {value:?} of {doc}; its disk has it not"));
            return;
        };
        let saved = Saved { key: key.to_owned(), value: value.clone(), owed: true };
        self.saved.borrow_mut().insert(hash, saved);
    }

    /// Every saved value, by the change that carries it.
    pub fn saved(&self) -> BTreeMap<ChangeHash, Saved> {
        self.saved.borrow().clone()
    }

    /// A fault took disks back in time; `held` is what all disks of the world hold now. What is on none of them is
    /// owed no longer.
    pub fn taken_back(&self, held: &BTreeSet<ChangeHash>) {
        for (hash, saved) in self.saved.borrow_mut().iter_mut() {
            saved.owed &= held.contains(hash);
        }
    }

    /// At any other moment everything that is owed is on some disk.
    pub fn all_held(&self, held: &BTreeSet<ChangeHash>) {
        let saved = self.saved.borrow();
        for (hash, lost) in saved.iter().filter(|(hash, saved)| saved.owed && !held.contains(hash)) {
            self.wrong(format!("{} = {:?} ({hash}) is on no disk any more", lost.key, lost.value));
        }
    }
}
