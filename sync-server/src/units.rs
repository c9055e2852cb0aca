//! Reorganising units: what a change would touch, and doing it, all or nothing. The rules of what can be are
//! `shared::domain::reorganise`'s; here stands what an office has of those units: groups, accounts, phones, records.
//! No record is touched, and no phone is refused because of a change: whoever is away goes on under the old code.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::register::Group;
use shared::domain::reorganise::{Change, Objection, reorganise};
use shared::domain::units::{Unit, Units};
use shared::id::{ChangeHash, Code, UnitCode};

use crate::import;
use crate::secret;
use crate::storage::accounts::{self, Account};
use crate::storage::{StorageError, devices, moves, registers};

/// A change that somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What is reorganised.
    pub change: Change,
    /// The day from which it holds: past, today or to come.
    pub from: Date,
    /// Of a split: the part that each account goes to; the others go where the rest goes.
    pub accounts: Vec<(Code, UnitCode)>,
}

/// Why a change is not made.
#[derive(Debug, thiserror::Error)]
pub enum WontDo {
    /// It cannot be.
    #[error(transparent)]
    Objection(#[from] Objection),
    /// A unit that is not this office's.
    #[error("{0} is not a unit of this office")]
    Foreign(UnitCode),
    /// An account that is not the split unit's, or goes to something that is no part of it.
    #[error("account {0} cannot go there")]
    Account(Code),
    /// A group that is not the split unit's.
    #[error("group {0} is not a group of this unit")]
    Group(UnitCode),
    /// Something changed since the preview was made.
    #[error("something changed since the preview")]
    Changed,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// A group that stands under another unit from the day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMove {
    /// The group.
    pub group: UnitCode,
    /// Its village.
    pub village: String,
    /// Its unit without the change.
    pub from: UnitCode,
    /// Its unit with it.
    pub to: UnitCode,
}

/// An account whose unit changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountMove {
    /// The account.
    pub account: Account,
    /// Its phones that are not revoked, by what their people call them.
    pub phones: Vec<String>,
    /// Its unit from the day on; `None` when its unit ends and it stays there: records go up, people do not.
    pub to: Option<UnitCode>,
}

/// Records that are summed under other units from the day on; their own code stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordMove {
    /// The code that they carry.
    pub unit: UnitCode,
    /// All of them.
    pub all: u32,
    /// Those not handed in yet.
    pub open: u32,
}

/// What a change touches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Periods of units that come or change, by code and first day.
    pub periods: Vec<Unit>,
    /// Groups, by code.
    pub groups: Vec<GroupMove>,
    /// Accounts, by id.
    pub accounts: Vec<AccountMove>,
    /// Records, by the unit that they carry.
    pub records: Vec<RecordMove>,
}

impl Preview {
    /// Names exactly this preview: what is done later is what was seen, or nothing.
    pub fn digest(&self) -> String {
        ChangeHash(secret::hash(&format!("{self:?}"))).to_string()
    }

    /// Phones of the accounts.
    pub fn phones(&self) -> usize {
        self.accounts.iter().map(|moved| moved.phones.len()).sum()
    }
}

/// What a change would touch. `mine` are the units that whoever asks may reorganise; `None` means all.
pub fn preview(
    c: &Connection,
    wanted: &Wanted,
    mine: Option<&BTreeSet<UnitCode>>,
) -> Result<Preview, WontDo> {
    let known = registers::units(c)?;
    check_scope(&known, &wanted.change, mine)?;
    let periods = reorganise(&known, &wanted.change, wanted.from)?;
    let (before, after) = (Units::new(known.clone()), Units::new(laid(known, &periods)));
    let from = wanted.from;
    let groups = newest_groups(c)?.into_iter().filter_map(|group| {
        let unit = |units: &Units| units.rolled_up(&group.unit, Some(&group.code), from);
        let (was, will_be) = (unit(&before), unit(&after));
        let moved = || GroupMove {
            group: group.code.clone(),
            village: group.village.clone(),
            from: was.clone(),
            to: will_be.clone(),
        };
        (was != will_be).then(moved)
    });
    let groups: Vec<GroupMove> = groups.collect();
    check_division(&wanted.change, &groups)?;
    let accounts = accounts_moved(c, wanted, &before, &after)?;
    let affected = |unit: &UnitCode| before.followers(unit, from) != after.followers(unit, from);
    let records = moves::records(c)?.into_iter().filter(|(unit, _)| affected(unit));
    let records = records.map(|(unit, (all, open))| RecordMove { unit, all, open }).collect();
    Ok(Preview { periods, groups, accounts, records })
}

