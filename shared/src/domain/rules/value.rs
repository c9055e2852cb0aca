//! One value by itself: its type, its limits, its place in the catalogue. A code that the catalogue does not
//! know may be read and shown, never written.

use super::{Problem, Severity};
use crate::catalogue::{AnswerKind, Catalogue, Question};
use crate::date::{Date, Month};
use crate::id::UnitCode;
use crate::limits::{COUNT_MAX, DONG_MAX, ID_CHARS_MAX, REMARK_CHARS_MAX};
use crate::record::{self, Kind, Scalar, Value};
use crate::text;

/// Prefixes whose entries are named by a catalogue id, with the list.
const CODED_PREFIXES: &[(&str, &str)] = &[
    ("topic", "topic"),
    ("audience", "audience"),
    ("partner", "organisation"),
    ("attendees_by", "audience"),
    ("copies_printed", "print_product"),
    ("funding", "funding_source"),
    ("programme_tag", "programme_tag"),
    ("subject", "media_subject"),
    ("handed_out", "print_product"),
    ("digital", "digital_product"),
    ("trainees", "organisation"),
    ("also", "inspection_kind"),
    ("outlet", "outlet"),
    ("tag", "exemplary_tag"),
    ("help", "help_kind"),
    ("budget", "funding_source"),
    ("source", "capital_source"),
    ("planned", "capital_source"),
    ("score", "score_criterion"),
];

/// Keys that hold the code of a unit or of a group.
const UNIT_KEYS: [&str; 4] = ["unit", "inspected_unit", "named_unit", "group_code"];

/// Minutes of a day.
const DAY_MINUTES: i64 = 24 * 60;

/// A code and what its sentence names.
type Fault = (&'static str, Vec<String>);

/// What is wrong with one value: its type, its limits, its place in the catalogue. Emptying (`Null`) is always right.
pub fn field_problem(catalogue: &Catalogue, kind: Kind, key: &str, value: &Scalar) -> Option<Problem> {
    let fault = match record::find(kind, key) {
        None => Some(("field.unknown", vec![key.to_owned()])),
        Some(_) if kind == Kind::FreeForm || *value == Scalar::Null => None,
        Some(field) => entry_fault(catalogue, key, value).or_else(|| match field.value {
            // What is right of a correction is judged with the field that it is about.
            shape @ Value::Answer if key.starts_with("correction.") => {
                (!shape.admits(value)).then(|| ("field.type", vec![]))
            }
            Value::Answer => answer_fault(catalogue, key, value),
            Value::Id if UNIT_KEYS.contains(&key) => unit_fault(value),
            Value::Code(list) => code_fault(catalogue, list, value),
            shape => shape_fault(shape, value),
        }),
    };
    fault.map(|(code, args)| Problem { key: key.to_owned(), code, severity: Severity::Error, args })
}

/// The catalogue list whose ids name the entries under a prefix.
pub fn list_of(prefix: &str) -> Option<&'static str> {
    CODED_PREFIXES.iter().find(|(coded, _)| *coded == prefix).map(|(_, list)| *list)
}

/// The catalogue list and id that a key's second segment names, for keys that are named by one.
pub(super) fn coded_entry(key: &str) -> Option<(&'static str, &str)> {
    let (prefix, rest) = key.split_once('.')?;
    let id = rest.split('.').next()?;
    Some((list_of(prefix)?, id))
}

/// An entry under a name that the catalogue does not have. Taking such an entry back is allowed.
fn entry_fault(catalogue: &Catalogue, key: &str, value: &Scalar) -> Option<Fault> {
    if let Some(day) = key.strip_prefix("visit_day.") {
        let number = day.parse::<u32>().ok();
        return number.is_none_or(|n| Date::try_from(n).is_err()).then(|| ("field.date", vec![]));
    }
    let (list, id) = coded_entry(key)?;
    let unknown = *value != Scalar::Bool(false) && catalogue.entry(list, id).is_none();
    unknown.then(|| ("field.unknown_code", vec![id.to_owned()]))
}

fn code_fault(catalogue: &Catalogue, list: &str, value: &Scalar) -> Option<Fault> {
    match value {
        Scalar::Text(id) if catalogue.entry(list, id).is_some() => None,
        Scalar::Text(id) => Some(("field.unknown_code", vec![id.clone()])),
        _ => Some(("field.type", vec![])),
    }
}

