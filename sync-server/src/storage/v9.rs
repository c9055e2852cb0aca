//! Step 9 of the ladder: reports as they were issued. A row is never changed and never taken away.

use rusqlite::Transaction;

use super::StorageError;

/// Makes the table.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
CREATE TABLE issued (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report TEXT NOT NULL,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  year INTEGER NOT NULL,
  month INTEGER NOT NULL,
  content BLOB NOT NULL,
  hash BLOB NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX issued_unit ON issued (unit, org, report, id);
CREATE TRIGGER issued_is_not_changed BEFORE UPDATE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
CREATE TRIGGER issued_is_not_taken BEFORE DELETE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
";
