use proptest::prelude::*;

use super::super::sample::{day, unit};
use super::*;
use crate::domain::units::Units;

fn code(text: &str) -> UnitCode {
    text.parse().unwrap()
}

fn part(text: &str, name: &str) -> Part {
    Part { code: code(text), name: name.to_owned() }
}

/// A province with an area, and communes below it.
fn area(communes: &[&str]) -> Vec<Unit> {
    let mut units = vec![Unit { parent: None, ..unit("TN", "province", "TN") }, unit("BM", "area", "TN")];
    units.extend(communes.iter().map(|code| unit(code, "commune", "BM")));
    units
}

/// The units after a change.
fn after(units: &[Unit], change: &Change, from: Date) -> Vec<Unit> {
    laid(units, &reorganise(units, change, from).unwrap())
}

fn laid(units: &[Unit], changed: &[Unit]) -> Vec<Unit> {
    let is_replaced =
        |unit: &&Unit| changed.iter().any(|new| (&new.code, new.valid_from) == (&unit.code, unit.valid_from));
    units.iter().filter(|unit| !is_replaced(unit)).chain(changed).cloned().collect()
}

fn merge(units: &[&str], into: Part) -> Change {
    Change::Merge { units: units.iter().map(|text| code(text)).collect(), into }
}

fn codes(units: &[&Unit]) -> Vec<String> {
    units.iter().map(|unit| unit.code.to_string()).collect()
}

#[test]
fn two_communes_become_a_third_on_the_day_and_not_before() {
    let units = area(&["HT", "NS", "PN"]);
    let units = Units::new(after(&units, &merge(&["HT", "NS"], part("HS", "Huổi Sao")), day(2026, 10, 10)));
    let below = |on| codes(&units.scope(&code("BM"), on));
    assert_eq!(below(day(2026, 10, 9)), ["BM", "HT", "NS", "PN"]);
    assert_eq!(below(day(2026, 10, 10)), ["BM", "HS", "PN"]);
    assert_eq!(units.rolled_up(&code("NS"), None, day(2026, 10, 10)), code("HS"));
    assert_eq!(units.at(&code("HS"), day(2026, 10, 10)).unwrap().name, "Huổi Sao");
}

#[test]
fn one_of_the_merged_may_stay_with_another_name_and_keeps_its_old_one_before() {
    let units = area(&["HT", "NS"]);
    let units = Units::new(after(&units, &merge(&["HT", "NS"], part("HT", "Huổi Sao")), day(2026, 10, 10)));
    let name = |on| units.at(&code("HT"), on).unwrap().name.clone();
    assert_eq!((name(day(2026, 10, 9)), name(day(2026, 10, 10))), ("HT".into(), "Huổi Sao".into()));
    assert_eq!(units.rolled_up(&code("NS"), None, day(2026, 10, 10)), code("HT"));
    assert_eq!(units.rolled_up(&code("HT"), None, day(2026, 10, 10)), code("HT"));
}

#[test]
fn a_code_that_ended_and_led_nowhere_is_mapped_to_the_unit_that_stands_for_it() {
    let mut units = area(&["BV", "BV1"]);
    units[3].valid_to = Some(day(2025, 6, 30));
    assert_eq!(Units::new(units.clone()).rolled_up(&code("BV1"), None, day(2026, 1, 1)), code("BV1"));
    let units = Units::new(after(&units, &merge(&["BV1"], part("BV", "")), day(2026, 10, 12)));
    assert_eq!(units.rolled_up(&code("BV1"), None, day(2026, 1, 1)), code("BV"));
    assert_eq!(units.at(&code("BV1"), day(2025, 6, 30)).unwrap().valid_to, Some(day(2025, 6, 30)));
}

