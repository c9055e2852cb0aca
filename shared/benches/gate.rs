//! What the gate and the office cost: time and memory of the two bombs, of an honest edit, and of the fullest
//! requests. Prints a table; asserts nothing, because a busy machine is not a bug. Run with
//! `cargo bench -p shared --bench gate`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench reads the clock and fails loudly"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use futures_lite::future::block_on;
use shared::catalogue::Catalogue;
use shared::crdt::{Actor, Document, Written};
use shared::domain::figures;
use shared::id::{DeviceId, DocId, Partition};
use shared::limits;
use shared::record::{Flat, Kind, Scalar, find};
use shared::store::MemoryStore;
use shared::sync::gate::{self, Twin};
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{Request, VERSION, Verdict};
use shared::sync::{bundle, frame};

fn actor(doc: DocId) -> Actor {
    Actor { device: DeviceId([1; 8]), start: [1; 8], doc }
}

/// The most memory this process ever held, in kB, where the system tells.
fn peak_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// Runs a deed several times and prints the shortest time and how far the peak of memory rose.
fn measure<T>(name: &str, rounds: u32, mut deed: impl FnMut() -> T) {
    let before = peak_kb();
    let mut shortest = Duration::MAX;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(deed());
        shortest = shortest.min(start.elapsed());
    }
    println!("{name:<62} {shortest:>12.1?} {:>8} kB", peak_kb() - before);
}

fn bomb(target: &str, name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target).join(name);
    fs::read(path).unwrap()
}

/// A change chunk of type 2 whose content inflates to 40 MB.
fn deflated_chunk() -> Vec<u8> {
    let packed = frame::pack(&vec![b'a'; 40_000_000]);
    let length = u32::try_from(packed.len()).unwrap();
    let mut bytes = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 2];
    bytes.extend(
        [length & 0x7f | 0x80, (length >> 7) & 0x7f | 0x80, length >> 14]
            .map(|part| u8::try_from(part).unwrap()),
    );
    bytes.extend(packed);
    bytes
}

/// A chain of edits of one record.
fn chain(doc: DocId, count: i64) -> Vec<Written> {
    let mut document = Document::new();
    let edit = |n: i64| [("minutes".to_owned(), Scalar::from(n % 1_440))];
    (0..count).map(|n| document.write(&actor(doc), &edit(n), n * 1_000).unwrap()).collect()
}

fn request(changes: impl Iterator<Item = (DocId, Vec<u8>)>) -> Request {
    let changes: Vec<(DocId, Vec<u8>)> = changes.collect();
    let items = changes.iter().map(|(doc, bytes)| (*doc, Kind::Outreach.code(), bytes.as_slice()));
    let home = "HT/youth_union".parse().unwrap();
    let key = SigningKey::from_seed([1; 32]);
    let parcel = Parcel::seal(DeviceId([1; 8]), 1, &home, bundle::pack(items), &key);
    Request { version: VERSION, epoch: 1, cursors: Vec::new(), parcels: vec![parcel], room: 0 }
}

fn answer(request: &Request) {
    let home: Partition = "HT/youth_union".parse().unwrap();
    let caller = Caller { device: DeviceId([1; 8]), reads: BTreeSet::from([home.clone()]) };
    let signer = Signer {
        writes: BTreeSet::from([(home, Kind::Outreach)]),
        key: Some(SigningKey::from_seed([1; 32]).public()),
        revoked: false,
    };
    let derive = |doc, partition: &Partition, kind, flat: &Flat| {
        figures::derive(doc, partition, kind, flat, Catalogue::builtin())
    };
    let around = Surroundings {
        epoch: 1,
        now_ms: 0,
        table: find,
        derive: &derive,
        signers: &BTreeMap::from([(DeviceId([1; 8]), signer)]),
        room: limits::SYNC_ROOM,
    };
    let response = block_on(receive(&MemoryStore::default(), &caller, around, request)).unwrap();
    assert!(response.verdicts.iter().all(|verdict| matches!(verdict, Verdict::Stored(_))));
}

fn main() {
    let doc = DocId([7; 16]);
    println!("{:<62} {:>12} {:>11}", "", "shortest", "peak grew by");
    let run_length = bomb("gate", "bomb-run-length");
    measure("run-length bomb, a million operations claimed: refused", 100, || {
        gate::scan(&run_length[1..]).unwrap_err()
    });
    let deflated = deflated_chunk();
    measure("deflate bomb as a change, 40 MB: refused", 100, || gate::scan(&deflated).unwrap_err());
    let body = bomb("frame", "bomb-deflate");
    measure("deflate bomb as a body, 20 MB: refused", 20, || {
        frame::unpack(&body, limits::SYNC_INFLATED_BYTES_MAX).unwrap_err()
    });

    let edits = chain(doc, 2_000);
    measure("an edit, read", 1_000, || gate::scan(&edits[9].bytes).unwrap());
    measure("an edit, read and compared with its canonical form", 1_000, || {
        gate::inspect(&edits[9].bytes, DeviceId([1; 8]), doc, Kind::Outreach, find).unwrap()
    });
    measure("an edit on a record of ten, gate and proof", 100, || {
        let log = edits[..10].iter().map(|written| written.bytes.as_slice());
        let mut twin = Twin::open(doc, Kind::Outreach, find, log).unwrap();
        twin.admit(&edits[10].bytes, DeviceId([1; 8])).unwrap();
        assert!(twin.reloads());
    });
    let many = request((0..1_000_u32).map(|n| {
        let mut name = [0; 16];
        name[..4].copy_from_slice(&n.to_be_bytes());
        let doc = DocId(name);
        (doc, chain(doc, 1).remove(0).bytes)
    }));
    measure("a request of 1,000 new records, whole", 3, || answer(&many));
    let one = request(edits.iter().map(|written| (doc, written.bytes.clone())));
    measure("a request of 2,000 edits of one record, whole", 3, || answer(&one));
}
