//! Packs a bundle.

use super::{Before, END, Hand, Streams, flag};
use crate::crdt::{self, Actor, Put, Scanned};
use crate::id::DocId;
use crate::record::Scalar;
use crate::sorted::Map;

/// LEB128 in the shortest form, as everywhere in a change.
trait Leb {
    fn put_unsigned(&mut self, value: u64);
    fn put_signed(&mut self, value: i64);
    fn put_size(&mut self, size: usize) {
        self.put_unsigned(u64::try_from(size).unwrap_or(u64::MAX));
    }
}

impl Leb for Vec<u8> {
    fn put_unsigned(&mut self, mut value: u64) {
        while value > 0x7f {
            self.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.push(value.to_le_bytes()[0]);
    }

    fn put_signed(&mut self, mut value: i64) {
        while !(-0x40..0x40).contains(&value) {
            self.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.push(value.to_le_bytes()[0] & 0x7f);
    }
}

/// Things by number, in the order in which they came.
struct Numbers<T>(Map<T, usize>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(Map::new())
    }
}

impl<T: Ord> Numbers<T> {
    /// The number of a thing, and whether it is new.
    fn of(&mut self, thing: T) -> (usize, bool) {
        let fresh = self.0.len();
        let number = *self.0.entry(thing).or_insert(fresh);
        (number, number == fresh)
    }
}

/// Packs changes. Those of one document are brought together, in their order, where the first of them stands.
pub fn pack<'i>(changes: impl IntoIterator<Item = (DocId, &'i str, &'i [u8])>) -> Vec<u8> {
    let mut docs: Vec<(DocId, &str, Vec<&[u8]>)> = Vec::new();
    let mut places = Numbers::default();
    for (doc, kind, bytes) in changes {
        let (place, fresh) = places.of(doc);
        if fresh {
            docs.push((doc, kind, Vec::new()));
        }
        docs[place].2.push(bytes);
    }
    let mut writer = Writer::default();
    for (doc, kind, changes) in docs {
        writer.document(doc, kind, &changes);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    streams: Streams<Vec<u8>>,
    kinds: Numbers<String>,
    hands: Numbers<Hand>,
    shapes: Numbers<Vec<usize>>,
    keys: Numbers<String>,
    /// Values by number of their key.
    columns: Vec<Vec<u8>>,
    /// Time of the change before, of whatever document.
    time_s: i64,
}

impl Writer {
    fn document(&mut self, doc: DocId, kind: &str, changes: &[&[u8]]) {
        self.streams.docs.extend(doc.0);
        let (kind_number, fresh) = self.kinds.of(kind.to_owned());
        if fresh {
            self.streams.kinds.extend(kind.bytes().chain([END]));
        }
        self.streams.spans.put_size(kind_number);
        self.streams.spans.put_size(changes.len());
        let mut before = None;
        for bytes in changes {
            let fit = crdt::scan(bytes).ok().filter(|scanned| fits(scanned, doc, bytes));
            before = fit.map(|scanned| self.change(&scanned, before));
            if before.is_none() {
                self.streams.heads.push(flag::WHOLE);
                self.streams.whole.put_size(bytes.len());
                self.streams.whole.extend(*bytes);
            }
        }
    }

    fn change(&mut self, change: &Scanned, before: Option<Before>) -> Before {
        let is = |test: &dyn Fn(Before) -> bool| before.is_some_and(test);
        let first = change.deps.is_empty() && change.seq == 1 && change.start_op == 1;
        let follows = is(&|before| change.deps == [before.hash]);
        let next = is(&|before| before.seq + 1 == change.seq && before.max_op + 1 == change.start_op);
        let replaces = change.puts.iter().any(|put| !put.pred.is_empty());
        let set = [
            (first, flag::FIRST),
            (follows, flag::FOLLOWS),
            (next && !first, flag::NEXT),
            (replaces, flag::REPLACES),
        ];
        self.streams.heads.push(set.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum());
        let hand = self.hand(&change.actor);
        let heads = &mut self.streams.heads;
        heads.put_size(hand);
        if !first && !follows {
            heads.put_size(change.deps.len());
            heads.extend(change.deps.iter().flat_map(|dep| dep.0));
        }
        if !first && !next {
            heads.put_unsigned(change.seq);
            heads.put_unsigned(change.start_op);
        }
        heads.put_signed(change.time_s.wrapping_sub(self.time_s));
        self.time_s = change.time_s;
        let shape = change.puts.iter().map(|put| self.put(put)).collect();
        self.shape(shape);
        if replaces {
            for put in &change.puts {
                self.replaced(put, change.start_op);
            }
        }
        Before { hash: change.hash, seq: change.seq, max_op: change.max_op() }
    }

    fn hand(&mut self, actor: &Actor) -> usize {
        let (number, fresh) = self.hands.of((actor.device, actor.start));
        if fresh {
            self.streams.hands.extend(actor.device.0.into_iter().chain(actor.start));
        }
        number
    }

    /// Writes a value beside the others of its key; the key's number.
    fn put(&mut self, put: &Put) -> usize {
        let (key, fresh) = self.keys.of(put.key.clone());
        if fresh {
            self.streams.keys.extend(put.key.bytes().chain([END]));
            self.columns.push(Vec::new());
        }
        let column = &mut self.columns[key];
        match &put.value {
            Scalar::Null => column.push(b'n'),
            Scalar::Bool(true) => column.push(b't'),
            Scalar::Bool(false) => column.push(b'f'),
            Scalar::Int(number) => column.extend(number.to_string().bytes()),
            Scalar::Text(text) => column.extend([b'"'].into_iter().chain(text.bytes())),
        }
        column.push(END);
        key
    }

    fn shape(&mut self, keys: Vec<usize>) {
        let (number, fresh) = self.shapes.of(keys.clone());
        self.streams.heads.put_size(number);
        if fresh {
            self.streams.shapes.put_size(keys.len());
            for key in keys {
                self.streams.shapes.put_size(key);
            }
        }
    }

    fn replaced(&mut self, put: &Put, start_op: u64) {
        self.streams.replaced.put_size(put.pred.len());
        for op in &put.pred {
            let hand = self.hand(&op.actor);
            self.streams.replaced.put_size(hand);
            self.streams.replaced.put_signed(start_op.wrapping_sub(op.counter).cast_signed());
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.streams.values = self.columns.concat();
        let mut bytes = Vec::new();
        for stream in self.streams.map(Vec::as_slice) {
            bytes.put_size(stream.len());
            bytes.extend_from_slice(stream);
        }
        bytes
    }
}

/// True when nothing of the change is lost without its own bytes.
fn fits(change: &Scanned, doc: DocId, bytes: &[u8]) -> bool {
    let of_doc = |actor: &Actor| actor.doc == doc;
    let says = |put: &Put| {
        let whole_text = !matches!(&put.value, Scalar::Text(text) if text.bytes().any(|byte| byte == END));
        whole_text && put.key.bytes().all(|byte| byte != END) && put.pred.iter().all(|op| of_doc(&op.actor))
    };
    of_doc(&change.actor) && change.puts.iter().all(says) && change.is_canonical(bytes)
}
