//! Step 6 of the ladder: what synchronisation asks of the log beside its changes. Every numbered change carries the
//! digest of its partition's log up to itself; every record its first and last position and whether it is
//! unfinished, so that a first filling begins with what matters.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};

use shared::domain::facts::Facts;
use shared::id::ChangeHash;

use super::{StorageError, column};

/// Adds column and table, and works out both for what is there.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    transaction.execute_batch(TABLES)?;
    let mut log = transaction
        .prepare("SELECT id, hash, unit, org FROM change WHERE position > 0 ORDER BY unit, org, position")?;
    let mut note = transaction.prepare("UPDATE change SET digest = ?2 WHERE id = ?1")?;
    let mut digests: BTreeMap<(String, String), u64> = BTreeMap::new();
    let mut rows = log.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = column::plain(row, "id")?;
        let digest = digests.entry((column::plain(row, "unit")?, column::plain(row, "org")?)).or_default();
        *digest = digest.wrapping_add(ChangeHash(column::bytes(row, "hash")?).weight());
        note.execute(params![id, digest.cast_signed()])?;
    }
    transaction.execute_batch(RECORDS)?;
    let mut facts = transaction.prepare("SELECT doc, row FROM facts")?;
    let mut close = transaction.prepare("UPDATE record SET open = 0 WHERE doc = ?1")?;
    let mut rows = facts.query([])?;
    while let Some(row) = rows.next()? {
        // Facts that do not read are of another program: they are made again, and this with them.
        let facts: Option<Facts> = postcard::from_bytes(&column::plain::<Vec<u8>>(row, "row")?).ok();
        if facts.is_some_and(|facts| !facts.state.is_unsent()) {
            close.execute([column::bytes::<16>(row, "doc")?])?;
        }
    }
    Ok(())
}

const TABLES: &str = "
ALTER TABLE change ADD COLUMN digest INTEGER;
DROP INDEX change_feed;
CREATE UNIQUE INDEX change_feed ON change (unit, org, position) WHERE position > 0;

CREATE TABLE record (
  doc BLOB PRIMARY KEY,
  unit TEXT NOT NULL,
  org TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  open INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX record_last ON record (unit, org, open, last);
CREATE INDEX record_first ON record (unit, org, first);
";

const RECORDS: &str = "
INSERT INTO record SELECT doc, unit, org, min(position), max(position), 1
  FROM change WHERE position > 0 GROUP BY doc;
";
