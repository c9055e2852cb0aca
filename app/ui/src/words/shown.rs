//! How stored values look to a person who reads this screen: `shared::reading` in the language on screen, and what
//! only a phone says.

use shared::catalogue::Catalogue;
use shared::domain::facts::{Facts, State};
use shared::domain::progress::GroupProgress;
pub use shared::reading::moment;
use shared::reading::{self, Words};
use shared::record::{Kind, Scalar};
use shared::text;

use super::{W, fill, language, t};

/// What the words of a record are taken from on its own phone.
pub fn words(catalogue: &Catalogue) -> Words<'_> {
    Words { catalogue, language: language(), outside: false }
}

/// A value of a record as a person reads it.
pub fn value(catalogue: &Catalogue, kind: Kind, key: &str, scalar: &Scalar) -> String {
    reading::value(words(catalogue), kind, key, scalar)
}

/// A kind of record.
pub fn kind(kind: Kind) -> &'static str {
    reading::kind(language(), kind)
}

/// A state of a record, short enough for a small mark.
pub fn state(catalogue: &Catalogue, state: State) -> String {
    reading::state(words(catalogue), state)
}

/// What a record is, in one line.
pub fn title(catalogue: &Catalogue, facts: &Facts) -> String {
    reading::title(words(catalogue), facts)
}

/// Day and place of a record, as far as they are known.
pub fn when_and_where(facts: &Facts) -> String {
    reading::when_and_where(language(), facts)
}

/// Why the office returned a record, and who; `None` when no return waits for an answer.
pub fn returned(facts: &Facts) -> Option<String> {
    facts.returned().map(|decision| fill(W::ReturnedBecause, &[&decision.reason, &decision.by]))
}

/// How much time is left, as a code that colours it and in words.
pub fn time_left(days_left: i64) -> (&'static str, String) {
    let days = days_left.unsigned_abs().to_string();
    match days_left {
        ..0 => ("late", fill(W::DueOver, &[&days])),
        0 => ("soon", t(W::DueToday).to_owned()),
        1..=7 => ("soon", fill(W::DueIn, &[&days])),
        _ => ("", fill(W::DueIn, &[&days])),
    }
}

/// What the inspection of a group still needs this year.
pub fn group_needs(group: &GroupProgress) -> String {
    match (group.inspected_on, group.borrowers_need.saturating_sub(group.borrowers_done)) {
        (None, 0) => t(W::GroupUninspected).to_owned(),
        (None, missing) => fill(W::GroupUntouched, &[&missing.to_string()]),
        (Some(day), 0) => fill(W::GroupMet, &[&day.to_string()]),
        (Some(day), missing) => fill(W::GroupHouseholds, &[&day.to_string(), &missing.to_string()]),
    }
}

/// A span of time in its largest unit: "12 phút", "3 giờ", "280 ngày".
pub fn span(ms: i64) -> String {
    let minutes = ms.unsigned_abs() / 60_000;
    let (word, number) = match minutes {
        0..120 => (W::Minutes, minutes),
        120..2_880 => (W::Hours, minutes / 60),
        _ => (W::Days, minutes / 1_440),
    };
    fill(word, &[&text::count(i64::try_from(number).unwrap_or(i64::MAX))])
}

/// Bytes in kB, at least 0,1: what a transfer cost.
pub fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    match tenths {
        0..1_000 => format!("{},{} kB", tenths / 10, tenths % 10),
        _ => format!("{} kB", text::count(i64::try_from(tenths / 10).unwrap_or(i64::MAX))),
    }
}

/// Bytes in MB, at least 0,1.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths {
        0..1_000 => format!("{},{} MB", tenths / 10, tenths % 10),
        _ => format!("{} MB", text::count(i64::try_from(tenths / 10).unwrap_or(i64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_spans_are_said_in_one_unit() {
        assert_eq!(megabytes(1), "0,1 MB");
        assert_eq!(megabytes(2_345_678), "2,4 MB");
        assert_eq!(megabytes(3_000_000_000), "3.000 MB");
        assert_eq!(span(-12 * 60_000), "12 phút");
        assert_eq!(span(280 * 86_400_000), "280 ngày");
    }
}
