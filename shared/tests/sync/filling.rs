//! The first filling of a partition: what matters comes first, what changes meanwhile is not missed, and a
//! drop goes on where it was.

use std::collections::BTreeSet;

use futures_lite::future::block_on;
use proptest::prelude::*;
use shared::id::{ChangeHash, DocId};
use shared::limits;
use shared::record::Kind;
use shared::store::{Carriage, Durability, Store, Write};
use shared::sync::phone::{self, Ask};
use shared::sync::wire::Response;

use crate::exchange::edit;
use crate::parties::{Phone, Server, document, rows};
use crate::world::{Dice, edits};

/// One exchange that asks for little.
fn sip(server: &Server, phone: &Phone) -> (phone::Asked, Response) {
    let ask = Ask { room: 1, ..Ask::default() };
    let outgoing = block_on(phone::request(&phone.store, &phone.me(), &ask)).unwrap();
    let response = server.respond(&phone.caller(), &outgoing.request).unwrap();
    (outgoing.asked, response)
}

fn docs(response: &Response) -> Vec<DocId> {
    let news = response.partitions.iter();
    let mut docs: Vec<DocId> =
        news.flat_map(|news| news.changes(limits::ANSWER_ROOM).unwrap()).map(|(_, item)| item.doc).collect();
    docs.dedup();
    docs
}

/// A commune of many records; every third is finished.
fn commune(server: &mut Server) -> Phone {
    let mut writer = Phone::new(1, "HT");
    for number in 0..60 {
        let doc = writer.make(number, Kind::Outreach);
        writer.save(doc, Kind::Outreach, &edit("content.a", "ư".repeat(400)));
        if number % 3 == 0 {
            writer.save(doc, Kind::Outreach, &edit("state", "submitted"));
        }
    }
    writer.sync(server);
    writer
}

fn hashes(phone: &Phone) -> BTreeSet<ChangeHash> {
    let entries = block_on(phone.store.entries()).unwrap();
    entries.iter().flat_map(|entry| rows(&phone.store, entry.facts.doc)).map(|row| row.change.hash).collect()
}

#[test]
fn unfinished_records_come_first_and_the_newest_of_them() {
    let mut server = Server::new();
    let writer = commune(&mut server);
    let reader = Phone::new(2, "HT");
    let (mut order, mut slices) = (Vec::new(), 0);
    loop {
        let (asked, response) = sip(&server, &reader);
        order.extend(docs(&response));
        slices += 1;
        let ingested = reader.ingest(&asked, &response);
        let held = hashes(&reader).len();
        if !ingested.more {
            break;
        }
        assert_eq!(usize::try_from(ingested.left).unwrap(), 140 - held, "what is still to come is told");
    }
    let number = |doc: &DocId| doc.0[0];
    let unfinished: Vec<u8> = (0..60).rev().filter(|number| number % 3 != 0).collect();
    let finished: Vec<u8> = (0..60).rev().filter(|number| number % 3 == 0).collect();
    assert_eq!(order.iter().map(number).collect::<Vec<_>>(), [unfinished, finished].concat());
    assert!(slices > 5, "{slices} slices");
    assert_eq!(hashes(&reader), hashes(&writer));
    assert_eq!(block_on(phone::repairs(&reader.store)).unwrap(), 0);
}

#[test]
fn a_filling_that_broke_off_sends_one_slice_again() {
    let mut server = Server::new();
    commune(&mut server);
    let reader = Phone::new(2, "HT");
    let (asked, response) = sip(&server, &reader);
    reader.ingest(&asked, &response);
    let (_, lost) = sip(&server, &reader);
    let (asked, again) = sip(&server, &reader);
    assert_eq!(lost, again, "the answer that was lost comes once more");
    assert!(docs(&again).iter().all(|doc| rows(&reader.store, *doc).is_empty()), "and nothing before it");
    reader.ingest(&asked, &again);
}

#[test]
fn what_a_phone_sends_while_it_is_filled_does_not_come_back_with_the_filling() {
    let mut server = Server::new();
    commune(&mut server);
    let mut reader = Phone::new(2, "HT");
    let mine = reader.make(200, Kind::Feedback);
    let (asked, response) = sip(&server, &reader);
    assert!(!docs(&response).contains(&mine));
    reader.ingest(&asked, &response);
    reader.sync(&mut server);
    assert_eq!(block_on(phone::repairs(&reader.store)).unwrap(), 0);
    assert_eq!(hashes(&reader).len(), 141);
}

#[test]
fn a_filling_whose_log_was_lost_begins_anew() {
    let mut server = Server::new();
    let backup = server.store.clone();
    let mut writer = commune(&mut server);
    let mut reader = Phone::new(2, "HT");
    let (asked, response) = sip(&server, &reader);
    reader.ingest(&asked, &response);
    (server.store, server.epoch) = (backup, 2);
    writer.sync(&mut server);
    reader.sync(&mut server);
    assert_eq!(hashes(&reader), hashes(&writer));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_filling_under_concurrent_writes_misses_nothing(seed: u64) {
        let mut dice = Dice(seed);
        let mut server = Server::new();
        let mut writer = commune(&mut server);
        let mut reader = Phone::new(2, "HT");
        for _ in 0..200 {
            let (asked, response) = sip(&server, &reader);
            if dice.once_in(4) {
                continue;
            }
            let more = reader.ingest(&asked, &response).more;
            let doc = DocId([u8::try_from(dice.below(80)).unwrap(); 16]);
            let other: &mut Phone = if dice.once_in(3) { &mut reader } else { &mut writer };
            if dice.once_in(2) {
                if rows(&other.store, doc).is_empty() {
                    if rows(&server.store, doc).is_empty() {
                        other.make(doc.0[0], Kind::Outreach);
                    }
                } else {
                    other.save(doc, Kind::Outreach, &edits(&mut dice, Kind::Outreach));
                    let state = *dice.pick(&["draft", "submitted", "void"]);
                    other.save(doc, Kind::Outreach, &edit("state", state));
                }
            }
            writer.sync(&mut server);
            if !more {
                break;
            }
        }
        reader.sync(&mut server);
        writer.sync(&mut server);
        reader.sync(&mut server);
        prop_assert_eq!(hashes(&reader), hashes(&writer));
        for entry in block_on(server.store.entries()).unwrap() {
            let doc = entry.facts.doc;
            prop_assert_eq!(document(&reader.store, doc).flat(), document(&server.store, doc).flat());
        }
        // A record that goes from one stage to another without a change of its own would be found by the digest.
        prop_assert_eq!(block_on(phone::repairs(&reader.store)).unwrap(), 0);
    }
}

#[test]
fn a_receipt_beyond_the_end_of_the_log_does_not_outlive_a_filling() {
    let mut server = Server::new();
    commune(&mut server);
    let mut restored = Phone::new(2, "HT");
    let doc = restored.make(200, Kind::Outreach);
    let hash = rows(&restored.store, doc)[0].change.hash;
    let stale = Write::Settle(hash, Carriage::Received(999));
    block_on(restored.store.commit(vec![stale], Durability::Strict)).unwrap();
    restored.sync(&mut server);
    assert_eq!(rows(&server.store, doc).len(), 1, "it was offered again");
    assert_eq!(rows(&restored.store, doc)[0].carriage, rows(&server.store, doc)[0].carriage);
}
