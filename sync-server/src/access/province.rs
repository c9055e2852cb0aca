//! What the province sees: sums per commune and above. No record, no name and no loan passes through here, and
//! there is nothing to write with. Cells that stand for fewer than five borrowers are masked where they are
//! printed, on the page and in the export alike.

mod ongoing;

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::{Catalogue, QuotaProfile};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures::Sums;
use shared::domain::progress::{self, Commune, RuleProgress, UnitProgress};
use shared::domain::register::Group;
use shared::domain::report::CapitalFigures;
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::record::Kind;

use super::Scope;
use super::board::{self, BoardRow};
use super::figures::{Gathered, Seen, Total, gather, totals};
use super::programmes::{Programme, programmes};
use crate::storage::sendings::{self, Dispatch};
use crate::storage::{SqliteStore, StorageError, registers};

use ongoing::Affairs;
pub use ongoing::{AreaFigures, Ongoing};

/// Computes aggregates of a province.
pub struct ProvinceReader<'s> {
    store: &'s SqliteStore,
    scope: Scope,
}

/// Sums over the records of a unit that count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Outreach activities by form.
    pub by_form: BTreeMap<Code, u32>,
    /// Outreach activities by month, January first.
    pub by_month: [u32; 12],
    /// People present (lượt người).
    pub attendees: u32,
    /// Leaflets handed out.
    pub leaflets: u32,
    /// Feedback by kind.
    pub feedback: BTreeMap<Code, u32>,
}

/// Sums over the groups of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFigures {
    /// Groups.
    pub groups: u32,
    /// Borrowers with a balance: how many people the shares stand for.
    pub borrowers: u32,
    /// Members.
    pub members: u32,
    /// Members who save.
    pub members_saving: u32,
    /// Outstanding debt, đồng.
    pub outstanding: i64,
    /// Overdue debt, đồng.
    pub overdue: i64,
    /// Groups by rank, and the borrowers in them: how many people a number stands for.
    pub ranks: BTreeMap<Code, (u32, u32)>,
}

/// One commune.
#[derive(Debug, Clone)]
pub struct CommuneFigures {
    /// The commune.
    pub unit: Unit,
    /// Rule by rule, and what waits to be handed in.
    pub progress: UnitProgress,
    /// Newest synchronisations.
    pub seen: Seen,
    /// What its records sum up to.
    pub work: Work,
    /// What its lists sum up to.
    pub register: RegisterFigures,
    /// What goes on in it.
    pub ongoing: Ongoing,
}

/// A province's page.
#[derive(Debug, Clone)]
pub struct Figures {
    /// The unit that the account sees.
    pub unit: Unit,
    /// The organisation whose figures these are.
    pub org: Code,
    /// The organisations that there are figures of.
    pub orgs: BTreeSet<Code>,
    /// The organisation's rules.
    pub profile: &'static QuotaProfile,
    /// The province's own inspections, rule by rule and unit by unit.
    pub own: Vec<RuleProgress>,
    /// Rule by rule, all communes together.
    pub totals: Vec<Total>,
    /// The units between this one and its communes, by name.
    pub areas: Vec<AreaFigures>,
    /// What all records that are asked for sum up to, those of the areas and of the province too.
    pub work: Work,
    /// Outreach activities by the level of the unit that held them.
    pub by_level: BTreeMap<Code, u32>,
    /// Sums of the media products, whoever made them.
    pub products: Sums,
    /// What goes on in all that is asked for.
    pub ongoing: Ongoing,
    /// The year's capital sheets.
    pub capital: Vec<(Unit, CapitalFigures)>,
    /// The communes asked for, by name.
    pub communes: Vec<CommuneFigures>,
    /// Every commune that can be asked for, by name.
    pub choices: Vec<(UnitCode, String)>,
    /// How the reports of the areas stand this year: those that have a deadline, and whatever was sent.
    pub board: Vec<BoardRow>,
    /// Credit programmes over the communes asked for.
    pub programmes: Vec<Programme>,
    /// Names of all units.
    pub names: BTreeMap<UnitCode, String>,
    /// Newest day of the lists that the figures stand on.
    pub list_of: Option<Date>,
    /// Today.
    pub today: Date,
}

impl<'s> ProvinceReader<'s> {
    pub(super) fn new(store: &'s SqliteStore, scope: Scope) -> Self {
        Self { store, scope }
    }

