//! A workload: JSON lines that say which device saves what, and a device's whole content written out the same way.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::record::{Flat, Kind};

use crate::device::Device;
use crate::free_form;

/// One line.
#[derive(Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
enum Line {
    /// One user's save.
    Edit { phase: String, dev: String, id: String, set: Vec<(Vec<Value>, Value)> },
    /// What a workload says of itself.
    #[serde(other)]
    Other,
}

/// A record of a dump.
#[derive(Serialize)]
struct Dumped {
    id: String,
    doc: Value,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alts: Vec<(Vec<Value>, Value)>,
}

/// Saves every edit of a phase that is this device's, each by itself; how many there were.
pub fn apply(device: &Device, file: &Path, phase: &str, name: &str) -> Result<u32> {
    let mut applied = 0;
    for line in BufReader::new(File::open(file)?).lines() {
        let Line::Edit { phase: of, dev, id, set } = serde_json::from_str(&line?)? else { continue };
        if of != phase || dev != name {
            continue;
        }
        let doc = free_form::doc_of(&id)?;
        let before = device.record(doc)?.map_or_else(Flat::default, |whole| whole.flat);
        let edits = free_form::edits(doc, &set, &before)?;
        device.save(doc, Kind::FreeForm, edits).with_context(|| id)?;
        applied += 1;
    }
    Ok(applied)
}

/// Writes every record to a file, with the values that lost a conflict.
pub fn dump(device: &Device, file: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    for listed in device.records()? {
        let doc = listed.facts.doc;
        let flat = device.record(doc)?.context("a listed record")?.flat;
        let (id, alts) = (free_form::id_of(doc), free_form::alternatives(&flat)?);
        serde_json::to_writer(&mut out, &Dumped { id, doc: free_form::content(doc, &flat)?, alts })?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}
