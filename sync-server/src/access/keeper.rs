//! Keeping the units: seeing them with their history, and reorganising them. The administrator keeps all; a clerk
//! those below the own area. Neither sees a record through it.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::register::Group;
use shared::domain::reorganise::Change;
use shared::domain::units::{Unit, Units};
use shared::id::{Code, UnitCode};
use shared::text::fold;

use crate::lists;
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::{SqliteStore, StorageError, registers};
use crate::units::{self, Preview, Wanted, WontDo};

/// Keeps some units, or all.
pub struct Keeper<'s> {
    store: &'s SqliteStore,
    who: String,
    top: Option<UnitCode>,
    today: Date,
}

/// The units that somebody keeps.
#[derive(Debug, Clone)]
pub struct KeptUnits {
    /// Those of today, each after the one that it stands below, by name.
    pub today: Vec<Unit>,
    /// Periods that ended or begin later, the newest first.
    pub others: Vec<Unit>,
    /// Names of all units, as they are today or were last.
    pub names: BTreeMap<UnitCode, String>,
    /// Levels that can be abolished: those with a unit above.
    pub levels: Vec<Code>,
}

/// A unit that is to be split, with what must be shared out.
#[derive(Debug, Clone)]
pub struct Divisible {
    /// The unit.
    pub unit: Unit,
    /// Its groups, of all organisations.
    pub groups: Vec<Group>,
    /// Its accounts.
    pub accounts: Vec<Account>,
}

impl<'s> Keeper<'s> {
    pub(super) fn new(store: &'s SqliteStore, who: &Code, top: Option<UnitCode>, today: Date) -> Self {
        Self { store, who: who.to_string(), top, today }
    }

    /// The person at the server's console.
    pub fn at_console(store: &'s SqliteStore, today: Date) -> Self {
        Self { store, who: audit::CONSOLE.to_owned(), top: None, today }
    }

    /// Every unit that this keeper sees.
    pub fn units(&self) -> Result<KeptUnits, StorageError> {
        let known = self.store.read(registers::units)?;
        let mine = self.mine(&known);
        let is_mine = |unit: &Unit| mine.as_ref().is_none_or(|mine| mine.contains(&unit.code));
        let tree = Units::new(known.clone());
        let mut oldest_first: Vec<&Unit> =
            known.iter().filter(|unit| unit.valid_from <= Some(self.today)).collect();
        oldest_first.sort_by_key(|unit| unit.valid_from);
        let names = oldest_first.into_iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect();
        let mut today: Vec<Unit> =
            known.iter().filter(|unit| unit.is_valid(self.today) && is_mine(unit)).cloned().collect();
        today.sort_by_cached_key(|unit| {
            let mut path: Vec<String> =
                tree.ancestors(&unit.code, self.today).iter().map(|up| fold(&up.name)).collect();
            path.reverse();
            path.push(fold(&unit.name));
            path
        });
        let mut others: Vec<Unit> =
            known.into_iter().filter(|unit| !unit.is_valid(self.today) && is_mine(unit)).collect();
        others.sort_by_key(|unit| std::cmp::Reverse((unit.valid_to.or(unit.valid_from), unit.code.clone())));
        let below =
            |unit: &&Unit| self.top.is_none() && unit.parent.is_some() && unit.level.as_str() != "commune";
        let levels: BTreeSet<Code> = today.iter().filter(below).map(|unit| unit.level.clone()).collect();
        Ok(KeptUnits { today, others, names, levels: levels.into_iter().collect() })
    }

    /// A unit with its groups and accounts; `None` when there is none such here today.
    pub fn divisible(&self, unit: &UnitCode) -> Result<Option<Divisible>, StorageError> {
        self.store.read(|c| {
            let known = registers::units(c)?;
            let is_mine = self.mine(&known).is_none_or(|mine| mine.contains(unit));
            let units = Units::new(known);
            let Some(found) = units.at(unit, self.today).filter(|_| is_mine).cloned() else {
                return Ok(None);
            };
            let mut groups = Vec::new();
            for org in Catalogue::builtin().list("organisation").iter().filter(|org| org.entrusted) {
                groups.extend(lists::groups(c, &units, unit, &org.id, self.today)?);
            }
            let is_here = |account: &Account| {
                account.unit.as_ref().is_some_and(|of| units.home(of, self.today) == *unit)
            };
            let accounts = accounts::all(c)?.into_iter().filter(is_here).collect();
            Ok(Some(Divisible { unit: found, groups, accounts }))
        })
    }

    /// What a change would touch.
    pub fn preview(&self, wanted: &Wanted) -> Result<Preview, WontDo> {
        self.store.read(|c| units::preview(c, wanted, self.mine(&registers::units(c)?).as_ref()))
    }

    /// Makes a change, all of it or nothing; noted. `seen` is the digest of the preview that was read.
    pub fn reorganise(&self, wanted: &Wanted, seen: Option<&str>, now_ms: i64) -> Result<Preview, WontDo> {
        self.store.write(|tx| {
            let mine = self.mine(&registers::units(tx)?);
            let done = units::change(tx, wanted, mine.as_ref(), seen, self.today)?;
            audit::append(tx, now_ms, &self.who, Action::UnitsReorganised, &detail(wanted))?;
            Ok(done)
        })
    }

    /// The units that are or were below this keeper's own; `None` for all.
    fn mine(&self, known: &[Unit]) -> Option<BTreeSet<UnitCode>> {
        let top = self.top.as_ref()?;
        let mut mine = BTreeSet::from([top.clone()]);
        loop {
            let is_below = |unit: &&Unit| {
                unit.parent.as_ref().is_some_and(|parent| mine.contains(parent)) && !mine.contains(&unit.code)
            };
            let Some(below) = known.iter().find(is_below) else { break };
            mine.insert(below.code.clone());
        }
        mine.remove(top);
        Some(mine)
    }
}

/// A change in one line of the audit log: units and days, no person.
fn detail(wanted: &Wanted) -> String {
    let joined = |codes: &mut dyn Iterator<Item = &UnitCode>| {
        codes.map(UnitCode::as_str).collect::<Vec<_>>().join("+")
    };
    let what = match &wanted.change {
        Change::Merge { units, into } => format!("merge {} into {}", joined(&mut units.iter()), into.code),
        Change::Split { unit, parts, .. } => {
            format!("split {unit} into {}", joined(&mut parts.iter().map(|part| &part.code)))
        }
        Change::Rename { unit, name } => format!("rename {unit} {name}"),
        Change::Abolish { level } => format!("abolish {level}"),
    };
    format!("{what} from {}", wanted.from)
}
