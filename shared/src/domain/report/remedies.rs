//! Remedies (reports.md §2, R6): how many there are, how many are done, which are overdue, how long they take.

use crate::date::Date;
use crate::domain::figures::{Detail, Entry, Remedy};
use crate::domain::remedy::Stage;
use crate::id::{Code, DocId, UnitCode};

/// Remedies as they stand on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RemedyFigures {
    /// All that were found by then and not cancelled.
    pub total: u32,
    /// Of these, done, verified or not.
    pub done: u32,
    /// Of these, verified by somebody else.
    pub verified: u32,
    /// Due before that day and not done.
    pub overdue: u32,
    /// Due by that day.
    pub due: u32,
    /// Due by that day and done: of `due`, the share.
    pub due_and_done: u32,
    /// Median of the days open, in hundredths of a day; `None` without a remedy.
    pub median_days_x100: Option<i64>,
}

/// A remedy that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRemedy {
    /// The record.
    pub doc: DocId,
    /// Commune of the record.
    pub unit: UnitCode,
    /// Group it is about.
    pub group: Option<UnitCode>,
    /// What was found.
    pub finding: Option<Code>,
    /// Who owes it.
    pub owner: String,
    /// Day by which it is due.
    pub due: Option<Date>,
    /// Days beyond that day; negative while there is time, `None` without a day.
    pub days_over: Option<i64>,
}

/// True when it was done by a day.
fn is_done_by(remedy: &Remedy, day: Date) -> bool {
    remedy.stage.is_done() && remedy.done_on.is_none_or(|done| done <= day)
}

/// The remedies that count and were found by a day.
fn found_by(entries: &[Entry], day: Date) -> impl Iterator<Item = (&Entry, &Remedy, Date)> {
    entries.iter().filter(|entry| entry.counts()).filter_map(move |entry| match &entry.detail {
        Detail::Remedy(remedy) if remedy.stage != Stage::Cancelled => {
            let found_on = entry.facts.event_date.filter(|found_on| *found_on <= day)?;
            Some((entry, remedy, found_on))
        }
        _ => None,
    })
}

/// The remedies among these records on a day.
pub fn remedies(entries: &[Entry], day: Date) -> RemedyFigures {
    let mut figures = RemedyFigures::default();
    let mut days_open = Vec::new();
    for (_, remedy, found_on) in found_by(entries, day) {
        let is_done = is_done_by(remedy, day);
        figures.total += 1;
        figures.done += u32::from(is_done);
        figures.verified += u32::from(is_done && remedy.stage == Stage::Verified);
        if let Some(due) = remedy.due {
            figures.overdue += u32::from(due < day && !is_done);
            figures.due += u32::from(due <= day);
            figures.due_and_done += u32::from(due <= day && is_done);
        }
        let until = remedy.done_on.filter(|_| is_done).unwrap_or(day);
        days_open.push(until.day_number() - found_on.day_number());
    }
    figures.median_days_x100 = median_x100(days_open);
    figures
}

/// The middle of the numbers, in hundredths; of two middle ones their mean.
fn median_x100(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    let upper = numbers.get(numbers.len() / 2)?;
    let lower = numbers.get((numbers.len() - 1) / 2)?;
    Some((lower + upper) * 50)
}

/// The remedies that are not done on a day, the longest overdue first, those without a day last.
pub fn open_remedies(entries: &[Entry], day: Date) -> Vec<OpenRemedy> {
    let mut open: Vec<OpenRemedy> = found_by(entries, day)
        .filter(|(_, remedy, _)| !is_done_by(remedy, day))
        .map(|(entry, remedy, _)| OpenRemedy {
            doc: entry.facts.doc,
            unit: entry.facts.partition.unit.clone(),
            group: entry.facts.group.clone(),
            finding: entry.facts.sort.clone(),
            owner: remedy.owner.clone(),
            due: remedy.due,
            days_over: remedy.due.map(|due| day.day_number() - due.day_number()),
        })
        .collect();
    open.sort_by_key(|remedy| (std::cmp::Reverse(remedy.days_over), remedy.doc));
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, entry};
    use crate::record::{Kind, Scalar};
    use crate::text::percent;

    fn remedy(number: u8, due: Option<Date>, states: &[&str], done_on: Option<Date>) -> Entry {
        entry(number, Kind::Remedy, "MK", (day(2026, 9, 10), "draft"), |flat| {
            flat.set("finding_kind", "wrong_purpose");
            flat.set("group_code", "T-0101");
            flat.set("owner", "Ban quản lý Tổ");
            flat.set_all("remedy_state", states.iter().map(|state| Scalar::from(*state)));
            for (key, value) in [("due_date", due), ("done_on", done_on)] {
                if let Some(value) = value {
                    flat.set(key, value);
                }
            }
        })
    }

    #[test]
    fn sc11_an_unsettled_remedy_is_overdue_and_a_settled_one_is_done() {
        let due = Some(day(2026, 9, 30));
        let unsettled = [
            remedy(1, due, &["done", "in_progress"], Some(day(2026, 9, 29))),
            remedy(2, None, &["open"], None),
        ];
        let figures = remedies(&unsettled, day(2026, 10, 1));
        assert_eq!((figures.total, figures.done, figures.overdue, figures.due), (2, 0, 1, 1));
        let open = open_remedies(&unsettled, day(2026, 10, 1));
        assert_eq!(open.iter().map(|open| open.days_over).collect::<Vec<_>>(), [Some(1), None]);
        assert_eq!(
            (open[0].owner.as_str(), open[0].group.as_ref().unwrap().as_str()),
            ("Ban quản lý Tổ", "T-0101")
        );
        let settled =
            [remedy(1, due, &["verified"], Some(day(2026, 9, 29))), remedy(2, None, &["open"], None)];
        let figures = remedies(&settled, day(2026, 10, 15));
        assert_eq!((figures.total, figures.done, figures.verified, figures.overdue), (2, 1, 1, 0));
        assert_eq!(percent(figures.due_and_done.into(), figures.due.into()), "100,00");
    }

    #[test]
    fn a_remedy_is_counted_as_it_stood_on_the_day() {
        let all = [
            remedy(1, Some(day(2026, 9, 20)), &["done"], Some(day(2026, 10, 5))),
            remedy(2, Some(day(2026, 9, 30)), &["assigned"], None),
            remedy(3, Some(day(2026, 9, 30)), &["cancelled"], None),
            remedy(4, Some(day(2026, 12, 1)), &["in_progress"], None),
        ];
        let on = |on| remedies(&all, on);
        assert_eq!(on(day(2026, 9, 9)), RemedyFigures::default());
        let september = on(day(2026, 9, 30));
        assert_eq!((september.total, september.done, september.overdue, september.due), (3, 0, 1, 2));
        assert_eq!(september.median_days_x100, Some(2_000));
        let october = on(day(2026, 10, 5));
        assert_eq!((october.done, october.overdue, october.due_and_done, october.due), (1, 1, 1, 2));
        assert_eq!(open_remedies(&all, day(2026, 10, 5)).len(), 2);
        assert_eq!(
            (median_x100(vec![]), median_x100(vec![3, 1]), median_x100(vec![5, 1, 9])),
            (None, Some(200), Some(500))
        );
    }
}
