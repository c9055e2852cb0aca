//! What a citizen's word needs (records.md §7): a kind and the words; no name without consent.

use super::Sheet;
use crate::domain::voice::WRONGDOING;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    sheet.require("feedback_kind", "feedback_kind.missing");
    if sheet.flat.paragraphs("text").all(|(_, text)| text.trim().is_empty()) {
        sheet.error("text", "feedback.text_missing", []);
    }
    let consent = sheet.flat.flag("anonymous") == Some(false);
    for key in ["name", "phone"] {
        if !consent && sheet.flat.text(key).is_some_and(|name| !name.is_empty()) {
            sheet.error(key, "feedback.name_without_consent", []);
        }
    }
    wrongdoing(sheet);
    replied(sheet);
}

/// A report of wrongdoing is not kept where the unit that it names can read it (records.md §7).
fn wrongdoing(sheet: &mut Sheet<'_>) {
    let named =
        sheet.flat.text("named_unit").filter(|_| sheet.flat.text("feedback_kind") == Some(WRONGDOING));
    if let Some(unit) = named.filter(|unit| sheet.flat.text("unit") == Some(unit)) {
        sheet.error("named_unit", "feedback.wrongdoing_at_named", [unit.to_owned()]);
    }
}

/// What the state of the answer claims.
fn replied(sheet: &mut Sheet<'_>) {
    match sheet.flat.text("feedback_state") {
        Some("answered") => {
            sheet.require_words("reply", "feedback.answer_missing");
            sheet.require("answered_on", "feedback.answer_missing");
        }
        Some("forwarded") => {
            sheet.require("forwarded_to", "feedback.forward_missing");
            sheet.require("forwarded_on", "feedback.forward_missing");
        }
        _ => {}
    }
    for key in ["answered_on", "forwarded_on"] {
        sheet.in_order("event_date", key, "feedback.answered_before_received");
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    fn today() -> Date {
        Date::new(2026, 10, 9).unwrap()
    }

    fn codes(flat: &Flat) -> Vec<&'static str> {
        let found =
            problems(Catalogue::builtin(), Kind::Feedback, flat, &Context { today: today(), group: None });
        found.into_iter().map(|problem| problem.code).collect()
    }

    #[test]
    fn a_name_is_kept_only_with_consent() {
        let today = today();
        let mut flat = Flat::default();
        flat.set("event_date", today);
        assert_eq!(codes(&flat), ["feedback_kind.missing", "feedback.text_missing"]);
        flat.set("feedback_kind", "wish");
        flat.set("text.p1", "xin hướng dẫn kỹ thuật nuôi dê");
        assert_eq!(codes(&flat), [] as [&str; 0]);
        flat.set("name", "Thử");
        assert_eq!(codes(&flat), ["feedback.name_without_consent"]);
        flat.set("anonymous", false);
        assert_eq!(codes(&flat), [] as [&str; 0]);
    }

    #[test]
    fn an_answer_has_words_and_a_day_and_wrongdoing_is_not_kept_by_the_unit_named() {
        let today = today();
        let mut flat = Flat::default();
        flat.set("event_date", today);
        flat.set("unit", "HT");
        flat.set("text.p1", "thu phí ngoài quy định");
        flat.set("feedback_kind", "wrongdoing_report");
        flat.set("named_unit", "HT");
        assert_eq!(codes(&flat), ["feedback.wrongdoing_at_named"]);
        flat.set("unit", "BM");
        assert_eq!(codes(&flat), [] as [&str; 0]);
        flat.set("feedback_state", "answered");
        flat.set("answered_on", today.plus_days(-1));
        assert_eq!(codes(&flat), ["feedback.answer_missing", "feedback.answered_before_received"]);
        flat.set("reply.p1", "Đã hoàn trả.");
        flat.set("answered_on", today);
        assert_eq!(codes(&flat), [] as [&str; 0]);
        flat.set("feedback_state", "forwarded");
        assert_eq!(codes(&flat), ["feedback.forward_missing"; 2]);
    }
}
