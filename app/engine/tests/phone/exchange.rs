//! What synchronisation promises: nothing is lost, nothing is called sent without a receipt.

use std::rc::Rc;

use futures_lite::future::{block_on, zip};
use messages::{Ask, Notice, Phase, Standing};
use shared::record::Kind;
use shared::store::{Durability, Shelf, Store, Write};
use shared::sync::phone::Event;

use crate::bench::{Line, Office, Phone, Tab, doc};

fn phase(tab: &Tab) -> Phase {
    let told = tab.pocket.told.borrow();
    let last = told.iter().rev().find_map(|notice| match notice {
        Notice::Sync(status) => Some(status.phase.clone()),
        _ => None,
    });
    last.unwrap_or_default()
}

fn waits_for(tab: &Tab) -> String {
    match phase(tab) {
        Phase::Waiting(code, _) => code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_saved_without_a_network_goes_up_when_there_is_one() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    assert_eq!(waits_for(&tab), "network.unreachable");
    assert_eq!(tab.records()[0].standing, Standing::OnPhone);
    *tab.pocket.line.borrow_mut() = Line::Up;
    let wake_at_ms = tab.exchange.wake_at_ms().unwrap();
    tab.pocket.now_ms.set(wake_at_ms);
    block_on(tab.exchange.happen(Event::Tick));
    assert_eq!(phase(&tab), Phase::Resting);
    assert_eq!(tab.records()[0].standing, Standing::Received);
    assert_eq!(office.facts().len(), 1);
    let home = tab.open();
    assert_eq!((home.sync.waiting, home.sync.last_ms), (0, Some(wake_at_ms)));
}

#[test]
fn what_waits_is_counted_with_every_save() {
    let tab = Phone::lead(&Rc::default()).start();
    let waiting = || {
        let told = tab.pocket.told.borrow();
        let last = told.iter().rev().find_map(|notice| match notice {
            Notice::Sync(status) => Some(status.waiting),
            _ => None,
        });
        last.unwrap()
    };
    for (saves, number) in [(1, "a"), (2, "b"), (3, "c")] {
        tab.save(doc(1), &[("paper_no", number.into())]).unwrap();
        assert_eq!(waiting(), saves);
    }
}

#[test]
fn nothing_new_costs_one_round_trip() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.online();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let before = tab.pocket.sent.get();
    tab.sync();
    assert_eq!(tab.pocket.sent.get(), before + 1);
}

#[test]
fn a_login_page_of_somebodys_wifi_is_not_the_office() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    *tab.pocket.line.borrow_mut() = Line::Portal;
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    assert_eq!(waits_for(&tab), "network.not_ours");
    assert_eq!(tab.records()[0].standing, Standing::OnPhone);
    let enrolment = tab.ask(Ask::Enrol { code: "X".into(), label: String::new() });
    assert_eq!(enrolment.unwrap_err().code, "network.not_ours");
}

#[test]
fn a_revoked_phone_keeps_everything_and_says_why() {
    let tab = Phone::lead(&Rc::default()).start();
    *tab.pocket.line.borrow_mut() = Line::Answer(403, r#"{"code":"device.revoked"}"#);
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    assert_eq!(phase(&tab), Phase::Unwelcome("device.revoked".into()));
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("paper_no"), Some("1"));
}

