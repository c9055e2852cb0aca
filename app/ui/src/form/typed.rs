//! What a person types and the scalar it stands for. Text is read when a field is left or saved, never while
//! it is written; what cannot be read stays on screen as it was typed, with a code that says why. Pure, so
//! that it is tested without a browser.

use shared::date::{Date, Month};
use shared::limits;
use shared::record::{Scalar, Value};
use shared::text::{self, Language, MoneyError};

/// Reads one field. Empty text is `Null`: the person emptied the field. `Value::Answer` has no shape of its
/// own: resolve it with the catalogue first.
pub fn parse(value: Value, typed: &str, today: Date) -> Result<Scalar, &'static str> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(Scalar::Null);
    }
    match value {
        Value::Flag => match typed {
            "true" => Ok(Scalar::Bool(true)),
            "false" => Ok(Scalar::Bool(false)),
            _ => Err("field.type"),
        },
        Value::Count(_) | Value::Timestamp => count(typed).map(Scalar::Int).ok_or("field.count"),
        Value::Dong => text::parse_money(typed).map(Scalar::Int).map_err(MoneyError::code),
        Value::Date => Date::parse_typed(typed, today).map(Scalar::from).map_err(|_| "field.date"),
        Value::Month => Month::parse_typed(typed, today).map(Scalar::from).map_err(|_| "field.month"),
        Value::TimeOfDay => time_of_day(typed).map(Scalar::Int).ok_or("field.time"),
        Value::Code(_) | Value::Id | Value::Text(_) | Value::Answer => Ok(Scalar::Text(typed.to_owned())),
    }
}

/// Writes a stored value as a person would type it; `parse` reads it back to the same scalar.
pub fn write(value: Value, scalar: &Scalar) -> String {
    match (value, scalar) {
        (_, Scalar::Null) => String::new(),
        (_, Scalar::Bool(flag)) => flag.to_string(),
        (_, Scalar::Text(text)) => text.clone(),
        (Value::Dong, Scalar::Int(number)) => text::count(*number),
        (Value::Date, Scalar::Int(number)) => {
            as_date(*number).map_or_else(|| number.to_string(), |date| date.to_string())
        }
        (Value::Month, Scalar::Int(number)) => Month::written(*number),
        (Value::TimeOfDay, Scalar::Int(minutes)) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
        (_, Scalar::Int(number)) => number.to_string(),
    }
}

/// What stands beneath a field while it is written, so that the person sees how it will be read: an amount
/// with its dots, a date with its weekday. `None` when it would only repeat the text.
pub fn reading(language: Language, value: Value, typed: &str, today: Date) -> Option<String> {
    let Ok(Scalar::Int(number)) = parse(value, typed, today) else { return None };
    match value {
        Value::Dong => Some(text::money(number)).filter(|_| text::count(number) != typed.trim()),
        Value::Date => {
            let date = as_date(number)?;
            Some(format!("{}, {date}", weekday(language, date)))
        }
        Value::Month | Value::TimeOfDay => {
            Some(write(value, &Scalar::Int(number))).filter(|read| read != typed.trim())
        }
        _ => None,
    }
}

/// The date of a stored number.
pub fn as_date(number: i64) -> Option<Date> {
    u32::try_from(number).ok()?.try_into().ok()
}

/// Whole number with dots or spaces between thousands.
fn count(typed: &str) -> Option<i64> {
    let mut digits = String::new();
    for (place, part) in typed.split(['.', ' ', '\u{a0}']).enumerate() {
        let whole_group = place == 0 || part.len() == 3;
        if part.is_empty() || !whole_group || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.push_str(part);
    }
    digits.parse().ok()
}

/// `8`, `8h`, `8h30`, `8:30`, `8.30`, `8 giờ 30`: minutes after midnight.
fn time_of_day(typed: &str) -> Option<i64> {
    let mut parts = typed.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
    let only_separators =
        typed.chars().all(|letter| letter.is_ascii_digit() || ": .hHgiờphút".contains(letter));
    let in_day = (0..24).contains(&hour) && (0..60).contains(&minute) && 60 * hour < limits::MINUTES_MAX;
    (parts.next().is_none() && only_separators && in_day).then_some(60 * hour + minute)
}