#[test]
fn when_a_level_is_abolished_what_stood_below_moves_up() {
    let mut units = area(&[]);
    units.extend([unit("D1", "district", "BM"), unit("A", "commune", "D1"), unit("B", "commune", "D1")]);
    let change = Change::Abolish { level: "district".parse().unwrap() };
    let units = Units::new(after(&units, &change, day(2025, 7, 1)));
    let above = |on| codes(&units.ancestors(&code("A"), on));
    assert_eq!(above(day(2025, 6, 30)), ["D1", "BM", "TN"]);
    assert_eq!(above(day(2025, 7, 1)), ["BM", "TN"]);
    assert_eq!(units.rolled_up(&code("D1"), None, day(2025, 7, 1)), code("BM"));
}

#[test]
fn communes_of_merged_areas_stand_below_the_new_one_also_those_that_are_only_planned() {
    let mut units = area(&["A"]);
    units.extend([unit("CM", "area", "TN"), unit("B", "commune", "CM")]);
    units.push(Unit { valid_from: Some(day(2027, 1, 1)), ..unit("C", "commune", "CM") });
    let units = Units::new(after(&units, &merge(&["BM", "CM"], part("DM", "Mây")), day(2026, 10, 10)));
    assert_eq!(codes(&units.scope(&code("DM"), day(2026, 10, 10))), ["A", "B", "DM"]);
    assert_eq!(codes(&units.scope(&code("DM"), day(2027, 1, 1))), ["A", "B", "C", "DM"]);
    assert_eq!(codes(&units.scope(&code("CM"), day(2026, 10, 9))), ["B", "CM"]);
}

