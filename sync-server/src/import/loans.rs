//! The list of loans. It replaces, whole, the loans of every unit and organisation that it names, so that a
//! paid-off loan leaves the phones.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::register::Loan;
use shared::id::{Partition, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::sheet::{Cells, Sheet};
use super::{Fault, ImportError};
use crate::storage::registers;

const COLUMNS: [&str; 9] =
    ["code", "group", "borrower", "programme", "disbursed", "disbursed_on", "balance", "purpose", "as_of"];

/// Longest code of a loan, in bytes: it is a segment of nothing, but it is printed in a narrow column.
const LOAN_CODE_BYTES_MAX: usize = 24;

/// What the rows of a file are read against.
struct Known {
    /// The partition of every group of the register.
    groups: BTreeMap<UnitCode, Partition>,
    /// Day of the list that each partition's loans came from.
    days: BTreeMap<Partition, Date>,
    /// Partition of every loan.
    loans: BTreeMap<String, Partition>,
}

pub(super) fn import(c: &Connection, file: &[u8]) -> Result<usize, ImportError> {
    let known = known(c)?;
    let sheet = Sheet::read(file, &COLUMNS).map_err(ImportError::Faults)?;
    let row = |cells: &Cells| loan(cells, &known);
    let loans = sheet
        .understand(row, "code", |(_, loan): &(&Partition, Loan)| loan.code.clone())
        .map_err(ImportError::Faults)?;
    let replaced: BTreeSet<&Partition> = loans.iter().map(|(partition, _)| *partition).collect();
    for partition in replaced {
        registers::drop_loans(c, partition)?;
    }
    for (partition, loan) in &loans {
        registers::put_loan(c, partition, loan)?;
    }
    Ok(loans.len())
}

fn known(c: &Connection) -> Result<Known, ImportError> {
    // A group may stand in the list of a unit that ended and in its successor's: the newest list says where it is.
    let mut groups = registers::groups(c)?;
    groups.sort_by_key(|group| group.as_of);
    let groups: BTreeMap<_, _> = groups
        .into_iter()
        .map(|group| (group.code, Partition { unit: group.unit, org: group.org }))
        .collect();
    let (mut days, mut loans) = (BTreeMap::new(), BTreeMap::new());
    for loan in registers::loans(c)? {
        let Some(partition) = groups.get(&loan.group) else { continue };
        let day = days.entry(partition.clone()).or_insert(loan.as_of);
        *day = loan.as_of.max(*day);
        loans.insert(loan.code, partition.clone());
    }
    Ok(Known { groups, days, loans })
}

fn loan<'k>(cells: &Cells, known: &'k Known) -> Result<(&'k Partition, Loan), Fault> {
    let loan = Loan {
        code: cells.words("code", LOAN_CODE_BYTES_MAX)?,
        group: cells.code("group")?,
        borrower: cells.words("borrower", LINE_CHARS_MAX)?,
        programme: cells.code("programme")?,
        disbursed: cells.money("disbursed")?,
        disbursed_on: cells.date("disbursed_on")?,
        balance: cells.money("balance")?,
        purpose: cells.words_or_none("purpose", 200)?,
        last_transaction_on: cells.date_or_none("last_transaction_on")?,
        as_of: cells.date("as_of")?,
    };
    let Some(partition) = known.groups.get(&loan.group) else {
        return Err(cells.fault("group", "import.unknown_group", &[loan.group.as_str()]));
    };
    if Catalogue::builtin().entry("credit_programme", loan.programme.as_str()).is_none() {
        return Err(cells.fault("programme", "import.unknown_programme", &[loan.programme.as_str()]));
    }
    if let Some(elsewhere) = known.loans.get(&loan.code).filter(|elsewhere| *elsewhere != partition) {
        return Err(cells.fault("code", "import.loan_elsewhere", &[&loan.code, &elsewhere.to_string()]));
    }
    if loan.disbursed_on > loan.as_of {
        return Err(cells.fault("disbursed_on", "import.after_list", &[&loan.as_of.to_string()]));
    }
    match known.days.get(partition) {
        Some(day) if loan.as_of < *day => Err(cells.fault("as_of", "import.older_list", &[&day.to_string()])),
        _ => Ok((partition, loan)),
    }
}
