//! Rows of the registers: units with their periods, groups by list date, loans, and each partition's register
//! as it goes down to the phones, with its version.

use rusqlite::{Connection, OptionalExtension, Row, params};

use shared::date::Date;
use shared::domain::register::{Group, Loan, UnitRegister};
use shared::domain::units::{Division, Unit};
use shared::id::{Code, Partition, UnitCode};

use super::{StorageError, column};

/// Every unit in every period, by code and first day.
pub fn units(c: &Connection) -> Result<Vec<Unit>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM unit ORDER BY code, valid_from")?;
    rows.query_and_then([], unit)?.collect()
}

/// Replaces one period of a unit. A list that says of a split no more than what is known leaves its division as it is.
pub fn put_unit(c: &Connection, unit: &Unit) -> Result<(), StorageError> {
    let successors: Vec<&str> = unit.successors.iter().map(UnitCode::as_str).collect();
    let sql = "INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
               ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = ?3, level = ?4, parent = ?5, name = ?6,
                 difficult_area = ?7, successors = ?8,
                 division = iif(?9 = '' AND successors = ?8, division, ?9)";
    c.prepare_cached(sql)?.execute(params![
        unit.code.as_str(),
        unit.valid_from.map_or(0, u32::from),
        unit.valid_to.map(u32::from),
        unit.level.as_str(),
        unit.parent.as_ref().map(UnitCode::as_str),
        unit.name,
        unit.difficult_area,
        successors.join(" "),
        divided(&unit.division)
    ])?;
    Ok(())
}

/// Groups of the newest list of every unit and organisation, by unit and code.
pub fn groups(c: &Connection) -> Result<Vec<Group>, StorageError> {
    let sql = "SELECT * FROM savings_group g WHERE as_of =
                 (SELECT max(as_of) FROM savings_group WHERE unit = g.unit AND org = g.org)
               ORDER BY unit, code";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([], group)?.collect()
}

/// Groups of the newest list of one unit and organisation, by code.
pub fn groups_of(c: &Connection, unit: &UnitCode, org: &Code) -> Result<Vec<Group>, StorageError> {
    let sql = "SELECT * FROM savings_group WHERE unit = ?1 AND org = ?2 AND as_of =
                 (SELECT max(as_of) FROM savings_group WHERE unit = ?1 AND org = ?2)
               ORDER BY code";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([unit.as_str(), org.as_str()], group)?.collect()
}

/// Groups of the newest list of a unit that others took over, without those that a newer list of any unit names.
pub fn inherited_groups_of(c: &Connection, unit: &UnitCode, org: &Code) -> Result<Vec<Group>, StorageError> {
    let sql = "SELECT * FROM savings_group g WHERE unit = ?1 AND org = ?2 AND as_of =
                 (SELECT max(as_of) FROM savings_group WHERE unit = ?1 AND org = ?2)
               AND NOT EXISTS (SELECT 1 FROM savings_group n
                 WHERE n.org = g.org AND n.code = g.code AND n.as_of > g.as_of)
               ORDER BY code";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then([unit.as_str(), org.as_str()], group)?.collect()
}

/// The list of a unit and organisation of this day, or else the newest before it, by code.
pub fn groups_until(c: &Connection, of: &Partition, day: Date) -> Result<Vec<Group>, StorageError> {
    let sql = "SELECT * FROM savings_group WHERE unit = ?1 AND org = ?2 AND as_of =
                 (SELECT max(as_of) FROM savings_group WHERE unit = ?1 AND org = ?2 AND as_of <= ?3)
               ORDER BY code";
    let mut rows = c.prepare_cached(sql)?;
    rows.query_and_then(params![of.unit.as_str(), of.org.as_str(), u32::from(day)], group)?.collect()
}

/// Forgets one list of a unit and organisation, before it is imported again.
pub fn drop_groups(c: &Connection, group: &Group) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM savings_group WHERE unit = ?1 AND org = ?2 AND as_of = ?3")?
        .execute(params![group.unit.as_str(), group.org.as_str(), u32::from(group.as_of)])?;
    Ok(())
}

/// Adds a group to its list.
pub fn put_group(c: &Connection, group: &Group) -> Result<(), StorageError> {
    let sql = "INSERT INTO savings_group
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
    c.prepare_cached(sql)?.execute(params![
        group.unit.as_str(),
        group.org.as_str(),
        u32::from(group.as_of),
        group.code.as_str(),
        group.village,
        group.head,
        group.deputy,
        group.members,
        group.members_saving,
        group.borrowers,
        group.outstanding,
        group.overdue,
        group.frozen,
        group.interest_arrears,
        group.savings_balance,
        group.score,
        group.rank.as_ref().map(Code::as_str)
    ])?;
    Ok(())
}

/// Every loan, by code.
pub fn loans(c: &Connection) -> Result<Vec<Loan>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM loan ORDER BY code")?;
    rows.query_and_then([], loan)?.collect()
}

/// Loans of one unit and organisation, by code.
pub fn loans_of(c: &Connection, unit: &UnitCode, org: &Code) -> Result<Vec<Loan>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM loan WHERE unit = ?1 AND org = ?2 ORDER BY code")?;
    rows.query_and_then([unit.as_str(), org.as_str()], loan)?.collect()
}

