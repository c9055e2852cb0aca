//! What the office decides reaches the phone, and what the phone may do then.

use std::rc::Rc;

use futures_lite::future::block_on;
use messages::{Ask, Listed, Reply};
use shared::catalogue::Catalogue;
use shared::date::Date;
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
    write(office, facts.doc, &edits, entry.as_bytes()[0]);
}

/// The office writes to the review of a record.
fn write(office: &Office, record: DocId, edits: &[Edit], start: u8) {
    let derive = |doc: DocId, of: &Partition, kind: Kind, flat: &Flat| {
        figures::derive(doc, of, kind, flat, Catalogue::builtin())
    };
    let pen = Pen {
        device: DeviceId([9; 8]),
        start: [start; 8],
        now_ms: NOW_MS,
        table: record::find,
        derive: &derive,
    };
    let partition = partition();
    let place = Place { doc: review::counterpart(record), partition: &partition, kind: Kind::Review };
    assert!(block_on(author(&office.store, pen, place, edits)).unwrap());
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
fn what_the_office_returned_is_first_of_what_is_begun() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    for number in 2..=9 {
        let later = vec![("event_date".to_owned(), Scalar::Int(20_261_006))];
        tab.ask(Ask::Save { doc: doc(number), kind: Kind::Outreach, edits: later, draft: None }).unwrap();
    }
    decide(&office, "first", State::Returned, "Thiếu tên bản");
    tab.sync();
    match tab.ask(Ask::Start(Date::new(2026, 10, 6).unwrap(), 4)) {
        Ok(Reply::Start(start)) => {
            assert_eq!(start.unfinished[0].listed.facts.doc, doc(1));
            assert_eq!((start.unfinished.len(), start.unfinished_later), (5, 4));
        }
        other => panic!("{other:?}"),
    }
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
fn a_citizen_is_answered_after_acceptance_too_and_an_answer_that_stands_is_not_changed() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    save(&tab, &[("feedback_state", "received")]).unwrap();
    tab.sync();
    decide(&office, "first", State::Accepted, "");
    tab.sync();
    let answered = [
        ("feedback_state".to_owned(), "answered".into()),
        ("reply.bbbbbbbbbb".to_owned(), "Trung tâm khuyến nông mở lớp ngày 20/10.".into()),
        ("answered_on".to_owned(), Scalar::Int(20_261_012)),
    ];
    let ask = Ask::Save { doc: doc(1), kind: Kind::Feedback, edits: answered.into(), draft: None };
    assert!(matches!(tab.ask(ask), Ok(Reply::Saved(listed)) if listed.facts.state == State::Accepted));
    tab.sync();
    let kept = office.facts().into_iter().find(|facts| facts.kind == Kind::Feedback).unwrap();
    assert_eq!(kept.late, 0, "an answer is no late edit");
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("feedback_state"), Some("answered"));

    for (key, value) in [("feedback_state", "closed"), ("reply.bbbbbbbbbb", "khác"), ("village", "Tà Mây")]
    {
        assert_eq!(save(&tab, &[(key, value)]), Err("record.closed".into()), "{key}");
    }
    save(&tab, &[("answered_by", "Vàng Thị Mẫu")]).unwrap();
    assert_eq!(save(&tab, &[("answered_by", "Lò Văn Thử")]), Err("record.closed".into()));
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

/// The office answers what was asked.
fn answer(office: &Office, entry: &str, granted: bool) {
    let facts = office.facts().into_iter().find(|facts| facts.kind == Kind::Feedback).unwrap();
    let field = |name: &str, value: Scalar| -> Edit { (format!("approval.{entry}.{name}"), value) };
    let edits = [
        field("granted", granted.into()),
        field("by", "Hoàng Thị Ví Dụ".into()),
        field("at", 1_793_664_000_000.into()),
    ];
    write(office, facts.doc, &edits, 7);
}

/// Asks for a correction of one field.
fn ask(tab: &Tab, entry: &str, key: &str, new: &str, reason: &str) -> Result<Listed, String> {
    let field = |name: &str| format!("correction.{entry}.{name}");
    let (keyed, valued, why) = (field("key"), field("new"), field("reason"));
    save(tab, &[(&keyed, key), (&valued, new), (&why, reason)])
}

