//! SQLite keeps the contract of a store, the same that memory and IndexedDB keep.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

use std::path::PathBuf;

use futures_lite::future::block_on;
use shared::store::conformance::{Bench, office_suite, suite};
use sync_server::storage::SqliteStore;
use tempfile::TempDir;

struct Sqlite {
    folder: TempDir,
    number: std::cell::Cell<u32>,
}

impl Sqlite {
    fn path(&self) -> PathBuf {
        self.folder.path().join(format!("{}.db", self.number.get()))
    }
}

impl Bench for Sqlite {
    type Store = SqliteStore;

    async fn fresh(&self) -> SqliteStore {
        self.number.set(self.number.get() + 1);
        SqliteStore::open(&self.path()).unwrap()
    }

    async fn reopen(&self, store: SqliteStore) -> SqliteStore {
        drop(store);
        SqliteStore::open(&self.path()).unwrap()
    }
}

#[test]
fn sqlite_keeps_the_contract_of_a_store() {
    let bench = Sqlite { folder: tempfile::tempdir().unwrap(), number: 0.into() };
    block_on(suite(&bench));
    block_on(office_suite(&bench));
}
