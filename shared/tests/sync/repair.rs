//! What went wrong with somebody's memory, and how phone and office come to hold the same again: lost rows,
//! old profiles, copied phones, offices from a backup, answers that come late.

use std::collections::BTreeSet;

use futures_lite::future::block_on;
use shared::id::{ChangeHash, DocId};
use shared::limits;
use shared::record::Kind;
use shared::store::{Carriage, Durability, Shelf, Store, Write};
use shared::sync::phone::{self, Ask, Event, Standing};
use shared::sync::wire::Verdict;

use crate::exchange::edit;
use crate::parties::{Phone, Server, Weather, document, partition, rows};

fn repairs(phone: &Phone) -> u64 {
    block_on(phone::repairs(&phone.store)).unwrap()
}

/// Replaces where the phone believes to stand.
fn stand(phone: &Phone, change: impl FnOnce(&mut Standing)) {
    let key = format!("sync.cursor.{}", phone.home);
    let value = block_on(phone.store.get(Shelf::Meta, &key)).unwrap().unwrap();
    let mut standing: Standing = postcard::from_bytes(&value).unwrap();
    change(&mut standing);
    let value = postcard::to_allocvec(&standing).unwrap();
    let put = Write::Put(Shelf::Meta, key, Some(value));
    block_on(phone.store.commit(vec![put], Durability::Strict)).unwrap();
}

fn hashes(store: &impl Store) -> BTreeSet<ChangeHash> {
    let entries = block_on(store.entries()).unwrap();
    let rows = entries.iter().flat_map(|entry| block_on(store.changes_of(entry.facts.doc)).unwrap());
    rows.map(|row| row.change.hash).collect()
}

/// Two phones of one commune that hold the same 40 records.
fn pair(server: &mut Server) -> (Phone, Phone) {
    let (mut one, mut two) = (Phone::new(1, "HT"), Phone::new(2, "HT"));
    for number in 0..40 {
        let doc = one.make(number, Kind::Outreach);
        one.save(doc, Kind::Outreach, &edit("place", format!("Bản {number}")));
    }
    one.sync(server);
    two.sync(server);
    (one, two)
}

#[test]
fn a_wrong_digest_is_mended_in_one_more_trip_and_counted() {
    let mut server = Server::new();
    let (_, mut two) = pair(&mut server);
    stand(&two, |standing| standing.digest ^= 1);
    let before = server.exchanges;
    two.sync(&mut server);
    assert_eq!((server.exchanges - before, repairs(&two)), (2, 1));
    assert!(server.bytes.1 < 200, "next to nothing had to come again: {:?}", server.bytes);
    two.sync(&mut server);
    assert_eq!((server.exchanges - before, repairs(&two)), (3, 1), "and then it is quiet");
}

#[test]
fn a_change_that_was_lost_on_the_way_comes_in_one_more_trip() {
    let mut server = Server::new();
    let (one, _) = pair(&mut server);
    let reader = Phone::new(3, "HT");
    let outgoing = reader.request();
    let mut response = server.respond(&reader.caller(), &outgoing.request).unwrap();
    let news = &mut response.partitions[0];
    let mut changes = news.changes(limits::ANSWER_ROOM).unwrap();
    let last = changes.pop().unwrap();
    news.steps.pop();
    let items = changes.iter().map(|(_, item)| (item.doc, item.kind.as_str(), item.bytes.as_slice()));
    news.bundle = shared::sync::bundle::pack(items).into();
    let ingested = reader.ingest(&outgoing.asked, &response);
    assert!(ingested.more, "it is noticed at once");
    assert_eq!(repairs(&reader), 1);
    let outgoing = reader.request();
    assert!(!outgoing.request.cursors[0].locator.is_empty());
    let response = server.respond(&reader.caller(), &outgoing.request).unwrap();
    let ingested = reader.ingest(&outgoing.asked, &response);
    assert!(!ingested.more && rows(&reader.store, last.1.doc).len() == 2);
    assert_eq!(hashes(&reader.store), hashes(&one.store));
}

#[test]
fn a_phone_restored_from_an_old_profile_is_never_stuck() {
    let mut server = Server::new();
    let (mut one, mut two) = pair(&mut server);
    let profile = one.store.clone();
    let lost = one.make(100, Kind::Outreach);
    one.save(DocId([3; 16]), Kind::Outreach, &edit("place", "Nà Lốc"));
    one.sync(&mut server);
    two.save(lost, Kind::Outreach, &edit("place", "never here"));
    two.sync(&mut server);
    one.store = profile;
    one.restart();
    one.save(DocId([3; 16]), Kind::Outreach, &edit("village", "Khe Bó"));
    one.make(101, Kind::Feedback);
    one.sync(&mut server);
    two.sync(&mut server);
    assert_eq!(hashes(&one.store), hashes(&server.store));
    assert_eq!(hashes(&two.store), hashes(&server.store));
    let merged = document(&one.store, DocId([3; 16])).flat();
    assert_eq!((merged.text("place"), merged.text("village")), (Some("Nà Lốc"), Some("Khe Bó")));
    assert_eq!(block_on(one.store.unreceived()).unwrap(), []);
}

