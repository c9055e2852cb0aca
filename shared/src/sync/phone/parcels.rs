//! The parcels that the phone has formed and that have no answer yet. One that was once formed is sent again
//! with the same content, by whatever carrier, until the office has answered; then its row goes, and what was
//! not settled is free for a new one. The row is on disk before anything leaves the phone.

use serde::{Deserialize, Serialize};

use super::request::Me;
use crate::id::{ChangeHash, DocId, Partition};
use crate::sorted::{Map, Set};
use crate::store::{Carriage, Change, Durability, Shelf, Store, Write};
use crate::sync::bundle;
use crate::sync::parcel::Parcel;

/// A parcel without its content: the changes are in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Formed {
    pub(super) partition: Partition,
    pub(super) changes: Vec<(DocId, ChangeHash)>,
    /// When it was handed to a carrier, Unix milliseconds.
    pub(super) carried_at: Option<i64>,
}

fn key(number: u64) -> String {
    format!("{number:016x}")
}

pub(super) fn put(number: u64, formed: Option<&Formed>) -> Write {
    Write::Put(Shelf::Parcel, key(number), formed.and_then(|formed| postcard::to_allocvec(formed).ok()))
}

/// Every parcel without an answer, by number.
pub(super) async fn all<S: Store>(store: &S) -> Result<Map<u64, Formed>, S::Error> {
    let rows = store.list(Shelf::Parcel).await?;
    let read = |(key, value): &(String, Vec<u8>)| {
        Some((u64::from_str_radix(key, 16).ok()?, postcard::from_bytes(value).ok()?))
    };
    Ok(rows.iter().filter_map(read).collect())
}

/// The changes of a formed parcel; `None` when it needs no sending, because all of them have a verdict, or cannot
/// be sent as it was, because one of them was lost here.
pub(super) async fn content<S: Store>(store: &S, formed: &Formed) -> Result<Option<Vec<Change>>, S::Error> {
    let mut rows = Map::new();
    for doc in formed.changes.iter().map(|(doc, _)| *doc).collect::<Set<_>>() {
        rows.extend(store.changes_of(doc).await?.into_iter().map(|row| (row.change.hash, row)));
    }
    let found: Option<Vec<_>> = formed.changes.iter().map(|(_, hash)| rows.remove(hash)).collect();
    let open = found.filter(|rows| rows.iter().any(|row| row.carriage == Carriage::Pending));
    Ok(open.map(|rows| rows.into_iter().map(|row| row.change).collect()))
}

/// Signs a formed parcel.
pub(super) fn seal(me: &Me, number: u64, formed: &Formed, changes: &[Change]) -> Parcel {
    let items = changes.iter().map(|change| (change.doc, change.kind.code(), change.bytes.as_slice()));
    Parcel::seal(me.device, number, &formed.partition, bundle::pack(items), &me.key)
}

/// Notes that these parcels were handed to a carrier.
pub async fn carry<S: Store>(store: &S, parcels: &[u64], now_ms: i64) -> Result<(), S::Error> {
    let mut writes = Vec::new();
    for (number, formed) in all(store).await? {
        if parcels.contains(&number) {
            writes.push(put(number, Some(&Formed { carried_at: Some(now_ms), ..formed })));
        }
    }
    store.commit(writes, Durability::Strict).await.map(|_| ())
}

/// Changes that wait in a parcel which was handed to a carrier, and when it was, Unix milliseconds.
pub async fn carried<S: Store>(store: &S) -> Result<Map<ChangeHash, i64>, S::Error> {
    let mut carried = Map::new();
    for formed in all(store).await?.into_values() {
        if let Some(at_ms) = formed.carried_at {
            carried.extend(formed.changes.into_iter().map(|(_, hash)| (hash, at_ms)));
        }
    }
    Ok(carried)
}
