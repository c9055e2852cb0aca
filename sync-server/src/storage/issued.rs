//! Reports as they were issued: their content in canonical bytes, with its hash, who issued it and when. The table
//! only grows; a row whose content does not have its hash is damaged and is shown to nobody.

use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};

use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// A report that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// Its number, in the order of issuing.
    pub id: i64,
    /// Year that it is about.
    pub year: i32,
    /// Month or quarter that it is about; 0 for the whole year.
    pub period: u8,
    /// Its content, in canonical bytes.
    pub content: Vec<u8>,
    /// SHA-256 of the content.
    pub hash: [u8; 32],
    /// Name of who issued it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
}

/// Whose reports, and of which kind.
#[derive(Debug, Clone, Copy)]
pub struct Series<'s> {
    /// Kind of report.
    pub report: &'s str,
    /// The unit.
    pub unit: &'s UnitCode,
    /// Its organisation.
    pub org: &'s Code,
}

/// The hash of a report's content.
pub fn hash(content: &[u8]) -> [u8; 32] {
    Sha256::digest(content).into()
}

/// Keeps a report.
pub fn keep(
    c: &Connection,
    series: Series<'_>,
    (year, period): (i32, u8),
    content: &[u8],
    (by, at): (&str, i64),
) -> Result<(), StorageError> {
    let Series { report, unit, org } = series;
    let sql = "INSERT INTO issued (report, unit, org, year, period, content, hash, by, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let hash = hash(content);
    let values = params![report, unit.as_str(), org.as_str(), year, period, content, hash, by, at];
    c.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Every report of a series, in the order of issuing.
pub fn all(c: &Connection, series: Series<'_>) -> Result<Vec<Issued>, StorageError> {
    let Series { report, unit, org } = series;
    let sql = "SELECT * FROM issued WHERE unit = ?1 AND org = ?2 AND report = ?3 ORDER BY id";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then(params![unit.as_str(), org.as_str(), report], issued)?.collect()
}

fn issued(row: &Row) -> Result<Issued, StorageError> {
    let content: Vec<u8> = column::plain(row, "content")?;
    let hash: [u8; 32] = column::bytes(row, "hash")?;
    if self::hash(&content) != hash {
        return Err(StorageError::Damaged("issued".to_owned()));
    }
    Ok(Issued {
        id: column::plain(row, "id")?,
        year: column::plain(row, "year")?,
        period: column::plain(row, "period")?,
        content,
        hash,
        by: column::plain(row, "by")?,
        at: column::plain(row, "at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SqliteStore;

    #[test]
    fn what_was_issued_is_neither_changed_nor_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let (unit, org) = ("HT".parse().unwrap(), "youth_union".parse().unwrap());
        let series = Series { report: "r1", unit: &unit, org: &org };
        store.write(|tx| keep(tx, series, (2026, 10), b"18000000", ("Ví Dụ", 5))).unwrap();
        for sql in ["UPDATE issued SET content = x'00'", "DELETE FROM issued"] {
            let tried = store.write::<_, StorageError>(|tx| Ok(tx.execute(sql, [])?));
            assert!(tried.is_err(), "{sql}");
        }
        let kept = store.read(|c| all(c, series)).unwrap();
        assert_eq!((kept.len(), kept[0].hash), (1, hash(b"18000000")));
    }
}