/// Makes a change, within a transaction of the caller's. `seen` is the digest of the preview that was read, where one
/// was.
pub fn change(
    c: &Connection,
    wanted: &Wanted,
    mine: Option<&BTreeSet<UnitCode>>,
    seen: Option<&str>,
    today: Date,
) -> Result<Preview, WontDo> {
    let preview = preview(c, wanted, mine)?;
    if seen.is_some_and(|seen| seen != preview.digest()) {
        return Err(WontDo::Changed);
    }
    for unit in &preview.periods {
        registers::put_unit(c, unit)?;
    }
    if let Change::Split { .. } = wanted.change {
        for moved in &preview.accounts {
            if let Some(to) = &moved.to {
                moves::plan(c, &moved.account.id, wanted.from, to)?;
            }
        }
    }
    begin_day(c, today)?;
    Ok(preview)
}

/// What holds from this day on: accounts whose unit was split go to their part, and every register whose content is
/// another one today is published.
pub fn begin_day(c: &Connection, today: Date) -> Result<usize, StorageError> {
    moves::settle(c, today)?;
    import::publish(c, today)
}

/// Each group as the newest list that names it has it: a former unit's list may still name it too.
fn newest_groups(c: &Connection) -> Result<Vec<Group>, StorageError> {
    let mut newest: BTreeMap<UnitCode, Group> = BTreeMap::new();
    for group in registers::groups(c)? {
        if newest.get(&group.code).is_none_or(|known| known.as_of <= group.as_of) {
            newest.insert(group.code.clone(), group);
        }
    }
    Ok(newest.into_values().collect())
}

/// The units with what a change makes of them.
fn laid(known: Vec<Unit>, periods: &[Unit]) -> Vec<Unit> {
    let key = |unit: &Unit| (unit.code.clone(), unit.valid_from);
    let mut units: BTreeMap<_, Unit> = known.into_iter().map(|unit| (key(&unit), unit)).collect();
    units.extend(periods.iter().map(|unit| (key(unit), unit.clone())));
    units.into_values().collect()
}

/// Everything that a change names and that exists is the asker's to reorganise.
fn check_scope(known: &[Unit], change: &Change, mine: Option<&BTreeSet<UnitCode>>) -> Result<(), WontDo> {
    let Some(mine) = mine else { return Ok(()) };
    let is_known = |code: &&UnitCode| known.iter().any(|unit| unit.code == **code);
    let named: Vec<&UnitCode> = match change {
        Change::Merge { units, into } => units.iter().chain([&into.code]).collect(),
        Change::Split { unit, parts, .. } => parts.iter().map(|part| &part.code).chain([unit]).collect(),
        Change::Rename { unit, .. } => vec![unit],
        Change::Abolish { level } => {
            known.iter().filter(|unit| unit.level == *level).map(|unit| &unit.code).collect()
        }
    };
    match named.into_iter().filter(is_known).find(|code| !mine.contains(*code)) {
        Some(foreign) => Err(WontDo::Foreign(foreign.clone())),
        None => Ok(()),
    }
}

/// A division names groups of the unit only.
fn check_division(change: &Change, moved: &[GroupMove]) -> Result<(), WontDo> {
    let Change::Split { division, .. } = change else { return Ok(()) };
    let is_of_unit = |group: &UnitCode| moved.iter().any(|moved| moved.group == *group);
    match division.groups.iter().find(|(group, _)| !is_of_unit(group)) {
        Some((group, _)) => Err(WontDo::Group(group.clone())),
        None => Ok(()),
    }
}

fn accounts_moved(
    c: &Connection,
    wanted: &Wanted,
    before: &Units,
    after: &Units,
) -> Result<Vec<AccountMove>, WontDo> {
    let mut devices: BTreeMap<Code, Vec<String>> = BTreeMap::new();
    for device in devices::all(c)?.into_iter().filter(|device| device.revoked_at.is_none()) {
        let is_phone = device.keys.is_some();
        devices.entry(device.account).or_default().extend(is_phone.then_some(device.label));
    }
    let mut moved = Vec::new();
    for account in accounts::all(c)? {
        let Some(unit) = &account.unit else { continue };
        let (was, will_be) = (before.home(unit, wanted.from), after.home(unit, wanted.from));
        let chosen = wanted.accounts.iter().find(|(id, _)| *id == account.id).map(|(_, part)| part);
        let ends = before.at(&was, wanted.from).is_some() && after.at(&was, wanted.from).is_none();
        if !ends {
            continue;
        }
        let to = chosen.or(Some(&will_be)).filter(|to| **to != was).cloned();
        let phones = devices.remove(&account.id).unwrap_or_default();
        moved.push(AccountMove { account, phones, to });
    }
    let parts: Vec<&UnitCode> = match &wanted.change {
        Change::Split { parts, .. } => parts.iter().map(|part| &part.code).collect(),
        _ => Vec::new(),
    };
    let fits = |(id, part): &&(Code, UnitCode)| {
        parts.contains(&part) && moved.iter().any(|moved| moved.account.id == *id)
    };
    match wanted.accounts.iter().find(|chosen| !fits(chosen)) {
        Some((id, _)) => Err(WontDo::Account(id.clone())),
        None => Ok(moved),
    }
}
