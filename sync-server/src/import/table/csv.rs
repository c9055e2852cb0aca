//! CSV: UTF-8 with or without a byte order mark, separated by commas, semicolons (as spreadsheets in Vietnamese write)
//! or tabs.

use csv::{ReaderBuilder, StringRecord};

use shared::limits::{IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX};

use super::super::fault::Fault;
use super::{Cell, Room, Row, Table};

/// Lines that are looked at for the sign between the cells: titles may stand above the headings.
const LINES_LOOKED_AT: usize = 40;

pub(super) fn read(file: &[u8]) -> Result<Table, Vec<Fault>> {
    let text = std::str::from_utf8(file).map_err(|error| {
        let before = &file[..error.valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        vec![Fault::of_row(line as u64, "import.encoding", &[])]
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut table = Table::default();
    let mut room = Room::default();
    let mut record = StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(table),
            Ok(true) => {}
            Err(_) => return Err(vec![Fault::of_row(line, "import.malformed_row", &[])]),
        }
        // Empty lines before a row are the reader's own business: the row knows where it begins.
        let line = record.position().map_or(line, csv::Position::line);
        if record.len() > IMPORT_COLUMNS_MAX {
            let most = IMPORT_COLUMNS_MAX.to_string();
            return Err(vec![Fault::of_row(line, "import.too_many_columns", &[&most])]);
        }
        let row = Row { number: line, cells: record.iter().map(Cell::of_text).collect() };
        row.cells.iter().try_for_each(|cell| room.take(cell))?;
        if row.is_empty() {
            continue;
        }
        if table.rows.len() == IMPORT_ROWS_MAX {
            return Err(vec![Fault::of_file("import.too_many_rows", &[&IMPORT_ROWS_MAX.to_string()])]);
        }
        table.rows.push(row);
    }
}

/// What separates the cells: the sign of the three of which some line has most.
fn delimiter(text: &str) -> u8 {
    let most = |sign: &u8| {
        let counts =
            text.lines().take(LINES_LOOKED_AT).map(|line| line.bytes().filter(|byte| byte == sign).count());
        counts.max().unwrap_or(0)
    };
    b"\t;,".iter().copied().max_by_key(most).unwrap_or(b',')
}
