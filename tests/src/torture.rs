//! Treating the line and the server badly, many times: cuts at chosen bytes, kills under load. Small numbers run
//! with the other tests, large ones by `cargo xtask torture`. Whatever happened, the same is asked afterwards: is
//! everything there, once, and is every receipt true?

mod cuts;
mod kills;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use headless::device::Device;
use rusqlite::Connection;
use shared::id::{ChangeHash, DocId};

use crate::field_week;
use crate::server::Server;

pub use cuts::{Cuts, everywhere, somewhere};
pub use kills::{Kills, under_load};

/// The day on which it happens.
const TODAY: &str = "2026-11-02";
/// Its morning, Unix milliseconds.
const NOW_MS: i64 = 1_793_579_400_000;

/// A small generator of numbers: the same seed makes the same run.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }
}

/// Switches a device on, on that day.
fn device(folder: &Path, address: &str) -> Result<Device> {
    let device = Device::open(folder, address)?;
    device.set_clock(NOW_MS);
    Ok(device)
}

/// Saves records of these numbers, without a network.
fn save(device: &Device, numbers: impl IntoIterator<Item = u32>) -> Result<Vec<DocId>> {
    let mut docs = Vec::new();
    for written in numbers.into_iter().map(field_week::record) {
        for edits in written.saves {
            device.save(written.doc, written.kind, edits)?;
        }
        docs.push(written.doc);
    }
    Ok(docs)
}

/// Every receipt that a device holds of these records.
fn receipts(device: &Device, docs: &[DocId]) -> Result<Vec<(ChangeHash, u64)>> {
    let receipts = docs.iter().map(|doc| device.receipts(*doc)).collect::<Result<Vec<_>>>()?;
    Ok(receipts.concat())
}

/// Every receipt stands in the office's database, at its position.
fn ensure_on_disk(database: &Path, receipts: &[(ChangeHash, u64)]) -> Result<()> {
    let office = Connection::open(database)?;
    let mut stored = office.prepare("SELECT position FROM change WHERE hash = ?1")?;
    for (hash, position) in receipts {
        let found: u64 = stored
            .query_row([hash.0], |row| row.get(0))
            .with_context(|| format!("{hash} has a receipt and is not on disk"))?;
        ensure!(found == *position, "{hash} has a receipt for {position} and stands at {found}");
    }
    Ok(())
}

/// Nothing stands twice, and positions have no gaps.
fn ensure_once(server: &Server, changes: i64) -> Result<()> {
    let stored = server.count("SELECT count(*) FROM change")?;
    ensure!(stored == changes, "{stored} changes at the office instead of {changes}");
    let gaps = server.count(
        "SELECT count(*) FROM (SELECT max(position) last, count(*) many FROM change GROUP BY unit, org)
         WHERE last <> many",
    )?;
    ensure!(gaps == 0, "{gaps} partitions have gaps");
    Ok(())
}