/// Forgets the loans of one unit and organisation: a new list replaces the old one whole.
pub fn drop_loans(c: &Connection, partition: &Partition) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM loan WHERE unit = ?1 AND org = ?2")?
        .execute([partition.unit.as_str(), partition.org.as_str()])?;
    Ok(())
}

/// Adds a loan of a group of `partition`, or moves it there.
pub fn put_loan(c: &Connection, partition: &Partition, loan: &Loan) -> Result<(), StorageError> {
    let sql = "INSERT OR REPLACE INTO loan VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    c.prepare_cached(sql)?.execute(params![
        loan.code,
        partition.unit.as_str(),
        partition.org.as_str(),
        loan.group.as_str(),
        loan.borrower,
        loan.programme.as_str(),
        loan.disbursed,
        u32::from(loan.disbursed_on),
        loan.balance,
        loan.purpose,
        loan.last_transaction_on.map(u32::from),
        u32::from(loan.as_of)
    ])?;
    Ok(())
}

/// The register of a partition as the phones get it: its version and its bytes.
pub fn content(c: &Connection, partition: &Partition) -> Result<Option<(u64, Vec<u8>)>, StorageError> {
    let sql = "SELECT version, content FROM register WHERE unit = ?1 AND org = ?2";
    let scope = [partition.unit.as_str(), partition.org.as_str()];
    Ok(c.prepare_cached(sql)?.query_row(scope, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Publishes a register under the next version when its content is another one than before, and says whether it
/// is. An import of the same list again costs the phones nothing.
pub fn publish(c: &Connection, register: UnitRegister) -> Result<bool, StorageError> {
    let (version, before) = content(c, &register.partition)?.unwrap_or_default();
    let mut register = UnitRegister { version, ..register };
    if before == register.to_bytes() {
        return Ok(false);
    }
    register.version += 1;
    let Partition { unit, org } = &register.partition;
    let sql = "INSERT OR REPLACE INTO register VALUES (?1, ?2, ?3, ?4)";
    c.prepare_cached(sql)?.execute(params![
        unit.as_str(),
        org.as_str(),
        register.version,
        register.to_bytes()
    ])?;
    Ok(true)
}

fn unit(row: &Row) -> Result<Unit, StorageError> {
    let from: u32 = column::plain(row, "valid_from")?;
    let successors: String = column::plain(row, "successors")?;
    let division: String = column::plain(row, "division")?;
    let damaged = |_| StorageError::Damaged("unit.successors".into());
    Ok(Unit {
        code: column::text(row, "code")?,
        level: column::text(row, "level")?,
        parent: column::text_or_none(row, "parent")?,
        name: column::plain(row, "name")?,
        difficult_area: column::plain(row, "difficult_area")?,
        valid_from: if from == 0 { None } else { Some(column::date(row, "valid_from")?) },
        valid_to: column::date_or_none(row, "valid_to")?,
        successors: successors
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map_err(damaged)?,
        division: division_of(&division).ok_or_else(|| StorageError::Damaged("unit.division".into()))?,
    })
}

/// A division as its column has it: `T-1=P1 T-2=P2 =P1`, the rest last and without a name.
fn divided(division: &Division) -> String {
    let groups = division.groups.iter().map(|(group, part)| format!("{group}={part}"));
    groups.chain(division.rest.iter().map(|part| format!("={part}"))).collect::<Vec<_>>().join(" ")
}

fn division_of(text: &str) -> Option<Division> {
    let mut division = Division::default();
    for pair in text.split_whitespace() {
        let (group, part) = pair.split_once('=')?;
        match group {
            "" => division.rest = Some(part.parse().ok()?),
            group => division.groups.push((group.parse().ok()?, part.parse().ok()?)),
        }
    }
    Some(division)
}

fn group(row: &Row) -> Result<Group, StorageError> {
    Ok(Group {
        code: column::text(row, "code")?,
        org: column::text(row, "org")?,
        unit: column::text(row, "unit")?,
        village: column::plain(row, "village")?,
        head: column::plain(row, "head")?,
        deputy: column::plain(row, "deputy")?,
        members: column::plain(row, "members")?,
        members_saving: column::plain(row, "members_saving")?,
        borrowers: column::plain(row, "borrowers")?,
        outstanding: column::plain(row, "outstanding")?,
        overdue: column::plain(row, "overdue")?,
        frozen: column::plain(row, "frozen")?,
        interest_arrears: column::plain(row, "interest_arrears")?,
        savings_balance: column::plain(row, "savings_balance")?,
        score: column::plain(row, "score")?,
        rank: column::text_or_none(row, "rank")?,
        as_of: column::date(row, "as_of")?,
    })
}

fn loan(row: &Row) -> Result<Loan, StorageError> {
    Ok(Loan {
        code: column::plain(row, "code")?,
        group: column::text(row, "group_code")?,
        borrower: column::plain(row, "borrower")?,
        programme: column::text(row, "programme")?,
        disbursed: column::plain(row, "disbursed")?,
        disbursed_on: column::date(row, "disbursed_on")?,
        balance: column::plain(row, "balance")?,
        purpose: column::plain(row, "purpose")?,
        last_transaction_on: column::date_or_none(row, "last_transaction_on")?,
        as_of: column::date(row, "as_of")?,
    })
}
