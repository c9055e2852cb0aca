//! The list of groups of one day. It replaces the list of the same unit, organisation and day; the newest
//! day's list is the register, older ones are kept for figures of earlier windows.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::register::Group;
use shared::id::{Partition, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::column::{self, Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values, Warning};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::storage::{StorageError, registers};

/// Above any group's members, and any commune's borrowers.
const PEOPLE_MAX: u32 = 1_000_000;

pub(super) const COLUMNS: &[Column] = &[
    Column {
        id: "code",
        vi: "Mã Tổ",
        en: "Group code",
        also: "ma to tk vv|ma to tkvv|ma so to|to|ma to tiet kiem va vay von",
        shape: Cell::Name,
        need: Need::Cell,
    },
    column::ORG,
    column::UNIT,
    column::VILLAGE,
    Column {
        id: "head",
        vi: "Tổ trưởng",
        en: "Head",
        also: "ho ten to truong|ten to truong|ho va ten to truong",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "deputy",
        vi: "Tổ phó",
        en: "Deputy",
        also: "ho ten to pho|ten to pho",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Nothing,
    },
    Column {
        id: "members",
        vi: "Số tổ viên",
        en: "Members",
        also: "to vien|so thanh vien|tong so to vien|thanh vien",
        shape: Cell::Count(PEOPLE_MAX),
        need: Need::Cell,
    },
    Column {
        id: "members_saving",
        vi: "Tổ viên gửi tiền",
        en: "Members who save",
        also: "so to vien gui tien|to vien tham gia gui tien|so to vien co tien gui",
        shape: Cell::Count(PEOPLE_MAX),
        need: Need::Cell,
    },
    Column {
        id: "borrowers",
        vi: "Số hộ còn dư nợ",
        en: "Borrowers",
        also: "so ho vay|so khach hang|khach hang con du no|so khach hang con du no|ho con du no|so ho du no|so kh",
        shape: Cell::Count(PEOPLE_MAX),
        need: Need::Cell,
    },
    Column {
        id: "outstanding",
        vi: "Dư nợ",
        en: "Outstanding",
        also: "tong du no|so du no|du no cho vay",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "overdue",
        vi: "Nợ quá hạn",
        en: "Overdue",
        also: "du no qua han|qua han|nqh",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "frozen",
        vi: "Nợ khoanh",
        en: "Frozen debt",
        also: "du no khoanh|khoanh",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "interest_arrears",
        vi: "Lãi tồn",
        en: "Interest in arrears",
        also: "lai ton dong|lai chua thu|so lai ton",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "savings_balance",
        vi: "Số dư tiền gửi",
        en: "Savings",
        also: "tien gui|du tien gui|so du tien gui to vien|tien gui to vien|so du tien gui tiet kiem",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "score",
        vi: "Điểm",
        en: "Score",
        also: "diem xep loai|diem cham|so diem|tong diem",
        shape: Cell::Count(100),
        need: Need::Nothing,
    },
    Column {
        id: "rank",
        vi: "Xếp loại",
        en: "Rank",
        also: "xep loai to|loai|ket qua xep loai",
        shape: Cell::Choice("group_rank", "import.unknown_rank"),
        need: Need::Nothing,
    },
    column::AS_OF,
];

/// What the rows are checked against: the current lists.
pub(super) struct Groups {
    current: BTreeMap<UnitCode, Partition>,
    newest: BTreeMap<Partition, Date>,
}

fn partition(group: &Group) -> Partition {
    Partition { unit: group.unit.clone(), org: group.org.clone() }
}

impl Kind for Groups {
    type Item = Group;
    const SHAPE: Shape = Shape {
        columns: COLUMNS,
        key: &["code"],
        name: "head",
        aside: &["as_of"],
        summed: &[
            "members",
            "members_saving",
            "borrowers",
            "outstanding",
            "overdue",
            "frozen",
            "interest_arrears",
            "savings_balance",
        ],
    };

    fn open(c: &Connection, _: &Desk) -> Result<Self, StorageError> {
        let groups = registers::groups(c)?;
        let newest = groups.iter().map(|group| (partition(group), group.as_of)).collect();
        let current = groups.iter().map(|group| (group.code.clone(), partition(group))).collect();
        Ok(Self { current, newest })
    }

    fn codes(&self, desk: &Desk, column: &str) -> Option<BTreeSet<String>> {
        match column {
            "code" => Some(self.current.keys().map(ToString::to_string).collect()),
            "unit" => Some(desk.unit_codes()),
            _ => None,
        }
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Group> {
        let group = Group {
            code: cells.name("code")?,
            org: cells.code("org")?,
            unit: cells.name("unit")?,
            village: cells.text("village").to_owned(),
            head: cells.text("head").to_owned(),
            deputy: cells.text("deputy").to_owned(),
            members: cells.count("members"),
            members_saving: cells.count("members_saving"),
            borrowers: cells.count("borrowers"),
            outstanding: cells.number("outstanding"),
            overdue: cells.number("overdue"),
            frozen: cells.number("frozen"),
            interest_arrears: cells.number("interest_arrears"),
            savings_balance: cells.number("savings_balance"),
            score: cells.value("score").and_then(|_| u8::try_from(cells.count("score")).ok()),
            rank: cells.code("rank"),
            as_of: cells.day("as_of")?,
        };
        desk.org(cells, "org", &group.org, faults);
        desk.commune(cells, "unit", &group.unit, group.as_of, faults);
        if let Some(elsewhere) =
            self.current.get(&group.code).filter(|elsewhere| **elsewhere != partition(&group))
        {
            faults.push(cells.fault(
                "code",
                "import.group_elsewhere",
                &[group.code.as_str(), &elsewhere.to_string()],
            ));
        }
        adds_up(cells, &group, faults);
        Some(group)
    }

    /// All groups of one unit and organisation stand on a list of one day.
    fn together(&self, _: &Desk, entries: &[(Cells, Group)], faults: &mut Faults) {
        let mut days: BTreeMap<Partition, Date> = BTreeMap::new();
        for (cells, group) in entries {
            let day = *days.entry(partition(group)).or_insert(group.as_of);
            if day != group.as_of {
                faults.push(cells.fault("as_of", "import.two_days", &[&day.to_string()]));
            }
        }
    }

    fn place(&self, desk: &Desk, group: &Group) -> String {
        desk.place(&group.unit, Some(&group.org))
    }

    fn values(group: &Group) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        let count = |count: u32| Some(Value::Number(i64::from(count)));
        let money = |dong: i64| Some(Value::Number(dong));
        vec![
            text(group.code.as_str()),
            text(group.org.as_str()),
            text(group.unit.as_str()),
            text(&group.village),
            text(&group.head),
            text(&group.deputy),
            count(group.members),
            count(group.members_saving),
            count(group.borrowers),
            money(group.outstanding),
            money(group.overdue),
            money(group.frozen),
            money(group.interest_arrears),
            money(group.savings_balance),
            group.score.map(|score| Value::Number(i64::from(score))),
            text(group.rank.as_ref().map_or("", |rank| rank.as_str())),
            Some(Value::Day(group.as_of)),
        ]
    }

    /// The lists of the same day, or else the newest before it.
    fn before(&self, c: &Connection, items: &[Group]) -> Result<Vec<Group>, StorageError> {
        let lists: BTreeMap<Partition, Date> =
            items.iter().map(|group| (partition(group), group.as_of)).collect();
        let mut before = Vec::new();
        for (partition, day) in lists {
            before.extend(registers::groups_until(c, &partition, day)?);
        }
        Ok(before)
    }

    fn warnings(&self, desk: &Desk, items: &[Group]) -> Vec<Warning> {
        let lists: BTreeMap<Partition, Date> =
            items.iter().map(|group| (partition(group), group.as_of)).collect();
        let newer = lists.iter().filter_map(|(partition, day)| {
            let newest = self.newest.get(partition).filter(|newest| *newest > day)?;
            let args = vec![day.to_string(), newest.to_string()];
            let place = desk.place(&partition.unit, Some(&partition.org));
            Some(Warning { code: "import.older_than_register", place, column: None, args })
        });
        newer.collect()
    }

    fn put(&self, c: &Connection, _: &Desk, items: &[Group]) -> Result<(), StorageError> {
        let mut dropped = BTreeSet::new();
        for group in items {
            if dropped.insert((&group.unit, &group.org)) {
                registers::drop_groups(c, group)?;
            }
            registers::put_group(c, group)?;
        }
        Ok(())
    }
}

/// No part is more than its whole.
fn adds_up(cells: &Cells, group: &Group, faults: &mut Faults) {
    let parts = [
        ("members_saving", i64::from(group.members_saving), "members", i64::from(group.members)),
        ("borrowers", i64::from(group.borrowers), "members", i64::from(group.members)),
        ("overdue", group.overdue, "outstanding", group.outstanding),
        ("frozen", group.frozen, "outstanding", group.outstanding),
    ];
    let label = |id: &str| COLUMNS.iter().find(|column| column.id == id).map_or("", |column| column.vi);
    for (part, _, whole, _) in parts.into_iter().filter(|(_, part, _, whole)| part > whole) {
        faults.push(cells.fault(part, "import.part_over_whole", &[label(part), label(whole)]));
    }
}
