//! Reading columns as what they mean. A column that does not read is a damaged row, named in the error, and
//! never silently an empty one.

use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::FromSql;
use shared::date::Date;

use super::StorageError;

fn damaged(name: &str) -> StorageError {
    StorageError::Damaged(name.to_owned())
}

/// A column as SQLite has it.
pub(super) fn plain<T: FromSql>(row: &Row, name: &str) -> Result<T, StorageError> {
    Ok(row.get(name)?)
}

/// A column that holds a code or an id as text.
pub(super) fn text<T: FromStr>(row: &Row, name: &str) -> Result<T, StorageError> {
    plain::<String>(row, name)?.parse().map_err(|_| damaged(name))
}

/// The same where the column may be empty.
pub(super) fn text_or_none<T: FromStr>(row: &Row, name: &str) -> Result<Option<T>, StorageError> {
    let value: Option<String> = plain(row, name)?;
    value.map(|value| value.parse().map_err(|_| damaged(name))).transpose()
}

/// A column that holds bytes of a known length.
pub(super) fn bytes<const N: usize>(row: &Row, name: &str) -> Result<[u8; N], StorageError> {
    plain::<Vec<u8>>(row, name)?.try_into().map_err(|_| damaged(name))
}

/// The same where the column may be empty.
pub(super) fn bytes_or_none<const N: usize>(row: &Row, name: &str) -> Result<Option<[u8; N]>, StorageError> {
    let value: Option<Vec<u8>> = plain(row, name)?;
    value.map(|value| value.try_into().map_err(|_| damaged(name))).transpose()
}

/// A column that holds a date as `yyyymmdd`.
pub(super) fn date(row: &Row, name: &str) -> Result<Date, StorageError> {
    plain::<u32>(row, name)?.try_into().map_err(|_| damaged(name))
}

/// The same where the column may be empty.
pub(super) fn date_or_none(row: &Row, name: &str) -> Result<Option<Date>, StorageError> {
    let value: Option<u32> = plain(row, name)?;
    value.map(|value| value.try_into().map_err(|_| damaged(name))).transpose()
}
