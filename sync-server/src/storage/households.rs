//! Rows of the communes' lists of households, and of the organisations of units: who is in charge, by which document.

use rusqlite::{Connection, Row, params};

use shared::domain::households::Household;
use shared::domain::offices::OrgUnit;
use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// Every household with its commune, by commune, code and day of decision.
pub fn all(c: &Connection) -> Result<Vec<(UnitCode, Household)>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM household ORDER BY unit, id, decided_on")?;
    rows.query_and_then([], |row| Ok((column::text(row, "unit")?, household(row)?)))?.collect()
}

/// The households of a commune's list, by code and day of decision.
pub fn of_unit(c: &Connection, unit: &UnitCode) -> Result<Vec<Household>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM household WHERE unit = ?1 ORDER BY id, decided_on")?;
    rows.query_and_then([unit.as_str()], household)?.collect()
}

/// Forgets a commune's list: a new one replaces it whole.
pub fn forget(c: &Connection, unit: &UnitCode) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM household WHERE unit = ?1")?.execute([unit.as_str()])?;
    Ok(())
}

/// Adds a household to its commune's list.
pub fn put(c: &Connection, unit: &UnitCode, household: &Household) -> Result<(), StorageError> {
    c.prepare_cached("INSERT INTO household VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
        unit.as_str(),
        household.id,
        u32::from(household.decided_on),
        household.village,
        household.head,
        household.status.as_str(),
        household.standard.as_str(),
        household.members,
    ])?;
    Ok(())
}

/// Every organisation of every unit, each in its periods, by organisation, unit and first day.
pub fn offices(c: &Connection) -> Result<Vec<OrgUnit>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM office ORDER BY org, unit, valid_from")?;
    rows.query_and_then([], office)?.collect()
}

/// Forgets an organisation of a unit, before its list is imported again.
pub fn forget_office(c: &Connection, org: &Code, unit: &UnitCode) -> Result<(), StorageError> {
    c.prepare_cached("DELETE FROM office WHERE org = ?1 AND unit = ?2")?
        .execute([org.as_str(), unit.as_str()])?;
    Ok(())
}

/// Adds one period of an organisation of a unit.
pub fn put_office(c: &Connection, office: &OrgUnit) -> Result<(), StorageError> {
    c.prepare_cached("INSERT INTO office VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
        office.org.as_str(),
        office.unit.as_str(),
        office.from.map_or(0, u32::from),
        office.to.map(u32::from),
        office.head,
        office.officer,
        office.document,
        office.document_on.map(u32::from),
    ])?;
    Ok(())
}

fn household(row: &Row) -> Result<Household, StorageError> {
    Ok(Household {
        id: column::plain(row, "id")?,
        village: column::plain(row, "village")?,
        head: column::plain(row, "head")?,
        status: column::text(row, "status")?,
        standard: column::text(row, "standard")?,
        decided_on: column::date(row, "decided_on")?,
        members: column::plain(row, "members")?,
    })
}

fn office(row: &Row) -> Result<OrgUnit, StorageError> {
    let from: u32 = column::plain(row, "valid_from")?;
    Ok(OrgUnit {
        org: column::text(row, "org")?,
        unit: column::text(row, "unit")?,
        head: column::plain(row, "head")?,
        officer: column::plain(row, "officer")?,
        from: if from == 0 { None } else { Some(column::date(row, "valid_from")?) },
        to: column::date_or_none(row, "valid_to")?,
        document: column::plain(row, "document")?,
        document_on: column::date_or_none(row, "document_on")?,
    })
}
