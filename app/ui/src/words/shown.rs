//! How stored values look to a person: money, dates, times, labels of the catalogue. Pure; what day it is and
//! which language are arguments or stand on screen already.

use shared::catalogue::{AnswerKind, Catalogue};
use shared::date::Date;
use shared::domain::facts::{Facts, State};
use shared::id::Code;
use shared::record::{self, Kind, Scalar, Value};
use shared::text;

use super::{W, fields, fill, language, t};

/// A value of a record as a person reads it.
pub fn value(catalogue: &Catalogue, kind: Kind, key: &str, scalar: &Scalar) -> String {
    match scalar {
        Scalar::Null => t(W::Empty).to_owned(),
        Scalar::Bool(flag) => t(if *flag { W::Yes } else { W::No }).to_owned(),
        Scalar::Int(number) => number_of(shape(catalogue, kind, key), *number),
        Scalar::Text(text) => match record::find(kind, key).map(|field| field.value) {
            Some(Value::Code(list)) => catalogue.label(list, text, language()).into_owned(),
            Some(Value::Answer) => answer(catalogue, key, text),
            _ => text.clone(),
        },
    }
}

/// What a number means: the table's shape, or that of the question it answers.
fn shape(catalogue: &Catalogue, kind: Kind, key: &str) -> Value {
    match record::find(kind, key).map(|field| field.value) {
        Some(Value::Answer) => match question(catalogue, key) {
            Some(AnswerKind::Money) => Value::Dong,
            _ => Value::Count(i64::MAX),
        },
        Some(value) => value,
        None => Value::Id,
    }
}

fn question(catalogue: &Catalogue, key: &str) -> Option<AnswerKind> {
    Some(catalogue.question(key.split('.').nth(1)?)?.answer)
}

fn number_of(shape: Value, number: i64) -> String {
    match shape {
        Value::Dong => text::money(number),
        Value::Count(_) => text::count(number),
        Value::Date => day(number).map_or_else(|| number.to_string(), |date| date.to_string()),
        Value::TimeOfDay => format!("{:02}:{:02}", number / 60, number % 60),
        Value::Timestamp => moment(number),
        _ => number.to_string(),
    }
}

fn day(number: i64) -> Option<Date> {
    u32::try_from(number).ok()?.try_into().ok()
}

fn answer(catalogue: &Catalogue, key: &str, text: &str) -> String {
    match (question(catalogue, key), text) {
        (Some(AnswerKind::YesNo | AnswerKind::YesNoNa), "yes") => t(W::Yes).to_owned(),
        (Some(AnswerKind::YesNo | AnswerKind::YesNoNa), "no") => t(W::No).to_owned(),
        (Some(AnswerKind::YesNoNa), "na") => t(W::NotApplicable).to_owned(),
        // The only question with choices asks for a rank; a choice of a newer one shows itself.
        (Some(AnswerKind::Choice), choice) => catalogue.label("group_rank", choice, language()).into_owned(),
        _ => text.to_owned(),
    }
}

/// What a field is called, with the member of a set, the question or the month that its key names.
pub fn field(catalogue: &Catalogue, kind: Kind, key: &str) -> String {
    let label = label(kind, key);
    match member(catalogue, kind, key) {
        _ if label.is_empty() => key.to_owned(),
        Some(member) if label == self::label(kind, "answer.x.value") => member,
        Some(member) => format!("{label}: {member}"),
        None => label.to_owned(),
    }
}

/// What a field is called to one who reads: a form asks, and asks for one's own share.
pub fn label(kind: Kind, key: &str) -> &'static str {
    let word = match record::find(kind, key).map(|field| field.key) {
        Some("anonymous") => W::Anonymous,
        Some("borrower.*.absent") => W::Absent,
        Some("leaflets.*") => W::Leaflets,
        Some("broadcasts.*") => W::Broadcasts,
        Some("broadcast_minutes.*") => W::BroadcastMinutes,
        _ => return fields::label(kind, key),
    };
    t(word)
}

/// What the variable segment of a key stands for, when it has words.
pub fn member(catalogue: &Catalogue, kind: Kind, key: &str) -> Option<String> {
    let pattern = record::find(kind, key)?.key;
    let segment = key.split('.').nth(1)?;
    let list = match pattern {
        "topic.*" => "topic",
        "audience.*" | "attendees_by.*" => "audience",
        "partner.*" => "organisation",
        "copies_printed.*" => "print_product",
        "funding.*" => "funding_source",
        "answer.*.value" | "answer.*.remark" => {
            let question = catalogue.question(segment)?;
            return Some(language().pick(&question.vi, &question.en).to_owned());
        }
        "visit_day.*" => return day(segment.parse().ok()?).map(|date| date.to_string()),
        _ => return None,
    };
    Some(catalogue.label(list, segment, language()).into_owned())
}

