//! The contract of a store, as one suite that every backend runs: memory, SQLite, IndexedDB in a real browser.
//! A backend that fails it does not ship. Each check says one promise; a broken one panics with the promise
//! and what was found instead.

use std::future::Future;

use super::{Carriage, Change, Durability, Row, Shelf, Store, Write};
use crate::catalogue::Catalogue;
use crate::domain::figures::{self, Entry};
use crate::id::{ChangeHash, DocId, Partition};
use crate::record::{Flat, Kind};
use crate::sync::office::Office;
use crate::sync::wire::Fill;

/// How a backend is brought to the bench.
pub trait Bench {
    /// The backend.
    type Store: Store;

    /// An empty store, unlike every other one.
    fn fresh(&self) -> impl Future<Output = Self::Store>;

    /// Closes a store and opens it again from what it left on disk.
    fn reopen(&self, store: Self::Store) -> impl Future<Output = Self::Store>;
}

/// Runs every check, each on a fresh store.
///
/// # Panics
/// At the first promise that the backend breaks.
pub async fn suite<B: Bench>(bench: &B) {
    a_change_is_stored_once(bench).await;
    changes_keep_the_order_of_their_storing(bench).await;
    positions_are_without_gaps_in_each_partition(bench).await;
    a_verdict_moves_a_change_and_nothing_else(bench).await;
    a_change_of_the_feed_becomes_received(bench).await;
    the_outbox_is_oldest_first_and_ends_at_the_limit(bench).await;
    the_feed_is_read_in_slices(bench).await;
    positions_tell_what_stands_where(bench).await;
    a_place_is_free_once_its_change_is_taken_from_it(bench).await;
    entries_are_replaced_with_the_changes_they_come_from(bench).await;
    small_values_stay_on_their_shelves(bench).await;
    the_steps_of_a_commit_happen_in_order(bench).await;
    everything_survives_a_reopening(bench).await;
}

fn partition(unit: &str) -> Partition {
    Partition { unit: unit.parse().expect("a unit code"), org: "youth_union".parse().expect("a code") }
}

fn doc(number: u8) -> DocId {
    DocId([number; 16])
}

/// A change with the given number as name, of a document of a partition, `size` bytes long.
fn change(number: u8, of: u8, unit: &str, size: usize) -> Change {
    let (hash, bytes) = (ChangeHash([number; 32]), vec![number; size]);
    Change { hash, doc: doc(of), partition: partition(unit), kind: Kind::Outreach, bytes }
}

fn entry_of(of: u8, place: &str) -> Entry {
    let mut flat = Flat::default();
    flat.set("place", place);
    flat.set("form", "oral");
    flat.set("attendees_total", 36);
    flat.set("campaign", doc(9).to_string());
    figures::derive(doc(of), &partition("HT"), Kind::Outreach, &flat, Catalogue::builtin())
}

async fn commit<S: Store>(store: &S, writes: Vec<Write>) -> Vec<u64> {
    store.commit(writes, Durability::Strict).await.expect("a commit succeeds")
}

async fn carriages<S: Store>(store: &S, of: u8) -> Vec<Carriage> {
    rows(store, of).await.into_iter().map(|row| row.carriage).collect()
}

async fn rows<S: Store>(store: &S, of: u8) -> Vec<Row> {
    store.changes_of(doc(of)).await.expect("changes are read")
}

async fn outbox<S: Store>(store: &S, bytes: usize) -> Vec<u8> {
    let changes = store.outbox(bytes).await.expect("the outbox is read");
    changes.iter().map(|change| change.hash.0[0]).collect()
}

/// Positions and names of a slice, where to go on, and whether there is more.
async fn feed<S: Store>(store: &S, unit: &str, after: u64, bytes: usize) -> (Vec<(u64, u8)>, u64, bool) {
    let feed = store.feed(&partition(unit), after, bytes).await.expect("the feed is read");
    let changes = feed.changes.iter().map(|(position, change)| (*position, change.hash.0[0])).collect();
    (changes, feed.to, feed.more)
}

async fn a_change_is_stored_once<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let one = change(1, 1, "HT", 10);
    commit(&store, vec![Write::Keep(one.clone()), Write::Keep(one.clone())]).await;
    commit(&store, vec![Write::Keep(one.clone())]).await;
    assert_eq!(
        rows(&store, 1).await,
        [Row { change: one.clone(), carriage: Carriage::Pending }],
        "kept once"
    );

    let other = Change { bytes: vec![9; 99], ..one.clone() };
    commit(&store, vec![Write::Adopt(other, 7)]).await;
    let received = Row { change: one.clone(), carriage: Carriage::Received(7) };
    assert_eq!(rows(&store, 1).await, std::slice::from_ref(&received), "a known hash keeps its bytes");

    commit(&store, vec![Write::Keep(one)]).await;
    assert_eq!(rows(&store, 1).await, [received], "keeping a received change again does not make it pending");
}

