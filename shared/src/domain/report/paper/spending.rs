//! Money for outreach by source (S1 IV): planned, spent, and the share where something was planned.

use super::build::{Table, chapter, dong, entry, figure, said};
use super::ground::Ground;
use super::{Block, Cell, Chapter};
use crate::domain::report::current_plans;
use crate::domain::report::money::planned_and_spent;
use crate::sorted::Map;

/// The three parts of R3's third chapter with their sources; what is in none of the first two is in the last.
const PARTS: [(&str, &[&str]); 3] = [
    ("money_national", &["ntp_subproject_1_project_6"]),
    ("money_local", &["local_budget", "assigned_budget"]),
    ("money_other", &[]),
];

/// Planned and spent by source, of all plans of the year.
fn rows(ground: &Ground<'_>) -> Map<String, (i64, i64)> {
    let plans = current_plans(ground.material.entries, ground.year());
    planned_and_spent(plans.iter().map(|(_, plan)| *plan), &ground.sums)
}

/// The table of all sources.
pub(super) fn spending(ground: &Ground<'_>) -> Vec<Block> {
    let rows = rows(ground);
    let mut table = Table::new("funding", &["funding_source", "planned", "spent", "share_of_plan"]);
    for (source, (planned, spent)) in &rows {
        table.row([entry("funding_source", source), dong(*planned), dong(*spent), share(*planned, *spent)]);
    }
    let (planned, spent) = sum(rows.values());
    let total = vec![said("total"), dong(planned), dong(spent), share_of(&rows)];
    vec![table.with_total(total, Cell::Empty)]
}

/// The same by the parts of R3.
pub(super) fn parts(ground: &Ground<'_>) -> Vec<Chapter> {
    let rows = rows(ground);
    let part_of = |source: &str| {
        PARTS.iter().find(|(_, sources)| sources.contains(&source)).map_or("money_other", |(part, _)| part)
    };
    let part = |(code, _): (&'static str, _)| {
        let of: Map<String, (i64, i64)> = rows
            .iter()
            .filter(|(source, _)| part_of(source) == code)
            .map(|(source, row)| (source.clone(), *row))
            .collect();
        let (planned, spent) = sum(of.values());
        let figures = vec![
            figure("planned", dong(planned)),
            figure("spent", dong(spent)),
            figure("share_of_plan", share_of(&of)),
        ];
        chapter(code, 2, figures)
    };
    PARTS.into_iter().map(part).collect()
}

fn sum<'r>(rows: impl Iterator<Item = &'r (i64, i64)>) -> (i64, i64) {
    rows.fold((0, 0), |(planned, spent), row| (planned.saturating_add(row.0), spent.saturating_add(row.1)))
}

/// A share only where something was planned (S1 L207).
fn share(planned: i64, spent: i64) -> Cell {
    if planned > 0 { Cell::Share(spent, planned) } else { Cell::Empty }
}

/// The share of several sources: none where something was spent that nobody had planned.
fn share_of(rows: &Map<String, (i64, i64)>) -> Cell {
    let is_planned = rows.values().all(|(planned, spent)| *planned > 0 || *spent == 0);
    let (planned, spent) = sum(rows.values());
    if is_planned { share(planned, spent) } else { Cell::Empty }
}
