//! Rows of a table as values of a list's columns. Every cell that does not read is a fault, all of a row at once; what
//! an import does not do is guess: no empty cell for one that does not read, no zero for a text.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::id::{Code, UnitCode};
use shared::limits::DONG_MAX;
use shared::text::{fold, parse_money};

use super::column::{Column, Need, Shape, Value};
use super::fault::{Fault, Faults};
use super::headings::Reading;
use super::table::{Cell, Row, Table};

/// A row that was read, and where it stands.
pub(super) struct Cells<'t> {
    columns: &'static [Column],
    reading: &'t Reading,
    sheet: bool,
    line: u64,
    values: Vec<Option<Value>>,
}

/// What the cells of codes are compared with.
pub(super) struct Names<'k> {
    units: BTreeMap<String, BTreeSet<&'k UnitCode>>,
    codes: BTreeSet<&'k UnitCode>,
}

impl<'k> Names<'k> {
    /// The communes of a day by name, and every unit's code.
    pub fn new(units: &'k [shared::domain::units::Unit], today: Date) -> Self {
        let mut by_name: BTreeMap<String, BTreeSet<&UnitCode>> = BTreeMap::new();
        for unit in units.iter().filter(|unit| unit.level.as_str() == "commune" && unit.is_valid(today)) {
            by_name.entry(fold(&unit.name)).or_default().insert(&unit.code);
        }
        Self { units: by_name, codes: units.iter().map(|unit| &unit.code).collect() }
    }

    /// The unit that a cell names: by its code, or by the name of one commune alone.
    fn unit(&self, text: &str) -> Option<UnitCode> {
        if let Some(code) = text.parse::<UnitCode>().ok().filter(|code| self.codes.contains(code)) {
            return Some(code);
        }
        let name = fold(text);
        let bare =
            ["xa ", "phuong ", "thi tran ", "dac khu "].iter().find_map(|word| name.strip_prefix(word));
        let found = self.units.get(&name).or_else(|| self.units.get(bare?))?;
        if found.len() == 1 { found.first().map(|code| (*code).clone()) } else { None }
    }

    /// The unit whose code this is with zeros in front, which a spreadsheet took away.
    fn with_zeros(&self, text: &str) -> Option<&'k UnitCode> {
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let mut codes = self.codes.iter().filter(|_| is_digits);
        codes.find(|code| code.as_str().trim_start_matches('0') == text).copied()
    }
}

/// Reads every row below the headings that is one of the list.
pub(super) fn read<'t>(
    table: &Table,
    columns: &'static [Column],
    reading: &'t Reading,
    names: &Names,
    faults: &mut Faults,
) -> Vec<Cells<'t>> {
    let width = reading.headings.len();
    let mut rows = Vec::new();
    for row in &table.rows[reading.header + 1..] {
        if is_no_entry(row, reading, rows.is_empty()) {
            continue;
        }
        let is_ragged =
            row.cells.len() < width || row.cells.iter().skip(width).any(|cell| *cell != Cell::Empty);
        if table.sheet.is_none() && is_ragged {
            faults.push(Fault::of_row(row.number, "import.malformed_row", &[]));
            continue;
        }
        let mut cells =
            Cells { columns, reading, sheet: table.sheet.is_some(), line: row.number, values: Vec::new() };
        let before = faults.count();
        for (column, place) in columns.iter().zip(&reading.places) {
            let zeros = place.map_or(0, |place| reading.headings[place].zeros);
            let cell = place.map_or(&Cell::Empty, |place| row.cell(place));
            match value(cell, column, zeros, names) {
                Ok(value) => cells.values.push(value),
                Err((code, args)) => {
                    cells.values.push(None);
                    let args: Vec<&str> = args.iter().map(String::as_str).collect();
                    faults.push(cells.fault(column.id, code, &args));
                }
            }
        }
        if faults.count() == before {
            rows.push(cells);
        }
    }
    rows
}

