//! Keeping people and devices: one-time codes and revocation. A steward of an area sees the people of its
//! units; the administrator sees all. Neither sees a record through it.

use rusqlite::Connection;

use shared::id::{Code, DeviceId, UnitCode};

use super::Role;
use super::desk;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device};
use crate::storage::registers;
use crate::storage::{SqliteStore, StorageError};

/// How long a one-time code is good, in milliseconds: a week, for it is carried to communes without signal.
const CODE_LIFE_MS: i64 = 7 * 86_400_000;

/// Why no code was made.
#[derive(Debug, thiserror::Error)]
pub enum CodeError {
    /// No such account, or one outside the steward's units.
    #[error("no such account: {0}")]
    UnknownAccount(String),
    /// The role does not write records, so it has no use for a device.
    #[error("an account of role {0} does not enrol devices")]
    NoDevices(Code),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No secret could be drawn.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// A person and the devices enrolled for them.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub account: Account,
    /// Name of its unit, the newest one.
    pub unit_name: Option<String>,
    /// Its devices, revoked ones too, oldest first.
    pub devices: Vec<Device>,
}

/// Keeps the people of some units, or of all.
pub struct Steward<'s> {
    store: &'s SqliteStore,
    who: String,
    units: Option<Vec<UnitCode>>,
}

impl<'s> Steward<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, units: Option<Vec<UnitCode>>) -> Self {
        Self { store, who: account.id.to_string(), units }
    }

    /// The person at the server's console, who has the database anyway.
    pub fn at_console(store: &'s SqliteStore) -> Self {
        Self { store, who: audit::CONSOLE.to_owned(), units: None }
    }

    /// The people who may enrol devices, by unit and account.
    pub fn people(&self) -> Result<Vec<Person>, StorageError> {
        let (accounts, devices, units) = self
            .store
            .read(|c| Ok::<_, StorageError>((accounts::all(c)?, devices::all(c)?, registers::units(c)?)))?;
        let name_of = |code: &UnitCode| {
            let versions = units.iter().filter(|unit| unit.code == *code);
            versions.max_by_key(|unit| unit.valid_from).map(|unit| unit.name.clone())
        };
        let mine = accounts.into_iter().filter(|account| self.keeps(account) && enrols(account));
        let with_devices = mine.map(|account| {
            let of_account = devices.iter().filter(|device| device.account == account.id && !is_desk(device));
            let unit_name = account.unit.as_ref().and_then(name_of);
            Person { devices: of_account.cloned().collect(), unit_name, account }
        });
        let mut people: Vec<Person> = with_devices.collect();
        people.sort_by(|a, b| (&a.account.unit, &a.account.id).cmp(&(&b.account.unit, &b.account.id)));
        Ok(people)
    }

    /// Makes a one-time code for an account. It is told once, here; the database keeps its hash. Returns with it the
    /// end of its life in Unix milliseconds.
    pub fn offer_code(&self, account: &str, now_ms: i64) -> Result<(String, i64), CodeError> {
        let code = secret::one_time_code()?;
        let until_ms = now_ms + CODE_LIFE_MS;
        self.store.write(|tx| {
            let account = self.account(tx, account)?;
            if !enrols(&account) {
                return Err(CodeError::NoDevices(account.role));
            }
            devices::offer(tx, &secret::hash(&code), &account.id, now_ms, until_ms)?;
            audit::append(tx, now_ms, &self.who, Action::CodeMade, account.id.as_str())?;
            Ok(())
        })?;
        Ok((code, until_ms))
    }

    /// Revokes a device for good. False when there is no such device here, or it was revoked before.
    pub fn revoke(&self, device: DeviceId, now_ms: i64) -> Result<bool, StorageError> {
        self.store.write(|tx| {
            let Some(found) = devices::find(tx, device)?.filter(|found| !is_desk(found)) else {
                return Ok(false);
            };
            let owner = accounts::find(tx, found.account.as_str())?;
            if !owner.is_some_and(|owner| self.keeps(&owner)) || !devices::revoke(tx, device, now_ms)? {
                return Ok(false);
            }
            let detail = format!("{device} {}", found.account);
            audit::append(tx, now_ms, &self.who, Action::DeviceRevoked, &detail)?;
            Ok(true)
        })
    }

    fn account(&self, c: &Connection, id: &str) -> Result<Account, CodeError> {
        let found = accounts::find(c, id)?.filter(|account| self.keeps(account));
        found.ok_or_else(|| CodeError::UnknownAccount(id.to_owned()))
    }

    fn keeps(&self, account: &Account) -> bool {
        match &self.units {
            None => true,
            Some(units) => account.unit.as_ref().is_some_and(|unit| units.contains(unit)),
        }
    }
}

/// True for what stands for a person's work on the office's pages: it is no phone, and ends with the account.
fn is_desk(device: &Device) -> bool {
    device.id == desk::of(&device.account)
}

fn enrols(account: &Account) -> bool {
    Role::of(&account.role).is_some_and(Role::writes_records)
}
