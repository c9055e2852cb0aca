//! The invented province of the documentation: tỉnh Thượng Ngàn, khu vực Bản Mây, fourteen communes, 124
//! groups. Every name, code and amount is made up (hư cấu), and the same at every run. The lists are written as
//! CSV and go in through the same import as the bank's.

pub mod dice;
pub mod fields;
mod households;
mod lists;
mod phone;
mod places;
mod records;

use rusqlite::Connection;

use shared::date::Date;
use shared::id::{Code, UnitCode};

use crate::derived;
use crate::import::{ImportError, List, import_file};
use crate::password::{self, PasswordError};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action, CONSOLE};
use crate::storage::{SqliteStore, StorageError};
use places::COMMUNES;

/// The password of every sample account.
pub const PASSWORD: &str = "so-ban-2026";

/// Organisation of the sample's groups and people.
const ORG: &str = "youth_union";

/// Why no sample was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The lists have faults: a fault of this module.
    #[error("the sample lists do not import: {0:?}")]
    Import(#[from] ImportError),
    /// The password cannot be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A record was refused: a fault of this module.
    #[error("a sample record was refused: {0}")]
    Refused(String),
}

impl From<rusqlite::Error> for SampleError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Storage(error.into())
    }
}

/// The lists as CSV, in the order in which they are imported.
pub fn csv() -> [(List, &'static str, String); 5] {
    [
        (List::Units, "units.csv", lists::units()),
        (List::Groups, "groups.csv", lists::groups()),
        (List::Loans, "loans.csv", lists::loans()),
        (List::Households, "households.csv", households::households()),
        (List::Offices, "offices.csv", households::offices()),
    ]
}

/// Fills an empty database. False, and nothing done, when there are accounts already.
pub fn fill(store: &SqliteStore, with_records: bool, now_ms: i64) -> Result<bool, SampleError> {
    if !store.read(accounts::all)?.is_empty() {
        return Ok(false);
    }
    for (list, _, text) in csv() {
        import_file(store, list, text.as_bytes(), now_ms)?;
    }
    let password = password::hash(PASSWORD)?;
    store.write::<_, StorageError>(|tx| {
        people().iter().try_for_each(|person| add(tx, person, &password, now_ms))
    })?;
    derived::renew(store)?;
    if with_records {
        records::fill(store, Date::in_vietnam(now_ms))?;
    }
    Ok(true)
}

fn add(tx: &Connection, account: &Account, password: &str, now_ms: i64) -> Result<(), StorageError> {
    accounts::add(tx, account, Some(password), now_ms)?;
    audit::append(tx, now_ms, CONSOLE, Action::AccountAdded, account.id.as_str())
}

/// The people of the scenarios, and a lead for each other commune.
pub fn people() -> Vec<Account> {
    let named = [
        ("mau", "Vàng Thị Mẫu", "commune_lead", Some("HT")),
        ("thu", "Lò Văn Thử", "field_officer", Some("HT")),
        ("vidu", "Hoàng Thị Ví Dụ", "area_clerk", Some("BM")),
        ("thanhtra", "Cầm Văn Ví Dụ", "inspector", Some("BM")),
        ("thanhtratinh", "Đặng Thị Thử", "inspector", Some("TN")),
        ("giadinh", "Triệu Văn Giả Định", "province_viewer", Some("TN")),
        ("quantri", "Quản trị Mẫu", "admin", None),
    ];
    let named = named.into_iter().filter_map(|(id, name, role, unit)| account(id, name, role, unit));
    let leads = COMMUNES.iter().filter(|commune| commune.code != "HT").filter_map(|commune| {
        account(
            &format!("lead_{}", commune.code.to_lowercase()),
            commune.lead,
            "commune_lead",
            Some(commune.code),
        )
    });
    named.chain(leads).collect()
}

fn account(id: &str, name: &str, role: &str, unit: Option<&str>) -> Option<Account> {
    let unit: Option<UnitCode> = unit.and_then(|unit| unit.parse().ok());
    let org: Option<Code> = unit.as_ref().and_then(|_| ORG.parse().ok());
    Some(Account { id: id.parse().ok()?, name: name.to_owned(), role: role.parse().ok()?, unit, org })
}

#[cfg(test)]
mod tests {
    use futures_lite::future::block_on;

    use shared::catalogue::Catalogue;
    use shared::crdt::Document;
    use shared::domain::facts::State;
    use shared::domain::rules::{Context, Severity, problems};
    use shared::store::Store;

    use super::*;
    use crate::storage::registers;

    #[test]
    fn every_sample_record_obeys_the_rules_and_huoi_trang_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("office.db")).unwrap();
        let today = Date::new(2026, 10, 12).unwrap();
        assert!(fill(&store, true, 1_791_777_600_000).unwrap());
        let groups = store.read::<_, StorageError>(registers::groups).unwrap();
        let entries = block_on(store.entries()).unwrap();
        assert!(entries.len() > 150);
        for record in entries.into_iter().map(|entry| entry.facts) {
            assert_ne!(record.partition.unit.as_str(), "HT");
            let rows = block_on(store.changes_of(record.doc)).unwrap();
            let flat = Document::open(rows.iter().map(|row| row.change.bytes.as_slice())).unwrap().flat();
            let group = groups.iter().find(|group| Some(&group.code) == record.group.as_ref());
            let found = problems(Catalogue::builtin(), record.kind, &flat, &Context { today, group });
            let error = found.iter().find(|problem| problem.severity == Severity::Error);
            assert_eq!(error, None, "{record:?}");
            assert!(matches!(record.state, State::Draft | State::Submitted));
        }
    }
}
