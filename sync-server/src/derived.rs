//! Entries from the log. The log is the truth and entries are what this program makes of it: another program's entries
//! are made again before anybody reads them.

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::Document;
use shared::domain::figures::{self, Entry};
use shared::frozen;
use shared::id::{DocId, Partition};
use shared::record::{Flat, Kind};
use shared::store::{Change, Durability, Shelf, Store, Write};

use crate::additions;
use crate::storage::{SqliteStore, StorageError, records};

/// Records whose entries are made again in one commit.
const BATCH: usize = 200;

/// The entry of a merged record, with the catalogue of this program.
pub fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat) -> Entry {
    figures::derive(doc, partition, kind, flat, Catalogue::builtin())
}

/// The entry of a stored record, with what offices added to the catalogue; `None` when it does not open.
pub fn of_record(store: &SqliteStore, doc: DocId) -> Result<Option<Entry>, StorageError> {
    read(store, doc, &additions::catalogue(store)?)
}

fn read(store: &SqliteStore, doc: DocId, catalogue: &Catalogue) -> Result<Option<Entry>, StorageError> {
    let rows = block_on(store.changes_of(doc))?;
    let document = Document::open(rows.iter().map(|row| row.change.bytes.as_slice())).ok();
    let first = document.zip(rows.first());
    Ok(first.map(|(document, row)| {
        let Change { partition, kind, .. } = &row.change;
        figures::derive(doc, partition, *kind, &frozen::flat(&document, *kind), catalogue)
    }))
}

/// Makes all entries again when another program, or another catalogue, made those that are there; returns how many.
pub fn renew(store: &SqliteStore) -> Result<usize, StorageError> {
    let (program, version) = (env!("CARGO_PKG_VERSION"), &Catalogue::builtin().version);
    let maker = format!("{program} {version} {}", figures::VERSION).into_bytes();
    let made_here = block_on(store.get(Shelf::Meta, MAKER))?.as_ref() == Some(&maker);
    // Entries of a development build may have another shape under the same version.
    if made_here && block_on(store.entries()).is_ok() {
        return Ok(0);
    }
    let catalogue = additions::catalogue(store)?;
    let docs: Vec<DocId> = store.read(records::docs)?.into_iter().collect();
    for batch in docs.chunks(BATCH) {
        let mut writes = Vec::new();
        for doc in batch {
            writes.extend(read(store, *doc, &catalogue)?.map(|entry| Write::Entry(Box::new(entry))));
        }
        block_on(store.commit(writes, Durability::Strict))?;
    }
    let noted = Write::Put(Shelf::Meta, MAKER.to_owned(), Some(maker));
    block_on(store.commit(vec![noted], Durability::Strict))?;
    Ok(docs.len())
}

/// Where the maker of the entries is noted.
const MAKER: &str = "facts_maker";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn entries_of_another_program_are_made_again_from_the_log() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        sample::fill(&store, true, 1_791_777_600_000).unwrap();
        let entries = block_on(store.entries()).unwrap();
        assert_eq!(renew(&store).unwrap(), 0);
        let spoil = |sql: &str| store.write::<_, StorageError>(|tx| Ok(tx.execute(sql, [])?)).unwrap();
        spoil("UPDATE facts SET row = x'00' WHERE kind = 'feedback'");
        assert!(block_on(store.entries()).is_err());
        assert_eq!(renew(&store).unwrap(), entries.len());
        assert_eq!(block_on(store.entries()).unwrap(), entries);
        spoil("UPDATE value SET value = x'00' WHERE key = 'facts_maker'");
        assert_eq!(renew(&store).unwrap(), entries.len());
    }
}
