//! Rows of logged-in browsers. A session's token lies here as a hash.

use rusqlite::{Connection, OptionalExtension, params};

use shared::id::Code;

use super::StorageError;
use crate::secret::SecretHash;

/// Starts a session, and forgets those that ended.
pub fn start(
    c: &Connection,
    token: &SecretHash,
    account: &Code,
    now_ms: i64,
    until_ms: i64,
) -> Result<(), StorageError> {
    c.execute("DELETE FROM session WHERE expires_at <= ?1", [now_ms])?;
    c.execute("INSERT INTO session VALUES (?1, ?2, ?3)", params![token, account.as_str(), until_ms])?;
    Ok(())
}

/// The account of a running session.
pub fn account(c: &Connection, token: &SecretHash, now_ms: i64) -> Result<Option<String>, StorageError> {
    let sql = "SELECT account FROM session WHERE token = ?1 AND expires_at > ?2";
    Ok(c.prepare_cached(sql)?.query_row(params![token, now_ms], |row| row.get(0)).optional()?)
}

/// Ends a session.
pub fn end(c: &Connection, token: &SecretHash) -> Result<(), StorageError> {
    c.execute("DELETE FROM session WHERE token = ?1", [token])?;
    Ok(())
}

/// Ends every session of an account, as a new password does.
pub fn end_all(c: &Connection, account: &str) -> Result<(), StorageError> {
    c.execute("DELETE FROM session WHERE account = ?1", [account])?;
    Ok(())
}