/// The day of the week.
pub fn weekday(language: Language, date: Date) -> &'static str {
    const VI: [&str; 7] = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"];
    const EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    // Julian day 0 was a Monday.
    let day = usize::try_from(date.day_number().rem_euclid(7)).unwrap_or(0);
    match language {
        Language::Vi => VI[day],
        Language::En => EN[day],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        Date::new(2026, 10, 5).unwrap()
    }

    #[test]
    fn an_official_may_type_numbers_times_and_dates_in_the_ways_officials_do() {
        let reads = |value, typed: &str| parse(value, typed, today());
        assert_eq!(reads(Value::Count(100), " 32 "), Ok(Scalar::Int(32)));
        assert_eq!(reads(Value::Count(100), "1.234"), Ok(Scalar::Int(1234)));
        for wrong in ["3,5", "-1", "1.2", "32 người", "1..000"] {
            assert_eq!(reads(Value::Count(100), wrong), Err("field.count"), "{wrong}");
        }
        assert_eq!(reads(Value::Dong, "1,2 triệu"), Ok(Scalar::Int(1_200_000)));
        assert_eq!(reads(Value::Date, "5.3"), Ok(Scalar::Int(20_260_305)));
        assert_eq!(reads(Value::Date, "31/4"), Err("field.date"));
        for typed in ["9", "9/2026", "09.26", "202609", "2026-09"] {
            assert_eq!(reads(Value::Month, typed), Ok(Scalar::Int(202_609)), "{typed}");
        }
        for wrong in ["13/2026", "0", "9/10/2026", "tháng 9", "110/2026", "99999999999"] {
            assert_eq!(reads(Value::Month, wrong), Err("field.month"), "{wrong}");
        }
        for typed in ["8:30", "8h30", "08.30", "8 giờ 30"] {
            assert_eq!(reads(Value::TimeOfDay, typed), Ok(Scalar::Int(510)), "{typed}");
        }
        for wrong in ["24:00", "8:60", "sáng", "8:30:00"] {
            assert_eq!(reads(Value::TimeOfDay, wrong), Err("field.time"), "{wrong}");
        }
        assert_eq!(reads(Value::Text(9), "  \n "), Ok(Scalar::Null));
    }

    #[test]
    fn what_is_written_reads_back_to_the_same_value() {
        for (value, scalar) in [
            (Value::Dong, Scalar::Int(12_500_000)),
            (Value::Dong, Scalar::Int(0)),
            (Value::Date, Scalar::Int(20_261_005)),
            (Value::Month, Scalar::Int(202_609)),
            (Value::Month, Scalar::Int(202_612)),
            (Value::TimeOfDay, Scalar::Int(5)),
            (Value::Count(9), Scalar::Int(1_000)),
            (Value::Flag, Scalar::Bool(false)),
            (Value::Text(9), Scalar::Text("Sổ họp tổ thiếu 2 kỳ".into())),
        ] {
            let typed = write(value, &scalar);
            assert_eq!(parse(value, &typed, today()), Ok(scalar), "{typed}");
        }
    }

    #[test]
    fn a_person_sees_how_an_amount_and_a_date_will_be_read() {
        let reads = |value, typed| reading(Language::Vi, value, typed, today());
        assert_eq!(reads(Value::Date, "5/10").as_deref(), Some("Thứ Hai, 05/10/2026"));
        assert_eq!(reads(Value::Dong, "12,5tr"), Some(text::money(12_500_000)));
        assert_eq!(reads(Value::Dong, "mười"), None);
        assert_eq!(reads(Value::TimeOfDay, "08:30"), None);
        assert_eq!(reads(Value::Count(9), "4"), None);
    }
}