#[test]
fn a_refused_change_stays_readable_and_blocks_nothing_else() {
    let office: Rc<Office> = Rc::default();
    *office.kinds.borrow_mut() = vec![Kind::Feedback];
    let tab = Phone::lead(&office).online();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let edits = vec![("village".to_owned(), "Huổi Cang".into())];
    tab.ask(Ask::Save { doc: doc(2), kind: Kind::Feedback, edits, draft: None }).unwrap();
    let records = tab.records();
    let standing =
        |number| records.iter().find(|row| row.facts.doc == doc(number)).map(|row| row.standing.clone());
    assert_eq!(standing(1), Some(Standing::Refused("change.wrong_kind".parse().unwrap())));
    assert_eq!(standing(2), Some(Standing::Received));
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("paper_no"), Some("1"));
    match tab.ask(Ask::Export(doc(1))) {
        Ok(messages::Reply::Text(text)) => assert!(text.contains("paper_no: 1"), "{text}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(tab.open().sync.refused, 1);
}

#[test]
fn two_phones_see_each_others_records_with_names() {
    let office: Rc<Office> = Rc::default();
    let (lead, officer) = (Phone::lead(&office), Phone::officer(&office));
    let (one, two) = (lead.online(), officer.online());
    one.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    two.open();
    let whole = two.record(doc(1)).unwrap();
    assert!(whole.history.iter().all(|event| event.by.name.as_deref() == Some("Vàng Thị Mẫu")));
    assert_eq!(whole.listed.standing, Standing::Received);
    assert!(two.pocket.told.borrow().contains(&Notice::Changed(Vec::new())), "lists are told to read again");
}

#[test]
fn a_save_during_an_exchange_goes_up_in_the_same_run() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.online();
    let save = async {
        let (answer, event) =
            tab.session.answer(crate::bench::saving(doc(1), &[("paper_no", "1".into())])).await;
        answer.unwrap();
        tab.exchange.happen(event.unwrap()).await;
    };
    block_on(zip(tab.exchange.happen(Event::ByHand), save));
    assert_eq!(tab.records()[0].standing, Standing::Received);
}

#[test]
fn two_tabs_exchange_one_after_the_other() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    phone.start().save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let (one, two) = (phone.online(), phone.online());
    block_on(zip(one.exchange.happen(Event::ByHand), two.exchange.happen(Event::ByHand)));
    assert_eq!((phase(&one), phase(&two)), (Phase::Resting, Phase::Resting));
    assert_eq!(one.records()[0].standing, Standing::Received);
}

#[test]
fn an_office_restored_from_a_backup_gets_everything_again() {
    let first: Rc<Office> = Rc::default();
    let mut phone = Phone::lead(&first);
    phone.online().save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let restored: Rc<Office> = Rc::default();
    restored.epoch.set(8);
    restored.keys.replace(first.keys.borrow().clone());
    phone.office = restored.clone();
    phone.online().sync();
    assert_eq!(restored.facts().len(), 1);
}

#[test]
fn enrolment_says_why_it_failed_and_keeps_one_persons_phone_theirs() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.start();
    let enrol = |answer| {
        *tab.pocket.line.borrow_mut() = answer;
        tab.ask(Ask::Enrol { code: " ABCD ".into(), label: "máy".into() }).map_err(|failure| failure.code)
    };
    assert_eq!(enrol(Line::Answer(403, r#"{"code":"enrol.code_used"}"#)), Err("enrol.code_used".into()));
    assert_eq!(enrol(Line::Down), Err("network.unreachable".into()));
    let other = r#"{"token":"t","device":"0303030303030303","account":"other","name":"Khác","role":"field_officer","unit":"NS","org":"youth_union","unit_name":"Nà Sao","office_key":"0909090909090909090909090909090909090909090909090909090909090909","area":"BM"}"#;
    assert_eq!(enrol(Line::Answer(200, other)), Err("enrol.other_account".into()));
    assert_eq!(tab.open().identity.unwrap().account.as_str(), "a1");
}

#[test]
fn a_phone_of_before_there_were_keys_tells_them_at_its_next_exchange_and_only_then() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let forget = |key: &str| Write::Put(Shelf::Meta, key.to_owned(), None);
    let old = ["device.sign", "device.seal", "office.key", "office.area"].map(forget);
    block_on(phone.disk.commit(old.into(), Durability::Strict)).unwrap();
    let tab = phone.online();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    tab.sync();
    assert_eq!(tab.records()[0].standing, Standing::Received);
    let told = office.introduced.borrow();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("sign_key") && told[0].contains("seal_key"));
}
