//! What sending by a carried file promises: it is worth an exchange, whatever else happens before the answer comes.

use std::rc::Rc;

use messages::{Ask, Carried, Letter, Reply, Standing, Taken};
use shared::id::DeviceId;
use shared::store::{Durability, Shelf, Store, Write};

use crate::bench::{Office, Phone, Tab, doc};

fn carry(tab: &Tab) -> Letter {
    match tab.ask(Ask::Carry) {
        Ok(Reply::Letter(letter)) => letter,
        other => panic!("{other:?}"),
    }
}

fn carried(tab: &Tab) -> Vec<Carried> {
    match tab.ask(Ask::Carried) {
        Ok(Reply::Carried(files)) => files,
        other => panic!("{other:?}"),
    }
}

fn take(tab: &Tab, file: &[u8]) -> Result<Taken, String> {
    match tab.ask(Ask::TakeAnswer(file.to_vec())) {
        Ok(Reply::Taken(taken)) => Ok(taken),
        Err(failure) => Err(failure.code),
        other => panic!("{other:?}"),
    }
}

fn write(tab: &Tab, number: u8) {
    tab.save(doc(number), &[("paper_no", number.to_string().as_str().into())]).unwrap();
}

#[test]
fn a_carried_file_brings_receipts_and_news_without_any_network() {
    let office: Rc<Office> = Rc::default();
    let (phone, other) = (Phone::lead(&office), Phone::officer(&office));
    write(&other.online(), 9);
    let tab = phone.start();
    write(&tab, 1);
    write(&tab, 2);
    let letter = carry(&tab);
    assert!(
        letter.name.strip_suffix(".soban").is_some_and(|name| name.starts_with("so-ban-HT-20261005-")),
        "{}",
        letter.name
    );
    assert!(tab.records().iter().all(|row| !matches!(row.standing, Standing::Received)), "not received yet");
    let [file] = carried(&tab).try_into().unwrap();
    assert_eq!((file.changes, file.answered_ms), (2, None));

    let answer = office.take(&letter.bytes);
    let taken = take(&tab, &answer).unwrap();
    assert_eq!((taken.received, taken.refused, taken.news > 0, taken.more), (2, 0, true, false));
    assert_eq!(tab.records().len(), 3);
    assert!(tab.records().iter().all(|row| row.standing == Standing::Received));
    assert_eq!(tab.open().sync.waiting, 0);
    assert!(carried(&tab)[0].answered_ms.is_some());
    assert_eq!(office.facts().len(), 3);
}

#[test]
fn a_file_and_its_answer_taken_twice_and_a_synchronisation_between_double_nothing() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.online();
    tab.sync();
    *tab.pocket.line.borrow_mut() = crate::bench::Line::Down;
    write(&tab, 1);
    let (first, second) = (carry(&tab), carry(&tab));
    assert_ne!(first.bytes, second.bytes);
    *tab.pocket.line.borrow_mut() = crate::bench::Line::Up;
    tab.sync();
    write(&tab, 2);
    let answers = [office.take(&first.bytes), office.take(&second.bytes), office.take(&first.bytes)];
    for answer in &answers {
        take(&tab, answer).unwrap();
    }
    tab.sync();
    assert_eq!(office.facts().len(), 2);
    assert!(tab.records().iter().all(|row| row.standing == Standing::Received));
    assert_eq!(tab.open().sync.waiting, 0);
}

#[test]
fn what_is_written_after_the_file_goes_into_the_next() {
    let office: Rc<Office> = Rc::default();
    let tab = Phone::lead(&office).start();
    write(&tab, 1);
    let first = carry(&tab);
    write(&tab, 2);
    let second = carry(&tab);
    assert_eq!(carried(&tab).iter().map(|file| file.changes).max(), Some(2));
    // The first gets lost on the way.
    let answer = office.take(&second.bytes);
    assert_eq!(take(&tab, &answer).unwrap().received, 2);
    let late = office.take(&first.bytes);
    assert_eq!(take(&tab, &late).unwrap().refused, 0);
    assert_eq!(office.facts().len(), 2);
}

#[test]
fn a_file_of_an_office_that_was_restored_since_takes_no_receipt_back() {
    let office: Rc<Office> = Rc::default();
    let mut phone = Phone::lead(&office);
    let tab = phone.online();
    tab.sync();
    write(&tab, 1);
    let letter = carry(&tab);
    let answer = office.take(&letter.bytes);
    let restored: Rc<Office> = Rc::default();
    restored.epoch.set(8);
    restored.keys.replace(office.keys.borrow().clone());
    phone.office = restored.clone();
    let tab = phone.online();
    tab.sync();
    assert_eq!(take(&tab, &answer), Err("letter.outdated".into()));
    tab.sync();
    assert_eq!(restored.facts().len(), 1, "what the old office had, the new one has");
}

#[test]
fn a_wrong_file_is_refused_by_its_code_and_changes_nothing() {
    let office: Rc<Office> = Rc::default();
    let (phone, other) = (Phone::lead(&office), Phone::officer(&office));
    let (tab, of_other) = (phone.start(), other.start());
    write(&tab, 1);
    let letter = carry(&tab);
    let answer = office.take(&letter.bytes);
    let mut damaged = answer.clone();
    damaged[60] ^= 1;
    assert_eq!(take(&tab, &damaged), Err("letter.damaged".into()));
    assert_eq!(take(&tab, &letter.bytes), Err("letter.wrong_way".into()));
    assert_eq!(take(&tab, b"a photo"), Err("letter.not_ours".into()));
    assert_eq!(take(&of_other, &answer), Err("letter.not_for_this_phone".into()));
    let name = DeviceId(shared::sync::letter::outside(&letter.bytes).unwrap().id).to_string();
    let forget = Write::Put(Shelf::Letter, name, None);
    futures_lite::future::block_on(phone.disk.commit(vec![forget], Durability::Strict)).unwrap();
    assert_eq!(take(&tab, &answer), Err("letter.forgotten".into()));
    assert!(tab.records().iter().all(|row| row.standing != Standing::Received));
}
