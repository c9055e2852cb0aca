//! How stored values look to a person: money, dates, times, labels of the catalogue.

use super::{Words, label};
use crate::catalogue::{AnswerKind, Catalogue};
use crate::date::{Date, Month};
use crate::domain::facts::{Facts, State};
use crate::domain::rules::list_of;
use crate::id::DocId;
use crate::limits::YEAR_MAX;
use crate::record::{self, Kind, Scalar, Value};
use crate::text::{self, Language};

/// A value of a record as a person reads it.
pub fn value(words: Words<'_>, kind: Kind, key: &str, scalar: &Scalar) -> String {
    match scalar {
        Scalar::Null => words.language.pick("(để trống)", "(empty)").to_owned(),
        Scalar::Bool(flag) => yes_no(words.language, *flag).to_owned(),
        Scalar::Int(number) if key.ends_with("_x100") => text::hundredths(*number),
        Scalar::Int(number) => number_of(shape(words.catalogue, kind, key), *number),
        Scalar::Text(text) => match record::find(kind, key).map(|field| field.value) {
            Some(Value::Code(list)) => words.label(list, text),
            Some(Value::Answer) => answer(words, key, text),
            Some(Value::Id) => named(words, key, text),
            _ => text.clone(),
        },
    }
}

/// What an id stands for, where it has a word: a form or kind of inspection of a plan, another record.
fn named(words: Words<'_>, key: &str, id: &str) -> String {
    if key.rsplit('.').next() == Some("what") {
        let list = if words.catalogue.entry("form", id).is_some() { "form" } else { "inspection_kind" };
        return words.label(list, id);
    }
    if id.parse::<DocId>().is_ok() {
        return words.language.pick("Bản ghi liên quan", "Another record").to_owned();
    }
    id.to_owned()
}

const fn yes_no(language: Language, yes: bool) -> &'static str {
    if yes { language.pick("Có", "Yes") } else { language.pick("Không", "No") }
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
        Value::Count(YEAR_MAX) => number.to_string(),
        Value::Count(_) => text::count(number),
        Value::Date => day(number).map_or_else(|| number.to_string(), |date| date.to_string()),
        Value::Month => Month::written(number),
        Value::TimeOfDay => format!("{:02}:{:02}", number / 60, number % 60),
        Value::Timestamp => moment(number),
        _ => number.to_string(),
    }
}

fn day(number: i64) -> Option<Date> {
    u32::try_from(number).ok()?.try_into().ok()
}

fn answer(words: Words<'_>, key: &str, text: &str) -> String {
    match (question(words.catalogue, key), text) {
        (Some(AnswerKind::YesNo | AnswerKind::YesNoNa), "yes") => yes_no(words.language, true).to_owned(),
        (Some(AnswerKind::YesNo | AnswerKind::YesNoNa), "no") => yes_no(words.language, false).to_owned(),
        (Some(AnswerKind::YesNoNa), "na") => {
            words.language.pick("Không áp dụng", "Not applicable").to_owned()
        }
        // The only question with choices asks for a rank; a choice of a newer one shows itself.
        (Some(AnswerKind::Choice), choice) => words.label("group_rank", choice),
        _ => text.to_owned(),
    }
}

/// What a field is called, with the member of a set, the question or the month that its key names.
pub fn field(words: Words<'_>, kind: Kind, key: &str) -> String {
    let label = short_label(words.language, kind, key);
    match member(words, kind, key) {
        _ if label.is_empty() => key.to_owned(),
        Some(member) if label == short_label(words.language, kind, "answer.x.value") => member,
        Some(member) => format!("{label}: {member}"),
        None => label.to_owned(),
    }
}

/// What a field is called to one who reads: a form asks, and asks for one's own share.
pub fn short_label(language: Language, kind: Kind, key: &str) -> &'static str {
    match record::find(kind, key).map(|field| field.key) {
        Some("anonymous") => language.pick("Ẩn danh", "Anonymous"),
        Some("borrower.*.absent") => language.pick("Vắng mặt", "Absent"),
        Some("leaflets.*") => language.pick("Tờ rơi đã phát", "Leaflets handed out"),
        Some("broadcasts.*") => language.pick("Số lần phát thanh", "Broadcasts"),
        Some("broadcast_minutes.*") => language.pick("Số phút phát thanh", "Minutes broadcast"),
        _ => label(language, kind, key),
    }
}

/// What the variable segment of a key stands for, when it has words.
pub fn member(words: Words<'_>, kind: Kind, key: &str) -> Option<String> {
    let pattern = record::find(kind, key)?.key;
    let segment = key.split('.').nth(1)?;
    let list = match pattern {
        "answer.*.value" | "answer.*.remark" => {
            let question = words.catalogue.question(segment)?;
            return Some(words.language.pick(&question.vi, &question.en).to_owned());
        }
        "visit_day.*" => return day(segment.parse().ok()?).map(|date| date.to_string()),
        // A topic, a source of money, an outlet: the entry is named by its code.
        _ => list_of(pattern.split('.').next().unwrap_or_default())?,
    };
    Some(words.label(list, segment))
}

