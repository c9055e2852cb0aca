//! Everything that belongs to one group: what the bank says of it, and what of the phone's records is about it.

use messages::{DebtCase, Failure, GroupDesk, Listed, LoanDue, Remedy};
use shared::date::Date;
use shared::domain::facts::{Facts, State};
use shared::domain::figures::{Detail, Entry};
use shared::domain::register::UnitRegister;
use shared::domain::{links, progress, report};
use shared::id::UnitCode;
use shared::record::Kind;

use super::Session;
use super::index::Rows;
use super::list::Receipts;
use crate::platform::{Local, Platform};

/// Most inspections and activities on the page: the list of all records has the rest.
const ROWS_MAX: usize = 5;

impl<S: Local, P: Platform> Session<S, P> {
    /// Answers `Ask::Group`.
    pub(super) async fn group(&self, code: &UnitCode, today: Date) -> Result<GroupDesk, Failure> {
        let home = self.enrolled().await?.partition;
        let own = self.own_partitions().await?;
        let register = self.register_of(&home).await?.unwrap_or_else(|| UnitRegister::new(home));
        let receipts = self.receipts().await?;
        let profiles = self.catalogue().quota_profiles_in(register.partition.org.as_str(), today.year());
        let profiles: Vec<_> = profiles.collect();
        let first = self.catalogue().quota_profile_of(register.partition.org.as_str());
        let group = register.groups.iter().find(|group| group.code == *code);
        self.known(|rows| {
            let of_group = |entry: &&Entry| entry.facts.group.as_ref() == Some(code);
            let entries: Vec<Entry> = about(rows, code);
            let inspections = links::linked(&entries);
            // Only who looks after the group itself owes it something.
            let counted = first.zip(group).filter(|_| register.is_lowest(today)).map(|(profile, group)| {
                progress::commune(profile, std::slice::from_ref(group), &inspections, today.year())
            });
            let loans = profiles.iter().flat_map(|profile| {
                let loans: Vec<_> =
                    register.loans.iter().filter(|loan| loan.group == *code).cloned().collect();
                progress::new_loans_due(profile, &loans, &inspections, today)
            });
            let loan = |due: progress::DueLoan| {
                let loan = register.loans.iter().find(|loan| loan.code == due.loan)?.clone();
                Some(LoanDue { loan, due_on: due.due_on, days_left: due.days_left })
            };
            let listed =
                |kind: Kind| rows.listed().filter(of_group).filter(move |entry| entry.facts.kind == kind);
            let own_inspections: Vec<&Facts> = listed(Kind::Inspection)
                .map(|entry| &entry.facts)
                .filter(|facts| own.contains(&facts.partition))
                .collect();
            GroupDesk {
                group: group.cloned(),
                progress: counted.and_then(|counted| counted.groups.into_iter().next()),
                begun: begun(&own_inspections, &receipts),
                inspections: shown(listed(Kind::Inspection), &receipts),
                inspections_all: u32::try_from(listed(Kind::Inspection).count()).unwrap_or(u32::MAX),
                remedies: remedies(&entries, rows, today),
                debts: listed(Kind::Debt).filter_map(debt).collect(),
                outreach: shown(listed(Kind::Outreach), &receipts),
                loans: loans.filter_map(loan).collect(),
            }
        })
        .await
    }
}

/// The records of a group, and every part of its inspections.
fn about(rows: &Rows, code: &UnitCode) -> Vec<Entry> {
    let is_part = |entry: &Entry| matches!(&entry.detail, Detail::Visit(visit) if visit.parent.is_some());
    let is_its = |entry: &&Entry| match &entry.facts.group {
        Some(group) => group == code,
        None => is_part(entry),
    };
    rows.listed().filter(is_its).cloned().collect()
}

fn shown<'e>(entries: impl Iterator<Item = &'e Entry>, receipts: &Receipts) -> Vec<Listed> {
    entries.take(ROWS_MAX).map(|entry| receipts.listed(&entry.facts)).collect()
}

/// The newest inspection that can still be written on; else the one that waits to be handed in.
fn begun(inspections: &[&Facts], receipts: &Receipts) -> Option<Listed> {
    let in_state = |states: &[State]| inspections.iter().find(|facts| states.contains(&facts.state));
    let facts = in_state(&[State::Draft, State::Returned]).or_else(|| in_state(&[State::Completed]))?;
    Some(receipts.listed(facts))
}

fn remedies(entries: &[Entry], rows: &Rows, today: Date) -> Vec<Remedy> {
    let open = report::open_remedies(entries, today).into_iter();
    let remedy = |open: report::OpenRemedy| {
        let facts = rows.get(open.doc)?.facts.clone();
        Some(Remedy { facts, owner: open.owner, due: open.due, days_over: open.days_over })
    };
    open.filter_map(remedy).collect()
}

/// A debt case that is open.
fn debt(entry: &Entry) -> Option<DebtCase> {
    match &entry.detail {
        Detail::Debt(debt) if entry.counts() && debt.closed_on.is_none() => {
            Some(DebtCase { facts: entry.facts.clone(), amount: debt.amount })
        }
        _ => None,
    }
}