/// True for a row that is no entry: nothing in it that the list reads, the numbers of the columns right below the
/// headings, or a sum.
fn is_no_entry(row: &Row, reading: &Reading, is_first: bool) -> bool {
    let placed = || reading.places.iter().flatten().map(|place| row.cell(*place));
    if placed().all(|cell| *cell == Cell::Empty) {
        return true;
    }
    let is_sum = |cell: &Cell| match cell {
        Cell::Text(text) => {
            let folded = fold(text);
            ["tong cong", "cong", "tong so", "tong"]
                .iter()
                .any(|word| folded == *word || folded == format!("{word}:"))
        }
        _ => false,
    };
    if row.cells.iter().any(is_sum) {
        return true;
    }
    let number = |cell: &Cell| match cell {
        Cell::Number(number) => Some(number.to_string()),
        Cell::Text(text) => Some(text.trim_matches(['(', ')', ' ']).to_owned()),
        _ => None,
    };
    let numbers: Vec<Option<u32>> = row
        .cells
        .iter()
        .filter(|cell| **cell != Cell::Empty)
        .map(|cell| number(cell)?.parse().ok())
        .collect();
    let counted = numbers.windows(2).all(|pair| matches!(pair, [Some(a), Some(b)] if *b == a + 1));
    is_first && numbers.len() > 2 && numbers.len() == reading.headings.len() && counted
}

type Unread = (&'static str, Vec<String>);

fn unread<T>(code: &'static str, args: &[&str]) -> Result<T, Unread> {
    Err((code, args.iter().map(|arg| (*arg).to_owned()).collect()))
}

/// What a cell says, by the shape of its column.
fn value(cell: &Cell, column: &Column, zeros: u32, names: &Names) -> Result<Option<Value>, Unread> {
    match (cell, column.shape) {
        (Cell::Broken, _) => return unread("import.broken_cell", &[]),
        (Cell::Empty, Shape::Flag) => return Ok(Some(Value::Flag(false))),
        (Cell::Empty, _) if column.need == Need::Cell => return unread("import.empty", &[]),
        (Cell::Empty, _) => return Ok(None),
        _ => {}
    }
    let text = cell.shown();
    let read = match column.shape {
        Shape::Count(max) => Value::Number(count(cell, max)?),
        Shape::Money => Value::Number(money(cell, zeros)?),
        Shape::Day => Value::Day(day(cell)?),
        Shape::Flag => Value::Flag(flag(cell)?),
        Shape::Words(chars_max) => Value::Text(words(&text, chars_max)?),
        Shape::Number(chars_max) => Value::Text(words(&code_text(cell)?, chars_max)?),
        Shape::Choice(list, code) => Value::Text(choice(list, code, &code_text(cell)?)?),
        Shape::Name => {
            let text = code_text(cell)?;
            match text.parse::<UnitCode>() {
                Ok(code) => Value::Text(code.to_string()),
                Err(_) => return unread("import.not_a_code", &[&text]),
            }
        }
        Shape::Unit => {
            let text = code_text(cell)?;
            match (names.unit(&text), names.with_zeros(&text)) {
                (Some(code), _) => Value::Text(code.to_string()),
                (None, Some(meant)) => return unread("import.zeros_lost", &[&text, meant.as_str()]),
                (None, None) => return unread("import.unknown_unit", &[&text]),
            }
        }
        Shape::Units => {
            let codes = text.split([' ', '+', '/', ',', ';']).filter(|code| !code.is_empty());
            let codes: Vec<&str> = codes.collect();
            if let Some(bad) = codes.iter().find(|code| code.parse::<UnitCode>().is_err()) {
                return unread("import.not_a_code", &[bad]);
            }
            Value::Text(codes.join(" "))
        }
    };
    Ok(Some(read))
}

/// A code: a spreadsheet makes a number of one that has digits alone.
fn code_text(cell: &Cell) -> Result<String, Unread> {
    match cell {
        Cell::Text(text) => Ok(text.clone()),
        Cell::Number(number) => whole(*number)
            .map(|number| number.to_string())
            .map_or_else(|| unread("import.not_a_code", &[&cell.shown()]), Ok),
        _ => unread("import.not_a_code", &[&cell.shown()]),
    }
}

/// The whole number that a spreadsheet's number is.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53")]
    let whole = (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64);
    whole
}

fn words(text: &str, chars_max: usize) -> Result<String, Unread> {
    if text.chars().count() > chars_max {
        return unread("import.too_long", &[&chars_max.to_string()]);
    }
    Ok(text.to_owned())
}

