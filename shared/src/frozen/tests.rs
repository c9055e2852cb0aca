use proptest::prelude::*;

use super::*;
use crate::crdt::Actor;
use crate::domain::review;
use crate::id::{DeviceId, DocId};
use crate::record::{Edit, Scalar};

const KIND: Kind = Kind::Inspection;
/// What people write; the last two are open after handing in.
const KEYS: [&str; 6] =
    ["paper_no", "general.overdue", "strengths.a", "group_code", "conclusion_no", "sent_to_bank_on"];

fn value(key: &str, number: i64) -> Scalar {
    match key {
        "general.overdue" => number.into(),
        "sent_to_bank_on" => (20_261_001 + number % 28).into(),
        _ => format!("số {number}").into(),
    }
}

fn edit(key: &str, value: impl Into<Scalar>) -> Edit {
    (key.to_owned(), value.into())
}

/// Phones that share one record.
struct Phones {
    documents: Vec<Document>,
    bytes: Vec<Vec<u8>>,
}

impl Phones {
    fn new(number: usize) -> Self {
        let mut phones = Self { documents: vec![Document::new(); number], bytes: Vec::new() };
        phones.write(0, &[edit("state", "completed"), edit("paper_no", "01")]);
        for phone in 1..number {
            phones.meet(0, phone);
        }
        phones
    }

    fn write(&mut self, phone: usize, edits: &[Edit]) {
        let device = DeviceId([u8::try_from(phone).unwrap() + 1; 8]);
        let actor = Actor { device, start: [1; 8], doc: DocId([7; 16]) };
        let written = self.documents[phone].write(&actor, edits, 1_791_700_000_000);
        self.bytes.extend(written.map(|written| written.bytes));
    }

    fn put(&mut self, phone: usize, key: &str, to: impl Into<Scalar>) {
        self.write(phone, &[edit(key, to)]);
    }

    fn move_to(&mut self, phone: usize, state: State, more: &[Edit]) {
        let mut edits = vec![edit("state", state.code())];
        edits.extend_from_slice(more);
        edits.extend(review::handing_in(&edits, &self.documents[phone].heads()));
        self.write(phone, &edits);
    }

    /// Both know what either knew.
    fn meet(&mut self, one: usize, other: usize) {
        for (from, to) in [(one, other), (other, one)] {
            let known: Vec<_> = self.documents[from].changes().iter().map(|change| change.hash).collect();
            let bytes =
                self.bytes.iter().filter(|bytes| known.contains(&crate::crdt::scan(bytes).unwrap().hash));
            self.documents[to].apply(bytes.map(Vec::as_slice)).unwrap();
        }
    }

    fn all_meet(&mut self) {
        for _ in 0..2 {
            for phone in 1..self.documents.len() {
                self.meet(0, phone);
            }
        }
    }

    fn of(&self, phone: usize) -> Frozen {
        frozen(&self.documents[phone], KIND)
    }
}

/// The fields that are not open afterwards.
fn closed(flat: &Flat) -> Vec<(String, Vec<Scalar>)> {
    let fields = flat.iter().filter(|(key, _)| !record::is_open_afterwards(KIND, key));
    fields.map(|(key, values)| (key.to_owned(), values.to_vec())).collect()
}

#[test]
fn what_was_written_before_the_lock_was_known_stands_apart_until_the_lead_hands_in_anew() {
    let mut phones = Phones::new(2);
    phones.move_to(0, State::Submitted, &[]);
    phones.put(1, "general.overdue", 18_000_000);
    phones.put(1, "conclusion_no", "05/TB");
    assert!(phones.of(1).late.is_empty(), "nobody knows of a lock there");
    phones.meet(0, 1);
    for phone in 0..2 {
        let Frozen { flat, late } = phones.of(phone);
        assert_eq!((flat.int("general.overdue"), flat.late()), (None, 1));
        assert_eq!(flat.text("conclusion_no"), Some("05/TB"), "a field of afterwards");
        assert_eq!((late[0].key.as_str(), late[0].device), ("general.overdue", DeviceId([2; 8])));
    }
    phones.move_to(0, State::Submitted, &[]);
    let Frozen { flat, late } = phones.of(0);
    assert_eq!(
        (flat.int("general.overdue"), flat.text("state"), late.len()),
        (Some(18_000_000), Some("submitted"), 0)
    );
    assert_ne!(review::submission(&flat), None);
}

#[test]
fn a_late_reopening_opens_nothing_and_one_that_knows_does() {
    let mut phones = Phones::new(2);
    phones.move_to(0, State::Submitted, &[]);
    phones.write(1, &[edit("state", "draft"), edit("paper_no", "02")]);
    phones.meet(0, 1);
    let Frozen { flat, late } = phones.of(1);
    assert_eq!((flat.text("state"), flat.text("paper_no"), late.len()), (Some("submitted"), Some("01"), 2));
    phones.write(1, &[edit("state", "completed")]);
    let Frozen { flat, late } = phones.of(1);
    assert_eq!((flat.text("state"), flat.text("paper_no"), late.len()), (Some("completed"), Some("02"), 0));
}

