//! A one-time code becomes a device: the only way in for a phone. The token is told once; the database keeps
//! its hash.

use shared::id::{DeviceId, UnitCode};

use crate::secret::{self, NoRandomness};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device, Offer};
use crate::storage::{SqliteStore, StorageError, registers};

/// Longest name of a device, in characters.
const LABEL_CHARS_MAX: usize = 60;

/// A newly enrolled device.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// Its bearer token, told once.
    pub token: String,
    /// Its id.
    pub device: DeviceId,
    /// Its person.
    pub account: Account,
    /// Name of the person's unit.
    pub unit_name: String,
}

/// Why a code enrols nothing.
#[derive(Debug, thiserror::Error)]
pub enum EnrolError {
    /// Never made, or expired.
    #[error("unknown or expired code")]
    Unknown,
    /// Used before.
    #[error("code used before")]
    Used,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No secret could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// Takes a code and makes the device, in one commit.
pub fn enrol(store: &SqliteStore, typed: &str, label: &str, now_ms: i64) -> Result<Enrolled, EnrolError> {
    let token = secret::token()?;
    let id = DeviceId(secret::random()?);
    let code = secret::hash(&secret::plain_code(typed));
    store.write(|tx| {
        let account = match devices::take(tx, &code, now_ms)? {
            Offer::Good(account) => accounts::find(tx, account.as_str())?.ok_or(EnrolError::Unknown)?,
            Offer::Used => return Err(EnrolError::Used),
            Offer::Unknown => return Err(EnrolError::Unknown),
        };
        let device = Device {
            id,
            account: account.id.clone(),
            label: label.chars().filter(|c| !c.is_control()).take(LABEL_CHARS_MAX).collect(),
            enrolled_at: now_ms,
            synced_at: None,
            revoked_at: None,
        };
        devices::enrol(tx, &device, &secret::hash(&token))?;
        audit::append(tx, now_ms, account.id.as_str(), Action::DeviceEnrolled, &id.to_string())?;
        let units = registers::units(tx)?;
        let named = |code: &UnitCode| {
            units.iter().rev().find(|unit| unit.code == *code).map(|unit| unit.name.clone())
        };
        let unit_name = account.unit.as_ref().and_then(named).unwrap_or_default();
        Ok(Enrolled { token, device: id, account, unit_name })
    })
}
