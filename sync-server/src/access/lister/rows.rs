//! The rows of each list, in its order, from entries and the bank's lists alone.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use shared::date::Date;
use shared::domain::figures::{Detail, Entry, Window};
use shared::domain::links;
use shared::domain::progress;
use shared::domain::register::{Group, Loan};
use shared::domain::report::{
    by_risk, columns, crowded, notice_days, open_remedies, support, waiting, weak_without_remedy,
};
use shared::domain::units::Unit;
use shared::id::{DocId, UnitCode};
use shared::limits::{ANSWER_DAYS, COLUMN_IDLE_DAYS};
use shared::record::{Flat, Kind};

use super::{Gathered, Line, Lister, Listing, Row, Wanted, is_of};
use crate::lists;
use crate::storage::StorageError;

/// What the bank's lists say of a commune.
pub(super) type Register = (Unit, Vec<Group>, Vec<Loan>);

impl Lister<'_> {
    /// All rows of a list, without what only their records say.
    pub(super) fn rows(&self, wanted: Wanted<'_>, gathered: &Gathered) -> Result<Vec<Row>, StorageError> {
        let Wanted { listing, unit, .. } = wanted;
        let of_unit: Vec<Entry>;
        let entries: &[Entry] = if unit.is_empty() {
            &gathered.entries
        } else {
            of_unit = gathered.entries.iter().filter(|entry| is_of(unit, entry)).cloned().collect();
            &of_unit
        };
        let today = self.scope.today;
        Ok(match listing {
            Listing::Remedies => {
                let open = open_remedies(entries, today).into_iter();
                self.of_docs(entries, open.map(|remedy| (remedy.doc, Line::Remedy(remedy))))
            }
            Listing::Columns => {
                // An item may stand in the column of another unit.
                let all = columns(&gathered.entries, today, COLUMN_IDLE_DAYS).into_iter();
                self.of_docs(entries, all.map(|column| (column.doc, Line::Column(column))))
            }
            Listing::Media => self.newest(entries, wanted, Kind::Media),
            Listing::Exemplary => self.newest(entries, wanted, Kind::Exemplary),
            Listing::Feedback => self.words(entries, wanted.year),
            Listing::Support if unit.is_empty() => self.helped(entries, wanted.year),
            Listing::Support => self.help(gathered, entries, wanted.year),
            Listing::LoanLists => self.loan_lists(entries, wanted.year),
            Listing::LoansDue => self.loans_due(unit, &gathered.entries)?,
            Listing::WeakGroups | Listing::Risk => self.groups(listing, unit, &gathered.entries)?,
        })
    }

    fn row(&self, entry: &Entry, line: Line) -> Option<Row> {
        let unit = self.unit(entry.facts.partition.unit.as_str())?.clone();
        // What was corrected after acceptance is in the entry already.
        let flat = entry.ledger.as_ref().and_then(|ledger| ledger.corrected()).unwrap_or_default();
        Some(Row { unit, facts: Some(entry.facts.clone()), flat, line })
    }

    /// Rows of records that are named, in their order.
    fn of_docs(&self, entries: &[Entry], lines: impl Iterator<Item = (DocId, Line)>) -> Vec<Row> {
        let by_doc: BTreeMap<DocId, &Entry> = entries.iter().map(|entry| (entry.facts.doc, entry)).collect();
        lines.filter_map(|(doc, line)| self.row(by_doc.get(&doc)?, line)).collect()
    }

    /// The records of a kind and year, the newest first; exemplary ones with the tag that is asked for.
    fn newest(&self, entries: &[Entry], wanted: Wanted<'_>, kind: Kind) -> Vec<Row> {
        let has_tag = |entry: &Entry| {
            wanted.tag.is_empty() || entry.sums.get(&format!("exemplary_tag.{}", wanted.tag)) > 0
        };
        let mut found: Vec<&Entry> = entries
            .iter()
            .filter(|entry| entry.facts.kind == kind && entry.facts.is_of(wanted.year) && has_tag(entry))
            .collect();
        found.sort_by_key(|entry| (Reverse(entry.facts.event_date), entry.facts.doc));
        found.into_iter().filter_map(|entry| self.row(entry, Line::Record)).collect()
    }

    /// Words of a year, and those of earlier years that still wait; those that wait too long first.
    fn words(&self, entries: &[Entry], year: i32) -> Vec<Row> {
        let today = self.scope.today;
        let late: BTreeMap<DocId, i64> = waiting(entries, today, ANSWER_DAYS).into_iter().collect();
        let mut found: Vec<(Option<i64>, &Entry)> = entries
            .iter()
            .map(|entry| (late.get(&entry.facts.doc).copied(), entry))
            .filter(|(days, entry)| {
                let still_waits = days.is_some() && year == today.year();
                entry.facts.kind == Kind::Feedback && (entry.facts.is_of(year) || still_waits)
            })
            .collect();
        found.sort_by_key(|(days, entry)| (Reverse(*days), Reverse(entry.facts.event_date), entry.facts.doc));
        let row = |(days, entry): (Option<i64>, &Entry)| match &entry.detail {
            Detail::Word(word) => self.row(entry, Line::Word(word.clone(), days)),
            _ => None,
        };
        found.into_iter().filter_map(row).collect()
    }

    /// The last day of a year that has come.
    fn end_of(&self, year: i32) -> Option<Window> {
        let whole = Window::months(year, 1, 12)?;
        (whole.from <= self.scope.today).then(|| Window { to: whole.to.min(self.scope.today), ..whole })
    }

    /// How much help there is in each commune.
    fn helped(&self, entries: &[Entry], year: i32) -> Vec<Row> {
        let Some(window) = self.end_of(year) else { return Vec::new() };
        let of_unit = |unit: Unit| {
            let its: Vec<Entry> =
                entries.iter().filter(|entry| is_of(unit.code.as_str(), entry)).cloned().collect();
            let figures = support(&its, &window);
            let is_any = figures != shared::domain::report::SupportFigures::default();
            is_any.then(|| Row { unit, facts: None, flat: Flat::default(), line: Line::Helped(figures) })
        };
        self.units().into_iter().filter_map(of_unit).collect()
    }

    /// Who helps whom in one commune: what went on in the year, helpers with too many first.
    fn help(&self, gathered: &Gathered, entries: &[Entry], year: i32) -> Vec<Row> {
        let Some(window) = self.end_of(year) else { return Vec::new() };
        // A helper may help households of two communes.
        let too_many: BTreeSet<DocId> =
            crowded(&gathered.entries, window.to).into_iter().flat_map(|one| one.flagged).collect();
        let row = |entry: &Entry| match &entry.detail {
            Detail::Help(help) => {
                let begun = entry.facts.event_date.is_some_and(|begun| begun <= window.to);
                let went_on = begun && help.ended_on.is_none_or(|ended| window.from <= ended);
                let line = Line::Help(help.clone(), too_many.contains(&entry.facts.doc));
                went_on.then(|| self.row(entry, line)).flatten()
            }
            _ => None,
        };
        let mut rows: Vec<Row> = entries.iter().filter_map(row).collect();
        rows.sort_by_cached_key(|row| match &row.line {
            Line::Help(help, is_too_many) => (!is_too_many, help.helper.clone()),
            _ => (true, String::new()),
        });
        rows
    }

    /// Lists of approved borrowers of a year: those whose groups are not told yet first, then the newest.
    fn loan_lists(&self, entries: &[Entry], year: i32) -> Vec<Row> {
        let today = self.scope.today;
        let row = |entry: &Entry| match &entry.detail {
            Detail::LoanList(list) if entry.facts.is_of(year) => {
                let since = entry.facts.event_date.map(|day| today.day_number() - day.day_number());
                let days = if list.told_on.is_some() { notice_days(entry) } else { since };
                let customers = entry.sums.get("loan_list_customers");
                self.row(entry, Line::LoanList { customers, told_on: list.told_on, days })
            }
            _ => None,
        };
        let mut rows: Vec<Row> = entries.iter().filter_map(row).collect();
        rows.sort_by_key(|row| {
            let is_told = matches!(row.line, Line::LoanList { told_on: Some(_), .. });
            (is_told, Reverse(row.facts.as_ref().and_then(|facts| facts.event_date)))
        });
        rows
    }

    /// New loans that nobody checked yet, the most urgent first.
    fn loans_due(&self, unit: &str, entries: &[Entry]) -> Result<Vec<Row>, StorageError> {
        let today = self.scope.today;
        let profiles: Vec<_> = shared::catalogue::Catalogue::builtin()
            .quota_profiles_in(self.org.as_str(), today.year())
            .collect();
        let mut due = Vec::new();
        for (unit, _, loans) in self.registers(unit)? {
            let its: Vec<Entry> =
                entries.iter().filter(|entry| is_of(unit.code.as_str(), entry)).cloned().collect();
            let inspections = links::inspections(&its);
            for profile in &profiles {
                let of_profile = progress::new_loans_due(profile, &loans, &inspections, today);
                due.extend(of_profile.into_iter().map(|loan| (unit.clone(), loan)));
            }
        }
        due.sort_by(|(_, a), (_, b)| (a.due_on, &a.loan).cmp(&(b.due_on, &b.loan)));
        let row = |(unit, loan)| Row { unit, facts: None, flat: Flat::default(), line: Line::Loan(loan) };
        Ok(due.into_iter().map(row).collect())
    }

    /// The groups by risk: all of them, or those that are weak and looked after by nobody.
    fn groups(&self, listing: Listing, unit: &str, entries: &[Entry]) -> Result<Vec<Row>, StorageError> {
        let registers = self.registers(unit)?;
        let homes: BTreeMap<UnitCode, Unit> =
            registers.iter().map(|(unit, ..)| (unit.code.clone(), unit.clone())).collect();
        let all: Vec<Group> = registers.into_iter().flat_map(|(_, groups, _)| groups).collect();
        let weak: BTreeSet<&UnitCode> =
            weak_without_remedy(&all, entries).into_iter().map(|group| &group.code).collect();
        let mut inspected: BTreeMap<&UnitCode, Date> = BTreeMap::new();
        for facts in entries.iter().map(|entry| &entry.facts).filter(|facts| facts.kind == Kind::Inspection) {
            if let Some((group, day)) = facts.group.as_ref().zip(facts.event_date) {
                let newest = inspected.entry(group).or_insert(day);
                *newest = day.max(*newest);
            }
        }
        let wanted = by_risk(&all).into_iter().enumerate();
        let wanted = wanted.filter(|(_, group)| listing == Listing::Risk || weak.contains(&group.code));
        let row = |(place, group): (usize, &Group)| {
            let unit = homes.get(&group.unit)?.clone();
            let seen = inspected.get(&group.code).copied();
            let line = Line::Group(Box::new(group.clone()), place + 1, seen);
            Some(Row { unit, facts: None, flat: Flat::default(), line })
        };
        Ok(wanted.filter_map(row).collect())
    }

    /// The bank's lists of the communes, or of the one that is asked for.
    pub(super) fn registers(&self, unit: &str) -> Result<Vec<Register>, StorageError> {
        let (today, units) = (self.scope.today, &self.scope.units);
        let wanted = self.scope.communes().filter(|known| unit.is_empty() || known.code.as_str() == unit);
        self.store.read(|c| {
            let of_unit = |known: &Unit| {
                let groups = lists::groups(c, units, &known.code, &self.org, today)?;
                let loans = lists::loans(c, units, &known.code, &self.org, today)?;
                Ok((known.clone(), groups, loans))
            };
            wanted.map(of_unit).collect()
        })
    }
}