fn unit_fault(value: &Scalar) -> Option<Fault> {
    match value {
        Scalar::Text(code) if code.parse::<UnitCode>().is_ok() => None,
        Scalar::Text(code) => Some(("field.code_malformed", vec![code.clone()])),
        _ => Some(("field.type", vec![])),
    }
}

/// Type and limits of a value that needs no catalogue.
fn shape_fault(shape: Value, value: &Scalar) -> Option<Fault> {
    match (shape, value) {
        (Value::Flag, Scalar::Bool(_)) | (Value::Timestamp, Scalar::Int(_)) => None,
        (Value::Count(max), Scalar::Int(number)) => count_fault(*number, max),
        (Value::Dong, Scalar::Int(dong)) => money_fault(*dong),
        (Value::Date, Scalar::Int(number)) => {
            let date = u32::try_from(*number).ok().and_then(|number| Date::try_from(number).ok());
            date.is_none().then(|| ("field.date", vec![]))
        }
        (Value::Month, Scalar::Int(number)) => {
            Month::try_from(*number).is_err().then(|| ("field.month", vec![]))
        }
        (Value::TimeOfDay, Scalar::Int(minutes)) => {
            (!(0..DAY_MINUTES).contains(minutes)).then(|| ("field.time", vec![]))
        }
        (Value::Text(max), Scalar::Text(text)) => text_fault(text, max),
        (Value::Id, Scalar::Text(id)) => text_fault(id, ID_CHARS_MAX),
        _ => Some(("field.type", vec![])),
    }
}

fn answer_fault(catalogue: &Catalogue, key: &str, value: &Scalar) -> Option<Fault> {
    let id = key.split('.').nth(1)?;
    let Some(question) = catalogue.question(id) else {
        return Some(("field.unknown_code", vec![id.to_owned()]));
    };
    match (question.answer, value) {
        (AnswerKind::Count, Scalar::Int(number)) => count_fault(*number, COUNT_MAX),
        (AnswerKind::Money, Scalar::Int(dong)) => money_fault(*dong),
        (AnswerKind::Text, Scalar::Text(text)) => text_fault(text, REMARK_CHARS_MAX),
        (_, Scalar::Text(choice)) if is_choice(question, choice) => None,
        (AnswerKind::YesNo | AnswerKind::YesNoNa | AnswerKind::Choice, Scalar::Text(choice)) => {
            Some(("answer.not_a_choice", vec![choice.clone()]))
        }
        _ => Some(("field.type", vec![])),
    }
}

fn is_choice(question: &Question, choice: &str) -> bool {
    match question.answer {
        AnswerKind::YesNo => matches!(choice, "yes" | "no"),
        AnswerKind::YesNoNa => matches!(choice, "yes" | "no" | "na"),
        AnswerKind::Choice => question.choices.iter().any(|known| known.as_str() == choice),
        AnswerKind::Count | AnswerKind::Money | AnswerKind::Text => false,
    }
}

fn count_fault(number: i64, max: i64) -> Option<Fault> {
    (!(0..=max).contains(&number)).then(|| ("field.count_range", vec![text::count(max)]))
}

fn money_fault(dong: i64) -> Option<Fault> {
    (!(0..=DONG_MAX).contains(&dong)).then(|| ("field.money_range", vec![text::money(DONG_MAX)]))
}

