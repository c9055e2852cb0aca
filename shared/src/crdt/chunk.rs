//! Reads one encoded change by our own code, before and instead of handing unknown bytes to Automerge: its
//! reader is not safe on hostile ones. Every length is checked against what is really there and against
//! `limits`, nothing is inflated, and a run is counted before it is unrolled. Only this project's grammar is
//! read: puts of scalars on keys of the root map. It must never panic and never allocate more than a small
//! multiple of its input.

use sha2::{Digest, Sha256};

use super::{Actor, OpId, Put, Scanned};
use crate::id::ChangeHash;
use crate::limits;
use crate::record::Scalar;

/// Why bytes are not a change of this project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// Not the format, or not the grammar: torn, compressed, a list, a deletion, a claim that does not add up.
    #[error("not a change of puts on the root map")]
    Malformed,
    /// More bytes, operations, dependencies or actors than `limits` allow.
    #[error("a change beyond the limits")]
    TooLarge,
    /// A value that is neither null, flag, signed number nor text.
    #[error("a value of a forbidden type")]
    Value,
}

type Scan<T> = Result<T, ScanError>;

/// What every chunk of Automerge begins with.
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
/// The only chunk type let in: a change, not compressed.
const CHANGE: u8 = 1;
/// The action of a put.
const PUT: u64 = 1;

/// Columns that a change of puts has, in their order: id × 16 + type.
mod column {
    pub const KEY: u64 = 0x15;
    pub const INSERT: u64 = 0x34;
    pub const ACTION: u64 = 0x42;
    pub const VALUE_META: u64 = 0x56;
    pub const VALUE: u64 = 0x57;
    pub const PRED_COUNT: u64 = 0x70;
    pub const PRED_ACTOR: u64 = 0x71;
    pub const PRED_COUNTER: u64 = 0x73;
    pub const ALL: [u64; 8] = [KEY, INSERT, ACTION, VALUE_META, VALUE, PRED_COUNT, PRED_ACTOR, PRED_COUNTER];
}

/// Bytes not yet read; numbers are LEB128.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'b>(pub(crate) &'b [u8]);

impl<'b> Reader<'b> {
    pub(crate) fn take(&mut self, count: usize) -> Scan<&'b [u8]> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(ScanError::Malformed)?;
        self.0 = rest;
        Ok(head)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Scan<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| ScanError::Malformed)
    }

    fn byte(&mut self) -> Scan<u8> {
        Ok(self.array::<1>()?[0])
    }

    /// An unsigned LEB128 number in its shortest form.
    pub(crate) fn unsigned(&mut self) -> Scan<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            let overlong = byte == 0 && shift > 0;
            if overlong || (shift == 63 && bits > 1) {
                return Err(ScanError::Malformed);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(ScanError::Malformed)
    }

    /// A signed LEB128 number in its shortest form.
    pub(crate) fn signed(&mut self) -> Scan<i64> {
        let (mut value, mut before) = (0_i64, 0);
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let overlong = shift > 0 && matches!((byte, before & 0x40), (0, 0) | (0x7f, 0x40));
            if overlong || (shift == 63 && !matches!(byte, 0 | 0x7f)) {
                return Err(ScanError::Malformed);
            }
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let negative = byte & 0x40 != 0;
                return Ok(if negative && shift < 57 { value | (-1 << (shift + 7)) } else { value });
            }
            before = byte;
        }
        Err(ScanError::Malformed)
    }

    /// A number that sizes something, at most `max`.
    pub(crate) fn size(&mut self, max: usize) -> Scan<usize> {
        let size = usize::try_from(self.unsigned()?).map_err(|_| ScanError::TooLarge)?;
        if size > max { Err(ScanError::TooLarge) } else { Ok(size) }
    }

    fn actor(&mut self) -> Scan<Actor> {
        let length = self.size(Actor::BYTES)?;
        Actor::from_bytes(self.take(length)?).ok_or(ScanError::Malformed)
    }

    fn text(&mut self) -> Scan<&'b str> {
        let length = self.size(limits::CHANGE_BYTES_MAX)?;
        std::str::from_utf8(self.take(length)?).map_err(|_| ScanError::Malformed)
    }

    /// A run-length column, unrolled to at most `max` items: a positive count repeats one item, a negative one
    /// announces as many different items. The claim is checked before anything is unrolled.
    fn runs<T: Clone>(mut self, max: usize, read: impl Fn(&mut Self) -> Scan<T>) -> Scan<Vec<T>> {
        let mut items = Vec::new();
        while !self.0.is_empty() {
            let claim = self.signed()?;
            let count = usize::try_from(claim.unsigned_abs()).map_err(|_| ScanError::TooLarge)?;
            if count > max - items.len() {
                return Err(ScanError::TooLarge);
            }
            match claim {
                1.. => {
                    let item = read(&mut self)?;
                    items.resize(items.len() + count, item);
                }
                0 => return Err(ScanError::Malformed),
                _ => {
                    for _ in 0..count {
                        items.push(read(&mut self)?);
                    }
                }
            }
        }
        Ok(items)
    }
}

