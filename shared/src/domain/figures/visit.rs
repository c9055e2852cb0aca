//! The numbers of an inspection: its kinds, its findings, how the loans are used (reports.md §2, "Loan use").

use super::Sums;
use crate::catalogue::Catalogue;
use crate::domain::facts::Facts;
use crate::record::Flat;

pub(super) fn add(sums: &mut Sums, facts: &Facts, flat: &Flat, catalogue: &Catalogue) {
    // One visit of two kinds counts once for each (S1-17).
    sums.count_value("inspection", flat, "inspection_kind");
    for kind in flat.members("also").filter(|kind| flat.text("inspection_kind") != Some(kind)) {
        sums.add(format!("inspection.{kind}"), 1);
    }
    sums.count_value("inspected_by", flat, "organiser");
    sums.add("borrowers", i64::try_from(facts.borrowers.len()).unwrap_or(i64::MAX));
    for id in flat.entries("finding") {
        let kind = format!("finding.{id}.kind");
        sums.count_value("finding", flat, &kind);
        if flat.flag(&format!("finding.{id}.flag_for_report")) == Some(true) {
            sums.count_value("flagged_finding", flat, &kind);
        }
    }
    for id in flat.entries("answer") {
        let good = catalogue.question(&id).and_then(|question| question.good.as_ref());
        let answer = flat.text(&format!("answer.{id}.value")).filter(|answer| !matches!(*answer, "" | "na"));
        if let Some((good, answer)) = good.zip(answer) {
            let name = if answer == good.as_str() { "answer_good" } else { "answer_bad" };
            sums.add(format!("{name}.{id}"), 1);
        }
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
        if let Some(code) = flat.text(&format!("borrower.{id}.programme")) {
            sums.add(format!("lent_by.{}", told_as(catalogue, code)), 1);
        }
        let eligible = flat.text(&format!("borrower.{id}.eligible"));
        sums.add("not_eligible", i64::from(eligible == Some("no")));
    }
}

/// The programme as figures name it: one that reveals something of a person is "other" (records.md §12).
fn told_as<'c>(catalogue: &Catalogue, code: &'c str) -> &'c str {
    let is_sensitive = catalogue.entry("credit_programme", code).is_none_or(|programme| programme.sensitive);
    if is_sensitive { "other" } else { code }
}
