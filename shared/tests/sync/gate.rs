//! The gate lets every honest change through, in any order that causes allow, and nothing else.

use proptest::prelude::*;
use shared::crdt::{Document, Written, scan};
use shared::id::DocId;
use shared::limits;
use shared::record::{Edit, Kind, Scalar, find};
use shared::sync::gate::{Refusal, Rejection, Twin};

use crate::world::{DOC, Dice, actor, device, edits, envelope};

fn twin() -> Twin {
    Twin::open(DOC, Kind::Outreach, find, []).unwrap()
}

fn put(twin: &mut Twin, key: &str, value: impl Into<Scalar>) -> Result<(), Rejection> {
    let mut document = twin.document().clone();
    let written = document.write(&actor(1, 1), &[(key.to_owned(), value.into())], 0).unwrap();
    twin.admit(&written.bytes, device(1)).map(drop)
}

fn refused(refusal: Refusal) -> Result<(), Rejection> {
    Err(Rejection::Refused(refusal))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_honest_devices_write_is_admitted_in_any_causal_order(seed: u64, devices in 1_u8..6, steps in 1_usize..60) {
        let mut dice = Dice(seed);
        let kind = *dice.pick(&Kind::ALL);
        let mut phones = vec![Document::new(); usize::from(devices)];
        let mut starts = vec![1_u8; phones.len()];
        let first = phones[0].write(&actor(0, 1), &envelope(kind, "HT"), 0).unwrap();
        let mut all = vec![(0_u8, first)];
        for step in 0..steps {
            let who = dice.below(phones.len());
            match dice.below(6) {
                0 => starts[who] += 1,
                1 | 2 => {
                    let seen: Vec<&[u8]> = all.iter().map(|(_, written)| written.bytes.as_slice()).collect();
                    let until = dice.below(seen.len()) + 1;
                    for bytes in &seen[..until] {
                        // What builds on things not yet seen comes another time.
                        let _ = phones[who].apply([*bytes]);
                    }
                }
                _ => {
                    let number = u8::try_from(who).unwrap();
                    let written =
                        phones[who].write(&actor(number, starts[who]), &edits(&mut dice, kind), i64::try_from(step).unwrap());
                    all.extend(written.map(|written| (number, written)));
                }
            }
        }
        let mut twin = Twin::open(DOC, kind, find, []).unwrap();
        let mut left = all;
        while !left.is_empty() {
            let at = dice.below(left.len());
            match twin.admit(&left[at].1.bytes, device(left[at].0)) {
                Ok(_) => drop(left.remove(at)),
                Err(rejection) => prop_assert_eq!(rejection, Rejection::MissingDeps),
            }
        }
        prop_assert!(twin.reloads());
    }
}

#[test]
fn a_key_or_value_that_the_table_does_not_have_is_refused() {
    let mut twin = twin();
    assert_eq!(put(&mut twin, "place", "Bản Mây"), Ok(()));
    assert_eq!(put(&mut twin, "borrower.k3x.name", "Mẫu"), refused(Refusal::ForbiddenKey));
    assert_eq!(put(&mut twin, "Place", "Bản Mây"), refused(Refusal::ForbiddenKey));
    assert_eq!(put(&mut twin, "minutes", "45"), refused(Refusal::ForbiddenValue));
    assert_eq!(put(&mut twin, "minutes", -1), refused(Refusal::ForbiddenValue));
    assert_eq!(put(&mut twin, "event_date", 20_260_230), refused(Refusal::ForbiddenValue));
    assert_eq!(put(&mut twin, "place", "x".repeat(121)), refused(Refusal::ForbiddenValue));
    assert_eq!(
        put(&mut twin, "content.k3x", "x".repeat(limits::CHANGE_BYTES_MAX)),
        refused(Refusal::TooLarge)
    );
    assert_eq!(put(&mut twin, "place", Scalar::Null), Ok(()), "the tombstone is always allowed");
}

#[test]
fn a_field_that_is_written_once_keeps_its_value() {
    let mut twin = twin();
    assert_eq!(put(&mut twin, "unit", "HT"), Ok(()));
    assert_eq!(put(&mut twin, "unit", "NS"), refused(Refusal::ForbiddenValue));
    assert_eq!(put(&mut twin, "unit", Scalar::Null), refused(Refusal::ForbiddenValue));

    let mut first = twin.document().clone();
    let mut second = first.clone();
    let edit = [("created_by".to_owned(), Scalar::from("mau"))];
    let other = [("created_by".to_owned(), Scalar::from("thu"))];
    let one = first.write(&actor(1, 1), &edit, 0).unwrap();
    let two = second.write(&actor(2, 1), &other, 0).unwrap();
    assert!(twin.admit(&one.bytes, device(1)).is_ok());
    assert!(twin.admit(&two.bytes, device(2)).is_ok(), "who did not know of the first value is not refused");
    let mut merged = twin.document().clone();
    let settled = merged.write(&actor(1, 1), &edit, 0).unwrap();
    assert!(twin.admit(&settled.bytes, device(1)).is_ok(), "choosing one of them is not a new value");
}

