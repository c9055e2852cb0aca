//! Step 7 of the ladder: households, organisations of units, files that wait to be imported, and how columns were
//! understood the last time.

use rusqlite::Transaction;

use super::StorageError;

/// Makes the tables.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
CREATE TABLE household (
  unit TEXT NOT NULL,
  id TEXT NOT NULL,
  decided_on INTEGER NOT NULL,
  village TEXT NOT NULL,
  head TEXT NOT NULL,
  status TEXT NOT NULL,
  standard TEXT NOT NULL,
  members INTEGER NOT NULL,
  PRIMARY KEY (unit, id, decided_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (
  org TEXT NOT NULL,
  unit TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  head TEXT NOT NULL,
  officer TEXT NOT NULL,
  document TEXT NOT NULL,
  document_on INTEGER,
  PRIMARY KEY (org, unit, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE upload (
  id BLOB PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  content BLOB NOT NULL,
  mapping BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX upload_account ON upload (account, made_at);

CREATE TABLE heading_map (
  list TEXT NOT NULL,
  headings BLOB NOT NULL,
  mapping BLOB NOT NULL,
  PRIMARY KEY (list, headings)
) STRICT, WITHOUT ROWID;
";
