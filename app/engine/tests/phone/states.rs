//! Who may move a record on, and what stands in the way.

use std::rc::Rc;

use messages::{Ask, Progress, Reply};
use shared::date::Date;
use shared::domain::facts::State;
use shared::id::DocId;
use shared::record::{Kind, Scalar};

use crate::bench::{Office, Phone, Tab, doc};

fn feedback(tab: &Tab, doc: DocId, edits: &[(&str, Scalar)]) -> Result<Reply, String> {
    let edits = edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    tab.ask(Ask::Save { doc, kind: Kind::Feedback, edits, draft: None }).map_err(|failure| failure.code)
}

/// A feedback with everything that a complete one has.
fn complete(tab: &Tab, doc: DocId) {
    feedback(
        tab,
        doc,
        &[
            ("event_date", 20_261_005.into()),
            ("feedback_kind", "proposal".into()),
            ("channel", "talk".into()),
            ("anonymous", true.into()),
            ("text.aaaaaaaaaa", "xin hướng dẫn kỹ thuật nuôi dê".into()),
        ],
    )
    .unwrap();
}

fn state(code: &str) -> [(&str, Scalar); 1] {
    [("state", code.into())]
}

#[test]
fn what_lacks_something_is_not_completed() {
    let tab = Phone::lead(&Rc::default()).start();
    feedback(&tab, doc(1), &[("village", "Huổi Cang".into())]).unwrap();
    assert_eq!(feedback(&tab, doc(1), &state("completed")), Err("record.incomplete".into()));
    assert_eq!(tab.records()[0].facts.state, State::Draft);
}

#[test]
fn an_officer_completes_and_a_lead_submits() {
    let office: Rc<Office> = Rc::default();
    let (officer, lead) = (Phone::officer(&office), Phone::lead(&office));
    let tab = officer.online();
    complete(&tab, doc(1));
    feedback(&tab, doc(1), &state("completed")).unwrap();
    assert_eq!(feedback(&tab, doc(1), &state("submitted")), Err("record.state_forbidden".into()));
    let tab = lead.online();
    tab.open();
    feedback(&tab, doc(1), &state("submitted")).unwrap();
    assert_eq!(office.facts()[0].state, State::Submitted);
}

#[test]
fn what_was_submitted_is_closed_to_edits() {
    let tab = Phone::lead(&Rc::default()).start();
    complete(&tab, doc(1));
    feedback(&tab, doc(1), &state("completed")).unwrap();
    feedback(&tab, doc(1), &state("submitted")).unwrap();
    assert_eq!(feedback(&tab, doc(1), &[("village", "Tà Mây".into())]), Err("record.closed".into()));
}

#[test]
fn striking_out_needs_a_reason_and_is_final() {
    let tab = Phone::lead(&Rc::default()).start();
    complete(&tab, doc(1));
    assert_eq!(feedback(&tab, doc(1), &state("void")), Err("record.void_reason_missing".into()));
    feedback(&tab, doc(1), &[("state", "void".into()), ("void_reason", "ghi trùng".into())]).unwrap();
    assert_eq!(feedback(&tab, doc(1), &state("draft")), Err("record.state_forbidden".into()));
    assert_eq!(feedback(&tab, doc(1), &[("village", "Tà Mây".into())]), Err("record.closed".into()));
}

#[test]
fn an_unknown_state_is_never_written() {
    let tab = Phone::lead(&Rc::default()).start();
    complete(&tab, doc(1));
    assert!(feedback(&tab, doc(1), &state("archived")).is_err());
}

#[test]
fn a_conflict_blocks_completion_until_a_person_chooses() {
    let office: Rc<Office> = Rc::default();
    let (officer, lead) = (Phone::officer(&office), Phone::lead(&office));
    let (one, two) = (officer.online(), lead.online());
    complete(&one, doc(1));
    two.open();
    for (tab, value) in [(&one, "wish"), (&two, "difficulty")] {
        *tab.pocket.line.borrow_mut() = crate::bench::Line::Down;
        let value = Scalar::from(value);
        let known = feedback(tab, doc(1), &[("feedback_kind", value)]);
        *tab.pocket.line.borrow_mut() = crate::bench::Line::Up;
        known.unwrap();
    }
    one.sync();
    two.sync();
    one.sync();
    for tab in [&one, &two] {
        let whole = tab.record(doc(1)).unwrap();
        assert_eq!(whole.conflicts.len(), 1);
        let conflict = &whole.conflicts[0];
        assert!(conflict.blocking && conflict.key == "feedback_kind" && conflict.sides.len() == 2);
        let names: Vec<_> = conflict.sides.iter().map(|(_, by)| by.name.clone().unwrap()).collect();
        assert!(names.contains(&"Lò Văn Thử".into()) && names.contains(&"Vàng Thị Mẫu".into()), "{names:?}");
        assert_eq!(feedback(tab, doc(1), &state("completed")), Err("record.conflict".into()));
    }
    // Choosing the winner is a choice too.
    let winner = two.record(doc(1)).unwrap().conflicts[0].sides[0].0.clone();
    feedback(&two, doc(1), &[("feedback_kind", winner.clone())]).unwrap();
    feedback(&two, doc(1), &state("completed")).unwrap();
    one.sync();
    let whole = one.record(doc(1)).unwrap();
    assert!(whole.conflicts.is_empty());
    assert_eq!(whole.flat.get("feedback_kind"), Some(&winner));
    assert!(
        whole.history.iter().filter(|event| event.key == "feedback_kind").count() >= 4,
        "the loser stays"
    );
}

#[test]
fn the_start_page_counts_what_is_left_and_what_is_unsent() {
    let tab = Phone::lead(&Rc::default()).start();
    let progress = || -> Progress {
        match tab.ask(Ask::Start(Date::new(2026, 10, 5).unwrap(), 4)) {
            Ok(Reply::Start(start)) => start.progress,
            other => panic!("{other:?}"),
        }
    };
    let before = progress();
    assert_eq!(before.groups.len(), 7);
    assert_eq!(before.deadline, Some(Date::new(2026, 11, 14).unwrap()));
    assert_eq!(before.names[0].1, "Huổi Cang · Lò Thị Thử");
    let edits: [(&str, Scalar); 3] = [
        ("inspection_kind", "commune_to_group".into()),
        ("group_code", "T-0001".into()),
        ("event_date", 20_261_005.into()),
    ];
    tab.save(doc(1), &edits).unwrap();
    let after = progress();
    assert_eq!(after.groups[0].unsent, 1);
    assert_eq!(after.rules, before.rules, "what is not submitted does not count");
}