fn text_fault(text: &str, chars_max: usize) -> Option<Fault> {
    let chars = text.chars().count();
    (chars > chars_max).then(|| ("field.text_long", vec![chars.to_string(), chars_max.to_string()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(kind: Kind, key: &str, value: impl Into<Scalar>) -> Option<&'static str> {
        field_problem(Catalogue::builtin(), kind, key, &value.into()).map(|problem| problem.code)
    }

    #[test]
    fn every_field_takes_a_value_of_its_own_shape_and_refuses_the_others() {
        let catalogue = Catalogue::builtin();
        for kind in Kind::ALL {
            for field in record::fields(kind) {
                let entry = match field.key.split_once('.') {
                    Some(("visit_day", _)) => "20261006",
                    Some(("answer", _)) => "ga_books_complete",
                    Some((prefix, _)) => CODED_PREFIXES
                        .iter()
                        .find(|(coded, _)| *coded == prefix)
                        .map_or("k3x", |(_, list)| catalogue.list(list)[0].id.as_str()),
                    None => "",
                };
                let key = field.key.replace('*', entry);
                let fitting: Scalar = match field.value {
                    Value::Flag => true.into(),
                    Value::Count(max) => max.into(),
                    Value::Dong => DONG_MAX.into(),
                    Value::Date => 20_261_006.into(),
                    Value::Month => 202_610.into(),
                    Value::TimeOfDay => 1439.into(),
                    Value::Timestamp => 1_791_219_599_000.into(),
                    Value::Code(list) => catalogue.list(list)[0].id.as_str().into(),
                    Value::Id => "T-0001".into(),
                    Value::Text(max) => "ệ".repeat(max).into(),
                    Value::Answer => "no".into(),
                };
                assert_eq!(field_problem(catalogue, kind, &key, &fitting), None, "{key}");
                assert_eq!(field_problem(catalogue, kind, &key, &Scalar::Null), None, "{key}");
                let foreign: Scalar = if fitting == true.into() { 1.into() } else { true.into() };
                // A correction may be of any field.
                let takes_any = field.key == "correction.*.new";
                if !takes_any && (field.value == Value::Flag || !matches!(fitting, Scalar::Bool(_))) {
                    assert!(field_problem(catalogue, kind, &key, &foreign).is_some(), "{key}");
                }
            }
        }
    }

    #[test]
    fn what_the_rules_take_the_gate_takes_too() {
        let catalogue = Catalogue::builtin();
        let values: [Scalar; 9] = [
            true.into(),
            (-1).into(),
            0.into(),
            1_440.into(),
            20_261_006.into(),
            DONG_MAX.into(),
            "good".into(),
            "T-0001".into(),
            "ệ".repeat(5_000).into(),
        ];
        for kind in Kind::ALL {
            for field in record::fields(kind) {
                let key = field.key.replace('*', "20261006");
                for value in &values {
                    let taken = field_problem(catalogue, kind, &key, value).is_none();
                    assert!(!taken || field.value.admits(value), "{key} {value:?}");
                }
            }
        }
    }

    #[test]
    fn limits_are_told_in_words_with_the_limit() {
        assert_eq!(code(Kind::Outreach, "attendees_total", -1), Some("field.count_range"));
        assert_eq!(code(Kind::Outreach, "minutes", 1441), Some("field.count_range"));
        assert_eq!(code(Kind::Outreach, "start_time", 1440), Some("field.time"));
        assert_eq!(code(Kind::Outreach, "event_date", 20_260_230), Some("field.date"));
        assert_eq!(code(Kind::Inspection, "general.rank_month", 202_613), Some("field.month"));
        assert_eq!(
            code(Kind::Inspection, "borrower.a.received_total", DONG_MAX + 1),
            Some("field.money_range")
        );
        assert_eq!(code(Kind::Inspection, "group_code", "T 1"), Some("field.code_malformed"));
        assert_eq!(code(Kind::Inspection, "visit_day.20260230", true), Some("field.date"));
        let problem =
            field_problem(Catalogue::builtin(), Kind::Outreach, "place", &"x".repeat(121).into()).unwrap();
        assert_eq!(
            (problem.code, problem.args),
            ("field.text_long", vec!["121".to_owned(), "120".to_owned()])
        );
    }

    #[test]
    fn a_code_of_a_newer_catalogue_is_not_written_but_may_be_taken_back() {
        assert_eq!(code(Kind::Outreach, "form", "hologram"), Some("field.unknown_code"));
        assert_eq!(code(Kind::Outreach, "topic.hologram", true), Some("field.unknown_code"));
        assert_eq!(code(Kind::Outreach, "topic.hologram", false), None);
        assert_eq!(code(Kind::Outreach, "topic.hologram", Scalar::Null), None);
        assert_eq!(code(Kind::Outreach, "hologram", 1), Some("field.unknown"));
        assert_eq!(code(Kind::Inspection, "answer.hologram.value", "yes"), Some("field.unknown_code"));
    }

    #[test]
    fn an_answer_fits_its_question() {
        let answer = |question: &str, value: Scalar| {
            code(Kind::Inspection, &format!("answer.{question}.value"), value)
        };
        assert_eq!(answer("ga_books_complete", "no".into()), None);
        assert_eq!(answer("ga_books_complete", "na".into()), Some("answer.not_a_choice"));
        assert_eq!(answer("ga_risk_debt_handled", "na".into()), None);
        assert_eq!(answer("ga_rank", "fair".into()), None);
        assert_eq!(answer("ga_rank", "yes".into()), Some("answer.not_a_choice"));
        assert_eq!(answer("ga_savings_balance", 12_500_000.into()), None);
        assert_eq!(answer("ga_members_saving", "18".into()), Some("field.type"));
        assert_eq!(answer("ga_meeting_regular", "Ngày 5 hằng tháng".into()), None);
    }
}
