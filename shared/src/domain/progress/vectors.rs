//! Vectors Q1 to Q3 of reports.md §2 and the scenarios' figures, through the same functions that the screens
//! call.

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Catalogue, QuotaProfile};
use crate::domain::facts::{Facts, State};
use crate::domain::register::UnitRegister;
use crate::domain::sample::{day, unit};
use crate::id::{DocId, Partition};
use crate::record::Kind;
use crate::sorted::Set;

/// Groups of the fourteen communes (Q2).
const GROUPS: [u32; 14] = [7, 4, 12, 9, 6, 10, 3, 8, 5, 14, 11, 2, 20, 13];

fn profile() -> &'static QuotaProfile {
    Catalogue::builtin().quota_profile("youth_union_2022").unwrap()
}

fn group(commune: &str, number: usize, borrowers: u32) -> Group {
    Group {
        code: format!("{commune}-{number}").parse().unwrap(),
        org: "youth_union".parse().unwrap(),
        unit: commune.parse().unwrap(),
        village: String::new(),
        head: String::new(),
        deputy: String::new(),
        members: 40,
        members_saving: 18,
        borrowers,
        outstanding: 0,
        overdue: 0,
        frozen: 0,
        interest_arrears: 0,
        savings_balance: 0,
        score: None,
        rank: None,
        as_of: day(2026, 9, 30),
    }
}

fn groups(commune: &str, number: u32, borrowers: u32) -> Vec<Group> {
    (0..number as usize).map(|n| group(commune, n, borrowers)).collect()
}

/// A submitted inspection of a group with so many borrowers, named from `first` on.
fn inspection(level: &str, group: &Group, borrowers: std::ops::Range<u32>) -> Facts {
    Facts {
        doc: DocId([0; 16]),
        partition: Partition { unit: group.unit.clone(), org: group.org.clone() },
        kind: Kind::Inspection,
        event_date: Some(day(2026, 10, 6)),
        state: State::Submitted,
        sort: None,
        level: Some(level.parse().unwrap()),
        group: Some(group.code.clone()),
        inspected_unit: (level != "commune").then(|| group.unit.clone()),
        place: String::new(),
        borrowers: borrowers.map(|n| format!("{}/{n}", group.code)).collect::<Set<_>>(),
        checks: 0,
        duplicates: Set::new(),
        findings: 0,
        attendees: 0,
        women: 0,
        leaflets: 0,
        broadcasts: 0,
        conflicts: 0,
        day_in_doubt: false,
        photos: Vec::new(),
        submission: None,
        decisions: Vec::new(),
        late: 0,
        asked: 0,
        corrected_on: None,
        search: String::new(),
    }
}

fn figures<'r>(rows: impl IntoIterator<Item = &'r RuleProgress>, rule: &str) -> Vec<(u32, u32)> {
    rows.into_iter().filter(|row| row.rule.as_str() == rule).map(|row| (row.done, row.need)).collect()
}

/// "Còn 4 tổ, 20 hộ."
fn left(progress: &CommuneProgress) -> Vec<u32> {
    progress.rules.iter().map(RuleProgress::left).collect()
}

fn fourteen_communes() -> Vec<Commune> {
    GROUPS
        .iter()
        .enumerate()
        .map(|(n, groups_here)| {
            let code = format!("X{n:02}");
            let groups = groups(&code, *groups_here, 14);
            (unit(&code, "commune", "BM"), groups)
        })
        .collect()
}

#[test]
fn q2_the_share_is_rounded_up_in_each_commune_and_then_summed() {
    let communes = fourteen_communes();
    let bm = "BM".parse().unwrap();
    let nothing = area::<Facts>(profile(), &bm, &communes, &[], 2026);
    let rows = nothing.communes.iter().flat_map(|commune| &commune.rules);
    let needs: Vec<u32> = figures(rows, "d_groups_per_commune").into_iter().map(|(_, need)| need).collect();
    assert_eq!(needs, [2, 1, 2, 2, 1, 2, 1, 2, 1, 3, 2, 1, 3, 2]);
    assert_eq!(figures(&nothing.rules, "d_groups_per_commune"), [(0, 25)]);
    assert_eq!(figures(&nothing.rules, "d_communes"), [(0, 14)]);
    assert_eq!(figures(&nothing.rules, "c_groups"), [(0, 124)]);
    let rule =
        profile().rules_of("district").find(|rule| rule.id.as_str() == "d_groups_per_commune").unwrap();
    assert_eq!([20, 21].map(|groups| rule.need(groups)), [3, 4]);
}

