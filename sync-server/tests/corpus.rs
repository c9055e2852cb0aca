//! The fuzz target's committed corpus, in every ordinary test run.

use std::fs;
use std::path::Path;

#[path = "../../tests/fuzz/src/csv.rs"]
mod csv;

#[test]
fn lists_of_any_bytes_are_read_or_refused_row_by_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus/csv");
    let inputs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(inputs.len() >= 7, "{} inputs", inputs.len());
    let desk = csv::Desk::new();
    for input in inputs {
        desk.import(&fs::read(&input).unwrap());
    }
}
