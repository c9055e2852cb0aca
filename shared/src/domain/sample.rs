//! Registers and records for tests, made the way the program makes them: facts only by `facts::derive`.

use super::facts::{self, Facts};
use super::figures::Entry;
use super::register::{Group, Loan};
use super::units::Unit;
use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::id::{DocId, Partition};
use crate::record::{Flat, Kind};

pub fn day(year: i32, month: u8, day: u8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub fn unit(code: &str, level: &str, parent: &str) -> Unit {
    Unit {
        code: code.parse().unwrap(),
        level: level.parse().unwrap(),
        parent: Some(parent.parse().unwrap()),
        name: code.to_owned(),
        difficult_area: false,
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        division: crate::domain::units::Division::default(),
    }
}

/// A group of 45 members, 18 of them saving.
pub fn group(commune: &str, code: &str, borrowers: u32) -> Group {
    Group {
        code: code.parse().unwrap(),
        org: "youth_union".parse().unwrap(),
        unit: commune.parse().unwrap(),
        village: "bản Huổi Cang".to_owned(),
        head: "Lò Văn Thử".to_owned(),
        deputy: String::new(),
        members: 45,
        members_saving: 18,
        borrowers,
        outstanding: 1_000_000_000,
        overdue: 0,
        frozen: 0,
        interest_arrears: 0,
        savings_balance: 12_500_000,
        score: None,
        rank: None,
        as_of: day(2026, 9, 30),
    }
}

pub fn loan(code: &str, group: &str, disbursed_on: Date) -> Loan {
    Loan {
        code: code.to_owned(),
        group: group.parse().unwrap(),
        borrower: "Giàng A Mẫu".to_owned(),
        programme: "poor".parse().unwrap(),
        disbursed: 50_000_000,
        disbursed_on,
        balance: 50_000_000,
        purpose: "nuôi dê".to_owned(),
        last_transaction_on: None,
        as_of: day(2026, 9, 30),
    }
}

/// A record of a unit of the youth union as a merged document has it.
pub fn record(on: Date, state: &str, fill: impl FnOnce(&mut Flat)) -> Flat {
    let mut flat = Flat::default();
    flat.set("org", "youth_union");
    flat.set("event_date", on);
    flat.set("state", state);
    fill(&mut flat);
    flat
}

pub fn facts(kind: Kind, unit: &str, on: Date, state: &str, fill: impl FnOnce(&mut Flat)) -> Facts {
    facts_of(DocId([0; 16]), kind, unit, &record(on, state, fill))
}

pub fn facts_of(doc: DocId, kind: Kind, unit: &str, flat: &Flat) -> Facts {
    let partition = Partition { unit: unit.parse().unwrap(), org: "youth_union".parse().unwrap() };
    facts::derive(doc, &partition, kind, flat, Catalogue::builtin())
}

pub fn entry_of(doc: DocId, kind: Kind, unit: &str, flat: &Flat) -> Entry {
    Entry::new(facts_of(doc, kind, unit, flat), flat, Catalogue::builtin())
}

/// An entry of its own number.
pub fn entry(
    number: u8,
    kind: Kind,
    unit: &str,
    (on, state): (Date, &str),
    fill: impl FnOnce(&mut Flat),
) -> Entry {
    entry_of(DocId([number; 16]), kind, unit, &record(on, state, fill))
}
