//! Files that a clerk sent in and has not published yet, and how the columns of such files were understood the last
//! time. What a file holds is a table that was read already; nothing here knows what its columns mean.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{StorageError, column};

/// The name of a waiting file: drawn, so that nobody guesses another's.
pub type UploadId = [u8; 16];

/// A waiting file without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name here.
    pub id: UploadId,
    /// Who sent it.
    pub account: String,
    /// Which list it is for.
    pub list: String,
    /// What it was called on the sender's disk.
    pub name: String,
    /// How the sender assigned its columns.
    pub mapping: Vec<u8>,
    /// When it came, Unix milliseconds.
    pub made_at: i64,
}

/// Keeps a file.
pub fn keep(c: &Connection, upload: &Upload, content: &[u8]) -> Result<(), StorageError> {
    c.prepare_cached("INSERT INTO upload VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        upload.id,
        upload.account,
        upload.list,
        upload.name,
        content,
        upload.mapping,
        upload.made_at,
    ])?;
    Ok(())
}

/// A waiting file of an account that came after a time, with its content.
pub fn find(
    c: &Connection,
    id: UploadId,
    account: &str,
    after_ms: i64,
) -> Result<Option<(Upload, Vec<u8>)>, StorageError> {
    let sql = "SELECT * FROM upload WHERE id = ?1 AND account = ?2 AND made_at > ?3";
    c.prepare_cached(sql)?
        .query_row(params![id, account, after_ms], |row| {
            Ok(upload(row).and_then(|upload| Ok((upload, column::plain(row, "content")?))))
        })
        .optional()?
        .transpose()
}

/// The waiting files of an account that came after a time, the last first.
pub fn of_account(c: &Connection, account: &str, after_ms: i64) -> Result<Vec<Upload>, StorageError> {
    let sql = "SELECT id, account, list, name, mapping, made_at FROM upload
               WHERE account = ?1 AND made_at > ?2 ORDER BY made_at DESC, id";
    c.prepare_cached(sql)?.query_and_then(params![account, after_ms], upload)?.collect()
}

/// Writes down how the columns of a waiting file are understood.
pub fn assign(c: &Connection, id: UploadId, mapping: &[u8]) -> Result<(), StorageError> {
    c.prepare_cached("UPDATE upload SET mapping = ?2 WHERE id = ?1")?.execute(params![id, mapping])?;
    Ok(())
}

/// Forgets a file.
pub fn forget(c: &Connection, id: UploadId) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM upload WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Forgets every file that came before a time, and all but the newest `kept` of an account.
pub fn tidy(c: &Connection, account: &str, before_ms: i64, kept: usize) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM upload WHERE made_at <= ?1")?.execute([before_ms])?;
    let sql = "DELETE FROM upload WHERE account = ?1 AND id NOT IN
                 (SELECT id FROM upload WHERE account = ?1 ORDER BY made_at DESC, id LIMIT ?2)";
    c.prepare_cached(sql)?.execute(params![account, kept])?;
    Ok(())
}

/// How the columns of a list with these headings were understood the last time.
pub fn mapping(c: &Connection, list: &str, headings: &[u8; 32]) -> Result<Option<Vec<u8>>, StorageError> {
    let sql = "SELECT mapping FROM heading_map WHERE list = ?1 AND headings = ?2";
    Ok(c.prepare_cached(sql)?.query_row(params![list, headings], |row| row.get(0)).optional()?)
}

/// Remembers how the columns of a list with these headings are understood.
pub fn remember(c: &Connection, list: &str, headings: &[u8; 32], mapping: &[u8]) -> Result<(), StorageError> {
    c.prepare_cached("INSERT OR REPLACE INTO heading_map VALUES (?1, ?2, ?3)")?
        .execute(params![list, headings, mapping])?;
    Ok(())
}

fn upload(row: &Row) -> Result<Upload, StorageError> {
    Ok(Upload {
        id: column::bytes(row, "id")?,
        account: column::plain(row, "account")?,
        list: column::plain(row, "list")?,
        name: column::plain(row, "name")?,
        mapping: column::plain(row, "mapping")?,
        made_at: column::plain(row, "made_at")?,
    })
}
