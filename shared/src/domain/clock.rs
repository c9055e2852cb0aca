//! What a phone can say of its clock, and what a record says of the day that is written in it (SC-6). A phone's
//! clock is evidence, never order: a battery that ran empty sets it back by years, a slip of a finger ahead by
//! months. The office's clock at an exchange is the measure. Nothing here asks what time it is.

use crate::date::Date;
use crate::record::{Flat, Scalar};

/// A clock that is wrong by less shows nobody who works by daylight another day, in milliseconds: it counts as right.
pub const SLACK_MS: i64 = 86_400_000;
/// How long after the last exchange a day may lie that is typed on a phone whose clock is known to be wrong.
const UNKNOWN_DAYS: i64 = 366;

/// A phone's clock beside the office's at their last exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// This moment by the phone, Unix milliseconds.
    pub now_ms: i64,
    /// The end of the last exchange by the phone, Unix milliseconds, and how far the phone was ahead of the office
    /// then, milliseconds; `None` before the first.
    pub last: Option<(i64, i64)>,
}

impl Clock {
    /// The last exchange by the office's clock.
    fn last_exchange(self) -> Option<i64> {
        let ahead_or_right = |ahead: i64| if ahead.saturating_abs() < SLACK_MS { 0 } else { ahead };
        self.last.map(|(at, ahead)| at.saturating_sub(ahead_or_right(ahead)))
    }

    /// This moment by the office's clock, as far as a phone can tell: either its clock goes on as it was measured,
    /// or somebody has set it right since. Of what is possible, that by which less time has passed. `None` when the
    /// clock shows a time before the last exchange, so that it cannot be right and was not measured.
    pub fn office_ms(self) -> Option<i64> {
        let Some(((at, _), then)) = self.last.zip(self.last_exchange()) else { return Some(self.now_ms) };
        let since = [self.now_ms.saturating_sub(at), self.now_ms.saturating_sub(then)];
        let least = since.into_iter().filter(|ms| *ms >= -SLACK_MS).min()?;
        Some(then.saturating_add(least))
    }

    /// Today in Vietnam; `None` when this phone cannot know.
    pub fn today(self) -> Option<Date> {
        self.office_ms().map(Date::in_vietnam)
    }

    /// Today, or the day of the last exchange where today is unknown: which year is meant when none is written.
    pub fn about_today(self) -> Date {
        Date::in_vietnam(self.office_ms().or(self.last_exchange()).unwrap_or(self.now_ms))
    }

    /// What counts as today where a later day would be called a future one: generous where today is unknown.
    pub fn latest_today(self) -> Date {
        self.today().unwrap_or_else(|| self.about_today().plus_days(UNKNOWN_DAYS))
    }

    /// What a new record says of the clock: how far it is ahead, at least; `None` when it shows the right day.
    pub fn ahead_by_days(self) -> Option<i64> {
        let office = self.office_ms().or(self.last_exchange())?;
        let another_day = Date::in_vietnam(office) != Date::in_vietnam(self.now_ms);
        another_day.then(|| self.now_ms.saturating_sub(office))
    }

    /// How far the clock was ahead when a record was made at `made_ms` by it, told at the exchange that first brings
    /// the record to the office, `office_ms` by the office's clock. `self` is the clock before that exchange. The
    /// difference measured now counts if it puts the record between the last exchange and this one; else the clock
    /// was right then, if that does; else it was written now at the latest.
    pub fn ahead_when_made(self, made_ms: i64, office_ms: i64) -> i64 {
        let since = self.last_exchange().unwrap_or(i64::MIN).saturating_sub(SLACK_MS);
        let until = office_ms.saturating_add(SLACK_MS);
        let measured = self.now_ms.saturating_sub(office_ms);
        let measured = if measured.saturating_abs() < SLACK_MS { 0 } else { measured };
        let fits = |ahead: &i64| (since..=until).contains(&made_ms.saturating_sub(*ahead));
        [measured, 0].into_iter().find(fits).unwrap_or_else(|| made_ms.saturating_sub(office_ms))
    }
}

/// True when the day of a record is to be looked at by a person, and does not count until then: it is the day of a
/// clock that was wrong, as left by whoever pressed "today"; or it lies in the future of the moment at which the
/// record was made. Typing another day settles it, and so does saying that this one is right (`date_confirmed`).
pub fn is_day_in_doubt(flat: &Flat) -> bool {
    let (Some(day), Some(made_ms)) = (flat.date("event_date"), flat.int("device_time")) else { return false };
    if flat.date("date_confirmed") == Some(day) {
        return false;
    }
    let shown = Date::in_vietnam(made_ms);
    let real = Date::in_vietnam(made_ms.saturating_sub(flat.int("clock_ahead").unwrap_or(0)));
    day > real.plus_days(1) || (day == shown && shown != real)
}