async fn changes_keep_the_order_of_their_storing<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    for (number, of) in [(9, 1), (3, 2), (5, 1), (1, 1), (2, 2)] {
        commit(&store, vec![Write::Keep(change(number, of, "HT", 3))]).await;
    }
    let names: Vec<u8> = rows(&store, 1).await.iter().map(|row| row.change.hash.0[0]).collect();
    assert_eq!(names, [9, 5, 1], "a document's changes come in the order of their storing");
    assert!(rows(&store, 77).await.is_empty(), "an unknown document has no changes");
}

async fn positions_are_without_gaps_in_each_partition<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let first = commit(
        &store,
        vec![
            Write::Receive(change(1, 1, "HT", 3)),
            Write::Receive(change(2, 2, "NS", 3)),
            Write::Receive(change(3, 1, "HT", 3)),
            Write::Receive(change(1, 1, "HT", 3)),
        ],
    )
    .await;
    assert_eq!(first, [1, 1, 2, 1], "each partition counts by itself; a known hash keeps its position");
    let second =
        commit(&store, vec![Write::Receive(change(2, 2, "NS", 3)), Write::Receive(change(4, 2, "NS", 3))])
            .await;
    assert_eq!(second, [1, 2], "counting goes on where it stood");
    let store = bench.reopen(store).await;
    assert_eq!(
        commit(&store, vec![Write::Receive(change(5, 3, "HT", 3))]).await,
        [3],
        "also after a reopening"
    );
    assert_eq!(feed(&store, "HT", 0, 100).await.0, [(1, 1), (2, 3), (3, 5)], "no gaps");
}

async fn a_verdict_moves_a_change_and_nothing_else<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let refused = Carriage::Refused("change.too_large".parse().expect("a code"));
    commit(&store, (1..=3).map(|number| Write::Keep(change(number, 1, "HT", 3))).collect()).await;
    commit(
        &store,
        vec![
            Write::Settle(ChangeHash([1; 32]), Carriage::Received(4)),
            Write::Settle(ChangeHash([2; 32]), refused.clone()),
            Write::Settle(ChangeHash([99; 32]), Carriage::Received(1)),
        ],
    )
    .await;
    assert_eq!(
        carriages(&store, 1).await,
        [Carriage::Received(4), refused.clone(), Carriage::Pending],
        "each verdict meets its change, an unknown hash is ignored"
    );
    let unreceived = store.unreceived().await.expect("the rest is read");
    let rest = [(doc(1), ChangeHash([2; 32]), refused), (doc(1), ChangeHash([3; 32]), Carriage::Pending)];
    assert_eq!(unreceived, rest, "unreceived are the refused and the pending, oldest first");
    commit(&store, vec![Write::Settle(ChangeHash([1; 32]), Carriage::Pending)]).await;
    assert_eq!(
        outbox(&store, 100).await,
        [1, 3],
        "what a restored office lost can be offered again, in its old place"
    );
}

async fn a_change_of_the_feed_becomes_received<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(&store, vec![Write::Keep(change(1, 1, "HT", 3))]).await;
    commit(&store, vec![Write::Adopt(change(1, 1, "HT", 3), 5), Write::Adopt(change(2, 1, "HT", 3), 6)])
        .await;
    assert_eq!(
        carriages(&store, 1).await,
        [Carriage::Received(5), Carriage::Received(6)],
        "own and foreign alike"
    );
    assert!(outbox(&store, 100).await.is_empty(), "what the feed brought needs no sending");
    commit(&store, vec![Write::Adopt(change(2, 1, "HT", 3), 2)]).await;
    assert_eq!(carriages(&store, 1).await[1], Carriage::Received(2), "a restored office numbers anew");
}

async fn the_outbox_is_oldest_first_and_ends_at_the_limit<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(&store, [8, 3, 5].map(|number| Write::Keep(change(number, number, "HT", 100))).into()).await;
    commit(&store, vec![Write::Keep(change(1, 8, "NS", 100))]).await;
    assert_eq!(outbox(&store, 1_000).await, [8, 3, 5, 1], "oldest first");
    assert_eq!(outbox(&store, 100).await, [8], "the one that reaches the limit is the last");
    assert_eq!(outbox(&store, 101).await, [8, 3], "one byte more lets one more in");
    assert_eq!(outbox(&store, 1).await, [8], "a change larger than the limit still travels, alone");
    commit(&store, vec![Write::Settle(ChangeHash([8; 32]), Carriage::Received(1))]).await;
    assert_eq!(outbox(&store, 1_000).await, [3, 5, 1], "a confirmed change has left");
}