#[test]
fn what_cannot_be_is_said_and_nothing_is_half_done() {
    let mut units = area(&["HT", "NS", "PN"]);
    units.extend([unit("CM", "area", "TN"), unit("B", "commune", "CM")]);
    let planned = after(&units, &merge(&["HT", "NS"], part("HS", "Huổi Sao")), day(2026, 10, 10));
    let on = day(2026, 10, 5);
    let why = |units: &[Unit], change: &Change| reorganise(units, change, on).unwrap_err();
    let rename = |of: &str, name: &str| Change::Rename { unit: code(of), name: name.to_owned() };
    let split = |parts: &[(&str, &str)], rest: Option<&str>| Change::Split {
        unit: code("HT"),
        parts: parts.iter().map(|(text, name)| part(text, name)).collect(),
        division: Division { groups: vec![(code("T-1"), code("H1"))], rest: rest.map(code) },
    };
    let both = [("H1", "Một"), ("H2", "Hai")];
    let cases = [
        (why(&units, &merge(&["HT", "XX"], part("HS", "Huổi Sao"))), Objection::Unknown(code("XX"))),
        (why(&units, &merge(&["HT"], part("HS", "Huổi Sao"))), Objection::TooFew),
        (why(&units, &merge(&["HT"], part("HT", ""))), Objection::TooFew),
        (why(&units, &merge(&["HT", "HT"], part("HS", "Huổi Sao"))), Objection::TooFew),
        (why(&units, &merge(&["HT", "NS"], part("HS", " "))), Objection::NoName(code("HS"))),
        (why(&units, &merge(&["HT", "BM"], part("HS", "Huổi Sao"))), Objection::OtherLevel(code("BM"))),
        (why(&units, &merge(&["HT", "B"], part("HS", "Huổi Sao"))), Objection::OtherParent(code("B"))),
        (why(&units, &merge(&["HT", "NS"], part("BM", ""))), Objection::OtherLevel(code("BM"))),
        (why(&planned, &merge(&["HT", "PN"], part("HP", "Huổi Pá"))), Objection::Later(code("HT"))),
        (why(&planned, &merge(&["PN"], part("HS", ""))), Objection::CodeTaken(code("HS"))),
        (why(&units, &rename("HT", "HT")), Objection::SameName(code("HT"))),
        (why(&units, &rename("HT", "")), Objection::NoName(code("HT"))),
        (why(&units, &split(&both[..1], Some("H1"))), Objection::TooFew),
        (why(&units, &split(&both, None)), Objection::NotShared),
        (why(&units, &split(&[("H2", "Hai"), ("H3", "Ba")], Some("H2"))), Objection::NotShared),
        (
            why(&units, &Change::Abolish { level: "district".parse().unwrap() }),
            Objection::NoSuchLevel("district".parse().unwrap()),
        ),
        (
            why(&units, &Change::Abolish { level: "province".parse().unwrap() }),
            Objection::Topmost(code("TN")),
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

/// One step of a random history: what is done, with whom, how many days later.
#[derive(Debug, Clone)]
struct Step {
    sort: u8,
    picks: [usize; 3],
    days: i64,
}

fn step() -> impl Strategy<Value = Step> {
    (0_u8..4, any::<[usize; 3]>(), 0_i64..40).prop_map(|(sort, picks, days)| Step { sort, picks, days })
}

/// What a step does to the communes that there are on a day; the first group goes to the second part of a split.
fn change(step: &Step, units: &[Unit], groups: &[UnitCode], from: Date, number: usize) -> Change {
    let communes: Vec<&Unit> =
        units.iter().filter(|unit| unit.level.as_str() == "commune" && unit.is_valid(from)).collect();
    let pick = |at: usize| communes[step.picks[at] % communes.len()].code.clone();
    let new = |text: &str| part(&format!("{text}{number}"), "Mới");
    match step.sort {
        0 => Change::Merge { units: vec![pick(0), pick(1)], into: new("M") },
        1 => Change::Merge { units: vec![pick(0)], into: Part { code: pick(1), name: String::new() } },
        2 => {
            let parts = vec![
                new("P"),
                if step.picks[1].is_multiple_of(2) { new("Q") } else { part(pick(2).as_str(), "") },
            ];
            let shared = groups.iter().enumerate();
            let to = |at: usize| parts[(at + step.picks[1]) % 2].code.clone();
            let division = Division {
                groups: shared.map(|(at, group)| (group.clone(), to(at))).collect(),
                rest: Some(parts[step.picks[2] % 2].code.clone()),
            };
            Change::Split { unit: pick(0), parts, division }
        }
        _ => Change::Rename { unit: pick(0), name: format!("Tên {number}") },
    }
}

proptest! {
    #[test]
    fn after_any_history_each_group_is_in_one_commune_a_day_and_each_record_is_counted_once(
        steps in proptest::collection::vec(step(), 1..12),
    ) {
        let homes = ["A", "B", "C", "D"];
        let mut units = area(&homes);
        let groups: Vec<UnitCode> = (0..8).map(|number| code(&format!("T-{number}"))).collect();
        let first = day(2026, 1, 1);
        let mut from = first.plus_days(1);
        let mut days = vec![first];
        for (number, step) in steps.iter().enumerate() {
            from = from.plus_days(step.days);
            days.extend([from.plus_days(-1), from, from.plus_days(1)]);
            let change = change(step, &units, &groups, from, number);
            if let Ok(changed) = reorganise(&units, &change, from) {
                units = laid(&units, &changed);
            }
        }
        for unit in &units {
            let same = units.iter().filter(|other| other.code == unit.code && *other != unit);
            for other in same {
                for on in &days {
                    prop_assert!(!(unit.is_valid(*on) && other.is_valid(*on)), "two periods of {}", unit.code);
                }
            }
        }
        let units = Units::new(units);
        for on in days {
            let scope = units.scope(&code("TN"), on);
            let of_level = |unit: &&&Unit| unit.level.as_str() == "commune";
            let communes: Vec<&UnitCode> = scope.iter().filter(of_level).map(|unit| &unit.code).collect();
            for (at, home) in homes.iter().enumerate() {
                for group in [None, Some(&groups[at]), Some(&groups[at + 4])] {
                    let stands = units.rolled_up(&code(home), group, on);
                    prop_assert_eq!(communes.iter().filter(|commune| ***commune == stands).count(), 1);
                    prop_assert!(units.taken_over(&stands, on).contains(&code(home)));
                }
            }
        }
    }
}
