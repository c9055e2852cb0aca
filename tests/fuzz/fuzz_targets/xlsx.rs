//! Fuzz target: lists in workbooks.
#![no_main]

#[path = "../src/csv.rs"]
mod csv;
#[path = "../src/xlsx.rs"]
mod xlsx;

use std::sync::LazyLock;

static DESK: LazyLock<csv::Desk> = LazyLock::new(csv::Desk::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| xlsx::import(&DESK, data));
