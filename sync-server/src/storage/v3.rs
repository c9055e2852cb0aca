//! Step 3 of the ladder: what was refused, so that the office can tell whose phone holds what it did not take.

use rusqlite::Transaction;

use super::StorageError;

/// Makes the table.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
CREATE TABLE refusal (
  device BLOB NOT NULL,
  doc BLOB NOT NULL,
  code TEXT NOT NULL,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (device, doc, code)
) STRICT, WITHOUT ROWID;
";