/// The register of a phone of one of the fourteen communes, of their area, or of the province.
fn register_of(home: &str) -> UnitRegister {
    let communes = fourteen_communes();
    let partition = Partition { unit: home.parse().unwrap(), org: "youth_union".parse().unwrap() };
    let units = communes.iter().map(|(unit, _)| unit.clone());
    let units: Vec<_> = units.chain([unit("BM", "area", "TN"), unit("TN", "province", "VN")]).collect();
    let is_here = |unit: &UnitCode| !home.starts_with('X') || unit.as_str() == home;
    UnitRegister {
        units: units
            .into_iter()
            .filter(|unit| !home.starts_with('X') || unit.code.as_str() == home)
            .collect(),
        groups: communes
            .into_iter()
            .filter(|(unit, _)| is_here(&unit.code))
            .flat_map(|(_, all)| all)
            .collect(),
        ..UnitRegister::new(partition)
    }
}

#[test]
fn a_phone_counts_the_rules_of_the_level_that_inspects_with_it() {
    let day = day(2026, 10, 12);
    let seen = |level: &str| [inspection(level, &group("X00", 0, 14), 0..5)];
    let counted = |home: &str, level: &str| -> Vec<String> {
        let progress = own(profile(), &register_of(home), &seen(level), day);
        assert_eq!(progress.groups.is_empty(), home != "X00");
        progress.rules.iter().map(|row| format!("{} {}/{}", row.rule, row.done, row.need)).collect()
    };
    assert_eq!(counted("X00", "commune"), ["c_groups 1/7", "c_borrowers_per_group 5/35"]);
    assert_eq!(
        counted("BM", "district"),
        ["d_communes 1/14", "d_groups_per_commune 1/25", "d_borrowers_per_group 5/5"]
    );
    assert_eq!(
        counted("TN", "province"),
        [
            "p_districts 1/1",
            "p_communes_per_district 1/1",
            "p_groups_per_commune 1/1",
            "p_borrowers_per_commune 5/5"
        ]
    );
    assert_eq!(counted("BM", "commune")[0], "d_communes 0/14");
}

#[test]
fn q3_a_small_group_needs_all_its_borrowers_and_no_more() {
    let mut twelve = groups("CL", 11, 14);
    twelve.push(group("CL", 11, 3));
    let checked = |last: u32| -> Vec<Facts> {
        twelve
            .iter()
            .enumerate()
            .map(|(n, group)| inspection("commune", group, 0..if n == 11 { last } else { 5 }))
            .collect()
    };
    let whole = commune(profile(), &twelve, &checked(3), 2026);
    assert!(whole.rules.iter().all(RuleProgress::met));
    let short = commune(profile(), &twelve, &checked(2), 2026);
    assert_eq!(figures(&short.rules, "c_groups"), [(12, 12)]);
    assert_eq!(figures(&short.rules, "c_borrowers_per_group"), [(57, 58)]);
    assert_eq!(left(&short), [0, 1]);
}

#[test]
fn q1_the_province_counts_borrowers_per_commune() {
    let districts: Vec<District> = (1..=9)
        .map(|n| {
            let (district, commune) = (format!("d{n}"), format!("d{n}x"));
            let communes = vec![
                (unit(&commune, "commune", &district), groups(&commune, 2, 14)),
                (unit(&format!("d{n}y"), "commune", &district), groups(&format!("d{n}y"), 3, 14)),
            ];
            (unit(&district, "district", "TN"), communes)
        })
        .collect();
    let visits = |of_d5: u32| -> Vec<Facts> {
        let first_groups = districts.iter().map(|(_, communes)| &communes[0].1[0]);
        first_groups
            .enumerate()
            .map(|(n, group)| inspection("province", group, 0..if n == 4 { of_d5 } else { 5 }))
            .collect()
    };
    let tn = "TN".parse().unwrap();
    let whole = province(profile(), &tn, &districts, &visits(5), 2026);
    assert_eq!(figures(&whole, "p_districts"), [(9, 9)]);
    assert_eq!(whole.len(), 1 + 9 * 3);
    assert!(whole.iter().all(RuleProgress::met));
    let short = province(profile(), &tn, &districts, &visits(4), 2026);
    let missing: Vec<_> = short.iter().filter(|row| !row.met()).collect();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].rule.as_str(), missing[0].unit.as_str()), ("p_borrowers_per_commune", "d5x"));
}

