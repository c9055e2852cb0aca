//! To whom issued reports went and when, and which of them came back, by the server's clock. The tables only grow: a
//! return stands beside its sending and takes nothing of it away.

use rusqlite::{Connection, Row, params};

use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// A report that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sending {
    /// Its number, in the order of sending.
    pub id: i64,
    /// Number of the issued report.
    pub issued: i64,
    /// To whom, in the office's words.
    pub recipient: String,
    /// Name of who sent it.
    pub by: String,
    /// When, Unix milliseconds.
    pub at: i64,
    /// How it came back.
    pub returned: Option<Return>,
}

/// A report that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Why, in the recipient's words.
    pub reason: String,
    /// Name of who noted it.
    pub by: String,
    /// When it was noted, Unix milliseconds.
    pub at: i64,
}

/// What became of one issued report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispatch {
    /// Number of the issued report.
    pub issued: i64,
    /// Kind of report.
    pub report: String,
    /// The unit.
    pub unit: UnitCode,
    /// Year that it is about.
    pub year: i32,
    /// Month or quarter; 0 for the whole year.
    pub period: u8,
    /// When it was issued, Unix milliseconds.
    pub issued_at: i64,
    /// Its sendings, in order.
    pub sendings: Vec<Sending>,
}

/// Notes that an issued report was sent.
pub fn send(c: &Connection, issued: i64, recipient: &str, (by, at): (&str, i64)) -> Result<(), StorageError> {
    let sql = "INSERT INTO sending (issued, recipient, by, at) VALUES (?1, ?2, ?3, ?4)";
    c.prepare_cached(sql)?.execute(params![issued, recipient, by, at])?;
    Ok(())
}

/// Notes that a sent report came back; a second note of the same changes nothing.
pub fn take_back(
    c: &Connection,
    sending: i64,
    reason: &str,
    (by, at): (&str, i64),
) -> Result<(), StorageError> {
    let sql = "INSERT INTO sending_return VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";
    c.prepare_cached(sql)?.execute(params![sending, reason, by, at])?;
    Ok(())
}

/// What became of the reports that an organisation's units issued of a year, in the order of issuing.
pub fn of_year(c: &Connection, org: &Code, year: i32) -> Result<Vec<Dispatch>, StorageError> {
    let sql = "SELECT i.id AS issued, i.report, i.unit, i.year, i.period, i.at AS issued_at,
                 s.id, s.recipient, s.by, s.at, r.reason, r.by AS returned_by, r.at AS returned_at
               FROM issued i LEFT JOIN sending s ON s.issued = i.id LEFT JOIN sending_return r ON r.sending = s.id
               WHERE i.org = ?1 AND i.year = ?2 ORDER BY i.id, s.id";
    let mut rows = c.prepare_cached(sql)?;
    let mut all: Vec<Dispatch> = Vec::new();
    for row in rows.query_and_then(params![org.as_str(), year], |row| Ok((dispatch(row)?, sending(row)?)))? {
        let (dispatch, sending): (Dispatch, Option<Sending>) = row.map_err(|error: StorageError| error)?;
        if all.last().is_none_or(|last| last.issued != dispatch.issued) {
            all.push(dispatch);
        }
        if let Some(last) = all.last_mut() {
            last.sendings.extend(sending);
        }
    }
    Ok(all)
}

fn dispatch(row: &Row) -> Result<Dispatch, StorageError> {
    Ok(Dispatch {
        issued: column::plain(row, "issued")?,
        report: column::plain(row, "report")?,
        unit: column::text(row, "unit")?,
        year: column::plain(row, "year")?,
        period: column::plain(row, "period")?,
        issued_at: column::plain(row, "issued_at")?,
        sendings: Vec::new(),
    })
}

fn sending(row: &Row) -> Result<Option<Sending>, StorageError> {
    let Some(id) = column::plain::<Option<i64>>(row, "id")? else { return Ok(None) };
    let returned = match column::plain::<Option<String>>(row, "reason")? {
        Some(reason) => Some(Return {
            reason,
            by: column::plain(row, "returned_by")?,
            at: column::plain(row, "returned_at")?,
        }),
        None => None,
    };
    Ok(Some(Sending {
        id,
        issued: column::plain(row, "issued")?,
        recipient: column::plain(row, "recipient")?,
        by: column::plain(row, "by")?,
        at: column::plain(row, "at")?,
        returned,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SqliteStore;
    use crate::storage::issued::{self, Series};

    #[test]
    fn a_return_stands_beside_its_sending_and_nothing_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let (unit, org): (UnitCode, Code) = ("BM".parse().unwrap(), "youth_union".parse().unwrap());
        let series = Series { report: "r4", unit: &unit, org: &org };
        store
            .write::<_, StorageError>(|tx| {
                issued::keep(tx, series, (2026, 0), b"a", ("Ví Dụ", 1))?;
                issued::keep(tx, series, (2026, 0), b"b", ("Ví Dụ", 2))?;
                send(tx, 1, "Tỉnh đoàn", ("Ví Dụ", 3))?;
                take_back(tx, 1, "thiếu biểu 2", ("Ví Dụ", 4))?;
                take_back(tx, 1, "lần nữa", ("Thử", 5))?;
                send(tx, 1, "Tỉnh đoàn", ("Ví Dụ", 6))
            })
            .unwrap();
        for table in ["sending", "sending_return"] {
            for sql in [format!("UPDATE {table} SET at = 0"), format!("DELETE FROM {table}")] {
                let tried = store.write::<_, StorageError>(|tx| Ok(tx.execute(&sql, [])?));
                assert!(tried.is_err(), "{sql}");
            }
        }
        assert!(store.write(|tx| send(tx, 9, "ai", ("Ví Dụ", 7))).is_err(), "what was never issued");
        let kept = store.read(|c| of_year(c, &org, 2026)).unwrap();
        assert_eq!(kept.iter().map(|one| one.sendings.len()).collect::<Vec<_>>(), [2, 0]);
        let [first, second] = kept[0].sendings.as_slice() else { panic!("two sendings") };
        assert_eq!(
            first.returned.as_ref().map(|back| (back.reason.as_str(), back.at)),
            Some(("thiếu biểu 2", 4))
        );
        assert_eq!((second.at, second.returned.as_ref()), (6, None));
        assert_eq!(store.read(|c| of_year(c, &org, 2025)).unwrap(), []);
    }
}
