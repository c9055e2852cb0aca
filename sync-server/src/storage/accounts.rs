//! Rows of accounts: who a person is to this office.

use rusqlite::{Connection, OptionalExtension, Row, params};

use shared::id::{Code, UnitCode};

use super::{StorageError, column};

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What the person types to log in.
    pub id: Code,
    /// Name to show.
    pub name: String,
    /// Catalogue `role`.
    pub role: Code,
    /// The unit whose tree the account sees; `None` for an administrator.
    pub unit: Option<UnitCode>,
    /// The organisation it works for; `None` for an administrator, and for a province viewer of all of them.
    pub org: Option<Code>,
}

/// Adds an account. `password` is an Argon2 hash, or `None` for a person who only uses a phone. An account that
/// exists already is an error of the database.
pub fn add(
    c: &Connection,
    account: &Account,
    password: Option<&str>,
    now_ms: i64,
) -> Result<(), StorageError> {
    c.prepare_cached("INSERT INTO account VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        account.id.as_str(),
        account.name,
        account.role.as_str(),
        account.unit.as_ref().map(UnitCode::as_str),
        account.org.as_ref().map(Code::as_str),
        password,
        now_ms
    ])?;
    Ok(())
}

/// An account by its id.
pub fn find(c: &Connection, id: &str) -> Result<Option<Account>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM account WHERE id = ?1")?;
    rows.query_and_then([id], account)?.next().transpose()
}

/// Every account, by id.
pub fn all(c: &Connection) -> Result<Vec<Account>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM account ORDER BY id")?;
    rows.query_and_then([], account)?.collect()
}

/// The Argon2 hash of an account's password; `None` when there is no such account or no password.
pub fn password(c: &Connection, id: &str) -> Result<Option<String>, StorageError> {
    let mut row = c.prepare_cached("SELECT password FROM account WHERE id = ?1")?;
    Ok(row.query_row([id], |row| row.get(0)).optional()?.flatten())
}

/// Replaces the Argon2 hash of an account's password. False when there is no such account.
pub fn set_password(c: &Connection, id: &str, password: &str) -> Result<bool, StorageError> {
    Ok(c.execute("UPDATE account SET password = ?2 WHERE id = ?1", [id, password])? == 1)
}

fn account(row: &Row) -> Result<Account, StorageError> {
    Ok(Account {
        id: column::text(row, "id")?,
        name: column::plain(row, "name")?,
        role: column::text(row, "role")?,
        unit: column::text_or_none(row, "unit")?,
        org: column::text_or_none(row, "org")?,
    })
}
