//! The storage contract over IndexedDB, and what only this backend promises: rows that rot, connections that
//! break, tabs of different versions. Only in the test build, which exports `runConformance`; a page of the
//! browser tests calls it. A broken promise panics with its words.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbTransactionMode;

use shared::catalogue::Catalogue;
use shared::domain::figures;
use shared::id::{ChangeHash, DocId, Partition};
use shared::record::{Flat, Kind};
use shared::store::album::conformance as album;
use shared::store::conformance::{Bench, suite};
use shared::store::{Carriage, Change, Durability, Shelf, Store, Write};

use super::connection::Connection;
use super::ladder::{BY_HASH, CHANGES, FACTS};
use super::work::Asked;
use super::{IdbError, IndexedDb, row};
use crate::platform::{Local, Remains};

/// Runs the shared suite and this backend's own checks; their names, one line each.
#[wasm_bindgen(js_name = runConformance)]
pub async fn run_conformance() -> String {
    crate::platform::browser::report_panics();
    let bench = Profile { made: Cell::new(0) };
    suite(&bench).await;
    album::suite(bench.fresh().await, async |album| bench.reopen(album).await).await;
    a_damaged_row_is_set_aside_and_the_rest_is_read(&bench).await;
    a_damaged_row_is_mended_by_the_next_good_copy(&bench).await;
    entries_that_cannot_be_read_are_named(&bench).await;
    nothing_of_an_abandoned_commit_remains(&bench).await;
    a_lost_connection_is_opened_again(&bench).await;
    a_newer_version_gets_the_database_and_the_older_one_says_so(&bench).await;
    [
        "suite",
        "album",
        "a_damaged_row_is_set_aside_and_the_rest_is_read",
        "a_damaged_row_is_mended_by_the_next_good_copy",
        "entries_that_cannot_be_read_are_named",
        "nothing_of_an_abandoned_commit_remains",
        "a_lost_connection_is_opened_again",
        "a_newer_version_gets_the_database_and_the_older_one_says_so",
    ]
    .join("\n")
}

/// Databases with names of their own in this browser profile.
struct Profile {
    made: Cell<u32>,
}

impl Bench for Profile {
    type Store = IndexedDb;

    async fn fresh(&self) -> IndexedDb {
        self.made.set(self.made.get() + 1);
        IndexedDb::new(&format!("conformance-{}-{}", crate::platform::browser::clock_ms(), self.made.get()))
    }

    async fn reopen(&self, store: IndexedDb) -> IndexedDb {
        let name = store.connection.name().to_owned();
        drop(store);
        IndexedDb::new(&name)
    }
}

fn change(number: u8) -> Change {
    let partition =
        Partition { unit: "HT".parse().expect("a code"), org: "youth_union".parse().expect("a code") };
    let (hash, bytes) = (ChangeHash([number; 32]), vec![number; 40]);
    Change { hash, doc: DocId([1; 16]), partition, kind: Kind::Inspection, bytes }
}

async fn commit(store: &IndexedDb, writes: Vec<Write>) {
    store.commit(writes, Durability::Strict).await.expect("a commit succeeds");
}

/// Three changes of one document, the second received and then spoiled.
async fn spoiled(bench: &Profile, how: impl Fn(&JsValue)) -> IndexedDb {
    let store = bench.fresh().await;
    commit(&store, (1..=3).map(|number| Write::Keep(change(number))).collect()).await;
    commit(&store, vec![Write::Settle(ChangeHash([2; 32]), Carriage::Received(7))]).await;
    let stores = [CHANGES];
    let mode = IdbTransactionMode::Readwrite;
    let work = store.connection.begin(&stores, mode, Durability::Strict).await.expect("a transaction");
    let request = work.index(CHANGES, BY_HASH).expect("the index").get(&row::key(&[2; 32]));
    let object = Asked::of(request).expect("a request").answer().await.expect("a row");
    how(&object);
    work.store(CHANGES).expect("the store").put(&object).expect("a request");
    work.finish().await.expect("a commit succeeds");
    store
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    Reflect::set(object, &name.into(), value).expect("a plain object");
}

async fn names(store: &IndexedDb) -> Vec<u8> {
    let rows = store.changes_of(DocId([1; 16])).await.expect("changes are read");
    rows.iter().map(|row| row.change.hash.0[0]).collect()
}

