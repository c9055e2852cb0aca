//! What a debt case needs (records.md §10, S2 L100).

use super::Sheet;

/// Findings that are about a debt.
const KINDS: [&str; 4] = ["overdue", "wilful_default", "left_residence", "risk_debt"];

/// The risk-debt file in its order: guided, filed, examined, minuted.
const STEPS: [&str; 4] = ["risk.guided_on", "risk.filed_on", "risk.examined_on", "risk.minutes_on"];

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let flat = sheet.flat;
    match flat.text("debt_kind") {
        None => sheet.error("debt_kind", "debt.kind_missing", []),
        Some(kind) if !KINDS.contains(&kind) => sheet.error("debt_kind", "debt.kind_not_debt", []),
        Some(_) => {}
    }
    sheet.require("amount", "debt.amount_missing");
    for id in flat.entries("action") {
        sheet.require(&format!("action.{id}.kind"), "debt.action_kind_missing");
        sheet.require(&format!("action.{id}.on"), "debt.action_undated");
        sheet.not_in_future(format!("action.{id}.on"));
    }
    sheet.in_order("event_date", "closed_on", "debt.closed_before_opened");
    let mut last = None;
    let mut gap = false;
    for key in STEPS {
        let day = flat.date(key);
        if day.is_some() && (gap || day < last) {
            sheet.warn(key, "debt.steps_out_of_order", []);
        }
        gap |= day.is_none();
        last = last.max(day);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::Severity::{self, Error, Warning};
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    #[test]
    fn s2_24_each_action_has_its_day_and_s2_25_steps_out_of_order_are_a_warning() {
        let day = |day| Date::new(2026, 10, day).unwrap();
        let codes = |flat: &Flat| -> Vec<(Severity, &'static str)> {
            problems(Catalogue::builtin(), Kind::Debt, flat, &Context { today: day(20), group: None })
                .into_iter()
                .map(|problem| (problem.severity, problem.code))
                .collect()
        };
        let mut flat = Flat::default();
        flat.set("event_date", day(5));
        assert_eq!(codes(&flat), [(Error, "debt.kind_missing"), (Error, "debt.amount_missing")]);
        flat.set("debt_kind", "books");
        flat.set("amount", 25_000_000);
        assert_eq!(codes(&flat), [(Error, "debt.kind_not_debt")]);
        flat.set("debt_kind", "left_residence");
        flat.set("action.a.kind", "urge_payment");
        assert_eq!(codes(&flat), [(Error, "debt.action_undated")]);
        flat.set("action.a.on", day(6));
        flat.set("risk.guided_on", day(7));
        flat.set("risk.filed_on", day(8));
        assert_eq!(codes(&flat), []);
        flat.set("risk.minutes_on", day(9));
        assert_eq!(codes(&flat), [(Warning, "debt.steps_out_of_order")]);
        flat.set("risk.examined_on", day(8));
        assert_eq!(codes(&flat), []);
        flat.set("closed_on", day(4));
        assert_eq!(codes(&flat), [(Error, "debt.closed_before_opened")]);
    }
}
