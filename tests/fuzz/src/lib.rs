//! What the fuzz targets do with one input, apart from the fuzzer: the same functions run over the committed
//! corpus in the ordinary tests of `shared`.

pub mod letter;

use std::collections::{BTreeMap, BTreeSet};

use futures_lite::future::block_on;
use sha2::{Digest, Sha256};
use shared::catalogue::Catalogue;
use shared::crdt::{Actor, Document};
use shared::domain::figures;
use shared::id::{DeviceId, DocId, Partition};
use shared::limits;
use shared::record::{Edit, Kind, find};
use shared::store::MemoryStore;
use shared::sync::frame;
use shared::sync::gate::{self, Twin};
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{Request, Response};

/// The document that the gate guards here.
pub const DOC: DocId = DocId([0xd0; 16]);

/// Who writes, by number.
pub fn actor(number: u8) -> Actor {
    Actor { device: DeviceId([number; 8]), start: [number; 8], doc: DOC }
}

/// A change chunk around this content, with right length and checksum: the fuzzer would never guess them.
pub fn chunk(content: &[u8]) -> Vec<u8> {
    let mut hashed = vec![1];
    let mut length = content.len();
    while length > 127 {
        hashed.push(u8::try_from(length % 128).unwrap_or(0) | 0x80);
        length /= 128;
    }
    hashed.push(u8::try_from(length).unwrap_or(0));
    hashed.extend(content);
    let hash = Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83], &hash[..4], &hashed].concat()
}

/// A record with a little history and two concurrent heads: its encoded changes.
pub fn history(kind: Kind) -> Vec<Vec<u8>> {
    let edit = |key: &str, value: &str| -> Edit { (key.to_owned(), value.into()) };
    let mut first = Document::new();
    let mut changes = Vec::new();
    let envelope = [edit("kind", kind.code()), edit("unit", "HT"), edit("state", "draft")];
    changes.extend(first.write(&actor(1), &envelope, 1_000));
    let mut second = first.clone();
    changes.extend(first.write(&actor(1), &[edit("state", "completed")], 2_000));
    changes.extend(second.write(&actor(2), &[edit("state", "void"), edit("notes.k3x", "mưa")], 2_000));
    changes.into_iter().map(|written| written.bytes).collect()
}

/// The gate: the first byte chooses the kind and whether the rest is a whole chunk or its content. Whatever it
/// lets in leaves a document that opens, merges and loads.
pub fn gate(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let kind = Kind::ALL[usize::from(choice % 3)];
    let bytes = if choice & 0x80 == 0 { chunk(rest) } else { rest.to_vec() };
    let Ok(scanned) = gate::scan(&bytes) else { return };
    assert!(scanned.puts.len() <= limits::CHANGE_OPS_MAX);
    let stored = history(kind);
    let stored = || stored.iter().map(Vec::as_slice);
    let mut twin = Twin::open(DOC, kind, find, stored()).expect("the history opens");
    if twin.admit(&bytes, scanned.actor.device).is_ok() {
        assert!(twin.reloads());
        let document = Document::open(stored().chain([bytes.as_slice()])).expect("an admitted change opens");
        assert_eq!(document.flat(), twin.document().flat());
        document.history();
        document.conflicts();
    }
}

/// Body, message and the office's half of an exchange: the input once as a deflated body, once as CBOR.
pub fn frame(data: &[u8]) {
    let unpacked = frame::unpack(data, limits::SYNC_INFLATED_BYTES_MAX);
    if let Ok(bytes) = &unpacked {
        assert!(bytes.len() <= limits::SYNC_INFLATED_BYTES_MAX);
        assert_eq!(frame::unpack(&frame::pack(bytes), bytes.len()).as_ref(), Ok(bytes));
    }
    for bytes in [Some(data), unpacked.as_deref().ok()].into_iter().flatten() {
        if let Ok(response) = Response::from_bytes(bytes) {
            assert_eq!(Response::from_bytes(&response.to_bytes()), Ok(response));
        }
        if let Ok(request) = Request::from_bytes(bytes) {
            assert_eq!(Request::from_bytes(&request.to_bytes()).as_ref(), Ok(&request));
            exchange(&request);
        }
    }
}

/// The key of the only device.
pub fn key() -> SigningKey {
    SigningKey::from_seed([1; 32])
}

fn exchange(request: &Request) {
    let (Ok(unit), Ok(org)) = ("HT".parse(), "youth_union".parse()) else { return };
    let home = Partition { unit, org };
    let caller = Caller { device: actor(1).device, reads: BTreeSet::from([home.clone()]) };
    let signer = Signer {
        writes: Kind::ALL.map(|kind| (home.clone(), kind)).into(),
        key: Some(key().public()),
        revoked: false,
    };
    // The fuzzer cannot sign: what it made is signed for it.
    let seal = |parcel: &Parcel| {
        let partition = parcel.partition().unwrap_or_else(|_| home.clone());
        Parcel::seal(actor(1).device, parcel.number, &partition, parcel.bundle.to_vec(), &key())
    };
    let request = &Request { parcels: request.parcels.iter().map(seal).collect(), ..request.clone() };
    let signers = BTreeMap::from([(actor(1).device, signer)]);
    let derive = |doc, partition: &Partition, kind, flat: &_| {
        figures::derive(doc, partition, kind, flat, Catalogue::builtin())
    };
    let (table, room) = (find, limits::SYNC_ROOM);
    let around = Surroundings { epoch: 7, now_ms: 0, table, derive: &derive, signers: &signers, room };
    let store = MemoryStore::default();
    if let Ok(response) = block_on(receive(&store, &caller, around, request)) {
        let again = block_on(receive(&store, &caller, around, request)).expect("what was answered once");
        assert_eq!(again.verdicts.len(), response.verdicts.len());
    }
}
