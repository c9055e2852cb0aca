//! Rows of the letters that were carried to this office: how many changes each brought, and the sealed answer, so
//! that it can be handed out again. What a letter held is in the log of changes; the letter itself is not kept.

use rusqlite::{Connection, OptionalExtension, Row, params};

use shared::id::DeviceId;
use shared::sync::letter::LetterId;

use super::{StorageError, column};

/// How long a letter is remembered, in milliseconds: a quarter of a year. A later import of it equals the first.
const KEPT_MS: i64 = 90 * 86_400_000;

/// A letter that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its name.
    pub id: LetterId,
    /// The phone that wrote it.
    pub device: DeviceId,
    /// When it was first taken in, Unix milliseconds.
    pub first_at: i64,
    /// When it was last taken in, Unix milliseconds.
    pub at: i64,
    /// Changes that it brought, the first time.
    pub fresh: usize,
    /// Changes in it that were here before, the first time.
    pub known: usize,
    /// Changes in it that were refused, the first time.
    pub refused: usize,
}

/// Keeps a letter and its answer. Of one that was taken in before only the answer and the last time are new.
pub fn keep(c: &Connection, letter: &Letter, answer: &[u8]) -> Result<(), StorageError> {
    c.execute("DELETE FROM letter WHERE at < ?1", [letter.at - KEPT_MS])?;
    let sql = "INSERT INTO letter VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
               ON CONFLICT (id) DO UPDATE SET at = excluded.at, answer = excluded.answer";
    c.prepare_cached(sql)?.execute(params![
        letter.id,
        letter.device.0,
        letter.first_at,
        letter.at,
        letter.fresh,
        letter.known,
        letter.refused,
        answer
    ])?;
    Ok(())
}

/// A letter by its name.
pub fn find(c: &Connection, id: LetterId) -> Result<Option<Letter>, StorageError> {
    let mut rows = c.prepare_cached(&format!("SELECT {COLUMNS} FROM letter WHERE id = ?1"))?;
    rows.query_and_then([id], letter)?.next().transpose()
}

/// Every letter, the last taken in first.
pub fn all(c: &Connection) -> Result<Vec<Letter>, StorageError> {
    let mut rows = c.prepare_cached(&format!("SELECT {COLUMNS} FROM letter ORDER BY at DESC, id"))?;
    rows.query_and_then([], letter)?.collect()
}

/// The sealed answer to a letter.
pub fn answer(c: &Connection, id: LetterId) -> Result<Option<Vec<u8>>, StorageError> {
    let mut row = c.prepare_cached("SELECT answer FROM letter WHERE id = ?1")?;
    Ok(row.query_row([id], |row| row.get(0)).optional()?)
}

/// All but the answer, which may have megabytes.
const COLUMNS: &str = "id, device, first_at, at, fresh, known, refused";

fn letter(row: &Row) -> Result<Letter, StorageError> {
    Ok(Letter {
        id: column::bytes(row, "id")?,
        device: DeviceId(column::bytes(row, "device")?),
        first_at: column::plain(row, "first_at")?,
        at: column::plain(row, "at")?,
        fresh: column::plain(row, "fresh")?,
        known: column::plain(row, "known")?,
        refused: column::plain(row, "refused")?,
    })
}
