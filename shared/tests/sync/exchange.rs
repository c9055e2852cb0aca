//! One exchange at a time: verdicts, feeds, registers, and everything that can be wrong with a request.

use std::collections::BTreeSet;

use futures_lite::future::block_on;
use shared::id::DocId;
use shared::limits;
use shared::record::{Edit, Kind, Scalar};
use shared::store::{Carriage, Change, Durability, Shelf, Store, Write};
use shared::sync::office::Caller;
use shared::sync::phone::{self, Event, Phase, Salvage};
use shared::sync::wire::{Cursor, Download, Request, Response, Verdict};

use crate::parties::{Phone, Server, Weather, document, partition, rows};
use crate::world::device;

pub fn edit(key: &str, value: impl Into<Scalar>) -> [Edit; 1] {
    [(key.to_owned(), value.into())]
}

pub fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn exchange(server: &Server, phone: &Phone) -> (phone::Outgoing, Response) {
    let outgoing = phone.request();
    let response = server.respond(&phone.caller(), &outgoing.request).unwrap();
    (outgoing, response)
}

#[test]
fn a_record_travels_from_one_phone_to_another_with_its_authors_name() {
    let mut server = Server::new();
    let (mut one, mut other) = (Phone::new(1, "HT"), Phone::new(2, "HT"));
    let doc = one.make(9, Kind::Outreach);
    one.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    assert_eq!(one.carriages(doc), [Carriage::Pending, Carriage::Pending]);
    one.sync(&mut server);
    assert_eq!(one.carriages(doc), [Carriage::Received(1), Carriage::Received(2)], "receipts name positions");
    other.sync(&mut server);
    assert_eq!(document(&other.store, doc).flat(), document(&one.store, doc).flat());
    let person = block_on(phone::person(&other.store, device(1))).unwrap().unwrap();
    assert_eq!(person.name, "Người 1");
    assert_eq!(other.engine.status().moved, (0, 2));
    assert_eq!(one.engine.status().moved, (2, 0), "what was sent does not come back");
}

#[test]
fn sending_twice_equals_sending_once() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    let doc = phone.make(9, Kind::Outreach);
    let (outgoing, first) = exchange(&server, &phone);
    let (_, second) = exchange(&server, &phone);
    assert_eq!(first.verdicts, [Verdict::Stored(1)]);
    assert_eq!(second.verdicts, [Verdict::Duplicate(1)]);
    assert_eq!(rows(&server.store, doc).len(), 1);
    phone.ingest(&outgoing, &second);
    assert_eq!(phone.carriages(doc), [Carriage::Received(1)]);

    let mut doubled = Phone::new(2, "HT").request().request;
    let twin = Phone::new(2, "HT");
    twin.make(8, Kind::Feedback);
    let upload = twin.request().request.changes[0].clone();
    doubled.changes = vec![upload.clone(), upload];
    let response = server.respond(&twin.caller(), &doubled).unwrap();
    assert_eq!(response.verdicts, [Verdict::Stored(2), Verdict::Stored(2)], "also within one request");
}

#[test]
fn one_bad_change_never_blocks_the_rest() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    for number in 1..=4 {
        phone.make(number, Kind::Outreach);
    }
    let mut outgoing = phone.request();
    let changes = &mut outgoing.request.changes;
    changes[0].bytes = vec![1, 2, 3].into();
    changes[1].partition = 99;
    changes[2].kind = "parcel".to_owned();
    let response = server.respond(&phone.caller(), &outgoing.request).unwrap();
    assert_eq!(
        response.verdicts,
        [
            refused("change.malformed"),
            refused("change.foreign_unit"),
            refused("change.wrong_kind"),
            Verdict::Stored(1)
        ]
    );
    let ingested = phone.ingest(&outgoing, &response);
    assert_eq!((ingested.confirmed, ingested.refused, ingested.waiting), (1, 3, 0));
    let malformed = Carriage::Refused("change.malformed".parse().unwrap());
    assert_eq!(phone.carriages(DocId([1; 16])), [malformed], "the refused change stays whole");
    assert_eq!(document(&phone.store, DocId([1; 16])).flat().text("unit"), Some("HT"));
}

