//! Who looks after the entrusted work in a unit (records.md §1 `OrgUnit`, S2 L56), and by which document it was
//! entrusted (S0 L86, S2 L62).

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::domain::units::Unit;
use crate::id::{Code, UnitCode};
use crate::text::Language;

/// An organisation in a unit, in one period of its officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrgUnit {
    /// The organisation.
    pub org: Code,
    /// Where.
    pub unit: UnitCode,
    /// Head of the organisation there.
    pub head: String,
    /// Officer in charge of the entrusted work; empty when there is none.
    pub officer: String,
    /// First day of the officer.
    pub from: Option<Date>,
    /// Last day of the officer.
    pub to: Option<Date>,
    /// Joint document or entrustment contract with its number; empty when none is known.
    pub document: String,
    /// Its day.
    pub document_on: Option<Date>,
}

impl OrgUnit {
    /// True when somebody is in charge of the entrusted work there on a day.
    pub fn is_in_charge(&self, day: Date) -> bool {
        !self.officer.trim().is_empty()
            && self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day <= to)
    }
}

/// The units in which an organisation has nobody in charge on a day, in the order given (S2-12, R6).
pub fn without_officer<'u>(units: &'u [Unit], offices: &[OrgUnit], org: &Code, day: Date) -> Vec<&'u Unit> {
    let has_officer = |unit: &UnitCode| {
        offices.iter().any(|office| office.org == *org && office.unit == *unit && office.is_in_charge(day))
    };
    units.iter().filter(|unit| unit.is_valid(day) && !has_officer(&unit.code)).collect()
}

/// What an organisation's reports of a unit are based on, as printed under "Căn cứ"; `None` when no document is known
/// (S0-20).
pub fn basis(offices: &[OrgUnit], org: &Code, unit: &UnitCode, language: Language) -> Option<String> {
    let of_unit = offices.iter().filter(|office| office.org == *org && office.unit == *unit);
    let newest = of_unit.max_by_key(|office| office.from)?;
    let document = Some(newest.document.trim()).filter(|document| !document.is_empty())?;
    Some(match newest.document_on {
        Some(day) => format!("{document} {} {day}", language.pick("ngày", "of")),
        None => document.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{day, unit};

    #[test]
    fn s2_12_a_unit_without_officer_is_listed_and_s0_20_a_report_names_its_basis() {
        let org: Code = "youth_union".parse().unwrap();
        let office = |code: &str, officer: &str, to: Option<Date>| OrgUnit {
            org: org.clone(),
            unit: code.parse().unwrap(),
            head: "Vàng Thị Mẫu".to_owned(),
            officer: officer.to_owned(),
            from: Some(day(2026, 1, 1)),
            to,
            document: "Văn bản liên tịch số 01/VBLT".to_owned(),
            document_on: Some(day(2026, 1, 5)),
        };
        let units = ["HT", "NS", "PN"].map(|code| unit(code, "commune", "BM"));
        let offices = [
            office("HT", "Lò Văn Thử", None),
            office("NS", "Triệu Ví Dụ", Some(day(2026, 6, 30))),
            office("PN", " ", None),
        ];
        let without = |on| -> Vec<String> {
            without_officer(&units, &offices, &org, on).iter().map(|unit| unit.code.to_string()).collect()
        };
        assert_eq!(without(day(2026, 6, 30)), ["PN"]);
        assert_eq!(without(day(2026, 7, 1)), ["NS", "PN"]);
        assert_eq!(without(day(2025, 12, 31)), ["HT", "NS", "PN"]);
        let basis = |unit: &str| basis(&offices, &org, &unit.parse().unwrap(), Language::Vi);
        assert_eq!(basis("HT").as_deref(), Some("Văn bản liên tịch số 01/VBLT ngày 05/01/2026"));
        assert_eq!(basis("XX"), None);
    }
}
