//! What the target `csv` does with one input; the ordinary tests of the server run it over the corpus too.

use sync_server::import::{ImportError, List, rehearse};
use sync_server::sample;
use sync_server::storage::SqliteStore;
use tempfile::TempDir;

/// Monday 12 October 2026, 08:00 in Vietnam.
const NOW_MS: i64 = 1_791_766_800_000;

/// An office with the sample's units, groups and loans, so that a list can fit.
pub struct Desk {
    _folder: TempDir,
    store: SqliteStore,
}

impl Desk {
    /// A new one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("office.db")).expect("a database");
        sample::fill(&store, false, NOW_MS).expect("the sample");
        Self { _folder: folder, store }
    }

    /// The first byte chooses the list, the rest is the file. Whatever it is: it fits, or its faults are told by line,
    /// or both never happen to a file that is the same.
    pub fn import(&self, data: &[u8]) {
        let Some((choice, file)) = data.split_first() else { return };
        let list = [List::Units, List::Groups, List::Loans][usize::from(choice % 3)];
        let once = rehearse(&self.store, list, file, None, NOW_MS);
        match &once {
            Ok(_) => {}
            Err(ImportError::Faults(faults)) => assert!(faults.iter().all(|fault| fault.line >= 1)),
            Err(ImportError::Storage(error)) => panic!("{error:?}"),
        }
        let again = rehearse(&self.store, list, file, None, NOW_MS);
        assert_eq!(format!("{once:?}"), format!("{again:?}"), "a rehearsal leaves nothing behind");
    }
}
