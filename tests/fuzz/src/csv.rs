//! What the target `csv` does with one input; the ordinary tests of the server run it over the corpus too.

use sync_server::import::{Bounds, Import, ImportError, List, Mapping, rehearse};
use sync_server::sample;
use sync_server::storage::SqliteStore;
use tempfile::TempDir;

/// Monday 12 October 2026, 08:00 in Vietnam.
const NOW_MS: i64 = 1_791_766_800_000;

/// An office with the sample's lists, so that a list can fit.
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

    /// The first byte chooses the list, the rest is the file.
    pub fn import(&self, data: &[u8]) {
        let Some((choice, file)) = data.split_first() else { return };
        self.import_file(List::ALL[usize::from(choice % 6)], file);
    }

    /// Whatever a file is: it fits, or its faults are told by row, or its columns are asked for; and a rehearsal leaves
    /// nothing behind, so that the same file again is answered in the same way.
    pub fn import_file(&self, list: List, file: &[u8]) {
        let table = match list.read(file) {
            Ok(table) => table,
            Err(faults) => {
                assert!(!faults.is_empty());
                return;
            }
        };
        let unit = "BM".parse().ok();
        let bounds = Bounds { units: None, top: unit.as_ref(), org: None };
        let job = Import { list, who: "fuzz", bounds, now_ms: NOW_MS };
        let rehearse = || rehearse(&self.store, &job, &table, &Mapping::default());
        let once = rehearse();
        match &once {
            Ok(imported) => assert!(imported.comparison.rows > 0),
            Err(ImportError::Faults(faults)) => assert!(!faults.is_empty()),
            Err(ImportError::Unmapped(reading)) => assert!(!reading.missing(list.columns()).is_empty()),
            Err(ImportError::Changed) => panic!("nothing was confirmed"),
            Err(ImportError::Storage(error)) => panic!("{error:?}"),
        }
        assert_eq!(format!("{once:?}"), format!("{:?}", rehearse()), "a rehearsal leaves nothing behind");
    }
}
