//! Which row of a table has the headings, and which column of the list each of them means. What is not recognised a
//! clerk assigns; the assignment is remembered by the headings themselves, so that it holds in whatever order they
//! stand the next time.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::column::{Column, Need, Shape, is_forbidden, of_heading, plain, zeros_of};
use super::fault::Fault;
use super::table::{Cell, Row, Table};

/// Rows that are looked at for headings: titles and the names of offices may stand above them.
const ROWS_LOOKED_AT: usize = 40;

/// What a clerk said of headings: by folded heading the id of its column, or nothing to leave it aside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping(pub BTreeMap<String, Option<String>>);

/// One heading of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As it stands in the file.
    pub text: String,
    /// Its column in the file: "D" in a sheet.
    pub letter: String,
    /// Which column of the list it means, by its place in the list.
    pub means: Option<usize>,
    /// How many zeros its amounts lack.
    pub zeros: u32,
    /// What must not be known: not read, not kept, not to be assigned.
    pub forbidden: bool,
    /// The first cells below it.
    pub samples: Vec<String>,
}

/// How a table is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The row of the headings, by its place in the table.
    pub header: usize,
    /// The headings, by column of the file; empty text where there is none.
    pub headings: Vec<Heading>,
    /// Where each column of the list stands in the file.
    pub places: Vec<Option<usize>>,
}

impl Mapping {
    /// The mapping as it is kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// Says what a heading means; `None` leaves its column aside.
    pub fn assign(&mut self, heading: &str, column: Option<&str>) {
        self.0.insert(plain(heading), column.map(str::to_owned));
    }

    /// Reads what `to_bytes` wrote; what does not read is no mapping.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        postcard::from_bytes(bytes).unwrap_or_default()
    }
}

impl Reading {
    /// The columns that the list must have and the file has not.
    pub fn missing<'c>(&self, columns: &'c [Column]) -> Vec<&'c Column> {
        let placed = columns.iter().zip(&self.places);
        placed
            .filter(|(column, place)| column.need == Need::Cell && place.is_none())
            .map(|(column, _)| column)
            .collect()
    }

    /// The headings that mean nothing here and were not left aside on purpose.
    pub fn unknown(&self) -> impl Iterator<Item = &Heading> {
        self.headings
            .iter()
            .filter(|heading| heading.means.is_none() && !heading.forbidden && !heading.text.is_empty())
    }
}

/// The name under which an assignment of these headings is remembered: the same in any order.
pub fn name(headings: &[Heading]) -> [u8; 32] {
    let folded: BTreeSet<String> = headings.iter().map(|heading| plain(&heading.text)).collect();
    let mut hash = Sha256::new();
    for heading in folded.iter().filter(|heading| !heading.is_empty()) {
        hash.update((heading.len() as u64).to_le_bytes());
        hash.update(heading.as_bytes());
    }
    hash.finalize().into()
}

/// How much rows look like a list: the most headings that one of the first rows has of it.
pub fn score(rows: &[Row], columns: &[Column]) -> usize {
    rows.iter().take(ROWS_LOOKED_AT).map(|row| known(row, columns, &Mapping::default())).max().unwrap_or(0)
}

/// How many columns of the list a row's cells name.
fn known(row: &Row, columns: &[Column], mapping: &Mapping) -> usize {
    let means: BTreeSet<usize> = row.cells.iter().filter_map(|cell| means(cell, columns, mapping)).collect();
    means.len()
}

/// What a heading means: first what the clerk said, then what the list knows.
fn means(cell: &Cell, columns: &[Column], mapping: &Mapping) -> Option<usize> {
    let Cell::Text(text) = cell else { return None };
    if is_forbidden(text) {
        return None;
    }
    match mapping.0.get(&plain(text)) {
        Some(Some(id)) => columns.iter().position(|column| column.id == id),
        Some(None) => None,
        None => of_heading(columns, text),
    }
}

/// Understands a table's headings. A column that two headings name is named by none until a person says which.
pub fn read(table: &Table, columns: &[Column], mapping: &Mapping) -> Result<Reading, Vec<Fault>> {
    let header =
        header(&table.rows, columns, mapping).ok_or_else(|| vec![Fault::of_file("import.no_header", &[])])?;
    let row = &table.rows[header];
    let of_title = table.rows[..header].iter().flat_map(|row| &row.cells).find_map(|cell| match cell {
        Cell::Text(text) if plain(text).starts_with("don vi") => zeros_of(text),
        _ => None,
    });
    let mut headings: Vec<Heading> = row
        .cells
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            let text = cell.shown();
            let means = means(cell, columns, mapping);
            let is_money = means.is_some_and(|place| columns[place].shape == Shape::Money);
            let zeros = if is_money { zeros_of(&text).or(of_title).unwrap_or(0) } else { 0 };
            let below = table.rows[header + 1..].iter().take(3).map(|row| row.cell(place).shown());
            let forbidden = is_forbidden(&text);
            let samples =
                if forbidden { Vec::new() } else { below.filter(|cell| !cell.is_empty()).collect() };
            Heading { letter: letter(place), means, zeros, forbidden, samples, text }
        })
        .collect();
    let mut places = vec![None; columns.len()];
    for (column, place) in places.iter_mut().enumerate() {
        let mut named = headings.iter().enumerate().filter(|(_, heading)| heading.means == Some(column));
        *place = named.next().map(|(place, _)| place);
        if named.next().is_some() {
            *place = None;
        }
    }
    for heading in &mut headings {
        heading.means = heading.means.filter(|column| places[*column].is_some());
    }
    Ok(Reading { header, headings, places })
}

/// The row of the headings: the one that names most columns; when none names any, the first with two texts.
fn header(rows: &[Row], columns: &[Column], mapping: &Mapping) -> Option<usize> {
    let first = || rows.iter().enumerate().take(ROWS_LOOKED_AT);
    let scored = first().map(|(place, row)| (known(row, columns, mapping), std::cmp::Reverse(place)));
    if let Some((1.., std::cmp::Reverse(place))) = scored.max() {
        return Some(place);
    }
    let texts = |row: &Row| row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_))).count();
    first().find(|(_, row)| texts(row) >= 2).map(|(place, _)| place)
}

/// Takes out of a table what must not be known of a person: nothing of those columns is kept.
pub fn forget_forbidden(table: &mut Table, reading: &Reading) {
    for (place, _) in reading.headings.iter().enumerate().filter(|(_, heading)| heading.forbidden) {
        for cell in table.rows[reading.header + 1..].iter_mut().filter_map(|row| row.cells.get_mut(place)) {
            *cell = Cell::Empty;
        }
    }
}

/// A column as spreadsheets call it: A … Z, AA …
fn letter(place: usize) -> String {
    let mut rest = place;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return letters.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_call_them() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letter), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
