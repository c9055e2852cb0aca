//! Inspections, groups, offices and capital in the papers.

use super::super::sample::{Sample, annual, figure, office, quarterly, table};
use super::*;

fn entry(list: &str, code: &str) -> Cell {
    Cell::Entry(list.to_owned(), code.parse().unwrap())
}

fn unit(code: &str) -> Cell {
    Cell::Unit(code.parse().unwrap())
}

fn joint() -> Paper {
    Sample::rich().paper(&annual(Report::Joint))
}

#[test]
fn s0_20_and_s2_14_a_report_stands_on_the_document_of_its_organisation_once() {
    for paper in [joint(), Sample::rich().paper(&quarterly())] {
        let (rows, _) = table(&paper, "basis");
        let document = Cell::Text("Văn bản liên tịch số 235/VBLT".into());
        assert_eq!(rows, [[entry("organisation", "youth_union"), document, Cell::Day(day(2025, 5, 4))]]);
    }
    assert_eq!(figure(&Sample::heard().paper(&annual(Report::Joint)), "basis"), Cell::Empty);
    let mut sample = Sample::rich();
    let own = OrgUnit { document: "Văn bản liên tịch số 01/VBLT".to_owned(), ..office("BM", "") };
    sample.offices.push(own);
    let (rows, _) = table(&sample.paper(&annual(Report::Joint)), "basis");
    assert_eq!((rows.len(), &rows[0][1]), (1, &Cell::Text("Văn bản liên tịch số 01/VBLT".into())));
}

#[test]
fn s2_12_communes_without_an_officer_are_listed_and_without_a_list_nothing_is_said() {
    let (rows, _) = table(&joint(), "without_officer");
    assert_eq!((rows.len(), rows.contains(&vec![unit("NS")])), (13, true));
    assert!(!rows.contains(&vec![unit("HT")]));
    assert_eq!(figure(&Sample::heard().paper(&annual(Report::Joint)), "without_officer"), Cell::Empty);
}

#[test]
fn s2_7_members_who_save_are_a_share_of_the_members_of_all_groups() {
    let (rows, total) = table(&joint(), "savings");
    assert_eq!(rows[0], [unit("HT"), Cell::Of(7 * 18, 7 * 45), Cell::Dong(7 * 12_500_000)]);
    assert_eq!(total[1], Cell::Of(124 * 18, 124 * 45));
}

#[test]
fn s2_19_s2_20_and_d4_the_rules_of_inspection_stand_one_by_one() {
    let (rows, _) = table(&joint(), "quotas");
    let rules: Vec<&str> = rows
        .iter()
        .map(|row| match &row[0] {
            Cell::Dated(list, rule, _) if list == "quota_rule" => rule.as_str(),
            other => panic!("{other:?} is no rule"),
        })
        .collect();
    assert_eq!(
        rules,
        [
            "d_communes",
            "d_groups_per_commune",
            "d_borrowers_per_group",
            "c_groups",
            "c_borrowers_per_group",
            "n_groups",
            "n_new_loans_30_days",
            "n_inactive_loans",
            "n_old_loans_per_group"
        ]
    );
    let level = |row: usize| match &rows[row][1] {
        Cell::Dated(list, level, _) if list == "level" => level.as_str(),
        other => panic!("{other:?} is no level"),
    };
    assert_eq!([level(2), level(4)], ["district", "commune"]);
    // One group of seven with six of its borrowers; Nậm Đào and Khe Lạnh are silent.
    assert_eq!(rows[3][2], Cell::Of(1, 124 - 11 - 13));
    assert_eq!(rows[4][2], Cell::Of(5, 5 * (124 - 11 - 13)));
    // The area went to no group, so that nothing is asked of the borrowers of any.
    assert_eq!(rows[2][2..], [Cell::Of(0, 0), Cell::Of(0, 0), said("nothing_due")]);
    // The loan of 1/8 was checked on 6/8; that of 1/9 is due on 1/10 and was not.
    assert_eq!(rows[6][2], Cell::Of(1, 2));
    let (rows, _) = table(&Sample::rich().paper(&quarterly()), "quotas_by_commune");
    assert_eq!(rows.len(), 3 * 14);
}

