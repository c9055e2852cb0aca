//! What a phone downloads, file by file, and whether it stays within the budget. Bytes over a 2G line are the
//! product's price of entry: 150 kB take about 20 s at 64 kbit/s.

use std::fs;

use anyhow::{Result, bail};

use crate::dist::{File, Stage};
use crate::project;

/// Most brotli bytes before the first screen stands, in bytes.
const FIRST_STAGE_BYTES_MAX: usize = 150_000;
/// Most brotli bytes of everything that the phone keeps, in bytes. The aim is 550 kB: docs/decisions/0015 and 0020.
const ALL_BYTES_MAX: usize = 710_000;

/// Bytes of a file as it is sent: what was compressed beforehand, or the file itself.
fn sent(file: &File, ending: &str) -> usize {
    let packed = project::dist().join(format!("{}.{ending}", file.name));
    let bytes = fs::metadata(packed).ok().and_then(|packed| usize::try_from(packed.len()).ok());
    bytes.unwrap_or(file.bytes.len())
}

/// Prints raw, gzip and brotli bytes of each file; an error above the budget.
pub fn size(files: &[File]) -> Result<()> {
    println!("{:<34} {:>9} {:>9} {:>9}  stage", "file", "raw", "gzip", "brotli");
    let (mut first, mut all) = (0, 0);
    for file in files.iter().filter(|file| file.stage != Stage::Install) {
        let [gzip, brotli] = ["gz", "br"].map(|ending| sent(file, ending));
        all += brotli;
        let stage = if file.stage == Stage::First { "first" } else { "second" };
        if file.stage == Stage::First {
            first += brotli;
        }
        println!("{:<34} {:>9} {gzip:>9} {brotli:>9}  {stage}", file.name, file.bytes.len());
    }
    println!("first stage {first} of {FIRST_STAGE_BYTES_MAX}, all {all} of {ALL_BYTES_MAX} brotli bytes");
    if first > FIRST_STAGE_BYTES_MAX || all > ALL_BYTES_MAX {
        bail!("above the budget");
    }
    Ok(())
}
