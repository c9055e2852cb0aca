//! Whether something came in time (decisions.md D-2): the day in Vietnam on which it was sent decides.

use crate::catalogue::Deadline;
use crate::date::Date;

/// How a report stands to its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Sent on the last day or before.
    OnTime,
    /// Sent so many days after the last day.
    Late(i64),
    /// Not sent, with so many days left; 0 on the last day itself.
    Due(i64),
    /// Not sent, so many days after the last day.
    Missing(i64),
}

/// How the report of a year stands: `sent_ms` is the moment of sending, `today` the day on which it is asked. `None`
/// for a deadline that is not a yearly one.
pub fn standing(deadline: &Deadline, year: i32, sent_ms: Option<i64>, today: Date) -> Option<Standing> {
    let last = deadline.last_day(year)?.day_number();
    Some(match sent_ms.map(|ms| Date::in_vietnam(ms).day_number()) {
        Some(day) if day <= last => Standing::OnTime,
        Some(day) => Standing::Late(day - last),
        None if today.day_number() <= last => Standing::Due(last - today.day_number()),
        None => Standing::Missing(today.day_number() - last),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::sample::day;

    /// 15/11/2026 00:00 in Vietnam, Unix milliseconds.
    const FIFTEENTH: i64 = 1_794_675_600_000;

    #[test]
    fn s1_21_a_minute_before_midnight_is_on_time_and_midnight_is_late() {
        assert_eq!(Date::in_vietnam(FIFTEENTH), day(2026, 11, 15));
        let catalogue = Catalogue::builtin();
        for id in ["annual_outreach_report", "annual_inspection_report"] {
            let mut deadline = catalogue.deadline(id).unwrap().clone();
            let sent =
                |deadline: &Deadline, ms| standing(deadline, 2026, Some(ms), day(2026, 12, 1)).unwrap();
            assert_eq!(sent(&deadline, FIFTEENTH - 60_000), Standing::OnTime);
            assert_eq!(sent(&deadline, FIFTEENTH), Standing::Late(1));
            deadline.inclusive = true;
            assert_eq!(sent(&deadline, FIFTEENTH + 8 * 3_600_000), Standing::OnTime);
            assert_eq!(sent(&deadline, FIFTEENTH + 24 * 3_600_000), Standing::Late(1));
        }
    }

    #[test]
    fn what_is_not_sent_is_due_and_then_missing() {
        let deadline = Catalogue::builtin().deadline("annual_inspection_report").unwrap();
        let on = |today| standing(deadline, 2026, None, today).unwrap();
        assert_eq!(on(day(2026, 11, 13)), Standing::Due(1));
        assert_eq!(on(day(2026, 11, 14)), Standing::Due(0));
        assert_eq!(on(day(2026, 11, 15)), Standing::Missing(1));
        let monthly = Catalogue::builtin().deadline("monthly_briefing").unwrap();
        assert_eq!(standing(monthly, 2026, None, day(2026, 11, 15)), None);
    }

    /// S0 and S4 set no day and no number (S0-23, S4-13).
    #[test]
    fn no_deadline_and_no_quota_comes_from_a_document_that_has_none() {
        let catalogue = Catalogue::builtin();
        let from = |src: &str, seed: &str| src.split([';', ',']).any(|part| part.trim().starts_with(seed));
        assert!(catalogue.deadlines.iter().all(|deadline| !from(&deadline.src, "S4")));
        assert!(
            catalogue.deadlines.iter().filter(|deadline| from(&deadline.src, "S0")).all(|d| d.day.is_none())
        );
        let rules = catalogue.quota_profiles.iter().flat_map(|profile| &profile.rules);
        assert!(rules.into_iter().all(|rule| !from(&rule.src, "S0") && !from(&rule.src, "S4")));
    }
}
