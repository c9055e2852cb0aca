//! Help for households (S4 L28) and what was given to the funds (S1 L230, S4 L38).

use super::activities::{counted, tagged};
use super::build::{Table, entry, figure};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::report::support as figures_of;

/// Helpers and households, as they stand on the window's last day.
pub(super) fn support(ground: &Ground<'_>) -> Vec<Block> {
    let figures = figures_of(ground.material.entries, &ground.window);
    let of = |number: u32| ground.records(number.into());
    vec![
        figure("helpers", of(figures.helpers)),
        figure("helpers_unassigned", of(figures.helpers_unassigned)),
        figure("helpers_above", of(figures.helpers_above)),
        figure("households_helped", of(figures.households)),
        figure("households_escaped", of(figures.escaped)),
    ]
}

/// Đồng given, by fund and by who gave.
pub(super) fn funds(ground: &Ground<'_>) -> Vec<Block> {
    let table = |code, columns, name: &str, list: &str| {
        let mut table = Table::new(code, columns);
        for (code, amount) in ground.sums.below(name) {
            table.row([entry(list, code), Cell::Dong(amount)]);
        }
        table.summed(Cell::Empty)
    };
    vec![
        table("funds", &["fund", "amount"], "donation", "fund"),
        table("donors", &["donor_kind", "amount"], "donor", "donor_kind"),
    ]
}

/// Models and people that others should follow, by kind and by mark (S2 L104-114).
pub(super) fn exemplary(ground: &Ground<'_>) -> Vec<Block> {
    vec![
        counted(ground, "exemplary", &["exemplary_kind", "records"], "exemplary", "exemplary_kind"),
        tagged(ground, "exemplary_tags", &["exemplary_tag", "records"], "exemplary_tag", "exemplary_tag"),
    ]
}
