//! A one-time code becomes a device: the only way in for a phone. The token is told once; the database keeps
//! its hash, and of the phone's keys their public halves.

use rusqlite::Connection;
use shared::domain::units::{Unit, Units};
use shared::id::{DeviceId, SealKey, UnitCode};

use crate::clock::Clock;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device, DeviceKeys, Offer};
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
    /// What its letters carry.
    pub letterhead: Letterhead,
}

/// What a phone needs to know in order to write a letter to this office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// To which it is sealed.
    pub office_key: SealKey,
    /// Written on the outside: the area that the phone's unit belongs to.
    pub area: UnitCode,
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

/// Why a device's keys are not taken.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// No device has this token.
    #[error("unknown device")]
    Unknown,
    /// The device was revoked.
    #[error("revoked device")]
    Revoked,
    /// The device has other keys.
    #[error("the device has other keys")]
    Taken,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Takes a code and makes the device, in one commit.
pub fn enrol(
    store: &SqliteStore,
    typed: &str,
    label: &str,
    keys: DeviceKeys,
    clock: Clock,
) -> Result<Enrolled, EnrolError> {
    let token = secret::token()?;
    let id = DeviceId(secret::random()?);
    let code = secret::hash(&secret::plain_code(typed));
    let office_key = store.seal_secret()?.public();
    let now_ms = clock.now_ms();
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
            keys: Some(keys),
        };
        devices::enrol(tx, &device, &secret::hash(&token))?;
        audit::append(tx, now_ms, account.id.as_str(), Action::DeviceEnrolled, &id.to_string())?;
        let units = registers::units(tx)?;
        let named = |code: &UnitCode| {
            units.iter().rev().find(|unit| unit.code == *code).map(|unit| unit.name.clone())
        };
        let unit_name = account.unit.as_ref().and_then(named).unwrap_or_default();
        let letterhead = Letterhead { office_key, area: area(tx, &account, clock)? };
        Ok(Enrolled { token, device: id, account, unit_name, letterhead })
    })
}

/// Takes the keys of a device that was enrolled before there were keys. The same keys may be told again.
pub fn introduce(
    store: &SqliteStore,
    token: &str,
    keys: DeviceKeys,
    clock: Clock,
) -> Result<Letterhead, KeysError> {
    let office_key = store.seal_secret()?.public();
    store.write(|tx| {
        let device = devices::of_token(tx, &secret::hash(token))?.ok_or(KeysError::Unknown)?;
        if device.revoked_at.is_some() {
            return Err(KeysError::Revoked);
        }
        if device.keys != Some(keys) {
            if !devices::give_keys(tx, device.id, keys)? {
                return Err(KeysError::Taken);
            }
            let detail = device.id.to_string();
            audit::append(tx, clock.now_ms(), device.account.as_str(), Action::KeysTaken, &detail)?;
        }
        let account = accounts::find(tx, device.account.as_str())?.ok_or(KeysError::Unknown)?;
        Ok(Letterhead { office_key, area: area(tx, &account, clock)? })
    })
}

/// The area of an account's unit: the nearest unit that is not a commune. A unit that is gone stands for itself.
fn area(c: &Connection, account: &Account, clock: Clock) -> Result<UnitCode, StorageError> {
    let unit = account.unit.clone().ok_or_else(|| StorageError::Damaged("account.unit".into()))?;
    let (units, today) = (Units::new(registers::units(c)?), clock.today());
    let own = units.at(&unit, today).into_iter();
    let mut upwards = own.chain(units.ancestors(&unit, today));
    let is_area = |unit: &&Unit| unit.level.as_str() != "commune";
    Ok(upwards.find(is_area).map_or(unit.clone(), |area| area.code.clone()))
}
