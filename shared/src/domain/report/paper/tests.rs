//! What every paper promises: the headings and their order, its typed places, that nothing known is lost and nothing
//! unknown is nothing. What single chapters say stands in the files below.

mod entrusted;
mod outreach;

use proptest::prelude::*;

use super::build::said;
use super::sample::{Sample, annual, every, figure, quarterly, sent, table};
use super::*;
use crate::domain::figures::Entry;
use crate::domain::sample::day;
use crate::record::Kind;

fn codes(paper: &Paper) -> Vec<(&str, u8)> {
    paper.chapters.iter().map(|chapter| (chapter.code.as_str(), chapter.depth)).collect()
}

#[test]
fn the_chapters_stand_in_the_order_of_the_reports() {
    let sample = Sample::rich();
    let of = |asked: &Asked| -> Vec<String> {
        codes(&sample.paper(asked)).into_iter().map(|(code, depth)| format!("{depth} {code}")).collect()
    };
    let r2 = "0 boxes,1 general,1 outreach_results,2 news,2 oral,2 publications_broadcasts,\
              2 training_contests_events,2 money,1 inspection_results,1 remedies,1 models,1 final_proposals,\
              0 annex_communes,0 annex_organisations";
    let r3 = "0 boxes,1 directing,1 results_of_plan,2 contents,2 forms,3 mass_media,3 contests,3 reviews,3 training,\
              3 publications,3 internet,2 two_way,2 audiences,2 support,1 plan_money,2 money_national,2 money_local,\
              2 money_other,1 plan_checks,1 evaluation,1 difficulties_proposals,1 direction_next_year,\
              0 annex_communes,0 annex_organisations";
    let r4 = "0 boxes,1 joint_outreach,1 supervision,1 entrusted,2 joint_directing,2 joint_training,\
              2 joint_inspections,2 coordination,2 group_quality,2 savings,1 spreading_models,\
              1 shortcomings_causes,1 proposals_next_year,0 annex_quotas,0 annex_communes,0 annex_remedies";
    let r7 = "0 boxes,1 capital,1 local_capital,1 contributions,1 capital_remarks";
    for (asked, chapters) in every().iter().zip([r2, r3, r4, r7]) {
        assert_eq!(of(asked).join(","), chapters);
    }
}

#[test]
fn the_places_of_a_report_are_those_that_stand_in_it_in_order() {
    let sample = Sample::rich();
    for asked in every() {
        let paper = sample.paper(&asked);
        let typed =
            paper.chapters.iter().flat_map(|chapter| &chapter.blocks).filter_map(|block| match block {
                Block::Typed { code, .. } => Some(code.as_str()),
                _ => None,
            });
        assert_eq!(typed.collect::<Vec<_>>(), places(asked.report).collect::<Vec<_>>());
        assert_eq!(paper.typed("office"), Some("chữ của office"));
        assert_eq!(Sample::empty().paper(&asked).typed("office"), None);
    }
}

#[test]
fn a_paper_knows_its_window_its_list_and_its_records() {
    let sample = Sample::rich();
    let paper = sample.paper(&quarterly());
    assert_eq!((paper.list_of, paper.records), (Some(day(2026, 9, 30)), 21));
    let asked = |quarter, year| Asked { year, quarter, ..quarterly() };
    assert_eq!(super::paper(&sample.material(), &asked(5, 2026)), None);
    assert_eq!(super::paper(&sample.material(), &asked(0, 2025)), None);
}

