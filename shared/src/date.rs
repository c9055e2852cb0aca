//! Local calendar dates as officials write them, without zone or clock. What day it is today is always an
//! argument.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A day of the Gregorian calendar as written on paper; years 1900 to 2199. Stored and sent as `yyyymmdd`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text or number is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a calendar date")]
pub struct DateError;

impl Date {
    /// The day, or an error for 30 February.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        Self::civil(year, month, day).ok_or(DateError)?;
        Ok(Self { year: u16::try_from(year).map_err(|_| DateError)?, month, day })
    }

    fn civil(year: i32, month: u8, day: u8) -> Option<time::Date> {
        if !(1900..2200).contains(&year) {
            return None;
        }
        time::Date::from_calendar_date(year, time::Month::try_from(month).ok()?, day).ok()
    }

    /// Days since an arbitrary fixed day: differences are numbers of days.
    pub fn day_number(self) -> i64 {
        Self::civil(self.year(), self.month, self.day).map_or(0, |date| i64::from(date.to_julian_day()))
    }

    /// The day `days` later (earlier when negative); stays at the calendar's ends.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        i32::try_from(self.day_number() + days)
            .ok()
            .and_then(|day| time::Date::from_julian_day(day).ok())
            .and_then(|date| Self::new(date.year(), u8::from(date.month()), date.day()).ok())
            .unwrap_or(self)
    }

    /// The same day so many months later, or that month's last day where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Self {
        let month = i32::from(self.month) - 1 + i32::from(months);
        let (year, month) = (self.year() + month / 12, u8::try_from(month % 12 + 1).unwrap_or(1));
        (28..=self.day)
            .rev()
            .chain([self.day])
            .find_map(|day| Self::new(year, month, day).ok())
            .unwrap_or(self)
    }

    /// The day so many working days (Monday to Friday) later. Public holidays are not known here.
    #[must_use]
    pub fn plus_working_days(self, days: u32) -> Self {
        let mut day = self;
        for _ in 0..days {
            day = day.plus_days(1);
            while day.day_number().rem_euclid(7) >= 5 {
                day = day.plus_days(1);
            }
        }
        day
    }

    /// The local day in Vietnam (UTC+7, no summer time since 1975) at `unix_ms` milliseconds of Unix time.
    pub fn in_vietnam(unix_ms: i64) -> Self {
        const EPOCH: Date = Date { year: 1970, month: 1, day: 1 };
        EPOCH.plus_days((unix_ms + 7 * 3_600_000).div_euclid(86_400_000))
    }

    /// Year, for example 2026.
    pub fn year(self) -> i32 {
        i32::from(self.year)
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// As one number, `yyyymmdd`: how dates stand in documents and indexes.
    pub fn as_number(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }

    /// Reads what a person types: `5/3`, `05/03/2026`, `5.3.26`, `5-3-2026`, or `20260305` and `2026-03-05` from
    /// files. A missing year is taken from `today`; a two-digit year is of this century.
    pub fn parse_typed(text: &str, today: Date) -> Result<Self, DateError> {
        let parts = numbers(text)?;
        let small = |n: i32| u8::try_from(n).map_err(|_| DateError);
        match parts.as_slice() {
            [day, month] => Self::new(today.year(), small(*month)?, small(*day)?),
            [year, month, day] if *year > 31 => Self::new(*year, small(*month)?, small(*day)?),
            [day, month, year] => Self::new(century(*year), small(*month)?, small(*day)?),
            [number] => u32::try_from(*number).map_err(|_| DateError)?.try_into(),
            _ => Err(DateError),
        }
    }
}

/// The numbers of a typed date, between any of the signs that people put there.
fn numbers(text: &str) -> Result<Vec<i32>, DateError> {
    let parts = text.split(['/', '.', '-', ' ']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_err(|_| DateError)).collect()
}

