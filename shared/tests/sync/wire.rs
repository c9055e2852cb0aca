//! What stands on the wire: its bytes as written down, what a newer version adds, how few of them there are.

use shared::crdt::Document;
use shared::record::Kind;
use shared::sync::parcel::Parcel;
use shared::sync::wire::{self, Cursor, Fill, Mark, PartitionNews, Request, Response, Verdict};

use crate::exchange::{edit, refused};
use crate::parties::{Phone, Server, rows};
use crate::world::actor;

#[test]
fn a_reader_skips_what_a_newer_version_added() {
    let request = Request { version: 1, epoch: 2, cursors: vec![], parcels: vec![], room: 9 };
    let mut bytes = request.to_bytes();
    assert_eq!(bytes, [0x85, 1, 2, 0x80, 0x80, 9]);
    bytes[0] = 0x87;
    bytes.extend([0x82, 0xf6, 0x63, b'n', b'e', b'w', 0xa1, 0x01, 0x40]);
    assert_eq!(Request::from_bytes(&bytes), Ok(request.clone()));
    assert_eq!(Request::from_bytes(&[request.to_bytes(), vec![0]].concat()), Err(wire::WireError));
    for end in 0..5 {
        assert_eq!(Request::from_bytes(&request.to_bytes()[..end]), Err(wire::WireError));
    }
}

#[test]
fn many_edits_travel_in_one_exchange_and_few_bytes() {
    let mut server = Server::new();
    let mut phone = Phone::new(1, "HT");
    let doc = phone.make(1, Kind::Inspection);
    phone.sync(&mut server);
    for n in 0..100 {
        phone.save(doc, Kind::Inspection, &edit("general.savings_balance", 12_500_000 + n));
    }
    let before = server.exchanges;
    phone.sync(&mut server);
    assert_eq!(server.exchanges, before + 1);
    assert!(server.bytes.0 < 12_000, "{:?}", server.bytes);
    let merged =
        Document::open(rows(&server.store, doc).iter().map(|row| row.change.bytes.as_slice())).unwrap();
    assert_eq!(merged.flat().int("general.savings_balance"), Some(12_500_099));
    assert!(merged.write_probe());
}

/// What a later writer needs: the merged document takes another change.
trait Probe {
    fn write_probe(self) -> bool;
}

impl Probe for Document {
    fn write_probe(mut self) -> bool {
        self.write(&actor(9, 9), &edit("general.score", 90), 0).is_some()
    }
}

fn digit(nibble: u8) -> char {
    char::from_digit(u32::from(nibble), 16).unwrap()
}

#[test]
fn the_bytes_of_messages_are_as_written_down() {
    let hex =
        |bytes: &[u8]| bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect::<String>();
    let parcel = Parcel {
        device: [1; 8].into(),
        number: 2,
        unit: "HT".into(),
        org: "women".into(),
        bundle: vec![1, 2].into(),
        signature: [3; 64].into(),
    };
    let cursor = Cursor {
        unit: "HT".into(),
        org: "women".into(),
        position: 300,
        register: 2,
        digest: 7,
        fill: None,
        locator: vec![],
    };
    let filling = Cursor { position: 0, fill: Some(Fill { upto: 9, stage: 1, key: 4 }), ..cursor.clone() };
    let lost = Cursor { locator: vec![Mark { position: 5, digest: 6 }], ..cursor.clone() };
    let request = Request {
        version: 1,
        epoch: 9,
        cursors: vec![cursor, filling, lost],
        parcels: vec![parcel],
        room: 1_000,
    };
    let cursors = "83 87 624854 65776f6d656e 19012c 02 07 f6 80 \
                   87 624854 65776f6d656e 00 02 07 83090104 80 \
                   87 624854 65776f6d656e 19012c 02 07 f6 81820506";
    let parcels = format!("81 86 48{} 02 624854 65776f6d656e 420102 5840{}", "01".repeat(8), "03".repeat(64));
    assert_eq!(hex(&request.to_bytes()), format!("850109 {cursors} {parcels} 1903e8").replace(' ', ""));
    let news = |register| PartitionNews {
        unit: "HT".into(),
        org: "women".into(),
        from: 3,
        to: 4,
        more: false,
        last: 5,
        digest: 6,
        steps: vec![4, -1],
        bundle: vec![1, 2].into(),
        register,
        fill: None,
        ask_locator: false,
    };
    let response = Response {
        version: 1,
        epoch: 9,
        time_ms: -1,
        verdicts: vec![
            Verdict::Stored(5),
            Verdict::Duplicate(6),
            Verdict::MissingDeps,
            refused("change.too_large"),
        ],
        partitions: vec![news(Some(wire::Register { version: 3, bytes: vec![8].into() })), news(None)],
        people: vec![wire::Person { device: [1; 8].into(), account: "mau".into(), name: "Mẫu".into() }],
    };
    let verdicts = format!("84 82008105 82018106 820280 82038170{}", hex(b"change.too_large"));
    let told = "624854 65776f6d656e 03 04 f4 05 06 820420 420102";
    let partitions = format!("82 8c {told} 82034108 f6 f4 8c {told} f6 f6 f4");
    let people = format!("81 8348{} 636d6175 65{}", "01".repeat(8), hex("Mẫu".as_bytes()));
    let expected = format!("86010920 {verdicts} {partitions} {people}").replace(' ', "");
    assert_eq!(hex(&response.to_bytes()), expected);
    assert_eq!(Response::from_bytes(&response.to_bytes()), Ok(response));
}
