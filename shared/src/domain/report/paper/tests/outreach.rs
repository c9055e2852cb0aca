//! Outreach, media, money and plans in the papers.

use super::super::sample::{Sample, annual, figure, quarterly, sent, table};
use super::*;
use crate::id::DocId;

fn entry(list: &str, code: &str) -> Cell {
    Cell::Entry(list.to_owned(), code.parse().unwrap())
}

fn row(rows: &[Vec<Cell>], name: &Cell) -> Vec<Cell> {
    rows.iter().find(|row| row[0] == *name).unwrap_or_else(|| panic!("no row {name:?}"))[1..].to_vec()
}

fn unit(code: &str) -> Cell {
    Cell::Unit(code.parse().unwrap())
}

#[test]
fn s0_1_and_s1_4_each_line_of_a_plan_stands_beside_what_was_done_and_a_line_without_target_says_so() {
    let (rows, _) = table(&Sample::rich().paper(&annual(Report::Outreach)), "plan_lines");
    let lines: Vec<_> = rows.iter().map(|row| (&row[1], row[5..].to_vec())).collect();
    let (media, outreach, support) =
        (entry("plan_kind", "media"), entry("plan_kind", "outreach"), entry("plan_kind", "support"));
    assert_eq!(lines[0], (&media, vec![Cell::Count(4), Cell::Count(1), Cell::Count(1), Cell::Share(1, 4)]));
    assert_eq!(
        lines[1],
        (&outreach, vec![said("no_target"), Cell::Count(7), Cell::Count(7), said("no_target")])
    );
    // S4-3: the assignment of helpers.
    assert_eq!(lines[2], (&support, vec![Cell::Count(3), Cell::Count(1), Cell::Count(1), Cell::Share(1, 3)]));
    assert_eq!(rows[0][2], entry("form", "article"));
    // Nobody knows what a silent commune has done of its plan.
    assert_eq!(lines[3].1[1..], [0; 3].map(|_| Cell::Silent(Some(day(2026, 8, 10)))));
}

#[test]
fn s1_4_what_another_year_had_is_not_done_of_the_plan() {
    let mut sample = Sample::rich();
    sample.entries.push(sent(99, Kind::Media, "BM", day(2025, 12, 31), |flat| flat.set("form", "article")));
    let (rows, _) = table(&sample.paper(&annual(Report::Outreach)), "plan_lines");
    assert_eq!(rows[0][6..8], [Cell::Count(1), Cell::Count(1)]);
    // After the cut-off, and in the plan's year.
    sample.entries.push(sent(98, Kind::Media, "BM", day(2026, 11, 5), |flat| flat.set("form", "article")));
    let (rows, _) = table(&sample.paper(&annual(Report::Outreach)), "plan_lines");
    assert_eq!(rows[0][6..], [Cell::Count(1), Cell::Count(2), Cell::Share(2, 4)]);
}

#[test]
fn the_plan_of_the_area_stands_first() {
    let mut sample = Sample::rich();
    sample.entries.push(sent(59, Kind::Plan, "AX", day(2026, 1, 2), |flat| flat.set("year", 2026)));
    let (plans, _) = table(&sample.paper(&annual(Report::Outreach)), "plans");
    assert_eq!(plans.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), ["BM", "AX", "ND"].map(unit));
}

#[test]
fn s4_4_a_report_names_the_plan_and_the_documents_behind_it() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let (plans, _) = table(&paper, "plans");
    assert_eq!(plans[0], [unit("BM"), Cell::Text("60/KH-PGD".into()), Cell::Day(day(2026, 1, 15))]);
    let (basis, _) = table(&paper, "plan_basis");
    assert_eq!(basis, [[unit("BM"), Cell::Text("Kế hoạch 132/KH-UBND ngày 15/3/2022".into())]]);
}

#[test]
fn s0_10_press_web_internal_and_social_are_all_that_was_published() {
    let paper = Sample::rich().paper(&quarterly());
    let (rows, total) = table(&paper, "published_by_kind");
    let of = |kind: &str| row(&rows, &said(kind)).remove(0);
    assert_eq!(
        [of("press"), of("web"), of("internal"), of("social"), of("other_outlets")],
        [2, 1, 1, 1, 1].map(Cell::Count)
    );
    assert_eq!(total[1], Cell::Count(6));
    assert_eq!(table(&paper, "published_by_outlet").1[3], Cell::Count(6));
}

#[test]
fn s0_12_an_idle_column_is_listed_with_its_name() {
    let (rows, _) = table(&Sample::rich().paper(&quarterly()), "idle_columns");
    assert_eq!(rows, [[Cell::Text("Bài số 22".into()), unit("BM"), Cell::Day(day(2026, 1, 6))]]);
}

