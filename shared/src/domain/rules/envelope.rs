//! What every record needs (records.md §0): a day that can be, settled conflicts, values that fit, codes that
//! were in force on that day.

use super::value::{coded_entry, field_problem};
use super::{Severity, Sheet};
use crate::date::Date;
use crate::domain::clock::is_day_in_doubt;
use crate::domain::facts::{State, open_conflicts};
use crate::limits::EVENT_YEAR_MIN;
use crate::record::{self, Scalar, Value};
use crate::text::Language;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    event_date(sheet);
    conflicts(sheet);
    values(sheet);
    if sheet.flat.text("state").map(State::from_code) == Some(State::Void) {
        sheet.require("void_reason", "void_reason.missing");
    }
}

/// The day: typed, from 2020-01-01 to tomorrow (a phone's clock may be a little ahead).
fn event_date(sheet: &mut Sheet<'_>) {
    let Some(day) = sheet.flat.date("event_date") else {
        sheet.error("event_date", "event_date.missing", []);
        return;
    };
    let today = sheet.context.today;
    if day.year() < EVENT_YEAR_MIN {
        sheet.error(
            "event_date",
            "event_date.too_early",
            [day.to_string(), format!("01/01/{EVENT_YEAR_MIN}")],
        );
    } else if day > today.plus_days(1) {
        sheet.error("event_date", "event_date.in_future", [day.to_string(), today.to_string()]);
    } else if is_day_in_doubt(sheet.flat) {
        sheet.warn("event_date", "event_date.in_doubt", [day.to_string()]);
    }
}

/// `R!` fields with several concurrent values: a person chooses (records.md §11).
fn conflicts(sheet: &mut Sheet<'_>) {
    for (key, values) in open_conflicts(sheet.kind, sheet.flat) {
        sheet.error(key, "conflict.open", [values.len().to_string()]);
    }
}

/// Every value by itself. A key or code of a newer version is kept and blocks nobody.
fn values(sheet: &mut Sheet<'_>) {
    let day = sheet.flat.date("event_date");
    for (key, values) in sheet.flat.iter() {
        let Some(value) = values.first() else { continue };
        match field_problem(sheet.catalogue, sheet.kind, key, value) {
            Some(problem) if matches!(problem.code, "field.unknown" | "field.unknown_code") => {}
            Some(problem) => sheet.problems.push(problem),
            None => in_force(sheet, key, value, day),
        }
    }
}

/// A code that ended before, or began after, the record's day (S1 IV.1; requirements F-9, F-11).
fn in_force(sheet: &mut Sheet<'_>, key: &str, value: &Scalar, day: Option<Date>) {
    let listed = match (record::find(sheet.kind, key).map(|field| field.value), value) {
        (Some(Value::Code(list)), Scalar::Text(id)) => Some((list, id.as_str())),
        (_, Scalar::Null | Scalar::Bool(false)) => None,
        _ => coded_entry(key),
    };
    let entry = listed.and_then(|(list, id)| sheet.catalogue.entry(list, id));
    if let Some((entry, day)) = entry.zip(day).filter(|(entry, day)| !entry.is_valid(*day)) {
        let args = vec![entry.label(Language::Vi).to_owned(), day.to_string()];
        sheet.add(key.to_owned(), "code.not_in_force", Severity::Warning, args);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, Problem, problems};
    use crate::record::{Flat, Kind, Scalar};

    fn found(flat: &Flat) -> Vec<Problem> {
        let today = Date::new(2026, 10, 5).unwrap();
        problems(Catalogue::builtin(), Kind::Outreach, flat, &Context { today, group: None })
    }

    fn codes(flat: &Flat) -> Vec<&'static str> {
        found(flat).into_iter().map(|problem| problem.code).collect()
    }

    fn dated(year: i32, month: u8, day: u8) -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(year, month, day).unwrap());
        flat
    }

    #[test]
    fn a_day_is_from_2020_to_tomorrow() {
        assert!(codes(&Flat::default()).contains(&"event_date.missing"));
        assert!(codes(&dated(2019, 12, 31)).contains(&"event_date.too_early"));
        assert!(codes(&dated(2026, 10, 7)).contains(&"event_date.in_future"));
        for flat in [dated(2020, 1, 1), dated(2026, 10, 5), dated(2026, 10, 6)] {
            assert!(!codes(&flat).iter().any(|code| code.starts_with("event_date")));
        }
    }

    #[test]
    fn an_open_conflict_blocks_and_a_register_with_two_values_does_not() {
        let mut flat = dated(2026, 10, 5);
        flat.set_all("attendees_total", [Scalar::Int(32), Scalar::Int(30)]);
        flat.set_all("place", [Scalar::from("Nhà văn hóa"), Scalar::from("Trường học")]);
        let open: Vec<_> =
            found(&flat).into_iter().filter(|problem| problem.code == "conflict.open").collect();
        assert_eq!(open.len(), 1);
        assert_eq!((open[0].key.as_str(), open[0].args[0].as_str()), ("attendees_total", "2"));
    }

    #[test]
    fn a_code_that_ended_is_a_warning_and_one_from_the_future_of_the_program_is_silent() {
        let mut flat = dated(2026, 10, 5);
        flat.set("funding.ntp_subproject_1_project_6", 5_000_000);
        flat.set("topic.from_a_newer_catalogue", true);
        let codes = codes(&flat);
        assert_eq!(codes.iter().filter(|code| **code == "code.not_in_force").count(), 1);
        assert!(!codes.contains(&"field.unknown_code"));
    }
}
