//! The program `headless`: a phone without a screen at the command line.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};
use headless::contract::{self, Step};
use headless::device::Device;
use headless::workload;

/// Attempts before synchronisation is given up.
const TRIES: u32 = 5;

/// A phone without a screen: the app's engine over SQLite and plain HTTP.
#[derive(Parser)]
#[command(name = "headless", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Enrol the device with a one-time code
    Enrol {
        /// Folder of the device; made when there is none
        #[arg(long)]
        state: PathBuf,
        /// The office, `http://host:port`
        #[arg(long)]
        server: String,
        /// The code
        #[arg(long)]
        code: String,
        /// What the device is called
        #[arg(long, default_value = "headless")]
        label: String,
    },
    /// Save what a workload's phase has for a device, without network
    Apply {
        /// Folder of the device
        #[arg(long)]
        state: PathBuf,
        /// The workload, JSON lines
        #[arg(long)]
        workload: PathBuf,
        /// Phase to save
        #[arg(long, default_value = "P1")]
        phase: String,
        /// Name of the device in the workload
        #[arg(long, default_value = "A")]
        device: String,
    },
    /// Synchronise until neither side has more
    Sync {
        /// Folder of the device
        #[arg(long)]
        state: PathBuf,
        /// The office, `http://host:port`
        #[arg(long)]
        server: String,
    },
    /// Write all records of free form as JSON lines
    Dump {
        /// Folder of the device
        #[arg(long)]
        state: PathBuf,
        /// The file
        #[arg(long)]
        out: PathBuf,
    },
    /// One step of a bench, told by its driver on standard input
    BenchClient {
        /// The driver's word for a device
        #[arg(value_parser = ["client"])]
        role: String,
        /// The step.
        #[command(flatten)]
        step: Step,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Enrol { state, server, code, label } => Device::open(&state, &server)?.enrol(&code, &label),
        Task::Apply { state, workload, phase, device } => {
            let saved = workload::apply(&Device::open(&state, "")?, &workload, &phase, &device)?;
            println!("{saved} saved");
            Ok(())
        }
        Task::Sync { state, server } => {
            let status = Device::open(&state, &server)?.sync_patiently(TRIES)?;
            println!("{} sent, {} received", status.moved.0, status.moved.1);
            Ok(())
        }
        Task::Dump { state, out } => workload::dump(&Device::open(&state, "")?, &out),
        Task::BenchClient { step, .. } => contract::perform(&step),
    }
}
