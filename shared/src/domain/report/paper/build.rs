//! The pieces that chapters are put together from. A total is the sum of what stands above it, and a share in a total
//! is made of the summed parts: never of shares.

use super::{Block, Cell, Chapter};
use crate::date::Date;

/// A heading with what stands under it.
pub(super) fn chapter(code: &str, depth: u8, blocks: Vec<Block>) -> Chapter {
    Chapter { code: code.to_owned(), depth, blocks }
}

/// A named number.
pub(super) fn figure(item: &str, value: Cell) -> Block {
    Block::Figure { item: item.to_owned(), of: Cell::Empty, value }
}

/// Something in words.
pub(super) fn said(code: &str) -> Cell {
    Cell::Said(code.to_owned())
}

/// Words as somebody wrote them; dots where nobody did.
pub(super) fn text(words: &str) -> Cell {
    if words.trim().is_empty() { Cell::Empty } else { Cell::Text(words.trim().to_owned()) }
}

/// An entry of the catalogue; dots for none.
pub(super) fn entry(list: &str, code: &str) -> Cell {
    code.parse().map_or(Cell::Empty, |code| Cell::Entry(list.to_owned(), code))
}

/// The same in the words of a day.
pub(super) fn dated(list: &str, code: &str, day: Date) -> Cell {
    code.parse().map_or(Cell::Empty, |code| Cell::Dated(list.to_owned(), code, day))
}

/// A day that may be missing.
pub(super) fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

/// A sum of numbers that people wrote down: without one of them it is not nothing, but not known.
pub(super) fn written(number: i64) -> Cell {
    if number == 0 { Cell::Empty } else { Cell::Count(number) }
}

/// The same of đồng.
pub(super) fn dong(amount: i64) -> Cell {
    if amount == 0 { Cell::Empty } else { Cell::Dong(amount) }
}

/// A table while its rows are being written.
pub(super) struct Table {
    code: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub(super) const fn new(code: &'static str, columns: &'static [&'static str]) -> Self {
        Self { code, columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        self.add(cells.into());
    }

    /// Adds a row of which the number of cells is known only here; filled up with dots.
    pub(super) fn add(&mut self, mut cells: Vec<Cell>) {
        cells.resize(self.columns.len(), Cell::Empty);
        self.rows.push(cells);
    }

    /// The table with the sums of its columns below.
    pub(super) fn summed(self, none: Cell) -> Block {
        let sum = |column: usize| match column {
            0 => said("total"),
            _ if self.rows.iter().any(|row| is_named(&row[column])) => blank(),
            _ => self.rows.iter().map(|row| &row[column]).fold(Cell::Empty, plus),
        };
        let total = (0..self.columns.len()).map(sum).collect();
        self.ended(Some(total), none)
    }

    /// The table with a last row of its own.
    pub(super) fn with_total(self, total: Vec<Cell>, none: Cell) -> Block {
        self.ended(Some(total), none)
    }

    /// The table of things that cannot be added.
    pub(super) fn list(self, none: Cell) -> Block {
        self.ended(None, none)
    }

    /// Without rows there is nothing to draw: it is said that there is none, or left to dots.
    fn ended(self, total: Option<Vec<Cell>>, none: Cell) -> Block {
        if self.rows.is_empty() {
            return figure(self.code, none);
        }
        Block::Table {
            code: self.code.to_owned(),
            columns: self.columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: self.rows,
            total,
        }
    }
}

/// What stands below words: nothing, and no dots, for nothing is missing there.
pub(super) const fn blank() -> Cell {
    Cell::Text(String::new())
}

/// True for what names something and is no number.
const fn is_named(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Entry(..) | Cell::Dated(..) | Cell::Unit(_) | Cell::Day(_))
}

/// Two cells of a column together; what is no number, and what is not known, adds nothing.
fn plus(sum: Cell, cell: &Cell) -> Cell {
    let add = |a: i64, b: &i64| a.saturating_add(*b);
    match (sum, cell) {
        (Cell::Count(a), Cell::Count(b)) => Cell::Count(add(a, b)),
        (Cell::Dong(a), Cell::Dong(b)) => Cell::Dong(add(a, b)),
        (Cell::Of(a, all), Cell::Of(b, more)) => Cell::Of(add(a, b), add(all, more)),
        (Cell::DongOf(a, all), Cell::DongOf(b, more)) => Cell::DongOf(add(a, b), add(all, more)),
        (Cell::Share(a, all), Cell::Share(b, more)) => Cell::Share(add(a, b), add(all, more)),
        (Cell::Empty, Cell::Count(_) | Cell::Dong(_) | Cell::Of(..) | Cell::DongOf(..) | Cell::Share(..)) => {
            cell.clone()
        }
        (sum, _) => sum,
    }
}