/// Three groups of a commune in which one is needed are one of the area's twenty-five.
#[test]
fn too_much_in_one_commune_covers_no_other_in_a_paper() {
    let mut sample = Sample::heard();
    sample.entries = (1..=3_u8)
        .map(|number| {
            sent(number, Kind::Inspection, "BM", day(2026, 8, 6), |flat| {
                flat.set("inspection_kind", "district_to_commune");
                flat.set("inspected_unit", "SB");
                flat.set("group_code", format!("SB-{number}"));
            })
        })
        .collect();
    let (rows, _) = table(&sample.paper(&annual(Report::Joint)), "quotas");
    assert_eq!(rows[1][2..4], [Cell::Of(1, 25), Cell::Of(1, 25)]);
}

#[test]
fn s2_10_and_s3_6_findings_remedies_and_the_use_of_loans_are_told() {
    let paper = joint();
    let of = |item: &str| figure(&paper, item);
    assert_eq!(of("received"), Cell::Dong(300_000_000));
    assert_eq!(of("used_wrong"), Cell::DongOf(75_000_000, 300_000_000));
    assert_eq!([of("customers_right"), of("customers_wrong")], [Cell::Of(1, 6), Cell::Of(5, 6)]);
    assert_eq!([of("remedies_done"), of("remedies_overdue")], [Cell::Of(0, 1), Cell::Count(1)]);
    assert_eq!(of("conclusions"), Cell::Count(1));
    let (rows, _) = table(&paper, "open_remedies");
    let owner = Cell::Text("Ban quản lý Tổ".into());
    let group = Cell::Text("HT-1".into());
    let due = Cell::Day(day(2026, 9, 1));
    assert_eq!(
        rows,
        [[unit("HT"), group, entry("finding_kind", "wrong_purpose"), owner, due, Cell::Count(60)]]
    );
}

#[test]
fn s1_17_a_check_of_the_outreach_plan_is_told_with_its_unit() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    assert_eq!(figure(&paper, "plan_checks_held"), Cell::Count(1));
    assert_eq!(table(&paper, "plan_checked_units").0, [[unit("HT")]]);
}

#[test]
fn s2_16_and_s2_24_attendance_and_open_debts_are_told() {
    let paper = joint();
    assert_eq!(figure(&paper, "boards_attending"), Cell::Of(1, 1));
    let (rows, total) = table(&paper, "debts");
    assert_eq!(rows, [[entry("finding_kind", "left_residence"), Cell::Count(1), Cell::Dong(8_000_000)]]);
    assert_eq!(total[2], Cell::Dong(8_000_000));
}

#[test]
fn s2_23_each_list_of_approved_borrowers_has_its_days() {
    let (rows, _) = table(&joint(), "loan_lists");
    let days = [Cell::Day(day(2026, 8, 9)), Cell::Day(day(2026, 8, 12)), Cell::Count(3)];
    assert_eq!(rows, [[vec![unit("HT"), Cell::Count(7)], days.to_vec()].concat()]);
}

#[test]
fn s2_27_weak_groups_without_a_remedy_are_listed_and_ranks_are_counted() {
    let paper = joint();
    let (rows, total) = table(&paper, "ranks");
    assert_eq!((rows.len(), rows[4].clone()), (5, vec![said("no_rank"), Cell::Count(120)]));
    assert_eq!(total[1], Cell::Count(124));
    let (rows, _) = table(&paper, "weak_groups");
    let listed = |group: &str, rank: &str| {
        vec![unit("HT"), Cell::Text(group.into()), entry("group_rank", rank), Cell::Count(60)]
    };
    assert_eq!(rows, [listed("HT-3", "average"), listed("HT-4", "weak")]);
}

