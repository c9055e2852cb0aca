//! Inspections of the window: which kinds, by whom, what they found, how the loans are used (reports.md §2), and what
//! goes on beside them between union, bank and groups (S2 L96-100).

use super::activities::counted;
use super::build::{Table, dated, day, dong, entry, figure, written};
use super::ground::Ground;
use super::{Block, Cell};
use crate::domain::figures::{Detail, Entry};
use crate::domain::report::{debts, notice_days};
use crate::id::UnitCode;
use crate::record::Kind;
use crate::sorted::Set;

/// The kind of inspection that checks how the outreach plan is carried out (S1 L169).
const PLAN_CHECK: &str = "outreach_plan_check";

/// The question whether the board of a group attends the sessions (S2 L66).
const ATTENDS: &str = "ga_sessions_attended";

/// Kinds of inspection, organisers, findings.
pub(super) fn visits(ground: &Ground<'_>) -> Vec<Block> {
    let mut kinds = Table::new("inspections_by_kind", &["inspection_kind", "inspections"]);
    for (kind, number) in ground.sums.below("inspection") {
        kinds.row([dated("inspection_kind", kind, ground.window.to), Cell::Count(number)]);
    }
    vec![
        figure("inspections", ground.records(ground.sums.get("inspection"))),
        // A visit of two kinds stands in both, and once above.
        kinds.list(ground.none()),
        counted(ground, "inspected_by", &["organisation", "inspections"], "inspected_by", "organisation"),
        counted(ground, "findings", &["finding_kind", "found"], "finding", "finding_kind"),
    ]
}

/// How the loans are used, over the borrowers who were there.
pub(super) fn loan_use(ground: &Ground<'_>) -> Vec<Block> {
    let sums = &ground.sums;
    let [received, right, wrong] = ["received", "right", "wrong"].map(|name| sums.get(name));
    let customers = sums.get("customers_right") + sums.get("customers_wrong");
    let of_money = |part: i64| if received > 0 { Cell::DongOf(part, received) } else { Cell::Empty };
    let of_customers = |name: &str| ground.records_of(sums.get(name), customers);
    vec![
        figure("received", dong(received)),
        figure("used_right", of_money(right)),
        figure("used_wrong", of_money(wrong)),
        figure("customers_right", of_customers("customers_right")),
        figure("customers_wrong", of_customers("customers_wrong")),
        figure("not_eligible", ground.records(sums.get("not_eligible"))),
    ]
}

/// Checks of the outreach plan with the communes that were visited.
pub(super) fn plan_checks(ground: &Ground<'_>) -> Vec<Block> {
    let name = format!("inspection.{PLAN_CHECK}");
    let checks: Vec<&Entry> =
        ground.of_kind(Kind::Inspection).filter(|visit| visit.sums.get(&name) > 0).collect();
    let units: Set<&UnitCode> = checks
        .iter()
        .map(|check| check.facts.inspected_unit.as_ref().unwrap_or(&check.facts.partition.unit))
        .collect();
    let mut table = Table::new("plan_checked_units", &["unit"]);
    for unit in units.iter() {
        table.row([Cell::Unit((*unit).clone())]);
    }
    let number = i64::try_from(checks.len()).unwrap_or(i64::MAX);
    vec![figure("plan_checks_held", ground.records(number)), table.list(ground.none())]
}

/// Sessions attended, debts handled, lists of approved borrowers told to their groups.
pub(super) fn coordination(ground: &Ground<'_>) -> Vec<Block> {
    let [good, bad] = ["answer_good", "answer_bad"].map(|name| ground.sums.get(&format!("{name}.{ATTENDS}")));
    let attendance = if good + bad > 0 { Cell::Of(good, good + bad) } else { Cell::Empty };
    [vec![figure("boards_attending", attendance)], debt_cases(ground), loan_lists(ground)].concat()
}

/// Debt cases that are open on the window's last day, by kind.
fn debt_cases(ground: &Ground<'_>) -> Vec<Block> {
    let figures = debts(ground.material.entries, ground.window.to);
    let mut table = Table::new("debts", &["finding_kind", "cases", "amount"]);
    for (kind, (cases, amount)) in &figures.by_kind {
        table.row([entry("finding_kind", kind.as_str()), Cell::Count((*cases).into()), Cell::Dong(*amount)]);
    }
    let without = i64::try_from(figures.without_action.len()).unwrap_or(i64::MAX);
    vec![table.summed(ground.none()), figure("debts_without_action", ground.records(without))]
}

/// Days between receiving a list and telling the group (S2 L98); dots while it is not told.
fn loan_lists(ground: &Ground<'_>) -> Vec<Block> {
    let mut lists: Vec<&Entry> = ground.of_kind(Kind::LoanList).collect();
    lists.sort_by_key(|list| (&list.facts.partition.unit, list.facts.event_date, list.facts.doc));
    let mut table = Table::new("loan_lists", &["unit", "customers", "received_on", "told_on", "notice_days"]);
    for list in lists {
        let told_on = match &list.detail {
            Detail::LoanList(list) => list.told_on,
            _ => None,
        };
        table.row([
            Cell::Unit(list.facts.partition.unit.clone()),
            written(list.sums.get("loan_list_customers")),
            day(list.facts.event_date),
            day(told_on),
            notice_days(list).map_or(Cell::Empty, Cell::Count),
        ]);
    }
    vec![table.list(ground.none())]
}
