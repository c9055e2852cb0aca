//! The desk at which an account writes on the office's pages: a device of its own, that no phone is, and one change at
//! a time through the gate that holds for phones. It decides nothing about who may write what.

use futures_lite::future::block_on;

use shared::id::{Code, DeviceId};
use shared::record::{self, Edit};
use shared::sync::author::{AuthorError, Pen, Place, author};

use super::DecideError;
use crate::derived;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::Account;
use crate::storage::devices::{self, Device};
use crate::storage::{SqliteStore, StorageError};

/// What the device of an office's page is called, as people call their phones.
const LABEL: &str = "Trang văn phòng";

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The change was not taken.
    #[error(transparent)]
    Author(#[from] AuthorError<StorageError>),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No name could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl From<DeskError> for DecideError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Author(error) => Self::Author(error),
            DeskError::Storage(error) => Self::Storage(error),
            DeskError::NoRandomness(error) => Self::NoRandomness(error),
        }
    }
}

/// Writes one change under an account's name; false when the document says so already.
pub(super) fn write(
    store: &SqliteStore,
    account: &Account,
    place: Place<'_>,
    edits: &[Edit],
    now_ms: i64,
) -> Result<bool, DeskError> {
    let device = enrolled(store, account, now_ms)?;
    let start = secret::random()?;
    let pen = Pen { device, start, now_ms, table: record::find, derive: &derived::derive };
    Ok(block_on(author(store, pen, place, edits))?)
}

/// The device under whose name an account writes; made when it first does. Nobody has its token.
fn enrolled(store: &SqliteStore, account: &Account, now_ms: i64) -> Result<DeviceId, DeskError> {
    let id = of(&account.id);
    let token = secret::hash(&secret::token()?);
    store.write(|tx| {
        if devices::find(tx, id)?.is_none() {
            let device = Device {
                id,
                account: account.id.clone(),
                label: LABEL.to_owned(),
                enrolled_at: now_ms,
                synced_at: None,
                revoked_at: None,
                keys: None,
            };
            devices::enrol(tx, &device, &token)?;
        }
        Ok::<_, DeskError>(id)
    })
}

/// The device that stands for an account's work on the office's pages: one for each, named after it.
pub(super) fn of(account: &Code) -> DeviceId {
    let name = secret::hash(&format!("desk\n{account}"));
    DeviceId(*name.first_chunk().unwrap_or(&[0; 8]))
}
