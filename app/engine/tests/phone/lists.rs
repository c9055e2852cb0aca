//! Lists, the start page and the page of a group: made of an index in memory that tabs keep true for one another.

use std::rc::Rc;

use messages::{Ask, Found, GroupDesk, Query, Reply, Start, Work};
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::register::Loan;
use shared::id::DocId;
use shared::record::{Kind, Scalar};

use crate::bench::{Office, Phone, Tab, doc, give_register, register};

fn find(tab: &Tab, query: Query) -> Found {
    match tab.ask(Ask::Records(query)) {
        Ok(Reply::Records(found)) => found,
        other => panic!("{other:?}"),
    }
}

fn docs(found: &Found) -> Vec<DocId> {
    found.rows.iter().map(|row| row.facts.doc).collect()
}

fn today() -> Date {
    Date::new(2026, 10, 5).unwrap()
}

fn start(tab: &Tab) -> Start {
    match tab.ask(Ask::Start(today(), 4)) {
        Ok(Reply::Start(start)) => *start,
        other => panic!("{other:?}"),
    }
}

fn group(tab: &Tab, code: &str) -> GroupDesk {
    match tab.ask(Ask::Group(code.parse().unwrap(), today())) {
        Ok(Reply::Group(desk)) => *desk,
        other => panic!("{other:?}"),
    }
}

fn save(tab: &Tab, doc: DocId, kind: Kind, edits: &[(&str, Scalar)]) {
    let edits = edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    tab.ask(Ask::Save { doc, kind, edits, draft: None }).unwrap();
}

fn activity(tab: &Tab, number: u8, day: i64, village: &str) {
    save(tab, doc(number), Kind::Outreach, &[("event_date", day.into()), ("village", village.into())]);
}

#[test]
fn a_list_finds_words_without_diacritics_and_gives_the_part_that_was_asked_for() {
    let tab = Phone::lead(&Rc::default()).start();
    for (number, day) in [(1, 20_261_003), (2, 20_261_005), (3, 20_261_004)] {
        activity(&tab, number, day, "Khe Lạnh");
    }
    activity(&tab, 4, 20_261_001, "Đèo Sương");
    tab.save(doc(5), &[("group_code", "T-0004".into())]).unwrap();
    let all = find(&tab, Query::default());
    assert_eq!(docs(&all), [5, 2, 3, 1, 4].map(doc), "what has no day is being written; then the newest");
    let search = |search: &str| Query { search: search.to_owned(), ..Query::default() };
    assert_eq!(docs(&find(&tab, search("deo  SUONG"))), [doc(4)]);
    let part = find(&tab, Query { offset: 1, limit: 1, ..search("lanh khe") });
    assert_eq!((docs(&part), part.matching, part.standings.all()), (vec![doc(3)], 3, 5));
    assert_eq!(docs(&find(&tab, Query { kind: Some(Kind::Inspection), ..Query::default() })), [doc(5)]);
    assert_eq!(find(&tab, Query { state: Some(State::Submitted), ..Query::default() }).matching, 0);
    assert_eq!(find(&tab, Query { standing: "on_phone".into(), ..Query::default() }).matching, 5);
    assert_eq!(find(&tab, Query { standing: "received".into(), ..Query::default() }).matching, 0);
    let of = |code: &str| Query { group: Some(code.parse().unwrap()), ..Query::default() };
    assert_eq!((docs(&find(&tab, of("T-0004"))), find(&tab, of("T-0005")).matching), (vec![doc(5)], 0));
}

#[test]
fn what_the_office_does_not_have_can_stand_first() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    activity(&phone.online(), 1, 20_261_005, "Khe Lạnh");
    let tab = phone.start();
    activity(&tab, 2, 20_261_001, "Tà Mây");
    let found = find(&tab, Query { unreceived_first: true, ..Query::default() });
    assert_eq!(docs(&found), [2, 1].map(doc));
    assert_eq!((found.standings.on_phone, found.standings.at_office()), (1, 1));
}

