//! Month by month (S0 L70, S1 L100, S3 L4): what each unit did, and a list of the months without anything. No number is
//! made up for a month of which a silent commune has not told.

use super::build::{Table, figure, text};
use super::ground::Ground;
use super::{Block, Cell};
use crate::date::Date;
use crate::domain::figures::{Sums, Window, totals};
use crate::domain::report::months_without;
use crate::id::UnitCode;
use crate::record::Kind;

/// A calendar's columns: the unit and the months of a year.
const COLUMNS: &[&str; 13] = &[
    "unit", "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8",
    "month_9", "month_10", "month_11", "month_12",
];

/// Records of a kind by unit and month of the year, up to the window's last day.
pub(super) fn by_month(ground: &Ground<'_>, code: &'static str, kind: Kind) -> Block {
    calendar(ground, code, kind, &|sums| sums.get(kind.code()))
}

/// Broadcasts by unit and month.
pub(super) fn broadcasts(ground: &Ground<'_>) -> Block {
    calendar(ground, "broadcasts_by_month", Kind::Outreach, &|sums| sums.get("broadcasts"))
}

/// Months in which nobody had a record of a kind, by their numbers.
pub(super) fn empty_months(ground: &Ground<'_>, code: &'static str, kind: Kind) -> Block {
    let months = months_without(ground.material.entries, kind, ground.window.to);
    let months: Vec<String> = months.iter().map(ToString::to_string).collect();
    let is_told = ground.is_heard() && !months.is_empty();
    figure(code, if is_told { text(&months.join(", ")) } else { ground.none() })
}

fn calendar(ground: &Ground<'_>, code: &'static str, kind: Kind, number: &dyn Fn(&Sums) -> i64) -> Block {
    let year = Window::year_to(ground.window.to);
    let records = ground.material.entries.iter().filter(|entry| entry.facts.kind == kind);
    let by = totals(records.clone(), &year, |entry| {
        let month = entry.facts.event_date.map_or(0, Date::month);
        (entry.facts.partition.unit.clone(), month)
    });
    let others = ground.others(records.filter(|entry| entry.counts_in(&year)));
    // Months to come have no column.
    let (columns, _) = COLUMNS.split_at(usize::from(ground.window.to.month()) + 1);
    let mut table = Table::new(code, columns);
    for unit in ground.units().chain(others.iter().copied()) {
        let of = |month: u8| by.get(&(unit.clone(), month)).map_or(0, number);
        let is_above = *unit == ground.material.unit.code || others.contains(unit);
        // An office that publishes nothing by itself is no unit without products.
        if is_above && (1..=12).all(|month| of(month) == 0) {
            continue;
        }
        let months = (1..=ground.window.to.month()).map(|month| cell(ground, unit, month, of(month)));
        table.add([Cell::Unit(unit.clone())].into_iter().chain(months).collect());
    }
    table.summed(ground.none())
}

/// One month of a unit: its number, or that nothing is known of it.
fn cell(ground: &Ground<'_>, unit: &UnitCode, month: u8, number: i64) -> Cell {
    let ends_on = Window::months(ground.year(), month, month).map(|month| month.to);
    let seen = ground.material.seen.get(unit);
    let is_told = seen.zip(ends_on).is_some_and(|(seen, ends_on)| ends_on <= *seen);
    match ground.silence(unit).filter(|_| !is_told) {
        Some(silent) if number == 0 => silent,
        _ => ground.records(number),
    }
}
