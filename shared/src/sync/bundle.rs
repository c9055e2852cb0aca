//! Changes on their way, many in one piece. What the changes of a list have in common is said once: keys,
//! writers, the shape of a form; and the values of one key stand side by side, whatever record they are of,
//! because there compression finds them. Unpacking gives the changes back bit for bit: what was rebuilt goes
//! through scanner and gate like any bytes from outside, and a change that this form cannot carry travels
//! whole, so a bundle never loses one. It must never allocate more than its reader allows.

mod read;
mod write;

pub use read::{BundleError, Room, unpack};
pub use write::pack;

use crate::crdt::Actor;
use crate::id::{ChangeHash, DeviceId, DocId};

/// One change of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its document.
    pub doc: DocId,
    /// Code of the document's kind, possibly of a newer version.
    pub kind: String,
    /// The encoded change.
    pub bytes: Vec<u8>,
}

/// Who wrote, without the document: device and start of the app.
type Hand = (DeviceId, [u8; 8]);

fn actor((device, start): Hand, doc: DocId) -> Actor {
    Actor { device, start, doc }
}

/// The change before in the same document.
#[derive(Clone, Copy)]
struct Before {
    hash: ChangeHash,
    seq: u64,
    max_op: u64,
}

/// What the first byte of a change says.
mod flag {
    /// Its bytes stand among the whole ones; nothing else of it is said.
    pub(super) const WHOLE: u8 = 1;
    /// It builds on the change before in its document and on nothing else.
    pub(super) const FOLLOWS: u8 = 2;
    /// Its number and first counter are the next after those of the change before in its document.
    pub(super) const NEXT: u8 = 4;
    /// It builds on nothing, its number and first counter are 1.
    pub(super) const FIRST: u8 = 8;
    /// It replaces values.
    pub(super) const REPLACES: u8 = 16;
    /// Every flag.
    pub(super) const ALL: u8 = 31;
}

/// What ends a text: a value that contains it travels in a whole change.
const END: u8 = 0;

/// The parts of a bundle, in their order, each with its length before it.
#[derive(Default)]
struct Streams<B> {
    /// Documents, 16 bytes each.
    docs: B,
    /// Per document: number of its kind, number of its changes.
    spans: B,
    /// Codes of kinds.
    kinds: B,
    /// Writers, 16 bytes each.
    hands: B,
    /// Per change: flags, writer, dependencies, numbers, time, shape.
    heads: B,
    /// Per shape: number of keys, and the number of each.
    shapes: B,
    /// Keys.
    keys: B,
    /// Per operation of a change that replaces values: how many, and of each its writer and how far back.
    replaced: B,
    /// Values: by key, in the order of the changes.
    values: B,
    /// Changes as they are, each with its length before it.
    whole: B,
}