#[test]
fn an_office_restored_without_a_word_is_healed_by_the_phones() {
    let mut server = Server::new();
    let (mut one, mut two) = pair(&mut server);
    let backup = server.store.clone();
    for number in 50..60 {
        one.make(number, Kind::Outreach);
        two.make(number + 50, Kind::Feedback);
    }
    one.sync(&mut server);
    two.sync(&mut server);
    one.sync(&mut server);
    let all = hashes(&server.store);
    server.store = backup;
    // Somebody else writes first: positions are given a second time.
    let mut three = Phone::new(3, "HT");
    three.make(200, Kind::Outreach);
    three.sync(&mut server);
    let before = server.exchanges;
    one.sync(&mut server);
    two.sync(&mut server);
    one.sync(&mut server);
    three.sync(&mut server);
    assert!(server.exchanges - before <= 14, "{} exchanges", server.exchanges - before);
    assert!(all.is_subset(&hashes(&server.store)), "what the office lost is back");
    two.sync(&mut server);
    for phone in [&one, &two, &three] {
        assert_eq!(hashes(&phone.store), hashes(&server.store));
    }
    assert!(repairs(&one) > 0);
}

#[test]
fn a_restore_that_is_announced_offers_again_only_what_was_lost() {
    let mut server = Server::new();
    let (mut one, mut two) = pair(&mut server);
    let backup = server.store.clone();
    let lost = one.make(50, Kind::Outreach);
    one.sync(&mut server);
    two.sync(&mut server);
    (server.store, server.epoch) = (backup, 9);
    server.arrivals.clear();
    one.sync(&mut server);
    two.sync(&mut server);
    assert_eq!(hashes(&two.store), hashes(&server.store));
    let again: Vec<_> = rows(&one.store, lost).into_iter().map(|row| row.change.bytes).collect();
    assert!(again.iter().all(|bytes| server.arrivals.contains_key(bytes)));
    // The common past is found at a power of two before the end: a few changes come twice.
    assert!(server.arrivals.len() <= 4, "{} changes came up again", server.arrivals.len());
}

#[test]
fn two_copies_of_one_phone_lose_nothing() {
    let mut server = Server::new();
    let (mut one, _) = pair(&mut server);
    let mut copy = Phone::new(1, "HT");
    copy.store = one.store.clone();
    copy.start = 40;
    let doc = DocId([7; 16]);
    one.save(doc, Kind::Outreach, &edit("place", "Bản Chuông"));
    copy.save(doc, Kind::Outreach, &edit("place", "Nà Tồng"));
    let mine = copy.make(150, Kind::Feedback);
    one.make(151, Kind::Feedback);
    for _ in 0..2 {
        one.sync(&mut server);
        copy.sync(&mut server);
    }
    assert_eq!(hashes(&one.store), hashes(&copy.store));
    assert_eq!(hashes(&one.store), hashes(&server.store));
    assert_eq!(document(&one.store, doc).flat().all("place").len(), 2, "both values stand");
    assert!(matches!(one.carriages(mine)[..], [Carriage::Received(_)]));
}

#[test]
fn a_drop_sends_at_most_one_slice_again_and_the_same_parcel() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    for number in 0..120 {
        let doc = phone.make(number, Kind::Outreach);
        phone.save(doc, Kind::Outreach, &edit("content.a", "ư".repeat(2_000)));
    }
    let mut exchanges = 0;
    phone.run(&mut server, Event::ByHand, || {
        exchanges += 1;
        if exchanges == 3 { Weather::AnswerLost } else { Weather::Fair }
    });
    let parcel = |phone: &Phone| phone.request().request.parcels.remove(0);
    assert_eq!(parcel(&phone), parcel(&phone), "the parcel without an answer goes again as it is");
    phone.sync(&mut server);
    let again: usize =
        server.arrivals.iter().filter(|(_, times)| **times > 1).map(|(bytes, _)| bytes.len()).sum();
    let slice = 4 * limits::PUSH_BYTES_TARGET;
    assert!(again > 0 && again <= slice + limits::CHANGE_BYTES_MAX, "{again} bytes came twice");
    assert!(server.arrivals.values().all(|times| *times <= 2));
    assert_eq!(block_on(phone.store.list(Shelf::Parcel)).unwrap(), [], "no parcel is left");
}

