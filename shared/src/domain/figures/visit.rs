//! The numbers of an inspection: its kinds, its findings, how the loans are used (reports.md §2, "Loan use").

use super::Sums;
use crate::domain::facts::Facts;
use crate::record::Flat;

pub(super) fn add(sums: &mut Sums, facts: &Facts, flat: &Flat) {
    // One visit of two kinds counts once for each (S1-17).
    sums.count_value("inspection", flat, "inspection_kind");
    for kind in flat.members("also").filter(|kind| flat.text("inspection_kind") != Some(kind)) {
        sums.add(format!("inspection.{kind}"), 1);
    }
    sums.count_value("inspected_by", flat, "organiser");
    sums.add("borrowers", i64::try_from(facts.borrowers.len()).unwrap_or(i64::MAX));
    for id in flat.entries("finding") {
        sums.count_value("finding", flat, &format!("finding.{id}.kind"));
    }
    for id in flat.entries("borrower") {
        let dong = |field: &str| flat.int(&format!("borrower.{id}.{field}"));
        if flat.flag(&format!("borrower.{id}.absent")) == Some(true) {
            continue;
        }
        for (name, field) in
            [("received", "received_total"), ("right", "right_purpose"), ("wrong", "wrong_purpose")]
        {
            sums.add(name, dong(field).unwrap_or(0));
        }
        if let Some(wrong) = dong("wrong_purpose").or_else(|| dong("right_purpose").map(|_| 0)) {
            sums.add(if wrong > 0 { "customers_wrong" } else { "customers_right" }, 1);
        }
        let eligible = flat.text(&format!("borrower.{id}.eligible"));
        sums.add("not_eligible", i64::from(eligible == Some("no")));
    }
}
