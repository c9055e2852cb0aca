//! What is to be done: the start page, and everything that belongs to one group. Put in order by the engine; the
//! screens put it into words.

use serde::{Deserialize, Serialize};

use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::progress::{GroupProgress, RuleProgress};
use shared::domain::register::{Group, Loan};
use shared::id::UnitCode;

use crate::Listed;

/// What the start page shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Start {
    /// What is due, the most urgent first; at most as many of each thing as was asked for.
    pub due: Vec<Due>,
    /// What is due and not among them.
    pub due_later: u32,
    /// How far the year's quota is.
    pub progress: Progress,
    /// Records that are begun and not handed in, what the office returned first; at most as many as a page shows.
    pub unfinished: Vec<Unfinished>,
    /// Records that are begun and not among them.
    pub unfinished_later: u32,
    /// Half-filled forms of records that were never saved, by form key.
    pub unsaved: Vec<String>,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What.
    pub work: Work,
    /// Last day on which it is in time.
    pub due_on: Date,
    /// Days left; negative when it is overdue.
    pub days_left: i64,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Work {
    /// New loans of a group are to be checked, the first of them by the day on which this is due.
    NewLoans {
        /// The group.
        group: UnitCode,
        /// Its village and head.
        name: String,
        /// How many loans.
        loans: u32,
    },
    /// This remedy is to be done.
    Remedy(Box<Facts>),
    /// The result of this inspection is to be told to the chair.
    ChairReport(Box<Facts>),
    /// The citizen behind this word is to be answered.
    Answer(Box<Facts>),
}

/// A record that is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// Its row.
    pub listed: Listed,
    /// True when something of it is typed and not saved.
    pub typed: bool,
}

/// How far the quota of a year is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Rules of the quota profile.
    pub rules: Vec<RuleProgress>,
    /// Every group of a commune's phone; of one above, nothing is owed group by group.
    pub groups: Vec<GroupProgress>,
    /// Groups by code: village and head, for lists.
    pub names: Vec<(UnitCode, String)>,
    /// Last on-time day of the yearly report.
    pub deadline: Option<Date>,
}

/// Everything that belongs to one group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDesk {
    /// The group in the bank's list; `None` for one that is not in it.
    pub group: Option<Group>,
    /// How far its inspection of the year is.
    pub progress: Option<GroupProgress>,
    /// The inspection to go on with: the newest that can still be written on, else the one that waits to be handed in.
    pub begun: Option<Listed>,
    /// Its last inspections, the newest first.
    pub inspections: Vec<Listed>,
    /// How many inspections of it there are.
    pub inspections_all: u32,
    /// Remedies that are not done, the longest overdue first.
    pub remedies: Vec<Remedy>,
    /// Debt cases that are open, the newest first.
    pub debts: Vec<DebtCase>,
    /// Its last outreach activities, the newest first.
    pub outreach: Vec<Listed>,
    /// New loans that are to be checked, the most urgent first.
    pub loans: Vec<LoanDue>,
}

/// A remedy that is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// Its record.
    pub facts: Facts,
    /// Who owes it.
    pub owner: String,
    /// Day by which it is due.
    pub due: Option<Date>,
    /// Days beyond that day; negative while there is time.
    pub days_over: Option<i64>,
}

/// A debt case that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebtCase {
    /// Its record.
    pub facts: Facts,
    /// Đồng owed.
    pub amount: i64,
}

/// A new loan that is to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanDue {
    /// The loan.
    pub loan: Loan,
    /// Last day on which the check is in time.
    pub due_on: Date,
    /// Days left; negative when it is overdue.
    pub days_left: i64,
}
