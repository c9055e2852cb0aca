//! What stands on the wire: its bytes as written down, what a newer version adds, how few of them there are.

use shared::crdt::Document;
use shared::record::Kind;
use shared::sync::wire::{self, Cursor, Download, PartitionNews, Request, Response, Verdict};

use crate::exchange::{edit, refused};
use crate::parties::{Phone, Server, rows};
use crate::world::actor;

#[test]
fn a_reader_skips_what_a_newer_version_added() {
    let request = Request { version: 1, epoch: 2, cursors: vec![], changes: vec![] };
    let mut bytes = request.to_bytes();
    assert_eq!(bytes, [0x84, 1, 2, 0x80, 0x80]);
    bytes[0] = 0x86;
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
    let upload =
        wire::Upload { doc: [7; 16].into(), partition: 0, kind: "feedback".into(), bytes: vec![1, 2].into() };
    let cursor = Cursor { unit: "HT".into(), org: "women".into(), position: 300, register: 2 };
    let request = Request { version: 1, epoch: 9, cursors: vec![cursor], changes: vec![upload] };
    let doc = "50".to_owned() + &"07".repeat(16);
    assert_eq!(
        hex(&request.to_bytes()),
        format!("84010981846248546577 6f6d656e19012c02 8184{doc}0068666565646261636b420102").replace(' ', "")
    );
    let download =
        Download { doc: [7; 16].into(), kind: "feedback".into(), position: 4, bytes: vec![1, 2].into() };
    let news = |register| PartitionNews {
        unit: "HT".into(),
        org: "women".into(),
        to: 4,
        more: false,
        changes: vec![download.clone()],
        register,
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
    let changes = format!("8184{doc}68666565646261636b04420102");
    let verdicts = format!("84 82008105 82018106 820280 82038170{}", hex(b"change.too_large"));
    let partitions =
        format!("82 86624854 65776f6d656e 04f4 {changes} 820 34108 85624854 65776f6d656e 04f4 {changes}");
    let people = format!("81 8348{} 636d6175 65{}", "01".repeat(8), hex("Mẫu".as_bytes()));
    let expected = format!("86010920 {verdicts} {partitions} {people}").replace(' ', "");
    assert_eq!(hex(&response.to_bytes()), expected);
    assert_eq!(Response::from_bytes(&response.to_bytes()), Ok(response));
}