fn count(cell: &Cell, max: u32) -> Result<i64, Unread> {
    let text = cell.shown();
    let number = match cell {
        Cell::Number(number) => whole(*number),
        Cell::Text(text) => text.replace('.', "").parse().ok(),
        _ => None,
    };
    match number {
        Some(number) if (0..=i64::from(max)).contains(&number) => Ok(number),
        Some(0..) => unread("import.too_large_number", &[&text, &max.to_string()]),
        _ => unread("import.not_a_number", &[&text]),
    }
}

/// Whole đồng: a text as people type it, a number in the unit that the heading names.
fn money(cell: &Cell, zeros: u32) -> Result<i64, Unread> {
    let unit = match zeros {
        9 => " tỷ",
        6 => " triệu",
        3 => " nghìn",
        _ => "",
    };
    match cell {
        Cell::Text(text) => {
            let has_unit = text.chars().any(char::is_alphabetic);
            let whole = if has_unit { text.clone() } else { format!("{text}{unit}") };
            parse_money(&whole).or_else(|error| unread(error.code(), &[text]))
        }
        Cell::Number(number) => {
            let dong = number * 10_f64.powi(i32::try_from(zeros).unwrap_or(0));
            let nearest = dong.round();
            #[expect(clippy::cast_precision_loss, reason = "a limit, far below 2^53")]
            let most = DONG_MAX as f64;
            if *number < 0.0 {
                unread("money.malformed", &[&cell.shown()])
            } else if nearest > most {
                unread("money.too_large", &[&cell.shown()])
            } else if (dong - nearest).abs() > 0.01 {
                unread("money.fraction", &[&cell.shown()])
            } else {
                whole(nearest).map_or_else(|| unread("money.malformed", &[&cell.shown()]), Ok)
            }
        }
        _ => unread("money.malformed", &[&cell.shown()]),
    }
}

fn day(cell: &Cell) -> Result<Date, Unread> {
    let text = cell.shown();
    match cell {
        Cell::Day(day) => Ok(*day),
        Cell::Text(text) => text.parse().or_else(|_| unread("import.not_a_date", &[text])),
        Cell::Number(_) => unread("import.day_as_number", &[&text]),
        _ => unread("import.not_a_date", &[&text]),
    }
}

fn flag(cell: &Cell) -> Result<bool, Unread> {
    if let Cell::Flag(flag) = cell {
        return Ok(*flag);
    }
    match fold(&cell.shown()).as_str() {
        "0" | "false" | "no" | "khong" => Ok(false),
        "1" | "true" | "yes" | "co" | "x" => Ok(true),
        _ => unread("import.not_a_flag", &[&cell.shown()]),
    }
}

/// An entry of a catalogue list, by its id, its words, its short form or the bank's code.
fn choice(list: &str, code: &'static str, text: &str) -> Result<String, Unread> {
    let entries = Catalogue::builtin().list(list);
    let folded = fold(text);
    let is_called = |entry: &&shared::catalogue::Entry| {
        let words = [Some(&entry.vi), Some(&entry.en), entry.abbrev.as_ref()];
        words.into_iter().flatten().any(|word| fold(word) == folded)
    };
    let by_bank_code = |entry: &&shared::catalogue::Entry| {
        entry.bank_code.as_deref().is_some_and(|code| code == text || code.trim_start_matches('0') == text)
    };
    let found = entries
        .iter()
        .find(|entry| entry.id.as_str() == text)
        .or_else(|| entries.iter().find(is_called))
        .or_else(|| entries.iter().find(by_bank_code))
        .or_else(|| short(entries, &folded));
    found.map(|entry| entry.id.to_string()).map_or_else(|| unread(code, &[text]), Ok)
}

/// The one entry that begins with these words, without what forms put in front: "Đoàn Thanh niên", "hộ nghèo" for
/// "Cho vay hộ nghèo".
fn short<'e>(entries: &'e [shared::catalogue::Entry], folded: &str) -> Option<&'e shared::catalogue::Entry> {
    let matches = |entry: &&shared::catalogue::Entry| {
        let words = fold(&entry.vi);
        let bare = words.strip_prefix("cho vay ").or_else(|| words.strip_prefix("ho ")).unwrap_or(&words);
        bare == folded || (folded.len() >= 8 && words.starts_with(folded))
    };
    let mut found = entries.iter().filter(matches);
    found.next().filter(|_| found.next().is_none())
}

