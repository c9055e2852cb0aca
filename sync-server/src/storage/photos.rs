//! Rows that say which records name which photos. They follow from facts and are written with them.

use std::collections::BTreeSet;

use rusqlite::{Connection, Transaction, params};

use shared::domain::facts::Facts;
use shared::id::{Partition, PhotoHash};
use shared::record::Kind;

use super::{StorageError, column};

/// Notes the photos that a record names, and no others.
pub(super) fn note(tx: &Transaction, facts: &Facts) -> Result<(), StorageError> {
    tx.prepare_cached("DELETE FROM photo WHERE doc = ?1")?.execute([facts.doc.0])?;
    let Partition { unit, org } = &facts.partition;
    let mut insert = tx.prepare_cached("INSERT INTO photo VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for photo in &facts.photos {
        insert.execute(params![photo.0, facts.doc.0, unit.as_str(), org.as_str(), facts.kind.code()])?;
    }
    Ok(())
}

/// Partition and kind of the records that name a photo.
pub fn named_by(c: &Connection, photo: PhotoHash) -> Result<BTreeSet<(Partition, Kind)>, StorageError> {
    let mut rows = c.prepare_cached("SELECT DISTINCT unit, org, kind FROM photo WHERE hash = ?1")?;
    rows.query_and_then([photo.0], |row| {
        let kind: String = column::plain(row, "kind")?;
        let kind = Kind::from_code(&kind).ok_or_else(|| StorageError::Damaged("photo.kind".into()))?;
        Ok((Partition { unit: column::text(row, "unit")?, org: column::text(row, "org")? }, kind))
    })?
    .collect()
}

/// Every photo that a record names.
pub fn all(c: &Connection) -> Result<BTreeSet<PhotoHash>, StorageError> {
    let mut rows = c.prepare_cached("SELECT DISTINCT hash FROM photo")?;
    rows.query_and_then([], |row| Ok(PhotoHash(column::bytes(row, "hash")?)))?.collect()
}
