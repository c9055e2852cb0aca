//! The fuzz targets' committed corpus, in every ordinary test run.

use std::fs;
use std::path::Path;

#[path = "../../../tests/fuzz/src/lib.rs"]
mod fuzz;

fn run(target: &str, body: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fuzz/corpus").join(target);
    let inputs: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(inputs.len() >= 7, "{} inputs", inputs.len());
    for input in inputs {
        body(&fs::read(&input).unwrap_or_else(|error| panic!("{}: {error}", input.display())));
    }
}

#[test]
fn the_gate_survives_its_corpus() {
    run("gate", fuzz::gate);
}

#[test]
fn frame_and_exchange_survive_their_corpus() {
    run("frame", fuzz::frame);
}

#[test]
fn files_of_any_bytes_are_opened_or_refused() {
    run("letter", fuzz::letter::letter);
}