/// Says of a record's clock what is known now; `None` when that changes nothing of its day.
pub fn statement(flat: &Flat, ahead_ms: i64) -> Option<(String, Scalar)> {
    let known = flat.int("clock_ahead");
    let made_ms = flat.int("device_time")?;
    let day = |ahead: i64| Date::in_vietnam(made_ms.saturating_sub(ahead));
    (day(ahead_ms) != day(known.unwrap_or(0))).then(|| ("clock_ahead".to_owned(), ahead_ms.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400_000;
    /// 15 October 2026, 08:00 in Vietnam.
    const OCT_15: i64 = 1_792_026_000_000;
    /// 1 January 2021, 07:00 in Vietnam.
    const RESET: i64 = 1_609_459_200_000;

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    fn record(made_ms: i64, day: Date, ahead: Option<i64>) -> Flat {
        let mut flat = Flat::default();
        flat.set("device_time", made_ms);
        flat.set("event_date", day);
        if let Some(ahead) = ahead {
            flat.set("clock_ahead", ahead);
        }
        flat
    }

    #[test]
    fn a_clock_set_back_since_the_last_exchange_knows_no_today_and_calls_no_day_of_this_year_future() {
        let clock = Clock { now_ms: RESET, last: Some((OCT_15 - 3 * DAY, 0)) };
        assert_eq!((clock.today(), clock.about_today()), (None, date(2026, 10, 12)));
        assert!(clock.latest_today() > date(2026, 12, 31));
        assert_eq!(clock.ahead_by_days(), Some(RESET - (OCT_15 - 3 * DAY)));
    }

    #[test]
    fn a_measured_clock_is_believed_until_somebody_sets_it_right() {
        let ahead = 270 * DAY;
        let measured = Some((OCT_15 + ahead, ahead));
        let goes_on = Clock { now_ms: OCT_15 + ahead + DAY, last: measured };
        let set_right = Clock { now_ms: OCT_15 + DAY, last: measured };
        for clock in [goes_on, set_right] {
            assert_eq!(clock.today(), Some(date(2026, 10, 16)));
        }
        let behind = OCT_15 - RESET;
        let measured = Some((RESET, -behind));
        for now_ms in [RESET + DAY, OCT_15 + DAY] {
            assert_eq!(Clock { now_ms, last: measured }.today(), Some(date(2026, 10, 16)));
        }
        assert_eq!(Clock { now_ms: RESET, last: None }.today(), Some(date(2021, 1, 1)));
    }

    #[test]
    fn sc6_a_typed_day_is_right_and_a_day_left_by_a_wrong_clock_is_in_doubt() {
        let clock = Clock { now_ms: RESET + DAY, last: Some((OCT_15 - 10 * DAY, 0)) };
        let ahead = clock.ahead_when_made(RESET, OCT_15);
        assert_eq!(ahead, RESET + DAY - OCT_15);
        assert!(!is_day_in_doubt(&record(RESET, date(2026, 10, 14), Some(ahead))));
        assert!(is_day_in_doubt(&record(RESET, date(2021, 1, 1), Some(ahead))));
        // The second phone runs nine months ahead.
        let made = OCT_15 + 260 * DAY;
        let clock = Clock { now_ms: made, last: None };
        let ahead = clock.ahead_when_made(made, OCT_15);
        assert!(is_day_in_doubt(&record(made, Date::in_vietnam(made), Some(ahead))));
        let mut confirmed = record(made, Date::in_vietnam(made), Some(ahead));
        confirmed.set("date_confirmed", Date::in_vietnam(made));
        assert!(!is_day_in_doubt(&confirmed));
    }

    #[test]
    fn a_record_made_while_the_clock_was_right_is_not_doubted_when_it_goes_wrong_later() {
        let made = OCT_15 - 2 * DAY;
        for now_ms in [RESET, OCT_15 + 270 * DAY] {
            let clock = Clock { now_ms, last: Some((OCT_15 - 5 * DAY, 0)) };
            let ahead = clock.ahead_when_made(made, OCT_15);
            assert_eq!(ahead, 0);
            assert_eq!(statement(&record(made, Date::in_vietnam(made), None), ahead), None);
        }
    }

    #[test]
    fn a_clock_that_was_put_right_before_the_exchange_still_leaves_its_days_in_doubt() {
        let clock = Clock { now_ms: OCT_15, last: Some((OCT_15 - 5 * DAY, 0)) };
        for made in [RESET, OCT_15 + 270 * DAY] {
            let flat = record(made, Date::in_vietnam(made), None);
            let (_, ahead) = statement(&flat, clock.ahead_when_made(made, OCT_15)).unwrap();
            assert_eq!(ahead, Scalar::Int(made - OCT_15));
            let mut told = flat;
            told.set("clock_ahead", ahead);
            assert!(is_day_in_doubt(&told));
        }
    }

    #[test]
    fn a_right_clock_says_nothing_and_a_day_in_its_future_is_in_doubt() {
        let clock = Clock { now_ms: OCT_15 + 1_000, last: Some((OCT_15 - DAY, 1_000)) };
        assert_eq!(clock.ahead_by_days(), None);
        assert!(!is_day_in_doubt(&record(OCT_15, date(2026, 10, 16), None)));
        assert!(is_day_in_doubt(&record(OCT_15, date(2026, 10, 17), None)));
        assert!(!is_day_in_doubt(&record(OCT_15, date(2026, 9, 1), None)));
    }
}
