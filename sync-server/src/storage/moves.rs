//! Rows of accounts that go to another unit on a day, because their own is split. On that day they are moved for good.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use shared::date::Date;
use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// Notes that an account goes to a unit on a day.
pub fn plan(c: &Connection, account: &Code, from: Date, unit: &UnitCode) -> Result<(), StorageError> {
    let sql = "INSERT OR REPLACE INTO account_move VALUES (?1, ?2, ?3, 0)";
    c.prepare_cached(sql)?.execute(params![account.as_str(), u32::from(from), unit.as_str()])?;
    Ok(())
}

/// Moves every account whose day has come; returns how many.
pub fn settle(c: &Connection, today: Date) -> Result<usize, StorageError> {
    let due =
        "SELECT account, unit FROM account_move WHERE done = 0 AND valid_from <= ?1 ORDER BY valid_from";
    let mut rows = c.prepare_cached(due)?;
    let moves: Vec<(Code, UnitCode)> = rows
        .query_and_then([u32::from(today)], |row| {
            Ok::<_, StorageError>((column::text(row, "account")?, column::text(row, "unit")?))
        })?
        .collect::<Result<_, _>>()?;
    for (account, unit) in &moves {
        c.execute("UPDATE account SET unit = ?2 WHERE id = ?1", [account.as_str(), unit.as_str()])?;
    }
    c.execute("UPDATE account_move SET done = 1 WHERE valid_from <= ?1", [u32::from(today)])?;
    Ok(moves.len())
}

/// How many records there are under each unit's code, and how many of them were not handed in yet.
pub fn records(c: &Connection) -> Result<BTreeMap<UnitCode, (u32, u32)>, StorageError> {
    let sql = "SELECT r.unit AS unit, count(*) AS every, sum(r.open) AS open
               FROM record r JOIN facts f ON f.doc = r.doc AND f.kind <> 'review' GROUP BY r.unit";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([], |row| {
        Ok((column::text(row, "unit")?, (column::plain(row, "every")?, column::plain(row, "open")?)))
    })?
    .collect()
}
