//! Plans of the year (S0 L74, S2 L132, S4 L28-30): their documents, and each line beside what was done of it. A line
//! without a target has no share.

use super::build::{Table, dated, day, entry, figure, said, text};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::figures::{Entry, Line, Plan};
use crate::domain::report::{LineFigures, current_plans, done_by_month, plan as lines_of};
use crate::id::{DocId, UnitCode};
use crate::sorted::Map;

/// The newest plans of the year, those of the area first, then by commune.
fn plans<'m>(ground: &Ground<'m>) -> Vec<(&'m Entry, &'m Plan)> {
    let entries = ground.material.entries;
    let by_doc: Map<DocId, &Entry> = entries.iter().map(|entry| (entry.facts.doc, entry)).collect();
    let current = current_plans(entries, ground.year());
    let mut plans: Vec<_> =
        current.into_iter().filter_map(|(doc, plan)| Some((*by_doc.get(&doc)?, plan))).collect();
    plans.sort_by_key(|(entry, _)| {
        let unit = &entry.facts.partition.unit;
        (*unit != ground.material.unit.code, unit.clone(), entry.facts.event_date, entry.facts.doc)
    });
    plans
}

/// Number and day of each plan, and what it is based on.
pub(super) fn documents(ground: &Ground<'_>) -> Vec<Block> {
    let mut numbers = Table::new("plans", &["unit", "plan_number", "plan_on"]);
    let mut bases = Table::new("plan_basis", &["unit", "document"]);
    for (entry, plan) in plans(ground) {
        let unit = || Cell::Unit(entry.facts.partition.unit.clone());
        numbers.row([unit(), text(&entry.facts.place), day(entry.facts.event_date)]);
        for words in &plan.basis {
            bases.row([unit(), text(words)]);
        }
    }
    vec![numbers.list(Cell::Empty), bases.list(Cell::Empty)]
}

/// Lines of these kinds (catalogue `plan_kind`) beside what was done up to the window's last day and in the whole
/// year, and the schedule by month.
pub(super) fn compared(ground: &Ground<'_>, kinds: &[&str]) -> Vec<Block> {
    const COLUMNS: &[&str] = &[
        "unit",
        "plan_kind",
        "what",
        "month",
        "whereof",
        "target",
        "to_cut_off",
        "whole_year",
        "share_of_target",
    ];
    let until: Vec<Entry> =
        ground.material.entries.iter().filter(|entry| entry.counts_in(&ground.window)).cloned().collect();
    let mut table = Table::new("plan_lines", COLUMNS);
    let mut of_kinds: Vec<LineFigures> = Vec::new();
    for (entry, plan) in plans(ground) {
        let done_until = lines_of(plan, &until);
        for (by_then, in_year) in done_until.into_iter().zip(lines_of(plan, ground.material.entries)) {
            if kinds.contains(&by_then.line.kind.as_str()) {
                table.row(row(ground, entry, &by_then, in_year.done));
                of_kinds.push(by_then);
            }
        }
    }
    vec![table.list(Cell::Empty), by_month(&of_kinds)]
}

fn row(ground: &Ground<'_>, plan: &Entry, figures: &LineFigures, in_year: i64) -> [Cell; 9] {
    let line = &figures.line;
    let unit = &plan.facts.partition.unit;
    let silence = silence(ground, unit, line);
    let told = |known: Cell| silence.clone().unwrap_or(known);
    let share = line.target.map_or_else(|| said("no_target"), |target| told(Cell::Share(in_year, target)));
    [
        Cell::Unit(unit.clone()),
        entry("plan_kind", &line.kind),
        what(ground, line),
        line.month.map_or_else(|| said("all_year"), Cell::Month),
        whereof(line),
        line.target.map_or_else(|| said("no_target"), Cell::Count),
        told(Cell::Count(figures.done)),
        told(Cell::Count(in_year)),
        share,
    ]
}

/// What a silent commune has done of its plan is not known, nor what others plan that it does.
fn silence(ground: &Ground<'_>, unit: &UnitCode, line: &Line) -> Option<Cell> {
    let kind = ground.material.catalogue.entry("inspection_kind", &line.what);
    let by_others = kind
        .and_then(|kind| kind.by_level.as_ref())
        .is_some_and(|level| !matches!(level.as_str(), "commune" | "any"));
    let planned = line.unit.as_ref().filter(|_| !by_others);
    ground.silence(unit).or_else(|| ground.silence(planned?))
}

/// The form or kind of inspection that a line plans.
fn what(ground: &Ground<'_>, line: &Line) -> Cell {
    if line.what.is_empty() {
        said("any_of_kind")
    } else if ground.material.catalogue.entry("form", &line.what).is_some() {
        entry("form", &line.what)
    } else {
        dated("inspection_kind", &line.what, ground.window.to)
    }
}

/// The unit or group that a line plans.
fn whereof(line: &Line) -> Cell {
    match (&line.group, &line.unit) {
        (Some(group), _) => Cell::Text(group.to_string()),
        (None, Some(unit)) => Cell::Unit(unit.clone()),
        (None, None) => Cell::Empty,
    }
}

/// Lines of each month, and those of them of which something was done (S2 L132).
fn by_month(figures: &[LineFigures]) -> Block {
    let mut table = Table::new("plan_by_month", &["month", "lines", "lines_begun"]);
    for ((planned, done), month) in done_by_month(figures).into_iter().zip(1_u8..) {
        if planned > 0 {
            table.row([
                Cell::Month(month),
                Cell::Count(planned.into()),
                Cell::Of(done.into(), planned.into()),
            ]);
        }
    }
    if figures.is_empty() { figure("plan_by_month", Cell::Empty) } else { table.summed(Cell::Empty) }
}
