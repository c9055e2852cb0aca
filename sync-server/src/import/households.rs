//! The commune's list of poor and near-poor households, each with its newest decision. It replaces, whole, the list of
//! every commune that it names. What must not be known of people (records.md §12) is not read.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::households::Household;
use shared::id::{Code, UnitCode};
use shared::limits::{ID_CHARS_MAX, LINE_CHARS_MAX};

use super::column::{self, Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::storage::{StorageError, households};

/// Above the members of any household.
const MEMBERS_MAX: u32 = 60;

pub(super) const COLUMNS: &[Column] = &[
    Column {
        id: "id",
        vi: "Mã hộ",
        en: "Household code",
        also: "so ho|ma so ho|code|ma",
        shape: Cell::Number(ID_CHARS_MAX),
        need: Need::Cell,
    },
    column::UNIT,
    column::VILLAGE,
    Column {
        id: "head",
        vi: "Chủ hộ",
        en: "Head of the household",
        also: "ho ten chu ho|ho va ten chu ho|ten chu ho|ho ten|ho va ten",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "status",
        vi: "Diện hộ",
        en: "Status",
        also: "phan loai|phan loai ho|dien|loai ho|ket qua phan loai|ket qua ra soat|doi tuong",
        shape: Cell::Choice("poverty_status", "import.unknown_status"),
        need: Need::Cell,
    },
    Column {
        id: "standard",
        vi: "Chuẩn nghèo",
        en: "Standard",
        also: "chuan|chuan ap dung|giai doan chuan",
        shape: Cell::Choice("poverty_standard", "import.unknown_standard"),
        need: Need::Nothing,
    },
    Column {
        id: "decided_on",
        vi: "Ngày quyết định",
        en: "Decided on",
        also: "ngay cong nhan|ngay qd|ngay phe duyet|ngay",
        shape: Cell::Day,
        need: Need::Cell,
    },
    Column {
        id: "members",
        vi: "Số nhân khẩu",
        en: "Members",
        also: "nhan khau|so khau|so nguoi|so thanh vien",
        shape: Cell::Count(MEMBERS_MAX),
        need: Need::Cell,
    },
];

/// What the rows are checked against: the lists as they are.
pub(super) struct Households {
    ids: BTreeSet<String>,
    /// Newest decision of each commune's list.
    days: BTreeMap<UnitCode, Date>,
}

impl Kind for Households {
    type Item = (UnitCode, Household);
    const SHAPE: Shape =
        Shape { columns: COLUMNS, key: &["unit", "id"], name: "head", aside: &[], summed: &["members"] };

    fn open(c: &Connection, _: &Desk) -> Result<Self, StorageError> {
        let (mut ids, mut days) = (BTreeSet::new(), BTreeMap::new());
        for (unit, household) in households::all(c)? {
            let day = days.entry(unit).or_insert(household.decided_on);
            *day = household.decided_on.max(*day);
            ids.insert(household.id);
        }
        Ok(Self { ids, days })
    }

    fn codes(&self, desk: &Desk, column: &str) -> Option<BTreeSet<String>> {
        match column {
            "id" => Some(self.ids.clone()),
            "unit" => Some(desk.unit_codes()),
            _ => None,
        }
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Self::Item> {
        let (unit, decided_on) = (cells.name("unit")?, cells.day("decided_on")?);
        desk.commune(cells, "unit", &unit, desk.today.max(decided_on), faults);
        if decided_on > desk.today.plus_days(31) {
            faults.push(cells.fault("decided_on", "import.day_ahead", &[&desk.today.to_string()]));
        }
        let Some(standard) = cells.code("standard").or_else(|| in_force(decided_on)) else {
            faults.push(cells.fault("standard", "import.no_standard", &[&decided_on.to_string()]));
            return None;
        };
        let household = Household {
            id: cells.text("id").to_owned(),
            village: cells.text("village").to_owned(),
            head: cells.text("head").to_owned(),
            status: cells.code("status")?,
            standard,
            decided_on,
            members: cells.count("members"),
        };
        Some((unit, household))
    }

    /// A commune's list is not replaced by one whose newest decision is older.
    fn together(&self, _: &Desk, entries: &[(Cells, Self::Item)], faults: &mut Faults) {
        let mut newest: BTreeMap<&UnitCode, (&Cells, Date)> = BTreeMap::new();
        for (cells, (unit, household)) in entries {
            let known = newest.entry(unit).or_insert((cells, household.decided_on));
            if known.1 < household.decided_on {
                *known = (cells, household.decided_on);
            }
        }
        for (unit, (cells, day)) in newest {
            if let Some(known) = self.days.get(unit).filter(|known| day < **known) {
                faults.push(cells.fault("decided_on", "import.older_list", &[&known.to_string()]));
            }
        }
    }

    fn place(&self, desk: &Desk, (unit, _): &Self::Item) -> String {
        desk.place(unit, None)
    }

    fn values((unit, household): &Self::Item) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        vec![
            text(&household.id),
            text(unit.as_str()),
            text(&household.village),
            text(&household.head),
            text(household.status.as_str()),
            text(household.standard.as_str()),
            Some(Value::Day(household.decided_on)),
            Some(Value::Number(i64::from(household.members))),
        ]
    }

    fn before(&self, c: &Connection, items: &[Self::Item]) -> Result<Vec<Self::Item>, StorageError> {
        let mut before = Vec::new();
        for unit in items.iter().map(|(unit, _)| unit).collect::<BTreeSet<_>>() {
            let list = households::of_unit(c, unit)?;
            before.extend(list.into_iter().map(|household| (unit.clone(), household)));
        }
        Ok(before)
    }

    fn put(&self, c: &Connection, _: &Desk, items: &[Self::Item]) -> Result<(), StorageError> {
        for unit in items.iter().map(|(unit, _)| unit).collect::<BTreeSet<_>>() {
            households::forget(c, unit)?;
        }
        items.iter().try_for_each(|(unit, household)| households::put(c, unit, household))
    }
}

/// The poverty standard in force on a day, for lists that do not say which.
fn in_force(day: Date) -> Option<Code> {
    let standards = Catalogue::builtin().list("poverty_standard");
    standards.iter().find(|standard| standard.is_valid(day)).map(|standard| standard.id.clone())
}
