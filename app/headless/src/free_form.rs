//! Plain JSON as a flat record of free form, and back: a list or an object becomes one key per leaf, an index a
//! segment of digits. Whole numbers up to the largest amount of money, texts and flags are values of a record;
//! whatever else JSON knows (fractions, nothing, an empty list) is written as a text after `#`, and a text that
//! begins with `#` gets another one before it. The record's own id, a ULID, is the document's name and is not
//! written a second time.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};
use shared::id::DocId;
use shared::limits::DONG_MAX;
use shared::record::{Edit, Flat, Scalar, is_key};

/// Marks a text that stands for JSON of another kind.
const MARK: char = '#';
/// Field that holds the record's own id.
const ID: &str = "id";
/// The 32 characters of a ULID, by value.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Length of a ULID, in characters.
const ULID_CHARS: usize = 26;

/// The document that a ULID names.
pub fn doc_of(id: &str) -> Result<DocId> {
    ensure!(id.len() == ULID_CHARS, "{id} is not a ULID");
    let mut bits = 0_u128;
    for letter in id.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter);
        let value = u128::try_from(value.with_context(|| format!("{id} is not a ULID"))?)?;
        ensure!(bits >> 123 == 0, "{id} is not a ULID");
        bits = bits << 5 | value;
    }
    Ok(DocId(bits.to_be_bytes()))
}

/// The ULID of a document.
pub fn id_of(doc: DocId) -> String {
    let bits = u128::from_be_bytes(doc.0);
    let letters = (0..ULID_CHARS).rev().map(|place| {
        let value = usize::try_from(bits >> (5 * place) & 31).unwrap_or(0);
        char::from(ALPHABET[value])
    });
    letters.collect()
}

/// One user's save, a list of paths and their new values, as edits on top of `before`. A value replaces whatever
/// stood at its path and below it.
pub fn edits(doc: DocId, set: &[(Vec<Value>, Value)], before: &Flat) -> Result<Vec<Edit>> {
    let mut edits = Vec::new();
    for (path, value) in set {
        let key = key_of(path)?;
        if key == ID {
            ensure!(*value == Value::String(id_of(doc)), "a record under another record's id");
            continue;
        }
        let mut leaves = Vec::new();
        flatten(&key, value, &mut leaves)?;
        let fresh: BTreeSet<&str> = leaves.iter().map(|(key, _)| key.as_str()).collect();
        let under = format!("{key}.");
        let gone = before.iter().map(|(old, _)| old);
        let gone = gone.filter(|old| (*old == key || old.starts_with(&under)) && !fresh.contains(old));
        let gone: Vec<Edit> = gone.map(|old| (old.to_owned(), Scalar::Null)).collect();
        edits.extend(leaves);
        edits.extend(gone);
    }
    Ok(edits)
}

fn key_of(path: &[Value]) -> Result<String> {
    let steps = path.iter().map(|step| match step {
        Value::String(name) if index(name).is_none() => Ok(name.clone()),
        Value::Number(index) if index.is_u64() => Ok(index.to_string()),
        other => bail!("{other} is not a step of a path"),
    });
    let key = steps.collect::<Result<Vec<_>>>()?.join(".");
    ensure!(is_key(&key), "{key} is not a key");
    Ok(key)
}

fn flatten(key: &str, value: &Value, leaves: &mut Vec<Edit>) -> Result<()> {
    ensure!(is_key(key), "{key} is not a key");
    match value {
        Value::Array(items) if !items.is_empty() => {
            let mut items = items.iter().enumerate();
            items.try_for_each(|(at, item)| flatten(&format!("{key}.{at}"), item, leaves))
        }
        Value::Object(fields) if !fields.is_empty() => fields.iter().try_for_each(|(name, value)| {
            ensure!(index(name).is_none(), "{name} would be taken for an index");
            flatten(&format!("{key}.{name}"), value, leaves)
        }),
        leaf => {
            leaves.push((key.to_owned(), scalar(leaf)));
            Ok(())
        }
    }
}

fn scalar(leaf: &Value) -> Scalar {
    match leaf {
        Value::Bool(flag) => Scalar::Bool(*flag),
        Value::String(text) if text.starts_with(MARK) => Scalar::Text(format!("{MARK}{text}")),
        Value::String(text) => Scalar::Text(text.clone()),
        other => match other.as_i64() {
            Some(number) if (0..=DONG_MAX).contains(&number) => Scalar::Int(number),
            _ => Scalar::Text(format!("{MARK}{other}")),
        },
    }
}

fn json(scalar: &Scalar) -> Result<Value> {
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Bool(flag) => Value::Bool(*flag),
        Scalar::Int(number) => Value::from(*number),
        Scalar::Text(text) => match text.strip_prefix(MARK) {
            None => Value::String(text.clone()),
            Some(plain) if plain.starts_with(MARK) => Value::String(plain.to_owned()),
            Some(other) => serde_json::from_str(other)?,
        },
    })
}