#[test]
fn s0_13_and_s3_2_months_without_anything_are_listed_over_all_and_by_commune() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let months = |code: &str| figure(&paper, code);
    assert_eq!(months("months_without_product"), Cell::Text("2, 3, 4, 5, 6, 10".into()));
    assert_eq!(months("months_without_activity"), Cell::Text("1, 2, 3, 4, 5, 6, 10".into()));
    let (rows, total) = table(&paper, "activities_by_month");
    let of = |code: &str, month: usize| row(&rows, &unit(code))[month - 1].clone();
    assert_eq!([of("HT", 6), of("HT", 7), of("HT", 9)], [0, 1, 2].map(Cell::Count));
    // Nậm Đào told everything up to July and nothing since 10/8; a month after the window has no column.
    let silent = || Cell::Silent(Some(day(2026, 8, 10)));
    assert_eq!([of("ND", 6), of("ND", 7), of("ND", 8)], [Cell::Count(0), Cell::Count(1), silent()]);
    assert_eq!((of("KL", 1), rows[0].len()), (Cell::Silent(None), 11));
    assert_eq!([&total[7], &total[6]], [&Cell::Count(3), &Cell::Count(0)]);
}

#[test]
fn s0_14_interviews_are_counted_by_quarter() {
    let (rows, total) = table(&Sample::rich().paper(&annual(Report::Outreach)), "interviews");
    let numbers: Vec<_> = rows.iter().map(|row| row[1].clone()).collect();
    assert_eq!((numbers, total[1].clone()), ([0, 0, 1, 0].map(Cell::Count).to_vec(), Cell::Count(1)));
    let (rows, _) = table(&Sample::rich().paper(&quarterly()), "interviews");
    assert_eq!(rows, [[said("quarter_3"), Cell::Count(1)]]);
}

#[test]
fn s0_18_products_are_counted_by_the_organisation_that_wrote_them_and_dots_where_nobody_said_it() {
    let (rows, total) = table(&Sample::rich().paper(&quarterly()), "products_by_author");
    assert_eq!(
        rows,
        [[Cell::Empty, Cell::Count(2)], [entry("organisation", "bank_office"), Cell::Count(3)],]
    );
    assert_eq!(total[1], Cell::Count(5));
}

#[test]
fn s2_5_products_stand_beside_the_same_days_of_the_year_before() {
    let sample = Sample::rich();
    let (rows, total) = table(&sample.paper(&quarterly()), "products_by_form");
    let of = |form: &str| row(&rows, &entry("form", form));
    assert_eq!(of("article"), [Cell::Count(1), Cell::Count(1), Cell::Share(0, 1)]);
    // Growth needs a year before: printed as "–".
    assert_eq!(of("interview"), [Cell::Count(1), Cell::Count(0), Cell::Share(1, 0)]);
    assert_eq!(total[1..], [Cell::Count(5), Cell::Count(1), Cell::Share(4, 1)]);
    let mut sample = sample;
    sample.entries.retain(|entry| entry.facts.is_of(2026));
    let (rows, _) = table(&sample.paper(&quarterly()), "products_by_form");
    assert_eq!(row(&rows, &entry("form", "article"))[1..], [Cell::Empty, Cell::Empty]);
}

#[test]
fn s1_3_and_s1_5_every_audience_has_a_line_and_each_topic_its_part_of_the_plan() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let (rows, _) = table(&paper, "audiences");
    assert_eq!(rows.len(), Catalogue::builtin().list("audience").len());
    assert_eq!(row(&rows, &entry("audience", "poor_household")), [Cell::Count(1), Cell::Count(20)]);
    assert_eq!(row(&rows, &entry("audience", "students")), [Cell::Count(0), Cell::Empty]);
    let (rows, total) = table(&paper, "topics");
    let wrongdoing = [entry("topic", "criticise_wrongdoing"), Cell::Count(1), Cell::Count(0)];
    assert_eq!(row(&rows, &said("content_4")), wrongdoing);
    // Two topics, one activity of seven in all.
    assert_eq!((rows.len(), total[2].clone()), (2, Cell::Count(7)));
}

#[test]
fn s1_6_broadcasts_stand_by_commune_and_month() {
    let (rows, total) = table(&Sample::rich().paper(&quarterly()), "broadcasts_by_month");
    assert_eq!(row(&rows, &unit("NS"))[7], Cell::Count(4));
    assert_eq!(total[8], Cell::Count(4));
}

#[test]
fn s1_7_to_s1_9_contests_awards_and_training_are_told_by_what_they_are() {
    let paper = Sample::rich().paper(&quarterly());
    let of = |item: &str| figure(&paper, item);
    assert_eq!([of("contests_held"), of("entries"), of("prizes")], [1, 12, 3].map(Cell::Count));
    assert_eq!([of("trainings"), of("classes")], [1, 2].map(Cell::Count));
    assert_eq!(table(&paper, "trainees").1[1], Cell::Count(40));
    assert_eq!(table(&paper, "awards").0, [[entry("exemplary_kind", "household"), Cell::Count(1)]]);
    // S4-8: who gave is honoured.
    assert_eq!(of("awarded_contributors"), Cell::Count(1));
}

#[test]
fn s0_21_new_savers_are_optional_and_dots_where_nobody_wrote_them() {
    let paper = Sample::rich().paper(&annual(Report::Joint));
    assert_eq!([figure(&paper, "new_savers"), figure(&paper, "mobile_users")], [Cell::Count(6), Cell::Empty]);
}