/// The columns of a change, each empty when absent.
#[derive(Default)]
struct Columns<'b>([&'b [u8]; column::ALL.len()]);

impl<'b> Columns<'b> {
    fn read(reader: &mut Reader<'b>) -> Scan<Self> {
        let count = reader.size(column::ALL.len())?;
        let mut sizes = [0; column::ALL.len()];
        let mut next = 0;
        for _ in 0..count {
            let spec = reader.unsigned()?;
            let found = column::ALL[next..].iter().position(|allowed| *allowed == spec);
            let at = next + found.ok_or(ScanError::Malformed)?;
            sizes[at] = reader.size(limits::CHANGE_BYTES_MAX)?;
            next = at + 1;
        }
        let mut columns = Self::default();
        for (bytes, size) in columns.0.iter_mut().zip(sizes) {
            *bytes = reader.take(size)?;
        }
        Ok(columns)
    }

    fn of(&self, spec: u64) -> Reader<'b> {
        let at = column::ALL.iter().position(|known| *known == spec);
        Reader(at.map_or(&[], |at| self.0[at]))
    }

    fn puts(&self, actors: &[Actor]) -> Scan<Vec<Put>> {
        let max = limits::CHANGE_OPS_MAX;
        let actions = self.of(column::ACTION).runs(max, Reader::unsigned)?;
        let insert = self.of(column::INSERT);
        let count = actions.len();
        if count == 0 || actions.iter().any(|action| *action != PUT) || !never(insert, count) {
            return Err(ScanError::Malformed);
        }
        let keys = self.of(column::KEY).runs(max, Reader::text)?;
        let metas = self.of(column::VALUE_META).runs(max, Reader::unsigned)?;
        let pred_counts = self.of(column::PRED_COUNT).runs(max, Reader::unsigned)?;
        if [keys.len(), metas.len(), pred_counts.len()] != [count; 3] {
            return Err(ScanError::Malformed);
        }
        let mut preds = self.preds(actors)?.into_iter();
        let mut values = self.of(column::VALUE);
        let mut puts = Vec::with_capacity(count);
        for ((key, meta), pred_count) in keys.into_iter().zip(metas).zip(pred_counts) {
            let pred_count = usize::try_from(pred_count).map_err(|_| ScanError::TooLarge)?;
            if pred_count > preds.len() || key.len() > limits::KEY_BYTES_MAX {
                return Err(ScanError::Malformed);
            }
            let pred = preds.by_ref().take(pred_count).collect();
            puts.push(Put { key: key.to_owned(), value: value(meta, &mut values)?, pred });
        }
        if preds.len() > 0 || !values.0.is_empty() {
            return Err(ScanError::Malformed);
        }
        Ok(puts)
    }

    fn preds(&self, actors: &[Actor]) -> Scan<Vec<OpId>> {
        let max = limits::CHANGE_PREDS_MAX;
        let indices = self.of(column::PRED_ACTOR).runs(max, Reader::unsigned)?;
        let deltas = self.of(column::PRED_COUNTER).runs(max, Reader::signed)?;
        if indices.len() != deltas.len() {
            return Err(ScanError::Malformed);
        }
        let mut counter = 0_i64;
        let pairs = indices.into_iter().zip(deltas);
        pairs
            .map(|(index, delta)| {
                counter = counter.checked_add(delta).ok_or(ScanError::Malformed)?;
                let actor = usize::try_from(index).ok().and_then(|index| actors.get(index));
                Ok(OpId {
                    counter: u64::try_from(counter).map_err(|_| ScanError::Malformed)?,
                    actor: *actor.ok_or(ScanError::Malformed)?,
                })
            })
            .collect()
    }
}

