//! The device's store: the office's own SQLite tables, which keep the phone's half of the contract too.

use std::path::Path;

use engine::platform::Local;
use shared::domain::figures::Entry;
use shared::id::{ChangeHash, DocId, Partition};
use shared::store::{Carriage, Change, Durability, Feed, Place, Row, Shelf, Store, Write};
use sync_server::storage::{SqliteStore, StorageError};

/// One device's database.
#[derive(Debug)]
pub struct Disk(SqliteStore);

impl Disk {
    /// Opens the database, making it when there is none.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        SqliteStore::open(path).map(Self)
    }
}

impl Store for Disk {
    type Error = StorageError;

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, StorageError> {
        self.0.commit(writes, durability).await
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, StorageError> {
        self.0.changes_of(doc).await
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, StorageError> {
        self.0.outbox(bytes).await
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, StorageError> {
        self.0.unreceived().await
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, StorageError> {
        self.0.feed(partition, after, bytes).await
    }

    async fn positions(
        &self,
        partition: &Partition,
        after: u64,
        upto: u64,
    ) -> Result<Vec<Place>, StorageError> {
        self.0.positions(partition, after, upto).await
    }

    async fn entries(&self) -> Result<Vec<Entry>, StorageError> {
        self.0.entries().await
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.0.get(on, key).await
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.0.list(on).await
    }
}

impl Local for Disk {
    fn code(error: &StorageError) -> &'static str {
        match error {
            StorageError::Sqlite(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) =>
            {
                "storage.full"
            }
            StorageError::Newer { .. } => "storage.newer",
            _ => "storage.failed",
        }
    }

    async fn indexed(&self) -> Result<(Vec<Entry>, Vec<DocId>), StorageError> {
        self.0.read(|c| {
            let mut rows = c.prepare_cached("SELECT doc, row FROM facts ORDER BY doc")?;
            read(rows.query([])?)
        })
    }

    async fn indexed_of(&self, docs: &[DocId]) -> Result<(Vec<Entry>, Vec<DocId>), StorageError> {
        self.0.read(|c| {
            let (mut sound, mut unreadable) = (Vec::new(), Vec::new());
            let mut row = c.prepare_cached("SELECT doc, row FROM facts WHERE doc = ?1")?;
            for doc in docs {
                let (mut entry, mut broken) = read(row.query([doc.0])?)?;
                sound.append(&mut entry);
                unreadable.append(&mut broken);
            }
            Ok((sound, unreadable))
        })
    }
}

/// Entries, and the documents whose entries cannot be read.
fn read(mut rows: rusqlite::Rows<'_>) -> Result<(Vec<Entry>, Vec<DocId>), StorageError> {
    let (mut sound, mut unreadable) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (doc, bytes): ([u8; 16], Vec<u8>) = (row.get(0)?, row.get(1)?);
        match postcard::from_bytes(&bytes) {
            Ok(entry) => sound.push(entry),
            Err(_) => unreadable.push(DocId(doc)),
        }
    }
    Ok((sound, unreadable))
}
