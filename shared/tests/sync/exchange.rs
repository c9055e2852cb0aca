//! One exchange at a time: verdicts, feeds, registers, and everything that can be wrong with a request.

use std::collections::BTreeSet;

use futures_lite::future::block_on;
use shared::id::DocId;
use shared::limits;
use shared::record::{Edit, Kind, Scalar};
use shared::sorted::Set;
use shared::store::{Carriage, Durability, Shelf, Store, Write};
use shared::sync::bundle::Item;
use shared::sync::parcel::Parcel;
use shared::sync::phone::{self, Asked, Event, Phase};
use shared::sync::wire::{Mark, PartitionNews, Request, Response, Verdict};

use crate::parties::{Phone, Server, Weather, document, items, key, partition, rows};
use crate::world::device;

pub fn edit(key: &str, value: impl Into<Scalar>) -> [Edit; 1] {
    [(key.to_owned(), value.into())]
}

pub fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

pub fn exchange(server: &Server, phone: &Phone) -> (Asked, Response) {
    let outgoing = phone.request();
    let response = server.respond(&phone.caller(), &outgoing.request).unwrap();
    (outgoing.asked, response)
}

/// What is in the news, with positions.
pub fn placed(news: &PartitionNews) -> Vec<(u64, Item)> {
    news.changes(limits::ANSWER_ROOM).unwrap()
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
    let (asked, first) = exchange(&server, &phone);
    let (_, second) = exchange(&server, &phone);
    assert_eq!(first.verdicts, [Verdict::Stored(1)]);
    assert_eq!(second.verdicts, [Verdict::Duplicate(1)]);
    assert_eq!(rows(&server.store, doc).len(), 1);
    phone.ingest(&asked, &second);
    assert_eq!(phone.carriages(doc), [Carriage::Received(1)]);

    let mut doubled = Phone::new(2, "HT").request().request;
    let twin = Phone::new(2, "HT");
    twin.make(8, Kind::Feedback);
    let parcel = twin.request().request.parcels[0].clone();
    doubled.parcels = vec![parcel.clone(), parcel];
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
    let mut changes = items(&outgoing.request.parcels[0]);
    changes[0].bytes = vec![1, 2, 3];
    changes[1].bytes = rows(&phone.store, DocId([4; 16]))[0].change.bytes.clone();
    changes[2].kind = "parcel".to_owned();
    outgoing.request.parcels = vec![phone.parcel(&phone.home, &changes)];
    let response = server.respond(&phone.caller(), &outgoing.request).unwrap();
    assert_eq!(
        response.verdicts,
        [
            refused("change.malformed"),
            refused("change.wrong_actor"),
            refused("change.wrong_kind"),
            Verdict::Stored(1)
        ]
    );
    let ingested = phone.ingest(&outgoing.asked, &response);
    assert_eq!((ingested.confirmed, ingested.refused, ingested.waiting), (1, 3, 0));
    let malformed = Carriage::Refused("change.malformed".parse().unwrap());
    assert_eq!(phone.carriages(DocId([1; 16])), [malformed], "the refused change stays whole");
    assert_eq!(document(&phone.store, DocId([1; 16])).flat().text("unit"), Some("HT"));
}

#[test]
fn a_device_writes_only_where_and_what_it_may() {
    let mut server = Server::new();
    let phone = Phone::new(1, "HT");
    phone.make(1, Kind::Outreach);
    let request = phone.request().request;
    let verdict = |server: &Server| server.respond(&phone.caller(), &request).unwrap().verdicts[0].clone();
    let writes = |unit, kind| BTreeSet::from([(partition(unit), kind)]);
    server.signers.get_mut(&device(1)).unwrap().writes = writes("NS", Kind::Outreach);
    assert_eq!(verdict(&server), refused("change.foreign_unit"));
    server.signers.get_mut(&device(1)).unwrap().writes = writes("HT", Kind::Feedback);
    assert_eq!(verdict(&server), refused("change.wrong_kind"));
}

#[test]
fn a_parcel_is_its_makers_whoever_carries_it() {
    let server = Server::new();
    let (author, carrier, forger) = (Phone::new(1, "HT"), Phone::new(2, "HT"), Phone::new(3, "HT"));
    author.make(1, Kind::Outreach);
    let parcel = author.request().request.parcels.remove(0);
    let brought = |parcel: &Parcel, server: &Server| {
        let mut request = carrier.request().request;
        request.parcels = vec![parcel.clone()];
        server.respond(&carrier.caller(), &request).unwrap().verdicts
    };
    let mut pretended = parcel.clone();
    pretended.device = device(3).0.into();
    assert_eq!(brought(&pretended, &server), [refused("parcel.forged")], "a name without its key");
    let changed = forger.parcel(&forger.home, &items(&parcel));
    assert_eq!(
        brought(&changed, &server),
        [refused("change.wrong_actor")],
        "another's change under one's own name"
    );
    let resealed = Parcel::seal(device(1), 1, &author.home, parcel.bundle.to_vec(), &key(3));
    assert_eq!(brought(&resealed, &server), [refused("parcel.forged")], "a foreign key");
    let mut elsewhere = parcel.clone();
    elsewhere.unit = "NS".into();
    assert_eq!(brought(&elsewhere, &server), [refused("parcel.forged")], "another place");
    let mut strange = parcel.clone();
    strange.device = [0xee; 8].into();
    assert_eq!(brought(&strange, &server), [refused("device.unknown")]);
    assert_eq!(brought(&parcel, &server), [Verdict::Stored(1)]);
    assert_eq!(brought(&parcel, &server), [Verdict::Duplicate(1)], "and twice equals once");
}

