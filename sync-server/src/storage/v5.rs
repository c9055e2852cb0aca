//! Step 5 of the ladder: letters that were carried here, and the answers to them.

use rusqlite::Transaction;

use super::StorageError;

/// Makes the table.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
CREATE TABLE letter (
  id BLOB PRIMARY KEY,
  device BLOB NOT NULL REFERENCES device (id),
  first_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  fresh INTEGER NOT NULL,
  known INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  answer BLOB NOT NULL
) STRICT, WITHOUT ROWID;
";
