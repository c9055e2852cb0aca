//! What cannot be read, on either side: set aside, kept, and in nobody's way.

use futures_lite::future::block_on;
use shared::id::DocId;
use shared::record::Kind;
use shared::sorted::Set;
use shared::store::{Carriage, Change, Durability, Shelf, Store, Write};
use shared::sync::bundle::Item;
use shared::sync::phone::{self, Salvage};
use shared::sync::wire::Verdict;

use crate::exchange::{exchange, placed};
use crate::parties::{Phone, Server, document, rows};

#[test]
fn a_damaged_change_from_the_office_is_set_aside_and_blocks_nothing() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    let (torn, good) = (writer.make(1, Kind::Outreach), writer.make(2, Kind::Outreach));
    writer.sync(&mut server);
    let reader = Phone::new(2, "HT");
    let (asked, mut response) = exchange(&server, &reader);
    let news = &mut response.partitions[0];
    let mut changes = placed(news);
    changes[0].1.bytes.truncate(50);
    changes.push((3, Item { doc: DocId([7; 16]), kind: "parcel".into(), bytes: vec![1] }));
    news.steps = vec![i64::try_from(changes[0].0).unwrap(), if changes[0].0 == 1 { 1 } else { -1 }, 2];
    let torn_at = changes[0].0;
    news.steps[2] = 3 - i64::try_from(changes[1].0).unwrap();
    let items = changes.iter().map(|(_, item)| (item.doc, item.kind.as_str(), item.bytes.as_slice()));
    news.bundle = shared::sync::bundle::pack(items).into();
    let (torn, good) = if changes[0].1.doc == torn { (torn, good) } else { (good, torn) };
    let ingested = reader.ingest(&asked, &response);
    assert_eq!(ingested.received, 1);
    assert_eq!(document(&reader.store, good).flat().text("unit"), Some("HT"));
    let shelf = block_on(reader.store.list(Shelf::Damaged)).unwrap();
    let salvage: Vec<(String, Vec<Salvage>)> =
        shelf.into_iter().map(|(key, bytes)| (key, postcard::from_bytes(&bytes).unwrap())).collect();
    assert_eq!(salvage[0].0, torn.to_string());
    assert_eq!((salvage[0].1[0].position, salvage[0].1[0].bytes.len()), (torn_at, 50));
    assert_eq!((salvage[1].0.as_str(), salvage[1].1[0].kind.as_str()), (&*"07".repeat(16), "parcel"));
    reader.ingest(&asked, &response);
    let again = block_on(reader.store.get(Shelf::Damaged, &torn.to_string())).unwrap().unwrap();
    assert_eq!(postcard::from_bytes::<Vec<Salvage>>(&again).unwrap().len(), 1, "twice equals once");
}

#[test]
fn what_was_kept_apart_is_taken_in_once_it_may_be_read() {
    let mut server = Server::new();
    let mut writer = Phone::new(1, "HT");
    let doc = writer.make(1, Kind::Outreach);
    writer.sync(&mut server);
    let ingest = |phone: &Phone, suspected: &Set<DocId>| {
        let (asked, response) = exchange(&server, phone);
        block_on(phone::ingest(&phone.store, phone.host(suspected), &asked, &response)).unwrap()
    };
    // The second one is the writer itself, after it lost everything.
    for (number, carriage) in [(2, Carriage::Received(1)), (1, Carriage::Pending)] {
        let phone = Phone::new(number, "HT");
        assert_eq!(ingest(&phone, &Set::from_iter([doc])).received, 0);
        assert!(rows(&phone.store, doc).is_empty());
        assert_eq!(ingest(&phone, &Set::new()).received, 1);
        assert!(block_on(phone.store.list(Shelf::Damaged)).unwrap().is_empty());
        assert_eq!(rows(&phone.store, doc)[0].carriage, carriage, "an own change is offered again");
        assert_eq!(block_on(phone.store.entries()).unwrap()[0].facts.doc, doc);
    }
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
