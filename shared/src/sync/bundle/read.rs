//! Unpacks a bundle: bytes from outside, read to the end with every claim checked before it is believed.

use super::{Before, END, Hand, Item, Streams, actor, flag};
use crate::crdt::{OpId, Put, Reader, ScanError, Scanned};
use crate::id::{ChangeHash, DeviceId, DocId};
use crate::limits;
use crate::record::Scalar;

/// Why bytes are not a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Torn, or a claim that does not add up.
    #[error("not a bundle of changes")]
    Malformed,
    /// More changes, or more bytes of them, than the reader takes.
    #[error("a bundle beyond the limits")]
    TooLarge,
}

impl From<ScanError> for BundleError {
    fn from(error: ScanError) -> Self {
        if error == ScanError::TooLarge { Self::TooLarge } else { Self::Malformed }
    }
}

type Read<T> = Result<T, BundleError>;

/// How much a reader takes of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Most changes.
    pub changes_max: usize,
    /// Most bytes of keys, values and whole changes, all changes together: what a bundle says once counts as often
    /// as it is meant.
    pub bytes_max: usize,
}

/// Unpacks a bundle.
pub fn unpack(bytes: &[u8], room: Room) -> Read<Vec<Item>> {
    let mut reader = Reader(bytes);
    let mut stream = || {
        let size = reader.size(bytes.len())?;
        reader.take(size).map(Reader)
    };
    let streams = Streams {
        docs: stream()?,
        spans: stream()?,
        kinds: stream()?,
        hands: stream()?,
        heads: stream()?,
        shapes: stream()?,
        keys: stream()?,
        replaced: stream()?,
        values: stream()?,
        whole: stream()?,
    };
    if !reader.0.is_empty() {
        return Err(BundleError::Malformed);
    }
    Unpacking::of(streams, room)?.items()
}

/// Texts that each end with `END`.
fn texts(stream: Reader<'_>) -> Read<Vec<&str>> {
    let Some((END, texts)) = stream.0.split_last().map(|(last, texts)| (*last, texts)) else {
        return if stream.0.is_empty() { Ok(Vec::new()) } else { Err(BundleError::Malformed) };
    };
    let read = |text| std::str::from_utf8(text).map_err(|_| BundleError::Malformed);
    texts.split(|byte| *byte == END).map(read).collect()
}

/// A number that stands for one of these.
fn pick<'t, T>(reader: &mut Reader<'_>, of: &'t [T]) -> Read<&'t T> {
    let number = reader.size(of.len())?;
    of.get(number).ok_or(BundleError::Malformed)
}

/// A change before its values and the hashes that it follows are known.
enum Draft<'b> {
    Whole(&'b [u8]),
    /// `follows`: builds on the change before.
    Said {
        change: Scanned,
        follows: bool,
    },
}

struct Unpacking<'b> {
    streams: Streams<Reader<'b>>,
    kinds: Vec<&'b str>,
    hands: Vec<Hand>,
    shapes: Vec<Vec<usize>>,
    keys: Vec<&'b str>,
    /// Per key: the change and the operation that its next value belongs to.
    uses: Vec<Vec<(usize, usize)>>,
    drafts: Vec<Draft<'b>>,
    /// Per document: name, kind, number of changes.
    docs: Vec<(DocId, &'b str, usize)>,
    time_s: i64,
    changes_left: usize,
    bytes_left: usize,
}

impl<'b> Unpacking<'b> {
    fn of(mut streams: Streams<Reader<'b>>, room: Room) -> Read<Self> {
        let (kinds, keys) = (texts(streams.kinds)?, texts(streams.keys)?);
        if keys.iter().any(|key| key.len() > limits::KEY_BYTES_MAX) {
            return Err(BundleError::Malformed);
        }
        let mut hands = Vec::new();
        while !streams.hands.0.is_empty() {
            hands.push((DeviceId(streams.hands.array()?), streams.hands.array()?));
        }
        let mut shapes = Vec::new();
        while !streams.shapes.0.is_empty() {
            let count = streams.shapes.size(limits::CHANGE_OPS_MAX)?;
            if count == 0 {
                return Err(BundleError::Malformed);
            }
            let key = |_| {
                let number = streams.shapes.size(keys.len())?;
                if number < keys.len() { Ok(number) } else { Err(BundleError::Malformed) }
            };
            shapes.push((0..count).map(key).collect::<Read<Vec<_>>>()?);
        }
        let uses = vec![Vec::new(); keys.len()];
        let (changes_left, bytes_left) = (room.changes_max, room.bytes_max);
        let (drafts, docs) = (Vec::new(), Vec::new());
        Ok(Self {
            streams,
            kinds,
            hands,
            shapes,
            keys,
            uses,
            drafts,
            docs,
            time_s: 0,
            changes_left,
            bytes_left,
        })
    }

    fn spend(&mut self, bytes: usize) -> Read<()> {
        self.bytes_left = self.bytes_left.checked_sub(bytes).ok_or(BundleError::TooLarge)?;
        Ok(())
    }

    fn items(mut self) -> Read<Vec<Item>> {
        while !self.streams.docs.0.is_empty() {
            let doc = DocId(self.streams.docs.array()?);
            let kind = *pick(&mut self.streams.spans, &self.kinds)?;
            let count = self.streams.spans.size(self.changes_left)?;
            self.changes_left -= count;
            self.docs.push((doc, kind, count));
            let mut before = None;
            for _ in 0..count {
                before = self.draft(doc, before)?;
            }
        }
        self.values()?;
        let streams = &self.streams;
        let read_to_the_end = streams.map(|stream| stream.0.is_empty());
        // Kinds and keys were read from copies of their streams.
        let open = read_to_the_end.iter().zip(0..).any(|(end, at)| !end && at != 2 && at != 6);
        if open { Err(BundleError::Malformed) } else { Ok(self.finish()) }
    }

