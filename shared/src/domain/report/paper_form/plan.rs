//! 01/KH, the year's plan of inspections: groups by month.

use super::super::{Block, Cell};
use super::parts::{chapter, day, figure, table, text, words};
use super::{HelperSheet, PaperForm, Source};
use crate::id::{Code, UnitCode};
use crate::record::{Flat, Scalar};

/// The columns, in the form's order.
const COLUMNS: [&str; 8] = ["month", "group", "group_head", "village", "unit", "inspection", "owner", TARGET];
/// The last column, where any line has a target: most lines name the group to be visited and need none.
const TARGET: &str = "target";

pub(super) fn schedule(source: &Source<'_>) -> HelperSheet {
    let flat = source.flat;
    let mut lines: Vec<Line<'_>> = flat.entries("item").iter().filter_map(|id| Line::of(flat, id)).collect();
    lines.sort_by(|a, b| a.order().cmp(&b.order()));
    let has_targets = lines.iter().any(|line| line.target.is_some());
    let columns = if has_targets { &COLUMNS[..] } else { &COLUMNS[..COLUMNS.len() - 1] };
    let mut rows: Vec<Vec<Cell>> = lines.iter().map(|line| line.row(source)).collect();
    for row in &mut rows {
        row.truncate(columns.len());
    }
    let basis = flat.below("basis").filter_map(|(_, text)| match text {
        Scalar::Text(text) => Some(figure("basis", words(text))),
        _ => None,
    });
    let year = flat.int("year").map_or(Cell::Empty, |year| Cell::Text(year.to_string()));
    let unit = source.place.first().cloned().map_or(Cell::Empty, Cell::Unit);
    let mut head = vec![
        figure("paper_no", text(flat, "paper_no")),
        figure("on", day(flat, "event_date")),
        figure("year", year),
        figure("planned_by", unit),
    ];
    head.extend(basis);
    let approved: Vec<Block> = vec![
        figure("approved_by", text(flat, "approved_by")),
        figure("approved_on", day(flat, "approved_on")),
    ];
    HelperSheet {
        form: PaperForm::Plan,
        head,
        chapters: vec![
            chapter("schedule", 1, vec![table("schedule", columns, rows, None)]),
            chapter("approval", 1, approved),
        ],
        signatures: vec![("sign_planner", None), ("sign_approver", None)],
        copies: &["copy_bank", "copy_unit"],
    }
}

/// One inspection of the plan.
struct Line<'f> {
    month: Option<u8>,
    group: Option<UnitCode>,
    unit: Option<UnitCode>,
    what: Option<Code>,
    target: Option<i64>,
    owner: &'f str,
}

impl<'f> Line<'f> {
    fn of(flat: &'f Flat, id: &str) -> Option<Self> {
        let key = |field: &str| format!("item.{id}.{field}");
        let text = |field: &str| flat.text(&key(field)).unwrap_or_default();
        let month = flat.int(&key("month")).and_then(|month| u8::try_from(month).ok());
        (text("kind") == "inspection").then(|| Self {
            month: month.filter(|month| (1..=12).contains(month)),
            group: text("group_code").parse().ok(),
            unit: text("unit").parse().ok(),
            what: text("what").parse().ok(),
            target: flat.int(&key("target")),
            owner: text("owner"),
        })
    }

    /// By month, then group; what is for the whole year last.
    fn order(&self) -> (u8, Option<&UnitCode>, Option<&UnitCode>) {
        (self.month.unwrap_or(u8::MAX), self.group.as_ref(), self.unit.as_ref())
    }

    fn row(&self, source: &Source<'_>) -> Vec<Cell> {
        let group = source.groups.iter().find(|group| Some(&group.code) == self.group.as_ref());
        vec![
            self.month.map_or_else(|| Cell::Said("all_year".to_owned()), Cell::Month),
            self.group.as_ref().map_or(Cell::Empty, |group| Cell::Text(group.to_string())),
            group.map_or(Cell::Empty, |group| words(&group.head)),
            group.map_or(Cell::Empty, |group| words(&group.village)),
            self.unit
                .clone()
                .or_else(|| group.map(|group| group.unit.clone()))
                .map_or(Cell::Empty, Cell::Unit),
            self.what.clone().map_or(Cell::Empty, |what| Cell::Entry("inspection_kind".to_owned(), what)),
            words(self.owner),
            self.target.map_or_else(|| Cell::Said("no_target".to_owned()), Cell::Count),
        ]
    }
}