#[test]
fn s1_11_a_campaign_is_the_sum_of_its_posts() {
    let mut sample = Sample::rich();
    let mut after =
        sample.entries.iter().find(|entry| entry.sums.get("form.digital_post") > 0).unwrap().clone();
    (after.facts.doc, after.facts.event_date) = (DocId([99; 16]), Some(day(2026, 11, 5)));
    sample.entries.push(after);
    let (rows, _) = table(&sample.paper(&annual(Report::Outreach)), "campaigns");
    let campaign = [Cell::Text("Bài số 25".into()), Cell::Count(1), Cell::Count(1), Cell::Empty, Cell::Empty];
    assert_eq!(rows, [campaign]);
}

#[test]
fn s1_15_money_is_added_up_by_source_and_s1_16_a_share_needs_a_plan() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let (rows, total) = table(&paper, "funding");
    let of = |source: &str| row(&rows, &entry("funding_source", source));
    let (five, two, nine) = (5_000_000, 2_000_000, 9_000_000);
    assert_eq!(of("local_budget"), [Cell::Dong(five), Cell::Dong(two), Cell::Share(two, five)]);
    assert_eq!(of("ntp_subproject_1_project_6"), [Cell::Empty, Cell::Dong(nine), Cell::Empty]);
    assert_eq!(total[1..], [Cell::Dong(five), Cell::Dong(two + nine), Cell::Empty]);
    let part = |code: &str| {
        let chapter = paper.chapters.iter().find(|chapter| chapter.code == code).unwrap();
        chapter
            .blocks
            .iter()
            .map(|block| match block {
                Block::Figure { value, .. } => value.clone(),
                _ => Cell::Empty,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(part("money_national"), [Cell::Empty, Cell::Dong(nine), Cell::Empty]);
    assert_eq!(part("money_local"), of("local_budget"));
    assert_eq!(part("money_other"), [Cell::Empty, Cell::Empty, Cell::Empty]);
}

#[test]
fn s1_19_and_s4_7_what_was_given_is_added_up_by_fund() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let (rows, total) = table(&paper, "funds");
    assert_eq!(row(&rows, &entry("fund", "for_the_poor")), [Cell::Dong(5_000_000)]);
    assert_eq!(total[1], Cell::Dong(12_000_000));
    // S3-4: by who gave; and of it what goes to the capital.
    assert_eq!(table(&paper, "donors").1[1], Cell::Dong(12_000_000));
    let capital = Sample::rich().paper(&annual(Report::Capital));
    assert_eq!(figure(&capital, "capital_donations"), Cell::Dong(7_000_000));
}

#[test]
fn s1_20_the_work_stands_by_who_organised_it_or_else_by_whose_record_it_is() {
    let (rows, total) = table(&Sample::rich().paper(&annual(Report::Outreach)), "by_organisation");
    let of = |code: &str| row(&rows, &entry("organisation", code));
    assert_eq!(of("fatherland_front")[..2], [Cell::Count(1), Cell::Count(32)]);
    assert_eq!(of("people_council")[5], Cell::Count(1));
    assert_eq!(of("bank_office")[4], Cell::Count(4));
    assert_eq!(of("youth_union")[0], Cell::Count(6));
    assert_eq!([&total[1], &total[5], &total[6]], [7, 6, 1].map(Cell::Count).each_ref());
}

#[test]
fn s1_22_what_is_flagged_stands_under_difficulties_and_wrongdoing_without_its_unit() {
    let mut sample = Sample::rich();
    sample.entries.push(sent(99, Kind::Feedback, "NS", day(2026, 8, 10), |flat| {
        flat.set("feedback_kind", "wrongdoing_report");
        flat.set("flag_for_report", true);
    }));
    sample
        .entries
        .push(sent(98, Kind::Feedback, "NS", day(2026, 8, 10), |flat| flat.set("feedback_kind", "wish")));
    let paper = sample.paper(&annual(Report::Outreach));
    let chapter = paper.chapters.iter().find(|chapter| chapter.code == "difficulties_proposals").unwrap();
    let Block::Table { code, rows, .. } = &chapter.blocks[1] else { panic!("no table") };
    let kind = |code| entry("feedback_kind", code);
    assert_eq!(code, "flagged_words");
    assert_eq!(
        rows,
        &[
            [Cell::Day(day(2026, 8, 9)), kind("difficulty"), unit("HT"), Cell::Empty],
            [Cell::Day(day(2026, 8, 10)), kind("wrongdoing_report"), Cell::Empty, Cell::Empty],
        ]
    );
    let (findings, _) = table(&paper, "flagged_findings");
    assert_eq!(findings, [[entry("finding_kind", "books"), unit("HT"), Cell::Count(1)]]);
    let (findings, _) = table(&paper, "open_findings");
    assert_eq!(findings, [[entry("finding_kind", "wrong_purpose"), Cell::Count(1), Cell::Count(1)]]);
}

#[test]
fn s4_2_helpers_and_households_are_counted_once() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let of = |item: &str| figure(&paper, item);
    assert_eq!([of("helpers"), of("households_helped"), of("helpers_above")], [1, 1, 0].map(Cell::Count));
}
