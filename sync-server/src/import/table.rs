//! A file as a table of cells, whichever kind of file it is: CSV, or the best sheet of a workbook. Text is composed
//! (NFC) and without odd spaces, numbers and days are what the file says they are. It knows no list.

mod csv;
mod xlsx;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use shared::date::Date;
use shared::limits::{IMPORT_CELL_CHARS_MAX, IMPORT_FILE_BYTES_MAX, IMPORT_TEXT_BYTES_MAX};

use super::fault::Fault;

/// What a workbook of before 2007 begins with.
const OLD_WORKBOOK: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];
/// What a zip file, and so a workbook, begins with.
const ZIP: [u8; 4] = *b"PK\x03\x04";

/// One cell, as the file has it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, composed and trimmed, never empty.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A day of a workbook.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// A formula's error.
    Broken,
}

/// One row that is not empty.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its cells, from the first column to the last that is not empty; of a CSV row all.
    pub cells: Vec<Cell>,
}

/// A file that was read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name of the sheet; `None` for a file without sheets.
    pub sheet: Option<String>,
    /// Sheets that were left aside.
    pub others: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Row {
    /// The cell of a column; empty beyond the end.
    pub fn cell(&self, place: usize) -> &Cell {
        static EMPTY: Cell = Cell::Empty;
        self.cells.get(place).unwrap_or(&EMPTY)
    }

    /// True when no cell says anything.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Empty)
    }
}

impl Cell {
    /// A cell of a text.
    fn of_text(text: &str) -> Self {
        let text = clean(text);
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The cell as a person would read it, for messages and headings.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Broken => "#".to_owned(),
        }
    }

    /// What it weighs against the limit of a table's text, in bytes.
    fn weight(&self) -> usize {
        size_of::<Self>() + if let Self::Text(text) = self { text.len() } else { 0 }
    }
}

/// Reads a file. `score` says how much a sheet looks like the list that is meant: a workbook's best sheet is taken.
pub fn read(file: &[u8], score: impl Fn(&[Row]) -> usize) -> Result<Table, Vec<Fault>> {
    if file.len() > IMPORT_FILE_BYTES_MAX {
        let megabytes = (IMPORT_FILE_BYTES_MAX >> 20).to_string();
        return Err(vec![Fault::of_file("import.too_large", &[&megabytes])]);
    }
    if file.starts_with(&OLD_WORKBOOK) {
        return Err(vec![Fault::of_file("import.old_workbook", &[])]);
    }
    if file.starts_with(&ZIP) { xlsx::read(file, score) } else { csv::read(file) }
}

/// Text as it is kept: composed, no control signs, single spaces. What is longer than any list allows is cut, with
/// enough left to be refused as too long.
fn clean(text: &str) -> String {
    let mut clean = String::new();
    let mut chars = 0;
    let is_gap = |sign: char| sign.is_whitespace() || sign.is_control();
    let is_shown = |sign: &char| !matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    for word in text.split(is_gap) {
        let mut word = word.chars().filter(is_shown).nfc().peekable();
        if word.peek().is_some() && !clean.is_empty() {
            clean.push(' ');
        }
        for sign in word {
            if chars > IMPORT_CELL_CHARS_MAX {
                return clean;
            }
            clean.push(sign);
            chars += 1;
        }
    }
    clean
}

/// Counts what a table holds against its limits.
#[derive(Default)]
struct Room {
    bytes: usize,
}

impl Room {
    /// Takes a cell in; a fault when the table becomes too heavy.
    fn take(&mut self, cell: &Cell) -> Result<(), Vec<Fault>> {
        self.bytes += cell.weight();
        if self.bytes > IMPORT_TEXT_BYTES_MAX {
            let megabytes = (IMPORT_TEXT_BYTES_MAX >> 20).to_string();
            return Err(vec![Fault::of_file("import.too_much_text", &[&megabytes])]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_composed_and_without_odd_spaces() {
        assert_eq!(clean("  Hu\u{f4}\u{309}i\u{a0}\u{a0}Trăng\u{200b}\r\n"), "Huổi Trăng");
        assert_eq!(clean("\u{feff}\u{1}\t"), "");
        assert!(clean(&"a b".repeat(100_000)).chars().count() <= 2 * IMPORT_CELL_CHARS_MAX + 2);
    }
}
