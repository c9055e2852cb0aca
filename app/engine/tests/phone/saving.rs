//! What "Đã lưu" promises.

use std::rc::Rc;

use futures_lite::future::{block_on, zip};
use messages::{Ask, Reply, Standing};
use shared::domain::facts::State;
use shared::id::DocId;
use shared::record::{Kind, Scalar};

use crate::bench::{Line, NOW_MS, Office, Phone, doc, saving};

fn drafts(tab: &crate::bench::Tab) -> usize {
    match tab.ask(Ask::Drafts) {
        Ok(Reply::Drafts(drafts)) => drafts.len(),
        other => panic!("{other:?}"),
    }
}

fn keep_draft(tab: &crate::bench::Tab) {
    let fields = vec![("place".to_owned(), "bản Huổi".to_owned())];
    tab.ask(Ask::KeepDraft { form: "form".into(), fields }).unwrap();
}

#[test]
fn an_edit_saved_offline_survives_reopening() {
    let phone = Phone::lead(&Rc::default());
    phone.start().save(doc(1), &[("paper_no", "07/BB".into()), ("group_code", "T-0001".into())]).unwrap();
    let tab = phone.start();
    let whole = tab.record(doc(1)).unwrap();
    assert_eq!(whole.flat.text("paper_no"), Some("07/BB"));
    assert_eq!(whole.listed.standing, Standing::OnPhone);
    assert_eq!(whole.listed.facts.state, State::Draft);
    assert_eq!(tab.records().len(), 1);
    assert_eq!(tab.records()[0].facts.group.as_ref().map(ToString::to_string), Some("T-0001".into()));
    assert_eq!(tab.open().sync.waiting, 1);
}

#[test]
fn a_new_record_says_who_made_it_where_and_when() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let flat = tab.record(doc(1)).unwrap().flat;
    let texts = ["kind", "org", "unit", "created_by", "state"].map(|key| flat.text(key).unwrap_or_default());
    assert_eq!(texts, ["inspection", "youth_union", "HT", "a1", "draft"]);
    assert_eq!(flat.int("device_time"), Some(NOW_MS));
    assert_eq!(flat.text("created_device"), Some(phone.device.to_string().as_str()));
}

#[test]
fn only_what_differs_is_written() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into()), ("conclusion_no", "5".into())]).unwrap();
    let before = tab.record(doc(1)).unwrap().history.len();
    tab.save(doc(1), &[("paper_no", "2".into()), ("conclusion_no", "5".into())]).unwrap();
    let history = tab.record(doc(1)).unwrap().history;
    assert_eq!(history.len(), before + 1);
    let last = history.last().unwrap();
    assert_eq!((last.key.as_str(), &last.old, &last.new), ("paper_no", &Some("1".into()), &"2".into()));
    assert_eq!(last.by.name.as_deref(), Some("Vàng Thị Mẫu"));
    tab.save(doc(1), &[("paper_no", "2".into())]).unwrap();
    assert_eq!(tab.record(doc(1)).unwrap().history.len(), before + 1, "nothing differs, nothing is written");
}

#[test]
fn a_draft_is_forgotten_with_the_save_and_not_before() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    keep_draft(&tab);
    assert_eq!(drafts(&phone.start()), 1, "it survives a closed tab");
    tab.fill_disk(true);
    assert!(tab.save(doc(1), &[("paper_no", "1".into())]).is_err());
    tab.fill_disk(false);
    assert_eq!(drafts(&tab), 1);
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    assert_eq!(drafts(&tab), 0);
}

#[test]
fn a_failed_commit_answers_with_a_failure_and_leaves_nothing_half_written() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    tab.fill_disk(true);
    assert_eq!(tab.save(doc(1), &[("paper_no", "2".into())]).unwrap_err().code, "storage.full");
    assert_eq!(tab.save(doc(2), &[("paper_no", "2".into())]).unwrap_err().code, "storage.full");
    tab.fill_disk(false);
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("paper_no"), Some("1"));
    assert_eq!(tab.record(doc(2)).unwrap_err().code, "record.unknown");
    assert_eq!(tab.records().len(), 1);
    // What is written afterwards is taken by the office: no number was used twice.
    tab.save(doc(1), &[("paper_no", "3".into())]).unwrap();
    *tab.pocket.line.borrow_mut() = Line::Up;
    tab.sync();
    assert_eq!(tab.records()[0].standing, Standing::Received);
}

