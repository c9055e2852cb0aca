//! Step 8 of the ladder: who went where when a unit was split, and what offices added to the catalogue. An addition
//! keeps every wording it ever had; neither it nor a wording is changed or taken away.

use rusqlite::Transaction;

use super::StorageError;

/// Adds the column and makes the tables.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
ALTER TABLE unit ADD COLUMN division TEXT NOT NULL DEFAULT '';
CREATE INDEX savings_group_code ON savings_group (org, code, as_of);

CREATE TABLE account_move (
  account TEXT NOT NULL REFERENCES account (id),
  valid_from INTEGER NOT NULL,
  unit TEXT NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (account, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE addition (
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  list TEXT NOT NULL,
  year INTEGER,
  kind TEXT,
  level TEXT,
  subject TEXT,
  answer TEXT,
  good TEXT,
  valid_from INTEGER
) STRICT;
CREATE TABLE addition_wording (
  addition TEXT NOT NULL REFERENCES addition (id),
  number INTEGER NOT NULL,
  vi TEXT NOT NULL,
  en TEXT NOT NULL,
  valid_to INTEGER,
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (addition, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER addition_is_not_changed BEFORE UPDATE ON addition BEGIN SELECT RAISE(ABORT, 'an addition stays'); END;
CREATE TRIGGER addition_is_not_taken BEFORE DELETE ON addition BEGIN SELECT RAISE(ABORT, 'an addition stays'); END;
CREATE TRIGGER wording_is_not_changed BEFORE UPDATE ON addition_wording
  BEGIN SELECT RAISE(ABORT, 'a wording stays'); END;
CREATE TRIGGER wording_is_not_taken BEFORE DELETE ON addition_wording
  BEGIN SELECT RAISE(ABORT, 'a wording stays'); END;
";