    /// Reads what stands of a change apart from its values: the numbers that the next one may refer to.
    fn draft(&mut self, doc: DocId, before: Option<(u64, u64)>) -> Read<Option<(u64, u64)>> {
        let heads = &mut self.streams.heads;
        let [flags] = heads.array()?;
        if flags == flag::WHOLE {
            let size = self.streams.whole.size(self.bytes_left)?;
            let bytes = self.streams.whole.take(size)?;
            self.spend(size)?;
            self.drafts.push(Draft::Whole(bytes));
            return Ok(None);
        }
        let has = |flag: u8| flags & flag != 0;
        let (first, follows, next) = (has(flag::FIRST), has(flag::FOLLOWS), has(flag::NEXT));
        let alone = first && (follows || next);
        if flags & !flag::ALL != 0 || has(flag::WHOLE) || alone || (before.is_none() && (follows || next)) {
            return Err(BundleError::Malformed);
        }
        let hand = *pick(heads, &self.hands)?;
        let deps = if first || follows { 0 } else { heads.size(limits::CHANGE_DEPS_MAX)? };
        let deps = (0..deps).map(|_| heads.array().map(ChangeHash)).collect::<Result<Vec<_>, _>>()?;
        let after = |number: u64| number.checked_add(1).ok_or(BundleError::Malformed);
        let (seq, start_op) = match before {
            Some((seq, max_op)) if next => (after(seq)?, after(max_op)?),
            _ if first => (1, 1),
            _ => (heads.unsigned()?, heads.unsigned()?),
        };
        // As the scanner has it: what is encoded below is nothing that it would not have read.
        if seq == 0 || start_op == 0 || u32::try_from(start_op).is_err() {
            return Err(BundleError::Malformed);
        }
        self.time_s = self.time_s.wrapping_add(heads.signed()?);
        let shape = pick(heads, &self.shapes)?;
        let place = self.drafts.len();
        let mut puts = Vec::with_capacity(shape.len());
        let mut bytes = 0;
        for (at, key) in shape.iter().enumerate() {
            self.uses[*key].push((place, at));
            bytes += self.keys[*key].len() + 1;
            puts.push(Put { key: self.keys[*key].to_owned(), value: Scalar::Null, pred: Vec::new() });
            // Checked as it grows: a shape is said once and meant often.
            if bytes > self.bytes_left {
                return Err(BundleError::TooLarge);
            }
        }
        self.spend(bytes)?;
        let (hash, actor) = (ChangeHash([0; 32]), actor(hand, doc));
        let mut change = Scanned { hash, actor, seq, start_op, time_s: self.time_s, deps, puts };
        if has(flag::REPLACES) {
            self.replaced(&mut change)?;
        }
        let numbers = (change.seq, change.max_op());
        self.drafts.push(Draft::Said { change, follows });
        Ok(Some(numbers))
    }

    fn replaced(&mut self, change: &mut Scanned) -> Read<()> {
        let replaced = &mut self.streams.replaced;
        let mut left = limits::CHANGE_PREDS_MAX;
        for put in &mut change.puts {
            let count = replaced.size(left)?;
            left -= count;
            for _ in 0..count {
                let hand = *pick(replaced, &self.hands)?;
                let back = replaced.signed()?.cast_unsigned();
                let counter = change.start_op.wrapping_sub(back);
                if i64::try_from(counter).is_err() {
                    return Err(BundleError::Malformed);
                }
                put.pred.push(OpId { counter, actor: actor(hand, change.actor.doc) });
            }
        }
        Ok(())
    }

    /// Reads the values, key by key, into the changes that they belong to.
    fn values(&mut self) -> Read<()> {
        for uses in std::mem::take(&mut self.uses) {
            for (place, at) in uses {
                let rest = self.streams.values.0;
                let size = rest.iter().position(|byte| *byte == END).ok_or(BundleError::Malformed)?;
                let value = value(self.streams.values.take(size)?)?;
                self.streams.values.take(1)?;
                self.spend(size)?;
                if let Some(Draft::Said { change, .. }) = self.drafts.get_mut(place) {
                    change.puts[at].value = value;
                }
            }
        }
        Ok(())
    }

    /// Encodes every change, now that all is known.
    fn finish(self) -> Vec<Item> {
        let mut drafts = self.drafts.into_iter();
        let mut items = Vec::new();
        for (doc, kind, count) in self.docs {
            let mut before = None;
            for draft in drafts.by_ref().take(count) {
                let bytes = match draft {
                    Draft::Whole(bytes) => {
                        before = None;
                        bytes.to_vec()
                    }
                    Draft::Said { mut change, follows } => {
                        if follows {
                            change.deps.extend(before.map(|before: Before| before.hash));
                        }
                        let (hash, bytes) = change.encode();
                        before = Some(Before { hash, seq: change.seq, max_op: change.max_op() });
                        bytes
                    }
                };
                items.push(Item { doc, kind: kind.to_owned(), bytes });
            }
        }
        items
    }
}

/// One value: a letter, a number in decimal digits, or a text after a quotation mark.
fn value(text: &[u8]) -> Read<Scalar> {
    let text = std::str::from_utf8(text).map_err(|_| BundleError::Malformed)?;
    Ok(match text {
        "n" => Scalar::Null,
        "t" => Scalar::Bool(true),
        "f" => Scalar::Bool(false),
        _ => match text.strip_prefix('"') {
            Some(text) => Scalar::Text(text.to_owned()),
            None => Scalar::Int(text.parse().map_err(|_| BundleError::Malformed)?),
        },
    })
}
