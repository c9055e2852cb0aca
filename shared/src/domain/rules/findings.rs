//! What the findings of an inspection need (records.md §6).

use super::Sheet;

/// Findings that name an amount.
const WITH_AMOUNT: [&str; 3] = ["overdue", "wrong_purpose", "misappropriation"];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    for id in flat.entries("finding") {
        let key = |field: &str| format!("finding.{id}.{field}");
        sheet.require(&key("kind"), "finding.kind_missing");
        let kind = flat.text(&key("kind"));
        if kind.is_some_and(|kind| WITH_AMOUNT.contains(&kind)) {
            sheet.require(&key("amount"), "finding.amount_missing");
        }
        // "Tồn tại khác (ghi rõ)".
        if kind == Some("other") {
            sheet.require(&key("text"), "finding.text_missing");
        }
        let days = flat.date(&key("due_date")).zip(flat.date("event_date"));
        if let Some((due, day)) = days.filter(|(due, day)| due < day) {
            sheet.error(key("due_date"), "finding.due_before_inspection", [due.to_string(), day.to_string()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity::Error;
    use super::super::inspection::tests::{codes, of_t_0004};
    use crate::date::Date;

    #[test]
    fn a_finding_names_its_kind_its_amount_and_a_day_that_is_not_past() {
        let mut flat = of_t_0004(5);
        flat.set("finding.f1.text", "Sổ họp tổ thiếu 2 kỳ");
        assert_eq!(codes(&flat), [(Error, "finding.kind_missing")]);
        flat.set("finding.f1.kind", "books");
        assert_eq!(codes(&flat), []);
        for kind in ["overdue", "wrong_purpose", "misappropriation"] {
            flat.set("finding.f1.kind", kind);
            assert_eq!(codes(&flat), [(Error, "finding.amount_missing")]);
        }
        flat.set("finding.f1.amount", 25_000_000);
        flat.set("finding.f1.due_date", Date::new(2026, 10, 5).unwrap());
        assert_eq!(codes(&flat), [(Error, "finding.due_before_inspection")]);
        flat.set("finding.f1.due_date", Date::new(2026, 10, 6).unwrap());
        assert_eq!(codes(&flat), []);
        flat.set("finding.f2.kind", "other");
        assert_eq!(codes(&flat), [(Error, "finding.text_missing")]);
        flat.set("finding.f2.removed", true);
        assert_eq!(codes(&flat), []);
    }
}
