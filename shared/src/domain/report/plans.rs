//! Plan and done (reports.md §2, "Plan"): a line without a target has no share, neither 0 % nor 100 %.

use crate::domain::figures::{Detail, Entry, Line, Plan, Window};
use crate::id::DocId;
use crate::record::Kind;
use crate::sorted::Set;
use crate::text;

/// One line of a plan with what was done of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineFigures {
    /// The line.
    pub line: Line,
    /// Records that count, of its kind, form, unit and group, in its month or year.
    pub done: i64,
}

impl LineFigures {
    /// Done of the target as people read it; `None` when no target was set ("không giao chỉ tiêu").
    pub fn percent(&self) -> Option<String> {
        self.line.target.map(|target| text::percent(self.done, target))
    }
}

/// The plans of a year in their newest versions: what another plan replaces is not among them.
pub fn current_plans(entries: &[Entry], year: i32) -> Vec<(DocId, &Plan)> {
    let plans = || {
        entries.iter().filter(|entry| entry.counts()).filter_map(|entry| match &entry.detail {
            Detail::Plan(plan) => Some((entry.facts.doc, plan)),
            _ => None,
        })
    };
    let replaced: Set<DocId> = plans().filter_map(|(_, plan)| plan.replaces).collect();
    plans().filter(|(doc, plan)| plan.year == year && !replaced.contains(doc)).collect()
}

/// The lines of a plan with what was done of each among these records.
pub fn plan(plan: &Plan, entries: &[Entry]) -> Vec<LineFigures> {
    plan.lines
        .iter()
        .map(|line| LineFigures { line: line.clone(), done: done(line, plan.year, entries) })
        .collect()
}

fn done(line: &Line, year: i32, entries: &[Entry]) -> i64 {
    let (first, last) = line.month.map_or((1, 12), |month| (month, month));
    let Some(window) = Window::months(year, first, last) else { return 0 };
    let fits = |entry: &&Entry| {
        let facts = &entry.facts;
        let is_unit = |unit| facts.inspected_unit.as_ref() == Some(unit) || facts.partition.unit == *unit;
        entry.counts_in(&window)
            && line.group.as_ref().is_none_or(|group| facts.group.as_ref() == Some(group))
            && line.unit.as_ref().is_none_or(is_unit)
    };
    entries.iter().filter(fits).map(|entry| i64::from(is_of(line, entry))).sum()
}

/// True when a record is of the kind, and of the form or kind of inspection, that a line plans.
fn is_of(line: &Line, entry: &Entry) -> bool {
    let kind = entry.facts.kind;
    let what = |name: &str| line.what.is_empty() || entry.sums.get(&format!("{name}.{}", line.what)) > 0;
    match line.kind.as_str() {
        "outreach" => kind == Kind::Outreach && what("form"),
        "media" => kind == Kind::Media && what("form"),
        "training" => kind == Kind::Outreach && entry.sums.get("form.training") > 0,
        "inspection" => kind == Kind::Inspection && what("inspection"),
        "support" => kind == Kind::Support,
        _ => false,
    }
}