/// A moment by the clock of Vietnam: `dd/mm/yyyy hh:mm`.
pub fn moment(unix_ms: i64) -> String {
    let minutes = (unix_ms.div_euclid(60_000) + 7 * 60).rem_euclid(1_440);
    format!("{} {:02}:{:02}", Date::in_vietnam(unix_ms), minutes / 60, minutes % 60)
}

/// A kind of record.
pub const fn kind(language: Language, kind: Kind) -> &'static str {
    match kind {
        Kind::Outreach => language.pick("Truyền thông", "Outreach"),
        Kind::Inspection => language.pick("Kiểm tra", "Inspection"),
        Kind::Feedback | Kind::FreeForm => language.pick("Ý kiến người dân", "People's voice"),
        Kind::Media => language.pick("Tin, bài", "Media product"),
        Kind::Exemplary => language.pick("Điển hình", "Good example"),
        Kind::Support => language.pick("Giúp đỡ hộ nghèo", "Household support"),
        Kind::Plan => language.pick("Kế hoạch", "Plan"),
        Kind::Debt => language.pick("Vụ việc nợ", "Debt case"),
        Kind::LoanList => language.pick("Danh sách vay được duyệt", "Loan list"),
        Kind::Capital => language.pick("Nguồn vốn", "Capital sheet"),
        Kind::Remedy => language.pick("Khắc phục", "Remedy"),
        Kind::Conclusion => language.pick("Thông báo kết luận", "Conclusion notice"),
        Kind::Profile => language.pick("Hồ sơ xã", "Commune profile"),
        Kind::Review => language.pick("Xét duyệt", "Review"),
    }
}

/// A state of a record, without what the catalogue adds in brackets or behind a comma: it stands on a small mark.
pub fn state(words: Words<'_>, state: State) -> String {
    let label = words.catalogue.label("record_state", state.code(), words.language);
    label.split([',', '(']).next().unwrap_or(&label).trim_end().to_owned()
}

/// What a record is, in one line: its form, or what it inspected.
pub fn title(words: Words<'_>, facts: &Facts) -> String {
    let named = |list| facts.sort.as_ref().map(|sort| words.label(list, sort.as_str()));
    let title = match facts.kind {
        Kind::Inspection => {
            let whom = facts.group.as_ref().or(facts.inspected_unit.as_ref());
            let of = |whom| format!("{} {whom}", words.language.pick("Kiểm tra", "Inspection of"));
            whom.map(of).or_else(|| named("inspection_kind"))
        }
        kind => kind.sort().and_then(|(_, list)| named(list)),
    };
    let title = title.unwrap_or_else(|| kind(words.language, facts.kind).to_owned());
    match (&facts.group, facts.kind) {
        // What is somebody's debt or somebody's task needs to say whose.
        (Some(group), Kind::Debt | Kind::LoanList | Kind::Remedy | Kind::Conclusion) => {
            format!("{title} · {group}")
        }
        _ => title,
    }
}

/// Day and place of a record, as far as they are known.
pub fn when_and_where(language: Language, facts: &Facts) -> String {
    let undated = || language.pick("Chưa ghi ngày", "No date yet").to_owned();
    let date = facts.event_date.map_or_else(undated, |date| date.to_string());
    if facts.place.is_empty() { date } else { format!("{date} · {}", facts.place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(outside: bool) -> Words<'static> {
        Words { catalogue: Catalogue::builtin(), language: Language::Vi, outside }
    }

    #[test]
    fn a_moment_is_shown_by_the_clock_of_vietnam() {
        assert_eq!(moment(1_791_219_599_000), "05/10/2026 23:59");
        assert_eq!(moment(1_791_219_600_000), "06/10/2026 00:00");
        assert_eq!(moment(0), "01/01/1970 07:00");
    }

    #[test]
    fn values_look_as_officials_write_them() {
        let shown = |key: &str, scalar: Scalar| value(words(false), Kind::Inspection, key, &scalar);
        assert_eq!(shown("general.savings_balance", 12_750_000.into()), "12.750.000\u{a0}₫");
        assert_eq!(shown("event_date", 20_261_005.into()), "05/10/2026");
        assert_eq!(shown("answer.ga_books_complete.value", "no".into()), "Không");
        assert_eq!(shown("answer.ga_savings_balance.value", 500_000.into()), "500.000\u{a0}₫");
        assert_eq!(shown("paper_signed", true.into()), "Có");
        assert_eq!(shown("state", "draft".into()), "Đang ghi");
        assert_eq!(shown("a_key_of_tomorrow", 5.into()), "5");
        assert_eq!(field(words(false), Kind::Inspection, "a_key_of_tomorrow"), "a_key_of_tomorrow");
        assert!(field(words(false), Kind::Outreach, "topic.loan_procedure").contains(": Chương trình"));
    }

    #[test]
    fn a_programme_that_tells_of_a_conviction_is_another_one_to_who_is_outside() {
        let shown = |outside: bool, code: &str| {
            value(words(outside), Kind::Inspection, "borrower.a.programme", &code.into())
        };
        assert!(shown(false, "ex_prisoner").contains("án phạt tù"));
        assert_eq!(shown(true, "ex_prisoner"), "Chương trình khác");
        assert_eq!(shown(true, "poor"), shown(false, "poor"));
    }
}