#[test]
fn sc1_three_of_seven_groups_and_nothing_of_the_areas_own_quota() {
    let communes = fourteen_communes();
    let seven = &communes[0].1;
    let facts = [
        inspection("commune", &seven[0], 0..6),
        inspection("commune", &seven[1], 0..5),
        inspection("commune", &seven[2], 0..5),
    ];
    let all = area(profile(), &"BM".parse().unwrap(), &communes, &facts, 2026);
    let own = all.communes[0].rule("c_groups").unwrap();
    assert_eq!((own.done, own.need, own.percent().as_str()), (3, 7, "42,86"));
    assert_eq!(figures(&all.rules, "d_groups_per_commune"), [(0, 25)]);
    assert_eq!(figures(&all.rules, "d_communes"), [(0, 14)]);
    assert_eq!(left(&commune(profile(), seven, &facts, 2026)), [4, 20]);
}

#[test]
fn an_inspection_by_the_area_counts_for_the_area_alone() {
    let communes = fourteen_communes();
    let facts =
        [inspection("district", &communes[0].1[0], 0..5), inspection("district", &communes[0].1[1], 0..4)];
    let all = area(profile(), &"BM".parse().unwrap(), &communes, &facts, 2026);
    assert_eq!(figures(&all.rules, "d_communes"), [(1, 14)]);
    assert_eq!(figures(&all.rules, "d_groups_per_commune"), [(2, 25)]);
    assert_eq!(figures(&all.rules, "d_borrowers_per_group"), [(9, 10)]);
    assert_eq!(figures(&all.rules, "c_groups"), [(0, 124)]);
}

#[test]
fn too_much_in_one_commune_never_covers_another() {
    let communes = fourteen_communes();
    let facts: Vec<Facts> = communes[0].1.iter().map(|group| inspection("district", group, 0..5)).collect();
    let all = area(profile(), &"BM".parse().unwrap(), &communes, &facts, 2026);
    assert_eq!(figures(&all.communes[0].rules, "d_groups_per_commune"), [(7, 2)]);
    assert_eq!(figures(&all.rules, "d_groups_per_commune"), [(2, 25)]);
}

#[test]
fn borrowers_add_up_over_the_visits_of_one_calendar_year() {
    let one = groups("HT", 1, 14);
    let mut facts = vec![inspection("commune", &one[0], 0..3), inspection("commune", &one[0], 2..5)];
    let done = |facts: &[Facts], year| commune(profile(), &one, facts, year).groups[0].borrowers_done;
    assert_eq!(done(&facts, 2026), 5);
    facts[0].event_date = Some(day(2026, 12, 31));
    facts[1].event_date = Some(day(2027, 1, 1));
    assert_eq!((done(&facts, 2026), done(&facts, 2027)), (3, 3));
}

#[test]
fn what_is_not_handed_in_is_shown_apart() {
    let one = groups("HT", 1, 14);
    let mut facts = [inspection("commune", &one[0], 0..5), inspection("commune", &one[0], 0..5)];
    facts[0].state = State::Draft;
    facts[1].state = State::Void;
    let progress = commune(profile(), &one, &facts, 2026);
    assert_eq!((progress.groups[0].unsent, progress.groups[0].inspected_on), (1, None));
    assert_eq!(left(&progress), [1, 5]);
}

#[test]
fn a_silent_commune_is_grey_and_a_small_cell_is_hidden() {
    let row =
        RuleProgress { rule: "c_groups".parse().unwrap(), unit: "ND".parse().unwrap(), done: 0, need: 11 };
    let today = day(2026, 10, 12);
    assert_eq!(row.light(None, today), Light::NoData);
    assert_eq!(row.light(Some(day(2026, 9, 12)), today), Light::NoData);
    assert_eq!(row.light(Some(day(2026, 9, 13)), today), Light::Missing);
    assert_eq!([0, 1, 4, 5, 1234].map(masked), ["0", "< 5", "< 5", "5", "1.234"]);
}

proptest! {
    #[test]
    fn a_share_is_the_smallest_number_that_reaches_it(groups in 0..10_000_u32) {
        let rule = profile().rules_of("district").find(|rule| rule.id.as_str() == "d_groups_per_commune").unwrap();
        let need = rule.need(groups);
        prop_assert!(u64::from(need) * 100 >= u64::from(groups) * 15);
        prop_assert!(need == 0 || u64::from(need - 1) * 100 < u64::from(groups) * 15);
    }

    #[test]
    fn the_order_of_records_changes_no_figure(order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let communes = fourteen_communes();
        let facts: Vec<Facts> = (0_u32..12)
            .map(|n| inspection(if n % 3 == 0 { "district" } else { "commune" }, &communes[n as usize % 4].1[0], n..n + 4))
            .collect();
        let shuffled: Vec<Facts> = order.into_iter().map(|n| facts[n].clone()).collect();
        let bm = "BM".parse().unwrap();
        prop_assert_eq!(
            area(profile(), &bm, &communes, &facts, 2026),
            area(profile(), &bm, &communes, &shuffled, 2026)
        );
    }
}
