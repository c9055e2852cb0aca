//! What an outreach activity needs (records.md §2).

use super::Sheet;
use crate::record::Scalar;
use crate::text::count;

/// Form groups of an activity; media items are another kind of record (records.md §3).
const GROUPS: [&str; 4] = ["direct", "event", "print", "digital"];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    form(sheet);
    for (set, code) in [("topic", "topic.missing"), ("audience", "audience.missing")] {
        if sheet.flat.members(set).next().is_none() {
            sheet.error(set, code, []);
        }
    }
    attendees(sheet);
    if sheet.flat.int("minutes") == Some(0) {
        sheet.error("minutes", "minutes.zero", []);
    }
    leaflets(sheet);
}

/// The form, and the meeting where words were spoken (S0 L60).
fn form(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let Some(form) = flat.text("form") else {
        sheet.error("form", "form.missing", []);
        return;
    };
    let group = sheet.catalogue.entry("form", form).and_then(|entry| entry.group.as_ref());
    if group.is_some_and(|group| !GROUPS.contains(&group.as_str())) {
        sheet.error("form", "form.not_activity", []);
    }
    if form == "oral" {
        sheet.require("meeting_type", "meeting_type.missing");
    }
    if form != "loudspeaker" && flat.sum("broadcasts") > 0 {
        sheet.warn("broadcasts", "broadcasts.not_loudspeaker", []);
    }
}

/// Women and each audience are part of all present; audiences may overlap (S0-19).
fn attendees(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    let Some(total) = flat.int("attendees_total") else { return };
    if let Some(women) = flat.int("attendees_women").filter(|women| *women > total) {
        sheet.error("attendees_women", "attendees.women_above_total", [count(women), count(total)]);
    }
    for (audience, value) in flat.below("attendees_by") {
        if let Scalar::Int(part) = value
            && *part > total
        {
            let key = format!("attendees_by.{audience}");
            sheet.error(key, "attendees.audience_above_total", [count(*part), count(total)]);
        }
    }
}

/// No more is handed out than was printed, where printing is recorded in the same record (S1-10).
fn leaflets(sheet: &mut Sheet<'_>) {
    let handed_out = sheet.flat.sum("leaflets");
    if let Some(printed) = sheet.flat.int("copies_printed.leaflet").filter(|printed| handed_out > *printed) {
        sheet.warn("leaflets", "leaflets.above_printed", [count(handed_out), count(printed)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, Severity, problems};
    use crate::record::{Flat, Kind};

    /// SC-1: the Monday session at the meeting of T-0003.
    fn monday_session() -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 5).unwrap());
        flat.set("form", "oral");
        flat.set("meeting_type", "group_meeting");
        flat.set("group_code", "T-0003");
        flat.set("village", "bản Huổi Cang");
        flat.set("topic.loan_procedure", true);
        flat.set("topic.savings_mobilisation", true);
        flat.set("audience.group_members", true);
        flat.set("attendees_total", 32);
        flat.set("attendees_women", 18);
        flat.set("leaflets.aa", 40);
        flat
    }

    fn codes(flat: &Flat, severity: Severity) -> Vec<&'static str> {
        let today = Date::new(2026, 10, 5).unwrap();
        problems(Catalogue::builtin(), Kind::Outreach, flat, &Context { today, group: None })
            .into_iter()
            .filter(|problem| problem.severity == severity)
            .map(|problem| problem.code)
            .collect()
    }

    #[test]
    fn a_whole_session_can_be_completed() {
        assert_eq!(codes(&monday_session(), Severity::Error), [] as [&str; 0]);
        assert_eq!(codes(&monday_session(), Severity::Warning), [] as [&str; 0]);
    }

    #[test]
    fn an_empty_activity_says_everything_that_is_missing_in_the_order_of_the_form() {
        assert_eq!(
            codes(&Flat::default(), Severity::Error),
            ["event_date.missing", "form.missing", "topic.missing", "audience.missing"]
        );
    }

    #[test]
    fn a_topic_that_was_taken_back_is_no_topic() {
        let mut flat = monday_session();
        flat.set("topic.loan_procedure", false);
        flat.set("topic.savings_mobilisation", false);
        assert_eq!(codes(&flat, Severity::Error), ["topic.missing"]);
    }

    #[test]
    fn oral_outreach_names_its_meeting_and_a_television_bulletin_is_no_activity() {
        let mut flat = monday_session();
        flat.set("meeting_type", crate::record::Scalar::Null);
        assert_eq!(codes(&flat, Severity::Error), ["meeting_type.missing"]);
        flat.set("form", "tv_bulletin");
        assert_eq!(codes(&flat, Severity::Error), ["form.not_activity"]);
    }

    #[test]
    fn part_of_the_people_present_is_never_more_than_all_of_them() {
        let mut flat = monday_session();
        flat.set("attendees_women", 33);
        flat.set("attendees_by.poor_household", 33);
        flat.set("attendees_by.group_members", 32);
        assert_eq!(
            codes(&flat, Severity::Error),
            ["attendees.women_above_total", "attendees.audience_above_total"]
        );
    }

    #[test]
    fn odd_numbers_that_may_be_true_are_warnings() {
        let mut flat = monday_session();
        flat.set("copies_printed.leaflet", 30);
        flat.set("broadcasts.aa", 2);
        assert_eq!(codes(&flat, Severity::Warning), ["broadcasts.not_loudspeaker", "leaflets.above_printed"]);
        assert_eq!(codes(&flat, Severity::Error), [] as [&str; 0]);
    }
}
