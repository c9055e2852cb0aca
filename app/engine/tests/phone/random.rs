//! Any history of edits, failures, restarts and exchanges against a naive reference: a plain map per phone that
//! holds whatever was answered with "saved".

use std::collections::BTreeMap;
use std::rc::Rc;

use messages::Standing;
use proptest::prelude::*;

use crate::bench::{Line, Office, Phone, Tab, doc};

#[derive(Debug, Clone)]
enum Step {
    /// This phone saves this value under this key of this record.
    Save(usize, u8, usize, i64),
    /// The app of this phone is killed and started again.
    Restart(usize),
    /// The line of this phone comes or goes.
    Line(usize, bool),
    /// The disk of this phone is full for one save.
    FullSave(usize, u8, usize, i64),
    /// This phone exchanges, if it can.
    Sync(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let save = (0..2_usize, 1..4_u8, 0..3_usize, 0..1_000_i64);
    prop_oneof![
        4 => save.clone().prop_map(|(phone, doc, key, value)| Step::Save(phone, doc, key, value)),
        1 => save.prop_map(|(phone, doc, key, value)| Step::FullSave(phone, doc, key, value)),
        1 => (0..2_usize).prop_map(Step::Restart),
        2 => (0..2_usize, any::<bool>()).prop_map(|(phone, up)| Step::Line(phone, up)),
        2 => (0..2_usize).prop_map(Step::Sync),
    ]
}

/// Each phone writes keys of its own, so that the reference needs no rule for conflicts.
const KEYS: [[&str; 3]; 2] = [
    ["general.members", "general.overdue", "general.frozen"],
    ["general.members_saving", "general.outstanding", "general.savings_balance"],
];

fn start(phone: &Phone, up: bool) -> Tab {
    if up { phone.online() } else { phone.start() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_was_answered_with_saved_reaches_the_office_and_every_phone(
        steps in prop::collection::vec(step(), 1..30)
    ) {
        let office: Rc<Office> = Rc::default();
        let phones = [Phone::lead(&office), Phone::officer(&office)];
        let mut tabs = phones.each_ref().map(Phone::start);
        let mut up = [false; 2];
        let mut saved: BTreeMap<(u8, &str), i64> = BTreeMap::new();
        for step in steps {
            match step {
                Step::Save(phone, of, key, value) => {
                    let key = KEYS[phone][key];
                    tabs[phone].save(doc(of), &[(key, value.into())]).unwrap();
                    saved.insert((of, key), value);
                }
                Step::FullSave(phone, of, key, value) => {
                    let key = KEYS[phone][key];
                    tabs[phone].fill_disk(true);
                    let answer = tabs[phone].save(doc(of), &[(key, value.into())]);
                    tabs[phone].fill_disk(false);
                    prop_assert_eq!(answer.map_err(|failure| failure.code), Err("storage.full".to_owned()));
                }
                Step::Restart(phone) => tabs[phone] = start(&phones[phone], up[phone]),
                Step::Line(phone, now) => {
                    up[phone] = now;
                    *tabs[phone].pocket.line.borrow_mut() = if now { Line::Up } else { Line::Down };
                }
                Step::Sync(phone) => tabs[phone].sync(),
            }
        }
        // Both find a network in the end; the first twice, because the second had news for it.
        let last = phones.each_ref().map(Phone::online);
        for phone in [0, 1, 0] {
            last[phone].sync();
        }
        for ((of, key), value) in &saved {
            for tab in &last {
                let whole = tab.record(doc(*of)).unwrap();
                prop_assert_eq!(whole.flat.int(key), Some(*value), "{} of {}", key, of);
                prop_assert_eq!(&whole.listed.standing, &Standing::Received);
            }
        }
        prop_assert_eq!(last[0].records(), last[1].records());
        prop_assert_eq!(office.facts(), last[0].records().into_iter().map(|row| row.facts).collect::<Vec<_>>());
    }
}
