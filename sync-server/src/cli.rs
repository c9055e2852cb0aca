//! The commands of the program, in the words of its help.

mod units;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, Subcommand};

use shared::id::{Code, DeviceId, UnitCode};

use crate::import::List;
use crate::settings::Given;

pub use units::{CatalogueCommand, EntryCommand, Pair, SaidArgs, UnitsCommand, When};

/// The office's server of Sổ Bản: serves the app, takes in and hands out records, imports the bank's lists,
/// shows the area's and the province's pages.
#[derive(Debug, Parser)]
#[command(name = "sync-server", version, arg_required_else_help = true)]
pub struct Cli {
    /// Settings file (TOML); environment and flags win over it
    #[arg(long, global = true, env = "SOBAN_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Settings.
    #[command(flatten)]
    pub given: Given,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `import --help` says of the files.
const LISTS: &str = "\
Columns in any order, by these names or by the headings that the lists have (\"Mã Tổ\", \"Dư nợ (triệu đồng)\"); others
are left alone. CSV cells may be separated by commas, semicolons or tabs; of a workbook the sheet that fits best is
read. Days as 30/09/2026 or 2026-09-30, money as 12.500.000 or 12,5 triệu. Columns in brackets may be absent.
  units   code level name [parent difficult_area valid_from valid_to successors]
  groups  code org unit village head members members_saving borrowers outstanding overdue frozen interest_arrears
          savings_balance as_of [deputy score rank]
          A list replaces the one of the same day; the newest day's list is the register.
  loans   code group borrower programme disbursed disbursed_on balance as_of [purpose last_transaction_on]
          A list replaces all loans of the communes and organisations that it names.
  households  id unit village head status decided_on members [standard]
          A list replaces the list of the communes that it names.
  offices org unit [head officer from to document document_on]
          A list replaces what was known of the organisations and units that it names.
  outlets name kind level [en valid_to]
          Each becomes an entry of the catalogue of --unit; none is taken away.";

/// What a heading of a file means.
#[derive(Debug, Clone)]
pub struct Columns {
    /// Stable name of the column.
    pub column: String,
    /// The heading.
    pub heading: String,
}

impl FromStr for Columns {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (column, heading) = text.split_once('=').ok_or("must be COLUMN=HEADING")?;
        Ok(Self { column: column.to_owned(), heading: heading.to_owned() })
    }
}

/// What the program does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app, synchronisation and pages until told to stop
    Serve {
        /// For measures alone: take records of free form, and enrol a device for any code
        #[arg(long)]
        bench: bool,
    },
    /// Import a list from CSV or XLSX: all of it, or nothing and every bad cell with its reason
    #[command(after_help = LISTS)]
    Import {
        /// Which list; units first, then groups, then loans
        #[arg(value_enum)]
        list: List,
        /// The file: CSV (UTF-8) or XLSX, with headings
        file: PathBuf,
        /// Take rows of this organisation only; others are faults
        #[arg(long, value_name = "ORG")]
        org: Option<Code>,
        /// The unit whose places of publication they are (outlets)
        #[arg(long, value_name = "UNIT")]
        unit: Option<UnitCode>,
        /// What a heading of the file means: `--column members="Tổng số thành viên"`; remembered for the next time
        #[arg(long = "column", value_name = "COLUMN=HEADING")]
        columns: Vec<Columns>,
        /// Tell faults in English
        #[arg(long)]
        english: bool,
        /// Import nothing; only tell faults, or what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// Reorganise units: each change has a day from which it holds, and is shown before it is made
    #[command(subcommand)]
    Units(UnitsCommand),
    /// Add to the catalogue of a unit: events, places of publication, legal texts, questions
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Keep the accounts of people
    #[command(subcommand)]
    Account(AccountCommand),
    /// Keep the devices that synchronise
    #[command(subcommand)]
    Device(DeviceCommand),
    /// Take in a sealed file that somebody carried here for a phone without network; twice equals once
    Carry(Carry),
    /// Fill an empty database with the invented province of the documentation; does nothing on one that is not empty
    Sample {
        /// Also write the lists as CSV files into this folder
        #[arg(long, value_name = "DIR")]
        csv: Option<PathBuf>,
        /// Also make records, so that pages and screens show life; Huổi Trăng stays without any
        #[arg(long)]
        records: bool,
    },
    /// Read the whole database and tell what is damaged
    Check,
    /// Say that this database came back from a backup: phones then offer again what it has lost
    Restored,
}

/// A carried file.
#[derive(Debug, clap::Args)]
pub struct Carry {
    /// The file, as the phone made it
    pub file: PathBuf,
    /// Write the sealed answer here, to be carried back
    #[arg(long, value_name = "OUT")]
    pub answer: Option<PathBuf>,
    /// Also hear a phone that was revoked; whoever says so has seen whose records these are
    #[arg(long)]
    pub also_revoked: bool,
    /// Tell refusals in English
    #[arg(long)]
    pub english: bool,
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Add an account; the password is read from standard input when --password is given
    Add {
        /// What the person types to log in: a-z, 0-9, _
        id: Code,
        /// Name to show
        #[arg(long)]
        name: String,
        /// Role of the catalogue: `field_officer`, `commune_lead`, `area_clerk`, inspector, `province_viewer`, admin
        #[arg(long)]
        role: Code,
        /// Unit whose tree the account sees
        #[arg(long)]
        unit: Option<UnitCode>,
        /// Organisation it works for
        #[arg(long)]
        org: Option<Code>,
        /// Read a password for the office's pages from the first line of standard input
        #[arg(long)]
        password: bool,
    },
    /// List all accounts
    List,
    /// Set a password, read from the first line of standard input; ends the account's sessions
    Password {
        /// The account
        id: Code,
    },
}

/// What can be done with devices.
#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// Make a one-time code that enrols one device; printed once, also as a QR code
    Code {
        /// The account it is for
        #[arg(long)]
        account: Code,
    },
    /// List all devices
    List,
    /// Revoke a device for good, such as a lost phone
    Revoke {
        /// The device, as listed
        device: DeviceId,
    },
}