impl Cells<'_> {
    /// Something wrong with a cell of this row.
    pub fn fault(&self, column: &str, code: &'static str, args: &[&str]) -> Fault {
        let place = self.place(column).and_then(|place| self.reading.places[place]);
        let heading = place.map(|place| &self.reading.headings[place]);
        let named = match heading {
            Some(heading) if self.sheet => format!("{} “{}”", heading.letter, heading.text),
            Some(heading) => heading.text.clone(),
            None => self.place(column).map_or(column, |place| self.columns[place].vi).to_owned(),
        };
        Fault::of_cell(self.line, &named, code, args)
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.id == column)
    }

    /// What a cell was understood as; `None` when it is empty.
    pub fn value(&self, column: &str) -> Option<&Value> {
        self.values.get(self.place(column)?)?.as_ref()
    }

    /// The text of a cell; empty when it has none.
    pub fn text(&self, column: &str) -> &str {
        if let Some(Value::Text(text)) = self.value(column) { text } else { "" }
    }

    /// The code of a cell.
    pub fn code(&self, column: &str) -> Option<Code> {
        self.text(column).parse().ok()
    }

    /// The bank's or a unit's code of a cell.
    pub fn name(&self, column: &str) -> Option<UnitCode> {
        self.text(column).parse().ok()
    }

    /// The number of a cell; 0 when it has none.
    pub fn number(&self, column: &str) -> i64 {
        if let Some(Value::Number(number)) = self.value(column) { *number } else { 0 }
    }

    /// A number of people or things.
    pub fn count(&self, column: &str) -> u32 {
        u32::try_from(self.number(column)).unwrap_or(0)
    }

    /// The day of a cell.
    pub fn day(&self, column: &str) -> Option<Date> {
        if let Some(Value::Day(day)) = self.value(column) { Some(*day) } else { None }
    }

    /// Whether a cell says yes.
    pub fn flag(&self, column: &str) -> bool {
        matches!(self.value(column), Some(Value::Flag(true)))
    }
}

/// Codes that a spreadsheet has taken the zeros in front from: digits that are nobody's, where the same with zeros in
/// front is known, or where a number is shorter than the codes beside it. Returns the rows that have none.
pub(super) fn without_lost_zeros<'t>(
    rows: Vec<Cells<'t>>,
    table: &Table,
    known: impl Fn(&str) -> Option<BTreeSet<String>>,
    faults: &mut Faults,
) -> Vec<Cells<'t>> {
    let Some(first) = rows.first() else { return rows };
    let of_codes = first
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| matches!(column.shape, Shape::Name | Shape::Unit | Shape::Number(_)));
    let numbers: BTreeMap<u64, &Row> = table.rows.iter().map(|row| (row.number, row)).collect();
    let mut lost: BTreeSet<u64> = BTreeSet::new();
    for (_, column) in of_codes {
        let known = known(column.id).unwrap_or_default();
        let is_digits = |code: &str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        let here = rows.iter().map(|cells| cells.text(column.id)).filter(|code| is_digits(code));
        let digits = || known.iter().map(String::as_str).filter(|code| is_digits(code));
        let longest = here.clone().chain(digits()).map(str::len).max().unwrap_or(0);
        for cells in &rows {
            let code = cells.text(column.id);
            if !is_digits(code) || known.contains(code) || code.len() >= longest {
                continue;
            }
            let mut padded = (code.len() + 1..=longest).map(|width| format!("{code:0>width$}"));
            let meant = padded.find(|padded| known.contains(padded));
            let place = cells.place(column.id).and_then(|place| cells.reading.places[place]);
            let is_number = place.and_then(|place| Some(numbers.get(&cells.line)?.cell(place)));
            let meant = meant
                .or_else(|| matches!(is_number, Some(Cell::Number(_))).then(|| format!("{code:0>longest$}")));
            if let Some(meant) = meant {
                faults.push(cells.fault(column.id, "import.zeros_lost", &[code, &meant]));
                lost.insert(cells.line);
            }
        }
    }
    rows.into_iter().filter(|cells| !lost.contains(&cells.line)).collect()
}