#[test]
fn a_change_must_be_the_next_of_the_device_that_sends_it() {
    let mut document = Document::new();
    let edits = |minutes: i64| [("minutes".to_owned(), Scalar::from(minutes))];
    let written: Vec<Written> = (1..4).map(|n| document.write(&actor(1, 1), &edits(n), 0).unwrap()).collect();
    let mut twin = twin();
    let wrong = Err(Rejection::Refused(Refusal::WrongActor));
    assert_eq!(twin.admit(&written[0].bytes, device(2)).map(drop), wrong);
    let mut elsewhere = Twin::open(DocId([1; 16]), Kind::Outreach, find, []).unwrap();
    assert_eq!(
        elsewhere.admit(&written[0].bytes, device(1)).map(drop),
        wrong,
        "a change belongs to one document"
    );
    assert_eq!(twin.admit(&written[1].bytes, device(1)).map(drop), Err(Rejection::MissingDeps));
    assert!(twin.admit(&written[0].bytes, device(1)).is_ok());
    // Two changes with one number, as after a lost transaction with a re-used actor.
    let mut again = twin.document().clone();
    let fork = again.write(&actor(1, 1), &edits(99), 0).unwrap();
    assert!(twin.admit(&written[1].bytes, device(1)).is_ok());
    assert_eq!(twin.admit(&fork.bytes, device(1)).map(drop), refused(Refusal::WrongSequence));
    let fresh = again.write(&actor(1, 2), &edits(100), 0).unwrap();
    assert_eq!(twin.admit(&fresh.bytes, device(1)).map(drop), Err(Rejection::MissingDeps));
    assert!(twin.admit(&written[2].bytes, device(1)).is_ok());
}

#[test]
fn a_document_that_is_full_takes_no_more_and_opens_still() {
    let mut document = Document::new();
    let mut twin = twin();
    let long = |n: usize| -> Vec<Edit> {
        (0..4)
            .map(|at| (format!("content.p{at}"), Scalar::from(format!("{n}{}", "ư".repeat(3_900)))))
            .collect()
    };
    let rejection = (0..).find_map(|n| {
        let written = document.write(&actor(1, 1), &long(n), 0).unwrap();
        twin.admit(&written.bytes, device(1)).err()
    });
    assert_eq!(rejection, Some(Rejection::Refused(Refusal::DocumentFull)));
    assert!(twin.reloads());
}

#[test]
fn a_rejected_change_leaves_the_twin_as_it_was() {
    let mut twin = twin();
    put(&mut twin, "minutes", 45).unwrap();
    let before = twin.document().heads();
    put(&mut twin, "minutes", "x").unwrap_err();
    assert_eq!(twin.document().heads(), before);
    put(&mut twin, "minutes", 50).unwrap();
    twin.retract().unwrap();
    assert_eq!(twin.document().heads(), before, "a change can be given back");
    put(&mut twin, "minutes", 55).unwrap();
    assert_eq!(twin.document().flat().int("minutes"), Some(55));
}

#[test]
fn codes_of_refusals_are_stable() {
    let codes: Vec<String> = Refusal::ALL.map(Refusal::code).into();
    assert_eq!(
        codes,
        [
            "change.malformed",
            "change.too_large",
            "change.forbidden_key",
            "change.forbidden_value",
            "change.wrong_actor",
            "change.wrong_sequence",
            "change.foreign_unit",
            "change.wrong_kind",
            "change.document_full",
            "change.unloadable",
            "parcel.forged",
            "device.unknown",
            "device.revoked"
        ]
    );
}

#[test]
fn a_scanned_change_says_all_that_was_written() {
    let mut document = Document::new();
    let edits = [
        ("minutes".to_owned(), Scalar::Int(i64::MIN)),
        ("place".to_owned(), Scalar::from("Khe Lạnh")),
        ("start_time".to_owned(), Scalar::Int(i64::MAX)),
        ("topic.savings".to_owned(), Scalar::Bool(true)),
    ];
    let written = document.write(&actor(3, 4), &edits, -1_500).unwrap();
    let scanned = scan(&written.bytes).unwrap();
    let read: Vec<Edit> = scanned.puts.iter().map(|put| (put.key.clone(), put.value.clone())).collect();
    assert_eq!(read, edits);
    assert_eq!((scanned.actor, scanned.start_op, scanned.max_op(), scanned.time_s), (actor(3, 4), 1, 4, -2));
}
