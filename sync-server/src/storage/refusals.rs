//! Rows of what was refused: which device, which record, why, when. Never the content: that is whole on the phone.
//! A row goes when the same device's person has the record taken after all.

use rusqlite::{Connection, Row, params};

use shared::id::{Code, DeviceId, DocId, Partition};

use super::{StorageError, column};

/// Rows kept of one device: a phone that is refused more often than this has one trouble and not hundreds.
const ROWS_OF_DEVICE_MAX: u32 = 100;

/// One record that was not taken, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whose phone holds it.
    pub device: DeviceId,
    /// The record.
    pub doc: DocId,
    /// The reason.
    pub code: Code,
    /// Where the phone wanted it.
    pub partition: Partition,
    /// The last time, Unix milliseconds.
    pub at: i64,
}

/// Keeps a refusal; the same again only renews its time. The oldest of a device go when there are too many.
pub fn keep(c: &Connection, refused: &Refused) -> Result<(), StorageError> {
    let Refused { device, doc, code, partition: Partition { unit, org }, at } = refused;
    let sql = "INSERT OR REPLACE INTO refusal VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    c.prepare_cached(sql)?.execute(params![
        device.0,
        doc.0,
        code.as_str(),
        unit.as_str(),
        org.as_str(),
        at
    ])?;
    let sql = "DELETE FROM refusal WHERE device = ?1 AND (doc, code) NOT IN
                 (SELECT doc, code FROM refusal WHERE device = ?1 ORDER BY at DESC, doc, code LIMIT ?2)";
    c.prepare_cached(sql)?.execute(params![device.0, ROWS_OF_DEVICE_MAX])?;
    Ok(())
}

/// Forgets the refusals of a record by devices of the same person: something of it was taken from one of them since.
pub fn settle(c: &Connection, device: DeviceId, doc: DocId) -> Result<(), StorageError> {
    let sql = "DELETE FROM refusal WHERE doc = ?2 AND device IN
                 (SELECT d.id FROM device d JOIN device own ON own.account = d.account WHERE own.id = ?1)";
    c.prepare_cached(sql)?.execute(params![device.0, doc.0])?;
    Ok(())
}

/// Every refusal of an organisation, the newest first.
pub fn all(c: &Connection, org: &Code) -> Result<Vec<Refused>, StorageError> {
    let mut rows =
        c.prepare_cached("SELECT * FROM refusal WHERE org = ?1 ORDER BY at DESC, device, doc, code")?;
    rows.query_and_then([org.as_str()], refused)?.collect()
}

fn refused(row: &Row) -> Result<Refused, StorageError> {
    Ok(Refused {
        device: DeviceId(column::bytes(row, "device")?),
        doc: DocId(column::bytes(row, "doc")?),
        code: column::text(row, "code")?,
        partition: Partition { unit: column::text(row, "unit")?, org: column::text(row, "org")? },
        at: column::plain(row, "at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::SqliteStore;

    fn refused(number: u8, at: i64) -> Refused {
        Refused {
            device: DeviceId([1; 8]),
            doc: DocId([number; 16]),
            code: "change.foreign_unit".parse().unwrap(),
            partition: "HT/youth_union".parse().unwrap(),
            at,
        }
    }

    #[test]
    fn a_phone_that_is_refused_again_and_again_fills_no_table() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let kept = store
            .write::<_, StorageError>(|tx| {
                for number in 0..=u8::MAX {
                    keep(tx, &refused(number, i64::from(number)))?;
                    keep(tx, &refused(number, i64::from(number)))?;
                }
                all(tx, &"youth_union".parse().unwrap())
            })
            .unwrap();
        assert_eq!(kept.len(), 100);
        assert_eq!((kept[0].at, kept[99].at), (255, 156));
    }
}
