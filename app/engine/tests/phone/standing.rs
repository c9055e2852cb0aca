//! Where records stand, and the ways out of a refusal, a merger and a wrong clock.

use std::collections::BTreeSet;
use std::rc::Rc;

use futures_lite::future::block_on;
use messages::{Ask, Notice, Standing};
use shared::crdt::scan;
use shared::domain::register::UnitRegister;
use shared::domain::units::Unit;
use shared::record::{Kind, Scalar};
use shared::store::{Durability, Row, Shelf, Store, Write};

use crate::bench::{NOW_MS, Office, Phone, doc, partition};

#[test]
fn what_was_refused_is_written_anew_and_received_once_the_reason_is_gone() {
    let office: Rc<Office> = Rc::default();
    let tab = Phone::officer(&office).online();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    assert_eq!(tab.records()[0].standing, Standing::Received);
    office.kinds.borrow_mut().clear();
    tab.save(doc(1), &[("paper_no", "12".into())]).unwrap();
    tab.save(doc(2), &[("group_code", "T-0002".into())]).unwrap();
    for row in tab.records() {
        assert!(matches!(row.standing, Standing::Refused(_)), "{row:?}");
    }
    *office.kinds.borrow_mut() = Kind::ALL.to_vec();
    for number in [1, 2] {
        tab.ask(Ask::Rebuild(doc(number))).unwrap();
    }
    for row in tab.records() {
        assert_eq!(row.standing, Standing::Received);
    }
    let facts = office.facts();
    assert_eq!(facts.len(), 2);
    let whole = tab.record(doc(1)).unwrap();
    assert_eq!(whole.flat.text("paper_no"), Some("12"));
    assert!(whole.conflicts.is_empty(), "the old writing is no second side");
}

#[test]
fn saving_on_top_of_a_refusal_goes_out_with_what_was_refused() {
    let office: Rc<Office> = Rc::default();
    let tab = Phone::officer(&office).online();
    office.kinds.borrow_mut().clear();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    *office.kinds.borrow_mut() = Kind::ALL.to_vec();
    tab.save(doc(1), &[("paper_no", "12".into())]).unwrap();
    assert_eq!(tab.records()[0].standing, Standing::Received);
    assert_eq!(office.facts()[0].group.as_ref().map(ToString::to_string), Some("T-0001".into()));
}

#[test]
fn the_number_of_a_change_that_was_written_anew_is_never_given_again() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::officer(&office);
    let tab = phone.online();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    office.kinds.borrow_mut().clear();
    tab.save(doc(1), &[("paper_no", "12".into())]).unwrap();
    *office.kinds.borrow_mut() = Kind::ALL.to_vec();
    tab.ask(Ask::Rebuild(doc(1))).unwrap();
    tab.save(doc(1), &[("conclusion_no", "7".into())]).unwrap();
    let rows = block_on(phone.disk.changes_of(doc(1))).unwrap();
    let number = |row: &Row| {
        let scanned = scan(&row.change.bytes).unwrap();
        (scanned.actor, scanned.seq)
    };
    let numbers: BTreeSet<_> = rows.iter().map(number).collect();
    assert_eq!((rows.len(), numbers.len()), (4, 4), "another copy of this phone still counts the old one");
}

#[test]
fn a_phone_whose_unit_was_taken_over_moves_once_the_new_register_is_here() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.online();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    let unit = |code: &str, valid_to, successors: &[&str]| Unit {
        code: code.parse().unwrap(),
        level: "commune".parse().unwrap(),
        parent: None,
        name: format!("Xã {code}"),
        difficult_area: false,
        valid_from: None,
        valid_to,
        successors: successors.iter().map(|code| code.parse().unwrap()).collect(),
        division: shared::domain::units::Division::default(),
    };
    let ended = shared::date::Date::new(2026, 10, 1).ok();
    let units = vec![unit("HS", None, &[]), unit("HT", ended, &["HS"])];
    let new: shared::id::Partition = "HS/youth_union".parse().unwrap();
    let register = UnitRegister { version: 1, units, ..UnitRegister::new(new.clone()) };
    let put = Write::Put(Shelf::Register, new.to_string(), Some(register.to_bytes()));
    block_on(phone.disk.commit(vec![put], Durability::Strict)).unwrap();
    // Any register that comes makes the phone look.
    lay_out(&office, 2);
    tab.sync();
    let home = tab.open().identity.unwrap();
    assert_eq!((home.partition, home.unit_name.as_str()), (new, "Xã HS"));
    assert!(tab.pocket.told.borrow().iter().any(|notice| matches!(notice, Notice::Home(_))));
    let old = tab.record(doc(1)).unwrap();
    assert_eq!(old.listed.facts.partition.unit.as_str(), "HT", "a record keeps its unit");
}

#[test]
fn a_record_of_a_clock_that_ran_ahead_says_so_after_its_first_exchange() {
    let office: Rc<Office> = Rc::default();
    let tab = Phone::lead(&office).online();
    tab.pocket.now_ms.set(NOW_MS + 270 * 86_400_000);
    let day = shared::date::Date::in_vietnam(tab.pocket.now_ms.get());
    tab.save(doc(1), &[("group_code", "T-0001".into()), ("event_date", day.into())]).unwrap();
    let whole = tab.record(doc(1)).unwrap();
    assert!(whole.listed.facts.day_in_doubt);
    assert_eq!(whole.listed.standing, Standing::Received, "the office knows it too");
    assert!(office.facts()[0].day_in_doubt);
    tab.save(doc(1), &[("event_date", Scalar::Int(20_261_005))]).unwrap();
    assert!(!office.facts()[0].day_in_doubt, "typing the right day settles it");
}

#[test]
fn a_register_that_this_version_cannot_read_is_fetched_again() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.online();
    lay_out(&office, 2);
    tab.sync();
    assert_eq!(tab.register().map(|register| register.version), Some(2));
    // As another version of the app kept it, without the mark of this one's shape.
    let other = Some(UnitRegister::new(partition()).to_bytes().split_off(1));
    let put = Write::Put(Shelf::Register, partition().to_string(), other);
    block_on(phone.disk.commit(vec![put], Durability::Strict)).unwrap();
    assert_eq!(tab.register(), None);
    tab.open();
    tab.sync();
    assert_eq!(tab.register().map(|register| register.version), Some(2), "the same version, whole again");
}

/// Puts an empty register of the phone's partition in this version on the office's shelf.
fn lay_out(office: &Office, version: u64) {
    let register = UnitRegister { version, ..UnitRegister::new(partition()) };
    let value = [version.to_be_bytes().as_slice(), &register.to_bytes()].concat();
    let put = Write::Put(Shelf::Register, partition().to_string(), Some(value));
    block_on(office.store.commit(vec![put], Durability::Strict)).unwrap();
}
