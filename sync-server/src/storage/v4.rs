//! Step 4 of the ladder: which records name which photos, written with the facts they follow from. The photos
//! themselves lie beside the database.

use rusqlite::Transaction;

use super::StorageError;

/// Makes the table; facts of an older shape are made again at the start, and fill it.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLE)?)
}

const TABLE: &str = "
CREATE TABLE photo (
  hash BLOB NOT NULL,
  doc BLOB NOT NULL,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (hash, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX photo_doc ON photo (doc);
";
