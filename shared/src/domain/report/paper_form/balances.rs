//! 15/TD, the list of balances in đồng: what the bank's books say, what the borrower says, and why they differ.

use super::super::Cell;
use super::parts::{borrowers, chapter, dong, leader, or_listed, place, table, team, text, total, words};
use super::{HelperSheet, PaperForm, Source};
use crate::record::Flat;

/// The columns, in the form's order.
pub(super) const COLUMNS: [&str; 10] = [
    "number",
    "loan_code",
    "borrower",
    "balance_book",
    "balance_actual",
    "balance_difference",
    "savings_book",
    "savings_said",
    "savings_difference",
    "cause",
];

/// Places of the columns that are added up.
const SUMMED: [usize; 6] = [3, 4, 5, 6, 7, 8];

/// True when somebody wrote down what a borrower says of a balance.
pub(super) fn is_known(flat: &Flat) -> bool {
    let said = ["balance_actual", "savings_book", "savings_said"];
    let is_said =
        |id: &String| said.iter().any(|field| flat.get(&format!("borrower.{id}.{field}")).is_some());
    borrowers(flat, false).iter().any(is_said)
}

pub(super) fn list(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let present = borrowers(flat, false);
    let rows: Vec<Vec<Cell>> = (1..).zip(&present).map(|(number, id)| row(source, number, id)).collect();
    let total = total(&rows, COLUMNS.len(), &SUMMED);
    let mut head = place(source);
    head.push(team(flat));
    HelperSheet {
        form: PaperForm::Balances,
        head,
        chapters: vec![chapter("balances", 1, vec![table("balances", &COLUMNS, rows, Some(total))])],
        signatures: vec![
            ("sign_group_head", source.group().map(|group| group.head.clone())),
            ("sign_inspector", leader(flat)),
        ],
        copies: &["copy_bank", "copy_unit"],
    }
}

fn row(source: &Source<'_>, number: i64, id: &str) -> Vec<Cell> {
    let flat = source.flat;
    let key = |field: &str| format!("borrower.{id}.{field}");
    let name = or_listed(source, id, text(flat, &key("name")), &|loan| words(&loan.borrower));
    let [actual, savings, said] =
        ["balance_actual", "savings_book", "savings_said"].map(|field| dong(flat, &key(field)));
    let book = or_listed(source, id, dong(flat, &key("balance_book")), &|loan| Cell::Dong(loan.balance));
    let (balance_difference, savings_difference) = (between(&book, &actual), between(&savings, &said));
    vec![
        Cell::Count(number),
        text(flat, &key("loan_code")),
        name,
        book,
        actual,
        balance_difference,
        savings,
        said,
        savings_difference,
        cause(flat, flat.text(&key("loan_code")).unwrap_or_default()),
    ]
}

/// What the borrower says beyond the books; empty where either is not known.
fn between(book: &Cell, said: &Cell) -> Cell {
    match (book, said) {
        (Cell::Dong(book), Cell::Dong(said)) => Cell::Dong(said.saturating_sub(*book)),
        _ => Cell::Empty,
    }
}

/// Why the balances of a loan differ: what the finding about it says.
fn cause(flat: &Flat, loan: &str) -> Cell {
    let entries = flat.entries("finding");
    let of = |id: &&String| {
        let field = |field: &str| flat.text(&format!("finding.{id}.{field}"));
        !loan.is_empty() && field("kind") == Some("balance_mismatch") && field("subject") == Some(loan)
    };
    let finding = entries.iter().find(of);
    finding.and_then(|id| flat.text(&format!("finding.{id}.text"))).map_or(Cell::Empty, words)
}