#[test]
fn a_device_writes_only_where_and_what_it_may() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    phone.make(1, Kind::Outreach);
    let request = phone.request().request;
    let verdict = |caller: &Caller| server.respond(caller, &request).unwrap().verdicts.pop().unwrap();
    let mut caller = phone.caller();
    caller.writes = BTreeSet::from([(partition("NS"), Kind::Outreach)]);
    assert_eq!(verdict(&caller), refused("change.foreign_unit"));
    caller.writes = BTreeSet::from([(partition("HT"), Kind::Feedback)]);
    assert_eq!(verdict(&caller), refused("change.wrong_kind"));
    caller = phone.caller();
    caller.device = device(2);
    assert_eq!(verdict(&caller), refused("change.wrong_actor"));
}

#[test]
fn a_document_stays_in_its_partition_and_of_its_kind() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    phone.sync(&mut server);
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    let mut request = phone.request().request;
    let mut caller = phone.caller();
    caller.writes.extend(Kind::ALL.map(|kind| (partition("NS"), kind)));
    request.cursors.push(Cursor { unit: "NS".into(), org: "youth_union".into(), position: 0, register: 0 });
    request.changes[0].partition = 1;
    assert_eq!(server.respond(&caller, &request).unwrap().verdicts, [refused("change.foreign_unit")]);
    request.changes[0].partition = 0;
    request.changes[0].kind = "feedback".to_owned();
    assert_eq!(server.respond(&caller, &request).unwrap().verdicts, [refused("change.wrong_kind")]);
    request.changes[0].kind = "outreach".to_owned();
    assert_eq!(server.respond(&caller, &request).unwrap().verdicts, [Verdict::Stored(2)]);
}

#[test]
fn a_change_without_its_predecessors_is_asked_for_again_and_comes_with_them() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    // A receipt that the office does not know of, as after a restore nobody announced.
    let first = rows(&phone.store, doc)[0].change.hash;
    let settle = vec![Write::Settle(first, Carriage::Received(1))];
    block_on(phone.store.commit(settle, Durability::Strict)).unwrap();
    let (outgoing, response) = exchange(&server, &phone);
    assert_eq!(response.verdicts, [Verdict::MissingDeps]);
    let ingested = phone.ingest(&outgoing, &response);
    assert_eq!((ingested.stuck.len(), ingested.waiting), (1, 2), "the predecessor is offered again");
    let (_, response) = exchange(&server, &phone);
    assert_eq!(response.verdicts, [Verdict::Stored(1), Verdict::Stored(2)]);
}

#[test]
fn what_builds_on_a_refused_change_is_refused_with_it_and_other_records_go_on() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    // A key of a version that the office does not know.
    phone.save(doc, Kind::Outreach, &edit("weather", "mưa"));
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    let other = phone.make(2, Kind::Feedback);
    phone.sync(&mut server);
    let key = Carriage::Refused("change.forbidden_key".parse().unwrap());
    assert_eq!(phone.carriages(doc), [Carriage::Received(1), key.clone(), key]);
    assert_eq!(phone.carriages(other), [Carriage::Received(2)]);
    let flat = document(&phone.store, doc).flat();
    assert_eq!(
        (flat.text("weather"), flat.text("place")),
        (Some("mưa"), Some("Bản Mây")),
        "all of it stays readable"
    );
}

#[test]
fn a_stuck_change_does_not_hold_up_a_full_outbox() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let other = Phone::new(2, "HT");
    // A record of another phone that the office has lost, with a large edit of ours on top.
    let doc = other.make(1, Kind::Outreach);
    let foreign = rows(&other.store, doc)[0].change.clone();
    block_on(phone.store.commit(vec![Write::Adopt(foreign, 1)], Durability::Strict)).unwrap();
    for n in 0..8 {
        phone.save(
            doc,
            Kind::Outreach,
            &[
                ("content.p".to_owned(), format!("{n}{}", "ư".repeat(3_990)).into()),
                ("notes.p".to_owned(), "ư".repeat(3_990 - n).into()),
            ],
        );
    }
    let mine = phone.make(2, Kind::Feedback);
    phone.sync(&mut server);
    assert_eq!(phone.carriages(mine), [Carriage::Received(1)]);
    assert!(
        phone.carriages(doc)[1..].iter().all(|carriage| *carriage == Carriage::Pending),
        "kept for later"
    );
    assert!(phone.wake_at.is_some(), "and tried again");
    let mut other = other;
    other.sync(&mut server);
    phone.sync(&mut server);
    assert!(phone.carriages(doc).iter().all(|carriage| matches!(carriage, Carriage::Received(_))));
}