async fn the_feed_is_read_in_slices<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(&store, (1..=5).map(|number| Write::Receive(change(number, number, "HT", 100))).collect()).await;
    commit(&store, vec![Write::Receive(change(6, 6, "NS", 100)), Write::Keep(change(7, 7, "HT", 100))]).await;
    assert_eq!(feed(&store, "HT", 0, 150).await, (vec![(1, 1), (2, 2)], 2, true), "the first slice");
    assert_eq!(feed(&store, "HT", 2, 300).await, (vec![(3, 3), (4, 4), (5, 5)], 5, false), "the last slice");
    assert_eq!(feed(&store, "HT", 5, 300).await, (vec![], 5, false), "nothing new");
    assert_eq!(feed(&store, "HT", 4, 0).await, (vec![], 4, true), "no room, and it says that there is more");
    assert_eq!(feed(&store, "HT", 9, 300).await, (vec![], 9, false), "a position beyond the log");
    assert_eq!(feed(&store, "KL", 0, 300).await, (vec![], 0, false), "a partition without changes");
}

async fn positions<S: Store>(store: &S, unit: &str, after: u64, upto: u64) -> Vec<(u64, u8, u8)> {
    let places = store.positions(&partition(unit), after, upto).await.expect("positions are read");
    places.iter().map(|place| (place.position, place.doc.0[0], place.hash.0[0])).collect()
}

async fn positions_tell_what_stands_where<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let adopted = [(5, 1, 9), (6, 2, 4), (7, 1, 12)];
    let adopt = |(number, of, position)| Write::Adopt(change(number, of, "HT", 40), position);
    commit(&store, adopted.map(adopt).into()).await;
    commit(&store, vec![Write::Adopt(change(8, 3, "NS", 40), 5), Write::Keep(change(9, 3, "HT", 40))]).await;
    assert_eq!(positions(&store, "HT", 0, u64::MAX).await, [(4, 2, 6), (9, 1, 5), (12, 1, 7)], "ascending");
    assert_eq!(positions(&store, "HT", 4, 9).await, [(9, 1, 5)], "after one and up to another");
    assert_eq!(positions(&store, "HT", 12, 12).await, [], "nothing between a place and itself");
    assert_eq!(positions(&store, "KL", 0, u64::MAX).await, [], "a partition without changes");
    let store = bench.reopen(store).await;
    assert_eq!(positions(&store, "NS", 0, 5).await, [(5, 3, 8)], "partitions are apart");
}

async fn a_place_is_free_once_its_change_is_taken_from_it<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(&store, (1..=3).map(|number| Write::Adopt(change(number, 1, "HT", 9), number.into())).collect())
        .await;
    // As after a restore of the office: the second and third are where nobody knows, a new one is second.
    commit(
        &store,
        vec![
            Write::Settle(ChangeHash([2; 32]), Carriage::Received(0)),
            Write::Settle(ChangeHash([3; 32]), Carriage::Received(0)),
            Write::Adopt(change(4, 2, "HT", 9), 2),
        ],
    )
    .await;
    assert_eq!(positions(&store, "HT", 0, u64::MAX).await, [(1, 1, 1), (2, 2, 4)], "a place is one change's");
    assert!(
        store.unreceived().await.expect("the rest is read").is_empty(),
        "what has no place waits for nobody"
    );
    commit(&store, vec![Write::Adopt(change(2, 1, "HT", 9), 3)]).await;
    assert_eq!(positions(&store, "HT", 1, u64::MAX).await, [(2, 2, 4), (3, 1, 2)], "and finds a new one");
}

async fn entries_are_replaced_with_the_changes_they_come_from<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(
        &store,
        vec![Write::Entry(Box::new(entry_of(2, "Bản Mây"))), Write::Entry(Box::new(entry_of(1, "Khe Lạnh")))],
    )
    .await;
    commit(&store, vec![Write::Keep(change(1, 2, "HT", 3)), Write::Entry(Box::new(entry_of(2, "Tà Mây")))])
        .await;
    let store = bench.reopen(store).await;
    let entries = store.entries().await.expect("entries are read");
    assert_eq!(
        entries,
        [entry_of(1, "Khe Lạnh"), entry_of(2, "Tà Mây")],
        "the newest of each record, by document"
    );
}

