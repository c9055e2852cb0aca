//! The list of the entrusted organisations in the units: head, officer in charge with the days, joint document. It
//! replaces, whole, what was known of every organisation and unit that it names.

use std::collections::BTreeSet;

use rusqlite::Connection;

use shared::domain::offices::OrgUnit;
use shared::id::{Code, UnitCode};
use shared::limits::LINE_CHARS_MAX;

use super::column::{self, Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::storage::{StorageError, households};

pub(super) const COLUMNS: &[Column] = &[
    column::ORG,
    Column {
        id: "unit",
        vi: "Đơn vị",
        en: "Unit",
        also: "ma xa|xa|ten xa|xa phuong|xa phuong thi tran|ma don vi",
        shape: Cell::Unit,
        need: Need::Cell,
    },
    Column {
        id: "head",
        vi: "Người đứng đầu",
        en: "Head",
        also: "bi thu|chu tich|chu tich hoi|thu truong|ho ten nguoi dung dau|lanh dao",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Nothing,
    },
    Column {
        id: "officer",
        vi: "Cán bộ phụ trách",
        en: "Officer in charge",
        also: "can bo chuyen trach|nguoi phu trach|can bo phu trach uy thac|ho ten can bo",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Nothing,
    },
    Column {
        id: "from",
        vi: "Phụ trách từ ngày",
        en: "In charge from",
        also: "tu ngay|ngay phan cong|tu",
        shape: Cell::Day,
        need: Need::Nothing,
    },
    Column {
        id: "to",
        vi: "Phụ trách đến ngày",
        en: "In charge until",
        also: "den ngay|den|thoi phu trach tu ngay",
        shape: Cell::Day,
        need: Need::Nothing,
    },
    Column {
        id: "document",
        vi: "Văn bản liên tịch, hợp đồng ủy thác",
        en: "Joint document or contract",
        also: "van ban lien tich|hop dong uy thac|so van ban|so van ban lien tich|so hop dong uy thac|can cu",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Nothing,
    },
    Column {
        id: "document_on",
        vi: "Ngày văn bản",
        en: "Day of the document",
        also: "ngay van ban lien tich|ngay hop dong|ngay ky|ngay van ban hop dong",
        shape: Cell::Day,
        need: Need::Nothing,
    },
];

/// The list needs no other.
pub(super) struct Offices;

impl Kind for Offices {
    type Item = OrgUnit;
    const SHAPE: Shape =
        Shape { columns: COLUMNS, key: &["org", "unit", "from"], name: "officer", aside: &[], summed: &[] };

    fn open(_: &Connection, _: &Desk) -> Result<Self, StorageError> {
        Ok(Self)
    }

    fn codes(&self, desk: &Desk, column: &str) -> Option<BTreeSet<String>> {
        (column == "unit").then(|| desk.unit_codes())
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<OrgUnit> {
        let office = OrgUnit {
            org: cells.code("org")?,
            unit: cells.name("unit")?,
            head: cells.text("head").to_owned(),
            officer: cells.text("officer").to_owned(),
            from: cells.day("from"),
            to: cells.day("to"),
            document: cells.text("document").to_owned(),
            document_on: cells.day("document_on"),
        };
        desk.org(cells, "org", &office.org, faults);
        if desk.rows.iter().any(|unit| unit.code == office.unit) {
            desk.own_unit(cells, "unit", &office.unit, faults);
        } else {
            faults.push(cells.fault("unit", "import.unknown_unit", &[office.unit.as_str()]));
        }
        if let (Some(from), Some(to)) = (office.from, office.to)
            && to < from
        {
            faults.push(cells.fault("to", "import.ends_before_start", &[]));
        }
        if office.document_on.is_some() && office.document.is_empty() {
            faults.push(cells.fault("document", "import.empty", &[]));
        }
        Some(office)
    }

    fn place(&self, desk: &Desk, office: &OrgUnit) -> String {
        desk.place(&office.unit, Some(&office.org))
    }

    fn values(office: &OrgUnit) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        vec![
            text(office.org.as_str()),
            text(office.unit.as_str()),
            text(&office.head),
            text(&office.officer),
            office.from.map(Value::Day),
            office.to.map(Value::Day),
            text(&office.document),
            office.document_on.map(Value::Day),
        ]
    }

    fn before(&self, c: &Connection, items: &[OrgUnit]) -> Result<Vec<OrgUnit>, StorageError> {
        let named = named(items);
        let known = households::offices(c)?;
        Ok(known.into_iter().filter(|office| named.contains(&(&office.org, &office.unit))).collect())
    }

    fn put(&self, c: &Connection, _: &Desk, items: &[OrgUnit]) -> Result<(), StorageError> {
        for (org, unit) in named(items) {
            households::forget_office(c, org, unit)?;
        }
        items.iter().try_for_each(|office| households::put_office(c, office))
    }
}

fn named(items: &[OrgUnit]) -> BTreeSet<(&Code, &UnitCode)> {
    items.iter().map(|office| (&office.org, &office.unit)).collect()
}