#[test]
fn a_long_feed_comes_in_slices_and_an_interrupted_one_goes_on_where_it_was() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    for number in 0..40 {
        let doc = writer.make(number, Kind::Outreach);
        for entry in ["a", "b", "c"] {
            writer.save(doc, Kind::Outreach, &edit(&format!("content.{entry}"), "ư".repeat(3_000)));
        }
    }
    writer.sync(&mut server);
    let mut reader = Phone::new(2, "HT");
    let mut slices = 0;
    reader.run(&mut server, Event::ByHand, || {
        slices += 1;
        if slices == 2 { Weather::AnswerLost } else { Weather::Fair }
    });
    assert!(matches!(reader.engine.status().phase, Phase::Waiting(..)));
    let half = block_on(reader.store.facts()).unwrap().len();
    assert!((1..40).contains(&half), "{half} records so far");
    reader.sync(&mut server);
    assert_eq!(block_on(reader.store.facts()).unwrap().len(), 40);
}

#[test]
fn a_register_comes_when_its_version_is_another_one_and_only_then() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let home = partition("HT");
    let shelf = |phone: &Phone| block_on(phone.store.get(Shelf::Register, "HT/youth_union")).unwrap();
    server.publish(&home, 3, b"the list of September");
    phone.sync(&mut server);
    assert_eq!(shelf(&phone).as_deref(), Some(&b"the list of September"[..]));
    phone.sync(&mut server);
    assert!(server.bytes.1 < 100, "{:?}", server.bytes);
    server.publish(&home, 4, b"the list of October");
    phone.sync(&mut server);
    assert_eq!(shelf(&phone).as_deref(), Some(&b"the list of October"[..]));
}

#[test]
fn a_request_that_is_not_one_gets_a_code() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    phone.make(1, Kind::Outreach);
    let good = phone.request().request;
    let code = |change: &dyn Fn(&mut Request)| {
        let mut request = good.clone();
        change(&mut request);
        server.respond(&phone.caller(), &request).map(drop)
    };
    let error = |status: u16, code: &str| Err((status, code.to_owned()));
    assert_eq!(code(&|_| {}), Ok(()));
    assert_eq!(code(&|request| request.version = 0), error(426, "sync.version_old"));
    assert_eq!(code(&|request| request.version = 2), error(426, "sync.version_new"));
    assert_eq!(code(&|request| request.cursors[0].unit = "Huổi Trăng".into()), error(400, "sync.malformed"));
    let many =
        |request: &mut Request| request.changes = vec![good.changes[0].clone(); limits::SYNC_CHANGES_MAX + 1];
    assert_eq!(code(&many), error(413, "sync.too_large"));
    let many =
        |request: &mut Request| request.cursors = vec![good.cursors[0].clone(); limits::CURSORS_MAX + 1];
    assert_eq!(code(&many), error(413, "sync.too_large"));
}

#[test]
fn a_position_from_another_life_is_harmless() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    let doc = writer.make(1, Kind::Outreach);
    writer.sync(&mut server);
    let reader = Phone::new(2, "HT");
    let mut request = reader.request().request;
    request.cursors[0].position = u64::MAX;
    let response = server.respond(&reader.caller(), &request).unwrap();
    assert_eq!(response.partitions[0].changes.len(), 1, "another epoch starts at the beginning");
    request.epoch = server.epoch;
    let response = server.respond(&reader.caller(), &request).unwrap();
    assert!(response.partitions.is_empty());
    request.cursors[0].unit = "NS".into();
    let response = server.respond(&reader.caller(), &request).unwrap();
    assert_eq!(response.partitions.len(), 1, "a foreign cursor brings nothing, the own partition everything");
    assert_eq!(*response.partitions[0].changes[0].doc, doc.0);
}