/// True when a boolean column says "no" exactly `count` times.
fn never(mut column: Reader<'_>, count: usize) -> bool {
    column.size(count) == Ok(count) && column.0.is_empty()
}

/// One value: its type in the low four bits of `meta`, its length above them.
fn value(meta: u64, values: &mut Reader<'_>) -> Scan<Scalar> {
    let length = usize::try_from(meta >> 4).map_err(|_| ScanError::TooLarge)?;
    let mut raw = Reader(values.take(length)?);
    let scalar = match meta & 0xf {
        0 => Scalar::Null,
        1 => Scalar::Bool(false),
        2 => Scalar::Bool(true),
        4 => Scalar::Int(raw.signed()?),
        6 => {
            let text = std::str::from_utf8(raw.take(length)?).map_err(|_| ScanError::Malformed)?;
            Scalar::Text(text.to_owned())
        }
        _ => return Err(ScanError::Value),
    };
    if raw.0.is_empty() { Ok(scalar) } else { Err(ScanError::Malformed) }
}

/// Reads one change: frame, checksum, header, columns, every operation. About 2 µs for an edit.
///
/// What it accepts is bounded, but not yet proven to be what Automerge itself would have written: the gate
/// encodes the result again and compares.
pub fn scan(bytes: &[u8]) -> Result<Scanned, ScanError> {
    if bytes.len() > limits::CHANGE_BYTES_MAX {
        return Err(ScanError::TooLarge);
    }
    let mut frame = Reader(bytes);
    let (magic, checksum, chunk_type) = (frame.array()?, frame.array::<4>()?, frame.byte()?);
    let length = frame.unsigned()?;
    if magic != MAGIC || chunk_type != CHANGE || u64::try_from(frame.0.len()) != Ok(length) {
        return Err(ScanError::Malformed);
    }
    // Type, length and content follow magic and checksum without a gap: that is what is hashed.
    let hash: [u8; 32] = Sha256::digest(&bytes[8..]).into();
    if hash[..4] != checksum {
        return Err(ScanError::Malformed);
    }
    let mut reader = frame;
    let deps_count = reader.size(limits::CHANGE_DEPS_MAX)?;
    let deps = (0..deps_count).map(|_| reader.array().map(ChangeHash)).collect::<Scan<Vec<_>>>()?;
    let actor = reader.actor()?;
    let (seq, start_op, time_s) = (reader.unsigned()?, reader.unsigned()?, reader.signed()?);
    let message = reader.unsigned()?;
    // Automerge counts operations in 32 bits.
    let countable = u32::try_from(start_op).is_ok_and(|start| start > 0);
    if seq == 0 || !countable || message != 0 {
        return Err(ScanError::Malformed);
    }
    let others = reader.size(limits::CHANGE_ACTORS_MAX)?;
    let mut actors = vec![actor];
    for _ in 0..others {
        actors.push(reader.actor()?);
    }
    let puts = Columns::read(&mut reader)?.puts(&actors)?;
    // Bytes after the columns would be an extension that this grammar does not have.
    if !reader.0.is_empty() {
        return Err(ScanError::Malformed);
    }
    Ok(Scanned { hash: ChangeHash(hash), actor, seq, start_op, time_s, deps, puts })
}
