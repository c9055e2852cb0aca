//! Step 10 of the ladder: what offices type into their reports, to whom reports went, and which came back. Every
//! wording is kept; no row is changed and none is taken away. What was issued is of a month, of a quarter, or of a
//! whole year: the column that was a month's says so.

use rusqlite::Transaction;

use super::StorageError;

/// Renames the column and makes the tables.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    Ok(transaction.execute_batch(TABLES)?)
}

const TABLES: &str = "
ALTER TABLE issued RENAME COLUMN month TO period;

CREATE TABLE report_wording (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  report TEXT NOT NULL,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  year INTEGER NOT NULL,
  period INTEGER NOT NULL,
  place TEXT NOT NULL,
  text TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX report_wording_of ON report_wording (unit, org, report, year, period, id);

CREATE TABLE sending (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  issued INTEGER NOT NULL REFERENCES issued (id),
  recipient TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sending_issued ON sending (issued, id);
CREATE TABLE sending_return (
  sending INTEGER PRIMARY KEY REFERENCES sending (id),
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER report_wording_is_not_changed BEFORE UPDATE ON report_wording
  BEGIN SELECT RAISE(ABORT, 'a wording stays'); END;
CREATE TRIGGER report_wording_is_not_taken BEFORE DELETE ON report_wording
  BEGIN SELECT RAISE(ABORT, 'a wording stays'); END;
CREATE TRIGGER sending_is_not_changed BEFORE UPDATE ON sending BEGIN SELECT RAISE(ABORT, 'a sending stays'); END;
CREATE TRIGGER sending_is_not_taken BEFORE DELETE ON sending BEGIN SELECT RAISE(ABORT, 'a sending stays'); END;
CREATE TRIGGER return_is_not_changed BEFORE UPDATE ON sending_return BEGIN SELECT RAISE(ABORT, 'a return stays'); END;
CREATE TRIGGER return_is_not_taken BEFORE DELETE ON sending_return BEGIN SELECT RAISE(ABORT, 'a return stays'); END;
";
