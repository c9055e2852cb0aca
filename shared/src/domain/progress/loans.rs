//! Rules over single loans (profile 727, requirements F-3): new loans within thirty days, loans without movement,
//! a share of the older ones of each group. A borrower that was checked by name alone meets none of them.

use std::borrow::Borrow;

use super::RuleProgress;
use crate::catalogue::{QuotaProfile, QuotaRule};
use crate::date::Date;
use crate::domain::facts::Facts;
use crate::domain::register::{Group, Loan};
use crate::domain::units::Unit;
use crate::id::UnitCode;
use crate::sorted::{Map, Set};

/// Months without movement from which a loan is inactive.
const INACTIVE_MONTHS: u8 = 3;

/// A new loan that is still to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueLoan {
    /// The bank's code.
    pub loan: String,
    /// Its group.
    pub group: UnitCode,
    /// Last day on which the check is on time.
    pub due_on: Date,
    /// Days left; negative when it is overdue.
    pub days_left: i64,
}

/// Days on which each of these loans was checked by one level, in records that count.
fn checked<'l, F: Borrow<Facts>>(
    loans: impl Iterator<Item = &'l Loan>,
    facts: &[F],
    level: &str,
) -> Map<&'l str, Set<Date>> {
    let mut days: Map<&str, Set<Date>> = loans.map(|loan| (loan.code.as_str(), Set::new())).collect();
    for record in facts.iter().map(Borrow::borrow).filter(|record: &&Facts| record.counts()) {
        let of_level = record.level.as_ref().is_some_and(|by| by.as_str() == level);
        if let Some(day) = record.event_date.filter(|_| of_level) {
            for loan in &record.borrowers {
                if let Some(days) = days.get_mut(loan.as_str()) {
                    days.insert(day);
                }
            }
        }
    }
    days
}

/// How far a commune is with the rules over loans in a year, as it stands on `to`. `groups` and `loans` are those of
/// the register; a rule for areas with special difficulties replaces the one that has its population.
pub fn loans(
    profile: &QuotaProfile,
    unit: &Unit,
    groups: &[Group],
    loans: &[Loan],
    facts: &[Facts],
    (year, to): (i32, Date),
) -> Vec<RuleProgress> {
    let level = super::commune::LEVEL;
    let days = checked(loans.iter(), facts, level);
    let was_checked = |loan: &Loan, from: Date, until: Date| {
        days.get(loan.code.as_str()).is_some_and(|days| days.range(from..=until).next().is_some())
    };
    let first = Date::new(year, 1, 1).unwrap_or(to);
    let last = Date::new(year, 12, 31).unwrap_or(to).min(to);
    let row = |rule: &QuotaRule, asked: Vec<(&Loan, Date, Date)>| {
        let done = asked.iter().filter(|(loan, from, until)| was_checked(loan, *from, *until)).count();
        RuleProgress::new(rule, &unit.code, done, rule.need(super::commune::population(asked.len())))
    };
    let mut rows = Vec::new();
    for rule in profile.rules_of(level) {
        match rule.of.as_str() {
            "loan_new" => {
                let within = i64::from(rule.within_days.unwrap_or(0));
                let asked = loans.iter().filter_map(|loan| {
                    let due = loan.disbursed_on.plus_days(within);
                    (first..=last).contains(&due).then_some((loan, loan.disbursed_on, due))
                });
                rows.push(row(rule, asked.collect()));
            }
            "loan_inactive_3_months" => {
                let asked = loans.iter().filter(|loan| loan.balance > 0).filter_map(|loan| {
                    let since = inactive_since(loan);
                    // What moved after the day of the bank's list, nobody knows.
                    (since <= last.min(loan.as_of)).then_some((loan, since.max(first), last))
                });
                rows.push(row(rule, asked.collect()));
            }
            "loan_earlier_years" if rule.area.is_some() == unit.difficult_area => {
                // Of every group, inspected or not: all of them have to be.
                let (mut done, mut need) = (0, 0);
                for group in groups {
                    let older: Vec<&Loan> = loans
                        .iter()
                        .filter(|loan| {
                            loan.group == group.code && loan.balance > 0 && loan.disbursed_on < first
                        })
                        .collect();
                    let required = rule.need(super::commune::population(older.len()));
                    let seen = older.iter().filter(|loan| was_checked(loan, first, last)).count();
                    done += seen.min(required as usize);
                    need += required;
                }
                rows.push(RuleProgress::new(rule, &unit.code, done, need));
            }
            _ => {}
        }
    }
    rows
}