    /// Figures of the year of today for one organisation: the account's own, else `org`, else the first that there
    /// are groups of; of one commune when `commune` names one. `None` when there is none, or it has no rules.
    pub fn figures(
        &self,
        org: Option<&Code>,
        commune: Option<&UnitCode>,
    ) -> Result<Option<Figures>, StorageError> {
        let orgs = match &self.scope.org {
            Some(own) => BTreeSet::from([own.clone()]),
            None => self.store.read(registers::groups)?.into_iter().map(|group| group.org).collect(),
        };
        let org = org.filter(|org| orgs.contains(*org)).or(orgs.first()).cloned();
        let Some(org) = org else { return Ok(None) };
        let Some(profile) = Catalogue::builtin().quota_profile_of(org.as_str()) else { return Ok(None) };
        let Gathered { mut communes, facts, seen } = gather(self.store, &self.scope, &org)?;
        let board = self.board(&org, &communes)?;
        let choices = communes.iter().map(|(unit, _)| (unit.code.clone(), unit.name.clone())).collect();
        communes.retain(|(unit, _)| commune.is_none_or(|commune| unit.code == *commune));
        let (today, top) = (self.scope.today, &self.scope.top);
        let year = today.year();
        let progress = progress::area(profile, &top.code, &communes, &facts, year);
        let is_asked_for = |facts: &Facts| {
            let unit = &facts.partition.unit;
            let is_below = || self.scope.below.iter().any(|below| below.code == *unit);
            commune.map_or_else(is_below, |commune| commune == unit)
        };
        let districts = self.districts(&communes);
        let own = progress::province(profile, &top.code, &districts, &facts, year);
        let affairs = Affairs::read(self.store, &self.scope, &org, commune)?;
        let by_unit = affairs.by_unit(today);
        let programmes = programmes(self.store, &self.scope, &communes, &org)?;
        let list_of = communes.iter().flat_map(|(_, groups)| groups).map(|group| group.as_of).max();
        let figures: Vec<CommuneFigures> = communes
            .iter()
            .zip(progress.communes)
            .map(|((unit, groups), progress)| CommuneFigures {
                seen: Seen::of(unit, &seen),
                work: Work::of(facts.iter().filter(|facts| facts.partition.unit == unit.code), year),
                register: RegisterFigures::of(groups),
                ongoing: by_unit.get(&unit.code).cloned().unwrap_or_default(),
                unit: unit.clone(),
                progress,
            })
            .collect();
        let districts: Vec<_> = districts
            .into_iter()
            .map(|(unit, communes)| (unit, communes.into_iter().map(|(commune, _)| commune.code).collect()))
            .collect();
        let with_seen: Vec<_> = figures.iter().map(|commune| (&commune.progress, commune.seen)).collect();
        Ok(Some(Figures {
            totals: totals(profile, &top.code, &with_seen, today),
            unit: top.clone(),
            orgs,
            org,
            profile,
            own,
            areas: ongoing::areas(&districts, &figures, &by_unit, &seen, today),
            work: Work::of(facts.iter().filter(|facts| is_asked_for(facts)), year),
            by_level: affairs.by_level(&self.scope.below, year),
            products: affairs.products(year),
            ongoing: affairs.whole(today),
            capital: affairs.capital(&self.scope.below, year),
            choices,
            communes: figures,
            board,
            programmes,
            names: self.scope.below.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect(),
            list_of,
            today,
        }))
    }

    /// The deadline board of the units between this one and its communes. A report of a unit that no longer exists is
    /// its successor's.
    fn board(&self, org: &Code, communes: &[Commune]) -> Result<Vec<BoardRow>, StorageError> {
        let (today, catalogue) = (self.scope.today, Catalogue::builtin());
        let year = today.year();
        let dispatches = self.store.read(|c| sendings::of_year(c, org, year))?;
        let row = |(unit, _): progress::District| {
            let here = |one: &&Dispatch| self.scope.units.rolled_up(&one.unit, None, today) == unit.code;
            let own: Vec<&Dispatch> = dispatches.iter().filter(here).collect();
            let mut lines = board::lines(catalogue, &own, year, today);
            lines.retain(|line| line.last_day.is_some() || !line.sendings.is_empty());
            BoardRow { unit: unit.code, name: unit.name, lines }
        };
        Ok(self.districts(communes).into_iter().map(row).collect())
    }

    /// The units between this one and its communes.
    fn districts(&self, communes: &[Commune]) -> Vec<progress::District> {
        let parents: BTreeSet<&UnitCode> = communes
            .iter()
            .filter_map(|(unit, _)| unit.parent.as_ref())
            .filter(|p| **p != self.scope.top.code)
            .collect();
        let below = self.scope.below.iter().filter(|unit| parents.contains(&unit.code));
        below
            .map(|district| {
                let its = communes.iter().filter(|(unit, _)| unit.parent.as_ref() == Some(&district.code));
                (district.clone(), its.cloned().collect())
            })
            .collect()
    }
}

impl Work {
    fn of<'f>(facts: impl Iterator<Item = &'f Facts>, year: i32) -> Self {
        let mut work = Self::default();
        for record in facts {
            let Some(day) = record.event_date.filter(|_| record.counts_in(year)) else { continue };
            let sort = record.sort.iter().cloned();
            match record.kind {
                Kind::Outreach => {
                    work.by_month[usize::from(day.month()) - 1] += 1;
                    work.attendees = work.attendees.saturating_add(record.attendees);
                    work.leaflets = work.leaflets.saturating_add(record.leaflets);
                    sort.for_each(|form| *work.by_form.entry(form).or_default() += 1);
                }
                Kind::Feedback => sort.for_each(|kind| *work.feedback.entry(kind).or_default() += 1),
                _ => {}
            }
        }
        work
    }

    /// Outreach activities of the year.
    pub fn activities(&self) -> u32 {
        self.by_month.iter().sum()
    }
}

impl RegisterFigures {
    fn of(groups: &[Group]) -> Self {
        groups.iter().fold(Self::default(), |mut sum, group| {
            sum.groups += 1;
            sum.borrowers += group.borrowers;
            sum.members += group.members;
            sum.members_saving += group.members_saving;
            sum.outstanding = sum.outstanding.saturating_add(group.outstanding);
            sum.overdue = sum.overdue.saturating_add(group.overdue);
            if let Some(rank) = &group.rank {
                let (groups, borrowers) = sum.ranks.entry(rank.clone()).or_default();
                *groups += 1;
                *borrowers += group.borrowers;
            }
            sum
        })
    }
}
