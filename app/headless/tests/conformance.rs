//! The device's disk keeps the contract of a store, the same that memory, IndexedDB and the office keep.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

use std::cell::Cell;
use std::path::PathBuf;

use futures_lite::future::block_on;
use headless::disk::Disk;
use shared::store::conformance::{Bench, suite};
use tempfile::TempDir;

struct Disks {
    folder: TempDir,
    number: Cell<u32>,
}

impl Disks {
    fn path(&self) -> PathBuf {
        self.folder.path().join(format!("{}.db", self.number.get()))
    }
}

impl Bench for Disks {
    type Store = Disk;

    async fn fresh(&self) -> Disk {
        self.number.set(self.number.get() + 1);
        Disk::open(&self.path()).unwrap()
    }

    async fn reopen(&self, store: Disk) -> Disk {
        drop(store);
        Disk::open(&self.path()).unwrap()
    }
}

#[test]
fn a_devices_disk_keeps_the_contract_of_a_store() {
    block_on(suite(&Disks { folder: tempfile::tempdir().unwrap(), number: Cell::new(0) }));
}
