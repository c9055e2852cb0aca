//! What pages need of the records: their facts by year, and when each unit was last heard of.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use shared::domain::facts::Facts;
use shared::id::{Code, UnitCode};

use super::{StorageError, column, log};

/// Facts of an organisation's records with a date in `year`, or without a date yet, by document.
pub fn facts(c: &Connection, org: &Code, year: i32) -> Result<Vec<Facts>, StorageError> {
    let sql = "SELECT row FROM facts WHERE org = ?1
               AND (event_date IS NULL OR event_date BETWEEN ?2 * 10000 AND ?2 * 10000 + 9999) ORDER BY doc";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then(params![org.as_str(), year], log::facts_row)?.collect()
}

/// When a device of each unit last synchronised for this organisation, Unix milliseconds.
pub fn last_syncs(c: &Connection, org: &Code) -> Result<BTreeMap<UnitCode, i64>, StorageError> {
    let sql = "SELECT a.unit, max(d.synced_at) AS at FROM device d JOIN account a ON a.id = d.account
               WHERE a.org = ?1 AND d.synced_at IS NOT NULL AND a.unit IS NOT NULL GROUP BY a.unit";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([org.as_str()], |row| Ok((column::text(row, "unit")?, column::plain(row, "at")?)))?.collect()
}
