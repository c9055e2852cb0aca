//! The list of places of publication of an area, with level and kind: each becomes an addition to its catalogue. One
//! that is known by its name stays what it is; none is taken away, for records may name it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use shared::catalogue::{Added, Addition, Catalogue};
use shared::date::Date;
use shared::limits::LINE_CHARS_MAX;
use shared::text::fold;

use super::column::{Column, Need, Shape as Cell, Value};
use super::compare::{Shape, Values};
use super::fault::Faults;
use super::list::{Desk, Kind};
use super::rows::Cells;
use crate::secret;
use crate::storage::StorageError;
use crate::storage::additions::{self, Wording};

pub(super) const COLUMNS: &[Column] = &[
    Column {
        id: "name",
        vi: "Tên kênh, báo, đài",
        en: "Name",
        also: "ten|ten kenh|kenh|ten bao|bao dai|co quan bao chi|noi dang|noi dang phat",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Cell,
    },
    Column {
        id: "en",
        vi: "Tên tiếng Anh",
        en: "English name",
        also: "english|ten english",
        shape: Cell::Words(LINE_CHARS_MAX),
        need: Need::Nothing,
    },
    Column {
        id: "kind",
        vi: "Loại",
        en: "Kind",
        also: "loai kenh|loai hinh|loai hinh bao chi",
        shape: Cell::Words(40),
        need: Need::Cell,
    },
    Column {
        id: "level",
        vi: "Cấp",
        en: "Level",
        also: "cap quan ly|pham vi",
        shape: Cell::Choice("level", "import.unknown_level"),
        need: Need::Cell,
    },
    Column {
        id: "valid_to",
        vi: "Dùng đến ngày",
        en: "Used until",
        also: "den ngay|ngay ngung|ngung tu ngay",
        shape: Cell::Day,
        need: Need::Nothing,
    },
];

/// Kinds by the words that lists have for them, folded.
const KINDS: [(&str, &str); 5] = [
    ("newspaper", "bao|bao in|bao dien tu|tap chi|bao chi"),
    ("broadcast", "dai|phat thanh|truyen hinh|phat thanh truyen hinh|truyen thanh|loa"),
    (
        "web",
        "trang|website|trang thong tin|trang thong tin dien tu|cong thong tin|cong thong tin dien tu|web",
    ),
    ("internal", "noi bo|dac san|ban tin noi bo"),
    ("social", "mang xa hoi|facebook|zalo|fanpage|youtube|tiktok"),
];

/// One place of publication, as the list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outlet {
    name: String,
    en: String,
    kind: String,
    level: String,
    valid_to: Option<Date>,
}

/// What the rows are checked against: those of the unit, and those that are built in.
pub(super) struct Outlets {
    known: Vec<(Outlet, Option<Addition>)>,
}

impl Outlets {
    fn known(&self, outlet: &Outlet) -> Option<&(Outlet, Option<Addition>)> {
        let name = fold(&outlet.name);
        self.known.iter().find(|(known, _)| fold(&known.name) == name)
    }
}

impl Kind for Outlets {
    type Item = Outlet;
    const SHAPE: Shape = Shape { columns: COLUMNS, key: &["name"], name: "kind", aside: &[], summed: &[] };

    fn open(c: &Connection, desk: &Desk) -> Result<Self, StorageError> {
        let mut known = Vec::new();
        for kept in additions::all(c)?.into_iter().filter(|kept| Some(&kept.unit) == desk.bounds.top) {
            let addition = kept.addition;
            let Added::Outlet { kind, level } = &addition.what else { continue };
            let outlet = Outlet {
                name: addition.vi.clone(),
                en: addition.en.clone(),
                kind: kind.to_string(),
                level: level.to_string(),
                valid_to: addition.valid_to,
            };
            known.push((outlet, Some(addition)));
        }
        let built_in = Catalogue::builtin().list("outlet").iter().map(|entry| Outlet {
            name: entry.vi.clone(),
            en: entry.en.clone(),
            kind: entry.kind.as_ref().map(ToString::to_string).unwrap_or_default(),
            level: entry.level.as_ref().map(ToString::to_string).unwrap_or_default(),
            valid_to: entry.valid_to,
        });
        known.extend(built_in.map(|outlet| (outlet, None)));
        Ok(Self { known })
    }

    fn codes(&self, _: &Desk, _: &str) -> Option<BTreeSet<String>> {
        None
    }

    fn item(&self, desk: &Desk, cells: &Cells, faults: &mut Faults) -> Option<Outlet> {
        if desk.bounds.top.is_none() {
            faults.push(cells.fault("name", "import.no_unit_named", &[]));
        }
        let kind = fold(cells.text("kind"));
        let is_kind = |(id, words): &&(&str, &str)| kind == *id || words.split('|').any(|word| word == kind);
        let Some((kind, _)) = KINDS.iter().find(is_kind) else {
            faults.push(cells.fault("kind", "import.unknown_outlet_kind", &[cells.text("kind")]));
            return None;
        };
        let mut outlet = Outlet {
            name: cells.text("name").to_owned(),
            en: cells.text("en").to_owned(),
            kind: (*kind).to_owned(),
            level: cells.text("level").to_owned(),
            valid_to: cells.day("valid_to"),
        };
        if let Some((known, addition)) = self.known(&outlet) {
            if (&known.kind, &known.level) != (&outlet.kind, &outlet.level) {
                faults.push(cells.fault(
                    "kind",
                    "import.outlet_differs",
                    &[&known.name, &known.kind, &known.level],
                ));
            }
            // What is built in has its own words.
            if addition.is_none() {
                outlet = known.clone();
            } else {
                outlet.name.clone_from(&known.name);
            }
        }
        Some(outlet)
    }

    fn place(&self, _: &Desk, _: &Outlet) -> String {
        String::new()
    }

    fn values(outlet: &Outlet) -> Values {
        let text =
            |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Value::Text(text.to_owned()));
        vec![
            text(&outlet.name),
            text(&outlet.en),
            text(&outlet.kind),
            text(&outlet.level),
            outlet.valid_to.map(Value::Day),
        ]
    }

    fn before(&self, _: &Connection, items: &[Outlet]) -> Result<Vec<Outlet>, StorageError> {
        Ok(items.iter().filter_map(|outlet| self.known(outlet)).map(|(known, _)| known.clone()).collect())
    }

    fn put(&self, c: &Connection, desk: &Desk, items: &[Outlet]) -> Result<(), StorageError> {
        let Some(unit) = desk.bounds.top else { return Ok(()) };
        for outlet in items {
            match self.known(outlet) {
                Some((known, Some(addition))) if known != outlet => {
                    let Outlet { name, en, valid_to, .. } = outlet.clone();
                    let wording =
                        Wording { vi: name, en, valid_to, by: desk.who.to_owned(), at: desk.now_ms };
                    additions::say(c, &addition.id, &wording)?;
                }
                Some(_) => {}
                None => {
                    let (Ok(kind), Ok(level), Some(id)) =
                        (outlet.kind.parse(), outlet.level.parse(), Addition::draw_id(secret::random()?))
                    else {
                        continue;
                    };
                    let Outlet { name: vi, en, valid_to, .. } = outlet.clone();
                    let what = Added::Outlet { kind, level };
                    let addition = Addition { id, vi, en, valid_from: None, valid_to, what };
                    additions::add(c, unit, &addition, desk.who, desk.now_ms)?;
                }
            }
        }
        Ok(())
    }
}
