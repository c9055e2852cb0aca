//! Step 1 of the ladder: the first tables. Never edited after a release; the next change is `v2`.

use rusqlite::Transaction;

use super::StorageError;
use crate::secret::random;

/// Makes every table and draws the epoch.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    transaction.execute_batch(TABLES)?;
    transaction.execute("INSERT INTO value VALUES ('meta', 'epoch', ?1)", [epoch()?.to_le_bytes()])?;
    Ok(())
}

/// Draws an epoch: an i64 on the way in and out, never negative, never 0, which is what a phone says before the first
/// contact.
pub(super) fn epoch() -> Result<u64, StorageError> {
    Ok(u64::from_le_bytes(random()?) >> 1 | 1)
}

const TABLES: &str = "
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  doc BLOB NOT NULL,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  kind TEXT NOT NULL,
  bytes BLOB NOT NULL,
  position INTEGER,
  refusal TEXT
) STRICT;
CREATE UNIQUE INDEX change_feed ON change (unit, org, position) WHERE position IS NOT NULL;
CREATE INDEX change_unreceived ON change (id) WHERE position IS NULL;
CREATE INDEX change_doc ON change (doc, id);

CREATE TABLE facts (
  doc BLOB PRIMARY KEY,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  kind TEXT NOT NULL,
  event_date INTEGER,
  row BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_year ON facts (org, event_date);

CREATE TABLE value (
  shelf TEXT NOT NULL,
  key TEXT NOT NULL,
  value BLOB NOT NULL,
  PRIMARY KEY (shelf, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
  code TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  level TEXT NOT NULL,
  parent TEXT,
  name TEXT NOT NULL,
  difficult_area INTEGER NOT NULL,
  successors TEXT NOT NULL,
  PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE savings_group (
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  as_of INTEGER NOT NULL,
  code TEXT NOT NULL,
  village TEXT NOT NULL,
  head TEXT NOT NULL,
  deputy TEXT NOT NULL,
  members INTEGER NOT NULL,
  members_saving INTEGER NOT NULL,
  borrowers INTEGER NOT NULL,
  outstanding INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  frozen INTEGER NOT NULL,
  interest_arrears INTEGER NOT NULL,
  savings_balance INTEGER NOT NULL,
  score INTEGER,
  rank TEXT,
  PRIMARY KEY (unit, org, as_of, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE loan (
  code TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  group_code TEXT NOT NULL,
  borrower TEXT NOT NULL,
  programme TEXT NOT NULL,
  disbursed INTEGER NOT NULL,
  disbursed_on INTEGER NOT NULL,
  balance INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  last_transaction_on INTEGER,
  as_of INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_register ON loan (unit, org, code);

CREATE TABLE register (
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  version INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (unit, org)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  unit TEXT,
  org TEXT,
  password TEXT,
  made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
  id BLOB PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  label TEXT NOT NULL,
  token BLOB NOT NULL UNIQUE,
  enrolled_at INTEGER NOT NULL,
  synced_at INTEGER,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_account ON device (account);

CREATE TABLE enrolment (
  code BLOB PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  made_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token BLOB PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);

CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  account TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
";