#[test]
fn what_a_revoked_device_made_is_not_taken_in_whoever_carries_it() {
    let mut server = Server::new();
    let (revoked, carrier) = (Phone::new(1, "HT"), Phone::new(2, "HT"));
    revoked.make(1, Kind::Outreach);
    let mine = carrier.make(2, Kind::Outreach);
    let mut outgoing = carrier.request();
    outgoing.request.parcels.insert(0, revoked.request().request.parcels.remove(0));
    server.signers.get_mut(&device(1)).unwrap().revoked = true;
    let response = server.respond(&carrier.caller(), &outgoing.request).unwrap();
    assert_eq!(response.verdicts, [refused("device.revoked"), Verdict::Stored(1)]);
    assert_eq!(rows(&server.store, mine).len(), 1);
}

#[test]
fn a_document_stays_in_its_partition_and_of_its_kind() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    phone.sync(&mut server);
    phone.save(doc, Kind::Outreach, &edit("place", "Bản Mây"));
    let mut request = phone.request().request;
    let honest = items(&request.parcels[0]);
    let mut verdicts = |place: &str, kind: &str| {
        let item = Item { kind: kind.to_owned(), ..honest[0].clone() };
        request.parcels = vec![phone.parcel(&partition(place), &[item])];
        server.respond(&phone.caller(), &request).unwrap().verdicts
    };
    assert_eq!(verdicts("NS", "outreach"), [refused("change.foreign_unit")]);
    assert_eq!(verdicts("HT", "feedback"), [refused("change.wrong_kind")]);
    assert_eq!(verdicts("HT", "outreach"), [Verdict::Stored(2)]);
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
    let (asked, response) = exchange(&server, &phone);
    assert_eq!(response.verdicts, [Verdict::MissingDeps]);
    let ingested = phone.ingest(&asked, &response);
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
    let half = block_on(reader.store.entries()).unwrap().len();
    assert!((1..40).contains(&half), "{half} records so far");
    reader.sync(&mut server);
    assert_eq!(block_on(reader.store.entries()).unwrap().len(), 40);
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
    let many = |request: &mut Request| {
        let items = vec![items(&good.parcels[0])[0].clone(); limits::SYNC_CHANGES_MAX + 1];
        request.parcels = vec![phone.parcel(&phone.home, &items)];
    };
    assert_eq!(code(&many), error(413, "sync.too_large"));
    let many =
        |request: &mut Request| request.cursors = vec![good.cursors[0].clone(); limits::CURSORS_MAX + 1];
    assert_eq!(code(&many), error(413, "sync.too_large"));
    let many = |request: &mut Request| {
        request.cursors[0].locator = vec![Mark { position: 1, digest: 1 }; limits::LOCATOR_MARKS_MAX + 1];
    };
    assert_eq!(code(&many), error(413, "sync.too_large"));
    let torn = |request: &mut Request| request.parcels[0].bundle.truncate(20);
    assert_eq!(code(&torn), error(400, "sync.malformed"));
}

#[test]
fn a_position_from_another_life_is_harmless() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    let doc = writer.make(1, Kind::Outreach);
    writer.sync(&mut server);
    let reader = Phone::new(2, "HT");
    let mut request = reader.request().request;
    request.cursors[0].fill = None;
    request.cursors[0].position = u64::MAX;
    let response = server.respond(&reader.caller(), &request).unwrap();
    assert!(response.partitions[0].ask_locator, "the office asks where the phone comes from");
    request.cursors[0].locator =
        vec![Mark { position: 9, digest: 9 }, Mark { position: u64::MAX, digest: 0 }];
    let response = server.respond(&reader.caller(), &request).unwrap();
    let news = &response.partitions[0];
    assert_eq!((news.from, news.to, placed(news).len()), (0, 1, 1), "and starts where both hold the same");
    request.cursors[0].unit = "NS".into();
    let response = server.respond(&reader.caller(), &request).unwrap();
    assert_eq!(response.partitions.len(), 1, "a foreign cursor brings nothing, the own partition everything");
    assert_eq!(placed(&response.partitions[0])[0].1.doc, doc);
}

#[test]
fn an_answer_that_does_not_fit_the_request_changes_nothing() {
    let server = Server::new();
    let phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Outreach);
    let (asked, response) = exchange(&server, &phone);
    let ingest = |response: &Response| {
        let none = Set::new();
        let ingest = phone::ingest(&phone.store, phone.host(&none), &asked, response);
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