/// SC-10: Nậm Đào is not heard of since 2/9; then it synchronises with eleven inspections, the last of 5/11.
#[test]
fn sc10_a_silent_commune_is_named_and_after_its_synchronisation_ten_count_to_the_cut_off_and_eleven_in_the_year()
 {
    let mut sample = Sample::heard();
    let silent: UnitCode = "ND".parse().unwrap();
    sample.seen.insert(silent.clone(), day(2026, 9, 2));
    let rule = |paper: &Paper, code: &str, rule: &str| -> Vec<Vec<Cell>> {
        let (rows, _) = table(paper, code);
        let is_of = |cell: &Cell| matches!(cell, Cell::Dated(_, known, _) if known.as_str() == rule);
        rows.into_iter().filter(|row| is_of(&row[0])).collect()
    };
    let of_commune = |paper: &Paper| {
        let rows = rule(paper, "quotas_by_commune", "c_groups");
        rows.into_iter().find(|row| row[2] == Cell::Unit(silent.clone())).unwrap()[3..].to_vec()
    };
    let draft = sample.paper(&annual(Report::Joint));
    assert_eq!(draft.silent, [(silent.clone(), Some(day(2026, 9, 2)))]);
    let quiet = || Cell::Silent(Some(day(2026, 9, 2)));
    assert_eq!(of_commune(&draft), [quiet(), quiet(), quiet()]);
    // 124 groups without its eleven.
    let total = rule(&draft, "quotas", "c_groups");
    assert_eq!(total[0][2..], [Cell::Of(0, 113), Cell::Of(0, 113), Cell::Met(false)]);
    let (rows, _) = table(&draft, "by_commune");
    assert!(rows.iter().any(|row| row[0] == Cell::Unit(silent.clone()) && row[1] == quiet()));

    let days = (0..10).map(|n| day(2026, 9, 20).plus_days(n * 4)).chain([day(2026, 11, 5)]);
    sample.entries = days
        .zip(1_u8..)
        .map(|(on, number)| {
            sent(number, Kind::Inspection, "ND", on, |flat| {
                flat.set("inspection_kind", "commune_to_group");
                flat.set("group_code", format!("ND-{number}"));
            })
        })
        .collect();
    sample.seen.insert(silent.clone(), day(2026, 11, 14));
    let again = sample.paper(&annual(Report::Joint));
    assert_eq!((again.silent.len(), again.records), (0, 10));
    assert_eq!(of_commune(&again), [Cell::Of(10, 11), Cell::Of(11, 11), Cell::Met(true)]);
    let total = rule(&again, "quotas", "c_groups");
    assert_eq!(total[0][2..], [Cell::Of(10, 124), Cell::Of(11, 124), Cell::Met(false)]);
}

#[test]
fn a_commune_is_silent_from_thirty_days_before_the_last_day_on() {
    let mut sample = Sample::heard();
    let mut silent = |on: Date| {
        sample.seen.insert("HT".parse().unwrap(), on);
        sample.paper(&annual(Report::Joint)).silent.len()
    };
    assert_eq!([silent(day(2026, 10, 1)), silent(day(2026, 10, 2)), silent(day(2026, 11, 14))], [1, 0, 0]);
}

/// A draft of a quarter that has not ended: who was heard of yesterday is not silent.
#[test]
fn before_a_window_has_ended_silence_is_counted_from_today() {
    let mut sample = Sample::heard();
    let fourth = Asked { quarter: 4, cut_off: day(2026, 12, 31), ..quarterly() };
    assert_eq!(sample.paper(&fourth).silent.len(), 0);
    sample.today = day(2026, 11, 30);
    assert_eq!(sample.paper(&fourth).silent.len(), 14);
    sample.seen.insert("HT".parse().unwrap(), day(2026, 11, 29));
    assert_eq!(sample.paper(&fourth).silent.len(), 13);
}

/// What the area inspected by itself is known of a commune that is silent.
#[test]
fn an_inspection_by_the_area_is_known_of_a_silent_commune() {
    let mut sample = Sample::heard();
    sample.seen.remove(&"ND".parse().unwrap());
    sample.entries = vec![sent(1, Kind::Inspection, "BM", day(2026, 8, 6), |flat| {
        flat.set("inspection_kind", "district_to_commune");
        flat.set("inspected_unit", "ND");
        flat.set("group_code", "ND-1");
    })];
    let (rows, _) = table(&sample.paper(&annual(Report::Joint)), "quotas_by_commune");
    let row = rows.iter().find(|row| {
        row[2] == Cell::Unit("ND".parse().unwrap())
            && matches!(&row[0], Cell::Dated(_, rule, _) if rule.as_str() == "d_groups_per_commune")
    });
    assert_eq!(row.unwrap()[3], Cell::Of(1, 2));
}

