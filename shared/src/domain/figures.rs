//! What reports need of records beyond what lists need: whole numbers under stable names, and of what goes on over
//! time the days and states. Figures are sums over these entries and nothing else, so that phone, office and
//! province have the same figure of the same records whatever the order and the grouping. No share is stored and
//! none is ever made of shares (reports.md §2).

mod activity;
mod detail;
mod product;
mod visit;

pub use detail::{Capital, Debt, Detail, Help, Line, LoanList, Plan, Product, Remedy, Visit, Word};

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::correction::Ledger;
use crate::domain::facts::{self, Facts, State};
use crate::id::{DocId, Partition};
use crate::record::{Flat, Kind, Scalar};
use crate::sorted::Map;

/// Version of what [`derive`] makes and of how it is stored; raised when either changes, so that what is stored is
/// derived again from the log.
pub const VERSION: u8 = 4;

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Window {
    /// Whole months of a year, from the first to the last of them; `None` when there are no such months.
    pub fn months(year: i32, first: u8, last: u8) -> Option<Self> {
        let from = Date::new(year, first, 1).ok()?;
        let to = Date::new(year, last, 1).ok()?.plus_months(1).plus_days(-1);
        (from <= to).then_some(Self { from, to })
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i32, quarter: u8) -> Option<Self> {
        let last = quarter.checked_mul(3)?;
        Self::months(year, last.checked_sub(2)?, last)
    }

    /// The year up to a day: the annual report's window is 1/1 to the cut-off (decisions.md D-3).
    pub fn year_to(to: Date) -> Self {
        Self { from: Date::new(to.year(), 1, 1).unwrap_or(to), to }
    }

    /// The same days of the year before.
    #[must_use]
    pub fn year_before(self) -> Self {
        let before = |day: Date| {
            (0..4)
                .find_map(|back| Date::new(day.year() - 1, day.month(), day.day().checked_sub(back)?).ok())
                .unwrap_or(day)
        };
        Self { from: before(self.from), to: before(self.to) }
    }

    /// True for a day of the window.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Whole numbers by name: `form.oral` = 1, `funding.local_budget` = đồng.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums(Map<String, i64>);

impl Sums {
    /// Adds to a number; nothing is kept of a zero.
    pub fn add(&mut self, name: impl Into<String>, number: i64) {
        self.note(name, Some(number).filter(|number| *number != 0));
    }

    /// Adds what somebody wrote down, a zero too; what was left empty stays empty.
    pub fn note(&mut self, name: impl Into<String>, number: Option<i64>) {
        if let Some(number) = number {
            let sum = self.0.entry(name.into()).or_default();
            *sum = sum.saturating_add(number);
        }
    }

    /// Adds every number of another.
    pub fn merge(&mut self, other: &Self) {
        for (name, number) in &other.0 {
            self.note(name.as_str(), Some(*number));
        }
    }

    /// A number that may be missing: it is printed as dots then, never as 0.
    pub fn known(&self, name: &str) -> Option<i64> {
        self.0.get(name).copied()
    }

    /// A number; 0 when there is none.
    pub fn get(&self, name: &str) -> i64 {
        self.known(name).unwrap_or(0)
    }

    /// The numbers under `prefix.`, the prefix cut off, by code.
    pub fn below<'s>(&'s self, prefix: &'s str) -> impl Iterator<Item = (&'s str, i64)> {
        self.0
            .iter()
            .filter_map(move |(name, number)| Some((name.strip_prefix(prefix)?.strip_prefix('.')?, *number)))
    }

    /// The sum of the numbers under `prefix.`.
    pub fn sum_below(&self, prefix: &str) -> i64 {
        self.below(prefix).map(|(_, number)| number).fold(0, i64::saturating_add)
    }

    /// Every name with its number, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, i64)> {
        self.0.iter().map(|(name, number)| (name.as_str(), *number))
    }

    /// One for every member of a set: `topic.loan_procedure`.
    fn count_members(&mut self, name: &str, flat: &Flat, set: &str) {
        for member in flat.members(set) {
            self.add(format!("{name}.{member}"), 1);
        }
    }

    /// The numbers of a map: `funding.local_budget`.
    fn add_map(&mut self, name: &str, flat: &Flat, map: &str) {
        for (code, value) in flat.below(map) {
            if let Scalar::Int(number) = value {
                self.add(format!("{name}.{code}"), *number);
            }
        }
    }

    /// One for the value of a field: `organiser.youth_union`.
    fn count_value(&mut self, name: &str, flat: &Flat, key: &str) {
        if let Some(code) = flat.text(key).filter(|code| !code.is_empty()) {
            self.add(format!("{name}.{code}"), 1);
        }
    }
}

