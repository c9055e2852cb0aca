//! Hostile bytes: bombs, mutations, garbage. Nothing of it panics, costs memory, or makes a document that
//! cannot be opened.

use sha2::{Digest, Sha256};
use shared::crdt::{Document, scan};
use shared::limits;
use shared::record::{Kind, find};
use shared::sync::gate::{self, Refusal, Twin};

use crate::world::{DOC, Dice, actor, device, envelope, history};

/// A chunk of a type with right magic, checksum and length.
pub fn chunk(chunk_type: u8, content: &[u8]) -> Vec<u8> {
    let mut length = Vec::new();
    unsigned(&mut length, content.len());
    let hashed = [&[chunk_type], length.as_slice(), content].concat();
    let hash = Sha256::digest(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83], &hash[..4], &hashed].concat()
}

fn unsigned(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        bytes.push(u8::try_from(number % 128).unwrap() | 0x80);
        number /= 128;
    }
    bytes.push(u8::try_from(number).unwrap());
}

/// The content of a change chunk with these columns, by device 1.
fn content(columns: &[(u8, Vec<u8>)]) -> Vec<u8> {
    content_by(&actor(1, 1).to_bytes(), columns)
}

/// The same by any actor.
fn content_by(actor: &[u8], columns: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0, u8::try_from(actor.len()).unwrap()];
    bytes.extend(actor);
    bytes.extend([1, 1, 0, 0, 0, u8::try_from(columns.len()).unwrap()]);
    for (spec, data) in columns {
        bytes.push(*spec);
        unsigned(&mut bytes, data.len());
    }
    for (_, data) in columns {
        bytes.extend(data);
    }
    bytes
}

/// A run of `count` times one item.
fn run(count: usize, item: &[u8]) -> Vec<u8> {
    // A positive LEB128 number whose top bit would read as a sign needs one more byte.
    let mut bytes = Vec::new();
    let mut rest = count;
    while rest > 63 {
        bytes.push(u8::try_from(rest % 128).unwrap() | 0x80);
        rest /= 128;
    }
    bytes.push(u8::try_from(rest).unwrap());
    bytes.extend(item);
    bytes
}

/// A change of about a hundred bytes that claims this many operations.
fn run_length_bomb(actor: &[u8], claim: usize) -> Vec<u8> {
    let mut never = Vec::new();
    unsigned(&mut never, claim);
    chunk(
        1,
        &content_by(
            actor,
            &[
                (0x15, run(claim, b"\x05place")),
                (0x34, never),
                (0x42, run(claim, &[1])),
                (0x56, run(claim, &[0])),
                (0x70, run(claim, &[0])),
            ],
        ),
    )
}

/// A small change chunk whose content is deflated, as Automerge allows.
fn deflate_bomb() -> Vec<u8> {
    let mut columns = vec![(0x15, run(1, b"\x05place")), (0x34, vec![1]), (0x42, run(1, &[1]))];
    columns.push((0x56, run(1, &[6])));
    columns.push((0x57, vec![b'a'; 40_000_000]));
    let packed = shared::sync::frame::pack(&content(&columns));
    let mut framed = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 2];
    unsigned(&mut framed, packed.len());
    framed.extend(packed);
    framed
}

#[test]
fn a_run_length_bomb_is_refused_by_its_claim() {
    let ours = actor(1, 1).to_bytes();
    for (name, refusal) in [(&ours[..16], Refusal::Malformed), (&ours[..], Refusal::TooLarge)] {
        let bomb = run_length_bomb(name, 1_000_000);
        assert!(bomb.len() <= 91 + name.len(), "{} bytes", bomb.len());
        assert!(automerge::Change::try_from(bomb.as_slice()).is_ok_and(|change| change.len() == 1_000_000));
        assert_eq!(gate::scan(&bomb), Err(refusal));
    }
    assert_eq!(gate::scan(&run_length_bomb(&ours, limits::CHANGE_OPS_MAX + 1)), Err(Refusal::TooLarge));
    // Within the limit it is read, and refused because one change puts a key once.
    let allowed = run_length_bomb(&ours, limits::CHANGE_OPS_MAX);
    assert_eq!(scan(&allowed).unwrap().puts.len(), limits::CHANGE_OPS_MAX);
    let mut twin = Twin::open(DOC, Kind::Outreach, find, []).unwrap();
    assert!(twin.admit(&allowed, device(1)).is_err());
}

#[test]
fn a_claim_of_more_than_a_computer_can_count_is_refused() {
    for claim in
        [vec![0xff; 9], vec![0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], vec![0x80; 30]]
    {
        for spec in [0x15, 0x42, 0x56, 0x70, 0x71, 0x73] {
            let mut columns: Vec<(u8, Vec<u8>)> = vec![
                (0x15, run(1, b"\x05place")),
                (0x34, vec![1]),
                (0x42, run(1, &[1])),
                (0x56, run(1, &[0])),
            ];
            columns.extend([(0x70, run(1, &[1])), (0x71, run(1, &[0])), (0x73, run(1, &[1]))]);
            let column = columns.iter_mut().find(|(of, _)| *of == spec).unwrap();
            column.1 = [claim.clone(), vec![1, 1]].concat();
            assert!(gate::scan(&chunk(1, &content(&columns))).is_err(), "{spec:x} {claim:?}");
        }
    }
}

#[test]
fn a_deflated_change_is_refused_before_anything_is_inflated() {
    let bomb = deflate_bomb();
    assert!(bomb.len() < limits::CHANGE_BYTES_MAX);
    assert_eq!(gate::scan(&bomb), Err(Refusal::Malformed));
    let mut column = content(&[(0x15 | 8, run(1, b"\x05place")), (0x42, run(1, &[1]))]);
    assert_eq!(gate::scan(&chunk(1, &column)), Err(Refusal::Malformed), "a deflated column");
    column = content(&[]);
    assert_eq!(gate::scan(&chunk(0, &column)), Err(Refusal::Malformed), "a whole document");
    assert_eq!(gate::scan(&chunk(3, &column)), Err(Refusal::Malformed), "a bundle");
}

