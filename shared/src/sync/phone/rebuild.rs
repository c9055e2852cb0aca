//! The way out of a refusal: what the office did not take of a record is written once more, as a new change on what
//! it has ("dựng lại trên bản mới nhất"). What was refused stays in the log, whole; a note says that it was written
//! anew, and from then on the record is read without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::crdt::{Actor, Document, OpenError, scan};
use crate::id::{ChangeHash, Code, DocId, Partition};
use crate::limits;
use crate::record::{self, Edit, Flat, Merge, Scalar};
use crate::store::{Carriage, Change, Durability, Row, Shelf, Store, Write};
use crate::sync::office::Derive;

/// Prefix of the notes on `Shelf::Meta`, the record after it: names of the changes that were written anew.
const REBUILT: &str = "rebuilt.";
/// Bytes of keys and values that go into one change at most: half of what the office takes.
const EDITS_BYTES_MAX: usize = limits::CHANGE_BYTES_MAX / 2;

/// Why a record was not rebuilt; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError<E: std::error::Error + 'static> {
    /// What is here of it does not make a document.
    #[error("record.damaged")]
    Damaged(#[from] OpenError),
    /// The store failed.
    #[error("store.failed")]
    Store(#[source] E),
}

/// The changes of a record that make it what it is: all but those that were written anew, in the order in which they
/// were stored.
pub async fn rows<S: Store>(store: &S, doc: DocId) -> Result<Vec<Row>, S::Error> {
    let mut rows = store.changes_of(doc).await?;
    // Only what was refused can have been written anew.
    if rows.iter().any(|row| matches!(row.carriage, Carriage::Refused(_))) {
        let replaced = replaced(store, doc).await?;
        rows.retain(|row| !replaced.contains(&row.change.hash));
    }
    Ok(rows)
}

/// The changes of a record that were written anew.
pub async fn replaced<S: Store>(store: &S, doc: DocId) -> Result<BTreeSet<ChangeHash>, S::Error> {
    let note = store.get(Shelf::Meta, &format!("{REBUILT}{doc}")).await?;
    Ok(note.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default())
}

/// The changes of all records that were written anew.
pub async fn all_replaced<S: Store>(store: &S) -> Result<BTreeSet<ChangeHash>, S::Error> {
    let notes = store.list(Shelf::Meta).await?.into_iter().filter(|(key, _)| key.starts_with(REBUILT));
    let names = notes.filter_map(|(_, bytes)| postcard::from_bytes::<BTreeSet<ChangeHash>>(&bytes).ok());
    Ok(names.flatten().collect())
}

/// Writes what was refused of a record anew; false when there is nothing of the kind. `actor` is one that has written
/// nothing yet. A record of which the office has nothing goes to `home` if it was refused for its unit.
///
/// *Assumption:* no other commit touches the record meanwhile. *If violated:* the new change lacks what the other
/// wrote, and stands beside it as concurrent.
pub async fn rebuild<S: Store>(
    store: &S,
    doc: DocId,
    home: &Partition,
    actor: &Actor,
    derive: &Derive<'_>,
    now_ms: i64,
) -> Result<bool, RebuildError<S::Error>> {
    let rows = rows(store, doc).await.map_err(RebuildError::Store)?;
    let Some(first) = rows.first() else { return Ok(false) };
    let kind = first.change.kind;
    let refusals = refusals(&rows)?;
    let Some(code) = refusals.values().next().cloned() else { return Ok(false) };
    let bytes = |rows: &[&Row]| rows.iter().map(|row| row.change.bytes.clone()).collect::<Vec<_>>();
    let all = bytes(&rows.iter().collect::<Vec<_>>());
    let kept: Vec<&Row> = rows.iter().filter(|row| !refusals.contains_key(&row.change.hash)).collect();
    let wanted = Document::open(all.iter().map(Vec::as_slice))?.flat();
    let mut document = Document::open(bytes(&kept).iter().map(Vec::as_slice))?;
    let moves = kept.is_empty() && code.as_str() == "change.foreign_unit";
    let partition = if moves { home.clone() } else { first.change.partition.clone() };
    let mut edits = edits(&rows, &refusals, &wanted, &document.flat(), kind);
    if moves {
        for (key, value) in [("unit", partition.unit.as_str()), ("org", partition.org.as_str())] {
            edits.retain(|(edited, _)| edited != key);
            edits.push((key.to_owned(), value.into()));
        }
    }
    let mut writes = Vec::new();
    // What is forbidden is one value: written alone, it does not take the others with it again.
    let alone = refusals.values().any(|code| code.as_str().starts_with("change.forbidden"));
    for edits in parts(edits, if alone { 1 } else { EDITS_BYTES_MAX }) {
        if let Some(written) = document.write(actor, &edits, now_ms) {
            let partition = partition.clone();
            writes.push(Write::Keep(Change {
                hash: written.hash,
                doc,
                partition,
                kind,
                bytes: written.bytes,
            }));
        }
    }
    writes.push(Write::Facts(Box::new(derive(doc, &partition, kind, &document.flat()))));
    for (hash, code) in &refusals {
        writes.push(Write::Settle(*hash, Carriage::Refused(code.clone())));
    }
    let mut names = replaced(store, doc).await.map_err(RebuildError::Store)?;
    names.extend(refusals.keys());
    let note = postcard::to_allocvec(&names).unwrap_or_default();
    writes.push(Write::Put(Shelf::Meta, format!("{REBUILT}{doc}"), Some(note)));
    store.commit(writes, Durability::Strict).await.map_err(RebuildError::Store)?;
    Ok(true)
}

/// The changes that the office refused, and those that build on them, each with the reason.
fn refusals(rows: &[Row]) -> Result<BTreeMap<ChangeHash, Code>, OpenError> {
    let mut refusals: BTreeMap<ChangeHash, Code> = BTreeMap::new();
    for row in rows {
        let code = match &row.carriage {
            Carriage::Refused(code) => Some(code.clone()),
            Carriage::Received(_) => None,
            Carriage::Pending => {
                let deps = scan(&row.change.bytes)?.deps;
                deps.iter().find_map(|dep| refusals.get(dep)).cloned()
            }
        };
        refusals.extend(code.map(|code| (row.change.hash, code)));
    }
    Ok(refusals)
}

/// What must be written so that the record says what it said: the fields that the refused changes put, as they stand.
fn edits(
    rows: &[Row],
    refusals: &BTreeMap<ChangeHash, Code>,
    wanted: &Flat,
    base: &Flat,
    kind: record::Kind,
) -> Vec<Edit> {
    let refused = rows.iter().filter(|row| refusals.contains_key(&row.change.hash));
    let puts = refused.filter_map(|row| scan(&row.change.bytes).ok()).flat_map(|change| change.puts);
    let keys: BTreeSet<String> = puts.map(|put| put.key).collect();
    let is_settled = |key: &str| {
        let once = record::find(kind, key).is_some_and(|field| field.merge == Merge::Once);
        once && !base.all(key).is_empty()
    };
    let value = |key: String| Some((wanted.all(&key).first()?.clone(), key));
    let stands = |value: &Scalar, key: &str| base.all(key) == std::slice::from_ref(value);
    let edits = keys.into_iter().filter(|key| !is_settled(key)).filter_map(value);
    edits.filter(|(value, key)| !stands(value, key)).map(|(value, key)| (key, value)).collect()
}

/// Edits in parts of at most so many bytes, each with at least one.
fn parts(edits: Vec<Edit>, bytes_max: usize) -> Vec<Vec<Edit>> {
    let mut parts: Vec<Vec<Edit>> = Vec::new();
    let mut room = 0;
    for edit in edits {
        let size = edit.0.len() + edit.1.size();
        match parts.last_mut().filter(|part| size <= room && part.len() < limits::CHANGE_OPS_MAX) {
            Some(part) => part.push(edit),
            None => {
                room = bytes_max;
                parts.push(vec![edit]);
            }
        }
        room = room.saturating_sub(size);
    }
    parts
}