/// One record as lists and reports know it: the row that stores keep beside its changes, some hundred bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What lists know of it; with the office's decisions laid over it, as everywhere.
    pub facts: Facts,
    /// What sums are made of.
    pub sums: Sums,
    /// What goes on over time.
    pub detail: Detail,
    /// What was asked to be corrected, or in a review what was answered; `None` for nearly all.
    pub ledger: Option<Box<Ledger>>,
}

impl Entry {
    /// The entry of a record.
    pub fn new(mut facts: Facts, flat: &Flat, catalogue: &Catalogue) -> Self {
        let mut sums = Sums::default();
        sums.add(facts.kind.code(), 1);
        match facts.kind {
            Kind::Outreach => activity::add(&mut sums, &facts, flat, catalogue),
            Kind::Media => product::add(&mut sums, flat, catalogue),
            Kind::Inspection => visit::add(&mut sums, &facts, flat, catalogue),
            Kind::Feedback => sums.count_value("feedback", flat, "feedback_kind"),
            Kind::Exemplary => {
                sums.count_value("exemplary", flat, "exemplary_kind");
                sums.count_members("exemplary_tag", flat, "tag");
            }
            Kind::LoanList => sums.add("loan_list_customers", flat.int("customers").unwrap_or(0)),
            Kind::Capital => {
                sums.add_map("capital", flat, "source");
                sums.add_map("capital_planned", flat, "planned");
            }
            Kind::Profile => {
                for id in flat.entries("equipment") {
                    sums.add("point_support", flat.int(&format!("equipment.{id}.amount")).unwrap_or(0));
                }
            }
            _ => {}
        }
        let detail = Detail::of(facts.kind, flat);
        let ledger = Ledger::of(facts.kind, flat);
        facts.asked =
            ledger.as_ref().map_or(0, |ledger| u32::try_from(ledger.asked.len()).unwrap_or(u32::MAX));
        Self { facts, sums, detail, ledger }
    }

    /// True when it counts in figures: handed in, or living and not struck out; on a day that nobody doubts.
    pub fn counts(&self) -> bool {
        let lives = self.facts.kind.is_living() && !matches!(self.facts.state, State::Void | State::Unknown);
        self.facts.counts() || (lives && !self.facts.day_in_doubt)
    }

    /// True when it counts, on a day of the window.
    pub fn counts_in(&self, window: &Window) -> bool {
        self.counts() && self.facts.event_date.is_some_and(|day| window.contains(day))
    }
}

/// The entry of a merged record.
pub fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat, catalogue: &Catalogue) -> Entry {
    Entry::new(facts::derive(doc, partition, kind, flat, catalogue), flat, catalogue)
}

/// The sums of the records that count in a window.
pub fn total<'e>(entries: impl IntoIterator<Item = &'e Entry>, window: &Window) -> Sums {
    totals(entries, window, |_| ()).remove(&()).unwrap_or_default()
}

/// The sums by unit, month, organisation or whatever `of` makes of a record.
pub fn totals<'e, K: Ord>(
    entries: impl IntoIterator<Item = &'e Entry>,
    window: &Window,
    of: impl Fn(&Entry) -> K,
) -> Map<K, Sums> {
    let mut totals: Map<K, Sums> = Map::new();
    for entry in entries.into_iter().filter(|entry| entry.counts_in(window)) {
        totals.entry(of(entry)).or_default().merge(&entry.sums);
    }
    totals
}

#[cfg(test)]
mod tests;