#[test]
fn a_damaged_change_from_the_office_is_set_aside_and_blocks_nothing() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    let (torn, good) = (writer.make(1, Kind::Outreach), writer.make(2, Kind::Outreach));
    writer.sync(&mut server);
    let reader = Phone::new(2, "HT");
    let (outgoing, mut response) = exchange(&server, &reader);
    let changes = &mut response.partitions[0].changes;
    changes[0].bytes.truncate(50);
    let newer = Download { doc: [7; 16].into(), kind: "parcel".into(), position: 3, bytes: vec![1].into() };
    changes.push(newer);
    let ingested = reader.ingest(&outgoing, &response);
    assert_eq!(ingested.received, 1);
    assert_eq!(document(&reader.store, good).flat().text("unit"), Some("HT"));
    let shelf = block_on(reader.store.list(Shelf::Damaged)).unwrap();
    let salvage: Vec<(String, Vec<Salvage>)> =
        shelf.into_iter().map(|(key, bytes)| (key, postcard::from_bytes(&bytes).unwrap())).collect();
    assert_eq!(salvage[0].0, torn.to_string());
    assert_eq!((salvage[0].1[0].position, salvage[0].1[0].bytes.len()), (1, 50));
    assert_eq!((salvage[1].0.as_str(), salvage[1].1[0].kind.as_str()), (&*"07".repeat(16), "parcel"));
    reader.ingest(&outgoing, &response);
    let again = block_on(reader.store.get(Shelf::Damaged, &torn.to_string())).unwrap().unwrap();
    assert_eq!(postcard::from_bytes::<Vec<Salvage>>(&again).unwrap().len(), 1, "twice equals once");
}

#[test]
fn an_answer_that_does_not_fit_the_request_changes_nothing() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    let (outgoing, response) = exchange(&server, &phone);
    let ingest = |response: &Response| {
        let ingest = phone::ingest(&phone.store, device(1), &outgoing, response, &crate::parties::derive, 0);
        block_on(ingest).map(drop).map_err(|error| error.code())
    };
    let malformed = Err("sync.malformed".to_owned());
    assert_eq!(ingest(&Response { verdicts: vec![], ..response.clone() }), malformed);
    assert_eq!(ingest(&Response { verdicts: vec![refused("Không")], ..response.clone() }), malformed);
    let mut elsewhere = response.clone();
    elsewhere.partitions[0].org = "?".into();
    assert_eq!(ingest(&elsewhere), malformed);
    assert_eq!(phone.carriages(doc), [Carriage::Pending]);
    assert_eq!(ingest(&response), Ok(()));
    assert_eq!(phone.carriages(doc), [Carriage::Received(1)]);
}

#[test]
fn a_restored_office_gets_back_what_it_lost() {
    let mut server = Server::new();
    let (mut one, mut other) = (Phone::new(1, "HT"), Phone::new(2, "HT"));
    one.make(1, Kind::Outreach);
    one.sync(&mut server);
    let backup = server.store.clone();
    let lost = one.make(2, Kind::Outreach);
    one.sync(&mut server);
    other.sync(&mut server);
    other.save(lost, Kind::Outreach, &edit("place", "Bản Mây"));
    server.store = backup;
    server.epoch = 77;
    other.sync(&mut server);
    assert_eq!(
        other.carriages(lost).last(),
        Some(&Carriage::Pending),
        "its predecessor is on the other phone"
    );
    one.sync(&mut server);
    other.sync(&mut server);
    one.sync(&mut server);
    assert_eq!(document(&server.store, lost).flat().text("place"), Some("Bản Mây"));
    assert_eq!(document(&one.store, lost).flat(), document(&other.store, lost).flat());
}

#[test]
fn a_document_damaged_at_the_office_refuses_nobody() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    let mut change: Change = rows(&phone.store, doc)[0].change.clone();
    change.bytes.truncate(30);
    change.hash = shared::id::ChangeHash([5; 32]);
    block_on(server.store.commit(vec![Write::Receive(change)], Durability::Strict)).unwrap();
    assert_eq!(
        exchange(&server, &phone).1.verdicts,
        [Verdict::MissingDeps],
        "the phone keeps it and tries again"
    );
}
