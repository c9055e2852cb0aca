//! How far the quotas are (reports.md §2, SC-10): what was done up to the window's last day, and in the whole calendar
//! year that the quotas are of, as far as it is known. What the area itself inspected is known of every commune; what
//! a silent commune inspected is not, and its rules stand in no total.

use super::build::{Table, dated, figure, said};
use super::ground::Ground;
use super::{Block, Cell};
use crate::catalogue::{QuotaProfile, QuotaRule};
use crate::date::Date;
use crate::domain::facts::Facts;
use crate::domain::links;
use crate::domain::progress::{self, Commune, RuleProgress};
use crate::domain::register::Loan;
use crate::id::{Code, UnitCode};
use crate::sorted::{Map, Set};

/// Level word of what a commune inspects by itself.
const OWN: &str = "commune";

/// Done and needed of one rule in one commune.
#[derive(Clone, Copy)]
struct Row {
    until: (u32, u32),
    in_year: (u32, u32),
}

/// Every rule with its rows by commune, in the order of profiles, rules and communes.
fn measured<'m>(ground: &Ground<'m>) -> Vec<(&'m QuotaRule, Vec<(&'m UnitCode, Row)>)> {
    let all = links::inspections(ground.material.entries);
    let is_by_then = |facts: &&Facts| facts.event_date.is_some_and(|day| day <= ground.window.to);
    let by_then: Vec<Facts> = all.iter().filter(is_by_then).cloned().collect();
    let last = Date::new(ground.year(), 12, 31).unwrap_or(ground.window.to);
    let loans = loans_by_commune(ground);
    let mut rules = Vec::new();
    for profile in ground.material.profiles {
        let until = done(ground, profile, &loans, &by_then, ground.window.to);
        let in_year = done(ground, profile, &loans, &all, last);
        for rule in &profile.rules {
            let rows: Vec<_> = ground
                .material
                .communes
                .iter()
                .filter_map(|(commune, _)| {
                    let at = |done: &Done| done.get(&(rule.id.clone(), commune.code.clone())).copied();
                    Some((&commune.code, Row { until: at(&until)?, in_year: at(&in_year)? }))
                })
                .collect();
            if !rows.is_empty() {
                rules.push((rule, rows));
            }
        }
    }
    rules
}

/// Done and needed, by rule and commune.
type Done = Map<(Code, UnitCode), (u32, u32)>;

/// The loans of each commune's groups, in the order of the communes.
fn loans_by_commune(ground: &Ground<'_>) -> Vec<Vec<Loan>> {
    let communes = ground.material.communes;
    let of_groups = |(place, (_, groups)): (usize, &'_ Commune)| -> Vec<(UnitCode, usize)> {
        groups.iter().map(|group| (group.code.clone(), place)).collect()
    };
    let place_of: Map<UnitCode, usize> = communes.iter().enumerate().flat_map(of_groups).collect();
    let mut loans = vec![Vec::new(); communes.len()];
    for loan in ground.material.loans {
        if let Some(place) = place_of.get(&loan.group) {
            loans[*place].push(loan.clone());
        }
    }
    loans
}

fn done(ground: &Ground<'_>, profile: &QuotaProfile, loans: &[Vec<Loan>], facts: &[Facts], to: Date) -> Done {
    let material = ground.material;
    let year = ground.year();
    let area = progress::area(profile, &material.unit.code, material.communes, facts, year);
    let of_loans = material.communes.iter().zip(loans).flat_map(|((commune, groups), loans)| {
        progress::loans(profile, commune, groups, loans, facts, (year, to))
    });
    let rows = area.communes.into_iter().flat_map(|commune| commune.rules).chain(of_loans);
    rows.map(|RuleProgress { rule, unit, done, need }| ((rule, unit), (done, need))).collect()
}

fn of((done, need): (u32, u32)) -> Cell {
    Cell::Of(done.into(), need.into())
}

