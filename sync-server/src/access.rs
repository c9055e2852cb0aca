//! Who may do what, as types, built in this one file from account, role and unit scope. A `Writer` takes in a
//! device's changes; a `Reader` shows an office its communes; a `Steward` hands out enrolment codes; a
//! `ProvinceReader` computes aggregates and has, like whoever holds it, no way to write or to see a record.

mod board;
mod carrier;
mod curator;
mod desk;
mod figures;
mod issuer;
mod keeper;
mod lister;
mod overseer;
mod programmes;
mod province;
mod reader;
mod registrar;
mod reporter;
mod reviewer;
mod standing;
mod steward;
mod writer;

pub use board::{BoardLine, BoardRow};
pub use carrier::{Carried, Carrier, CarryError, Delivery};
pub(crate) use carrier::{file_name as answer_name, name as letter_name};
pub use curator::{CurateError, Curator, Said};
pub use figures::{Seen, Total};
pub use issuer::{Briefed, IssueError, Issuer, Reprint};
pub use keeper::{Divisible, Keeper, KeptUnits};
pub use lister::{ExportError, Line, Listed, Lister, Listing, Row, UnitYear, Wanted};
pub use overseer::{
    Chased, Drawing, Finding, Inspected, Notice, OverseeError, Overseer, Remedies, RemedyReading, Step,
    ToDraw, Voice, Voices,
};
pub use programmes::Programme;
pub use province::{AreaFigures, CommuneFigures, Figures, Ongoing, ProvinceReader, RegisterFigures, Work};
pub use reader::{AreaView, CommuneView, Reader};
pub use registrar::{Registrar, SendError, UnitLists, Waiting};
pub use reporter::{
    AROUND, DATED, Folder, IssuedPrint, Print, RECIPIENTS, Reporter, SendingError, Shelf, TypeError, Typed,
    Written as Typing, is_line,
};
pub use reviewer::{
    Asked, Choice, DecideError, Inbox, Matter, PAGE, PrintedSheet, Reading, Reviewer, Silent, Verdict,
    Writer as Written,
};
pub use standing::{Standing, Withheld};
pub use steward::{CodeError, Person, Steward};
pub use writer::{Heard, SyncError, Turns, Writer};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::rules;
use shared::domain::units::{Unit, Units};
use shared::id::{Code, UnitCode};

use crate::storage::accounts::Account;
use crate::storage::{SqliteStore, StorageError, registers};

/// The roles of the catalogue, as far as this program knows them. An account of an unknown role may do nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Records in the field.
    FieldOfficer,
    /// Signs and hands in for the commune.
    CommuneLead,
    /// Keeps an area's lists and records.
    AreaClerk,
    /// Inspects from above.
    Inspector,
    /// Reads aggregates.
    ProvinceViewer,
    /// Keeps accounts and devices; reads no record.
    Admin,
}

impl Role {
    /// The role of a catalogue id.
    pub fn of(code: &Code) -> Option<Self> {
        Some(match code.as_str() {
            "field_officer" => Self::FieldOfficer,
            "commune_lead" => Self::CommuneLead,
            "area_clerk" => Self::AreaClerk,
            "inspector" => Self::Inspector,
            "province_viewer" => Self::ProvinceViewer,
            "admin" => Self::Admin,
            _ => return None,
        })
    }

    /// True when people of this role write records, and so may enrol a device.
    pub const fn writes_records(self) -> bool {
        matches!(self, Self::FieldOfficer | Self::CommuneLead | Self::AreaClerk | Self::Inspector)
    }
}

/// What somebody who logged in may hold.
pub enum Door<'s> {
    /// The people of communes and areas; clerks hold enrolment codes too.
    Office(Reader<'s>, Option<Steward<'s>>),
    /// The province.
    Province(ProvinceReader<'s>),
    /// The administrator.
    Admin(Steward<'s>),
}

/// Opens the door for an account; `None` when its role or its unit is not known here.
pub fn open<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Door<'s>>, StorageError> {
    let Some(role) = Role::of(&account.role) else { return Ok(None) };
    if role == Role::Admin {
        return Ok(Some(Door::Admin(Steward::new(store, account, None))));
    }
    let Some(scope) = Scope::of(store, account, today)? else { return Ok(None) };
    Ok(Some(match role {
        Role::ProvinceViewer => Door::Province(ProvinceReader::new(store, scope)),
        Role::AreaClerk => {
            let steward = Steward::new(store, account, Some(scope.codes()));
            Door::Office(Reader::new(store, scope), Some(steward))
        }
        _ => Door::Office(Reader::new(store, scope), None),
    }))
}

