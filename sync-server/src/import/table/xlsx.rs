//! Workbooks. A workbook is a zip file of XML, and so may hide gigabytes in kilobytes: it is unpacked once into nothing,
//! counting, before anything reads it, and then read cell by cell, never as the rectangle that a far-off cell spans.
//! Whatever a hostile file does to the reader, the answer is a fault.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, Xlsx, XlsxError};
use zip::ZipArchive;

use shared::date::Date;
use shared::limits::{IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX, IMPORT_SHEETS_MAX, IMPORT_UNPACKED_BYTES_MAX};

use super::super::fault::Fault;
use super::{Cell, Room, Row, Table};

type Workbook<'f> = Xlsx<Cursor<&'f [u8]>>;

pub(super) fn read(file: &[u8], score: impl Fn(&[Row]) -> usize) -> Result<Table, Vec<Fault>> {
    weigh(file)?;
    let read = catch_unwind(AssertUnwindSafe(|| best_sheet(file, score)));
    read.unwrap_or_else(|_| Err(damaged()))
}

fn damaged() -> Vec<Fault> {
    vec![Fault::of_file("import.damaged_workbook", &[])]
}

/// Unpacks everything into nothing; a fault when it is too much. What the file claims about sizes is not believed.
fn weigh(file: &[u8]) -> Result<(), Vec<Fault>> {
    let too_large = || {
        let megabytes = (IMPORT_UNPACKED_BYTES_MAX >> 20).to_string();
        vec![Fault::of_file("import.too_large_unpacked", &[&megabytes])]
    };
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| damaged())?;
    let mut left = IMPORT_UNPACKED_BYTES_MAX as u64 + 1;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| damaged())?;
        let unpacked = std::io::copy(&mut part.take(left), &mut std::io::sink()).map_err(|_| damaged())?;
        left -= unpacked;
        if left == 0 {
            return Err(too_large());
        }
    }
    Ok(())
}

/// The sheet that looks most like the list; of equal ones the first.
fn best_sheet(file: &[u8], score: impl Fn(&[Row]) -> usize) -> Result<Table, Vec<Fault>> {
    let mut workbook: Workbook = Xlsx::new(Cursor::new(file)).map_err(|error| why(&error))?;
    let names: Vec<String> = workbook.sheet_names().into_iter().take(IMPORT_SHEETS_MAX).collect();
    let mut best: Option<(usize, Table)> = None;
    let mut filled = Vec::new();
    for name in names {
        let rows = match rows(&mut workbook, &name) {
            Ok(rows) => rows,
            // A page that is a chart has no cells.
            Err(Stop::Workbook(XlsxError::NotAWorksheet(_))) => continue,
            Err(Stop::Workbook(error)) => return Err(why(&error)),
            Err(Stop::Faults(faults)) => return Err(faults),
        };
        if rows.is_empty() {
            continue;
        }
        filled.push(name.clone());
        let score = score(&rows);
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, Table { sheet: Some(name), others: Vec::new(), rows }));
        }
    }
    let (_, mut table) = best.ok_or_else(|| vec![Fault::of_file("import.no_rows", &[])])?;
    table.others = filled.into_iter().filter(|name| table.sheet.as_ref() != Some(name)).collect();
    Ok(table)
}

fn why(error: &XlsxError) -> Vec<Fault> {
    match error {
        XlsxError::Password => vec![Fault::of_file("import.locked_workbook", &[])],
        _ => damaged(),
    }
}

enum Stop {
    Workbook(XlsxError),
    Faults(Vec<Fault>),
}

impl From<Vec<Fault>> for Stop {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

/// The rows of a sheet that are not empty.
fn rows(workbook: &mut Workbook, name: &str) -> Result<Vec<Row>, Stop> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(Stop::Workbook)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut room = Room::default();
    while let Some(read) = reader.next_cell().map_err(Stop::Workbook)? {
        let (row, column) = read.get_position();
        let cell = cell(read.get_value());
        if cell == Cell::Empty {
            continue;
        }
        let number = u64::from(row) + 1;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= IMPORT_COLUMNS_MAX {
            let most = IMPORT_COLUMNS_MAX.to_string();
            return Err(vec![Fault::of_row(number, "import.too_many_columns", &[&most])].into());
        }
        match rows.last() {
            Some(last) if last.number == number => {}
            Some(last) if last.number > number => return Err(damaged().into()),
            _ if rows.len() == IMPORT_ROWS_MAX => {
                return Err(
                    vec![Fault::of_file("import.too_many_rows", &[&IMPORT_ROWS_MAX.to_string()])].into()
                );
            }
            _ => rows.push(Row { number, cells: Vec::new() }),
        }
        let Some(cells) = rows.last_mut().map(|row| &mut row.cells) else { continue };
        while cells.len() <= column {
            room.take(&Cell::Empty)?;
            cells.push(Cell::Empty);
        }
        room.take(&cell)?;
        cells[column] = cell;
    }
    Ok(rows)
}

fn cell(value: &DataRef) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        #[expect(clippy::cast_precision_loss, reason = "a workbook's numbers are floating-point anyway")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => Cell::Number(*number),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::DateTime(day) => {
            let (year, month, date, ..) = day.to_ymd_hms_milli();
            Date::new(i32::from(year), month, date).map_or(Cell::Broken, Cell::Day)
        }
        DataRef::DateTimeIso(text) => Cell::of_text(text.split('T').next().unwrap_or_default()),
        DataRef::DurationIso(_) | DataRef::Float(_) | DataRef::Error(_) => Cell::Broken,
    }
}
