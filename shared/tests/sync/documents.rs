//! Documents: what is written, what is read, and that what this crate writes is what Automerge writes.

use automerge::transaction::{CommitOptions, Transactable};
use automerge::{ActorId, AutoCommit, ROOT};
use shared::crdt::{Document, OpenError, Past, ScanError, scan};
use shared::record::{Edit, Flat, Kind, Scalar};

use crate::world::{Dice, actor, device, edits, envelope};

fn edit(key: &str, value: impl Into<Scalar>) -> Edit {
    (key.to_owned(), value.into())
}

fn open(changes: &[Vec<u8>]) -> Result<Document, OpenError> {
    Document::open(changes.iter().map(Vec::as_slice))
}

#[test]
fn only_fields_that_differ_are_written() {
    let mut document = Document::new();
    let first = [edit("place", "Nhà văn hoá"), edit("minutes", 45), edit("village", Scalar::Null)];
    let written = document.write(&actor(1, 1), &first, 5_999).unwrap();
    let scanned = scan(&written.bytes).unwrap();
    assert_eq!((scanned.hash, scanned.time_s, scanned.seq), (written.hash, 5, 1));
    assert_eq!(scanned.puts.len(), 2, "removing what is not there writes nothing");
    assert_eq!(document.write(&actor(1, 1), &first, 9_000), None);
    let second = [edit("place", "Nhà văn hoá"), edit("minutes", 50), edit("minutes", 60)];
    let written = document.write(&actor(1, 1), &second, 9_000).unwrap();
    assert_eq!(scan(&written.bytes).unwrap().puts.len(), 1, "the last of several edits counts");
    let mut expected = Flat::default();
    expected.set("place", "Nhà văn hoá");
    expected.set("minutes", 60);
    assert_eq!(document.flat(), expected);
}

#[test]
fn both_sides_of_a_conflict_are_kept_with_their_authors_until_a_person_chooses() {
    let mut first = Document::new();
    let base = first.write(&actor(1, 1), &[edit("attendees_total", 30)], 1_000).unwrap();
    let mut second = open(std::slice::from_ref(&base.bytes)).unwrap();
    let one = first.write(&actor(1, 1), &[edit("attendees_total", 40)], 2_000).unwrap();
    let other = second.write(&actor(2, 1), &[edit("attendees_total", 45)], 3_000).unwrap();
    first.apply([other.bytes.as_slice()]).unwrap();
    second.apply([one.bytes.as_slice()]).unwrap();
    assert_eq!(first.flat(), second.flat());
    let sides = vec![(45.into(), device(2), 3_000), (40.into(), device(1), 2_000)];
    assert_eq!(first.conflicts(), [("attendees_total".to_owned(), sides)]);

    let winner = first.flat().get("attendees_total").cloned().unwrap();
    let settled = first.write(&actor(1, 1), &[("attendees_total".to_owned(), winner)], 4_000).unwrap();
    second.apply([settled.bytes.as_slice()]).unwrap();
    assert!(first.conflicts().is_empty(), "choosing the winner's own value settles");
    assert!(second.conflicts().is_empty());
    assert_eq!(second.flat().all("attendees_total"), [45.into()]);
    let past = |old: Option<i64>, new: i64, by, at_ms| Past {
        key: "attendees_total".to_owned(),
        old: old.map(Scalar::from),
        new: new.into(),
        device: device(by),
        at_ms,
    };
    let expected = [
        past(None, 30, 1, 1_000),
        past(Some(30), 40, 1, 2_000),
        past(Some(30), 45, 2, 3_000),
        past(Some(45), 45, 1, 4_000),
    ];
    assert_eq!(first.history(), expected, "the loser stays in the history");
}

#[test]
fn two_people_who_write_the_same_do_not_disagree() {
    let mut first = Document::new();
    let mut second = Document::new();
    first.write(&actor(1, 1), &[edit("minutes", 45)], 0).unwrap();
    let other = second.write(&actor(2, 1), &[edit("minutes", 45)], 0).unwrap();
    first.apply([other.bytes.as_slice()]).unwrap();
    assert_eq!(first.flat().all("minutes"), [45.into()]);
    assert!(first.conflicts().is_empty());
    assert_eq!(first.write(&actor(1, 1), &[edit("minutes", 45)], 0), None);
}

#[test]
fn a_change_is_what_automerge_itself_would_have_written() {
    let mut dice = Dice(7);
    let mut same = 0;
    for round in 0..300 {
        let mut ours = Document::new();
        let mut theirs = AutoCommit::new();
        for step in 0..8 {
            let who = actor(u8::try_from(dice.below(3)).unwrap(), 1);
            let edits =
                if step == 0 { envelope(Kind::Inspection, "HT") } else { edits(&mut dice, Kind::Inspection) };
            let Some(written) = ours.write(&who, &edits, 2_000) else { continue };
            theirs.set_actor(ActorId::from(who.to_bytes()));
            for put in scan(&written.bytes).unwrap().puts {
                let value = match put.value {
                    Scalar::Null => automerge::ScalarValue::Null,
                    Scalar::Bool(flag) => flag.into(),
                    Scalar::Int(number) => number.into(),
                    Scalar::Text(text) => text.into(),
                };
                theirs.put(ROOT, put.key, value).unwrap();
            }
            theirs.commit_with(CommitOptions::default().with_time(2)).unwrap();
            let change = theirs.get_last_local_change().unwrap();
            let (ours, theirs) = (scan(&written.bytes).unwrap(), scan(change.raw_bytes()).unwrap());
            assert_eq!(ours.puts, theirs.puts, "round {round}, step {step}");
            assert!(ours.is_canonical(&written.bytes));
            // Automerge names the writer's own last change as well, also when the newest ones build on it.
            if ours.deps == theirs.deps {
                assert_eq!(change.raw_bytes(), written.bytes, "round {round}, step {step}");
                same += 1;
            }
        }
        assert!(ours.reloads());
    }
    assert!(same > 500, "{same} changes");
}

#[test]
fn a_document_opens_from_its_changes_and_says_what_is_wrong_with_them() {
    let mut document = Document::new();
    let changes: Vec<Vec<u8>> = (0..4)
        .map(|minutes| document.write(&actor(1, 1), &[edit("minutes", minutes)], 0).unwrap().bytes)
        .collect();
    assert_eq!(open(&changes).unwrap().flat(), document.flat());
    let twice = [changes.clone(), changes.clone()].concat();
    assert_eq!(open(&twice).unwrap().heads(), document.heads(), "twice equals once");
    assert_eq!(open(&changes[1..]).unwrap_err(), OpenError::Incomplete);
    let mut torn = changes.clone();
    torn[2].truncate(40);
    assert_eq!(open(&torn).unwrap_err(), OpenError::Damaged(ScanError::Malformed));
    let (saved, lost) = Document::salvage(torn.iter().map(Vec::as_slice));
    assert_eq!((saved.flat().int("minutes"), lost), (Some(1), 2), "what is whole is saved");
    let mut forked = open(&changes[..2]).unwrap();
    let fork = forked.write(&actor(1, 1), &[edit("minutes", 9)], 0).unwrap();
    assert_eq!(document.apply([fork.bytes.as_slice()]).unwrap_err(), OpenError::Forked);
}
