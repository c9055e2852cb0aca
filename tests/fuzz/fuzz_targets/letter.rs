//! Fuzz target: see `fuzz::letter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::letter::letter(data));
