//! What is wrong with a file: where, and the code of the reason. The words stand in `shared::text`.

use shared::limits::IMPORT_FAULTS_MAX;
use shared::text::{Language, of_list};

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Row of the file, from 1; 0 when it is the whole file.
    pub line: u64,
    /// Column by its heading in the file; empty when it is the whole row.
    pub column: String,
    /// Stable code of the reason; `text` has the sentence.
    pub code: &'static str,
    /// What the sentence names.
    pub args: Vec<String>,
}

impl Fault {
    /// Something wrong with a cell.
    pub fn of_cell(line: u64, column: &str, code: &'static str, args: &[&str]) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned()).collect();
        Self { line, column: column.to_owned(), code, args }
    }

    /// Something wrong with a row.
    pub fn of_row(line: u64, code: &'static str, args: &[&str]) -> Self {
        Self::of_cell(line, "", code, args)
    }

    /// Something wrong with the file.
    pub fn of_file(code: &'static str, args: &[&str]) -> Self {
        Self::of_cell(0, "", code, args)
    }

    /// Where it is: "dòng 3, cột D “Dư nợ”"; empty for the whole file.
    pub fn place(&self, language: Language) -> String {
        let line = match self.line {
            0 => String::new(),
            line => format!("{} {line}", language.pick("dòng", "line")),
        };
        match self.column.as_str() {
            "" => line,
            column => {
                let joint = if line.is_empty() { "" } else { ", " };
                format!("{line}{joint}{} {column}", language.pick("cột", "column"))
            }
        }
    }

    /// What is wrong and what to do.
    pub fn words(&self, language: Language) -> String {
        of_list(language, self.code, &self.args)
    }

    /// The fault as one line for a person.
    pub fn sentence(&self, language: Language) -> String {
        let place = self.place(language);
        let joint = if place.is_empty() { "" } else { ": " };
        format!("{place}{joint}{} [{}]", self.words(language), self.code)
    }
}

/// Everything wrong with a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    /// Name of the sheet that was read, when the file has sheets.
    pub sheet: Option<String>,
    /// The faults, by row, as far as they are told.
    pub told: Vec<Fault>,
    /// How many more there are.
    pub untold: usize,
}

impl Faults {
    /// Adds one.
    pub fn push(&mut self, fault: Fault) {
        if self.told.len() < IMPORT_FAULTS_MAX { self.told.push(fault) } else { self.untold += 1 }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.told.len() + self.untold
    }

    /// True when nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }

    /// The same in the order of the rows.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.told.sort_by_key(|fault| fault.line);
        self
    }
}

impl From<Vec<Fault>> for Faults {
    fn from(faults: Vec<Fault>) -> Self {
        let mut all = Self::default();
        for fault in faults {
            all.push(fault);
        }
        all
    }
}
