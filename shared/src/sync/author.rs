//! What the office writes itself: one change to one document, made from the newest that is stored, through the same
//! gate as everybody's, and committed with the document's entry. It decides nothing about who may do so.

use super::gate::{Rejection, Table, Twin};
use super::office::Derive;
use crate::crdt::{Actor, OpenError};
use crate::frozen;
use crate::id::{DeviceId, DocId, Partition};
use crate::record::{Edit, Kind};
use crate::store::{Change, Durability, Store, Write};

/// Where a document stands: its partition and kind, settled by its first change.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// The document.
    pub doc: DocId,
    /// Its partition.
    pub partition: &'p Partition,
    /// Its kind.
    pub kind: Kind,
}

/// What the office writes with.
#[derive(Clone, Copy)]
pub struct Pen<'d> {
    /// The device that stands for whoever writes.
    pub device: DeviceId,
    /// Drawn anew for every change, so that no number of an actor is ever used twice.
    pub start: [u8; 8],
    /// Now, Unix milliseconds.
    pub now_ms: i64,
    /// `record::find`.
    pub table: Table,
    /// From record to entry.
    pub derive: &'d Derive<'d>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError<E: std::error::Error + 'static> {
    /// The stored document does not open.
    #[error(transparent)]
    Damaged(#[from] OpenError),
    /// The change would be refused to a phone, too.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The document would not open again, or is another one.
    #[error("the document would not be readable")]
    Unreadable,
    /// The store failed.
    #[error("the store failed")]
    Store(#[source] E),
}

/// Writes fields of a document; false when they are what it says already.
///
/// *Assumption:* nobody else writes to the document meanwhile. *If violated:* both changes are kept; the document's
/// entry misses one of them until it is written again.
pub async fn author<S: Store>(
    store: &S,
    pen: Pen<'_>,
    place: Place<'_>,
    edits: &[Edit],
) -> Result<bool, AuthorError<S::Error>> {
    let Place { doc, partition, kind } = place;
    let rows = store.changes_of(doc).await.map_err(AuthorError::Store)?;
    if rows.iter().any(|row| row.change.kind != kind || row.change.partition != *partition) {
        return Err(AuthorError::Unreadable);
    }
    let mut twin = Twin::open(doc, kind, pen.table, rows.iter().map(|row| row.change.bytes.as_slice()))?;
    let actor = Actor { device: pen.device, start: pen.start, doc };
    let Some(written) = twin.document().clone().write(&actor, edits, pen.now_ms) else { return Ok(false) };
    twin.admit(&written.bytes, pen.device)?;
    if !twin.reloads() {
        return Err(AuthorError::Unreadable);
    }
    let entry = (pen.derive)(doc, partition, kind, &frozen::flat(twin.document(), kind));
    let change = Change { hash: written.hash, doc, partition: partition.clone(), kind, bytes: written.bytes };
    let writes = vec![Write::Receive(change), Write::Entry(Box::new(entry))];
    store.commit(writes, Durability::Strict).await.map_err(AuthorError::Store)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use futures_lite::future::block_on;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::facts::State;
    use crate::domain::{figures, review};
    use crate::record::{self, Scalar};
    use crate::store::{Carriage, MemoryStore};
    use crate::sync::gate::Refusal;

    const RECORD: DocId = DocId([7; 16]);

    fn write(store: &MemoryStore, start: u8, doc: DocId, kind: Kind, edits: &[Edit]) -> Result<bool, String> {
        let derive = |doc, partition: &Partition, kind, flat: &_| {
            figures::derive(doc, partition, kind, flat, Catalogue::builtin())
        };
        let pen = Pen {
            device: DeviceId([9; 8]),
            start: [start; 8],
            now_ms: 5_000,
            table: record::find,
            derive: &derive,
        };
        let partition = "CL/youth_union".parse().unwrap();
        let place = Place { doc, partition: &partition, kind };
        block_on(author(store, pen, place, edits)).map_err(|error| error.to_string())
    }

    fn edit(key: &str, value: impl Into<Scalar>) -> Edit {
        (key.to_owned(), value.into())
    }

    #[test]
    fn what_the_office_writes_is_in_the_log_with_its_entry_and_the_same_twice_is_nothing() {
        let store = MemoryStore::default();
        let review = review::counterpart(RECORD);
        let decision = [edit("decision.a.state", "returned"), edit("decision.a.reason", "Thiếu ngày")];
        assert_eq!(write(&store, 1, review, Kind::Review, &decision), Ok(true));
        assert_eq!(write(&store, 2, review, Kind::Review, &decision), Ok(false));
        let more = [edit("decision.b.state", "accepted")];
        assert_eq!(write(&store, 3, review, Kind::Review, &more), Ok(true));
        let rows = block_on(store.changes_of(review)).unwrap();
        let positions: Vec<_> = rows.into_iter().map(|row| row.carriage).collect();
        assert_eq!(positions, [Carriage::Received(1), Carriage::Received(2)]);
        let facts = block_on(store.entries()).unwrap().remove(0).facts;
        assert_eq!((facts.kind, facts.decisions.len()), (Kind::Review, 2));
        assert_eq!(facts.state, State::Accepted);
    }

    #[test]
    fn the_gate_holds_for_the_office_too() {
        let store = MemoryStore::default();
        let review = review::counterpart(RECORD);
        let forbidden = write(&store, 1, review, Kind::Review, &[edit("attendees_total", 3)]);
        assert_eq!(forbidden, Err(Refusal::ForbiddenKey.code()));
        assert_eq!(write(&store, 1, review, Kind::Review, &[edit("decision.a.state", "returned")]), Ok(true));
        let altered = write(&store, 2, review, Kind::Review, &[edit("decision.a.state", "accepted")]);
        assert_eq!(altered, Err(Refusal::ForbiddenValue.code()), "a decision is never changed");
        assert!(write(&store, 3, review, Kind::Outreach, &[edit("place", "x")]).is_err());
        assert_eq!(block_on(store.changes_of(review)).unwrap().len(), 1);
    }
}
