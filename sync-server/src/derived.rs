//! Facts from the log. The log is the truth and facts are what this program makes of it: another program's facts
//! are made again before anybody reads them.

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::Document;
use shared::domain::facts::{self, Facts};
use shared::id::{DocId, Partition};
use shared::record::{Flat, Kind};
use shared::store::{Durability, Shelf, Store, Write};

use crate::storage::{SqliteStore, StorageError, records};

/// Records whose facts are made again in one commit.
const BATCH: usize = 200;

/// The facts of a merged record, with the catalogue of this program.
pub fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat) -> Facts {
    facts::derive(doc, partition, kind, flat, Catalogue::builtin())
}

/// The facts of a stored record; `None` when it does not open.
pub fn of_record(store: &SqliteStore, doc: DocId) -> Result<Option<Facts>, StorageError> {
    let rows = block_on(store.changes_of(doc))?;
    let document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice())).ok();
    let first = document.zip(rows.first());
    Ok(first.map(|(document, row)| derive(doc, &row.change.partition, row.change.kind, &document.flat())))
}

/// Makes all facts again when another program, or another catalogue, made those that are there; returns how many.
pub fn renew(store: &SqliteStore) -> Result<usize, StorageError> {
    let maker = format!("{} {}", env!("CARGO_PKG_VERSION"), Catalogue::builtin().version).into_bytes();
    let made_here = block_on(store.get(Shelf::Meta, MAKER))?.as_ref() == Some(&maker);
    // Facts of a development build may have another shape under the same version.
    if made_here && block_on(store.facts()).is_ok() {
        return Ok(0);
    }
    let docs: Vec<DocId> = store.read(records::docs)?.into_iter().collect();
    for batch in docs.chunks(BATCH) {
        let mut writes = Vec::new();
        for doc in batch {
            writes.extend(of_record(store, *doc)?.map(|facts| Write::Facts(Box::new(facts))));
        }
        block_on(store.commit(writes, Durability::Strict))?;
    }
    let noted = Write::Put(Shelf::Meta, MAKER.to_owned(), Some(maker));
    block_on(store.commit(vec![noted], Durability::Strict))?;
    Ok(docs.len())
}

/// Where the maker of the facts is noted.
const MAKER: &str = "facts_maker";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn facts_of_another_program_are_made_again_from_the_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        sample::fill(&store, true, 1_791_777_600_000).unwrap();
        let facts = block_on(store.facts()).unwrap();
        assert_eq!(renew(&store).unwrap(), 0);
        let spoil = |sql: &str| store.write::<_, StorageError>(|tx| Ok(tx.execute(sql, [])?)).unwrap();
        spoil("UPDATE facts SET row = x'00' WHERE kind = 'feedback'");
        assert!(block_on(store.facts()).is_err());
        assert_eq!(renew(&store).unwrap(), facts.len());
        assert_eq!(block_on(store.facts()).unwrap(), facts);
        spoil("UPDATE value SET value = x'00' WHERE key = 'facts_maker'");
        assert_eq!(renew(&store).unwrap(), facts.len());
    }
}
