//! Importing lists for an area: a file waits between the steps, is looked at, and goes out as its sender saw it or not
//! at all. A clerk imports for the units below the own one and for the own organisation, and sees nobody else's files.

use std::collections::BTreeMap;

use shared::date::Date;
use shared::domain::households::Household;
use shared::domain::offices::{self, OrgUnit};
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::limits::{IMPORT_TEXT_BYTES_MAX, IMPORT_UPLOAD_AGE_MAX_MS, IMPORT_UPLOADS_MAX};
use shared::sync::frame::{pack, unpack};
use shared::text::Language;

use super::Scope;
use crate::import::{
    self, Bounds, Faults, Import, ImportError, Imported, List, Mapping, Table, households_of, rehearse,
};
use crate::lists;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::Account;
use crate::storage::audit::{self, Action};
use crate::storage::uploads::{self, Upload, UploadId};
use crate::storage::{SqliteStore, StorageError, households};

/// Imports lists for the units of an area.
pub struct Registrar<'s> {
    store: &'s SqliteStore,
    who: String,
    scope: Scope,
    units: Vec<UnitCode>,
}

/// Why a file does not wait here.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// It is no list.
    #[error("{} faults in the file", .0.count())]
    Faults(Faults),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No name could be drawn for it.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// A file that waits, and what publishing it would do.
#[derive(Debug)]
pub struct Waiting {
    /// The file.
    pub upload: Upload,
    /// Which list it is for.
    pub list: List,
    /// The sheet that was read, and those that were left aside.
    pub sheets: (Option<String>, Vec<String>),
    /// What publishing it would do, or why it cannot be.
    pub outcome: Result<Imported, ImportError>,
}

/// The households of a commune, by village.
pub type Villages = BTreeMap<String, Vec<Household>>;

/// What is known of one unit.
#[derive(Debug, Clone)]
pub struct UnitLists {
    /// The unit.
    pub unit: Unit,
    /// Day and size of the list of groups.
    pub groups: Option<(Date, usize)>,
    /// Day and size of the list of loans.
    pub loans: Option<(Date, usize)>,
    /// Newest decision and size of the list of households.
    pub households: Option<(Date, usize)>,
    /// Who is in charge of the entrusted work today.
    pub officer: Option<OrgUnit>,
    /// By which document the work was entrusted.
    pub basis: Option<String>,
}

