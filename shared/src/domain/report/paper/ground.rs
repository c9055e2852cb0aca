//! What every chapter stands on: the window, the sums of it, and which communes are known at all.
//!
//! A commune is silent when it was not heard of for as long as turns it grey on the province's page, counted back from
//! the window's last day, or from today while the window lasts: what it did at the end cannot have arrived. What it
//! handed in before counts, as every record that was handed in does; but its own row says since when nothing is known, and no quota of it
//! stands in a total.

use super::build::{said, text};
use super::{Asked, Block, Cell, Material};
use crate::date::Date;
use crate::domain::figures::{Entry, Sums, Window, total, totals};
use crate::id::UnitCode;
use crate::limits::STALE_AFTER_DAYS;
use crate::record::Kind;
use crate::sorted::{Map, Set};

/// What every chapter stands on.
pub(super) struct Ground<'m> {
    /// What the paper is made of.
    pub material: &'m Material<'m>,
    /// The days that it counts.
    pub window: Window,
    /// The sums of the window.
    pub sums: Sums,
    silent: Map<UnitCode, Option<Date>>,
}

impl<'m> Ground<'m> {
    /// The ground of a paper; `None` for a window that there is not.
    pub(super) fn new(material: &'m Material<'m>, asked: &Asked) -> Option<Self> {
        let window = asked.window()?;
        let told_by = window.to.min(material.today).day_number();
        let is_silent =
            |seen: Option<Date>| seen.is_none_or(|seen| told_by - seen.day_number() >= STALE_AFTER_DAYS);
        let communes = material.communes.iter().map(|(commune, _)| &commune.code);
        let silent = communes
            .map(|commune| (commune.clone(), material.seen.get(commune).copied()))
            .filter(|(_, seen)| is_silent(*seen))
            .collect();
        Some(Self { material, window, sums: total(material.entries, &window), silent })
    }

    /// The year of the paper.
    pub(super) fn year(&self) -> i32 {
        self.window.to.year()
    }

    /// The silent communes, in the order of the communes.
    pub(super) fn silent(&self) -> Vec<(UnitCode, Option<Date>)> {
        let communes = self.material.communes.iter().map(|(commune, _)| &commune.code);
        communes.filter_map(|commune| Some((commune.clone(), *self.silent.get(commune)?))).collect()
    }

    /// What stands in place of a silent commune's numbers; `None` for any other unit.
    pub(super) fn silence(&self, unit: &UnitCode) -> Option<Cell> {
        self.silent.get(unit).copied().map(Cell::Silent)
    }

    /// Records that count in the window.
    pub(super) fn records_counted(&self) -> u32 {
        let counted = self.material.entries.iter().filter(|entry| entry.counts_in(&self.window));
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    }

    /// True when at least one commune was heard of: then no record means that nothing was done.
    pub(super) fn is_heard(&self) -> bool {
        self.silent.len() < self.material.communes.len()
    }

    /// A number of records: nothing, where somebody was heard of; dots, where nobody was.
    pub(super) fn records(&self, number: i64) -> Cell {
        if number == 0 && !self.is_heard() { Cell::Empty } else { Cell::Count(number) }
    }

    /// A number of records of others.
    pub(super) fn records_of(&self, part: i64, whole: i64) -> Cell {
        if whole == 0 { self.records(0) } else { Cell::Of(part, whole) }
    }

    /// What is said of an empty list: that there is none, where somebody was heard of.
    pub(super) fn none(&self) -> Cell {
        if self.is_heard() { said("none") } else { Cell::Empty }
    }

    /// The records of a kind that count in the window.
    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &'m Entry> {
        let window = self.window;
        self.material.entries.iter().filter(move |entry| entry.facts.kind == kind && entry.counts_in(&window))
    }

    /// The sums of the records of a kind by whatever `of` makes of a record.
    pub(super) fn totals_of<K: Ord>(&self, kind: Kind, of: impl Fn(&Entry) -> K) -> Map<K, Sums> {
        totals(self.of_kind(kind), &self.window, of)
    }

    /// The area and its communes, in order.
    pub(super) fn units(&self) -> impl Iterator<Item = &'m UnitCode> {
        let communes = self.material.communes.iter().map(|(commune, _)| &commune.code);
        [&self.material.unit.code].into_iter().chain(communes)
    }

    /// The units of these records that are neither the area nor one of its communes.
    pub(super) fn others<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> Set<&'e UnitCode> {
        let known: Set<&UnitCode> = self.units().collect();
        entries.map(|entry| &entry.facts.partition.unit).filter(|unit| !known.contains(unit)).collect()
    }

    /// Places for what the office types.
    pub(super) fn typed(&self, places: &[&str]) -> Vec<Block> {
        let typed = |place: &&str| match self.material.typed.get(*place).map(|words| text(words)) {
            Some(Cell::Text(text)) => Block::Typed { code: (*place).to_owned(), text },
            _ => Block::Typed { code: (*place).to_owned(), text: String::new() },
        };
        places.iter().map(typed).collect()
    }
}

/// The one code under a name of a single record's sums: its form, its level.
pub(super) fn code_of<'e>(entry: &'e Entry, name: &'e str) -> &'e str {
    entry.sums.below(name).next().map_or("", |(code, _)| code)
}
