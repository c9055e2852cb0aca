//! Every code of every paper has words, and a cell is written as officials write it.

use std::collections::BTreeSet;

use super::*;
use crate::catalogue::Catalogue;
use crate::domain::report::sample::{Sample, annual, every, quarterly};
use crate::domain::report::{Block, Paper, places};
use crate::limits;

fn day(year: i32, month: u8, day: u8) -> Date {
    Date::new(year, month, day).unwrap()
}

fn words(language: Language) -> Words<'static> {
    Words { catalogue: Catalogue::builtin(), language, outside: false }
}

fn cells(block: &Block) -> Vec<&Cell> {
    match block {
        Block::Figure { of, value, .. } => vec![of, value],
        Block::Table { rows, total, .. } => rows.iter().flatten().chain(total.iter().flatten()).collect(),
        Block::Typed { .. } => Vec::new(),
    }
}

/// Every code of a paper that needs words.
fn codes(paper: &Paper) -> BTreeSet<&str> {
    let mut codes: BTreeSet<&str> = paper.chapters.iter().map(|chapter| chapter.code.as_str()).collect();
    for block in paper.chapters.iter().flat_map(|chapter| &chapter.blocks) {
        match block {
            Block::Figure { item, .. } => drop(codes.insert(item)),
            Block::Table { code, columns, .. } => {
                codes.insert(code);
                codes.extend(columns.iter().map(String::as_str));
            }
            Block::Typed { code, .. } => drop(codes.insert(code)),
        }
        codes.extend(cells(block).into_iter().filter_map(|cell| match cell {
            Cell::Said(code) => Some(code.as_str()),
            _ => None,
        }));
    }
    codes
}

#[test]
fn every_code_of_every_paper_has_words_in_both_languages() {
    for sample in [Sample::empty(), Sample::heard(), Sample::rich()] {
        for asked in every() {
            let paper = sample.paper(&asked);
            let is_said = |code, language| label(language, code).is_some_and(|label: &str| !label.is_empty());
            let is_known = |code| Language::ALL.iter().all(|language| is_said(code, *language));
            assert_eq!(codes(&paper).into_iter().find(|code| !is_known(code)), None);
            assert_eq!(places(asked.report).find(|code| !is_known(code)), None);
        }
    }
    assert_eq!(label(Language::Vi, "a_code_of_a_newer_version"), None);
    for (code, days) in [("words_waiting", limits::ANSWER_DAYS), ("idle_columns", limits::IDLE_AFTER_DAYS)] {
        assert!(
            Language::ALL.iter().all(|l| label(*l, code).unwrap().contains(&format!(" {days} "))),
            "{code}"
        );
    }
}

#[test]
fn no_code_has_two_meanings_and_none_is_said_of_nothing() {
    let rows = || headings::ROWS.iter().chain(items::ROWS).chain(items::COLUMNS).chain(items::SAID);
    let known: BTreeSet<&str> = rows().map(|(code, ..)| *code).collect();
    assert_eq!(known.len(), rows().count());
    assert!(rows().all(|(_, vi, en)| !vi.is_empty() && !en.is_empty()));
    let papers: Vec<Paper> = [Sample::empty(), Sample::heard(), Sample::rich()]
        .iter()
        .flat_map(|sample| every().map(|asked| sample.paper(&asked)))
        .collect();
    let used: BTreeSet<&str> = papers.iter().flat_map(codes).collect();
    // Parts of the plan, quarters and months of which the sample has nothing.
    let rare: BTreeSet<&str> = [
        "content_1",
        "content_2",
        "content_3",
        "quarter_1",
        "quarter_2",
        "quarter_4",
        "month_11",
        "month_12",
    ]
    .into();
    let unused: Vec<_> = known.difference(&used).filter(|code| !rare.contains(**code)).collect();
    assert_eq!(unused, [] as [&&str; 0]);
}