#[test]
fn struck_out_and_edited_at_once_stays_struck_out_and_the_edit_is_seen() {
    for void_first in [true, false] {
        let mut phones = Phones::new(3);
        let (lead, officer) = if void_first { (0, 2) } else { (2, 0) };
        phones.move_to(lead, State::Void, &[edit("void_reason", "ghi trùng")]);
        phones.put(officer, "paper_no", "02");
        phones.move_to(officer, State::Submitted, &[]);
        phones.all_meet();
        let Frozen { flat, late } = phones.of(1);
        assert_eq!(flat.all("state"), ["void".into()]);
        assert_eq!((flat.text("void_reason"), flat.text("paper_no")), (Some("ghi trùng"), Some("01")));
        assert!(late.iter().any(|past| past.key == "paper_no") && flat.late() > 0);
    }
}

#[test]
fn a_day_in_doubt_may_be_mended_after_handing_in() {
    let mut phones = Phones::new(2);
    phones.write(0, &[edit("event_date", 20_210_101), edit("device_time", 1_609_459_200_000)]);
    phones.move_to(0, State::Submitted, &[]);
    phones.put(0, "clock_ahead", 1_609_459_200_000 - 1_792_026_000_000);
    assert!(is_day_in_doubt(&phones.of(0).flat));
    phones.put(0, "event_date", 20_261_014);
    let Frozen { flat, late } = phones.of(0);
    assert_eq!((flat.int("event_date"), late.len()), (Some(20_261_014), 0));
}

/// What happens around a handing in.
#[derive(Debug, Clone)]
enum Step {
    Write(usize, usize, i64),
    Meet(usize, usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..4_usize, 0..KEYS.len(), 1..50_i64).prop_map(|(phone, key, number)| Step::Write(phone, key, number)),
        2 => (0..4_usize, 0..4_usize).prop_map(|(one, other)| Step::Meet(one, other)),
    ]
}

proptest! {
    #[test]
    fn sc8_d14_no_late_edit_changes_what_was_handed_in_and_none_is_lost_or_hidden(
        before in prop::collection::vec(step(), 0..12),
        after in prop::collection::vec(step(), 0..16),
        lead in 0..4_usize,
    ) {
        let mut phones = Phones::new(4);
        for step in before {
            match step {
                Step::Write(phone, key, number) => phones.put(phone, KEYS[key], value(KEYS[key], number)),
                Step::Meet(one, other) => phones.meet(one, other),
            }
        }
        phones.move_to(lead, State::Submitted, &[]);
        let handed_in = closed(&phones.documents[lead].flat());
        let lock = *phones.documents[lead].heads().first().unwrap();
        let inside: Vec<_> = phones.documents[lead].changes().iter().map(|change| change.hash).collect();
        for step in after {
            match step {
                Step::Meet(one, other) => phones.meet(one, other),
                Step::Write(phone, key, number) => {
                    // Who knows of the lock writes only what is open.
                    let knows = phones.documents[phone].contains(lock);
                    let key = KEYS[if knows { 4 + key % 2 } else { key }];
                    phones.put(phone, key, value(key, number));
                }
            }
            for phone in (0..4).filter(|phone| phones.documents[*phone].contains(lock)) {
                prop_assert_eq!(&closed(&phones.of(phone).flat), &handed_in);
            }
        }
        phones.all_meet();
        for phone in 0..4 {
            prop_assert_eq!(&phones.of(phone).flat, &phones.of(0).flat, "everybody sees the same");
            let document = &phones.documents[phone];
            let later = document.changes().iter().filter(|change| !inside.contains(&change.hash));
            let puts = later.flat_map(|change| &change.puts);
            let closed = puts.filter(|put| !record::is_open_afterwards(KIND, &put.key));
            let expected: Vec<_> = closed.map(|put| (&put.key, &put.value)).collect();
            let Frozen { flat, late } = phones.of(phone);
            prop_assert_eq!(late.iter().map(|past| (&past.key, &past.new)).collect::<Vec<_>>(), expected);
            prop_assert_eq!(flat.late() as usize, late.len());
        }
        phones.move_to(lead, State::Submitted, &[]);
        let taken_in = phones.of(lead);
        prop_assert!(taken_in.late.is_empty());
        let mut whole = phones.documents[lead].flat();
        whole.set_late(0);
        prop_assert_eq!(taken_in.flat, whole, "the lead took everything in");
    }
}