/// Every number of the annex is in its last row, those of silent communes too.
#[test]
fn the_rows_by_commune_add_up_to_the_figures_of_the_chapters() {
    let paper = Sample::rich().paper(&annual(Report::Outreach));
    let (rows, total) = table(&paper, "by_commune");
    assert_eq!(total[1..3], [Cell::Count(7), Cell::Count(32)]);
    assert_eq!(table(&paper, "activities_by_form").1[1..3], [Cell::Count(7), Cell::Count(32)]);
    let names: Vec<&Cell> = rows.iter().skip(14).map(|row| &row[0]).collect();
    assert_eq!(names, [&Cell::Unit("BM".parse().unwrap()), &said("before_silence"), &said("other_units")]);
    // Nậm Đào's one activity and its plan's commune stand apart from those of others.
    assert_eq!([&rows[15][1], &rows[16][1]], [&Cell::Count(1), &Cell::Count(1)]);
}

/// Where nobody was heard of nothing is known, and so nothing is 0.
#[test]
fn empty_material_has_no_zero_and_a_commune_that_was_heard_of_has() {
    let numbers = |paper: &Paper| {
        let blocks = paper.chapters.iter().flat_map(|chapter| &chapter.blocks);
        let cells = blocks.flat_map(|block| match block {
            Block::Figure { value, .. } => vec![value.clone()],
            Block::Table { rows, total, .. } => {
                rows.iter().flatten().chain(total.iter().flatten()).cloned().collect()
            }
            Block::Typed { .. } => Vec::new(),
        });
        cells.filter(|cell| matches!(cell, Cell::Count(0) | Cell::Dong(0) | Cell::Of(0, _))).count()
    };
    for asked in every() {
        let paper = Sample::empty().paper(&asked);
        assert_eq!((numbers(&paper), paper.records, paper.list_of), (0, 0, None), "{asked:?}");
        assert_eq!(paper.silent.len(), 14);
    }
    let heard = Sample::heard().paper(&quarterly());
    assert_eq!(figure(&heard, "inspections"), Cell::Count(0));
    assert_eq!(figure(&heard, "new_savers"), Cell::Empty);
}

/// What was put right after it was accepted is in the numbers, and said (records.md §11.5).
#[test]
fn what_was_corrected_is_said_beside_the_numbers() {
    let mut sample = Sample::rich();
    sample.entries[0].facts.corrected_on = None;
    let visit = sample.entries.iter_mut().find(|entry| entry.facts.kind == Kind::Inspection).unwrap();
    visit.facts.corrected_on = Some(day(2026, 11, 3));
    for asked in [quarterly(), annual(Report::Outreach), annual(Report::Joint)] {
        let (rows, _) = table(&sample.paper(&asked), "corrected");
        let kind = Cell::Entry("kind".to_owned(), "inspection".parse().unwrap());
        let unit = Cell::Unit("HT".parse().unwrap());
        assert_eq!(rows, [[Cell::Day(day(2026, 11, 3)), kind, unit, Cell::Day(day(2026, 8, 6))]]);
    }
}

proptest! {
    /// Whatever order records arrived in.
    #[test]
    fn a_paper_does_not_depend_on_the_order_of_its_records(
        order in Just((0..Sample::rich().entries.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut sample = Sample::rich();
        let before = every().map(|asked| sample.paper(&asked));
        let shuffled: Vec<Entry> = order.into_iter().map(|n| sample.entries[n].clone()).collect();
        sample.entries = shuffled;
        prop_assert_eq!(every().map(|asked| sample.paper(&asked)), before);
    }

    /// A share in a last row is Σ part of Σ whole.
    #[test]
    fn a_total_is_never_an_average_of_percentages(savers in prop::collection::vec((0..60_u32, 0..60_u32), 14)) {
        let mut sample = Sample::heard();
        for ((_, groups), (saving, more)) in sample.communes.iter_mut().zip(&savers) {
            groups.truncate(1);
            (groups[0].members_saving, groups[0].members) = (*saving, saving + more);
        }
        let (part, whole) = savers.iter().fold((0, 0), |(a, b), (saving, more)| (a + saving, b + saving + more));
        let (_, total) = table(&sample.paper(&annual(Report::Joint)), "savings");
        prop_assert_eq!(&total[1], &Cell::Of(part.into(), whole.into()));
    }
}
