//! What an office typed into its reports: each place's wordings one after the other, of one paper or of every paper of
//! a report. The newest counts; the table only grows.

use rusqlite::{Connection, Row, params};

use super::issued::Series;
use super::{StorageError, column};

/// The year of what holds for every paper of a report.
pub const EVERY_YEAR: i32 = 0;

/// One wording of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Its number, in the order of typing.
    pub id: i64,
    /// Year of the paper; [`EVERY_YEAR`] for all.
    pub year: i32,
    /// Its month or quarter; 0 for a report of the year.
    pub period: u8,
    /// The place: a stable code.
    pub place: String,
    /// What was typed; empty when it was taken out again.
    pub text: String,
    /// Name of who typed it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
}

/// Adds a wording of a paper's place.
pub fn add(
    c: &Connection,
    series: Series<'_>,
    (year, period): (i32, u8),
    (place, text): (&str, &str),
    (by, at): (&str, i64),
) -> Result<(), StorageError> {
    let Series { report, unit, org } = series;
    let sql = "INSERT INTO report_wording (report, unit, org, year, period, place, text, by, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let values = params![report, unit.as_str(), org.as_str(), year, period, place, text, by, at];
    c.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

/// Every wording of a series, the oldest first.
pub fn all(c: &Connection, series: Series<'_>) -> Result<Vec<Wording>, StorageError> {
    let Series { report, unit, org } = series;
    let sql = "SELECT * FROM report_wording WHERE unit = ?1 AND org = ?2 AND report = ?3 ORDER BY id";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then(params![unit.as_str(), org.as_str(), report], wording)?.collect()
}

fn wording(row: &Row) -> Result<Wording, StorageError> {
    Ok(Wording {
        id: column::plain(row, "id")?,
        year: column::plain(row, "year")?,
        period: column::plain(row, "period")?,
        place: column::plain(row, "place")?,
        text: column::plain(row, "text")?,
        by: column::plain(row, "by")?,
        at: column::plain(row, "at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SqliteStore;

    #[test]
    fn every_wording_is_kept_and_none_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let (unit, org) = ("BM".parse().unwrap(), "youth_union".parse().unwrap());
        let series = Series { report: "r4", unit: &unit, org: &org };
        for text in ["Mưa lũ", ""] {
            store.write(|tx| add(tx, series, (2026, 0), ("causes", text), ("Ví Dụ", 5))).unwrap();
        }
        for sql in ["UPDATE report_wording SET text = ''", "DELETE FROM report_wording"] {
            let tried = store.write::<_, StorageError>(|tx| Ok(tx.execute(sql, [])?));
            assert!(tried.is_err(), "{sql}");
        }
        let kept = store.read(|c| all(c, series)).unwrap();
        assert_eq!(kept.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["Mưa lũ", ""]);
        let other = Series { report: "r3", ..series };
        assert_eq!(store.read(|c| all(c, other)).unwrap(), []);
    }
}
