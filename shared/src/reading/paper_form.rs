//! The words of helper sheets, and how a cell of one is written: money in triệu đồng, exact, or in whole đồng, as the
//! bank's form has it. Layout and words of those forms are not confirmed (F-4).

mod rows;

use super::Words;
use super::paper;
use crate::domain::report::Cell;
use crate::domain::report::paper_form::PaperForm;
use crate::id::UnitCode;
use crate::text::{Language, count, millions, percent};

/// Code, Vietnamese, English.
type Row = (&'static str, &'static str, &'static str);

/// What a sheet, a chapter, a figure, a table, a column, a place or a signature is called; `None` for a code that no
/// sheet has.
pub fn label(language: Language, code: &str) -> Option<&'static str> {
    let row = rows::ROWS.iter().find(|(known, ..)| *known == code);
    row.map(|(_, vi, en)| language.pick(vi, en))
}

/// What a chapter is called: a content of 03/BB-CX as the catalogue calls its subject.
pub fn heading(words: Words<'_>, chapter: &str) -> String {
    let language = words.language;
    let told = label(language, chapter).map(str::to_owned);
    told.or_else(|| subject(words, chapter)).unwrap_or_else(|| chapter.to_owned())
}

/// A cell as it is printed. `units` gives the name of a unit.
pub fn printed(
    cell: &Cell,
    form: PaperForm,
    words: Words<'_>,
    units: impl Fn(&UnitCode) -> Option<String>,
) -> String {
    let dong = |dong: i64| if form.is_in_dong() { count(dong) } else { millions(dong) };
    let told = match cell {
        Cell::Dong(number) => Some(dong(*number)),
        Cell::DongOf(part, whole) if *whole > 0 => {
            Some(format!("{} ({} %)", dong(*part), percent(*part, *whole)))
        }
        Cell::DongOf(part, _) => Some(dong(*part)),
        Cell::Month(month) => Some(format!("{month:02}")),
        Cell::Said(code) => label(words.language, code).map(str::to_owned),
        Cell::Entry(list, code) => match list.as_str() {
            "subject" => subject(words, code.as_str()),
            "question" => question(words, code.as_str()),
            _ => None,
        },
        _ => None,
    };
    told.unwrap_or_else(|| paper::printed(cell, words, units))
}

fn subject(words: Words<'_>, id: &str) -> Option<String> {
    let subject = words.catalogue.subjects.iter().find(|subject| subject.id.as_str() == id)?;
    Some(words.language.pick(&subject.vi, &subject.en).to_owned())
}

fn question(words: Words<'_>, id: &str) -> Option<String> {
    let question = words.catalogue.question(id)?;
    Some(words.language.pick(&question.vi, &question.en).to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalogue::Catalogue;

    fn vi(form: PaperForm, outside: bool, cell: &Cell) -> String {
        let words = Words { catalogue: Catalogue::builtin(), language: Language::Vi, outside };
        printed(cell, form, words, |code| Some(format!("xã {code}")))
    }

    #[test]
    fn money_on_a_form_is_exact_in_millions_or_whole_in_dong_and_an_empty_cell_is_dots() {
        for (cell, in_millions, in_dong) in [
            (Cell::Dong(12_500_000), "12,5", "12.500.000"),
            (Cell::Dong(50_000_001), "50,000001", "50.000.001"),
            (Cell::Dong(0), "0", "0"),
            (Cell::DongOf(30_000_000, 50_000_000), "30 (60,00 %)", "30.000.000 (60,00 %)"),
            (Cell::DongOf(0, 0), "0", "0"),
            (Cell::Empty, "……", "……"),
        ] {
            assert_eq!(vi(PaperForm::LoanUse, true, &cell), in_millions);
            assert_eq!(vi(PaperForm::Balances, true, &cell), in_dong);
        }
    }

    #[test]
    fn a_programme_that_tells_of_a_conviction_is_printed_as_another_one() {
        let cell = Cell::Entry("credit_programme".to_owned(), "ex_prisoner".parse().unwrap());
        assert_eq!(vi(PaperForm::LoanUse, true, &cell), "Chương trình khác");
        assert!(vi(PaperForm::LoanUse, false, &cell).contains("án phạt tù"));
    }

    #[test]
    fn questions_and_subjects_read_as_the_catalogue_has_them() {
        let entry = |list: &str, code: &str| Cell::Entry(list.to_owned(), code.parse().unwrap());
        let told = |cell: Cell| vi(PaperForm::Group, true, &cell);
        assert_eq!(told(entry("question", "ga_size_5_60")), "Số tổ viên từ 05 đến 60?");
        assert_eq!(told(entry("subject", "group_activity")), "Hoạt động của Tổ TK&VV");
        assert_eq!(told(entry("yes_no_unknown", "no")), "Không");
        assert_eq!(told(Cell::Said("all_year".to_owned())), "cả năm");
        assert_eq!(
            (told(Cell::Month(3)), told(Cell::Unit("HT".parse().unwrap()))),
            ("03".into(), "xã HT".into())
        );
    }

    #[test]
    fn every_code_stands_once_and_in_both_languages() {
        let known: BTreeSet<&str> = rows::ROWS.iter().map(|(code, ..)| *code).collect();
        assert_eq!(known.len(), rows::ROWS.len());
        assert!(rows::ROWS.iter().all(|(_, vi, en)| !vi.is_empty() && !en.is_empty()));
    }
}