async fn small_values_stay_on_their_shelves<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let large = vec![0xa7; 100_000];
    let put =
        |shelf, key: &str, value: Option<&[u8]>| Write::Put(shelf, key.to_owned(), value.map(<[u8]>::to_vec));
    commit(
        &store,
        vec![
            put(Shelf::Draft, "b/tờ 2", Some(b"two")),
            put(Shelf::Draft, "a", Some(&large)),
            put(Shelf::Draft, "c", Some(b"")),
            put(Shelf::Meta, "a", Some(b"meta")),
        ],
    )
    .await;
    commit(&store, vec![put(Shelf::Draft, "b/tờ 2", Some(b"three")), put(Shelf::Draft, "unknown", None)])
        .await;
    let get = async |shelf, key| store.get(shelf, key).await.expect("a value is read");
    assert_eq!(get(Shelf::Draft, "b/tờ 2").await.as_deref(), Some(&b"three"[..]), "a later value replaces");
    assert_eq!(get(Shelf::Draft, "c").await.as_deref(), Some(&b""[..]), "an empty value is a value");
    assert_eq!(get(Shelf::Meta, "b/tờ 2").await, None, "shelves are apart");
    let drafts = store.list(Shelf::Draft).await.expect("a shelf is read");
    let expected = [("a", large.as_slice()), ("b/tờ 2", b"three"), ("c", b"")];
    assert_eq!(drafts, expected.map(|(key, value)| (key.to_owned(), value.to_vec())), "a shelf lists by key");
    commit(&store, vec![put(Shelf::Draft, "a", None)]).await;
    assert_eq!(get(Shelf::Draft, "a").await, None, "a removed value is gone");
    for shelf in Shelf::ALL {
        commit(&store, vec![put(shelf, "each", Some(b"1"))]).await;
        assert_eq!(get(shelf, "each").await.as_deref(), Some(&b"1"[..]), "{shelf:?} keeps values");
    }
}

async fn the_steps_of_a_commit_happen_in_order<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    let put = |value: Option<&[u8]>| Write::Put(Shelf::Meta, "key".to_owned(), value.map(<[u8]>::to_vec));
    commit(
        &store,
        vec![
            put(Some(b"1")),
            put(None),
            Write::Keep(change(1, 1, "HT", 3)),
            Write::Settle(ChangeHash([1; 32]), Carriage::Received(1)),
            Write::Entry(Box::new(entry_of(1, "Nà Sao"))),
            Write::Entry(Box::new(entry_of(1, "Bản Vầu"))),
        ],
    )
    .await;
    assert_eq!(store.get(Shelf::Meta, "key").await.expect("a value is read"), None, "set, then removed");
    assert_eq!(carriages(&store, 1).await, [Carriage::Received(1)], "kept, then settled");
    assert_eq!(store.entries().await.expect("entries are read"), [entry_of(1, "Bản Vầu")], "written twice");
    assert!(commit(&store, Vec::new()).await.is_empty(), "an empty commit does nothing");
}

async fn everything_survives_a_reopening<B: Bench>(bench: &B) {
    let store = bench.fresh().await;
    commit(&store, (1..=100).map(|number| Write::Keep(change(number, number % 7, "HT", 50))).collect()).await;
    let before: Vec<Row> = rows(&store, 3).await;
    let writes = vec![
        Write::Settle(ChangeHash([1; 32]), Carriage::Received(1)),
        Write::Settle(ChangeHash([2; 32]), Carriage::Refused("change.malformed".parse().expect("a code"))),
        Write::Put(Shelf::Draft, "form".to_owned(), Some(b"half-filled".to_vec())),
    ];
    store.commit(writes, Durability::Relaxed).await.expect("a commit succeeds");
    let store = bench.reopen(store).await;
    assert_eq!(rows(&store, 3).await, before, "changes, in order, with their bytes");
    assert_eq!(outbox(&store, usize::MAX).await, (3..=100).collect::<Vec<u8>>(), "where each stands");
    let draft = store.get(Shelf::Draft, "form").await.expect("a value is read");
    assert_eq!(draft.as_deref(), Some(&b"half-filled"[..]), "small values");
}

/// Runs what an office's store promises beside, each check on a fresh store.
///
/// # Panics
/// At the first promise that the backend breaks.
pub async fn office_suite<B: Bench<Store: Office>>(bench: &B) {
    every_position_has_its_digest(bench).await;
    records_come_whole_and_stage_by_stage(bench).await;
}

