//! R7, the capital sheet (S3 L4): where the lent capital comes from, planned and actual, beside the year before and
//! beside a share that the office types with its source.

use super::build::{Table, chapter, dong, entry, figure, said};
use super::ground::Ground;
use super::{Block, Cell, Chapter};
use crate::domain::report::CapitalFigures;
use crate::domain::report::money::{LOCAL, capital, sheet_of};
use crate::record::Kind;
use crate::sorted::Map;

/// What the office types in its chapters, in their order.
pub(super) const PLACES: &[&str] = &["reference_share", "reference_source", "remarks"];

/// Its chapters.
pub(super) fn chapters(ground: &Ground<'_>) -> Vec<Chapter> {
    let typed = ground.typed(&["reference_share", "reference_source"]);
    vec![
        chapter("capital", 1, vec![sources(ground)]),
        chapter("local_capital", 1, [local(ground), typed].concat()),
        chapter("contributions", 1, vec![donors(ground)]),
        chapter("capital_remarks", 1, ground.typed(&["remarks"])),
    ]
}

/// Every source of the year's newest sheet: planned, actual, the difference, its share of the whole.
fn sources(ground: &Ground<'_>) -> Block {
    const COLUMNS: &[&str] = &["capital_source", "planned", "actual", "difference", "share_of_capital"];
    let mut table = Table::new("capital_sources", COLUMNS);
    let Some(sheet) = sheet_of(ground.material.entries, ground.year()) else {
        return table.list(Cell::Empty);
    };
    let money = |amount: Option<i64>| amount.map_or(Cell::Empty, Cell::Dong);
    let share = |amount: i64| if sheet.total > 0 { Cell::Share(amount, sheet.total) } else { Cell::Empty };
    let row = |name: Cell, planned: Option<i64>, actual: Option<i64>| {
        let difference = planned.zip(actual).map(|(planned, actual)| actual.saturating_sub(planned));
        [name, money(planned), money(actual), money(difference), actual.map_or(Cell::Empty, share)]
    };
    for source in ground.material.catalogue.list("capital_source") {
        let of = |amounts: &Map<String, i64>| amounts.get(source.id.as_str()).copied();
        table.row(row(entry("capital_source", source.id.as_str()), of(&sheet.planned), of(&sheet.sources)));
    }
    let known = sheet.sources.values().copied().fold(0, i64::saturating_add);
    let rest = Some(sheet.total.saturating_sub(known)).filter(|rest| *rest > 0);
    table.row(row(said("other_capital"), None, rest));
    // Where a part was not planned, the whole was not.
    let is_planned = sheet.sources.keys().all(|source| sheet.planned.contains_key(source));
    let planned = sheet.planned.values().copied().reduce(i64::saturating_add).filter(|_| is_planned);
    let total = row(said("total"), planned, Some(sheet.total).filter(|total| *total > 0));
    table.with_total(total.into(), Cell::Empty)
}

/// The local budget's share, and how it has grown.
fn local(ground: &Ground<'_>) -> Vec<Block> {
    // A sheet on which nobody wrote the local budget says nothing of it.
    let sheet = sheet_of(ground.material.entries, ground.year());
    let is_written = sheet.is_some_and(|sheet| sheet.sources.contains_key(LOCAL));
    let figures = capital(ground.material.entries, ground.year()).filter(|_| is_written);
    let of = |cell: fn(&CapitalFigures) -> Option<Cell>| figures.as_ref().and_then(cell).unwrap_or_default();
    vec![
        figure(
            "local_share",
            of(|sheet| (sheet.total > 0).then_some(Cell::DongOf(sheet.local, sheet.total))),
        ),
        figure("local_before", of(|sheet| sheet.before.map(Cell::Dong))),
        figure("local_growth", of(|sheet| sheet.before.map(|before| Cell::Dong(sheet.local - before)))),
        figure(
            "local_growth_share",
            of(|sheet| {
                sheet.before.filter(|b| *b > 0).map(|before| Cell::Share(sheet.local - before, before))
            }),
        ),
        figure(
            "local_difference",
            of(|sheet| sheet.planned.map(|planned| Cell::Dong(sheet.local - planned))),
        ),
    ]
}

/// Gifts towards the capital, by who gave (S3 L8).
fn donors(ground: &Ground<'_>) -> Block {
    let gifts =
        ground.of_kind(Kind::Outreach).map(|activity| activity.sums.get("donation.entrusted_capital"));
    figure("capital_donations", dong(gifts.fold(0, i64::saturating_add)))
}