#[test]
fn everything_is_read_once_and_then_only_what_changed() {
    let tab = Phone::lead(&Rc::default()).start();
    activity(&tab, 1, 20_261_005, "Khe Lạnh");
    tab.records();
    let before = tab.disk.readings.get();
    for number in 2..=9 {
        activity(&tab, number, 20_261_005, "Tà Mây");
        assert_eq!(tab.records().len(), usize::from(number));
    }
    activity(&tab, 1, 20_261_006, "Co Thông");
    assert_eq!(tab.records()[0].facts.doc, doc(1), "its place in the list is the one of its new day");
    start(&tab);
    assert_eq!(tab.disk.readings.get(), before);
}

#[test]
fn what_another_tab_wrote_is_in_the_next_list_of_this_one() {
    let phone = Phone::lead(&Rc::default());
    let (one, two) = (phone.start(), phone.start());
    activity(&one, 1, 20_261_005, "Khe Lạnh");
    assert_eq!((one.records().len(), two.records().len()), (1, 1));
    activity(&two, 1, 20_261_006, "Tà Mây");
    activity(&two, 2, 20_261_005, "Co Thông");
    let places: Vec<String> = one.records().into_iter().map(|row| row.facts.place).collect();
    assert_eq!(places, ["Tà Mây", "Co Thông"]);
    assert_eq!(one.records(), two.records());
}

#[test]
fn what_an_exchange_brought_is_in_the_next_list_of_every_tab() {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::officer(&office);
    let (one, two) = (phone.online(), phone.start());
    assert!(one.records().is_empty() && two.records().is_empty());
    activity(&Phone::lead(&office).online(), 1, 20_261_005, "Khe Lạnh");
    one.sync();
    assert_eq!((one.records().len(), two.records().len()), (1, 1));
    assert!(one.records()[0].standing.is_received() && two.records()[0].standing.is_received());
}

#[test]
fn the_start_page_says_what_is_due_the_most_urgent_first_and_each_group_once() {
    let phone = Phone::lead(&Rc::default());
    let mut register = register();
    register.loans = (0..17).map(|number| loan(number, today().plus_days(-20))).collect();
    give_register(&phone, &register);
    let tab = phone.start();
    save(
        &tab,
        doc(1),
        Kind::Remedy,
        &[
            ("finding_kind", "weak_group".into()),
            ("group_code", "T-0002".into()),
            ("event_date", 20_260_901.into()),
            ("due_date", 20_260_930.into()),
        ],
    );
    let start = start(&tab);
    assert_eq!(start.due.len(), 2);
    assert!(matches!(&start.due[0].work, Work::Remedy(facts) if facts.doc == doc(1)));
    assert_eq!(start.due[0].days_left, -5);
    let Work::NewLoans { group, loans, .. } = &start.due[1].work else { panic!("{:?}", start.due[1]) };
    assert_eq!((group.as_str(), *loans, start.due[1].days_left), ("T-0001", 17, 10));
    assert!(start.unfinished.is_empty(), "a remedy goes on for months: it is due, not half written");
}

#[test]
fn half_filled_forms_are_found_again_from_the_start_page() {
    let tab = Phone::lead(&Rc::default()).start();
    activity(&tab, 1, 20_261_005, "Khe Lạnh");
    for number in [1, 2] {
        let form = format!("#/outreach/{}", doc(number));
        tab.ask(Ask::KeepDraft { form, fields: vec![("place".into(), "Tà".into())] }).unwrap();
    }
    let start = start(&tab);
    assert_eq!(start.unsaved, [format!("#/outreach/{}", doc(2))]);
    assert_eq!((start.unfinished.len(), start.unfinished[0].typed), (1, true));
}

