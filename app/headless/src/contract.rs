//! One step of a bench as its driver wants it: load, wait for "go", synchronise, dump, wait for "exit". JSON lines
//! go out, plain lines come in.

use std::io::{self, BufRead, Write};
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::device::Device;
use crate::workload;

/// Attempts before a step is given up.
const TRIES: u32 = 20;

/// What the driver says of a step.
#[derive(Debug, clap::Args)]
pub struct Step {
    /// Name of the device; its one-time code at a bench's office
    #[arg(long)]
    pub device: String,
    /// Folder of the device, empty at first
    #[arg(long)]
    pub state: std::path::PathBuf,
    /// Folder for what devices agree on out of band; nothing here
    #[arg(long)]
    pub shared: Option<std::path::PathBuf>,
    /// The office, `http://host:port`
    #[arg(long)]
    pub server: String,
    /// The workload
    #[arg(long)]
    pub workload: std::path::PathBuf,
    /// Phase to save before the network may be used, or `none`
    #[arg(long)]
    pub apply: String,
    /// Where the device's content is written in the end
    #[arg(long)]
    pub dump: std::path::PathBuf,
}

/// Does one step.
pub fn perform(step: &Step) -> Result<()> {
    let device = Device::open(&step.state, &step.server)?;
    let enrolled = device.home()?.identity.is_some();
    if !enrolled {
        // Once in a phone's life, with a code from a person: before the step begins, and not part of it.
        device.enrol(&step.device, &step.device)?;
        device.hang_up();
    }
    let edits = match step.apply.as_str() {
        "none" => 0,
        phase => workload::apply(&device, &step.workload, phase, &step.device)?,
    };
    say(&json!({ "ev": "loaded", "edits": edits }))?;
    wait_for("go")?;
    device.sync_patiently(TRIES)?;
    say(&json!({ "ev": "synced" }))?;
    device.hang_up();
    workload::dump(&device, Path::new(&step.dump))?;
    say(&json!({ "ev": "done" }))?;
    wait_for("exit")
}

fn say(event: &Value) -> Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{event}")?;
    Ok(out.flush()?)
}

fn wait_for(word: &str) -> Result<()> {
    let mut lines = io::stdin().lock().lines();
    let heard = lines.next().transpose()?.with_context(|| format!("nobody said {word}"))?;
    anyhow::ensure!(heard.trim() == word, "{heard} instead of {word}");
    Ok(())
}
