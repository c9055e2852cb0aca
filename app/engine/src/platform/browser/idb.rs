//! The phone's store in IndexedDB, by the contract of `shared::store`. It speaks to the browser directly and
//! not through a wrapper, because it needs what wrappers hide: why a transaction was aborted, when the browser
//! closed the connection, and how durable a commit is. It never retries a commit by itself, never lets a
//! damaged row end the program, and never hides one.

mod album;
#[cfg(feature = "conformance")]
mod checks;
mod connection;
mod failure;
mod ladder;
mod plan;
mod row;
mod work;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursor, IdbCursorDirection, IdbIndex, IdbKeyRange, IdbTransactionMode};

use shared::domain::figures::{self, Entry};
use shared::id::{ChangeHash, DocId, Partition};
use shared::sorted::{Map, sort_by};
use shared::store::{Carriage, Change, Durability, Feed, Place, Row, Shelf, Store, Write};

pub use failure::IdbError;

use connection::Connection;
use ladder::{BY_DOC, BY_HASH, BY_LOG, BY_WAITING, CHANGES, FACTS, VALUES};
use plan::{Plan, Slot};
use row::Stored;
use work::{Asked, Work};

use crate::platform::{Local, Remains};

/// Rows read in the first step of a bounded read.
const FIRST_ROWS: u32 = 256;

/// Rows read in one step of a read of many.
const PAGE_ROWS: u32 = 2_000;

/// The store of one browser profile.
pub struct IndexedDb {
    connection: Connection,
}

fn lift<T>(result: Result<T, JsValue>) -> Result<T, IdbError> {
    result.map_err(|thrown| IdbError::of(&thrown))
}

fn objects(array: JsValue) -> Vec<JsValue> {
    array.dyn_into::<Array>().map(|array| array.to_vec()).unwrap_or_default()
}

fn shelf_name(shelf: Shelf) -> &'static str {
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

fn value_key(shelf: Shelf, key: &str) -> JsValue {
    Array::of2(&shelf_name(shelf).into(), &key.into()).into()
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    Some(value.dyn_ref::<js_sys::Uint8Array>()?.to_vec())
}

/// Positions of a partition after one of them and up to another, as a range of the log index.
fn log_range(partition: &Partition, after: u64, upto: u64) -> Result<IdbKeyRange, IdbError> {
    let partition = JsValue::from(partition.to_string());
    let from = Array::of2(&partition, &row::position_key(after));
    let to = Array::of2(&partition, &row::position_key(upto));
    lift(IdbKeyRange::bound_with_lower_open(&from, &to, true))
}

/// How many of these changes fit: up to and including the one that reaches `room` bytes.
fn fitting<'c>(changes: impl IntoIterator<Item = &'c Change>, room: usize) -> (usize, bool) {
    let mut used = 0;
    let mut count = 0;
    for change in changes {
        if used >= room {
            return (count, true);
        }
        used += change.bytes.len();
        count += 1;
    }
    (count, used >= room)
}

impl IndexedDb {
    /// The store of this name; nothing is opened before it is used.
    pub fn new(name: &str) -> Self {
        Self { connection: Connection::new(name) }
    }

    async fn read(&self, store: &str) -> Result<Work, IdbError> {
        self.connection.begin(&[store], IdbTransactionMode::Readonly, Durability::Relaxed).await
    }

    /// Rows of an index, in its order, without those that cannot be read: these are set aside first.
    async fn rows(&self, index: &str, query: &JsValue, limit: u32) -> Result<Vec<Row>, IdbError> {
        let work = self.read(CHANGES).await?;
        let request = work.index(CHANGES, index)?.get_all_with_key_and_limit(query, limit);
        let found = objects(Asked::of(request)?.answer().await?);
        let (mut sound, mut broken) = (Vec::new(), Vec::new());
        for object in found {
            match row::read(&object) {
                Some(stored) => sound.push(stored.row),
                None => broken.push(object),
            }
        }
        if !broken.is_empty() {
            self.set_aside(&broken).await?;
        }
        Ok(sound)
    }