#[test]
fn two_tabs_that_save_at_the_same_time_are_both_kept() {
    let phone = Phone::lead(&Rc::default());
    let (one, two) = (phone.start(), phone.start());
    one.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let saves = zip(
        one.answer(saving(doc(1), &[("general.overdue", 5_000_000.into())])),
        two.answer(saving(doc(1), &[("general.frozen", 1_000_000.into())])),
    );
    let (first, second) = block_on(saves);
    first.unwrap();
    second.unwrap();
    let flat = phone.start().record(doc(1)).unwrap().flat;
    assert_eq!((flat.int("general.overdue"), flat.int("general.frozen")), (Some(5_000_000), Some(1_000_000)));
    let tab = phone.online();
    tab.sync();
    assert_eq!(tab.records()[0].standing, Standing::Received, "and the office takes both");
}

#[test]
fn two_questions_of_one_tab_do_not_use_one_number_twice() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.online();
    let save = |key: &'static str| tab.answer(saving(doc(1), &[(key, 1.into())]));
    let (first, second) = block_on(zip(save("general.overdue"), save("general.frozen")));
    first.unwrap();
    second.unwrap();
    tab.sync();
    assert_eq!(tab.records()[0].standing, Standing::Received);
}

#[test]
fn values_that_a_field_does_not_take_are_refused_with_a_code() {
    let tab = Phone::lead(&Rc::default()).start();
    let refused = |edits: &[(&str, Scalar)]| tab.save(doc(1), edits).unwrap_err().code;
    assert_eq!(refused(&[("unheard_of", 1.into())]), "change.forbidden_key");
    assert_eq!(refused(&[("created_by", "somebody".into())]), "change.forbidden_key");
    assert_eq!(refused(&[("borrower.x.unheard_of", 1.into())]), "change.forbidden_key");
    assert!(!refused(&[("general.members", "many".into())]).is_empty());
    assert!(tab.records().is_empty(), "nothing was made");
}

#[test]
fn a_field_that_is_written_once_keeps_its_value() {
    let tab = Phone::lead(&Rc::default()).start();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    tab.save(doc(1), &[("group_code", "T-0001".into())]).unwrap();
    let again = tab.save(doc(1), &[("group_code", "T-0002".into())]);
    assert_eq!(again.unwrap_err().code, "change.forbidden_value");
}

#[test]
fn a_record_of_one_kind_does_not_become_another() {
    let tab = Phone::lead(&Rc::default()).start();
    tab.save(doc(1), &[("paper_no", "1".into())]).unwrap();
    let edits = vec![("paper_no".to_owned(), "2".into())];
    let other = tab.ask(Ask::Save { doc: doc(1), kind: Kind::Feedback, edits, draft: None });
    assert_eq!(other.unwrap_err().code, "change.wrong_kind");
}

#[test]
fn names_are_new_every_time() {
    let tab = Phone::lead(&Rc::default()).start();
    let names = || match tab.ask(Ask::Names { entries: 3 }) {
        Ok(Reply::Names { doc, entries }) => (doc, entries),
        other => panic!("{other:?}"),
    };
    let (first, second): ((DocId, Vec<String>), _) = (names(), names());
    assert_eq!(first.1.len(), 3);
    assert_ne!(first, second);
    assert!(first.1.iter().all(|entry| !second.1.contains(entry)));
}

#[test]
fn before_enrolment_nothing_is_saved_and_the_phone_says_so() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    let tab = phone.start();
    let writes = vec![shared::store::Write::Put(shared::store::Shelf::Meta, "identity".into(), None)];
    block_on(shared::store::Store::commit(&*phone.disk, writes, shared::store::Durability::Strict)).unwrap();
    assert_eq!(tab.open().identity, None);
    assert_eq!(tab.save(doc(1), &[("paper_no", "1".into())]).unwrap_err().code, "device.not_enrolled");
    assert_eq!(tab.pocket.sent.get(), 0, "nobody is asked");
}