#[test]
fn s2_28_and_s3_11_exemplary_models_are_counted_by_kind_and_mark() {
    for paper in [joint(), Sample::rich().paper(&quarterly())] {
        let kinds = table(&paper, "exemplary").0;
        assert_eq!(kinds, [[entry("exemplary_kind", "economic_model"), Cell::Count(1)]]);
        assert_eq!(table(&paper, "exemplary_tags").0, [[entry("exemplary_tag", "ocop"), Cell::Count(1)]]);
    }
}

#[test]
fn s2_30_the_schedule_of_inspections_is_compared_month_by_month() {
    let paper = joint();
    assert_eq!(table(&paper, "plan_by_month").0, [[Cell::Month(8), Cell::Count(1), Cell::Of(1, 1)]]);
    let (rows, _) = table(&paper, "plan_lines");
    let line = &rows[0];
    assert_eq!(line[1..5], [entry("plan_kind", "inspection"), line[2].clone(), Cell::Month(8), unit("HT")]);
    assert!(matches!(&line[2], Cell::Dated(list, kind, _)
        if list == "inspection_kind" && kind.as_str() == "commune_to_group"));
}

#[test]
fn what_a_silent_commune_was_to_do_is_not_known_and_what_the_area_was_to_do_there_is() {
    let mut sample = Sample::heard();
    sample.seen.remove(&"ND".parse().unwrap());
    sample.entries = vec![sent(1, Kind::Plan, "BM", day(2026, 1, 5), |flat| {
        flat.set("year", 2026);
        for (id, what) in [("a", "commune_to_group"), ("b", "district_to_commune")] {
            flat.set(format!("item.{id}.kind"), "inspection");
            flat.set(format!("item.{id}.what"), what);
            flat.set(format!("item.{id}.unit"), "ND");
            flat.set(format!("item.{id}.target"), 2);
        }
    })];
    let (rows, _) = table(&sample.paper(&annual(Report::Joint)), "plan_lines");
    assert_eq!(rows[0][6..], [0; 3].map(|_| Cell::Silent(None)));
    assert_eq!(rows[1][6..], [Cell::Count(0), Cell::Count(0), Cell::Share(0, 2)]);
}

#[test]
fn s3_1_the_local_capital_is_a_share_of_the_whole_and_s3_8_planned_and_actual_differ() {
    let mut sample = Sample::rich();
    let paper = sample.paper(&annual(Report::Capital));
    let (local, total) = (233_200_000_000, 6_625_000_000_000);
    assert_eq!(figure(&paper, "local_share"), Cell::DongOf(local, total));
    assert_eq!(crate::text::percent(local, total), "3,52");
    assert_eq!(figure(&paper, "local_difference"), Cell::Dong(-16_800_000_000));
    assert_eq!([figure(&paper, "local_before"), figure(&paper, "local_growth")], [Cell::Empty, Cell::Empty]);
    let (rows, last) = table(&paper, "capital_sources");
    let entrusted = entry("capital_source", "local_budget_entrusted");
    let row = rows.iter().find(|row| row[0] == entrusted).unwrap();
    assert_eq!(row[3..], [Cell::Dong(-16_800_000_000), Cell::Share(local, total)]);
    // What nobody wrote is dots; what is in none of the sources is the rest.
    let gifts = rows.iter().find(|row| row[0] == entry("capital_source", "social_contribution")).unwrap();
    assert_eq!(gifts[1..], [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    assert_eq!(rows[3][..3], [said("other_capital"), Cell::Empty, Cell::Dong(91_800_000_000)]);
    // Of one source there is a plan, of the whole there is none.
    assert_eq!(last[1..4], [Cell::Empty, Cell::Dong(total), Cell::Empty]);
    assert_eq!(paper.typed("reference_source"), Some("chữ của reference_source"));
    sample.entries.push(sent(99, Kind::Capital, "BM", day(2025, 12, 1), |flat| {
        flat.set("year", 2025);
        flat.set("source.local_budget_entrusted", 200_000_000_000_i64);
    }));
    let paper = sample.paper(&annual(Report::Capital));
    assert_eq!(figure(&paper, "local_growth"), Cell::Dong(33_200_000_000));
    assert_eq!(figure(&paper, "local_growth_share"), Cell::Share(33_200_000_000, 200_000_000_000));
}