#[test]
fn the_page_of_a_group_has_everything_of_it_and_nothing_of_another() {
    let phone = Phone::lead(&Rc::default());
    let mut register = register();
    register.loans = vec![loan(1, today().plus_days(-20))];
    give_register(&phone, &register);
    let tab = phone.start();
    for (number, code) in [(1, "T-0001"), (2, "T-0002")] {
        let visit: [(&str, Scalar); 3] = [
            ("inspection_kind", "commune_to_group".into()),
            ("group_code", code.into()),
            ("event_date", 20_261_005.into()),
        ];
        tab.save(doc(number), &visit).unwrap();
        save(&tab, doc(10 + number), Kind::Outreach, &[("group_code", code.into())]);
        save(
            &tab,
            doc(20 + number),
            Kind::Debt,
            &[("group_code", code.into()), ("event_date", 20_261_001.into()), ("amount", 5_000_000.into())],
        );
    }
    let desk = group(&tab, "T-0001");
    assert_eq!(desk.begun.map(|row| row.facts.doc), Some(doc(1)), "what is begun is gone on with");
    assert_eq!(desk.inspections.iter().map(|row| row.facts.doc).collect::<Vec<_>>(), [doc(1)]);
    assert_eq!(desk.outreach.iter().map(|row| row.facts.doc).collect::<Vec<_>>(), [doc(11)]);
    assert_eq!(
        desk.debts.iter().map(|case| (case.facts.doc, case.amount)).collect::<Vec<_>>(),
        [(doc(21), 5_000_000)]
    );
    assert_eq!(desk.loans.iter().map(|due| due.days_left).collect::<Vec<_>>(), [10]);
    assert_eq!(desk.progress.map(|progress| progress.unsent), Some(1));
    let bank = desk.group.unwrap();
    assert_eq!((bank.members_saving, bank.members), (18, 45));
    let other = group(&tab, "T-0003");
    assert!(other.begun.is_none() && other.loans.is_empty() && other.group.is_some());
    assert!(group(&tab, "T-9999").group.is_none());
}

fn loan(number: u32, disbursed_on: Date) -> Loan {
    Loan {
        code: format!("HT-{number}"),
        group: "T-0001".parse().unwrap(),
        borrower: "Giàng A Mẫu".into(),
        programme: "poor".parse().unwrap(),
        disbursed: 50_000_000,
        disbursed_on,
        balance: 50_000_000,
        purpose: "nuôi dê".into(),
        last_transaction_on: None,
        as_of: Date::new(2026, 9, 30).unwrap(),
    }
}

#[test]
fn what_does_not_fit_on_the_start_page_is_counted_and_comes_when_asked_for() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    for number in 1..=9 {
        activity(&tab, number, 20_261_005, "Khe Lạnh");
    }
    for number in 11..=16 {
        let days = [("event_date", 20_260_901.into()), ("due_date", 20_260_930.into())];
        save(&tab, doc(number), Kind::Remedy, &days);
    }
    let start = start(&tab);
    assert_eq!((start.unfinished.len(), start.unfinished_later), (5, 4));
    assert_eq!((start.due.len(), start.due_later), (4, 2));
    match tab.ask(Ask::Start(today(), 24)) {
        Ok(Reply::Start(start)) => assert_eq!((start.due.len(), start.due_later), (6, 0)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_start_page_follows_its_list_of_groups_and_its_day() {
    let phone = Phone::lead(&Rc::default());
    let tab = phone.start();
    assert_eq!(start(&tab).due.len(), 0);
    let mut register = register();
    register.loans = vec![loan(1, today().plus_days(-20))];
    register.groups.truncate(3);
    give_register(&phone, &register);
    let now = start(&tab);
    assert_eq!((now.due.len(), now.due[0].days_left, now.progress.groups.len()), (1, 10, 3));
    match tab.ask(Ask::Start(today().plus_days(3), 4)) {
        Ok(Reply::Start(later)) => assert_eq!(later.due[0].days_left, 7),
        other => panic!("{other:?}"),
    }
}
