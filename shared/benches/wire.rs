//! What records weigh on the wire: a workload's edits as changes, in slices, against their plain JSON under
//! gzip. Prints a table; asserts nothing. The workload is a file of JSON lines (`t`, `phase`, `id`, `set`), named
//! by the environment: `WORKLOAD=w500.jsonl cargo bench -p shared --bench wire`.

#![expect(clippy::unwrap_used, reason = "a bench fails loudly")]

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};
use shared::crdt::{Actor, Document};
use shared::id::{DeviceId, DocId};
use shared::record::{Edit, Scalar};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::{bundle, frame};

fn scalar(value: &Value) -> Scalar {
    match value {
        Value::Bool(flag) => (*flag).into(),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| Scalar::Text(number.to_string()), Scalar::from)
        }
        Value::String(text) => text.as_str().into(),
        _ => Scalar::Null,
    }
}

fn flatten(key: String, value: &Value, edits: &mut Vec<Edit>) {
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(name, value)| flatten(format!("{key}.{name}"), value, edits));
        }
        Value::Array(list) => (0..).zip(list).for_each(|(at, value): (usize, _)| {
            flatten(format!("{key}.{at}"), value, edits);
        }),
        value => edits.push((key, scalar(value))),
    }
}

fn gzip6(bytes: &[u8]) -> usize {
    let mut deflater = flate2::Compress::new(flate2::Compression::new(6), false);
    let mut out = Vec::with_capacity(bytes.len() + 1_000);
    deflater.compress_vec(bytes, &mut out, flate2::FlushCompress::Finish).unwrap();
    out.len() + 18
}

fn main() {
    let Ok(path) = std::env::var("WORKLOAD") else { return println!("WORKLOAD names no file") };
    let mut documents: BTreeMap<DocId, Document> = BTreeMap::new();
    let mut finals: BTreeMap<DocId, serde_json::Map<String, Value>> = BTreeMap::new();
    let mut changes: Vec<(DocId, Vec<u8>)> = Vec::new();
    let mut time = 1_763_000_000_000;
    for line in fs::read_to_string(path).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        if line["t"] != "edit" || line["phase"] != "P1" {
            continue;
        }
        let doc = DocId(Sha256::digest(line["id"].as_str().unwrap())[..16].try_into().unwrap());
        let mut edits = Vec::new();
        for pair in line["set"].as_array().unwrap() {
            let name = pair[0][0].as_str().unwrap();
            flatten(name.to_owned(), &pair[1], &mut edits);
            finals.entry(doc).or_default().insert(name.to_owned(), pair[1].clone());
        }
        let actor = Actor { device: DeviceId([1; 8]), start: [7, 4, 8, 3, 9, 2, 1, 5], doc };
        time += 500;
        let written = documents.entry(doc).or_default().write(&actor, &edits, time).unwrap();
        changes.push((doc, written.bytes));
    }
    let json: String = finals.values().map(|record| serde_json::to_string(record).unwrap() + "\n").collect();
    let floor = gzip6(json.as_bytes());
    println!(
        "{} records, {} changes; JSON {} bytes, gzip-6 {floor}",
        finals.len(),
        changes.len(),
        json.len()
    );
    println!("whole changes: {} bytes", changes.iter().map(|(_, bytes)| bytes.len()).sum::<usize>());
    for target in [16, 32, 64, 96, 128, 256] {
        push(&changes, target * 1024, floor);
    }
    for count in [20, 100, finals.len()] {
        compact(&changes, count);
    }
    println!("twenty records edited a hundred times each:");
    compact(&long_histories(), 20);
}

/// Twenty records that were edited a hundred times each: where a history is longest.
fn long_histories() -> Vec<(DocId, Vec<u8>)> {
    let mut changes = Vec::new();
    for number in 0..20_u8 {
        let doc = DocId(Sha256::digest([number])[..16].try_into().unwrap());
        let actor = Actor { device: DeviceId([1; 8]), start: [7, 4, 8, 3, 9, 2, 1, 5], doc };
        let mut document = Document::new();
        for edit in 0..100_i64 {
            let edits = [(format!("field{}", edit % 7), Scalar::from(12_500_000 + edit * 7_919))];
            changes.push((doc, document.write(&actor, &edits, edit * 61_000).unwrap().bytes));
        }
    }
    changes
}

/// Automerge's own compact documents (not deflated one by one) beside bundles of the same records' changes.
fn compact(changes: &[(DocId, Vec<u8>)], records: usize) {
    let mut by_doc: BTreeMap<DocId, Vec<&[u8]>> = BTreeMap::new();
    for (doc, bytes) in changes {
        by_doc.entry(*doc).or_default().push(bytes);
    }
    let docs: Vec<_> = by_doc.into_iter().collect();
    let (mut saved, mut bundled) = ([0; 3], [0; 3]);
    for slice in docs.chunks(records) {
        let mut whole = Vec::new();
        for (_, changes) in slice {
            let mut document = automerge::Automerge::new();
            let read = changes.iter().map(|bytes| automerge::Change::from_bytes(bytes.to_vec()).unwrap());
            document.apply_changes(read).unwrap();
            whole.extend(document.save_nocompress());
        }
        let items = slice
            .iter()
            .flat_map(|(doc, changes)| changes.iter().map(move |bytes| (*doc, "free_form", *bytes)));
        for (sum, bytes) in [(&mut saved, whole), (&mut bundled, bundle::pack(items))] {
            sum[0] += bytes.len();
            sum[1] += frame::pack(&bytes).len();
            sum[2] += brotli(&bytes);
        }
    }
    println!(
        "{records:>5} records in a body: saved documents {saved:?}, bundles {bundled:?} (plain, deflated, brotli 9)"
    );
}

fn brotli(bytes: &[u8]) -> usize {
    let mut packed = Vec::new();
    let options = brotli::enc::BrotliEncoderParams { quality: 9, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &options).unwrap();
    packed.len()
}

fn push(changes: &[(DocId, Vec<u8>)], target: usize, floor: usize) {
    let key = SigningKey::from_seed([1; 32]);
    let partition = "HT/youth_union".parse().unwrap();
    let (mut slices, mut bytes, mut plain) = (0, 0, 0);
    let mut largest = 0;
    let mut rest = changes;
    while !rest.is_empty() {
        let mut used = 0;
        let fits = |(_, change): &&(DocId, Vec<u8>)| {
            used += change.len();
            used - change.len() < target
        };
        let count = rest.iter().take_while(fits).count();
        let items = rest[..count].iter().map(|(doc, change)| (*doc, "free_form", change.as_slice()));
        let bundle = bundle::pack(items);
        rest = &rest[count..];
        slices += 1;
        let parcel = Parcel::seal(DeviceId([1; 8]), slices, &partition, bundle, &key);
        let message = parcel.to_bytes();
        plain += message.len();
        let packed = frame::pack(&message);
        bytes += packed.len();
        largest = largest.max(packed.len());
    }
    println!(
        "slices of {target:>7}: {slices:>3}, bundled {plain:>8}, packed {bytes:>7}, largest {largest:>6}, {:.3} of gzip-6",
        f64::from(u32::try_from(bytes).unwrap()) / f64::from(u32::try_from(floor).unwrap())
    );
}
