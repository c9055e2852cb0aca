//! What rots or kills is set aside, said, and mended when it can be.

use std::pin::pin;
use std::rc::Rc;

use engine::platform::Remains;
use futures_lite::future::{block_on, poll_once};
use messages::{Ask, Standing};
use shared::id::ChangeHash;
use shared::store::{Durability, Shelf, Store, Write};
use shared::sync::phone::Event;

use crate::bench::{Line, Office, Phone, doc, partition};

/// Makes a change of a record unreadable, as the store does that finds it so.
fn rot(phone: &Phone, hash: ChangeHash, position: Option<u64>) {
    phone.disk.rotten.borrow_mut().insert(hash);
    let bytes = Vec::new();
    let remains = [Remains { hash: Some(hash), partition: Some(partition()), position, bytes }];
    let write = Write::Put(Shelf::Damaged, Remains::key(doc(1)), Some(Remains::encode(&remains)));
    block_on(phone.disk.commit(vec![write], Durability::Strict)).unwrap();
}

fn hashes(phone: &Phone) -> Vec<ChangeHash> {
    let rows = block_on(phone.disk.changes_of(doc(1))).unwrap();
    rows.iter().map(|row| row.change.hash).collect()
}

#[test]
fn a_damaged_record_is_never_empty_and_never_written() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    tab.save(doc(1), &[("conclusion_no", "2".into())]).unwrap();
    rot(&phone, hashes(&phone)[0], None);
    let tab = phone.start();
    assert_eq!(tab.open().damaged, [doc(1)]);
    assert_eq!(tab.record(doc(1)).unwrap_err().code, "record.damaged");
    assert_eq!(tab.save(doc(1), &[("paper_no", "9".into())]).unwrap_err().code, "record.damaged");
    assert_eq!(tab.records().len(), 1, "the list still knows it, with the facts it had");
}

#[test]
fn what_is_left_of_a_damaged_record_is_readable() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    tab.save(doc(1), &[("conclusion_no", "2".into())]).unwrap();
    rot(&phone, hashes(&phone)[1], None);
    let whole = phone.start().record(doc(1)).unwrap();
    assert_eq!(whole.flat.text("paper_no"), Some("1"));
    assert_eq!(tab.save(doc(1), &[("paper_no", "9".into())]).unwrap_err().code, "record.damaged");
}

#[test]
fn a_row_that_the_office_has_comes_back_at_the_next_exchange() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.online();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    *tab.pocket.line.borrow_mut() = Line::Down;
    tab.save(doc(1), &[("conclusion_no", "2".into())]).unwrap();
    rot(&phone, hashes(&phone)[0], Some(1));
    let tab = phone.online();
    tab.open();
    assert!(tab.open().damaged.is_empty());
    let whole = tab.record(doc(1)).unwrap();
    assert_eq!((whole.flat.text("paper_no"), whole.flat.text("conclusion_no")), (Some("1"), Some("2")));
    assert_eq!(whole.listed.standing, Standing::Received);
    assert_eq!(hashes(&phone).len(), 2);
}

#[test]
fn a_row_that_rots_between_sending_and_answer_comes_back() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    phone.start().save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let tab = phone.online();
    let mut exchange = pin!(tab.exchange.happen(Event::ByHand));
    while office.facts().is_empty() {
        assert!(block_on(poll_once(exchange.as_mut())).is_none());
    }
    rot(&phone, hashes(&phone)[0], None);
    block_on(exchange);
    assert!(tab.open().damaged.is_empty());
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("paper_no"), Some("1"));
}

#[test]
fn a_row_of_which_nobody_here_knows_that_the_office_has_it_comes_back() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    phone.online().save(doc(1), &[("paper_no", "1".into())]).unwrap();
    // It had lost its receipt, to be offered again.
    rot(&phone, hashes(&phone)[0], None);
    let tab = phone.online();
    tab.open();
    assert!(tab.open().damaged.is_empty());
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("paper_no"), Some("1"));
}

#[test]
fn facts_that_cannot_be_read_are_derived_again() {
    let phone = Phone::lead(&Rc::default());
    phone.start().save(doc(1), &[("group_code", "T-0003".into())]).unwrap();
    phone.disk.unreadable.borrow_mut().insert(doc(1));
    let tab = phone.start();
    assert_eq!(tab.records()[0].facts.group.as_ref().map(ToString::to_string), Some("T-0003".into()));
}

#[test]
fn a_suspected_record_is_opened_only_when_a_person_asks() {
    let office: Rc<Office> = Rc::default();
    let (phone, other) = (Phone::lead(&office), Phone::officer(&office));
    phone.online().save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let theirs = other.online();
    theirs.open();
    theirs.save(doc(1), &[("conclusion_no", "2".into())]).unwrap();
    let tab = phone.online();
    tab.ask(Ask::Suspect(doc(1))).unwrap();
    assert_eq!(tab.open().damaged, [doc(1)]);
    assert_eq!(hashes(&phone).len(), 1, "what the office sent is put aside, not taken in");
    assert!(matches!(tab.record(doc(1)), Ok(whole) if whole.flat.text("conclusion_no").is_none()));
    tab.sync();
    assert!(tab.open().damaged.is_empty(), "it opened and the engine lived");
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("conclusion_no"), Some("2"));
}
