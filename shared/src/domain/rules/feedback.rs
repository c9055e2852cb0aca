//! What a citizen's word needs (records.md §7): a kind and the words; no name without consent.

use super::Sheet;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    sheet.require("feedback_kind", "feedback_kind.missing");
    if sheet.flat.paragraphs("text").all(|(_, text)| text.trim().is_empty()) {
        sheet.error("text", "feedback.text_missing", []);
    }
    let consent = sheet.flat.flag("anonymous") == Some(false);
    if !consent && sheet.flat.text("name").is_some_and(|name| !name.is_empty()) {
        sheet.error("name", "feedback.name_without_consent", []);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    #[test]
    fn a_name_is_kept_only_with_consent() {
        let today = Date::new(2026, 10, 9).unwrap();
        let codes = |flat: &Flat| -> Vec<_> {
            problems(Catalogue::builtin(), Kind::Feedback, flat, &Context { today, group: None })
                .into_iter()
                .map(|problem| problem.code)
                .collect()
        };
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
}