/// A rule and the level that owes it: two levels may owe the same number.
fn named(ground: &Ground<'_>, rule: &QuotaRule) -> [Cell; 2] {
    let dated = |list: &str, code: &Code| dated(list, code.as_str(), ground.window.to);
    [dated("quota_rule", &rule.id), dated("level", &rule.by_level)]
}

/// Whether a rule is met; where nothing has to be done it is neither met nor missed.
fn met((done, need): (u32, u32)) -> Cell {
    if need == 0 { said("nothing_due") } else { Cell::Met(done >= need) }
}

/// Groups inspected and borrowers checked in the window, and every rule over all communes: Σ done of Σ needed. What a
/// commune did beyond its need does not count for another.
pub(super) fn rules(ground: &Ground<'_>) -> Vec<Block> {
    let mut table = Table::new("quotas", &["rule", "by_level", "to_cut_off", "whole_year", "met"]);
    for (rule, rows) in measured(ground) {
        let known = || rows.iter().filter(|(unit, row)| unknown(ground, rule, unit, row).is_none());
        let sum = |of: fn(&Row) -> (u32, u32)| {
            known()
                .map(|(_, row)| of(row))
                .fold((0, 0), |(done, need), row| (done + row.0.min(row.1), need + row.1))
        };
        let [name, level] = named(ground, rule);
        if known().next().is_none() {
            table.row([name, level, Cell::Empty, Cell::Empty, Cell::Empty]);
            continue;
        }
        let (until, in_year) = (sum(|row| row.until), sum(|row| row.in_year));
        table.row([name, level, of(until), of(in_year), met(in_year)]);
    }
    [in_window(ground), vec![table.list(Cell::Empty)]].concat()
}

/// The same, commune by commune.
pub(super) fn by_commune(ground: &Ground<'_>, is_asked: impl Fn(&QuotaRule) -> bool) -> Block {
    let mut table =
        Table::new("quotas_by_commune", &["rule", "by_level", "unit", "to_cut_off", "whole_year", "met"]);
    for (rule, rows) in measured(ground).into_iter().filter(|(rule, _)| is_asked(rule)) {
        for (unit, row) in rows {
            let cell = |known: Cell| unknown(ground, rule, unit, &row).unwrap_or(known);
            let [name, level] = named(ground, rule);
            table.row([
                name,
                level,
                Cell::Unit(unit.clone()),
                cell(of(row.until)),
                cell(of(row.in_year)),
                cell(met(row.in_year)),
            ]);
        }
    }
    table.list(Cell::Empty)
}

/// What stands in place of numbers that are not known: a silent commune's own work, anybody's where nobody was heard
/// of, and whatever has to be done in a commune of which there is no list.
fn unknown(ground: &Ground<'_>, rule: &QuotaRule, unit: &UnitCode, row: &Row) -> Option<Cell> {
    let is_own = rule.by_level.as_str() == OWN;
    let is_listed =
        ground.material.communes.iter().any(|(commune, groups)| commune.code == *unit && !groups.is_empty());
    let is_told = is_listed && (row.in_year.0 > 0 || ground.is_heard());
    ground.silence(unit).filter(|_| is_own).or_else(|| (!is_told).then_some(Cell::Empty))
}

/// Distinct groups and borrowers of the window's inspections, whoever inspected.
fn in_window(ground: &Ground<'_>) -> Vec<Block> {
    let linked = links::linked(ground.material.entries);
    let visits = || {
        linked
            .iter()
            .filter(|facts| facts.counts() && facts.event_date.is_some_and(|day| ground.window.contains(day)))
    };
    let groups: Set<&UnitCode> = visits().filter_map(|facts| facts.group.as_ref()).collect();
    let borrowers: Set<&String> = visits().flat_map(|facts| &facts.borrowers).collect();
    let number = |things: usize| ground.records(i64::try_from(things).unwrap_or(i64::MAX));
    vec![
        figure("groups_inspected", number(groups.len())),
        figure("borrowers_checked", number(borrowers.len())),
    ]
}
