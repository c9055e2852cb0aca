//! A report as an outline: chapters of figures, tables and typed words under stable codes, in whole numbers. Renderers
//! turn it into a screen or a file; what was issued is this outline, kept as it was. No words and no layout here, and
//! an empty cell stays empty: it is printed as dots, never as 0.

mod activities;
mod annexes;
mod build;
mod calendar;
mod capital;
mod coverage;
mod ground;
mod groups;
mod joint;
mod outreach;
mod plans;
mod products;
mod quarterly;
mod remedies;
mod spending;
mod support;
mod visits;
mod voices;

#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use ground::Ground;

use crate::catalogue::{Catalogue, QuotaProfile};
use crate::date::Date;
use crate::domain::figures::{Entry, Window};
use crate::domain::offices::OrgUnit;
use crate::domain::progress::Commune;
use crate::domain::register::Loan;
use crate::domain::units::Unit;
use crate::id::{Code, UnitCode};
use crate::sorted::Map;

/// The reports that are outlines (reports.md §3); R1 is a [`super::Sheet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Report {
    /// R2, a quarter's outreach and inspections; no document sets a day for it (D-16).
    Quarterly,
    /// R3, the year's outreach plan, before 15/11 (S1 L236).
    Outreach,
    /// R4, the year's joint programme and inspections, before 15/11 (S2 L134).
    Joint,
    /// R7, where the capital comes from (S3 L4).
    Capital,
}

impl Report {
    /// Every one, in the order of reports.md.
    pub const ALL: [Self; 4] = [Self::Quarterly, Self::Outreach, Self::Joint, Self::Capital];

    /// Its stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quarterly => "r2",
            Self::Outreach => "r3",
            Self::Joint => "r4",
            Self::Capital => "r7",
        }
    }

    /// The report of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.code() == code)
    }

    /// Its yearly deadline: catalogue `deadline`.
    pub const fn deadline(self) -> Option<&'static str> {
        match self {
            Self::Outreach => Some("annual_outreach_report"),
            Self::Joint => Some("annual_inspection_report"),
            Self::Quarterly | Self::Capital => None,
        }
    }

    /// Its heading: catalogue `header_profile`.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Joint => "youth_union",
            _ => "state",
        }
    }
}

/// Which paper is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The report.
    pub report: Report,
    /// Its year.
    pub year: i32,
    /// Its quarter, 1 to 4; 0 for a report of the year.
    pub quarter: u8,
    /// Last day that it counts (D-3); of a quarter its last day.
    pub cut_off: Date,
}

impl Asked {
    /// The days that it counts: the year to the cut-off, or the quarter; `None` for a quarter that there is not, or a
    /// cut-off in another year.
    pub fn window(&self) -> Option<Window> {
        match self.quarter {
            0 => Some(Window::year_to(self.cut_off)),
            quarter => Window::quarter(self.year, quarter),
        }
        .filter(|_| self.cut_off.year() == self.year)
    }
}

/// The first chapter of every paper: what stands around the text, as the office types it (reports.md §1).
pub const BOXES: &str = "boxes";

/// The places of [`BOXES`].
const BOX_PLACES: [&str; 8] =
    ["superior", "office", "number", "place", "abstract", "recipient", "signer_title", "signer_name"];

/// The codes of what the office types in a report, in order.
pub fn places(report: Report) -> impl Iterator<Item = &'static str> {
    let inside = match report {
        Report::Quarterly => quarterly::PLACES,
        Report::Outreach => outreach::PLACES,
        Report::Joint => joint::PLACES,
        Report::Capital => capital::PLACES,
    };
    BOX_PLACES.iter().chain(inside).copied()
}

/// The paper that is asked for; `None` for a window that there is not. The order of records changes nothing in it.
pub fn paper(material: &Material<'_>, asked: &Asked) -> Option<Paper> {
    let ground = Ground::new(material, asked)?;
    let boxes = build::chapter(BOXES, 0, ground.typed(&BOX_PLACES));
    let chapters = match asked.report {
        Report::Quarterly => quarterly::chapters(&ground),
        Report::Outreach => outreach::chapters(&ground),
        Report::Joint => joint::chapters(&ground),
        Report::Capital => capital::chapters(&ground),
    };
    Some(Paper {
        asked: *asked,
        unit: material.unit.code.clone(),
        org: material.org.clone(),
        list_of: material.communes.iter().flat_map(|(_, groups)| groups).map(|group| group.as_of).max(),
        records: ground.records_counted(),
        silent: ground.silent(),
        chapters: [vec![boxes], chapters].concat(),
    })
}