/// First day on which a loan has been without movement for three months.
fn inactive_since(loan: &Loan) -> Date {
    loan.last_transaction_on.unwrap_or(loan.disbursed_on).plus_months(INACTIVE_MONTHS)
}

/// The new loans that no record on this list has checked yet, the most urgent first: those that are due within the
/// profile's days, and those of this year that are overdue. Empty for a profile without such a rule.
pub fn new_loans_due<F: Borrow<Facts>>(
    profile: &QuotaProfile,
    loans: &[Loan],
    facts: &[F],
    today: Date,
) -> Vec<DueLoan> {
    let level = super::commune::LEVEL;
    let Some(within) = profile.rules_of(level).find(|rule| rule.of.as_str() == "loan_new") else {
        return Vec::new();
    };
    let within = i64::from(within.within_days.unwrap_or(0));
    let is_new = |loan: &&Loan| {
        loan.disbursed_on <= today && loan.disbursed_on.plus_days(within).year() >= today.year()
    };
    let days = checked(loans.iter().filter(is_new), facts, level);
    let mut due: Vec<DueLoan> = loans
        .iter()
        .filter(is_new)
        .map(|loan| (loan, loan.disbursed_on.plus_days(within)))
        .filter(|(loan, _)| {
            days.get(loan.code.as_str()).is_none_or(|days| days.range(loan.disbursed_on..).next().is_none())
        })
        .map(|(loan, due_on)| DueLoan {
            loan: loan.code.clone(),
            group: loan.group.clone(),
            due_on,
            days_left: due_on.day_number() - today.day_number(),
        })
        .collect();
    due.sort_by(|a, b| (a.due_on, &a.loan).cmp(&(b.due_on, &b.loan)));
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::domain::sample::{day, facts, group, loan, unit};
    use crate::record::Kind;

    fn profile() -> &'static QuotaProfile {
        Catalogue::builtin().quota_profile("nhcs_727_2026").unwrap()
    }

    /// A check of one loan at a group of HT.
    fn check(loan: &str, group: &str, on: Date, state: &str) -> Facts {
        facts(Kind::Inspection, "HT", on, state, |flat| {
            flat.set("inspection_kind", "commune_to_group");
            flat.set("group_code", group);
            flat.set("borrower.b1.loan_code", loan);
        })
    }

    fn figures(rows: &[RuleProgress]) -> Vec<(&str, u32, u32)> {
        rows.iter().map(|row| (row.rule.as_str(), row.done, row.need)).collect()
    }

    #[test]
    fn q4_ninety_percent_of_the_older_loans_of_each_group_or_seventy_five_where_it_is_difficult() {
        let groups = [group("HT", "T-0001", 14), group("HT", "T-0002", 14)];
        let older: Vec<Loan> = (0..11).map(|n| loan(&format!("L{n}"), "T-0001", day(2024, 5, 1))).collect();
        let checks: Vec<Facts> =
            (0..9).map(|n| check(&format!("L{n}"), "T-0001", day(2026, 6, 1), "submitted")).collect();
        let of = |difficult: bool, facts: &[Facts]| {
            let mut here = unit("HT", "commune", "BM");
            here.difficult_area = difficult;
            let rows = loans(profile(), &here, &groups, &older, facts, (2026, day(2026, 12, 31)));
            rows.last().map(|row| (row.done, row.need, row.met())).unwrap()
        };
        assert_eq!(of(false, &[]), (0, 10, false));
        assert_eq!(of(false, &checks), (9, 10, false));
        assert_eq!(of(true, &checks), (9, 9, true));
        let none =
            loans(profile(), &unit("HT", "commune", "BM"), &groups, &[], &[], (2026, day(2026, 12, 31)));
        assert_eq!(
            figures(&none),
            [("n_new_loans_30_days", 0, 0), ("n_inactive_loans", 0, 0), ("n_old_loans_per_group", 0, 0)]
        );
        assert_eq!(none[2].percent(), "–");
    }

    #[test]
    fn a_new_loan_is_checked_within_thirty_days_or_not_in_time() {
        let groups = [group("HT", "T-0001", 14)];
        let new = [
            loan("A", "T-0001", day(2026, 9, 1)),
            loan("B", "T-0001", day(2026, 9, 1)),
            loan("C", "T-0001", day(2026, 9, 1)),
            loan("D", "T-0001", day(2026, 9, 25)),
        ];
        let facts = [
            check("A", "T-0001", day(2026, 10, 1), "submitted"),
            check("B", "T-0001", day(2026, 10, 2), "submitted"),
            check("C", "T-0001", day(2026, 9, 5), "completed"),
        ];
        let here = unit("HT", "commune", "BM");
        let rows = loans(profile(), &here, &groups, &new, &facts, (2026, day(2026, 10, 5)));
        assert_eq!(figures(&rows)[0], ("n_new_loans_30_days", 1, 3));
        let later = loans(profile(), &here, &groups, &new, &facts, (2026, day(2026, 10, 25)));
        assert_eq!(figures(&later)[0], ("n_new_loans_30_days", 1, 4));
        let due = new_loans_due(profile(), &new, &facts, day(2026, 10, 5));
        let told: Vec<_> = due.iter().map(|due| (due.loan.as_str(), due.days_left)).collect();
        assert_eq!(told, [("C", -4), ("D", 20)]);
    }

    #[test]
    fn a_loan_without_movement_for_three_months_is_looked_at_after_it_went_still() {
        let groups = [group("HT", "T-0001", 14)];
        let mut still = [loan("A", "T-0001", day(2025, 1, 1)), loan("B", "T-0001", day(2025, 1, 1))];
        still[0].last_transaction_on = Some(day(2026, 5, 31));
        still[1].last_transaction_on = Some(day(2026, 7, 6));
        let here = unit("HT", "commune", "BM");
        let of = |still: &[Loan], facts: &[Facts], to: Date| {
            let rows = loans(profile(), &here, &groups, still, facts, (2026, to));
            (rows[1].done, rows[1].need)
        };
        let check_on = |day| [check("A", "T-0001", day, "accepted")];
        assert_eq!(of(&still, &[], day(2026, 8, 30)), (0, 0));
        assert_eq!(of(&still, &[], day(2026, 8, 31)), (0, 1));
        assert_eq!(of(&still, &check_on(day(2026, 8, 30)), day(2026, 10, 5)), (0, 1));
        let seen = check_on(day(2026, 8, 31));
        assert_eq!(of(&still, &seen, day(2026, 12, 31)), (1, 1), "the list is of 30 September");
        still[1].as_of = day(2026, 10, 6);
        assert_eq!(of(&still, &seen, day(2026, 10, 5)), (1, 1));
        assert_eq!(of(&still, &seen, day(2026, 10, 6)), (1, 2));
    }

    #[test]
    fn seventeen_new_loans_are_due_the_most_urgent_first() {
        let today = day(2026, 10, 5);
        let mut all: Vec<Loan> =
            (0..17).map(|n| loan(&format!("N{n:02}"), "T-0001", today.plus_days(-29 + n))).collect();
        all.push(loan("OLD", "T-0001", day(2024, 3, 1)));
        all.push(loan("DONE", "T-0001", today.plus_days(-10)));
        let facts = [check("DONE", "T-0001", today.plus_days(-1), "draft")];
        assert_eq!(new_loans_due(profile(), &all, &facts, today).len(), 18);
        let facts = [check("DONE", "T-0001", today.plus_days(-1), "submitted")];
        let due = new_loans_due(profile(), &all, &facts, today);
        assert_eq!(due.len(), 17);
        assert_eq!((due[0].loan.as_str(), due[0].days_left, due[16].days_left), ("N00", 1, 17));
        assert!(due.iter().all(|loan| (0..=30).contains(&loan.days_left)));
        let seed = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        assert_eq!(new_loans_due(seed, &all, &facts, today), []);
    }
}