/// A year; one of two digits is of this century.
const fn century(year: i32) -> i32 {
    if year < 100 { 2000 + year } else { year }
}

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// Reads what a person types: `9`, `9/2026`, `09.26`, or `202609` and `2026-09` from files. A missing year is taken
    /// from `today`; a two-digit year is of this century.
    pub fn parse_typed(text: &str, today: Date) -> Result<Self, DateError> {
        let of = |year: i32, month: i32| {
            let month = u8::try_from(month).map_err(|_| DateError)?;
            Date::new(year, month, 1).map(Self::of)
        };
        match numbers(text)?.as_slice() {
            [month] if *month <= 12 => of(today.year(), *month),
            [number] => Self::try_from(i64::from(*number)),
            [year, month] if *year > 31 => of(*year, *month),
            [month, year] => of(century(*year), *month),
            _ => Err(DateError),
        }
    }

    /// A stored `yyyymm` as people read it; what is no month, as it stands.
    pub fn written(number: i64) -> String {
        Self::try_from(number).map_or_else(|_| number.to_string(), |month| month.to_string())
    }

    /// The month of a day.
    pub const fn of(day: Date) -> Self {
        Self { year: day.year, month: day.month }
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.year.into()
    }

    /// Month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }
}

impl TryFrom<i64> for Month {
    type Error = DateError;

    /// From `yyyymm`.
    fn try_from(number: i64) -> Result<Self, DateError> {
        let whole = |part: i64| i32::try_from(part).map_err(|_| DateError);
        let month = u8::try_from(number % 100).map_err(|_| DateError)?;
        Date::new(whole(number / 100)?, month, 1).map(Self::of)
    }
}

impl From<Month> for i64 {
    fn from(month: Month) -> Self {
        Self::from(month.year) * 100 + Self::from(month.month)
    }
}

impl fmt::Display for Month {
    /// `mm/yyyy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{}", self.month, self.year)
    }
}

impl TryFrom<u32> for Date {
    type Error = DateError;
    fn try_from(number: u32) -> Result<Self, DateError> {
        let part = |n: u32| u8::try_from(n % 100).map_err(|_| DateError);
        Self::new(i32::try_from(number / 10_000).map_err(|_| DateError)?, part(number / 100)?, part(number)?)
    }
}

impl From<Date> for u32 {
    fn from(date: Date) -> u32 {
        date.as_number()
    }
}

impl fmt::Display for Date {
    /// `dd/mm/yyyy`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{}", self.day, self.month, self.year)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = DateError;
    /// `dd/mm/yyyy` or `yyyy-mm-dd`, always with a year.
    fn from_str(text: &str) -> Result<Self, DateError> {
        if text.split(['/', '.', '-']).count() != 3 {
            return Err(DateError);
        }
        Self::parse_typed(text, Date { year: 2000, month: 1, day: 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn an_official_may_type_a_date_in_the_ways_officials_do() {
        let today = date(2026, 10, 5);
        for text in ["5/3", "05/03/2026", "5.3.26", "5-3-2026", "2026-03-05", "20260305", " 5 / 3 "] {
            assert_eq!(Date::parse_typed(text, today), Ok(date(2026, 3, 5)), "{text}");
        }
        for text in ["", "30/2", "31/4/2026", "5", "a/b", "1/1/1", "99999999", "29/2/2026"] {
            let parsed = Date::parse_typed(text, today);
            assert!(parsed.is_err() || text == "1/1/1", "{text} became {parsed:?}");
        }
    }

    #[test]
    fn midnight_in_vietnam_is_seventeen_hours_utc() {
        assert_eq!(Date::in_vietnam(1_791_219_599_000), date(2026, 10, 5)); // 16:59:59 UTC
        assert_eq!(Date::in_vietnam(1_791_219_600_000), date(2026, 10, 6)); // 17:00:00 UTC
        assert_eq!(Date::in_vietnam(0), date(1970, 1, 1));
    }

    #[test]
    fn months_and_working_days_are_counted_as_officials_count_them() {
        assert_eq!(date(2026, 11, 30).plus_months(3), date(2027, 2, 28));
        assert_eq!(date(2026, 1, 31).plus_months(3), date(2026, 4, 30));
        assert_eq!(date(2026, 7, 15).plus_months(3), date(2026, 10, 15));
        // 8/10/2026 is a Thursday.
        assert_eq!(date(2026, 10, 8).plus_working_days(3), date(2026, 10, 13));
        assert_eq!(date(2026, 10, 10).plus_working_days(1), date(2026, 10, 12));
    }

    #[test]
    fn days_are_counted_across_leap_years() {
        assert_eq!(date(2024, 3, 1).day_number() - date(2024, 2, 28).day_number(), 2);
        assert_eq!(date(2026, 12, 31).plus_days(1), date(2027, 1, 1));
    }
}
