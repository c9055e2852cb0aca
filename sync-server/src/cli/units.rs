//! The commands that keep units and catalogue, in the words of their help.

use std::str::FromStr;

use clap::{Args, Subcommand};

use shared::date::Date;
use shared::id::{Code, UnitCode};

/// `left=right`, as these commands take who goes where, and codes with names.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What stands before the sign.
    pub left: String,
    /// What stands after it.
    pub right: String,
}

impl FromStr for Pair {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (left, right) = text.split_once('=').ok_or("must be LEFT=RIGHT")?;
        Ok(Self { left: left.trim().to_owned(), right: right.trim().to_owned() })
    }
}

/// From when, and whether it is done or only shown.
#[derive(Debug, Clone, Args)]
pub struct When {
    /// The day from which it holds, past, today or to come: 2025-07-01 or 01/07/2025
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Date,
    /// Do it; without this only what it touches is shown
    #[arg(long = "do")]
    pub really: bool,
    /// Tell refusals in English
    #[arg(long)]
    pub english: bool,
}

/// A day as people or machines write it.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let iso: Vec<&str> = text.split('-').collect();
    let read = match iso.as_slice() {
        [year, month, day] => [*day, *month, *year].join("/").parse::<Date>(),
        _ => text.parse::<Date>(),
    };
    read.map_err(|error| error.to_string())
}

/// What can be done with units.
#[derive(Debug, Subcommand)]
pub enum UnitsCommand {
    /// List all units in all their periods
    List,
    /// Make one unit of several; also says into what an old code went
    Merge {
        /// The units
        #[arg(required = true)]
        units: Vec<UnitCode>,
        /// What they become: a new code, or that of a unit that is there
        #[arg(long)]
        into: UnitCode,
        /// Its name; a unit that is there keeps its own without this
        #[arg(long, default_value = "")]
        name: String,
        /// When.
        #[command(flatten)]
        when: When,
    },
    /// Make several units of one
    Split {
        /// The unit
        unit: UnitCode,
        /// A part: `CODE=NAME`, at least two
        #[arg(long = "part", value_name = "CODE=NAME", required = true)]
        parts: Vec<Pair>,
        /// Where a group goes: `GROUP=CODE`
        #[arg(long = "group", value_name = "GROUP=CODE")]
        groups: Vec<Pair>,
        /// Where a person goes: `ACCOUNT=CODE`
        #[arg(long = "account", value_name = "ACCOUNT=CODE")]
        accounts: Vec<Pair>,
        /// Where everything else goes, and records that name no group
        #[arg(long, value_name = "CODE")]
        rest: UnitCode,
        /// When.
        #[command(flatten)]
        when: When,
    },
    /// Give a unit another name
    Rename {
        /// The unit
        unit: UnitCode,
        /// Its name from then on
        #[arg(long)]
        name: String,
        /// When.
        #[command(flatten)]
        when: When,
    },
    /// Abolish a level: what stood below its units stands below their parents
    Abolish {
        /// The level, such as `district`
        level: Code,
        /// When.
        #[command(flatten)]
        when: When,
    },
}

/// What can be done with an area's additions to the catalogue.
#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// List what a unit added
    List {
        /// The unit
        #[arg(long)]
        unit: UnitCode,
    },
    /// Add an entry; prints its code
    Add {
        /// The unit for which it is, with all below
        #[arg(long)]
        unit: UnitCode,
        /// What it is
        #[command(subcommand)]
        entry: EntryCommand,
    },
    /// Give an entry other words or a last day; its code stays
    Correct {
        /// The unit that added it
        #[arg(long)]
        unit: UnitCode,
        /// The entry
        id: Code,
        /// Words and days.
        #[command(flatten)]
        said: SaidArgs,
    },
}

/// Words and days of an entry.
#[derive(Debug, Clone, Args)]
pub struct SaidArgs {
    /// Its words in Vietnamese
    #[arg(long, value_name = "WORDS")]
    pub vi: String,
    /// Its words in English
    #[arg(long, value_name = "WORDS", default_value = "")]
    pub en: String,
    /// First day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<Date>,
}

/// What can be added.
#[derive(Debug, Subcommand)]
pub enum EntryCommand {
    /// An event of a year
    Event {
        /// Its year
        #[arg(long)]
        year: i32,
        /// Words and days.
        #[command(flatten)]
        said: SaidArgs,
    },
    /// A place of publication
    Outlet {
        /// `newspaper`, `broadcast`, `web`, `internal`, `social`
        #[arg(long)]
        kind: Code,
        /// `commune`, `area`, `province`, `central`, `any`
        #[arg(long)]
        level: Code,
        /// Words and days.
        #[command(flatten)]
        said: SaidArgs,
    },
    /// A legal text
    LegalText {
        /// Words and days.
        #[command(flatten)]
        said: SaidArgs,
    },
    /// A question of a checklist
    Question {
        /// Its subject, such as `group_activity`
        #[arg(long)]
        subject: Code,
        /// `yes_no`, `yes_no_na`, `count`, `money`, `text`
        #[arg(long)]
        answer: String,
        /// The answer without a finding
        #[arg(long)]
        good: Option<Code>,
        /// Words and days.
        #[command(flatten)]
        said: SaidArgs,
    },
}
