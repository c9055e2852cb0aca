//! The only front door: builds the app, runs it with sample data, tests, measures and checks everything.
//! It drives the other crates from outside and links none of them.

mod brought;
mod check;
mod coverage;
mod dist;
mod fuzz;
mod measure;
mod project;
mod run;
mod shell;
mod simulate;
mod size;
mod test;
mod tidy;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::wasm::Profile;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs, tests and measures Sổ Bản")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the app into dist/.
    Build {
        /// `phone`: small, compressed. `dev`: quick to build.
        #[arg(long, value_enum, default_value = "phone")]
        profile: Profile,
    },
    /// Build everything, make sample data if there is none, and serve on this machine.
    Run {
        /// Port to serve on.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// `dev` builds quicker while one works on the app.
        #[arg(long, value_enum, default_value = "phone")]
        profile: Profile,
    },
    /// Run every test: native, storage contract in Chromium, whole app in Chromium.
    Test,
    /// Formatting, lints on both targets, licences and advisories, tidy, size.
    Check,
    /// Everything that must pass before a change is taken in: `check`, `test`, and `fuzz` for a little while.
    Ci,
    /// Fuzz everything that reads bytes from outside.
    Fuzz {
        /// One target instead of all.
        target: Option<String>,
        /// For how long each, in seconds.
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Print what a phone downloads; fail above the budget.
    Size,
    /// Measure starting, saving, memory and synchronisation.
    Bench,
    /// Measure synchronisation with a workload of others, phase by phase.
    Measure(measure::Measure),
    /// Cut the line and kill the server, many times; every receipt must be true afterwards.
    Torture {
        /// Bytes from one cut to the next in a push of 20 records; 0 leaves this out.
        #[arg(long, default_value_t = 1)]
        step: u32,
        /// Cuts at random bytes, each of another push of 500 records.
        #[arg(long, default_value_t = 200)]
        cuts: u32,
        /// Kills of the server under 20 devices.
        #[arg(long, default_value_t = 200)]
        kills: u32,
    },
    /// Draw every screen, light and dark, into screenshots/.
    Screenshots,
    /// Let phones, office, network, disks and clocks fail in every way, against a naive reference.
    Simulate {
        /// How many worlds.
        #[arg(long, default_value_t = 10_000)]
        seeds: u64,
        /// The number of the first.
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// Only this world, and say what happens in it.
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Look for what must not stand in the tree.
    Tidy,
}

fn main() -> ExitCode {
    match perform(&Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: &Task) -> Result<()> {
    match task {
        Task::Build { profile } => dist::build(*profile).map(drop),
        Task::Run { port, profile } => run::run(*port, *profile),
        Task::Test => test::test(),
        Task::Check => check::check(),
        Task::Ci => {
            check::check().and_then(|()| test::test()).and_then(|()| fuzz::fuzz(None, fuzz::IN_PASSING_S))
        }
        Task::Fuzz { target, seconds } => fuzz::fuzz(target.as_deref(), *seconds),
        Task::Size => size::size(&dist::build(Profile::Phone)?),
        Task::Bench => test::drive("bench"),
        Task::Measure(measure) => measure::measure(measure),
        Task::Torture { step, cuts, kills } => test::torture([*step, *cuts, *kills]),
        Task::Screenshots => test::drive("screenshots"),
        Task::Simulate { seeds, from, seed } => simulate::simulate(*seeds, *from, *seed),
        Task::Tidy => tidy::tidy(),
    }
}