#[test]
fn what_was_carried_and_then_sent_is_there_once_and_a_late_answer_takes_nothing_back() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    let letter = block_on(phone::letter(&phone.store, &phone.me())).unwrap();
    let numbers: Vec<u64> = letter.asked.parcels.iter().map(|parcel| parcel.number).collect();
    block_on(phone::carry(&phone.store, &numbers, 5_000)).unwrap();
    let carried = block_on(phone::carried(&phone.store)).unwrap();
    assert_eq!(carried.into_iter().collect::<Vec<_>>(), [(rows(&phone.store, doc)[0].change.hash, 5_000)]);
    let answer = server.respond(&phone.caller(), &letter.request).unwrap();
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    let request = phone.request().request;
    assert_eq!(request.parcels[0], letter.request.parcels[0], "the same parcel by another carrier");
    phone.sync(&mut server);
    assert_eq!(phone.carriages(doc), [Carriage::Received(1), Carriage::Received(2)]);
    assert_eq!(block_on(phone::carried(&phone.store)).unwrap().len(), 0);
    let standing = |phone: &Phone| {
        let key = format!("sync.cursor.{}", partition("HT"));
        block_on(phone.store.get(Shelf::Meta, &key)).unwrap()
    };
    let before = standing(&phone);
    let ingested = phone.ingest(&letter.asked, &answer);
    assert_eq!(standing(&phone), before, "the cursor stays");
    assert!(!ingested.more);
    let mut refusing = answer.clone();
    refusing.verdicts = vec![Verdict::Refused("device.revoked".into())];
    phone.ingest(&letter.asked, &refusing);
    assert_eq!(phone.carriages(doc), [Carriage::Received(1), Carriage::Received(2)], "and so do receipts");
    let exchanges = server.exchanges;
    phone.sync(&mut server);
    assert_eq!((server.exchanges - exchanges, repairs(&phone)), (1, 0));
}

#[test]
fn an_answer_of_an_earlier_life_of_the_office_says_nothing() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    phone.sync(&mut server);
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    let letter = block_on(phone::letter(&phone.store, &phone.me())).unwrap();
    let backup = server.store.clone();
    let answer = server.respond(&phone.caller(), &letter.request).unwrap();
    (server.store, server.epoch) = (backup, 5);
    phone.sync(&mut server);
    let before = phone.carriages(doc);
    phone.ingest(&letter.asked, &answer);
    assert_eq!(phone.carriages(doc), before);
    assert_eq!(block_on(phone::epoch(&phone.store)).unwrap(), 5);
}

#[test]
fn a_phone_that_lost_rows_gets_them_again() {
    let mut server = Server::new();
    let (one, two) = pair(&mut server);
    // What is left of the second phone's store after its rows from position 21 on were lost.
    let left = Phone::new(2, "HT");
    let entries = block_on(two.store.entries()).unwrap();
    let mut writes: Vec<Write> = Vec::new();
    for entry in entries {
        let doc = entry.facts.doc;
        writes.push(Write::Entry(Box::new(entry)));
        for row in rows(&two.store, doc) {
            if let Carriage::Received(position @ 1..=20) = row.carriage {
                writes.push(Write::Adopt(row.change, position));
            }
        }
    }
    let meta = block_on(two.store.list(Shelf::Meta)).unwrap();
    writes.extend(meta.into_iter().map(|(key, value)| Write::Put(Shelf::Meta, key, Some(value))));
    block_on(left.store.commit(writes, Durability::Strict)).unwrap();
    let back = block_on(phone::rewind(&left.store, &left.home, 20)).unwrap().unwrap();
    block_on(left.store.commit(vec![back], Durability::Strict)).unwrap();
    let mut left = left;
    let before = server.exchanges;
    left.sync(&mut server);
    assert_eq!((server.exchanges - before, repairs(&left)), (1, 0));
    assert_eq!(hashes(&left.store), hashes(&one.store));
    assert_eq!(block_on(phone::rewind(&left.store, &left.home, 500)).unwrap(), None);
}

#[test]
fn everything_goes_into_a_letter_in_parcels_of_a_slice() {
    let phone = Phone::new(1, "HT");
    for number in 0..120 {
        let doc = phone.make(number, Kind::Outreach);
        phone.save(doc, Kind::Outreach, &edit("content.a", "ư".repeat(2_000)));
    }
    let letter = block_on(phone::letter(&phone.store, &phone.me())).unwrap();
    assert_eq!(letter.asked.sent().count(), 240);
    assert!(letter.request.parcels.len() > 3);
    let request = block_on(phone::request(&phone.store, &phone.me(), &Ask::default())).unwrap();
    assert_eq!(request.request.parcels.len(), 1, "by network they go one by one");
    assert_eq!(request.request.parcels[0], letter.request.parcels[0]);
}
