//! Fuzz target: lists in workbooks.
#![no_main]

#[path = "../src/csv.rs"]
mod csv;
#[path = "../src/xlsx.rs"]
mod xlsx;

use std::panic;
use std::sync::LazyLock;

static DESK: LazyLock<csv::Desk> = LazyLock::new(|| {
    // The fuzzer ends at any panic; one in the workbooks' reader is caught and is a fault of the file. What is not
    // caught still ends it.
    panic::set_hook(Box::new(|_| {}));
    csv::Desk::new()
});

libfuzzer_sys::fuzz_target!(|data: &[u8]| xlsx::import(&DESK, data));