/// An index, when a segment is one.
fn index(segment: &str) -> Option<usize> {
    segment.parse().ok()
}

/// A record while it grows back together.
#[derive(Default)]
struct Branch {
    leaf: Option<Value>,
    below: BTreeMap<String, Branch>,
}

impl Branch {
    fn grow(&mut self, key: &str, leaf: Value) {
        let tip = key.split('.').fold(self, |branch, step| branch.below.entry(step.to_owned()).or_default());
        tip.leaf = Some(leaf);
    }

    fn ripe(self) -> Value {
        if self.below.is_empty() {
            return self.leaf.unwrap_or_default();
        }
        let mut items = BTreeMap::new();
        for (step, branch) in &self.below {
            items.extend(index(step).map(|at| (at, branch)));
        }
        if items.len() < self.below.len() {
            let fields = self.below.into_iter().map(|(name, branch)| (name, branch.ripe()));
            return Value::Object(fields.collect::<Map<_, _>>());
        }
        let order: Vec<String> = items.keys().map(ToString::to_string).collect();
        let mut below = self.below;
        order.iter().filter_map(|step| below.remove(step)).map(Branch::ripe).collect()
    }
}

/// A record as plain JSON.
pub fn content(doc: DocId, flat: &Flat) -> Result<Value> {
    let mut root = Branch::default();
    root.grow(ID, Value::String(id_of(doc)));
    for (key, _) in flat.iter() {
        if let Some(value) = flat.get(key) {
            root.grow(key, json(value)?);
        }
    }
    Ok(root.ripe())
}

/// Values that lost against a concurrent one and that a person can still choose, each after its path.
pub fn alternatives(flat: &Flat) -> Result<Vec<(Vec<Value>, Value)>> {
    let mut alternatives = Vec::new();
    for (key, values) in flat.iter() {
        let step = |step: &str| index(step).map_or_else(|| Value::from(step), Value::from);
        let path: Vec<Value> = key.split('.').map(step).collect();
        for lost in values.iter().skip(1) {
            alternatives.push((path.clone(), json(lost)?));
        }
    }
    Ok(alternatives)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const RECORD: &str = "01JC7Q9ZK3V5T8W2X4Y6A0BCDE";

    fn set(pairs: &[(Value, Value)]) -> Vec<(Vec<Value>, Value)> {
        pairs.iter().map(|(path, value)| (path.as_array().unwrap().clone(), value.clone())).collect()
    }

    #[test]
    fn a_ulid_names_one_document_and_no_other_text_does() {
        assert_eq!(id_of(doc_of(RECORD).unwrap()), RECORD);
        assert_eq!(id_of(DocId([0xff; 16])), "7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        for bad in ["", "01JC", "8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01JC7Q9ZK3V5T8W2X4Y6A0BCDU"] {
            assert!(doc_of(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn whatever_json_says_comes_back() {
        let doc = doc_of(RECORD).unwrap();
        let whole = json!({
            "id": RECORD, "vi_do": 21.51234, "du_no": 575_000_000, "am": -5, "nong": true, "khong": null,
            "rong": [], "chu": "#dấu thăng", "vay": [{ "ten": "Hoa", "no": 1 }, { "ten": "Lan", "no": 2 }],
        });
        let pairs: Vec<(Value, Value)> =
            whole.as_object().unwrap().iter().map(|(name, value)| (json!([name]), value.clone())).collect();
        let mut flat = Flat::default();
        flat.apply(&edits(doc, &set(&pairs), &flat).unwrap());
        assert_eq!(flat.text("vay.1.ten"), Some("Lan"));
        assert_eq!(flat.get("id"), None);
        assert_eq!(content(doc, &flat).unwrap(), whole);
        flat.apply(&edits(doc, &set(&[(json!(["vay", 0, "no"]), json!(7))]), &flat).unwrap());
        assert_eq!(content(doc, &flat).unwrap()["vay"][0], json!({ "ten": "Hoa", "no": 7 }));
    }

    #[test]
    fn a_shorter_list_leaves_nothing_of_the_longer_one() {
        let doc = doc_of(RECORD).unwrap();
        let mut flat = Flat::default();
        for list in [json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), json!([12]), json!([]), json!("không")] {
            flat.apply(&edits(doc, &set(&[(json!(["so"]), list.clone())]), &flat).unwrap());
            assert_eq!(content(doc, &flat).unwrap(), json!({ "id": RECORD, "so": list }));
        }
    }

    #[test]
    fn the_loser_of_a_conflict_is_told_with_its_path() {
        let mut flat = Flat::default();
        flat.set_all("vay.0.no", [2.into(), 1.into()]);
        assert_eq!(alternatives(&flat).unwrap(), [(vec![json!("vay"), json!(0), json!("no")], json!(1))]);
    }
}
