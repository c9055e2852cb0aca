//! Fuzz target: the bank's lists.
#![no_main]

#[path = "../src/csv.rs"]
mod csv;

use std::sync::LazyLock;

static DESK: LazyLock<csv::Desk> = LazyLock::new(csv::Desk::new);

libfuzzer_sys::fuzz_target!(|data: &[u8]| DESK.import(data));
