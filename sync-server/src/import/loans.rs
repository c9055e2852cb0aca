//! The list of loans. It replaces, whole, the loans of every unit and organisation that it names, so that a
//! paid-off loan leaves the phones.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::date::Date;
use shared::domain::register::Loan;
use shared::id::{Partition, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::column::{self, Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::storage::{StorageError, registers};

/// Longest code of a loan, in characters: it is a segment of nothing, but it is printed in a narrow column.
const LOAN_CODE_CHARS_MAX: usize = 24;

pub(super) const COLUMNS: &[Column] = &[
    Column {
        id: "code",
        vi: "Mã món vay",
        en: "Loan code",
        also: "so khe uoc|ma khe uoc|so ku|mon vay|so mon vay|ma khoan vay",
        shape: Cell::Number(LOAN_CODE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "group",
        vi: "Mã Tổ",
        en: "Group",
        also: "to|ma to tk vv|ma to tkvv|ma so to",
        shape: Cell::Name,
        need: Need::Cell,
    },
    Column {
        id: "borrower",
        vi: "Người vay",
        en: "Borrower",
        also: "ho ten|ho va ten|ten khach hang|khach hang|ho ten nguoi vay|ho ten khach hang|ho va ten nguoi vay|ho vay|ten nguoi vay",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "programme",
        vi: "Chương trình",
        en: "Programme",
        also: "chuong trinh cho vay|chuong trinh tin dung|ma chuong trinh|ct cho vay|ctv",
        shape: Cell::Choice("credit_programme", "import.unknown_programme"),
        need: Need::Cell,
    },
    Column {
        id: "disbursed",
        vi: "Số tiền giải ngân",
        en: "Disbursed",
        also: "giai ngan|so tien vay|doanh so cho vay|so tien cho vay|tien vay",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "disbursed_on",
        vi: "Ngày giải ngân",
        en: "Disbursed on",
        also: "ngay vay|ngay nhan tien",
        shape: Cell::Day,
        need: Need::Cell,
    },
    Column {
        id: "balance",
        vi: "Dư nợ",
        en: "Balance",
        also: "so du|du no hien tai|du no goc|so du no",
        shape: Cell::Money,
        need: Need::Cell,
    },
    Column {
        id: "purpose",
        vi: "Mục đích vay",
        en: "Purpose",
        also: "muc dich|muc dich su dung von|muc dich su dung|muc dich xin vay",
        shape: Cell::Words(200),
        need: Need::Nothing,
    },
    Column {
        id: "last_transaction_on",
        vi: "Giao dịch gần nhất",
        en: "Last movement",
        also: "ngay giao dich gan nhat|ngay gd gan nhat|ngay giao dich cuoi|ngay phat sinh gan nhat",
        shape: Cell::Day,
        need: Need::Nothing,
    },
    column::AS_OF,
];

/// What the rows are checked against: groups and loans as they are.
pub(super) struct Loans {
    /// The partition of every group of the register.
    groups: BTreeMap<UnitCode, Partition>,
    /// Day of the list that each partition's loans came from.
    days: BTreeMap<Partition, Date>,
    /// Partition of every loan.
    known: BTreeMap<String, Partition>,
}

impl Loans {
    fn of(&self, loan: &Loan) -> Option<&Partition> {
        self.groups.get(&loan.group)
    }
}

impl Kind for Loans {
    type Item = Loan;
    const SHAPE: Shape = Shape {
        columns: COLUMNS,
        key: &["code"],
        name: "borrower",
        aside: &["as_of"],
        summed: &["disbursed", "balance"],
    };

    fn open(c: &Connection, _: &Desk) -> Result<Self, StorageError> {
        // A group may stand in the list of a unit that ended and in its successor's: the newest list says where it is.
        let mut groups = registers::groups(c)?;
        groups.sort_by_key(|group| group.as_of);
        let groups: BTreeMap<_, _> = groups
            .into_iter()
            .map(|group| (group.code, Partition { unit: group.unit, org: group.org }))
            .collect();
        let (mut days, mut loans) = (BTreeMap::new(), BTreeMap::new());
        for loan in registers::loans(c)? {
            let Some(partition) = groups.get(&loan.group) else { continue };
            let day = days.entry(partition.clone()).or_insert(loan.as_of);
            *day = loan.as_of.max(*day);
            loans.insert(loan.code, partition.clone());
        }
        Ok(Self { groups, days, known: loans })
    }

    fn codes(&self, _: &Desk, column: &str) -> Option<BTreeSet<String>> {
        match column {
            "code" => Some(self.known.keys().cloned().collect()),
            "group" => Some(self.groups.keys().map(ToString::to_string).collect()),
            _ => None,
        }
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Loan> {
        let loan = Loan {
            code: cells.text("code").to_owned(),
            group: cells.name("group")?,
            borrower: cells.text("borrower").to_owned(),
            programme: cells.code("programme")?,
            disbursed: cells.number("disbursed"),
            disbursed_on: cells.day("disbursed_on")?,
            balance: cells.number("balance"),
            purpose: cells.text("purpose").to_owned(),
            last_transaction_on: cells.day("last_transaction_on"),
            as_of: cells.day("as_of")?,
        };
        let list = loan.as_of.to_string();
        for column in ["disbursed_on", "last_transaction_on"] {
            if cells.day(column).is_some_and(|day| day > loan.as_of) {
                faults.push(cells.fault(column, "import.after_list", &[&list]));
            }
        }
        let Some(partition) = self.of(&loan) else {
            faults.push(cells.fault("group", "import.unknown_group", &[loan.group.as_str()]));
            return None;
        };
        desk.own_unit(cells, "group", &partition.unit, faults);
        if desk.bounds.org.is_some_and(|own| *own != partition.org) {
            faults.push(cells.fault("group", "import.foreign_org", &[partition.org.as_str()]));
        }
        if let Some(elsewhere) = self.known.get(&loan.code).filter(|elsewhere| *elsewhere != partition) {
            faults.push(cells.fault("code", "import.loan_elsewhere", &[&loan.code, &elsewhere.to_string()]));
        }
        if let Some(day) = self.days.get(partition).filter(|day| loan.as_of < **day) {
            faults.push(cells.fault("as_of", "import.older_list", &[&day.to_string()]));
        }
        Some(loan)
    }

    fn place(&self, desk: &Desk, loan: &Loan) -> String {
        self.of(loan).map_or_else(String::new, |of| desk.place(&of.unit, Some(&of.org)))
    }

    fn values(loan: &Loan) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        vec![
            text(&loan.code),
            text(loan.group.as_str()),
            text(&loan.borrower),
            text(loan.programme.as_str()),
            Some(Value::Number(loan.disbursed)),
            Some(Value::Day(loan.disbursed_on)),
            Some(Value::Number(loan.balance)),
            text(&loan.purpose),
            loan.last_transaction_on.map(Value::Day),
            Some(Value::Day(loan.as_of)),
        ]
    }

    fn before(&self, c: &Connection, items: &[Loan]) -> Result<Vec<Loan>, StorageError> {
        let mut before = Vec::new();
        for partition in items.iter().filter_map(|loan| self.of(loan)).collect::<BTreeSet<_>>() {
            before.extend(registers::loans_of(c, &partition.unit, &partition.org)?);
        }
        Ok(before)
    }

    fn put(&self, c: &Connection, _: &Desk, items: &[Loan]) -> Result<(), StorageError> {
        let of_partition: Vec<(&Partition, &Loan)> =
            items.iter().filter_map(|loan| Some((self.of(loan)?, loan))).collect();
        for partition in of_partition.iter().map(|(partition, _)| *partition).collect::<BTreeSet<_>>() {
            registers::drop_loans(c, partition)?;
        }
        of_partition.into_iter().try_for_each(|(partition, loan)| registers::put_loan(c, partition, loan))
    }
}
