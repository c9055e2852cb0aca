//! What exemplary models and people (records.md §8) and the help for poor households (§9) need.

use super::Sheet;
use crate::record::{Flat, Scalar};

pub(super) fn exemplary(sheet: &mut Sheet<'_>) {
    sheet.require("exemplary_kind", "exemplary.kind_missing");
    sheet.require("title", "title.missing");
    sheet.require_words("text", "exemplary.text_missing");
    let flat = sheet.flat;
    match (flat.flag("consent"), flat.flag("consent_paper")) {
        (Some(true), Some(true)) => {}
        (Some(true), _) => sheet.warn("consent_paper", "exemplary.consent_on_paper", []),
        _ if flat.text("name").is_some_and(|name| !name.is_empty()) => {
            sheet.warn("consent", "exemplary.name_not_printed", []);
        }
        _ => {}
    }
}

/// The name that may be printed of an exemplary record: only with consent, and not while two people wrote differently
/// whether there is any (S0-16).
pub fn printed_name(flat: &Flat) -> Option<&str> {
    let consent = flat.all("consent");
    flat.text("name")
        .filter(|_| !consent.is_empty() && consent.iter().all(|said| *said == Scalar::Bool(true)))
}

pub(super) fn support(sheet: &mut Sheet<'_>) {
    sheet.require("helper", "support.helper_missing");
    let is_unassigned = sheet.flat.flag("unassigned") == Some(true);
    match (sheet.flat.get("household").is_some(), is_unassigned) {
        (false, false) => sheet.error("household", "support.household_missing", []),
        (true, true) => sheet.error("unassigned", "support.unassigned_with_household", []),
        _ => {}
    }
    sheet.in_order("event_date", "ended_on", "support.ends_before_start");
    if sheet.flat.get("result").is_some() {
        sheet.require("decided_on", "support.decided_on_missing");
    }
    if sheet.flat.get("status").is_some() {
        sheet.require("standard", "support.standard_missing");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, problems};
    use crate::record::Kind;

    fn codes(kind: Kind, flat: &Flat) -> Vec<&'static str> {
        let today = Date::new(2026, 10, 5).unwrap();
        problems(Catalogue::builtin(), kind, flat, &Context { today, group: None })
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    }

    #[test]
    fn s0_16_a_name_is_printed_only_with_consent() {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 5).unwrap());
        flat.set("exemplary_kind", "economic_model");
        flat.set("title", "Nuôi dê sinh sản");
        assert_eq!(codes(Kind::Exemplary, &flat), ["exemplary.text_missing"]);
        flat.set("text.p1", "Từ 5 con dê, nay có 40 con.");
        flat.set("name", "Giàng A Mẫu");
        assert_eq!(codes(Kind::Exemplary, &flat), ["exemplary.name_not_printed"]);
        assert_eq!(printed_name(&flat), None);
        flat.set("consent", true);
        assert_eq!(codes(Kind::Exemplary, &flat), ["exemplary.consent_on_paper"]);
        flat.set("consent_paper", true);
        assert_eq!(codes(Kind::Exemplary, &flat), [] as [&str; 0]);
        assert_eq!(printed_name(&flat), Some("Giàng A Mẫu"));
        flat.set_all("consent", [true.into(), false.into()]);
        assert_eq!(printed_name(&flat), None, "two people wrote differently, and nobody has settled it");
    }

    #[test]
    fn s4_2_no_household_is_allowed_only_as_not_yet_assigned() {
        let mut flat = Flat::default();
        flat.set("event_date", Date::new(2026, 10, 5).unwrap());
        flat.set("helper", "Lò Văn Thử");
        assert_eq!(codes(Kind::Support, &flat), ["support.household_missing"]);
        flat.set("unassigned", true);
        assert_eq!(codes(Kind::Support, &flat), [] as [&str; 0]);
        flat.set("household", "H-17");
        assert_eq!(codes(Kind::Support, &flat), ["support.unassigned_with_household"]);
        flat.set("unassigned", false);
        flat.set("status", "poor");
        flat.set("result", "escaped");
        flat.set("ended_on", Date::new(2026, 10, 4).unwrap());
        assert_eq!(
            codes(Kind::Support, &flat),
            ["support.ends_before_start", "support.decided_on_missing", "support.standard_missing"]
        );
    }
}