#[test]
fn every_entry_of_a_paper_has_its_words() {
    for asked in every() {
        let paper = Sample::rich().paper(&asked);
        for cell in paper.chapters.iter().flat_map(|chapter| &chapter.blocks).flat_map(cells) {
            let text = printed(cell, words(Language::Vi), |_| None);
            let is_known = !text.contains("chưa rõ") || text.starts_with("an_outlet_nobody_knows");
            // Only what stands below words is nothing.
            assert!(is_known && (!text.is_empty() || *cell == Cell::Text(String::new())), "{cell:?}");
        }
    }
}

#[test]
fn a_cell_is_written_as_officials_write_it() {
    let vi = |cell: Cell| printed(&cell, words(Language::Vi), |_| Some("Huổi Trăng".to_owned()));
    let told = [
        (Cell::Empty, "……"),
        (Cell::Count(12_500), "12.500"),
        (Cell::Dong(12_500_000), "12.500.000\u{a0}₫"),
        (Cell::Of(18, 45), "18/45 (40,00 %)"),
        (Cell::Of(0, 0), "0/0 (–)"),
        (Cell::DongOf(25, 100), "25\u{a0}₫ / 100\u{a0}₫ (25,00 %)"),
        (Cell::Share(233_200_000_000, 6_625_000_000_000), "3,52 %"),
        (Cell::Share(-1, 3), "-33,33 %"),
        (Cell::Share(1, 0), "–"),
        (Cell::Day(day(2026, 9, 2)), "02/09/2026"),
        (Cell::Month(9), "tháng 9"),
        (Cell::Unit("HT".parse().unwrap()), "Huổi Trăng"),
        (Cell::Text("Số 5".to_owned()), "Số 5"),
        (Cell::Entry("fund".to_owned(), "for_the_poor".parse().unwrap()), "Quỹ Vì người nghèo"),
        (Cell::Said("no_target".to_owned()), "không giao chỉ tiêu"),
        (Cell::Met(true), "đạt"),
        (Cell::Met(false), "chưa đạt"),
        (Cell::Silent(Some(day(2026, 9, 2))), "chưa đồng bộ (02/09/2026)"),
        (Cell::Silent(None), "chưa đồng bộ lần nào"),
    ];
    for (cell, text) in told {
        assert_eq!(vi(cell), text);
    }
    assert_eq!(vi(Cell::Entry("kind".to_owned(), "inspection".parse().unwrap())), "Kiểm tra");
    let rule = |on| Cell::Dated("quota_rule".to_owned(), "d_communes".parse().unwrap(), on);
    assert_eq!(vi(rule(day(2024, 6, 1))), "Huyện kiểm tra 100% xã");
    assert_eq!(vi(rule(day(2026, 6, 1))), "Khu vực kiểm tra 100% xã");
    let level = |on| Cell::Dated("level".to_owned(), "district".parse().unwrap(), on);
    assert_eq!([vi(level(day(2024, 6, 1))), vi(level(day(2026, 6, 1)))], ["huyện", "khu vực"]);
    let english = |cell| printed(&cell, words(Language::En), |_| None);
    assert_eq!(english(Cell::Silent(Some(day(2026, 9, 2)))), "not synchronised (02/09/2026)");
    assert_eq!(english(Cell::Unit("HT".parse().unwrap())), "HT");
}

#[test]
fn a_report_says_what_it_is_about() {
    assert_eq!(
        title(Language::Vi, &quarterly()),
        "Kết quả truyền thông tín dụng chính sách và kiểm tra, giám sát hoạt động ủy thác quý III năm 2026"
    );
    let next = heading(Language::Vi, &annual(Report::Outreach), "direction_next_year");
    assert_eq!(next.as_deref(), Some("PHƯƠNG HƯỚNG NĂM 2027"));
    assert_eq!(heading(Language::En, &quarterly(), "general").as_deref(), Some("GENERAL SITUATION"));
    let of = |report| title(Language::Vi, &annual(report));
    assert_eq!(
        of(Report::Joint),
        "Kết quả thực hiện Chương trình liên tịch với Ngân hàng Chính sách xã hội và triển khai Kết luận 06-KL/TW năm \
         2026"
    );
    assert_eq!(
        of(Report::Outreach),
        "Kết quả thực hiện Kế hoạch truyền thông về giảm nghèo bền vững năm 2026"
    );
}