/// A moment by the clock of Vietnam: `dd/mm/yyyy hh:mm`.
pub fn moment(unix_ms: i64) -> String {
    let minutes = (unix_ms.div_euclid(60_000) + 7 * 60).rem_euclid(1_440);
    format!("{} {:02}:{:02}", Date::in_vietnam(unix_ms), minutes / 60, minutes % 60)
}

/// A span of time in its largest unit: "12 phút", "3 giờ", "280 ngày".
pub fn span(ms: i64) -> String {
    let minutes = ms.unsigned_abs() / 60_000;
    let (word, number) = match minutes {
        0..120 => (W::Minutes, minutes),
        120..2_880 => (W::Hours, minutes / 60),
        _ => (W::Days, minutes / 1_440),
    };
    fill(word, &[&number.to_string()])
}

/// Bytes in MB, at least 0,1.
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths {
        0..1_000 => format!("{},{} MB", tenths / 10, tenths % 10),
        _ => format!("{} MB", text::count(i64::try_from(tenths / 10).unwrap_or(i64::MAX))),
    }
}

/// A kind of record.
pub fn kind(kind: Kind) -> &'static str {
    t(match kind {
        Kind::Outreach => W::KindOutreach,
        Kind::Inspection => W::KindInspection,
        Kind::Feedback | Kind::FreeForm => W::KindFeedback,
    })
}

/// A state of a record, without what the catalogue adds in brackets or behind a comma: it stands on a small mark.
pub fn state(catalogue: &Catalogue, state: State) -> String {
    let label = catalogue.label("record_state", state.code(), language());
    label.split([',', '(']).next().unwrap_or(&label).trim_end().to_owned()
}

/// What a record is, in one line: its form, or what it inspected.
pub fn title(catalogue: &Catalogue, facts: &Facts) -> String {
    let sort = facts.sort.as_ref().map(Code::as_str);
    let named = |list| sort.map(|sort| catalogue.label(list, sort, language()).into_owned());
    let title = match facts.kind {
        Kind::Outreach => named("form"),
        Kind::Feedback | Kind::FreeForm => named("feedback_kind"),
        Kind::Inspection => {
            let whom = facts.group.as_ref().or(facts.inspected_unit.as_ref());
            whom.map(|whom| fill(W::InspectionOf, &[whom.as_str()])).or_else(|| named("inspection_kind"))
        }
    };
    title.unwrap_or_else(|| kind(facts.kind).to_owned())
}

/// Day and place of a record, as far as they are known.
pub fn when_and_where(facts: &Facts) -> String {
    let date = facts.event_date.map_or_else(|| t(W::Undated).to_owned(), |date| date.to_string());
    if facts.place.is_empty() { date } else { format!("{date} · {}", facts.place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_shown_by_the_clock_of_vietnam() {
        assert_eq!(moment(1_791_219_599_000), "05/10/2026 23:59");
        assert_eq!(moment(1_791_219_600_000), "06/10/2026 00:00");
        assert_eq!(moment(0), "01/01/1970 07:00");
    }

    #[test]
    fn values_look_as_officials_write_them() {
        let catalogue = Catalogue::builtin();
        let shown = |key: &str, scalar: Scalar| value(catalogue, Kind::Inspection, key, &scalar);
        assert_eq!(shown("general.savings_balance", 12_750_000.into()), "12.750.000 ₫");
        assert_eq!(shown("event_date", 20_261_005.into()), "05/10/2026");
        assert_eq!(shown("answer.ga_books_complete.value", "no".into()), "Không");
        assert_eq!(shown("answer.ga_savings_balance.value", 500_000.into()), "500.000 ₫");
        assert_eq!(shown("paper_signed", true.into()), "Có");
        assert_eq!(shown("state", "draft".into()), "Đang ghi");
        assert_eq!(shown("a_key_of_tomorrow", 5.into()), "5");
        assert_eq!(field(catalogue, Kind::Inspection, "a_key_of_tomorrow"), "a_key_of_tomorrow");
        assert!(field(catalogue, Kind::Outreach, "topic.loan_procedure").contains(": Chương trình"));
    }

    #[test]
    fn sizes_and_spans_are_said_in_one_unit() {
        assert_eq!(megabytes(1), "0,1 MB");
        assert_eq!(megabytes(2_345_678), "2,4 MB");
        assert_eq!(megabytes(3_000_000_000), "3.000 MB");
        assert_eq!(span(-12 * 60_000), "12 phút");
        assert_eq!(span(280 * 86_400_000), "280 ngày");
    }
}