    /// Moves rows that cannot be read to `Shelf::Damaged`, under the document they name or their place.
    async fn set_aside(&self, broken: &[JsValue]) -> Result<(), IdbError> {
        let mut remains: Map<String, Vec<Remains>> = Map::new();
        for object in broken {
            let place = || format!("row {}", row::seq(object).and_then(row::whole).unwrap_or_default());
            let name = row::doc(object).map_or_else(place, Remains::key);
            if !remains.contains_key(&name) {
                let before = self.get(Shelf::Damaged, &name).await?;
                remains.insert(name.clone(), Remains::decode(before.as_ref()));
            }
            remains.entry(name).or_default().push(Remains {
                hash: row::hash(object),
                partition: row::partition(object),
                position: row::position(object),
                bytes: row::remains(object),
            });
        }
        let stores = [CHANGES, VALUES];
        let work = self.connection.begin(&stores, IdbTransactionMode::Readwrite, Durability::Strict).await?;
        for seq in broken.iter().filter_map(row::seq) {
            lift(work.store(CHANGES)?.delete(&seq.into()))?;
        }
        for (name, kept) in remains {
            let value = row::key(&Remains::encode(&kept));
            lift(work.store(VALUES)?.put_with_key(&value, &value_key(Shelf::Damaged, &name)))?;
        }
        work.finish().await
    }

    /// Rows of an index until `enough` says so; every step reads twice as many as the one before.
    async fn rows_until(
        &self,
        index: &str,
        query: &JsValue,
        enough: impl Fn(&[Row]) -> bool,
    ) -> Result<Vec<Row>, IdbError> {
        let mut limit = FIRST_ROWS;
        loop {
            let rows = self.rows(index, query, limit).await?;
            if enough(&rows) || u32::try_from(rows.len()).is_ok_and(|count| count < limit) {
                return Ok(rows);
            }
            limit = limit.saturating_mul(2);
        }
    }

    /// Reads the rows of `hashes` and the last positions of `partitions` inside a commit's transaction.
    async fn look_up(
        work: &Work,
        hashes: Vec<ChangeHash>,
        partitions: Vec<Partition>,
    ) -> Result<Plan, IdbError> {
        let mut slots = Map::new();
        let mut last = Map::new();
        if !hashes.is_empty() {
            let index: IdbIndex = work.index(CHANGES, BY_HASH)?;
            let mut asked = Vec::with_capacity(hashes.len());
            for hash in hashes {
                asked.push((hash, Asked::of(index.get(&row::key(&hash.0)))?));
            }
            for (hash, asked) in asked {
                let object = asked.answer().await?;
                if !object.is_undefined() {
                    let found = row::read(&object).map(|stored| stored.row);
                    slots.insert(hash, Slot { seq: row::seq(&object), row: found });
                }
            }
        }
        for partition in partitions {
            let range = log_range(&partition, 0, u64::MAX)?;
            let index = work.index(CHANGES, BY_LOG)?;
            let request = index.open_key_cursor_with_range_and_direction(&range, IdbCursorDirection::Prev);
            let cursor = Asked::of(request)?.answer().await?;
            let key = cursor.dyn_ref::<IdbCursor>().map(IdbCursor::key).transpose();
            let position = lift(key)?.and_then(|key| objects(key).get(1).and_then(JsValue::as_f64));
            last.insert(partition, position.and_then(row::whole).unwrap_or(0));
        }
        Ok(Plan::new(slots, last))
    }

