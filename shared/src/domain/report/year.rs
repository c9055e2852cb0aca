//! A unit's year on one sheet (S4 L26): rule by rule, what was held and said, what was found and mended, who was helped,
//! and each line of its plan beside what was done. It is of a unit, never of a person, and puts nobody in an order.

use super::{
    LineFigures, RemedyFigures, Sources, SupportFigures, WordFigures, current_plans, done_by_month,
    months_without, plan, remedies, support, waiting, words,
};
use crate::date::Date;
use crate::domain::figures::{Sums, Window, total, totals};
use crate::domain::links;
use crate::domain::progress::{self, RuleProgress};
use crate::id::DocId;
use crate::limits::ANSWER_DAYS;
use crate::record::Kind;

/// The sheet of a unit and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSheet {
    /// The days that it counts: 1/1 to the year's end, or to today.
    pub window: Window,
    /// The unit's own rules, under each profile that binds it.
    pub rules: Vec<RuleProgress>,
    /// Numbers of the records that count, by name.
    pub sums: Sums,
    /// Outreach activities by month, January first.
    pub activities: [i64; 12],
    /// Months, up to the last of the window, without an outreach activity.
    pub empty_months: Vec<u8>,
    /// What citizens said.
    pub words: WordFigures,
    /// Words that wait longer than they should on the last day.
    pub words_waiting: u32,
    /// Remedies on the last day.
    pub remedies: RemedyFigures,
    /// Help for households.
    pub support: SupportFigures,
    /// The year's plans in their newest versions.
    pub plans: Vec<PlanFigures>,
}

/// A plan beside what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFigures {
    /// The record.
    pub doc: DocId,
    /// Line by line.
    pub lines: Vec<LineFigures>,
    /// Lines of each month, and those of them with something done, January first.
    pub months: [(u32, u32); 12],
}

/// The sheet of a unit's year as it stands on a day; `None` for a year that has not begun.
pub fn year_sheet(sources: &Sources<'_>, year: i32, today: Date) -> Option<YearSheet> {
    let whole = Window::months(year, 1, 12)?;
    if today < whole.from {
        return None;
    }
    let entries = sources.entries;
    let window = Window { from: whole.from, to: whole.to.min(today) };
    let by_month = totals(entries, &window, |entry| entry.facts.event_date.map(Date::month));
    let mut activities = [0; 12];
    for (month, sums) in (1..).zip(&mut activities) {
        *sums = by_month.get(&Some(month)).map_or(0, |sums| sums.get("outreach"));
    }
    let plans = current_plans(entries, year).into_iter().map(|(doc, newest)| {
        let lines = plan(newest, entries);
        PlanFigures { doc, months: done_by_month(&lines), lines }
    });
    let words_waiting = waiting(entries, window.to, ANSWER_DAYS).len();
    Some(YearSheet {
        window,
        rules: rules(sources, year, window.to),
        sums: total(entries, &window),
        activities,
        empty_months: months_without(entries, Kind::Outreach, window.to),
        words: words(entries, &window),
        words_waiting: u32::try_from(words_waiting).unwrap_or(u32::MAX),
        remedies: remedies(entries, window.to),
        support: support(entries, &window),
        plans: plans.collect(),
    })
}

