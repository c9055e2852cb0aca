//! Rows of enrolled devices and of the one-time codes that enrol them. Tokens and codes lie here as hashes.

use rusqlite::{Connection, OptionalExtension, Row, params};

use shared::id::{Code, DeviceId, SealKey, VerifyKey};

use super::{StorageError, column};
use crate::secret::SecretHash;

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The first eight bytes of every actor that writes on it.
    pub id: DeviceId,
    /// Whose it is.
    pub account: Code,
    /// What the person calls it.
    pub label: String,
    /// When it was enrolled, Unix milliseconds.
    pub enrolled_at: i64,
    /// End of its last synchronisation, Unix milliseconds.
    pub synced_at: Option<i64>,
    /// When it was revoked, Unix milliseconds.
    pub revoked_at: Option<i64>,
    /// The public halves of its keys; `None` until a phone enrolled before there were keys has told them.
    pub keys: Option<DeviceKeys>,
}

/// What this office knows of a phone's keys: never more than their public halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceKeys {
    /// With which its parcels are verified.
    pub verify: VerifyKey,
    /// To which its letters are sealed.
    pub seal: SealKey,
}

/// Enrols a device with the hash of its token.
pub fn enrol(c: &Connection, device: &Device, token: &SecretHash) -> Result<(), StorageError> {
    let sql = "INSERT INTO device (id, account, label, token, enrolled_at, verify_key, seal_key)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    c.prepare_cached(sql)?.execute(params![
        device.id.0,
        device.account.as_str(),
        device.label,
        token,
        device.enrolled_at,
        device.keys.map(|keys| keys.verify.0),
        device.keys.map(|keys| keys.seal.0),
    ])?;
    Ok(())
}

/// Gives a device that has no keys yet its keys. False when it has some already, or there is no such device.
pub fn give_keys(c: &Connection, id: DeviceId, keys: DeviceKeys) -> Result<bool, StorageError> {
    let sql = "UPDATE device SET verify_key = ?2, seal_key = ?3 WHERE id = ?1 AND verify_key IS NULL";
    Ok(c.prepare_cached(sql)?.execute(params![id.0, keys.verify.0, keys.seal.0])? == 1)
}

/// The device that holds a token, revoked ones too.
pub fn of_token(c: &Connection, token: &SecretHash) -> Result<Option<Device>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM device WHERE token = ?1")?;
    rows.query_and_then([token], device)?.next().transpose()
}

/// A device by its id.
pub fn find(c: &Connection, id: DeviceId) -> Result<Option<Device>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM device WHERE id = ?1")?;
    rows.query_and_then([id.0], device)?.next().transpose()
}

/// Every device, by account and age.
pub fn all(c: &Connection) -> Result<Vec<Device>, StorageError> {
    let mut rows = c.prepare_cached("SELECT * FROM device ORDER BY account, enrolled_at, id")?;
    rows.query_and_then([], device)?.collect()
}

/// Notes that a device synchronised.
pub fn synced(c: &Connection, id: DeviceId, now_ms: i64) -> Result<(), StorageError> {
    c.prepare_cached("UPDATE device SET synced_at = ?2 WHERE id = ?1")?.execute(params![id.0, now_ms])?;
    Ok(())
}

/// Revokes a device for good. False when there is none or it is revoked already.
pub fn revoke(c: &Connection, id: DeviceId, now_ms: i64) -> Result<bool, StorageError> {
    let sql = "UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
    Ok(c.execute(sql, params![id.0, now_ms])? == 1)
}

/// Keeps a one-time code of an account until it expires.
pub fn offer(
    c: &Connection,
    code: &SecretHash,
    account: &Code,
    now_ms: i64,
    until_ms: i64,
) -> Result<(), StorageError> {
    c.execute("DELETE FROM enrolment WHERE expires_at < ?1 - 30 * 86400000", [now_ms])?;
    let sql = "INSERT INTO enrolment (code, account, made_at, expires_at) VALUES (?1, ?2, ?3, ?4)";
    c.prepare_cached(sql)?.execute(params![code, account.as_str(), now_ms, until_ms])?;
    Ok(())
}

/// What a one-time code is good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Enrols a device of this account. It is used up from now on.
    Good(Code),
    /// Was used before.
    Used,
    /// Never made, or expired.
    Unknown,
}

/// Takes a one-time code: a good one can never be taken again.
pub fn take(c: &Connection, code: &SecretHash, now_ms: i64) -> Result<Offer, StorageError> {
    let taken: Option<String> = c
        .prepare_cached(
            "UPDATE enrolment SET used_at = ?2 WHERE code = ?1 AND used_at IS NULL AND expires_at > ?2
             RETURNING account",
        )?
        .query_row(params![code, now_ms], |row| row.get(0))
        .optional()?;
    if let Some(account) = taken {
        let damaged = |_| StorageError::Damaged("enrolment.account".into());
        return Ok(Offer::Good(account.parse().map_err(damaged)?));
    }
    let used = c
        .prepare_cached("SELECT 1 FROM enrolment WHERE code = ?1 AND used_at IS NOT NULL")?
        .exists([code])?;
    Ok(if used { Offer::Used } else { Offer::Unknown })
}

fn device(row: &Row) -> Result<Device, StorageError> {
    Ok(Device {
        id: DeviceId(column::bytes(row, "id")?),
        account: column::text(row, "account")?,
        label: column::plain(row, "label")?,
        enrolled_at: column::plain(row, "enrolled_at")?,
        synced_at: column::plain(row, "synced_at")?,
        revoked_at: column::plain(row, "revoked_at")?,
        keys: keys(row)?,
    })
}

fn keys(row: &Row) -> Result<Option<DeviceKeys>, StorageError> {
    let verify = column::bytes_or_none(row, "verify_key")?.map(VerifyKey);
    let seal = column::bytes_or_none(row, "seal_key")?.map(SealKey);
    Ok(verify.zip(seal).map(|(verify, seal)| DeviceKeys { verify, seal }))
}
