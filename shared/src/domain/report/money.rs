//! Money: what a plan's budget became (S1-16), and the capital sheet (S3 L4, R7).

use crate::domain::figures::{Capital, Detail, Entry, Plan, Sums, Window, total};
use crate::sorted::Map;

/// Planned and spent by funding source, of one plan's year: a share only where something was planned.
pub fn budget(plan: &Plan, entries: &[Entry]) -> Map<String, (i64, i64)> {
    let spent = Window::months(plan.year, 1, 12).map(|year| total(entries, &year)).unwrap_or_default();
    planned_and_spent([plan], &spent)
}

/// Planned in these plans and spent in these sums, by funding source.
pub(super) fn planned_and_spent<'p>(
    plans: impl IntoIterator<Item = &'p Plan>,
    sums: &Sums,
) -> Map<String, (i64, i64)> {
    let mut rows: Map<String, (i64, i64)> = Map::new();
    for (source, dong) in plans.into_iter().flat_map(|plan| &plan.budget) {
        let row = rows.entry(source.clone()).or_default();
        row.0 = row.0.saturating_add(*dong);
    }
    for (source, spent) in sums.below("funding") {
        rows.entry(source.to_owned()).or_default().1 = spent;
    }
    rows
}

/// A year's capital beside the year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapitalFigures {
    /// Local budget entrusted to the bank, đồng.
    pub local: i64,
    /// All of it, đồng.
    pub total: i64,
    /// Local budget that was planned, đồng; `None` when none was.
    pub planned: Option<i64>,
    /// Local budget of the year before; `None` without a sheet of it.
    pub before: Option<i64>,
}

/// Source of the local budget: catalogue `capital_source`.
pub(super) const LOCAL: &str = "local_budget_entrusted";

/// The capital of a year, by the newest of its sheets; `None` when there is no sheet.
pub fn capital(entries: &[Entry], year: i32) -> Option<CapitalFigures> {
    let sheet = sheet_of(entries, year)?;
    let local = |sheet: &Capital| sheet.sources.get(LOCAL).copied().unwrap_or(0);
    Some(CapitalFigures {
        local: local(sheet),
        total: sheet.total,
        planned: sheet.planned.get(LOCAL).copied(),
        before: sheet_of(entries, year - 1).map(local),
    })
}

/// The newest capital sheet of a year.
pub(super) fn sheet_of(entries: &[Entry], year: i32) -> Option<&Capital> {
    entries
        .iter()
        .filter(|entry| entry.counts())
        .filter_map(|entry| match &entry.detail {
            Detail::Capital(sheet) if sheet.year == year => {
                Some((entry.facts.event_date, entry.facts.doc, sheet))
            }
            _ => None,
        })
        .max_by_key(|(day, doc, _)| (*day, *doc))
        .map(|(.., sheet)| sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::current_plans;
    use crate::domain::sample::{day, entry};
    use crate::record::Kind;
    use crate::text::percent;

    fn sheet(number: u8, year: i32, local: i64, total: i64) -> Entry {
        entry(number, Kind::Capital, "BM", (day(year, 12, 20), "submitted"), |flat| {
            flat.set("year", i64::from(year));
            flat.set("source.local_budget_entrusted", local);
            flat.set("source.central", total - local);
            flat.set("planned.local_budget_entrusted", 250_000_000_000);
            flat.set("total", total);
        })
    }

    #[test]
    fn s3_1_a_share_is_of_the_total_and_s3_8_plan_and_actual_differ() {
        let all = [
            sheet(1, 2025, 200_000_000_000, 6_000_000_000_000),
            sheet(2, 2026, 233_200_000_000, 6_625_000_000_000),
        ];
        let figures = capital(&all, 2026).unwrap();
        assert_eq!(percent(figures.local, figures.total), "3,52");
        assert_eq!(figures.before.map(|before| figures.local - before), Some(33_200_000_000));
        assert_eq!(figures.planned.map(|planned| planned - figures.local), Some(16_800_000_000));
        assert_eq!(capital(&all, 2025).unwrap().before, None);
        assert_eq!(capital(&all, 2024), None);
    }

    #[test]
    fn s1_15_sources_add_up_and_s1_16_a_share_needs_a_plan() {
        let activity = |number, local: i64, other: i64| {
            entry(number, Kind::Outreach, "HT", (day(2026, 5, 4), "accepted"), |flat| {
                flat.set("funding.local_budget", local);
                flat.set("funding.other_lawful", other);
            })
        };
        let all = [
            entry(1, Kind::Plan, "HT", (day(2026, 1, 12), "accepted"), |flat| {
                flat.set("year", 2026);
                flat.set("budget.local_budget", 10_000_000);
            }),
            activity(2, 2_000_000, 500_000),
            activity(3, 3_000_000, 0),
        ];
        let plans = current_plans(&all, 2026);
        let rows = budget(plans[0].1, &all);
        assert_eq!(rows.get("local_budget"), Some(&(10_000_000, 5_000_000)));
        assert_eq!(rows.get("other_lawful"), Some(&(0, 500_000)));
        let share = |source: &str| rows.get(source).map_or_else(String::new, |row| percent(row.1, row.0));
        assert_eq!((share("local_budget"), share("other_lawful")), ("50,00".into(), "–".into()));
    }
}
