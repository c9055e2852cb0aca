//! The change log and its entries as `shared::store::Store`: the same contract as on the phone, checked by the
//! same suite. A position is assigned inside the commit: the next of its partition, without gaps.

use rusqlite::{Connection, OptionalExtension, Row as SqlRow, Transaction, params};

use shared::domain::figures::Entry;
use shared::id::{ChangeHash, Code, DocId, Partition};
use shared::record::Kind;
use shared::store::{Carriage, Change, Durability, Feed, Place, Row, Shelf, Store, Write};
use shared::sync::office::Whole;
use shared::sync::wire::Fill;

use super::{SqliteStore, StorageError, column, photos};

/// Columns of a change, in the order that nothing depends on.
const CHANGE: &str = "hash, doc, unit, org, kind, bytes, position, refusal";

impl Store for SqliteStore {
    type Error = StorageError;

    /// Always strict: this database reports nothing done that is not on disk.
    async fn commit(&self, writes: Vec<Write>, _: Durability) -> Result<Vec<u64>, StorageError> {
        self.write(|tx| {
            let mut positions = Vec::new();
            for write in writes {
                apply(tx, write, &mut positions)?;
            }
            Ok(positions)
        })
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, StorageError> {
        self.read(|c| {
            let mut rows =
                c.prepare_cached(&format!("SELECT {CHANGE} FROM change WHERE doc = ?1 ORDER BY id"))?;
            rows.query_and_then([doc.0], row)?.collect()
        })
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, StorageError> {
        self.read(|c| {
            let sql =
                format!("SELECT {CHANGE} FROM change WHERE position IS NULL AND refusal IS NULL ORDER BY id");
            let mut rows = c.prepare_cached(&sql)?;
            let mut room = bytes;
            let mut changes = Vec::new();
            for stored in rows.query_and_then([], row)? {
                let change = stored?.change;
                if room == 0 {
                    break;
                }
                room = room.saturating_sub(change.bytes.len());
                changes.push(change);
            }
            Ok(changes)
        })
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, StorageError> {
        self.read(|c| {
            let sql = "SELECT doc, hash, position, refusal FROM change WHERE position IS NULL ORDER BY id";
            let mut rows = c.prepare_cached(sql)?;
            rows.query_and_then([], |row| {
                Ok((
                    DocId(column::bytes(row, "doc")?),
                    ChangeHash(column::bytes(row, "hash")?),
                    carriage(row)?,
                ))
            })?
            .collect()
        })
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, StorageError> {
        self.read(|c| feed(c, partition, after, bytes))
    }

    async fn positions(
        &self,
        partition: &Partition,
        after: u64,
        upto: u64,
    ) -> Result<Vec<Place>, StorageError> {
        self.read(|c| {
            let sql = "SELECT position, doc, hash FROM change
                       WHERE unit = ?1 AND org = ?2 AND position > 0 AND position > ?3 AND position <= ?4
                       ORDER BY position";
            let mut rows = c.prepare_cached(sql)?;
            let (unit, org) = (partition.unit.as_str(), partition.org.as_str());
            rows.query_and_then(params![unit, org, number(after), number(upto)], |row| {
                Ok(Place {
                    position: column::plain(row, "position")?,
                    doc: DocId(column::bytes(row, "doc")?),
                    hash: ChangeHash(column::bytes(row, "hash")?),
                })
            })?
            .collect()
        })
    }

    async fn entries(&self) -> Result<Vec<Entry>, StorageError> {
        self.read(|c| {
            let mut rows = c.prepare_cached("SELECT row FROM facts ORDER BY doc")?;
            rows.query_and_then([], entry_row)?.collect()
        })
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.read(|c| value(c, on, key))
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, StorageError> {
        self.read(|c| {
            let mut rows = c.prepare_cached("SELECT key, value FROM value WHERE shelf = ?1 ORDER BY key")?;
            rows.query_and_then([shelf_name(on)], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
    }
}

fn apply(tx: &Transaction, write: Write, positions: &mut Vec<u64>) -> Result<(), StorageError> {
    match write {
        Write::Keep(change) => insert(tx, &change, None),
        Write::Adopt(change, position) => {
            insert(tx, &change, Some(position))?;
            settle(tx, change.hash, &Carriage::Received(position))
        }
        Write::Receive(change) => {
            positions.push(receive(tx, &change)?);
            Ok(())
        }
        Write::Settle(hash, carriage) => settle(tx, hash, &carriage),
        Write::Entry(entry) => {
            photos::note(tx, &entry.facts)?;
            put_entry(tx, &entry)
        }
        Write::Put(shelf, key, Some(value)) => {
            let sql =
                "INSERT INTO value VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value";
            tx.prepare_cached(sql)?.execute(params![shelf_name(shelf), key, value])?;
            Ok(())
        }
        Write::Put(shelf, key, None) => {
            tx.prepare_cached("DELETE FROM value WHERE shelf = ?1 AND key = ?2")?
                .execute(params![shelf_name(shelf), key])?;
            Ok(())
        }
    }
}

/// Stores a change; a known hash is left as it is.
fn insert(tx: &Transaction, change: &Change, position: Option<u64>) -> Result<(), StorageError> {
    let Change { hash, doc, partition: Partition { unit, org }, kind, bytes } = change;
    let sql =
        "INSERT INTO change (hash, doc, unit, org, kind, bytes, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
               ON CONFLICT (hash) DO NOTHING";
    tx.prepare_cached(sql)?.execute(params![
        hash.0,
        doc.0,
        unit.as_str(),
        org.as_str(),
        kind.code(),
        bytes,
        position
    ])?;
    Ok(())
}

/// Stores a change at the next position of its partition, unless it has one already.
fn receive(tx: &Transaction, change: &Change) -> Result<u64, StorageError> {
    let known: Option<Option<u64>> = tx
        .prepare_cached("SELECT position FROM change WHERE hash = ?1")?
        .query_row([change.hash.0], |row| row.get(0))
        .optional()?;
    if let Some(Some(position)) = known {
        return Ok(position);
    }
    let last = last_position(tx, &change.partition)?;
    let before = digest(tx, &change.partition, last)?.unwrap_or_default();
    let position = last + 1;
    insert(tx, change, None)?;
    let sql = "UPDATE change SET position = ?2, refusal = NULL, digest = ?3 WHERE hash = ?1";
    let digest = before.wrapping_add(change.hash.weight()).cast_signed();
    tx.prepare_cached(sql)?.execute(params![change.hash.0, position, digest])?;
    let Partition { unit, org } = &change.partition;
    let sql =
        "INSERT INTO record VALUES (?1, ?2, ?3, ?4, ?4, 1) ON CONFLICT DO UPDATE SET last = excluded.last";
    tx.prepare_cached(sql)?.execute(params![change.doc.0, unit.as_str(), org.as_str(), position])?;
    Ok(position)
}

/// A position, or a key of a filling, as SQLite counts: beyond its greatest number there is nothing.
fn number(position: u64) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// The last position of a partition, 0 when it is empty.
pub(super) fn last_position(c: &Connection, partition: &Partition) -> Result<u64, StorageError> {
    let sql = "SELECT coalesce(max(position), 0) FROM change WHERE unit = ?1 AND org = ?2 AND position > 0";
    let scope = [partition.unit.as_str(), partition.org.as_str()];
    Ok(c.prepare_cached(sql)?.query_row(scope, |row| row.get(0))?)
}

/// The digest of a partition's log up to a position; `None` beyond its end.
pub(super) fn digest(
    c: &Connection,
    partition: &Partition,
    position: u64,
) -> Result<Option<u64>, StorageError> {
    if position == 0 {
        return Ok(Some(0));
    }
    let sql = "SELECT digest FROM change WHERE unit = ?1 AND org = ?2 AND position = ?3 AND position > 0";
    let (unit, org) = (partition.unit.as_str(), partition.org.as_str());
    let found: Option<Option<i64>> = c
        .prepare_cached(sql)?
        .query_row(params![unit, org, number(position)], |row| row.get(0))
        .optional()?;
    Ok(found.flatten().map(i64::cast_unsigned))
}

/// Partitions whose digests are not the sums of their logs, with the first position at which they are not.
pub fn wrong_digests(c: &Connection) -> Result<Vec<(Partition, u64)>, StorageError> {
    let mut rows = c.prepare(
        "SELECT unit, org, position, hash, digest FROM change WHERE position > 0 ORDER BY unit, org, position",
    )?;
    let mut rows = rows.query([])?;
    let mut wrong: Vec<(Partition, u64)> = Vec::new();
    let mut sum: Option<(Partition, u64)> = None;
    while let Some(row) = rows.next()? {
        let partition = Partition { unit: column::text(row, "unit")?, org: column::text(row, "org")? };
        let before = sum.take().filter(|(of, _)| *of == partition).map_or(0, |(_, sum)| sum);
        let now = before.wrapping_add(ChangeHash(column::bytes(row, "hash")?).weight());
        let told = column::plain::<Option<i64>>(row, "digest")?.map(i64::cast_unsigned);
        if told != Some(now) && wrong.last().is_none_or(|(of, _)| *of != partition) {
            wrong.push((partition.clone(), column::plain(row, "position")?));
        }
        sum = Some((partition, now));
    }
    Ok(wrong)
}

/// The next whole records of a stage of a filling.
pub(super) fn whole(
    c: &Connection,
    partition: &Partition,
    fill: &Fill,
    bytes: usize,
) -> Result<Whole, StorageError> {
    let (unit, org) = (partition.unit.as_str(), partition.org.as_str());
    let (upto, key) = (number(fill.upto), number(fill.key));
    // Stages 0 and 1: unchanged since, the newest first; stage 2: changed since, the oldest first.
    let sql = match fill.stage {
        0 | 1 => {
            "SELECT doc, last AS key FROM record
             WHERE unit = ?1 AND org = ?2 AND open = ?5 AND last <= ?3 AND last < ?4 ORDER BY last DESC"
        }
        _ => {
            "SELECT doc, first AS key FROM record
             WHERE unit = ?1 AND org = ?2 AND first <= ?3 AND first > ?4 AND last > ?3 AND ?5 = ?5
             ORDER BY first"
        }
    };
    let mut records = c.prepare_cached(sql)?;
    let mut records = records.query(params![unit, org, upto, key, fill.stage == 0])?;
    let sql = format!(
        "SELECT {CHANGE} FROM change WHERE doc = ?1 AND position > 0 AND position <= ?2 ORDER BY position"
    );
    let mut changes = c.prepare_cached(&sql)?;
    let mut whole = Whole::default();
    let mut room = bytes;
    while let Some(record) = records.next()? {
        if room == 0 {
            return Ok(whole);
        }
        for stored in changes.query_and_then(params![column::bytes::<16>(record, "doc")?, upto], row)? {
            let Row { change, carriage } = stored?;
            let Carriage::Received(position) = carriage else { continue };
            room = room.saturating_sub(change.bytes.len());
            whole.changes.push((position, change));
        }
        whole.next = Some(column::plain(record, "key")?);
    }
    Ok(Whole { next: None, ..whole })
}

fn settle(tx: &Transaction, hash: ChangeHash, carriage: &Carriage) -> Result<(), StorageError> {
    let (position, refusal) = match carriage {
        Carriage::Pending => (None, None),
        Carriage::Received(position) => (Some(*position), None),
        Carriage::Refused(code) => (None, Some(code.as_str())),
    };
    tx.prepare_cached("UPDATE change SET position = ?2, refusal = ?3 WHERE hash = ?1")?
        .execute(params![hash.0, position, refusal])?;
    Ok(())
}

fn put_entry(tx: &Transaction, entry: &Entry) -> Result<(), StorageError> {
    let row = postcard::to_allocvec(entry).map_err(|_| StorageError::Damaged("facts".into()))?;
    let facts = &entry.facts;
    let Partition { unit, org } = &facts.partition;
    let day = facts.event_date.map(u32::from);
    tx.prepare_cached("INSERT OR REPLACE INTO facts VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        facts.doc.0,
        unit.as_str(),
        org.as_str(),
        facts.kind.code(),
        day,
        row
    ])?;
    tx.prepare_cached("UPDATE record SET open = ?2 WHERE doc = ?1")?
        .execute(params![facts.doc.0, facts.state.is_unsent()])?;
    Ok(())
}

fn feed(c: &Connection, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, StorageError> {
    let sql = format!(
        "SELECT {CHANGE} FROM change
         WHERE unit = ?1 AND org = ?2 AND position > 0 AND position > ?3 ORDER BY position"
    );
    let mut rows = c.prepare_cached(&sql)?;
    let scope = params![partition.unit.as_str(), partition.org.as_str(), number(after)];
    let mut room = bytes;
    let mut feed = Feed { to: after, ..Feed::default() };
    for stored in rows.query_and_then(scope, row)? {
        if room == 0 {
            feed.more = true;
            break;
        }
        let Row { change, carriage } = stored?;
        let Carriage::Received(position) = carriage else { continue };
        room = room.saturating_sub(change.bytes.len());
        feed.to = position;
        feed.changes.push((position, change));
    }
    Ok(feed)
}

fn row(row: &SqlRow) -> Result<Row, StorageError> {
    let kind: String = column::plain(row, "kind")?;
    let change = Change {
        hash: ChangeHash(column::bytes(row, "hash")?),
        doc: DocId(column::bytes(row, "doc")?),
        partition: Partition { unit: column::text(row, "unit")?, org: column::text(row, "org")? },
        kind: Kind::from_code(&kind).ok_or_else(|| StorageError::Damaged("kind".into()))?,
        bytes: column::plain(row, "bytes")?,
    };
    Ok(Row { change, carriage: carriage(row)? })
}

fn carriage(row: &SqlRow) -> Result<Carriage, StorageError> {
    if let Some(position) = column::plain(row, "position")? {
        return Ok(Carriage::Received(position));
    }
    Ok(column::text_or_none::<Code>(row, "refusal")?.map_or(Carriage::Pending, Carriage::Refused))
}

/// An entry as it lies in the column `row`.
pub(super) fn entry_row(row: &SqlRow) -> Result<Entry, StorageError> {
    let bytes: Vec<u8> = column::plain(row, "row")?;
    postcard::from_bytes(&bytes).map_err(|_| StorageError::Damaged("facts".into()))
}

/// A small value.
pub(super) fn value(c: &Connection, shelf: Shelf, key: &str) -> Result<Option<Vec<u8>>, StorageError> {
    let sql = "SELECT value FROM value WHERE shelf = ?1 AND key = ?2";
    Ok(c.prepare_cached(sql)?.query_row([shelf_name(shelf), key], |row| row.get(0)).optional()?)
}

const fn shelf_name(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Meta => "meta",
        Shelf::Register => "register",
        Shelf::Draft => "draft",
        Shelf::Person => "person",
        Shelf::Damaged => "damaged",
        Shelf::Parcel => "parcel",
        Shelf::Letter => "letter",
    }
}
