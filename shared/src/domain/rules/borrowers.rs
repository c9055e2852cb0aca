//! What the borrower checks of an inspection need (records.md §5, form 06/TD).

use super::Sheet;
use crate::domain::facts::borrower_key;
use crate::sorted::Set;
use crate::text::{count, money};

pub(super) fn check(sheet: &mut Sheet<'_>) {
    let mut seen = Set::new();
    let mut counted = Set::new();
    for id in sheet.flat.entries("borrower") {
        let absent = one(sheet, &id);
        let Some(key) = borrower_key(sheet.flat, &id) else { continue };
        if !seen.insert(key.clone()) {
            let name = sheet.flat.text(&format!("borrower.{id}.name")).unwrap_or(&key).to_owned();
            sheet.warn(format!("borrower.{id}"), "borrower.duplicate", [name]);
        }
        if !absent {
            counted.insert(key);
        }
    }
    too_few(sheet, counted.len());
}

/// One borrower; true when absent.
fn one(sheet: &mut Sheet<'_>, id: &str) -> bool {
    let flat = sheet.flat;
    let key = |field: &str| format!("borrower.{id}.{field}");
    let written = |field: &str| flat.text(&key(field)).is_some_and(|text| !text.is_empty());
    if !written("loan_code") {
        if written("name") {
            sheet.warn(key("loan_code"), "borrower.no_loan_code", []);
        } else {
            sheet.error(key("name"), "borrower.unnamed", []);
        }
    }
    let absent = flat.flag(&key("absent")) == Some(true);
    if absent && !written("absent_reason") {
        sheet.error(key("absent_reason"), "borrower.absent_without_reason", []);
    }
    let dong = |field: &str| flat.int(&key(field));
    let used = dong("right_purpose").unwrap_or(0).saturating_add(dong("wrong_purpose").unwrap_or(0));
    match dong("received_total") {
        Some(received) if used > received => {
            sheet.error(key("wrong_purpose"), "borrower.used_above_received", [money(used), money(received)]);
        }
        None if used > 0 => sheet.warn(key("received_total"), "borrower.received_missing", [money(used)]),
        _ => {}
    }
    let balance = dong("balance_actual").zip(dong("disbursed"));
    if let Some((actual, disbursed)) = balance.filter(|(actual, disbursed)| actual > disbursed) {
        sheet.warn(
            key("balance_actual"),
            "borrower.balance_above_disbursed",
            [money(actual), money(disbursed)],
        );
    }
    absent
}

/// Fewer distinct borrowers than the organisation's quota asks of one group. A warning: a later visit of the same
/// year may add to them (decisions.md D-8).
fn too_few(sheet: &mut Sheet<'_>, counted: usize) {
    let flat = sheet.flat;
    let kind = flat.text("inspection_kind").and_then(|kind| sheet.catalogue.entry("inspection_kind", kind));
    let level = kind.and_then(|kind| kind.by_level.as_ref());
    let profile = flat.text("org").and_then(|org| sheet.catalogue.quota_profile_of(org));
    let rule = profile.zip(level).and_then(|(profile, level)| profile.borrower_rule(level.as_str()));
    let Some(rule) = rule.filter(|_| flat.get("group_code").is_some()) else { return };
    // A group that is not in the register here is asked for the whole number.
    let need = rule.need(sheet.context.group.map_or(u32::MAX, |group| group.borrowers));
    let done = u32::try_from(counted).unwrap_or(u32::MAX);
    if done < need {
        sheet.warn("borrower", "borrowers.too_few", [count(done.into()), count(need.into())]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Severity::{Error, Warning};
    use super::super::inspection::tests::{codes, found, of_t_0004};

    #[test]
    fn too_few_borrowers_is_a_warning_that_names_the_need() {
        let problem = &found(&of_t_0004(4), 14)[0];
        assert_eq!((problem.code, problem.severity), ("borrowers.too_few", Warning));
        assert_eq!(problem.args, ["4", "5"]);
        assert_eq!(found(&of_t_0004(4), 4), []);
        assert_eq!(found(&of_t_0004(2), 3)[0].args, ["2", "3"]);
    }

    #[test]
    fn the_same_borrower_twice_is_flagged_and_counts_once() {
        let mut flat = of_t_0004(5);
        flat.set("borrower.z9.loan_code", "A3");
        flat.set("borrower.z9.name", "Người vay 3");
        assert_eq!(codes(&flat), [(Warning, "borrower.duplicate")]);
        flat.set("borrower.b5.removed", true);
        assert_eq!(codes(&flat), [(Warning, "borrower.duplicate"), (Warning, "borrowers.too_few")]);
    }

    #[test]
    fn an_absent_borrower_needs_a_reason_and_does_not_count() {
        let mut flat = of_t_0004(5);
        flat.set("borrower.b2.absent", true);
        assert_eq!(codes(&flat), [(Error, "borrower.absent_without_reason"), (Warning, "borrowers.too_few")]);
        flat.set("borrower.b2.absent_reason", "đi làm xa");
        assert_eq!(codes(&flat), [(Warning, "borrowers.too_few")]);
    }

    #[test]
    fn a_mistyped_balance_is_a_warning_and_spending_more_than_received_an_error() {
        let mut flat = of_t_0004(5);
        flat.set("borrower.b1.disbursed", 50_000_000);
        flat.set("borrower.b1.balance_actual", 125_000_000);
        flat.set("borrower.b1.received_total", 50_000_000);
        flat.set("borrower.b1.right_purpose", 30_000_000);
        flat.set("borrower.b1.wrong_purpose", 20_000_000);
        let problems = found(&flat, 14);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].code, "borrower.balance_above_disbursed");
        assert_eq!(problems[0].args, ["125.000.000\u{a0}₫", "50.000.000\u{a0}₫"]);
        flat.set("borrower.b1.wrong_purpose", 25_000_000);
        assert_eq!(codes(&flat)[0], (Error, "borrower.used_above_received"));
        assert_eq!(found(&flat, 14)[0].args, ["55.000.000\u{a0}₫", "50.000.000\u{a0}₫"]);
    }

    #[test]
    fn a_borrower_without_code_is_told_by_name_and_one_without_either_is_an_error() {
        let mut flat = of_t_0004(4);
        flat.set("borrower.c1.name", "Giàng A Mẫu");
        flat.set("borrower.c2.name", "giàng a  mẫu");
        flat.set("borrower.c3.used_for", "nuôi dê");
        assert_eq!(
            codes(&flat),
            [
                (Warning, "borrower.no_loan_code"),
                (Warning, "borrower.no_loan_code"),
                (Warning, "borrower.duplicate"),
                (Error, "borrower.unnamed"),
            ]
        );
    }
}