    async fn write(work: &Work, writes: Vec<Write>) -> Result<Vec<u64>, IdbError> {
        let mut plan = Self::look_up(work, plan::hashes(&writes), plan::partitions(&writes)).await?;
        for write in writes {
            match write {
                Write::Entry(entry) => {
                    let mut value = vec![figures::VERSION];
                    value.extend(messages::encode(&entry).unwrap_or_default());
                    lift(work.store(FACTS)?.put_with_key(&row::key(&value), &row::key(&entry.facts.doc.0)))?;
                }
                Write::Put(shelf, key, Some(value)) => {
                    lift(work.store(VALUES)?.put_with_key(&row::key(&value), &value_key(shelf, &key)))?;
                }
                Write::Put(shelf, key, None) => {
                    lift(work.store(VALUES)?.delete(&value_key(shelf, &key)))?;
                }
                other => plan.apply(other),
            }
        }
        let (rows, positions) = plan.finish();
        for stored in rows {
            lift(work.store(CHANGES)?.put(&lift(row::write(&stored))?))?;
        }
        Ok(positions)
    }
}

/// The object stores that a commit touches: a draft does not wait for a synchronisation.
fn touched(writes: &[Write]) -> Vec<&'static str> {
    let store = |write: &Write| match write {
        Write::Entry(_) => FACTS,
        Write::Put(..) => VALUES,
        _ => CHANGES,
    };
    let touches = |name: &&str| writes.iter().any(|write| store(write) == *name);
    [CHANGES, FACTS, VALUES].into_iter().filter(touches).collect()
}