/// Planned and done by month, January first: (lines of the month, of these with something done).
pub fn done_by_month(figures: &[LineFigures]) -> [(u32, u32); 12] {
    let mut months = [(0, 0); 12];
    for figures in figures {
        let month = figures.line.month.and_then(|month| months.get_mut(usize::from(month).checked_sub(1)?));
        if let Some((planned, done)) = month {
            *planned += 1;
            *done += u32::from(figures.done > 0);
        }
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::Flat;

    fn session(number: u8, month: u8, form: &str) -> Entry {
        entry(number, Kind::Outreach, "HT", (day(2026, month, 5), "accepted"), |flat| flat.set("form", form))
    }

    fn visit(number: u8, month: u8, group: &str) -> Entry {
        entry(number, Kind::Inspection, "HT", (day(2026, month, 5), "accepted"), |flat| {
            flat.set("inspection_kind", "commune_to_group");
            flat.set("group_code", group);
        })
    }

    fn planned(number: u8, fill: impl FnOnce(&mut Flat)) -> Entry {
        entry(number, Kind::Plan, "HT", (day(2026, 1, 12), "accepted"), |flat| {
            flat.set("year", 2026);
            fill(flat);
        })
    }

    #[test]
    fn s0_1_a_line_without_target_is_neither_nothing_nor_all() {
        let all = [
            planned(1, |flat| {
                flat.set("item.a.kind", "outreach");
                flat.set("item.a.what", "oral");
                flat.set("item.a.target", 4);
                flat.set("item.b.kind", "outreach");
                flat.set("item.c.kind", "media");
                flat.set("item.c.target", 0);
            }),
            session(2, 3, "oral"),
            session(3, 4, "oral"),
            session(4, 4, "loudspeaker"),
        ];
        let [(_, newest)] = current_plans(&all, 2026)[..] else { panic!("one plan") };
        let lines = plan(newest, &all);
        let told: Vec<_> = lines.iter().map(|line| (line.done, line.percent())).collect();
        assert_eq!(told, [(2, Some("50,00".to_owned())), (3, None), (0, Some("–".to_owned()))]);
    }

    #[test]
    fn s2_30_the_schedule_is_compared_month_by_month_and_group_by_group() {
        let all = [
            planned(1, |flat| {
                for (id, group, month) in [("a", "T-0001", 3), ("b", "T-0002", 3), ("c", "T-0003", 4)] {
                    flat.set(format!("item.{id}.kind"), "inspection");
                    flat.set(format!("item.{id}.what"), "commune_to_group");
                    flat.set(format!("item.{id}.group_code"), group);
                    flat.set(format!("item.{id}.month"), month);
                }
            }),
            visit(2, 3, "T-0001"),
            visit(3, 4, "T-0002"),
            visit(4, 4, "T-0003"),
        ];
        let [(_, newest)] = current_plans(&all, 2026)[..] else { panic!("one plan") };
        let lines = plan(newest, &all);
        assert_eq!(lines.iter().map(|line| line.done).collect::<Vec<_>>(), [1, 0, 1]);
        let months = done_by_month(&lines);
        assert_eq!((months[2], months[3], months[0]), ((2, 1), (1, 1), (0, 0)));
    }

    #[test]
    fn s4_3_the_assignment_of_helpers_is_planned_and_compared() {
        let all = [
            planned(1, |flat| {
                flat.set("item.a.kind", "support");
                flat.set("item.a.target", 2);
            }),
            entry(2, Kind::Support, "HT", (day(2026, 3, 1), "draft"), |flat| flat.set("household", "H1")),
        ];
        let [(_, newest)] = current_plans(&all, 2026)[..] else { panic!("one plan") };
        assert_eq!(plan(newest, &all)[0].percent().as_deref(), Some("50,00"));
    }

    #[test]
    fn s1_4_only_the_plans_year_counts_and_a_new_version_takes_the_place_of_the_old() {
        let line = |flat: &mut Flat| flat.set("item.a.kind", "outreach");
        let last_year =
            entry(9, Kind::Outreach, "HT", (day(2025, 12, 31), "accepted"), |flat| flat.set("form", "oral"));
        let all = [
            planned(1, line),
            planned(2, |flat| {
                line(flat);
                flat.set("replaces", DocId([1; 16]).to_string());
                flat.set("replace_reason", "điều chỉnh");
            }),
            last_year,
            session(3, 1, "oral"),
        ];
        let plans = current_plans(&all, 2026);
        assert_eq!(plans.iter().map(|(doc, _)| doc.0[0]).collect::<Vec<_>>(), [2]);
        assert_eq!(plan(plans[0].1, &all)[0].done, 1);
        assert_eq!(current_plans(&all, 2025), []);
    }
}