/// Changes one thing, and mends the checksum most of the time, so that the mutation gets further.
fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>) {
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes[at] = u8::try_from(dice.below(256)).unwrap(),
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
            3 if bytes.len() > 12 => drop(bytes.remove(at)),
            4 => bytes[at] = *dice.pick(&[0, 1, 0x7f, 0x80, 0xff]),
            _ => {
                let end = (at + 1 + dice.below(8)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = dice.below(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
    if !dice.once_in(10) {
        mend(bytes);
    }
}

/// Puts right length and checksum on whatever follows the header.
fn mend(bytes: &mut Vec<u8>) {
    let start = bytes.iter().skip(9).position(|byte| byte & 0x80 == 0).map_or(bytes.len(), |at| at + 10);
    let content = bytes.get(start..).unwrap_or_default().to_vec();
    *bytes = chunk(bytes.get(8).copied().unwrap_or(1), &content);
}

#[test]
fn mutated_changes_never_panic_and_never_make_a_document_that_does_not_load() {
    let mut admitted = 0;
    for seed in 0..20_u64 {
        let mut dice = Dice(seed);
        let kind = *dice.pick(&Kind::ALL);
        let log = history(&mut dice, kind, 8);
        let base = || Twin::open(DOC, kind, find, log[..7].iter().map(Vec::as_slice)).unwrap();
        let mut twin = base();
        for _ in 0..1_500 {
            let mut bytes = log[dice.below(log.len())].clone();
            mutate(&mut dice, &mut bytes);
            let sender = gate::scan(&bytes).map_or(device(1), |scanned| scanned.actor.device);
            if twin.admit(&bytes, sender).is_ok() {
                admitted += 1;
                assert!(twin.reloads(), "seed {seed}");
                assert!(Document::open(log[..7].iter().chain([&bytes]).map(Vec::as_slice)).is_ok());
                twin = base();
            }
        }
        assert!(twin.reloads());
    }
    assert!(admitted > 0, "some mutations are changes that somebody could have written");
}

#[test]
fn garbage_is_refused() {
    let mut dice = Dice(3);
    for length in [0, 1, 8, 9, 40, 500] {
        for _ in 0..500 {
            let bytes: Vec<u8> = (0..length).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
            assert_eq!(gate::scan(&bytes), Err(Refusal::Malformed));
            if length > 1 {
                assert!(gate::scan(&chunk(1, &bytes)).is_err());
            }
        }
    }
    assert_eq!(gate::scan(&vec![0; limits::CHANGE_BYTES_MAX + 1]), Err(Refusal::TooLarge));
}

#[test]
fn an_operation_that_is_not_a_put_on_the_root_is_refused() {
    use automerge::transaction::Transactable;
    use automerge::{ActorId, AutoCommit, ObjType, ROOT};
    let start = || {
        let mut document = AutoCommit::new().with_actor(ActorId::from(actor(1, 1).to_bytes()));
        document.put(ROOT, "place", "Bản Mây").unwrap();
        document.commit();
        document
    };
    let deeds: [fn(&mut AutoCommit); 7] = [
        |document| document.delete(ROOT, "place").unwrap(),
        |document| drop(document.put_object(ROOT, "place", ObjType::Map).unwrap()),
        |document| drop(document.put_object(ROOT, "place", ObjType::Text).unwrap()),
        |document| document.put(ROOT, "minutes", 4.5).unwrap(),
        |document| document.put(ROOT, "minutes", automerge::ScalarValue::counter(4)).unwrap(),
        |document| document.put(ROOT, "minutes", 7_u64).unwrap(),
        |document| document.put(ROOT, "minutes", vec![1_u8, 2]).unwrap(),
    ];
    for (at, deed) in deeds.into_iter().enumerate() {
        let mut document = start();
        deed(&mut document);
        document.commit();
        let change = document.get_last_local_change().unwrap();
        assert!(gate::scan(change.raw_bytes()).is_err(), "deed {at}");
    }
    let mut document = start();
    document.put(ROOT, "minutes", 7).unwrap();
    document.commit_with(automerge::transaction::CommitOptions::default().with_message("x"));
    let change = document.get_last_local_change().unwrap();
    assert_eq!(gate::scan(change.raw_bytes()), Err(Refusal::Malformed), "a message");
}

#[test]
fn a_change_that_replaces_what_it_cannot_know_is_refused() {
    let mut dice = Dice(9);
    let log = history(&mut dice, Kind::Outreach, 6);
    let mut twin = Twin::open(DOC, Kind::Outreach, find, [log[0].as_slice()]).unwrap();
    let mut document = twin.document().clone();
    let written = document.write(&actor(1, 1), &[("state".to_owned(), "completed".into())], 0).unwrap();
    let honest = scan(&written.bytes).unwrap();
    assert_eq!(honest.puts[0].pred.len(), 1);
    let mut forged = written.bytes.clone();
    // The last byte is the counter of the replaced operation.
    let last = forged.len() - 1;
    forged[last] += 1;
    mend(&mut forged);
    let read = scan(&forged).unwrap();
    assert_ne!(read.puts[0].pred, honest.puts[0].pred);
    let replaced = envelope(Kind::Outreach, "HT").len();
    assert!(replaced > 1);
    assert_eq!(twin.admit(&forged, device(1)).map(drop), Err(Refusal::Malformed.into()));
    assert!(twin.admit(&written.bytes, device(1)).is_ok());
}
