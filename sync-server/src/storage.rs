//! The office's database: SQLite, write-ahead log, `synchronous=FULL`, so that what has a receipt is on disk.
//! One connection writes, as many as are needed read, each on its own snapshot. This folder knows tables and
//! rows; it never decides who may read or write them (`access` does).

pub mod accounts;
pub mod additions;
pub mod audit;
mod column;
pub mod devices;
pub mod households;
pub mod issued;
pub mod letters;
pub mod log;
pub mod moves;
mod office;
pub mod photos;
pub mod records;
pub mod refusals;
pub mod registers;
pub mod sendings;
pub mod sessions;
pub mod uploads;
mod v1;
mod v10;
mod v2;
mod v3;
mod v4;
mod v5;
mod v6;
mod v7;
mod v8;
mod v9;
pub mod wordings;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::secret::NoRandomness;

/// How long a statement waits for another process (a running `import`) before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);

/// Reading connections kept open between reads: more are opened when needed, and closed after.
const READERS_KEPT: usize = 16;

/// Brings a database one version on.
type Step = fn(&Transaction) -> Result<(), StorageError>;

/// The steps of the ladder: step `n` brings a database of version `n` to version `n + 1`.
const LADDER: &[Step] = &[v1::up, v2::up, v3::up, v4::up, v5::up, v6::up, v7::up, v8::up, v9::up, v10::up];

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite says no: a full disk, a locked file, a broken page.
    #[error("the database failed")]
    Sqlite(#[from] rusqlite::Error),
    /// The file was written by a newer program.
    #[error(
        "the database has version {found}, this program knows versions up to {known}: use the newer program"
    )]
    Newer {
        /// Version of the file.
        found: usize,
        /// Newest version known here.
        known: usize,
    },
    /// A row does not read as what it must be.
    #[error("a damaged row in the database: {0}")]
    Damaged(String),
    /// A new database needs a random epoch.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// The office's database.
#[derive(Debug)]
pub struct SqliteStore {
    path: PathBuf,
    // Closed before the writer: the last connection to close folds the log into the file, and only one that may write
    // can.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    for_bench: bool,
}

impl SqliteStore {
    /// Opens the database, making it when there is none and bringing an older one up to date.
    pub fn open(path: &Path) -> Result<Self, StorageError> {
        let mut writer = Connection::open(path)?;
        writer.busy_timeout(BUSY_TIMEOUT)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        writer.pragma_update(None, "foreign_keys", true)?;
        climb(&mut writer)?;
        let (writer, readers) = (Mutex::new(writer), Mutex::default());
        Ok(Self { path: path.to_owned(), readers, writer, for_bench: false })
    }

    /// The same, for measures: `bench` says what that means.
    #[must_use]
    pub fn for_bench(self) -> Self {
        Self { for_bench: true, ..self }
    }

    /// Whether this office was opened for measures.
    pub fn is_for_bench(&self) -> bool {
        self.for_bench
    }

    /// Reads on one snapshot: sees every finished commit and nothing of an unfinished one.
    pub fn read<T, E: From<StorageError>>(
        &self,
        see: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let resting = lock(&self.readers).pop();
        let mut connection = resting.map_or_else(|| self.open_reader(), Ok)?;
        let snapshot = connection.transaction().map_err(StorageError::from)?;
        let seen = see(&snapshot)?;
        snapshot.finish().map_err(StorageError::from)?;
        let mut resting = lock(&self.readers);
        if resting.len() < READERS_KEPT {
            resting.push(connection);
        }
        Ok(seen)
    }

    /// Does all that `change` does, or nothing when it fails.
    pub fn write<T, E: From<StorageError>>(
        &self,
        change: impl FnOnce(&Transaction) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = lock(&self.writer);
        let transaction = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StorageError::from)?;
        let done = change(&transaction)?;
        transaction.commit().map_err(StorageError::from)?;
        Ok(done)
    }

    fn open_reader(&self) -> Result<Connection, StorageError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        Ok(connection)
    }
}

/// A connection is never left inside a transaction, also not by a panic: the guard of a panicked thread is good.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Brings the database up the ladder, all steps in one transaction.
fn climb(connection: &mut Connection) -> Result<(), StorageError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: usize = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = LADDER.len();
    let steps = LADDER.get(version..).ok_or(StorageError::Newer { found: version, known })?;
    steps.iter().try_for_each(|step| step(&transaction))?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_a_newer_program_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        drop(SqliteStore::open(&path).unwrap());
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let refused = SqliteStore::open(&path).unwrap_err();
        assert!(
            matches!(refused, StorageError::Newer { found: 99, known } if known == LADDER.len()),
            "{refused}"
        );
    }

    #[test]
    fn a_database_of_step_nine_climbs_with_its_issued_sheets_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let mut old = Connection::open(&path).unwrap();
        let tx = old.transaction().unwrap();
        LADDER[..9].iter().try_for_each(|step| step(&tx)).unwrap();
        tx.pragma_update(None, "user_version", 9).unwrap();
        let sql = "INSERT INTO issued (report, unit, org, year, month, content, hash, by, at)
                   VALUES ('r1', 'HT', 'youth_union', 2026, 10, x'0102', ?1, 'Ví Dụ', 5)";
        tx.execute(sql, [issued::hash(&[1, 2])]).unwrap();
        tx.commit().unwrap();
        drop(old);
        let store = SqliteStore::open(&path).unwrap();
        let (unit, org) = ("HT".parse().unwrap(), "youth_union".parse().unwrap());
        let series = issued::Series { report: "r1", unit: &unit, org: &org };
        let kept = store.read(|c| issued::all(c, series)).unwrap();
        assert_eq!(kept.len(), 1);
        let sheet = &kept[0];
        assert_eq!(
            (sheet.year, sheet.period, sheet.content.as_slice(), sheet.at),
            (2026, 10, &[1, 2][..], 5)
        );
        let changed =
            store.write::<_, StorageError>(|tx| Ok(tx.execute("UPDATE issued SET period = 9", [])?));
        assert!(changed.is_err(), "and it still cannot be changed");
    }

    #[test]
    fn a_closed_database_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        assert!(store.epoch().unwrap() > 0);
        drop(store);
        let files: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, ["office.db"]);
    }

    #[test]
    fn what_fails_in_the_middle_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let failed: Result<(), StorageError> = store.write(|tx| {
            tx.execute("INSERT INTO value VALUES ('meta', 'half', x'00')", [])?;
            Err(StorageError::Damaged("on purpose".into()))
        });
        assert!(failed.is_err());
        let count: i64 = store
            .read::<_, StorageError>(|c| {
                Ok(c.query_row("SELECT count(*) FROM value WHERE key = 'half'", [], |r| r.get(0))?)
            })
            .unwrap();
        assert_eq!(count, 0);
    }
}
