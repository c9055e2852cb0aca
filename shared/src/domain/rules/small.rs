//! What the small records need (records.md §10): a loan list's notice, a capital sheet, a notice of conclusions,
//! a commune's profile.

use super::Sheet;
use crate::record::Scalar;
use crate::text::money;

/// Approved borrowers told to their group (S2 L98).
pub(super) fn loan_list(sheet: &mut Sheet<'_>) {
    sheet.require("group_code", "group_code.missing");
    sheet.require("customers", "loan_list.customers_missing");
    sheet.in_order("event_date", "told_on", "loan_list.told_before_received");
    sheet.not_in_future("told_on");
    if sheet.flat.get("told_on").is_none() {
        sheet.warn("told_on", "loan_list.not_told", []);
    }
}

/// A year's capital (S3 L4): its parts are never more than the whole.
pub(super) fn capital(sheet: &mut Sheet<'_>) {
    sheet.require_year();
    sheet.require("total", "capital.total_missing");
    let parts: i64 = sheet
        .flat
        .below("source")
        .map(|(_, value)| if let Scalar::Int(dong) = value { *dong } else { 0 })
        .fold(0, i64::saturating_add);
    if let Some(total) = sheet.flat.int("total").filter(|total| parts > *total) {
        sheet.error("total", "capital.parts_above_total", [money(parts), money(total)]);
    }
    if sheet.flat.get("reference_x100").is_some() {
        sheet.require("reference_source", "capital.reference_unsourced");
    }
}

/// A notice of conclusions (S2 L52): its number is typed by hand and never invented.
pub(super) fn conclusion(sheet: &mut Sheet<'_>) {
    sheet.require("paper_no", "conclusion.number_missing");
    sheet.require("inspection", "conclusion.inspection_missing");
    sheet.require_words("text", "conclusion.text_missing");
}

/// S3 L10, S2 L92, L100: nothing is asked but the year, and of what was given what it is.
pub(super) fn profile(sheet: &mut Sheet<'_>) {
    sheet.require_year();
    for id in sheet.flat.entries("equipment") {
        sheet.require(&format!("equipment.{id}.text"), "profile.equipment_unnamed");
    }
    if sheet.flat.flag("has_team") == Some(false) && !sheet.flat.entries("member").is_empty() {
        sheet.warn("has_team", "profile.team_denied", []);
    }
}

#[cfg(test)]
mod tests {
    use crate::catalogue::Catalogue;
    use crate::date::Date;
    use crate::domain::rules::{Context, problems};
    use crate::record::{Flat, Kind};

    fn day(day: u8) -> Date {
        Date::new(2026, 10, day).unwrap()
    }

    fn codes(kind: Kind, flat: &Flat) -> Vec<&'static str> {
        problems(Catalogue::builtin(), kind, flat, &Context { today: day(20), group: None })
            .into_iter()
            .map(|problem| problem.code)
            .collect()
    }

    fn dated() -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", day(5));
        flat
    }

    #[test]
    fn a_loan_list_is_told_after_it_came() {
        let mut flat = dated();
        assert_eq!(
            codes(Kind::LoanList, &flat),
            ["group_code.missing", "loan_list.customers_missing", "loan_list.not_told"]
        );
        flat.set("group_code", "T-0001");
        flat.set("customers", 6);
        flat.set("told_on", day(4));
        assert_eq!(codes(Kind::LoanList, &flat), ["loan_list.told_before_received"]);
        flat.set("told_on", day(7));
        assert_eq!(codes(Kind::LoanList, &flat), [] as [&str; 0]);
    }

    #[test]
    fn parts_of_the_capital_are_never_more_than_the_whole() {
        let mut flat = dated();
        flat.set("year", 2026);
        flat.set("source.central", 6_000_000_000_000);
        flat.set("source.local_budget_entrusted", 233_200_000_000);
        flat.set("total", 6_233_199_999_999);
        flat.set("reference_x100", 1_080);
        assert_eq!(codes(Kind::Capital, &flat), ["capital.parts_above_total", "capital.reference_unsourced"]);
        flat.set("total", 6_625_000_000_000);
        flat.set("reference_source", "Báo cáo của NHCSXH");
        assert_eq!(codes(Kind::Capital, &flat), [] as [&str; 0]);
    }

    #[test]
    fn s3_9_s2_26_and_s2_33_ask_for_nothing_but_the_year() {
        let mut flat = dated();
        assert_eq!(codes(Kind::Profile, &flat), ["year.missing"]);
        flat.set("year", 2026);
        assert_eq!(codes(Kind::Profile, &flat), [] as [&str; 0]);
        flat.set("point_place", "Nhà văn hóa xã");
        flat.set("equipment.a.amount", 12_000_000);
        flat.set("has_team", false);
        flat.set("member.a.name", "Vàng Thị Mẫu");
        flat.set("score.savings_share", 101);
        assert_eq!(
            codes(Kind::Profile, &flat),
            ["field.count_range", "profile.equipment_unnamed", "profile.team_denied"]
        );
        flat.set("equipment.a.text", "Máy tính, bàn ghế");
        flat.set("has_team", true);
        flat.set("score.savings_share", 9);
        assert_eq!(codes(Kind::Profile, &flat), [] as [&str; 0]);
    }

    #[test]
    fn s2_10_a_notice_has_its_number_and_its_words() {
        let mut flat = dated();
        assert_eq!(
            codes(Kind::Conclusion, &flat),
            ["conclusion.number_missing", "conclusion.inspection_missing", "conclusion.text_missing"]
        );
        flat.set("paper_no", "05/TB-ĐTN");
        flat.set("inspection", "00112233445566778899aabbccddeeff");
        flat.set("text.p1", "Tổ khắc phục trước ngày 30/10.");
        assert_eq!(codes(Kind::Conclusion, &flat), [] as [&str; 0]);
    }
}