/// What papers are made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'m> {
    /// The area.
    pub unit: &'m Unit,
    /// The organisation.
    pub org: &'m Code,
    /// Its communes with their groups, by name.
    pub communes: &'m [Commune],
    /// Loans of those groups.
    pub loans: &'m [Loan],
    /// Records of the area and its communes, with what was decided laid over them, each under the unit that it rolls up
    /// to.
    pub entries: &'m [Entry],
    /// The profiles that bind the organisation in the year.
    pub profiles: &'m [&'m QuotaProfile],
    /// Organisations of the communes, with officer and joint document.
    pub offices: &'m [OrgUnit],
    /// Day of each commune's newest synchronisation.
    pub seen: &'m Map<UnitCode, Date>,
    /// What the office typed, by the code of its place.
    pub typed: &'m Map<String, String>,
    /// The catalogue with what the area added.
    pub catalogue: &'m Catalogue,
    /// The day on which papers are made: before a window has ended, nobody can have told of its last day.
    pub today: Date,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What it is.
    pub asked: Asked,
    /// The area.
    pub unit: UnitCode,
    /// The organisation.
    pub org: Code,
    /// Day of the lists that the denominators stand on.
    pub list_of: Option<Date>,
    /// Records that it counts.
    pub records: u32,
    /// Communes that were not heard of within [`crate::limits::STALE_AFTER_DAYS`] before the window's last day or
    /// today, whichever is earlier, nor later, with the day of their newest synchronisation: their work is not known,
    /// and so not nothing (SC-10).
    pub silent: Vec<(UnitCode, Option<Date>)>,
    /// Its chapters, in order.
    pub chapters: Vec<Chapter>,
}

impl Paper {
    /// What was typed in a place; `None` where nothing was.
    pub fn typed(&self, place: &str) -> Option<&str> {
        self.chapters.iter().flat_map(|chapter| &chapter.blocks).find_map(|block| match block {
            Block::Typed { code, text } if code == place => {
                Some(text.as_str()).filter(|text| !text.is_empty())
            }
            _ => None,
        })
    }
}

/// A heading with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// What it is called: a stable code.
    pub code: String,
    /// 1 for "I.", 2 for "1.", 3 for "a)", 0 for an annex.
    pub depth: u8,
    /// What stands under it, before the next heading.
    pub blocks: Vec<Block>,
}

/// One piece of a chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A named number.
    Figure {
        /// What it is: a stable code.
        item: String,
        /// Of what; [`Cell::Empty`] for the whole.
        of: Cell,
        /// The number.
        value: Cell,
    },
    /// A table.
    Table {
        /// What it is: a stable code.
        code: String,
        /// Its columns: stable codes.
        columns: Vec<String>,
        /// Its rows, each as long as `columns`.
        rows: Vec<Vec<Cell>>,
        /// Its last row, in bold; none where columns cannot be added.
        total: Option<Vec<Cell>>,
    },
    /// Words that the office types; empty for dots.
    Typed {
        /// Its place: a stable code.
        code: String,
        /// What was typed.
        text: String,
    },
}

/// What stands in one place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// Not known: dots.
    #[default]
    Empty,
    /// Words as somebody wrote them: a name, a number of a document.
    Text(String),
    /// An entry of the catalogue: its list and code. A kind of record is one of `kind`, those of a checklist are of
    /// `subject` and `question`.
    Entry(String, Code),
    /// An entry, or a rule under `quota_rule`, in the words of a day (decisions.md D-1): "khu vực" from 1/7/2025 on.
    Dated(String, Code, Date),
    /// A unit.
    Unit(UnitCode),
    /// A day.
    Day(Date),
    /// A month, 1 to 12.
    Month(u8),
    /// A number.
    Count(i64),
    /// Đồng.
    Dong(i64),
    /// A number of those needed or there, with its share.
    Of(i64, i64),
    /// Đồng of others, with the share.
    DongOf(i64, i64),
    /// A share alone: part and whole.
    Share(i64, i64),
    /// Something else in words: a stable code.
    Said(String),
    /// Whether something is met.
    Met(bool),
    /// Not heard of since a day.
    Silent(Option<Date>),
}