async fn a_damaged_row_is_set_aside_and_the_rest_is_read(bench: &Profile) {
    let rotten = row::key(&[0xff; 40]);
    let spoilers: [&dyn Fn(&JsValue); 4] = [
        &|row| set(row, "bytes", &rotten),
        &|row| set(row, "bytes", &JsValue::from("text")),
        &|row| set(row, "kind", &JsValue::NULL),
        &|row| set(row, "position", &JsValue::from(-0.5)),
    ];
    for how in spoilers {
        let store = spoiled(bench, how).await;
        assert_eq!(names(&store).await, [1, 3], "what is sound is read");
        let kept = store.get(Shelf::Damaged, &Remains::key(DocId([1; 16]))).await.expect("a value is read");
        let remains = Remains::decode(kept.as_ref());
        assert_eq!(remains.len(), 1, "the damaged row lies aside");
        assert_eq!(remains[0].hash, Some(ChangeHash([2; 32])), "with its name");
        assert_eq!(names(&store).await, [1, 3], "once, not again");
        commit(&store, vec![Write::Adopt(change(2), 7)]).await;
        assert_eq!(names(&store).await, [1, 3, 2], "and comes back when it comes again");
    }
}

async fn a_damaged_row_is_mended_by_the_next_good_copy(bench: &Profile) {
    let store = spoiled(bench, |row| set(row, "bytes", &JsValue::NULL)).await;
    commit(&store, vec![Write::Adopt(change(2), 7)]).await;
    assert_eq!(names(&store).await, [1, 2, 3], "in its old place");
    let aside = store.list(Shelf::Damaged).await.expect("a shelf is read");
    assert!(aside.is_empty(), "nothing was lost, nothing lies aside");
}

async fn entries_that_cannot_be_read_are_named(bench: &Profile) {
    let store = bench.fresh().await;
    let of = |doc: u8| {
        let partition = change(1).partition;
        figures::derive(DocId([doc; 16]), &partition, Kind::Feedback, &Flat::default(), Catalogue::builtin())
    };
    commit(&store, (1..=3).map(|doc| Write::Entry(Box::new(of(doc)))).collect()).await;
    let mode = IdbTransactionMode::Readwrite;
    let work = store.connection.begin(&[FACTS], mode, Durability::Strict).await.expect("a transaction");
    let rotten = row::key(&[figures::VERSION, 0xff]);
    work.store(FACTS).expect("the store").put_with_key(&rotten, &row::key(&[2; 16])).expect("a request");
    let older = row::key(&[0, 1, 2, 3]);
    work.store(FACTS).expect("the store").put_with_key(&older, &row::key(&[3; 16])).expect("a request");
    work.finish().await.expect("a commit succeeds");
    let (sound, unreadable) = store.indexed().await.expect("entries are read");
    assert_eq!(sound, [of(1)], "the sound ones are read");
    assert_eq!(unreadable, [DocId([2; 16]), DocId([3; 16])], "the others are named");
    let asked = [DocId([1; 16]), DocId([2; 16]), DocId([9; 16])];
    let some = store.indexed_of(&asked).await.expect("entries are read");
    assert_eq!(some, (vec![of(1)], vec![DocId([2; 16])]), "those that were asked for, and are there");
}

async fn nothing_of_an_abandoned_commit_remains(bench: &Profile) {
    let store = bench.fresh().await;
    let (stores, mode) = ([CHANGES, super::VALUES], IdbTransactionMode::Readwrite);
    let work = store.connection.begin(&stores, mode, Durability::Strict).await.expect("a transaction");
    let writes = vec![Write::Keep(change(1)), Write::Put(Shelf::Meta, "key".to_owned(), Some(vec![1]))];
    IndexedDb::write(&work, writes).await.expect("requests are made");
    work.abandon();
    assert!(work.finish().await.is_err(), "it says that it was not done");
    assert!(names(&store).await.is_empty(), "no change");
    assert_eq!(store.get(Shelf::Meta, "key").await, Ok(None), "no value");
}

async fn a_lost_connection_is_opened_again(bench: &Profile) {
    let store = bench.fresh().await;
    commit(&store, vec![Write::Keep(change(1))]).await;
    store.connection.database().await.expect("a database").close();
    assert_eq!(names(&store).await, [1], "a question finds it again");
    store.connection.database().await.expect("a database").close();
    commit(&store, vec![Write::Keep(change(2))]).await;
    assert_eq!(names(&store).await, [1, 2], "so does a commit");
}

async fn a_newer_version_gets_the_database_and_the_older_one_says_so(bench: &Profile) {
    let store = bench.fresh().await;
    commit(&store, vec![Write::Keep(change(1))]).await;
    let newer = Connection::of_version(store.connection.name(), super::ladder::VERSION + 1);
    let database = newer.database().await.expect("the older tab makes way");
    assert!(database.is_instance_of::<web_sys::IdbDatabase>());
    assert_eq!(store.changes_of(DocId([1; 16])).await, Err(IdbError::Newer), "the older tab says what to do");
}
