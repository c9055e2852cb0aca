//! What the commands do at the console. Prints to standard output; faults and warnings go to standard error.

mod account;
mod carry;
mod catalogue;
mod check;
mod device;
mod import;
mod restored;
mod sample;
mod serve;
mod units;

use std::io::{self, BufRead, Write};
use std::path::Path;

use anyhow::{Context, Result};

use shared::text::Language;

use crate::cli::{Cli, Command};
use crate::clock::Clock;
use crate::settings::Settings;
use crate::storage::SqliteStore;

/// Does what the command line says.
pub fn run(cli: Cli) -> Result<()> {
    let (settings, unknown) = Settings::settle(cli.given, cli.config.as_deref())?;
    for name in unknown {
        tracing::warn!(name, "a setting that this version does not know");
    }
    match cli.command {
        Command::Serve { bench } => serve::serve(settings, bench),
        Command::Import { list, file, org, unit, columns, english, dry_run } => {
            let language = if english { Language::En } else { Language::Vi };
            let (org, unit) = (org.as_ref(), unit.as_ref());
            let wanted =
                import::Wanted { list, file: &file, org, unit, columns: &columns, language, dry_run };
            import::import_list(&settings, &wanted)
        }
        Command::Carry(command) => carry::carry(&settings, &command),
        Command::Units(command) => units::units(&settings, command),
        Command::Catalogue(command) => catalogue::catalogue(&settings, command),
        Command::Account(command) => account::account(&settings, command),
        Command::Device(command) => device::device(&settings, &command),
        Command::Sample { csv, records } => sample::sample(&settings, csv.as_deref(), records),
        Command::Check => check::check(&settings),
        Command::Restored => restored::restored(&settings),
    }
}

fn open(path: &Path) -> Result<SqliteStore> {
    SqliteStore::open(path).with_context(|| format!("cannot open the database {}", path.display()))
}

fn clock(settings: &Settings) -> Clock {
    Clock::new(settings.today)
}

/// Prints a line. Nobody listening any more is no failure.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// The first line of standard input.
fn first_line() -> Result<String> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("cannot read the password from standard input")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
