//! The fuzz targets' committed corpora, in every ordinary test run.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "../../tests/fuzz/src/csv.rs"]
mod csv;
#[path = "../../tests/fuzz/src/xlsx.rs"]
mod xlsx;

fn inputs(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn lists_of_any_bytes_are_read_or_refused_row_by_row() {
    let inputs = inputs("csv");
    assert!(inputs.len() >= 35, "{} inputs", inputs.len());
    let desk = csv::Desk::new();
    for input in inputs {
        desk.import(&fs::read(&input).unwrap());
    }
}

#[test]
fn workbooks_of_any_bytes_are_read_or_refused_cell_by_cell() {
    let inputs = inputs("xlsx");
    assert!(inputs.len() >= 20, "{} inputs", inputs.len());
    let desk = csv::Desk::new();
    for input in inputs {
        xlsx::import(&desk, &fs::read(&input).unwrap());
    }
}
