//! What pages need of the records: their entries by year, and when each unit was last heard of.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use shared::domain::figures::Entry;
use shared::domain::review::counterpart;
use shared::id::{Code, DocId, Partition, UnitCode};

use super::{StorageError, column, log};

/// Entries of an organisation's records with a date in `year`, or without a date yet, by document; then those of the
/// reviews of what was handed in.
pub fn entries(c: &Connection, org: &Code, year: i32) -> Result<Vec<Entry>, StorageError> {
    let sql = "SELECT row FROM facts WHERE org = ?1 AND kind <> 'review'
               AND (event_date IS NULL OR event_date BETWEEN ?2 * 10000 AND ?2 * 10000 + 9999) ORDER BY doc";
    let mut rows = c.prepare_cached(sql)?;
    let mut entries: Vec<Entry> =
        rows.query_and_then(params![org.as_str(), year], log::entry_row)?.collect::<Result<_, _>>()?;
    let mut reviews = c.prepare_cached("SELECT row FROM facts WHERE doc = ?1 AND kind = 'review'")?;
    let handed_in = entries.iter().filter(|entry| entry.facts.submission.is_some());
    let reviewed: Vec<DocId> = handed_in.map(|entry| counterpart(entry.facts.doc)).collect();
    for review in reviewed {
        entries.extend(reviews.query_and_then([review.0], log::entry_row)?.next().transpose()?);
    }
    Ok(entries)
}

/// Entries of all of an organisation's records, by document.
pub fn all_entries(c: &Connection, org: &Code) -> Result<Vec<Entry>, StorageError> {
    let mut rows = c.prepare_cached("SELECT row FROM facts WHERE org = ?1 ORDER BY doc")?;
    rows.query_and_then([org.as_str()], log::entry_row)?.collect()
}

/// When a device of each unit last synchronised for this organisation, Unix milliseconds.
pub fn last_syncs(c: &Connection, org: &Code) -> Result<BTreeMap<UnitCode, i64>, StorageError> {
    let sql = "SELECT a.unit, max(d.synced_at) AS at FROM device d JOIN account a ON a.id = d.account
               WHERE a.org = ?1 AND d.synced_at IS NOT NULL AND a.unit IS NOT NULL GROUP BY a.unit";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([org.as_str()], |row| Ok((column::text(row, "unit")?, column::plain(row, "at")?)))?
        .collect()
}

/// Every record.
pub fn docs(c: &Connection) -> Result<BTreeSet<DocId>, StorageError> {
    let mut rows = c.prepare_cached("SELECT DISTINCT doc FROM change")?;
    rows.query_and_then([], |row| Ok(DocId(column::bytes(row, "doc")?)))?.collect()
}

/// Partitions whose positions are not 1, 2, 3 …, with the position after the first gap.
pub fn gaps(c: &Connection) -> Result<Vec<(Partition, u64)>, StorageError> {
    let sql = "SELECT unit, org, min(position) AS after FROM
                 (SELECT unit, org, position, row_number() OVER (PARTITION BY unit, org ORDER BY position) AS place
                  FROM change WHERE position IS NOT NULL)
               WHERE position <> place GROUP BY unit, org";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([], |row| {
        let partition = Partition { unit: column::text(row, "unit")?, org: column::text(row, "org")? };
        Ok((partition, column::plain(row, "after")?))
    })?
    .collect()
}

/// What SQLite finds wrong with its own file.
pub fn integrity(c: &Connection) -> Result<Option<String>, StorageError> {
    let found: String = c.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(Some(found).filter(|found| found != "ok"))
}
