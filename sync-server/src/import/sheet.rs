//! A CSV file as rows of named cells. Reads UTF-8 with or without a byte order mark, separated by commas,
//! semicolons (as spreadsheets in Vietnamese write) or tabs. It knows no list and no rule of one.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use csv::{ReaderBuilder, StringRecord, Trim};

use shared::date::Date;
use shared::text::{MoneyError, parse_money};

use super::Fault;

/// Largest file, in bytes: a province's loans are about 10 MB.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most rows in one file.
pub const ROWS_MAX: usize = 500_000;
/// Most faults that are reported: nobody reads more.
const FAULTS_MAX: usize = 500;

/// A file read as text, before its cells are understood.
pub(super) struct Sheet {
    columns: BTreeMap<String, usize>,
    rows: Vec<StringRecord>,
}

/// One row.
pub(super) struct Cells<'s> {
    columns: &'s BTreeMap<String, usize>,
    record: &'s StringRecord,
}

fn fault(line: u64, column: &str, code: &'static str, args: &[&str]) -> Fault {
    let args = args.iter().map(|arg| (*arg).to_owned()).collect();
    Fault { line, column: column.to_owned(), code, args }
}

impl Sheet {
    /// Reads a file that must have these columns, in any order; others are left alone.
    pub fn read(file: &[u8], required: &[&str]) -> Result<Self, Vec<Fault>> {
        if file.len() > FILE_BYTES_MAX {
            return Err(vec![fault(1, "", "import.too_large", &[&FILE_BYTES_MAX.to_string()])]);
        }
        let text = std::str::from_utf8(file).map_err(|error| {
            let before = &file[..error.valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count();
            vec![fault(line as u64, "", "import.encoding", &[])]
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter(text)).trim(Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|_| vec![fault(1, "", "import.malformed_row", &[])])?;
        let columns: BTreeMap<String, usize> =
            header.iter().enumerate().map(|(index, name)| (name.to_lowercase(), index)).collect();
        let missing = required.iter().filter(|name| !columns.contains_key(**name));
        let mut faults: Vec<Fault> =
            missing.map(|name| fault(1, name, "import.missing_column", &[name])).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => rows.push(record),
                Err(error) => {
                    let line = error.position().map_or(1, csv::Position::line);
                    faults.push(fault(line, "", "import.malformed_row", &[]));
                }
            }
            if rows.len() > ROWS_MAX {
                return Err(vec![fault(1, "", "import.too_many_rows", &[&ROWS_MAX.to_string()])]);
            }
        }
        faults.truncate(FAULTS_MAX);
        if faults.is_empty() { Ok(Self { columns, rows }) } else { Err(faults) }
    }

    /// Understands every row, or says of every bad one what is wrong with it. No two rows may share their `key`, which
    /// `column` shows.
    pub fn understand<T>(
        &self,
        mut row: impl FnMut(&Cells) -> Result<T, Fault>,
        column: &str,
        key: impl Fn(&T) -> String,
    ) -> Result<Vec<T>, Vec<Fault>> {
        let (mut understood, mut faults) = (Vec::with_capacity(self.rows.len()), Vec::new());
        let mut seen = BTreeSet::new();
        for record in &self.rows {
            let cells = Cells { columns: &self.columns, record };
            let unique = row(&cells).and_then(|value| {
                let name = key(&value);
                if seen.insert(name.clone()) {
                    Ok(value)
                } else {
                    Err(cells.fault(column, "import.duplicate", &[&name]))
                }
            });
            match unique {
                Ok(value) => understood.push(value),
                Err(fault) => faults.push(fault),
            }
            if faults.len() == FAULTS_MAX {
                break;
            }
        }
        if faults.is_empty() { Ok(understood) } else { Err(faults) }
    }
}

impl Cells<'_> {
    /// Something wrong with a cell of this row.
    pub fn fault(&self, column: &str, code: &'static str, args: &[&str]) -> Fault {
        fault(self.record.position().map_or(1, csv::Position::line), column, code, args)
    }

    /// The text of a cell; empty when the row or the file has none.
    pub fn text(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|index| self.record.get(*index)).unwrap_or("")
    }

    /// Text of one to `chars_max` characters.
    pub fn words(&self, column: &str, chars_max: usize) -> Result<String, Fault> {
        self.filled(column)?;
        self.words_or_none(column, chars_max)
    }

    /// Text of at most `chars_max` characters.
    pub fn words_or_none(&self, column: &str, chars_max: usize) -> Result<String, Fault> {
        let text = self.text(column);
        if text.chars().count() > chars_max {
            return Err(self.fault(column, "import.too_long", &[&chars_max.to_string()]));
        }
        Ok(text.to_owned())
    }

    /// A code.
    pub fn code<T: FromStr>(&self, column: &str) -> Result<T, Fault> {
        let text = self.filled(column)?;
        text.parse().map_err(|_| self.fault(column, "import.not_a_code", &[text]))
    }

    /// A code or nothing.
    pub fn code_or_none<T: FromStr>(&self, column: &str) -> Result<Option<T>, Fault> {
        if self.text(column).is_empty() { Ok(None) } else { self.code(column).map(Some) }
    }

    /// A whole number from 0 to `max`.
    pub fn count(&self, column: &str, max: u32) -> Result<u32, Fault> {
        let text = self.filled(column)?;
        let plain = text.replace('.', "");
        match plain.parse() {
            Ok(number) if number <= max => Ok(number),
            Ok(_) => Err(self.fault(column, "import.too_large_number", &[text, &max.to_string()])),
            Err(_) => Err(self.fault(column, "import.not_a_number", &[text])),
        }
    }

    /// Whole đồng.
    pub fn money(&self, column: &str) -> Result<i64, Fault> {
        let text = self.filled(column)?;
        parse_money(text).map_err(|error: MoneyError| self.fault(column, error.code(), &[text]))
    }

    /// A day, with its year.
    pub fn date(&self, column: &str) -> Result<Date, Fault> {
        let text = self.filled(column)?;
        text.parse().map_err(|_| self.fault(column, "import.not_a_date", &[text]))
    }

    /// A day or nothing.
    pub fn date_or_none(&self, column: &str) -> Result<Option<Date>, Fault> {
        if self.text(column).is_empty() { Ok(None) } else { self.date(column).map(Some) }
    }

    fn filled(&self, column: &str) -> Result<&str, Fault> {
        Some(self.text(column))
            .filter(|text| !text.is_empty())
            .ok_or_else(|| self.fault(column, "import.empty", &[]))
    }
}

/// What separates the cells: the sign of the three that the header has most of.
fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or("");
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    b"\t;,".iter().copied().max_by_key(count).unwrap_or(b',')
}
