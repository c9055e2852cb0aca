//! 06/TD, the loan-use slip (records.md §5): columns 1 to 7 by the papers, 8 to 15 as found on the spot, in the sums
//! of reports.md §2 "Loan use": without the absent.

use super::super::{Block, Cell};
use super::parts::{
    borrowers, by_hand, chapter, dong, entry, figure, leader, or_listed, place, table, team, text, total,
    words,
};
use super::{HelperSheet, PaperForm, Source};
use crate::domain::register::Loan;
use crate::record::Flat;

/// The fifteen columns, in the form's order.
pub(super) const COLUMNS: [&str; 15] = [
    "number",
    "loan_code",
    "borrower",
    "programme",
    "disbursed",
    "balance_book",
    "purpose_registered",
    "received_total",
    "balance_actual",
    "used_for",
    "right_purpose",
    "wrong_purpose",
    "effect",
    "interest_owed",
    "signed",
];

/// Places of the columns that are added up.
pub(super) const SUMMED: [usize; 7] = [4, 5, 7, 8, 10, 11, 13];
// Places of what was received, and of what of it was used rightly and wrongly.
const RECEIVED: usize = 7;
const RIGHT: usize = 10;
const WRONG: usize = 11;

pub(super) fn slip(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let present = borrowers(flat, false);
    let rows = rows(source, &present);
    let total = total(&rows, COLUMNS.len(), &SUMMED);
    let mut foot = vec![by_hand("plan_state")];
    foot.extend(found(flat, &present, &total));
    foot.push(by_hand("measures"));
    let mut head = place(source);
    head.push(team(flat));
    HelperSheet {
        form: PaperForm::LoanUse,
        head,
        chapters: vec![
            chapter("loan_use", 1, vec![table("loan_use", &COLUMNS, rows, Some(total))]),
            chapter("remarks", 1, remarks(source)),
            chapter("loan_use_foot", 1, foot),
        ],
        signatures: vec![("sign_witness", None), ("sign_inspector", leader(flat))],
        copies: &["copy_bank", "copy_unit"],
    }
}

/// A row for each of these borrowers.
pub(super) fn rows(source: &Source<'_>, present: &[String]) -> Vec<Vec<Cell>> {
    (1..).zip(present).map(|(number, id)| row(source, number, id)).collect()
}

fn row(source: &Source<'_>, number: i64, id: &str) -> Vec<Cell> {
    let flat = source.flat;
    let key = |field: &str| format!("borrower.{id}.{field}");
    let or = |written: Cell, of_list: &dyn Fn(&Loan) -> Cell| or_listed(source, id, written, of_list);
    let is_signed = flat.flag(&key("signed_on_paper")) == Some(true);
    let effect = match text(flat, &key("effect")) {
        Cell::Empty => entry(flat, "effect_grade", &key("effect_grade")),
        told => told,
    };
    vec![
        Cell::Count(number),
        text(flat, &key("loan_code")),
        or(text(flat, &key("name")), &|loan| words(&loan.borrower)),
        or(entry(flat, PROGRAMME, &key("programme")), &|loan| {
            Cell::Entry(PROGRAMME.to_owned(), loan.programme.clone())
        }),
        or(dong(flat, &key("disbursed")), &|loan| Cell::Dong(loan.disbursed)),
        or(dong(flat, &key("balance_book")), &|loan| Cell::Dong(loan.balance)),
        or(text(flat, &key("purpose_registered")), &|loan| words(&loan.purpose)),
        dong(flat, &key("received_total")),
        dong(flat, &key("balance_actual")),
        text(flat, &key("used_for")),
        dong(flat, &key("right_purpose")),
        dong(flat, &key("wrong_purpose")),
        effect,
        dong(flat, &key("interest_owed")),
        if is_signed { Cell::Said("has_signed".to_owned()) } else { Cell::Empty },
    ]
}

/// Where a loan's programme is named.
const PROGRAMME: &str = "credit_programme";

/// How many customers, and how much money, rightly and wrongly, each with its share; and how well the loans work.
pub(super) fn found(flat: &Flat, present: &[String], total: &[Cell]) -> Vec<Block> {
    let number = |id: &String, field: &str| flat.int(&format!("borrower.{id}.{field}"));
    let wrong = |id: &String| number(id, "wrong_purpose").or_else(|| number(id, "right_purpose").map(|_| 0));
    let classed: Vec<i64> = present.iter().filter_map(wrong).collect();
    let all = count(classed.len());
    let wrongly = count(classed.iter().filter(|wrong| **wrong > 0).count());
    let customers = |number: i64| if all == 0 { Cell::Empty } else { Cell::Of(number, all) };
    let money = |column: usize| match (total.get(column), total.get(RECEIVED)) {
        (Some(Cell::Dong(part)), Some(Cell::Dong(whole))) => Cell::DongOf(*part, *whole),
        (Some(Cell::Dong(part)), _) => Cell::Dong(*part),
        _ => Cell::Empty,
    };
    let mut blocks = vec![
        figure("customers_right", customers(all - wrongly)),
        figure("customers_wrong", customers(wrongly)),
        figure("money_right", money(RIGHT)),
        figure("money_wrong", money(WRONG)),
    ];
    let works = |grade: &str| {
        let is = |id: &&String| flat.text(&format!("borrower.{id}.effect_grade")) == Some(grade);
        count(present.iter().filter(is).count())
    };
    let effects = [("effect_good", "good"), ("effect_normal", "normal"), ("effect_poor", "poor")];
    let effects = effects.map(|(item, grade)| (item, works(grade)));
    if effects.iter().any(|(_, number)| *number > 0) {
        blocks.extend(effects.map(|(item, number)| figure(item, Cell::Count(number))));
    }
    blocks
}

/// Who was not there, and which loan was written down twice.
fn remarks(source: &Source<'_>) -> Vec<Block> {
    let flat = source.flat;
    let absent = borrowers(flat, true);
    let told = |id: &String| {
        let field = |field: &str| flat.text(&format!("borrower.{id}.{field}")).unwrap_or_default().trim();
        let (name, reason) = (field("name"), field("absent_reason"));
        words(&if reason.is_empty() { name.to_owned() } else { format!("{name} ({reason})") })
    };
    let absent = absent.iter().map(|id| figure("absent", told(id)));
    let doubles =
        source.facts.duplicates.iter().map(|key| figure("double", words(key.trim_start_matches('~'))));
    absent.chain(doubles).chain([by_hand("remarks")]).collect()
}

fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(i64::MAX)
}
