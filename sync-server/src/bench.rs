//! An office for measures: `serve --bench` takes records of free form, and enrols a device for any code. It has one
//! account for all of them, and makes it when there is none. Nothing of this holds without the flag, also not for
//! a database that a bench has left behind.

use shared::id::{Code, UnitCode};

use crate::secret;
use crate::storage::accounts::{self, Account};
use crate::storage::devices;
use crate::storage::{SqliteStore, StorageError};

/// The account of every device.
const ACCOUNT: &str = "bench";
/// Its unit, which stands in no list.
const UNIT: &str = "BENCH";
/// Its organisation.
const ORG: &str = "youth_union";
/// How long a code that was asked for is good, in milliseconds: for the request that asks.
const CODE_LIFE_MS: i64 = 60_000;

/// Makes the account.
pub fn prepare(store: &SqliteStore, now_ms: i64) -> Result<(), StorageError> {
    store.write(|tx| {
        if accounts::find(tx, ACCOUNT)?.is_some() {
            return Ok(());
        }
        let account = Account {
            id: code(ACCOUNT)?,
            name: ACCOUNT.to_owned(),
            role: code("field_officer")?,
            unit: Some(UNIT.parse::<UnitCode>().map_err(|_| damaged())?),
            org: Some(code(ORG)?),
        };
        accounts::add(tx, &account, None, now_ms)
    })
}

/// Makes whatever code somebody enrols with a good one.
pub fn offer(store: &SqliteStore, typed: &str, now_ms: i64) -> Result<(), StorageError> {
    let hash = secret::hash(&secret::plain_code(typed));
    store.write(|tx| {
        tx.execute("DELETE FROM enrolment WHERE code = ?1", [hash])?;
        devices::offer(tx, &hash, &code(ACCOUNT)?, now_ms, now_ms + CODE_LIFE_MS)
    })
}

fn code(text: &str) -> Result<Code, StorageError> {
    text.parse().map_err(|_| damaged())
}

fn damaged() -> StorageError {
    StorageError::Damaged("account".into())
}