impl<'s> Registrar<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, scope: Scope) -> Self {
        Self { store, who: account.id.to_string(), units: scope.codes(), scope }
    }

    fn job(&self, list: List, now_ms: i64) -> Import<'_> {
        let bounds = Bounds {
            units: Some(&self.units),
            top: Some(&self.scope.top.code),
            org: self.scope.org.as_ref(),
        };
        Import { list, who: &self.who, bounds, now_ms }
    }

    /// Takes a file in, to wait.
    pub fn send(&self, list: List, name: &str, file: &[u8], now_ms: i64) -> Result<UploadId, SendError> {
        let table = list.read(file).map_err(SendError::Faults)?;
        let content = postcard::to_allocvec(&table).map_err(|_| StorageError::Damaged("upload".into()))?;
        let upload = Upload {
            id: secret::random()?,
            account: self.who.clone(),
            list: list.code().to_owned(),
            name: name.chars().filter(|sign| !sign.is_control()).take(120).collect(),
            mapping: Vec::new(),
            made_at: now_ms,
        };
        let content = pack(&content);
        self.store.write::<_, StorageError>(|tx| {
            uploads::keep(tx, &upload, &content)?;
            uploads::tidy(tx, &self.who, now_ms - IMPORT_UPLOAD_AGE_MAX_MS, IMPORT_UPLOADS_MAX)?;
            let detail = format!("{} {}", list.code(), upload.name);
            audit::append(tx, now_ms, &self.who, Action::ListSent, &detail)
        })?;
        Ok(upload.id)
    }

    /// The own files that wait, the last first.
    pub fn waiting(&self, now_ms: i64) -> Result<Vec<Upload>, StorageError> {
        self.store.read(|c| uploads::of_account(c, &self.who, now_ms - IMPORT_UPLOAD_AGE_MAX_MS))
    }

    fn find(&self, id: UploadId, now_ms: i64) -> Result<Option<(Upload, List, Table)>, StorageError> {
        let after = now_ms - IMPORT_UPLOAD_AGE_MAX_MS;
        let Some((upload, content)) = self.store.read(|c| uploads::find(c, id, &self.who, after))? else {
            return Ok(None);
        };
        let damaged = || StorageError::Damaged("upload".into());
        let content = unpack(&content, 2 * IMPORT_TEXT_BYTES_MAX).map_err(|_| damaged())?;
        let table = postcard::from_bytes(&content).map_err(|_| damaged())?;
        let list = List::from_code(&upload.list).ok_or_else(damaged)?;
        Ok(Some((upload, list, table)))
    }

    /// A waiting file and what publishing it would do; `None` when it does not wait here.
    pub fn look(&self, id: UploadId, now_ms: i64) -> Result<Option<Waiting>, StorageError> {
        let Some((upload, list, table)) = self.find(id, now_ms)? else { return Ok(None) };
        let said = Mapping::from_bytes(&upload.mapping);
        let outcome = match rehearse(self.store, &self.job(list, now_ms), &table, &said) {
            Err(ImportError::Storage(error)) => return Err(error),
            outcome => outcome,
        };
        Ok(Some(Waiting { upload, list, sheets: (table.sheet, table.others), outcome }))
    }

    /// How a waiting file's headings are understood now, whether or not it could be published.
    pub fn reading(
        &self,
        id: UploadId,
        now_ms: i64,
    ) -> Result<Option<(List, import::Reading)>, StorageError> {
        let Some((upload, list, table)) = self.find(id, now_ms)? else { return Ok(None) };
        let said = Mapping::from_bytes(&upload.mapping);
        match self.store.read(|c| import::reading(c, list, &table, &said)) {
            Ok(reading) => Ok(Some((list, reading))),
            Err(ImportError::Storage(error)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// Says what the headings of a waiting file mean; false when it does not wait here.
    pub fn assign(&self, id: UploadId, said: &Mapping, now_ms: i64) -> Result<bool, StorageError> {
        self.store.write(|tx| {
            let known = uploads::find(tx, id, &self.who, now_ms - IMPORT_UPLOAD_AGE_MAX_MS)?.is_some();
            if known {
                uploads::assign(tx, id, &said.to_bytes())?;
            }
            Ok(known)
        })
    }

    /// Publishes a waiting file, if it still does what its sender saw; `None` when it does not wait here.
    pub fn publish(
        &self,
        id: UploadId,
        seen: &str,
        now_ms: i64,
    ) -> Result<Option<Result<Imported, ImportError>>, StorageError> {
        let Some((upload, list, table)) = self.find(id, now_ms)? else { return Ok(None) };
        let said = Mapping::from_bytes(&upload.mapping);
        let outcome = import::import(self.store, &self.job(list, now_ms), &table, &said, Some(seen));
        match outcome {
            Err(ImportError::Storage(error)) => return Err(error),
            Ok(_) => self.store.write(|tx| uploads::forget(tx, id))?,
            Err(_) => {}
        }
        Ok(Some(outcome))
    }

    /// Forgets a waiting file of the own ones.
    pub fn drop_file(&self, id: UploadId, now_ms: i64) -> Result<(), StorageError> {
        self.store.write(|tx| {
            if let Some((upload, _)) = uploads::find(tx, id, &self.who, i64::MIN)? {
                uploads::forget(tx, id)?;
                let detail = format!("{} {} dropped", upload.list, upload.name);
                audit::append(tx, now_ms, &self.who, Action::ListSent, &detail)?;
            }
            Ok(())
        })
    }

    /// What is known of the own units, the own first, then the communes by name.
    pub fn lists(&self) -> Result<Vec<UnitLists>, StorageError> {
        let Scope { top, units, today, org, .. } = &self.scope;
        self.store.read(|c| {
            let offices = households::offices(c)?;
            let mut communes: Vec<&Unit> =
                self.scope.communes().filter(|unit| unit.code != top.code).collect();
            communes.sort_by_key(|unit| shared::text::fold(&unit.name));
            let mut lists = Vec::new();
            for unit in std::iter::once(top).chain(communes) {
                let (mut groups, mut loans) = (None, None);
                let mut basis = None;
                if let Some(org) = org {
                    let of_groups = lists::groups(c, units, &unit.code, org, *today)?;
                    groups = newest(of_groups.iter().map(|group| group.as_of));
                    let of_loans = lists::loans(c, units, &unit.code, org, *today)?;
                    loans = newest(of_loans.iter().map(|loan| loan.as_of));
                    basis = offices::basis(&offices, org, &unit.code, Language::Vi);
                }
                let households = households_of(c, units, &unit.code, *today)?;
                let in_charge = |office: &&OrgUnit| {
                    office.unit == unit.code
                        && org.as_ref().is_none_or(|org| office.org == *org)
                        && office.is_in_charge(*today)
                };
                lists.push(UnitLists {
                    unit: unit.clone(),
                    groups,
                    loans,
                    households: newest(households.iter().map(|household| household.decided_on)),
                    officer: offices.iter().find(in_charge).cloned(),
                    basis,
                });
            }
            Ok(lists)
        })
    }

    /// The households of a commune that are in force today, by village; `None` when it is not the clerk's. Each opening
    /// is noted.
    pub fn households(&self, unit: &str, now_ms: i64) -> Result<Option<(Unit, Villages)>, StorageError> {
        let Some(unit) = self.scope.communes().find(|known| known.code.as_str() == unit) else {
            return Ok(None);
        };
        let today = self.scope.today;
        let list = self.store.read(|c| households_of(c, &self.scope.units, &unit.code, today))?;
        let villages = shared::domain::households::by_village(&list, today);
        let villages = villages.into_iter().map(|(village, list)| {
            let mut list: Vec<Household> = list.into_iter().cloned().collect();
            list.sort_by(|a, b| a.id.cmp(&b.id));
            (village.to_owned(), list)
        });
        let villages = villages.collect();
        self.store.write::<_, StorageError>(|tx| {
            audit::append(tx, now_ms, &self.who, Action::HouseholdsOpened, unit.code.as_str())
        })?;
        Ok(Some((unit.clone(), villages)))
    }

    /// The organisation for which the clerk imports; every one when there is none.
    pub fn org(&self) -> Option<&Code> {
        self.scope.org.as_ref()
    }
}

/// The newest of some days, and how many there are.
fn newest(days: impl Iterator<Item = Date>) -> Option<(Date, usize)> {
    days.fold(None, |known, day| {
        Some(known.map_or((day, 1), |(newest, count): (Date, usize)| (newest.max(day), count + 1)))
    })
}