async fn every_position_has_its_digest<B: Bench<Store: Office>>(bench: &B) {
    let store = bench.fresh().await;
    let digest = async |store: &B::Store, position| {
        store.digest(&partition("HT"), position).await.expect("a digest is read")
    };
    assert_eq!(digest(&store, 0).await, Some(0), "nothing weighs nothing");
    assert_eq!(digest(&store, 1).await, None, "beyond the end there is none");
    commit(&store, (200..=203).map(|number| Write::Receive(change(number, 1, "HT", 9))).collect()).await;
    commit(&store, vec![Write::Receive(change(200, 1, "HT", 9)), Write::Receive(change(9, 2, "NS", 9))])
        .await;
    let store = bench.reopen(store).await;
    commit(&store, vec![Write::Receive(change(204, 1, "HT", 9))]).await;
    let mut sum = 0_u64;
    for (position, number) in (1..).zip(200..=204) {
        sum = sum.wrapping_add(ChangeHash([number; 32]).weight());
        assert_eq!(digest(&store, position).await, Some(sum), "the sum up to position {position}");
    }
    assert_eq!(digest(&store, u64::MAX).await, None, "far beyond the end");
    let last = async |unit| store.last(&partition(unit)).await.expect("the end is read");
    assert_eq!((last("HT").await, last("NS").await, last("KL").await), (5, 1, 0), "where each log ends");
}

/// Documents and positions of one stage, and the key to go on from.
async fn whole<S: Office>(store: &S, fill: Fill, bytes: usize) -> (Vec<(u8, u64)>, Option<u64>) {
    let whole = store.whole(&partition("HT"), &fill, bytes).await.expect("records are read");
    (whole.changes.iter().map(|(position, change)| (change.doc.0[0], *position)).collect(), whole.next)
}

async fn records_come_whole_and_stage_by_stage<B: Bench<Store: Office>>(bench: &B) {
    let store = bench.fresh().await;
    let of = |number: u8| [1, 2, 3, 1, 4, 2, 5, 3][usize::from(number)];
    let log = (0..8).map(|number| Write::Receive(change(number, of(number), "HT", 100)));
    let state = |of: u8, state: &str| {
        let mut flat = Flat::default();
        flat.set("state", state);
        let entry = figures::derive(doc(of), &partition("HT"), Kind::Outreach, &flat, Catalogue::builtin());
        Write::Entry(Box::new(entry))
    };
    let states = [state(1, "draft"), state(2, "submitted"), state(3, "draft"), state(4, "returned")];
    commit(&store, log.chain(states).chain([state(5, "void")]).collect()).await;
    let store = bench.reopen(store).await;
    // Up to position 6: records 1 (1, 4), 2 (2, 6), 4 (5); record 3 (3, 8) has changed since, 5 is new.
    let fill = |stage, key| Fill { upto: 6, stage, key };
    assert_eq!(
        whole(&store, fill(0, 7), 1_000).await,
        (vec![(4, 5), (1, 1), (1, 4)], None),
        "unfinished, the newest first, with all their changes"
    );
    assert_eq!(whole(&store, fill(1, 7), 1_000).await, (vec![(2, 2), (2, 6)], None), "finished");
    assert_eq!(whole(&store, fill(2, 0), 1_000).await, (vec![(3, 3)], None), "changed since, as they were");
    assert_eq!(
        whole(&store, fill(0, 7), 50).await,
        (vec![(4, 5)], Some(5)),
        "the one that reaches the limit"
    );
    assert_eq!(
        whole(&store, fill(0, 5), 50).await,
        (vec![(1, 1), (1, 4)], None),
        "and on from there to the end"
    );
    assert_eq!(whole(&store, fill(0, 4), 50).await, (vec![], None), "beyond it is nothing");
    commit(&store, vec![state(1, "accepted"), Write::Receive(change(30, 2, "HT", 100))]).await;
    assert_eq!(whole(&store, fill(0, 7), 1_000).await, (vec![(4, 5)], None), "a state that changed");
    assert_eq!(whole(&store, fill(1, 7), 1_000).await, (vec![(1, 1), (1, 4)], None), "puts it elsewhere");
    assert_eq!(
        whole(&store, fill(2, 0), 1_000).await,
        (vec![(2, 2), (2, 6), (3, 3)], None),
        "the oldest first"
    );
    assert_eq!(whole(&store, fill(2, 2), 1_000).await, (vec![(3, 3)], None), "after a key");
}
