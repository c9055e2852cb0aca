//! What a year's plan needs (records.md §10, 01/KH). A target may stay empty: it is then neither 0 % nor 100 %.

use super::Sheet;

pub(super) fn check(sheet: &mut Sheet<'_>) {
    sheet.require_year();
    for id in sheet.flat.entries("item") {
        item(sheet, &id);
    }
    if sheet.flat.get("replaces").is_some() {
        sheet.require("replace_reason", "plan.replaced_without_reason");
    }
    if sheet.flat.get("approved_by").is_some() {
        sheet.require("approved_on", "plan.approved_on_missing");
    }
    for id in sheet.flat.entries("swap") {
        sheet.require(&format!("swap.{id}.reason"), "draw.reason_missing");
    }
}

/// One line of the plan: its kind, and what of that kind.
fn item(sheet: &mut Sheet<'_>, id: &str) {
    let key = |field: &str| format!("item.{id}.{field}");
    let Some(kind) = sheet.flat.text(&key("kind")) else {
        sheet.error(key("kind"), "plan.item_kind_missing", []);
        return;
    };
    let list = match kind {
        "outreach" | "media" | "training" => "form",
        "inspection" => "inspection_kind",
        _ => return,
    };
    if let Some(what) =
        sheet.flat.text(&key("what")).filter(|what| sheet.catalogue.entry(list, what).is_none())
    {
        sheet.error(key("what"), "field.unknown_code", [what.to_owned()]);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    #[test]
    fn s0_1_a_plan_with_some_targets_empty_can_be_completed() {
        let today = Date::new(2026, 1, 12).unwrap();
        let codes = |flat: &Flat| -> Vec<_> {
            problems(Catalogue::builtin(), Kind::Plan, flat, &Context { today, group: None })
                .into_iter()
                .map(|problem| problem.code)
                .collect()
        };
        let mut flat = Flat::default();
        flat.set("event_date", today);
        assert_eq!(codes(&flat), ["year.missing"]);
        flat.set("year", 26);
        assert_eq!(codes(&flat), ["year.wrong"]);
        flat.set("year", 2026);
        flat.set("item.a.kind", "outreach");
        flat.set("item.a.what", "oral");
        flat.set("item.a.target", 12);
        flat.set("item.b.kind", "inspection");
        flat.set("item.b.what", "commune_to_group");
        flat.set("item.b.group_code", "T-0004");
        flat.set("item.b.month", 4);
        assert_eq!(codes(&flat), [] as [&str; 0]);
        flat.set("item.b.what", "oral");
        flat.set("item.c.month", 5);
        flat.set("replaces", "00112233445566778899aabbccddeeff");
        flat.set("swap.s.out", "T-0004");
        assert_eq!(
            codes(&flat),
            [
                "field.unknown_code",
                "plan.item_kind_missing",
                "plan.replaced_without_reason",
                "draw.reason_missing"
            ]
        );
    }
}