#[test]
fn what_another_phone_wrote_before_it_knew_stands_apart_until_the_lead_hands_in_anew() {
    let office: Rc<Office> = Rc::default();
    let (lead, officer) = (Phone::lead(&office).online(), Phone::officer(&office).online());
    let day = vec![("event_date".to_owned(), Scalar::Int(20_261_005)), ("anonymous".to_owned(), true.into())];
    lead.ask(Ask::Save { doc: doc(1), kind: Kind::Feedback, edits: day, draft: None }).unwrap();
    save(
        &lead,
        &[("feedback_kind", "proposal"), ("channel", "talk"), ("text.aaaaaaaaaa", "xin học nuôi dê")],
    )
    .unwrap();
    officer.sync();
    *officer.pocket.line.borrow_mut() = crate::bench::Line::Down;
    save(&officer, &[("village", "Tà Mây"), ("channel", "phone")]).unwrap();
    hand_in(&lead);
    *officer.pocket.line.borrow_mut() = crate::bench::Line::Up;
    officer.sync();
    lead.sync();
    for tab in [&lead, &officer] {
        let whole = tab.record(doc(1)).unwrap();
        assert_eq!((whole.flat.text("village"), whole.flat.text("channel")), (None, Some("talk")));
        let late: Vec<_> =
            whole.late.iter().map(|event| (event.key.as_str(), event.by.name.as_deref())).collect();
        assert_eq!(late, [("channel", Some("Lò Văn Thử")), ("village", Some("Lò Văn Thử"))]);
        let facts = &tab.records()[0].facts;
        assert_eq!((facts.state, facts.late, facts.place.as_str()), (State::Submitted, 2, ""));
    }
    assert_eq!(save(&officer, &[("state", "submitted")]), Err("record.state_forbidden".into()));
    let anew = save(&lead, &[("state", "submitted")]).unwrap().facts;
    assert_eq!((anew.state, anew.late, anew.place.as_str()), (State::Submitted, 0, "Tà Mây"));
    let whole = lead.record(doc(1)).unwrap();
    assert_eq!((whole.flat.text("channel"), whole.late.len()), (Some("phone"), 0));
    office_has(&lead, &office, "Tà Mây");
}

fn office_has(tab: &Tab, office: &Office, place: &str) {
    tab.sync();
    let facts = office.facts().into_iter().find(|facts| facts.kind == Kind::Feedback).unwrap();
    assert_eq!((facts.place.as_str(), facts.late), (place, 0));
}

#[test]
fn a_correction_needs_the_lead_a_reason_and_another_value_and_counts_once_it_is_approved() {
    let office: Rc<Office> = Rc::default();
    let tab = handed_in(&office);
    assert_eq!(ask(&tab, "early", "channel", "phone", "ghi nhầm"), Err("record.closed".into()));
    decide(&office, "first", State::Accepted, "");
    tab.sync();
    let officer = Phone::officer(&office).online();
    officer.sync();
    assert_eq!(ask(&officer, "a", "channel", "phone", "ghi nhầm"), Err("record.state_forbidden".into()));
    assert_eq!(ask(&tab, "a", "channel", "phone", " "), Err("correction.reason_missing".into()));
    assert_eq!(ask(&tab, "a", "channel", "talk", "ghi nhầm"), Err("correction.same".into()));
    assert_eq!(ask(&tab, "a", "channel", "pigeon", "ghi nhầm"), Err("field.unknown_code".into()));
    assert_eq!(ask(&tab, "a", "state", "draft", "ghi nhầm"), Err("correction.malformed".into()));
    assert_eq!(ask(&tab, "a", "channel", "phone", "ghi nhầm").unwrap().facts.asked, 1);
    assert_eq!(save(&tab, &[("correction.a.reason", "lý do khác")]), Err("change.forbidden_value".into()));
    tab.sync();
    assert_eq!(tab.record(doc(1)).unwrap().flat.text("channel"), Some("talk"), "asked is not approved");

    answer(&office, "a", true);
    for tab in [&tab, &officer] {
        tab.sync();
        let whole = tab.record(doc(1)).unwrap();
        assert_eq!((whole.listed.facts.state, whole.flat.text("channel")), (State::Corrected, Some("phone")));
        let (by, correction) = &whole.corrections[0];
        assert_eq!(by.as_ref().and_then(|by| by.name.as_deref()), Some("Vàng Thị Mẫu"));
        assert_eq!((&correction.old, &correction.asked.new), (&"talk".into(), &"phone".into()));
        assert_eq!(correction.granted_on().unwrap().to_string(), "03/11/2026");
        let facts = &tab.records()[0].facts;
        assert_eq!((facts.state, facts.asked, facts.counts()), (State::Corrected, 0, true));
    }
    assert!(ask(&tab, "b", "channel", "meeting", "ghi nhầm lần nữa").is_ok(), "one after the other");
    assert_eq!(tab.records()[0].facts.asked, 1);
}

#[test]
fn the_lead_strikes_out_also_what_was_handed_in_and_an_edit_made_meanwhile_is_seen() {
    let office: Rc<Office> = Rc::default();
    let (lead, officer) = (handed_in(&office), Phone::officer(&office).online());
    officer.sync();
    assert_eq!(save(&lead, &[("state", "void")]), Err("record.void_reason_missing".into()));
    assert_eq!(
        save(&officer, &[("state", "void"), ("void_reason", "trùng")]),
        Err("record.state_forbidden".into())
    );
    let struck = save(&lead, &[("state", "void"), ("void_reason", "ghi trùng")]).unwrap().facts;
    assert_eq!((struck.state, struck.counts()), (State::Void, false));
    assert_eq!(save(&lead, &[("village", "Tà Mây")]), Err("record.closed".into()));
    lead.sync();
    decide(&office, "back", State::Returned, "Không trùng, xin ghi tiếp");
    lead.sync();
    assert_eq!(lead.records()[0].facts.state, State::Returned);
    save(&lead, &[("village", "Tà Mây")]).unwrap();
    hand_in(&lead);
    assert_eq!(lead.record(doc(1)).unwrap().flat.text("village"), Some("Tà Mây"));
}
