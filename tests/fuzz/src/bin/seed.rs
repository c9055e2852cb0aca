//! Writes the first inputs of the corpus: honest changes, requests and answers, and the two bombs. Run in this
//! folder after the formats changed: `cargo run --bin seed`.

use std::fs;
use std::path::Path;

use fuzz::{DOC, actor, chunk, history, key};
use shared::crdt::Document;
use shared::id::Partition;
use shared::record::{Kind, Scalar};
use shared::sync::parcel::Parcel;
use shared::sync::wire::{
    Cursor, Fill, Mark, PartitionNews, Person, Register, Request, Response, VERSION, Verdict,
};
use shared::sync::{bundle, frame};

fn write(target: &str, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let folder = Path::new("corpus").join(target);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), bytes)
}

/// The content of a chunk: what follows magic, checksum, type and length.
fn content(chunk: &[u8]) -> &[u8] {
    let header = chunk.iter().skip(9).position(|byte| byte & 0x80 == 0).map_or(chunk.len(), |at| at + 10);
    &chunk[header..]
}

/// Every kind of value on its key, of one kind of record.
fn edits(kind: Kind) -> Vec<(String, Scalar)> {
    let mut edits: Vec<(&str, Scalar)> = vec![
        ("event_date", 20_261_005.into()),
        ("state", "submitted".into()),
        ("notes.k3x", Scalar::Null),
        ("device_time", (-1).into()),
    ];
    edits.extend(match kind {
        Kind::Outreach => [("topic.savings", true.into()), ("minutes", 1_440.into())],
        Kind::Inspection => {
            [("team.m.leader", false.into()), ("general.outstanding", i64::from(u32::MAX).into())]
        }
        _ => [("anonymous", true.into()), ("village", "Bản Mây".into())],
    });
    edits.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn gates() -> std::io::Result<()> {
    for (at, kind) in (0_u8..).zip(Kind::ALL) {
        let stored = history(kind);
        for (number, bytes) in stored.iter().enumerate() {
            write("gate", &format!("stored-{at}-{number}"), &[&[at], content(bytes)].concat())?;
        }
        for (name, upto) in [("next", 3), ("aside", 2)] {
            let Ok(mut document) = Document::open(stored[..upto].iter().map(Vec::as_slice)) else { continue };
            for who in [1, 3] {
                if let Some(written) = document.write(&actor(who), &edits(kind), 3_000) {
                    write("gate", &format!("{name}-{at}-{who}"), &[&[at], content(&written.bytes)].concat())?;
                    write(
                        "gate",
                        &format!("whole-{name}-{at}-{who}"),
                        &[&[at | 0x80], written.bytes.as_slice()].concat(),
                    )?;
                }
            }
        }
    }
    write("gate", "bomb-run-length", &[&[0x80], bomb().as_slice()].concat())
}

/// A change that claims a million operations.
fn bomb() -> Vec<u8> {
    let mut bytes = vec![0, 32];
    bytes.extend(actor(1).to_bytes());
    bytes.extend([1, 1, 0, 0, 0, 5]);
    let claim = [0xc0, 0x84, 0x3d];
    let columns: [(u8, &[u8]); 5] =
        [(0x15, b"\x05place"), (0x34, &[]), (0x42, &[1]), (0x56, &[0]), (0x70, &[0])];
    for (spec, item) in columns {
        bytes.extend([spec, u8::try_from(claim.len() + item.len()).unwrap_or(0)]);
    }
    for (_, item) in columns {
        bytes.extend(claim);
        bytes.extend(item);
    }
    chunk(&bytes)
}

fn frames() -> std::io::Result<()> {
    let cursor = Cursor {
        unit: "HT".into(),
        org: "youth_union".into(),
        position: 3,
        register: 1,
        digest: 5,
        fill: None,
        locator: vec![],
    };
    let stored = history(Kind::Outreach);
    let home = Partition { unit: "HT".parse().expect("a code"), org: "youth_union".parse().expect("a code") };
    let items = || stored.iter().map(|bytes| (DOC, "outreach", bytes.as_slice()));
    let parcel = Parcel::seal(actor(1).device, 1, &home, bundle::pack(items()), &key());
    let nothing =
        Request { version: VERSION, epoch: 7, cursors: vec![cursor.clone()], parcels: vec![], room: 9_000 };
    let some = Request { parcels: vec![parcel], ..nothing.clone() };
    let first = Request {
        cursors: vec![Cursor { position: 0, fill: Some(Fill::START), ..cursor.clone() }],
        ..nothing.clone()
    };
    let lost = Request {
        cursors: vec![Cursor { locator: vec![Mark { position: 1, digest: 2 }], ..cursor }],
        ..nothing.clone()
    };
    let news = PartitionNews {
        unit: home.unit.to_string(),
        org: home.org.to_string(),
        from: 0,
        to: 3,
        more: true,
        last: 9,
        digest: 7,
        steps: vec![1, 1, 1],
        bundle: bundle::pack(items()).into(),
        register: Some(Register { version: 2, bytes: vec![1, 2, 3].into() }),
        fill: Some(Fill { upto: 9, stage: 1, key: 3 }),
        ask_locator: false,
    };
    let response = Response {
        version: VERSION,
        epoch: 7,
        time_ms: 1_791_219_599_000,
        verdicts: vec![
            Verdict::Stored(1),
            Verdict::Duplicate(2),
            Verdict::MissingDeps,
            Verdict::Refused("change.malformed".into()),
        ],
        partitions: vec![news],
        people: vec![Person {
            device: [1; 8].into(), account: "mau".into(), name: "Vàng Thị Mẫu".into()
        }],
    };
    let requests = [("nothing", nothing), ("some", some), ("first", first), ("lost", lost)];
    let messages = requests.map(|(name, request)| (name, request.to_bytes())).into_iter();
    for (name, bytes) in messages.chain([("answer", response.to_bytes())]) {
        write("frame", name, &bytes)?;
        write("frame", &format!("{name}-packed"), &frame::pack(&bytes))?;
    }
    write("frame", "bomb-deflate", &frame::pack(&vec![0; 20_000_000]))
}

fn main() -> std::io::Result<()> {
    gates()?;
    frames()
}