/// The desk on which an account reads records and decides on them; `None` when its role may not.
pub fn review<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Reviewer<'s>>, StorageError> {
    let may = rules::may_move(Catalogue::builtin(), State::Submitted, State::Accepted, account.role.as_str());
    if !may || Role::of(&account.role).is_none() {
        return Ok(None);
    }
    Ok(Scope::of(store, account, today)?.map(|scope| Reviewer::new(store, account, scope)))
}

/// The desk at which an account draws samples and follows remedies; `None` when its role may not.
pub fn oversee<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Overseer<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    Ok(Scope::of(store, account, today)?.map(|scope| Overseer::new(store, account, scope)))
}

/// The desk at which an account issues reports; `None` when its role may not.
pub fn issue<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Issuer<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    let Some(scope) = Scope::of(store, account, today)? else { return Ok(None) };
    let org = scope.org.clone();
    Ok(org.map(|org| Issuer::new(store, account, scope, org)))
}

/// The desk at which an account reads the office's lists; `None` when its role may not.
pub fn list<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Lister<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    let Some(scope) = Scope::of(store, account, today)? else { return Ok(None) };
    let org = scope.org.clone();
    Ok(org.map(|org| Lister::new(store, account, scope, org)))
}

/// The desk at which an account makes and sends the area's reports; `None` when its role may not.
pub fn report<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Reporter<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    let Some(scope) = Scope::of(store, account, today)? else { return Ok(None) };
    let org = scope.org.clone();
    Ok(org.map(|org| Reporter::new(store, account, scope, org)))
}

/// The desk at which an account takes in what was carried here; `None` when its role may not.
pub fn carry<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Carrier<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    Ok(Scope::of(store, account, today)?.map(|scope| Carrier::new(store, account, scope.codes())))
}

/// The desk at which an account reorganises units: the administrator all, a clerk those below the own area.
pub fn keep_units<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Keeper<'s>>, StorageError> {
    let top = match Role::of(&account.role) {
        Some(Role::Admin) => None,
        Some(Role::AreaClerk) => match Scope::of(store, account, today)? {
            Some(scope) => Some(scope.top.code),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(Keeper::new(store, &account.id, top, today)))
}

/// The desk at which a clerk adds to the catalogue of the own area; `None` when the role may not.
pub fn curate<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Curator<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    let scope = Scope::of(store, account, today)?;
    Ok(scope.map(|scope| Curator::new(store, &account.id, &scope)))
}

/// The desk at which an account imports lists; `None` when its role may not.
pub fn register<'s>(
    store: &'s SqliteStore,
    account: &Account,
    today: Date,
) -> Result<Option<Registrar<'s>>, StorageError> {
    if Role::of(&account.role) != Some(Role::AreaClerk) {
        return Ok(None);
    }
    Ok(Scope::of(store, account, today)?.map(|scope| Registrar::new(store, account, scope)))
}

/// The part of the unit tree that an account sees, as it is today.
#[derive(Debug, Clone)]
struct Scope {
    top: Unit,
    units: Units,
    below: Vec<Unit>,
    org: Option<Code>,
    today: Date,
}

impl Scope {
    fn of(store: &SqliteStore, account: &Account, today: Date) -> Result<Option<Self>, StorageError> {
        let units = Units::new(store.read(registers::units)?);
        // People of a unit that ended are its successor's.
        let home = account.unit.as_ref().map(|unit| units.home(unit, today));
        let Some(top) = home.and_then(|unit| units.at(&unit, today)).cloned() else { return Ok(None) };
        let below = units.scope(&top.code, today).into_iter().cloned().collect();
        Ok(Some(Self { top, units, below, org: account.org.clone(), today }))
    }

    /// Codes of these units and of all that they took over.
    fn codes(&self) -> Vec<UnitCode> {
        self.below.iter().flat_map(|unit| self.units.taken_over(&unit.code, self.today)).collect()
    }

    fn communes(&self) -> impl Iterator<Item = &Unit> {
        self.below.iter().filter(|unit| unit.level.as_str() == "commune")
    }
}
