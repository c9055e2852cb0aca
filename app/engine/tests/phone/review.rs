//! What the office decides reaches the phone, and what the phone may do then.

use std::rc::Rc;

use futures_lite::future::block_on;
use messages::{Ask, Listed, Reply};
use shared::catalogue::Catalogue;
use shared::domain::facts::State;
use shared::domain::{figures, review};
use shared::id::{DeviceId, DocId, Partition};
use shared::record::{self, Edit, Flat, Kind, Scalar};
use shared::sync::author::{Pen, Place, author};

use crate::bench::{NOW_MS, Office, Phone, Tab, doc, partition};

/// The office decides on the version of a record that was handed in last.
fn decide(office: &Office, entry: &str, state: State, reason: &str) {
    let facts = office.facts().into_iter().find(|facts| facts.kind == Kind::Feedback).unwrap();
    let field = |name: &str, value: Scalar| -> Edit { (format!("decision.{entry}.{name}"), value) };
    let edits = [
        field("submission", facts.submission.unwrap().into()),
        field("state", state.code().into()),
        field("reason", reason.into()),
        field("by", "Hoàng Thị Ví Dụ".into()),
        field("at", NOW_MS.into()),
    ];
    let derive = |doc: DocId, of: &Partition, kind: Kind, flat: &Flat| {
        figures::derive(doc, of, kind, flat, Catalogue::builtin())
    };
    let pen = Pen {
        device: DeviceId([9; 8]),
        start: [entry.as_bytes()[0]; 8],
        now_ms: NOW_MS,
        table: record::find,
        derive: &derive,
    };
    let partition = partition();
    let place = Place { doc: review::counterpart(facts.doc), partition: &partition, kind: Kind::Review };
    assert!(block_on(author(&office.store, pen, place, &edits)).unwrap());
}

fn save(tab: &Tab, edits: &[(&str, &str)]) -> Result<Listed, String> {
    let edits = edits.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
    match tab.ask(Ask::Save { doc: doc(1), kind: Kind::Feedback, edits, draft: None }) {
        Ok(Reply::Saved(listed)) => Ok(listed),
        Ok(other) => panic!("{other:?}"),
        Err(failure) => Err(failure.code),
    }
}

/// A feedback of the commune, handed in and received.
fn handed_in(office: &Rc<Office>) -> Tab {
    let tab = Phone::lead(office).online();
    let day = vec![("event_date".to_owned(), Scalar::Int(20_261_005)), ("anonymous".to_owned(), true.into())];
    tab.ask(Ask::Save { doc: doc(1), kind: Kind::Feedback, edits: day, draft: None }).unwrap();
    let words = [
        ("feedback_kind", "proposal"),
        ("channel", "talk"),
        ("text.aaaaaaaaaa", "xin hướng dẫn kỹ thuật nuôi dê"),
    ];
    save(&tab, &words).unwrap();
    hand_in(&tab);
    tab
}

fn hand_in(tab: &Tab) {
    save(tab, &[("state", "completed")]).unwrap();
    assert_eq!(save(tab, &[("state", "submitted")]).unwrap().facts.state, State::Submitted);
}

#[test]
fn a_returned_record_says_why_is_mended_and_handed_in_anew() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    decide(&office, "first", State::Returned, "Thiếu tên bản");
    tab.sync();
    let records = tab.records();
    assert_eq!(records.len(), 1, "a review is no record");
    let facts = &records[0].facts;
    assert_eq!((facts.state, facts.counts()), (State::Returned, false));
    let said = facts.returned().map(|said| (said.reason.as_str(), said.by.as_str()));
    assert_eq!(said, Some(("Thiếu tên bản", "Hoàng Thị Ví Dụ")));
    let whole = tab.record(doc(1)).unwrap();
    assert_eq!((whole.listed.facts.state, whole.flat.text("state")), (State::Returned, Some("returned")));

    assert_eq!(save(&tab, &[("village", "Tà Mây")]).unwrap().facts.state, State::Returned);
    assert_eq!(save(&tab, &[("state", "submitted")]), Err("record.state_forbidden".into()));
    let mended = save(&tab, &[("state", "completed")]).unwrap().facts;
    assert!(mended.state == State::Completed && mended.returned().is_some(), "still to be answered");
    save(&tab, &[("state", "submitted")]).unwrap();
    let anew = &tab.records()[0].facts;
    assert_eq!((anew.state, anew.decisions.len()), (State::Submitted, 0), "the old return is outdated");
}

#[test]
fn an_accepted_record_is_not_changed_any_more() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    decide(&office, "first", State::Accepted, "");
    tab.sync();
    assert_eq!(tab.records()[0].facts.state, State::Accepted);
    assert_eq!(save(&tab, &[("village", "Tà Mây")]), Err("record.closed".into()));
    assert_eq!(save(&tab, &[("state", "completed")]), Err("record.state_forbidden".into()));
}

#[test]
fn a_phone_cannot_decide_and_what_it_forges_counts_nowhere() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    let version = office.facts()[0].submission.clone().unwrap();
    let edits = vec![
        ("decision.own.submission".to_owned(), version.into()),
        ("decision.own.state".to_owned(), "accepted".into()),
    ];
    let forged = Ask::Save { doc: review::counterpart(doc(1)), kind: Kind::Review, edits, draft: None };
    assert!(tab.ask(forged).is_err(), "the engine writes no review");
    assert_eq!(tab.records()[0].facts.state, State::Submitted);
}
