//! Step 2 of the ladder: keys. Devices get columns for the public halves of theirs, the office a key of its own,
//! to which phones seal the letters that somebody carries.

use rusqlite::Transaction;

use super::StorageError;
use crate::secret::random;

/// Adds the columns and draws the office's key.
pub(super) fn up(transaction: &Transaction) -> Result<(), StorageError> {
    transaction.execute_batch(COLUMNS)?;
    let seed: [u8; 32] = random()?;
    transaction.execute("INSERT INTO value VALUES ('meta', 'seal_key', ?1)", [seed])?;
    Ok(())
}

const COLUMNS: &str = "
ALTER TABLE device ADD COLUMN verify_key BLOB;
ALTER TABLE device ADD COLUMN seal_key BLOB;
";
