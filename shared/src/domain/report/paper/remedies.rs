//! What inspections found and what became of it (S2 L52, R6), as it stands on the window's last day.

use super::build::{Table, day, entry, figure, text};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::report::{open_remedies, remedies as figures_of};
use crate::id::Code;

/// How many there are, how many are done, which are overdue.
pub(super) fn remedies(ground: &Ground<'_>) -> Vec<Block> {
    let figures = figures_of(ground.material.entries, ground.window.to);
    let of = |part: u32, whole: u32| ground.records_of(part.into(), whole.into());
    // Half a day or more is a day.
    let median =
        figures.median_days_x100.map_or(Cell::Empty, |days| Cell::Count((days + 50).div_euclid(100)));
    vec![
        figure("remedies_found", ground.records(figures.total.into())),
        figure("remedies_done", of(figures.done, figures.total)),
        figure("remedies_verified", of(figures.verified, figures.total)),
        figure("remedies_due_done", of(figures.due_and_done, figures.due)),
        figure("remedies_overdue", ground.records(figures.overdue.into())),
        figure("remedies_median_days", median),
    ]
}

/// Those that are not done, the longest overdue first.
pub(super) fn open(ground: &Ground<'_>) -> Block {
    const COLUMNS: &[&str] = &["unit", "group", "finding_kind", "owner", "due_on", "days_over"];
    let mut table = Table::new("open_remedies", COLUMNS);
    for remedy in open_remedies(ground.material.entries, ground.window.to) {
        let finding = remedy.finding.as_ref().map_or("", Code::as_str);
        let over = remedy.days_over.filter(|days| *days > 0);
        table.row([
            Cell::Unit(remedy.unit),
            remedy.group.map_or(Cell::Empty, |group| Cell::Text(group.to_string())),
            entry("finding_kind", finding),
            text(&remedy.owner),
            day(remedy.due),
            over.map_or(Cell::Empty, Cell::Count),
        ]);
    }
    table.list(ground.none())
}