impl Store for IndexedDb {
    type Error = IdbError;

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, IdbError> {
        let stores = touched(&writes);
        if stores.is_empty() {
            return Ok(Vec::new());
        }
        let work = self.connection.begin(&stores, IdbTransactionMode::Readwrite, durability).await?;
        match Self::write(&work, writes).await {
            Ok(positions) => {
                work.finish().await.inspect_err(|error| self.connection.heed(error))?;
                Ok(positions)
            }
            Err(error) => {
                work.abandon();
                self.connection.heed(&error);
                Err(error)
            }
        }
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, IdbError> {
        let rows = self.rows(BY_DOC, &row::key(&doc.0), u32::MAX).await?;
        super::at_work_on(doc);
        Ok(rows)
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, IdbError> {
        let enough = |rows: &[Row]| fitting(rows.iter().map(|row| &row.change), bytes).1;
        let rows = self.rows_until(BY_WAITING, &row::PENDING.into(), enough).await?;
        let mut changes: Vec<_> = rows.into_iter().map(|row| row.change).collect();
        changes.truncate(fitting(&changes, bytes).0);
        Ok(changes)
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, IdbError> {
        let work = self.read(CHANGES).await?;
        let found = objects(Asked::of(work.index(CHANGES, BY_WAITING)?.get_all())?.answer().await?);
        let mut rows: Vec<_> = found.iter().filter_map(row::read).collect();
        // The index puts refused changes behind pending ones; what was asked for is the order of storing.
        sort_by(&mut rows, |a, b| a.seq.unwrap_or_default().total_cmp(&b.seq.unwrap_or_default()));
        Ok(rows
            .into_iter()
            .map(|Stored { row, .. }| (row.change.doc, row.change.hash, row.carriage))
            .collect())
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, IdbError> {
        // One row more than fits shows whether the log goes on.
        let enough = |rows: &[Row]| fitting(rows.iter().map(|row| &row.change), bytes).0 < rows.len();
        let rows = self.rows_until(BY_LOG, &log_range(partition, after, u64::MAX)?.into(), enough).await?;
        let fit = fitting(rows.iter().map(|row| &row.change), bytes).0;
        let more = fit < rows.len();
        let changes: Vec<_> = rows
            .into_iter()
            .take(fit)
            .filter_map(|row| match row.carriage {
                Carriage::Received(position) => Some((position, row.change)),
                _ => None,
            })
            .collect();
        let to = changes.last().map_or(after, |(position, _)| *position);
        Ok(Feed { changes, to, more })
    }

    async fn positions(&self, partition: &Partition, after: u64, upto: u64) -> Result<Vec<Place>, IdbError> {
        let mut places: Vec<Place> = Vec::new();
        loop {
            // Whole rows are read for their names: a page of them at a time.
            let from = places.last().map_or(after, |place| place.position);
            if from >= upto {
                return Ok(places);
            }
            let rows = self.rows(BY_LOG, &log_range(partition, from, upto)?.into(), PAGE_ROWS).await?;
            let place = |row: Row| match row.carriage {
                Carriage::Received(position) => {
                    Some(Place { position, doc: row.change.doc, hash: row.change.hash })
                }
                _ => None,
            };
            let (before, found) = (places.len(), rows.len());
            places.extend(rows.into_iter().filter_map(place));
            if u32::try_from(found).is_ok_and(|found| found < PAGE_ROWS) || places.len() == before {
                return Ok(places);
            }
        }
    }

    async fn entries(&self) -> Result<Vec<Entry>, IdbError> {
        Ok(self.indexed().await?.0)
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, IdbError> {
        let work = self.read(VALUES).await?;
        let value = Asked::of(work.store(VALUES)?.get(&value_key(on, key)))?.answer().await?;
        Ok(bytes(&value))
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, IdbError> {
        let work = self.read(VALUES).await?;
        let name = JsValue::from(shelf_name(on));
        // An array sorts behind every text: this range holds all keys of the shelf.
        let range = lift(IdbKeyRange::bound(&Array::of1(&name), &Array::of2(&name, &Array::new())))?;
        let keys = Asked::of(work.store(VALUES)?.get_all_keys_with_key(&range))?;
        let values = Asked::of(work.store(VALUES)?.get_all_with_key(&range))?;
        let keys = objects(keys.answer().await?);
        let values = objects(values.answer().await?);
        let pairs = keys.into_iter().zip(&values).filter_map(|(key, value)| {
            let name = objects(key).get(1)?.as_string()?;
            Some((name, bytes(value)?))
        });
        let mut pairs: Vec<_> = pairs.collect();
        sort_by(&mut pairs, Ord::cmp);
        Ok(pairs)
    }
}

impl Local for IndexedDb {
    fn code(error: &IdbError) -> &'static str {
        error.code()
    }

    async fn indexed(&self) -> Result<(Vec<Entry>, Vec<DocId>), IdbError> {
        let work = self.read(FACTS).await?;
        let keys = Asked::of(work.store(FACTS)?.get_all_keys())?;
        let values = Asked::of(work.store(FACTS)?.get_all())?;
        let keys = objects(keys.answer().await?);
        let values = objects(values.answer().await?);
        let (mut sound, mut broken) = (Vec::new(), Vec::new());
        for (key, value) in keys.iter().zip(&values) {
            match entry(value) {
                Some(entry) => sound.push(entry),
                None => broken.extend(doc_key(key)),
            }
        }
        Ok((sound, broken))
    }

    async fn indexed_of(&self, docs: &[DocId]) -> Result<(Vec<Entry>, Vec<DocId>), IdbError> {
        let work = self.read(FACTS).await?;
        let mut asked = Vec::with_capacity(docs.len());
        for doc in docs {
            asked.push((*doc, Asked::of(work.store(FACTS)?.get(&row::key(&doc.0)))?));
        }
        let (mut sound, mut broken) = (Vec::new(), Vec::new());
        for (doc, asked) in asked {
            let value = asked.answer().await?;
            match entry(&value) {
                Some(entry) => sound.push(entry),
                None if value.is_undefined() => {}
                None => broken.push(doc),
            }
        }
        Ok((sound, broken))
    }
}

/// An entry as it is stored; `None` when it is damaged or of another version.
fn entry(value: &JsValue) -> Option<Entry> {
    let stored = bytes(value)?;
    let (version, entry) = stored.split_first()?;
    if *version == figures::VERSION { messages::decode(entry) } else { None }
}

/// A document id that stands as a key: the browser returns binary keys as buffers.
fn doc_key(key: &JsValue) -> Option<DocId> {
    js_sys::Uint8Array::new(key).to_vec().try_into().ok().map(DocId)
}
