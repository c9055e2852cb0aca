//! The words of reports (reports.md §3): what chapters, figures, columns and typed places are called, and how a cell
//! is written. One row per code, in both languages; codes of the catalogue have their words there.

mod headings;
mod items;

use super::Words;
use crate::catalogue::QuotaRule;
use crate::date::Date;
use crate::domain::report::{Asked, Cell, Report};
use crate::id::{Code, UnitCode};
use crate::record::Kind;
use crate::text::{Language, count, money, percent};

/// Code, Vietnamese, English.
type Row = (&'static str, &'static str, &'static str);

/// What is printed where nothing is known: room to write by hand.
const DOTS: &str = "……";

/// What a chapter, a figure, a table, a column, a typed place or something said is called; `None` for a code of a
/// newer version.
pub fn label(language: Language, code: &str) -> Option<&'static str> {
    let mut rows = headings::ROWS.iter().chain(items::ROWS).chain(items::COLUMNS).chain(items::SAID);
    rows.find(|(known, ..)| *known == code).map(|(_, vi, en)| language.pick(vi, en))
}

/// What a chapter is called in a paper, with the year that it looks forward to.
pub fn heading(language: Language, asked: &Asked, chapter: &str) -> Option<String> {
    let next = i64::from(asked.year) + 1;
    match chapter {
        "direction_next_year" => Some(match language {
            Language::Vi => format!("PHƯƠNG HƯỚNG NĂM {next}"),
            Language::En => format!("DIRECTION OF {next}"),
        }),
        _ => label(language, chapter).map(str::to_owned),
    }
}

/// What a report is about, as it stands under "BÁO CÁO" where the office types nothing else.
pub fn title(language: Language, asked: &Asked) -> String {
    let year = asked.year;
    let quarter = quarter(asked.quarter);
    match (language, asked.report) {
        (Language::Vi, Report::Quarterly) => format!(
            "Kết quả truyền thông tín dụng chính sách và kiểm tra, giám sát hoạt động ủy thác quý {quarter} năm {year}"
        ),
        (Language::Vi, Report::Outreach) => {
            format!("Kết quả thực hiện Kế hoạch truyền thông về giảm nghèo bền vững năm {year}")
        }
        (Language::Vi, Report::Joint) => format!(
            "Kết quả thực hiện Chương trình liên tịch với Ngân hàng Chính sách xã hội và triển khai Kết luận 06-KL/TW \
             năm {year}"
        ),
        (Language::Vi, Report::Capital) => format!("Nguồn vốn tín dụng chính sách xã hội năm {year}"),
        (Language::En, Report::Quarterly) => format!(
            "Outreach on policy credit and inspection of entrusted lending, quarter {quarter} of {year}"
        ),
        (Language::En, Report::Outreach) => {
            format!("Results of the outreach plan on sustainable poverty reduction, {year}")
        }
        (Language::En, Report::Joint) => {
            format!("Results of the joint programme with the policy bank and of Conclusion 06-KL/TW, {year}")
        }
        (Language::En, Report::Capital) => format!("Capital of social policy credit, {year}"),
    }
}

const fn quarter(number: u8) -> &'static str {
    match number {
        1 => "I",
        2 => "II",
        3 => "III",
        4 => "IV",
        _ => "",
    }
}

/// A cell as it is printed. `units` gives the name of a unit; one that it does not know stands by its code.
pub fn printed(cell: &Cell, words: Words<'_>, units: impl Fn(&UnitCode) -> Option<String>) -> String {
    let language = words.language;
    let share = |part: i64, whole: i64| match percent(part, whole) {
        share if whole > 0 => format!("{share} %"),
        none => none,
    };
    match cell {
        Cell::Empty => DOTS.to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Entry(list, code) => match Kind::from_code(code.as_str()).filter(|_| list == "kind") {
            Some(kind) => super::kind(language, kind).to_owned(),
            None => words.label(list, code.as_str()),
        },
        Cell::Dated(list, code, day) => dated(words, list, code, *day),
        Cell::Unit(code) => units(code).unwrap_or_else(|| code.to_string()),
        Cell::Day(day) => day.to_string(),
        Cell::Month(month) => format!("{} {month}", language.pick("tháng", "month")),
        Cell::Count(number) => count(*number),
        Cell::Dong(dong) => money(*dong),
        Cell::Of(part, whole) => format!("{}/{} ({})", count(*part), count(*whole), share(*part, *whole)),
        Cell::DongOf(part, whole) => {
            format!("{} / {} ({})", money(*part), money(*whole), share(*part, *whole))
        }
        Cell::Share(part, whole) => share(*part, *whole),
        Cell::Said(code) => label(language, code).map_or_else(|| code.clone(), str::to_owned),
        Cell::Met(true) => language.pick("đạt", "met").to_owned(),
        Cell::Met(false) => language.pick("chưa đạt", "not met").to_owned(),
        Cell::Silent(Some(day)) => format!("{} ({day})", language.pick("chưa đồng bộ", "not synchronised")),
        Cell::Silent(None) => language.pick("chưa đồng bộ lần nào", "never synchronised").to_owned(),
    }
}

/// An entry or a rule in the words of a day.
fn dated(words: Words<'_>, list: &str, code: &Code, day: Date) -> String {
    let catalogue = words.catalogue;
    let rule = || {
        let mut rules = catalogue.quota_profiles.iter().flat_map(|profile| &profile.rules);
        rules.find(|rule: &&QuotaRule| rule.id == *code)
    };
    match rule().filter(|_| list == "quota_rule") {
        Some(rule) => catalogue.rule_label(rule, day, words.language).to_owned(),
        None if list == "level" => catalogue.level_word(code.as_str(), day, words.language).into_owned(),
        None => catalogue.label_on(list, code.as_str(), day, words.language).into_owned(),
    }
}

#[cfg(test)]
mod tests;