impl<B> Streams<B> {
    fn map<'s, C>(&'s self, mut of: impl FnMut(&'s B) -> C) -> [C; 10] {
        [
            of(&self.docs),
            of(&self.spans),
            of(&self.kinds),
            of(&self.hands),
            of(&self.heads),
            of(&self.shapes),
            of(&self.keys),
            of(&self.replaced),
            of(&self.values),
            of(&self.whole),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crdt::Document;
    use crate::record::{Edit, Scalar};

    const ROOM: Room = Room { changes_max: 1_000, bytes_max: 1 << 20 };

    fn edit(key: &str, value: impl Into<Scalar>) -> Edit {
        (key.to_owned(), value.into())
    }

    fn by(device: u8, doc: u8) -> Actor {
        Actor { device: DeviceId([device; 8]), start: [device; 8], doc: DocId([doc; 16]) }
    }

    /// Two records with edits by two devices, one of them at once, and a few awkward values.
    fn items() -> Vec<Item> {
        let mut items = Vec::new();
        for doc in [1, 2] {
            let mut one = Document::new();
            let mut keep = |written: Option<crate::crdt::Written>| {
                let bytes = written.unwrap().bytes;
                items.push(Item { doc: DocId([doc; 16]), kind: "outreach".into(), bytes });
            };
            let first = [edit("place", "Bản Mây"), edit("minutes", 90), edit("topic.savings", true)];
            keep(one.write(&by(1, doc), &first, 1_791_219_599_000));
            let mut other = one.clone();
            keep(one.write(&by(1, doc), &[edit("place", "Nà Lốc"), edit("minutes", i64::MIN)], 5_000));
            keep(other.write(&by(2, doc), &[edit("place", ""), edit("topic.savings", false)], -1));
            let third = other.changes().last().unwrap().hash;
            one.apply(items.iter().filter(|item| item.doc.0[0] == doc).map(|item| item.bytes.as_slice()))
                .unwrap();
            assert!(one.contains(third));
            let mut keep = |written: Option<crate::crdt::Written>| {
                let bytes = written.unwrap().bytes;
                items.push(Item { doc: DocId([doc; 16]), kind: "outreach".into(), bytes });
            };
            keep(one.write(&by(2, doc), &[edit("place", Scalar::Null)], 7_000));
            keep(one.write(&by(2, doc), &[edit("place", "a\0b"), edit("notes.k", "\"n\"\nt")], 8_000));
        }
        items.push(Item { doc: DocId([2; 16]), kind: "outreach".into(), bytes: vec![] });
        items.push(Item { doc: DocId([3; 16]), kind: "of_later".into(), bytes: vec![1, 2, 3] });
        items
    }

    fn packed(items: &[Item]) -> Vec<u8> {
        pack(items.iter().map(|item| (item.doc, item.kind.as_str(), item.bytes.as_slice())))
    }

    #[test]
    fn what_was_packed_comes_back_bit_for_bit() {
        let items = items();
        assert_eq!(unpack(&packed(&items), ROOM).as_ref(), Ok(&items));
        assert_eq!(unpack(&packed(&[]), ROOM), Ok(vec![]));
        let raw: usize = items.iter().map(|item| item.bytes.len()).sum();
        assert!(packed(&items).len() < raw, "{} of {raw}", packed(&items).len());
    }

    #[test]
    fn changes_of_one_record_come_together_in_their_order() {
        let mut mixed = items();
        mixed.sort_by_key(|item| item.bytes.len());
        let mut expected = mixed.clone();
        let first = |doc| mixed.iter().position(|item| item.doc == doc);
        expected.sort_by_key(|item| first(item.doc));
        assert_eq!(unpack(&packed(&mixed), ROOM), Ok(expected));
    }

    #[test]
    fn a_reader_decides_how_much_it_takes() {
        let bytes = packed(&items());
        assert_eq!(unpack(&bytes, Room { changes_max: 3, ..ROOM }), Err(BundleError::TooLarge));
        assert_eq!(unpack(&bytes, Room { bytes_max: 100, ..ROOM }), Err(BundleError::TooLarge));
    }

    #[test]
    fn a_short_text_does_not_become_many_changes() {
        // One shape of many long keys, used again and again.
        let keys: Vec<Edit> =
            (0..200).map(|n| edit(&format!("{}.{n}", "k".repeat(40)), Scalar::Null)).collect();
        let items: Vec<Item> = (0..100)
            .map(|doc| {
                let edits: Vec<Edit> = keys.iter().map(|(key, _)| edit(key, 1)).collect();
                let bytes = Document::new().write(&by(1, doc), &edits, 0).unwrap().bytes;
                Item { doc: DocId([doc; 16]), kind: "outreach".into(), bytes }
            })
            .collect();
        let bytes = packed(&items);
        assert!(bytes.len() < 60_000, "{}", bytes.len());
        assert_eq!(unpack(&bytes, Room { bytes_max: 500_000, ..ROOM }), Err(BundleError::TooLarge));
        assert_eq!(unpack(&bytes, Room { bytes_max: 2_000_000, ..ROOM }), Ok(items));
    }

    #[test]
    fn torn_and_mangled_bundles_are_refused_or_read_and_never_more() {
        let bytes = packed(&items());
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end], ROOM).is_err(), "cut at {end}");
        }
        assert!(unpack(&[bytes.as_slice(), &[0]].concat(), ROOM).is_err());
        for at in 0..bytes.len() {
            for flip in [1, 2, 0x40, 0x80, 0xff] {
                let mut mangled = bytes.clone();
                mangled[at] ^= flip;
                if let Ok(items) = unpack(&mangled, ROOM) {
                    assert!(items.iter().map(|item| item.bytes.len()).sum::<usize>() <= 2 * ROOM.bytes_max);
                }
            }
        }
    }
}
