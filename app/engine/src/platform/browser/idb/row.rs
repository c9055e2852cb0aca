//! A change as it lies in IndexedDB: a plain object whose fields the indexes read. Reading one is tolerant of
//! anything: a row that is not what was written is `None`, never a panic and never half a change.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use shared::id::{ChangeHash, DocId, Partition};
use shared::record::Kind;
use shared::store::{Carriage, Change, Row};

/// Value of `waiting` for a change that the office has not confirmed.
pub(super) const PENDING: u32 = 0;
/// Value of `waiting` for a change that the office refused.
pub(super) const REFUSED: u32 = 1;

/// A row and its place in the order of storing; no place before it is stored.
pub(super) struct Stored {
    /// Primary key.
    pub(super) seq: Option<f64>,
    /// The change and where it stands.
    pub(super) row: Row,
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn bytes(object: &JsValue, name: &str) -> Option<Vec<u8>> {
    Some(field(object, name)?.dyn_ref::<Uint8Array>()?.to_vec())
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name)?.as_string()
}

/// A whole number that JavaScript carries exactly.
pub(super) fn whole(number: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked: a whole number below 2^53"
    )]
    (number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&number)).then_some(number as u64)
}

/// A position as a key of the log index.
#[expect(clippy::cast_precision_loss, reason = "positions count changes and stay far below 2^53")]
pub(super) fn position_key(position: u64) -> JsValue {
    JsValue::from_f64(position as f64)
}

/// The document that a row, sound or not, says it belongs to.
pub(super) fn doc(object: &JsValue) -> Option<DocId> {
    bytes(object, "doc")?.try_into().ok().map(DocId)
}

/// The hash that a row, sound or not, says it has.
pub(super) fn hash(object: &JsValue) -> Option<ChangeHash> {
    bytes(object, "hash")?.try_into().ok().map(ChangeHash)
}

/// The partition that a row, sound or not, says it belongs to.
pub(super) fn partition(object: &JsValue) -> Option<Partition> {
    text(object, "partition")?.parse().ok()
}

/// The position that a row, sound or not, says it has.
pub(super) fn position(object: &JsValue) -> Option<u64> {
    whole(field(object, "position")?.as_f64()?)
}

/// What is left of a row's change, for rescue.
pub(super) fn remains(object: &JsValue) -> Vec<u8> {
    bytes(object, "bytes").unwrap_or_default()
}

/// The primary key.
pub(super) fn seq(object: &JsValue) -> Option<f64> {
    field(object, "seq")?.as_f64()
}

/// FNV-1a: tells a row whose bytes rotted from one that was written so. Not a defence against anybody.
fn fingerprint(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Reads a row; `None` when it is not what was written.
pub(super) fn read(object: &JsValue) -> Option<Stored> {
    let carriage = match field(object, "waiting").map(|waiting| waiting.as_f64().and_then(whole)) {
        None => Carriage::Received(position(object)?),
        Some(Some(0)) => Carriage::Pending,
        Some(Some(1)) => Carriage::Refused(text(object, "refusal")?.parse().ok()?),
        Some(_) => return None,
    };
    let change = Change {
        hash: hash(object)?,
        doc: doc(object)?,
        partition: partition(object)?,
        kind: Kind::from_code(&text(object, "kind")?)?,
        bytes: bytes(object, "bytes")?,
    };
    let sum = whole(field(object, "sum")?.as_f64()?)?;
    let intact = sum == u64::from(fingerprint(&change.bytes));
    intact.then_some(Stored { seq: Some(seq(object)?), row: Row { change, carriage } })
}

/// Writes a row.
pub(super) fn write(stored: &Stored) -> Result<JsValue, JsValue> {
    let object = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&object, &name.into(), value).map(|_| ());
    let Row { change, carriage } = &stored.row;
    if let Some(seq) = stored.seq {
        set("seq", &seq.into())?;
    }
    set("doc", &key(&change.doc.0))?;
    set("hash", &key(&change.hash.0))?;
    set("partition", &change.partition.to_string().into())?;
    set("kind", &change.kind.code().into())?;
    set("bytes", &key(&change.bytes))?;
    set("sum", &fingerprint(&change.bytes).into())?;
    match carriage {
        Carriage::Pending => set("waiting", &PENDING.into())?,
        Carriage::Refused(code) => {
            set("waiting", &REFUSED.into())?;
            set("refusal", &code.as_str().into())?;
        }
        Carriage::Received(position) => set("position", &position_key(*position))?,
    }
    Ok(object.into())
}

/// Bytes as a key or a value.
pub(super) fn key(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}