/// A commune's own rules; of a unit above none, for its rules are about others.
fn rules(sources: &Sources<'_>, year: i32, to: Date) -> Vec<RuleProgress> {
    if sources.unit.level.as_str() != "commune" {
        return Vec::new();
    }
    let mut inspections = links::inspections(sources.entries);
    inspections.retain(|facts| facts.event_date.is_some_and(|day| day <= to));
    let of_profile = |profile: &&crate::catalogue::QuotaProfile| {
        let mut rules = progress::commune(profile, sources.groups, &inspections, year).rules;
        let (unit, groups, loans) = (sources.unit, sources.groups, sources.loans);
        for rule in progress::loans(profile, unit, groups, loans, &inspections, (year, to)) {
            if !rules.iter().any(|known| known.rule == rule.rule) {
                rules.push(rule);
            }
        }
        rules
    };
    sources.profiles.iter().flat_map(of_profile).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::figures::Entry;
    use crate::domain::sample::{day, entry, group, unit};
    use crate::record::Flat;

    fn of(number: u8, kind: Kind, on: Date, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, kind, "HT", (on, "submitted"), fill)
    }

    fn year_of_huoi_trang() -> Vec<Entry> {
        vec![
            of(1, Kind::Outreach, day(2026, 3, 9), |flat| {
                flat.set("form", "oral");
                flat.set("attendees_total", 40);
            }),
            of(2, Kind::Outreach, day(2026, 10, 9), |flat| flat.set("form", "loudspeaker")),
            of(3, Kind::Outreach, day(2025, 10, 9), |flat| flat.set("form", "oral")),
            of(4, Kind::Inspection, day(2026, 4, 9), |flat| {
                flat.set("inspection_kind", "commune_to_group");
                flat.set("group_code", "T-0001");
                (0..5).for_each(|loan| flat.set(format!("borrower.b{loan}.loan_code"), format!("L{loan}")));
            }),
            of(5, Kind::Feedback, day(2026, 9, 1), |flat| flat.set("feedback_kind", "wish")),
            of(6, Kind::Remedy, day(2025, 12, 1), |flat| {
                flat.set("finding_kind", "books");
                flat.set("remedy_state", "assigned");
                flat.set("due_date", day(2026, 2, 1));
            }),
            of(7, Kind::Support, day(2026, 2, 1), |flat| {
                flat.set("helper", "Lò Văn Thử");
                flat.set("household", "H1");
            }),
            of(8, Kind::Plan, day(2026, 1, 5), |flat| {
                flat.set("year", 2026);
                for (id, what, month, target) in [("a", "oral", Some(3), Some(2)), ("b", "event", None, None)]
                {
                    flat.set(format!("item.{id}.kind"), "outreach");
                    flat.set(format!("item.{id}.what"), what);
                    if let Some(month) = month {
                        flat.set(format!("item.{id}.month"), month);
                    }
                    if let Some(target) = target {
                        flat.set(format!("item.{id}.target"), target);
                    }
                }
            }),
        ]
    }

    fn sheet(entries: &[Entry], year: i32, today: Date) -> Option<YearSheet> {
        let (unit, groups) =
            (unit("HT", "commune", "BM"), [group("HT", "T-0001", 14), group("HT", "T-0002", 3)]);
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let sources = Sources { unit: &unit, groups: &groups, loans: &[], entries, profiles: &[profile] };
        year_sheet(&sources, year, today)
    }

    #[test]
    fn s4_1_a_units_year_stands_on_one_sheet_with_plan_and_done() {
        let entries = year_of_huoi_trang();
        let today = day(2026, 10, 12);
        let sheet = sheet(&entries, 2026, today).unwrap();
        let rules: Vec<_> =
            sheet.rules.iter().map(|rule| (rule.rule.as_str(), rule.done, rule.need)).collect();
        assert_eq!(rules, [("c_groups", 1, 2), ("c_borrowers_per_group", 5, 8)]);
        assert_eq!((sheet.sums.get("outreach"), sheet.sums.get("attendees")), (2, 40));
        assert_eq!((sheet.activities[2], sheet.activities[9]), (1, 1));
        assert_eq!(sheet.empty_months, [1, 2, 4, 5, 6, 7, 8, 9]);
        assert_eq!((sheet.words.received, sheet.words_waiting), (1, 1));
        assert_eq!((sheet.remedies.total, sheet.remedies.overdue), (1, 1));
        assert_eq!((sheet.support.helpers, sheet.support.households), (1, 1));
        let [plan] = &sheet.plans[..] else { panic!("one plan") };
        // S0-1: the line without a target has no share.
        let lines: Vec<_> = plan.lines.iter().map(|line| (line.done, line.percent())).collect();
        assert_eq!(lines, [(1, Some("50,00".to_owned())), (0, None)]);
        assert_eq!(plan.months[2], (1, 1));
    }

    #[test]
    fn a_year_counts_to_its_end_and_one_that_has_not_begun_has_no_sheet() {
        let entries = year_of_huoi_trang();
        let before = sheet(&entries, 2025, day(2026, 10, 12)).unwrap();
        assert_eq!(before.window.to, day(2025, 12, 31));
        assert_eq!((before.sums.get("outreach"), before.remedies.overdue, before.plans.len()), (1, 0, 0));
        assert_eq!(before.words.received, 0);
        assert_eq!(sheet(&entries, 2027, day(2026, 12, 31)), None);
    }
}
