//! What goes on in the units of a province beyond a year's figures: remedies, words that wait, what nobody has settled,
//! the capital sheets. Counts alone come out of here.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::figures::{Entry, Sums, Window, total};
use shared::domain::report::{CapitalFigures, RemedyFigures, capital, remedies, waiting};
use shared::domain::review;
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::limits::ANSWER_DAYS;
use shared::record::Kind;

use super::{CommuneFigures, Scope, Seen};
use crate::storage::{SqliteStore, StorageError, records};

/// What goes on in a unit, or in several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ongoing {
    /// Remedies as they stand today.
    pub remedies: RemedyFigures,
    /// Citizens' words that wait longer than they should.
    pub words_waiting: u32,
    /// Records that were begun and not handed in, as far as the office has heard.
    pub unsent: u32,
    /// Records with a conflict that nobody has settled.
    pub conflicts: u32,
    /// Records that were changed after they were handed in, and nobody has seen it.
    pub late: u32,
    /// Records whose day seems to come from a wrong clock.
    pub doubtful: u32,
}

impl Ongoing {
    fn of(entries: &[Entry], today: Date) -> Self {
        let late_words = waiting(entries, today, ANSWER_DAYS).len();
        let mut ongoing = Self {
            remedies: remedies(entries, today),
            words_waiting: u32::try_from(late_words).unwrap_or(u32::MAX),
            ..Self::default()
        };
        for facts in entries.iter().map(|entry| &entry.facts).filter(|facts| facts.state != State::Void) {
            let is_unsent = facts.state.is_unsent() && !facts.kind.is_living();
            ongoing.unsent += u32::from(is_unsent);
            ongoing.conflicts += u32::from(facts.conflicts > 0);
            ongoing.late += u32::from(facts.late_unseen() > 0);
            ongoing.doubtful += u32::from(facts.day_in_doubt);
        }
        ongoing
    }

    /// Remedies that are not done.
    pub fn remedies_open(&self) -> u32 {
        self.remedies.total - self.remedies.done
    }
}

/// A unit between the province and its communes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaFigures {
    /// The unit.
    pub unit: Unit,
    /// Day of its own team's newest synchronisation.
    pub seen_on: Option<Date>,
    /// Its communes.
    pub communes: u32,
    /// Of these, heard of lately.
    pub fresh: u32,
    /// Records of its communes, and its own, that were begun and not handed in.
    pub unsent: u32,
}

/// What goes on in a province.
pub(super) struct Affairs {
    /// Records that stand in the units asked for, each under the unit that it belongs to today, unit after unit.
    entries: Vec<Entry>,
}

impl Affairs {
    /// Everything of an organisation in these units, of every year.
    pub fn read(
        store: &SqliteStore,
        scope: &Scope,
        org: &Code,
        commune: Option<&UnitCode>,
    ) -> Result<Self, StorageError> {
        let known: BTreeSet<&UnitCode> = scope
            .below
            .iter()
            .map(|unit| &unit.code)
            .filter(|code| commune.is_none_or(|commune| *code == commune))
            .collect();
        let mut entries = review::join(store.read(|c| records::all_entries(c, org))?, Catalogue::builtin());
        entries.retain_mut(|entry| {
            scope.units.roll_up(&mut entry.facts, scope.today);
            known.contains(&entry.facts.partition.unit)
        });
        entries.sort_by(|a, b| a.facts.partition.unit.cmp(&b.facts.partition.unit));
        Ok(Self { entries })
    }

    /// All of it together.
    pub fn whole(&self, today: Date) -> Ongoing {
        Ongoing::of(&self.entries, today)
    }

    /// Unit by unit.
    pub fn by_unit(&self, today: Date) -> BTreeMap<UnitCode, Ongoing> {
        let same = |a: &Entry, b: &Entry| a.facts.partition.unit == b.facts.partition.unit;
        let of_unit =
            |its: &[Entry]| Some((its.first()?.facts.partition.unit.clone(), Ongoing::of(its, today)));
        self.entries.chunk_by(same).filter_map(of_unit).collect()
    }

    /// The sums of a year's media products, whoever made them.
    pub fn products(&self, year: i32) -> Sums {
        let of_kind = self.entries.iter().filter(|entry| entry.facts.kind == Kind::Media);
        Window::months(year, 1, 12).map(|year| total(of_kind, &year)).unwrap_or_default()
    }

    /// Outreach activities of a year by the level of the unit that held them.
    pub fn by_level(&self, units: &[Unit], year: i32) -> BTreeMap<Code, u32> {
        let levels: BTreeMap<&UnitCode, &Code> = units.iter().map(|unit| (&unit.code, &unit.level)).collect();
        let mut by_level = BTreeMap::new();
        for facts in self.entries.iter().map(|entry| &entry.facts) {
            let counts = facts.kind == Kind::Outreach && facts.counts_in(year);
            if let Some(level) = levels.get(&facts.partition.unit).filter(|_| counts) {
                *by_level.entry((*level).clone()).or_default() += 1;
            }
        }
        by_level
    }

    /// The capital sheets of a year, unit by unit.
    pub fn capital(&self, units: &[Unit], year: i32) -> Vec<(Unit, CapitalFigures)> {
        let of_unit = |unit: &Unit| {
            let is_sheet =
                |entry: &&Entry| entry.facts.kind == Kind::Capital && entry.facts.partition.unit == unit.code;
            let its: Vec<Entry> = self.entries.iter().filter(is_sheet).cloned().collect();
            Some((unit.clone(), capital(&its, year)?))
        };
        units.iter().filter_map(of_unit).collect()
    }
}

/// The units between the province and these communes, by name.
pub(super) fn areas(
    districts: &[(Unit, Vec<UnitCode>)],
    communes: &[CommuneFigures],
    by_unit: &BTreeMap<UnitCode, Ongoing>,
    seen: &BTreeMap<UnitCode, Date>,
    today: Date,
) -> Vec<AreaFigures> {
    let unsent = |unit: &UnitCode| by_unit.get(unit).map_or(0, |ongoing| ongoing.unsent);
    let area = |(unit, below): &(Unit, Vec<UnitCode>)| {
        let its: Vec<Seen> = communes
            .iter()
            .filter(|commune| below.contains(&commune.unit.code))
            .map(|commune| commune.seen)
            .collect();
        let number = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        AreaFigures {
            unit: unit.clone(),
            seen_on: seen.get(&unit.code).copied(),
            communes: number(its.len()),
            fresh: number(its.iter().filter(|seen| seen.is_fresh(today)).count()),
            unsent: unsent(&unit.code) + below.iter().map(unsent).sum::<u32>(),
        }
    };
    let mut areas: Vec<AreaFigures> = districts.iter().map(area).collect();
    areas.sort_by_cached_key(|area| shared::text::fold(&area.unit.name));
    areas
}
