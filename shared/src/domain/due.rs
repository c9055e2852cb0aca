//! What a commune has to do next, in the order of urgency: the day by which something is due decides, whatever it is.
//! What has no day, such as the groups that are left of a year's quota, is not here.

use crate::catalogue::{Catalogue, QuotaProfile};
use crate::date::Date;
use crate::domain::figures::{Detail, Entry};
use crate::domain::register::Loan;
use crate::domain::{links, progress, report};
use crate::id::{DocId, UnitCode};

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What.
    pub task: Task,
    /// Last day on which it is in time.
    pub due_on: Date,
    /// Days left; negative when it is overdue.
    pub days_left: i64,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// A new loan is to be checked (requirements F-3).
    NewLoan {
        /// The bank's code.
        loan: String,
        /// Its group.
        group: UnitCode,
    },
    /// A remedy is to be done (S2 L52).
    Remedy(DocId),
    /// The result of an inspection is to be told to the chair (requirements F-3).
    ChairReport(DocId),
    /// A citizen is to be answered (S1 L129).
    Answer(DocId),
}

/// Catalogue `deadline` of the report to the chair.
const TO_CHAIR: &str = "inspection_result_to_chair";

/// Everything that is due of a commune, overdue things first. `profiles` are those that bind its organisation in the
/// year, `loans` those of its register, `entries` its records. A citizen is to be answered within `answer_days`. What
/// should have been checked or told in an earlier year is not due any more: it belongs to that year's report.
pub fn due(
    catalogue: &Catalogue,
    profiles: &[&QuotaProfile],
    loans: &[Loan],
    entries: &[Entry],
    answer_days: i64,
    today: Date,
) -> Vec<Due> {
    let inspections = links::linked(entries);
    let mut tasks: Vec<(Date, Task)> = Vec::new();
    for profile in profiles {
        let loans = progress::new_loans_due(profile, loans, &inspections, today);
        tasks.extend(
            loans.into_iter().map(|due| (due.due_on, Task::NewLoan { loan: due.loan, group: due.group })),
        );
    }
    let remedies = report::open_remedies(entries, today);
    tasks.extend(remedies.into_iter().filter_map(|remedy| Some((remedy.due?, Task::Remedy(remedy.doc)))));
    let within = catalogue.deadline(TO_CHAIR).and_then(|deadline| deadline.working_days);
    for entry in entries.iter().filter(|entry| entry.counts()) {
        let Some(day) = entry.facts.event_date else { continue };
        match &entry.detail {
            Detail::Visit(visit) if visit.reported_on.is_none() && is_own(entry) => {
                let due_on = within.map(|days| day.plus_working_days(days));
                let due_on = due_on.filter(|due_on| due_on.year() >= today.year());
                tasks.extend(due_on.map(|due_on| (due_on, Task::ChairReport(entry.facts.doc))));
            }
            Detail::Word(word) if word.answered_on.is_none() && !word.is_closed => {
                tasks.push((day.plus_days(answer_days), Task::Answer(entry.facts.doc)));
            }
            _ => {}
        }
    }
    tasks.sort();
    let left = |due_on: Date| due_on.day_number() - today.day_number();
    tasks.into_iter().map(|(due_on, task)| Due { task, due_on, days_left: left(due_on) }).collect()
}

/// True for an inspection by the commune itself.
fn is_own(entry: &Entry) -> bool {
    entry.facts.level.as_ref().is_some_and(|level| level.as_str() == "commune")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry, loan};
    use crate::record::{Flat, Kind};

    #[test]
    fn what_is_overdue_stands_before_what_is_due_whatever_it_is() {
        let today = day(2026, 10, 8);
        let loans: Vec<_> =
            (0..17).map(|n| loan(&format!("N{n:02}"), "T-0001", today.plus_days(-20))).collect();
        let visit = |number, kind: &'static str, fill: fn(&mut Flat)| {
            entry(number, Kind::Inspection, "HT", (today, "submitted"), move |flat| {
                flat.set("inspection_kind", kind);
                flat.set("group_code", "T-0001");
                fill(flat);
            })
        };
        let word = |number, on, answered: bool| {
            entry(number, Kind::Feedback, "HT", (on, "submitted"), move |flat| {
                if answered {
                    flat.set("answered_on", on);
                }
            })
        };
        let entries = [
            visit(1, "commune_to_group", |_| {}),
            visit(2, "commune_to_group", |flat| flat.set("reported_to_chair_on", day(2026, 10, 9))),
            visit(3, "district_to_commune", |_| {}),
            visit(7, "commune_to_group", |flat| flat.set("event_date", day(2025, 12, 1))),
            entry(4, Kind::Remedy, "HT", (day(2026, 9, 10), "draft"), |flat| {
                flat.set("due_date", day(2026, 9, 30));
            }),
            word(5, day(2026, 10, 1), false),
            word(6, day(2026, 10, 1), true),
        ];
        let catalogue = Catalogue::builtin();
        let profiles: Vec<_> = catalogue.quota_profiles_in("farmers_union", 2026).collect();
        let due = due(catalogue, &profiles, &loans, &entries, 10, today);
        assert_eq!(due.len(), 20);
        assert_eq!((&due[0].task, due[0].days_left), (&Task::Remedy(DocId([4; 16])), -8));
        assert_eq!((&due[1].task, due[1].due_on), (&Task::Answer(DocId([5; 16])), day(2026, 10, 11)));
        // Thursday 8/10 and three working days.
        assert_eq!((&due[2].task, due[2].due_on), (&Task::ChairReport(DocId([1; 16])), day(2026, 10, 13)));
        let loans = due.iter().filter(|due| matches!(due.task, Task::NewLoan { .. }));
        assert_eq!(loans.filter(|due| due.days_left == 10).count(), 17);
    }
}
