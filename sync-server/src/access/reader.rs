//! What an office sees of its communes: how far each rule is, when each was last heard of, what waits to be
//! handed in. Reading only; the records themselves stay behind it.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::{Catalogue, QuotaProfile, QuotaRule};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::progress::{self, AreaProgress, Commune, CommuneProgress, UnitProgress};
use shared::domain::register::Group;
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::text::fold;

use super::Scope;
use crate::storage::{SqliteStore, StorageError, records, registers};

/// Shows an office its communes.
pub struct Reader<'s> {
    store: &'s SqliteStore,
    scope: Scope,
}

/// One commune on the area's page.
#[derive(Debug, Clone)]
pub struct CommuneView {
    /// The commune.
    pub unit: Unit,
    /// Rule by rule.
    pub progress: UnitProgress,
    /// Newest synchronisation of the commune, and of the unit that inspects it.
    pub seen: Seen,
    /// Its register, by code.
    pub groups: Vec<Group>,
    /// Group by group, in the order of `groups`.
    pub by_group: CommuneProgress,
}

/// When those who write a commune's figures were last heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The commune's own people.
    pub commune: Option<Date>,
    /// Those who inspect it from the unit above.
    pub above: Option<Date>,
}

impl Seen {
    pub(super) fn of(unit: &Unit, seen: &BTreeMap<UnitCode, Date>) -> Self {
        let day = |unit: &UnitCode| seen.get(unit).copied();
        Self { commune: day(&unit.code), above: unit.parent.as_ref().and_then(day) }
    }

    /// The newest word of those who work for a rule.
    pub fn by(self, rule: &QuotaRule) -> Option<Date> {
        if rule.by_level.as_str() == "commune" { self.commune } else { self.above }
    }
}

/// The area's page.
#[derive(Debug, Clone)]
pub struct AreaView {
    /// The unit that the account sees.
    pub unit: Unit,
    /// The organisation whose rules these are.
    pub org: Code,
    /// Its rules.
    pub profile: &'static QuotaProfile,
    /// All communes together.
    pub progress: AreaProgress,
    /// Commune by commune, by name.
    pub communes: Vec<CommuneView>,
    /// Newest day of the lists that the figures stand on.
    pub list_of: Option<Date>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(store: &'s SqliteStore, scope: Scope) -> Self {
        Self { store, scope }
    }

    /// How far the communes are in the year of today; `None` when the account's organisation has no rules.
    pub fn area(&self) -> Result<Option<AreaView>, StorageError> {
        let Some(org) = self.scope.org.clone() else { return Ok(None) };
        let Some(profile) = Catalogue::builtin().quota_profile_of(org.as_str()) else { return Ok(None) };
        let Gathered { communes, facts, seen } = gather(self.store, &self.scope, &org)?;
        let year = self.scope.today.year();
        let progress = progress::area(profile, &self.scope.top.code, &communes, &facts, year);
        let list_of = communes.iter().flat_map(|(_, groups)| groups).map(|group| group.as_of).max();
        let views = communes.into_iter().zip(progress.communes.clone()).map(|((unit, groups), progress)| {
            let by_group = progress::commune(profile, &groups, &facts, year);
            CommuneView { seen: Seen::of(&unit, &seen), unit, progress, groups, by_group }
        });
        Ok(Some(AreaView {
            unit: self.scope.top.clone(),
            communes: views.collect(),
            org,
            profile,
            progress,
            list_of,
        }))
    }
}

/// What figures of a scope are computed from.
pub(super) struct Gathered {
    /// Communes by name, with their groups.
    pub communes: Vec<Commune>,
    /// Records of this scope and of the units above it, of this year, that stand where they belong.
    pub facts: Vec<Facts>,
    /// Day of each unit's newest synchronisation.
    pub seen: BTreeMap<UnitCode, Date>,
}

/// Reads everything on one snapshot. Records of a unit that no longer exists are those of its successor.
pub(super) fn gather(store: &SqliteStore, scope: &Scope, org: &Code) -> Result<Gathered, StorageError> {
    let today = scope.today;
    store.read(|c| {
        let mut communes = Vec::new();
        for unit in scope.communes() {
            communes.push((unit.clone(), registers::groups_of(c, &unit.code, org)?));
        }
        communes.sort_by_cached_key(|(unit, _)| fold(&unit.name));
        let mut units: BTreeSet<&UnitCode> = scope.below.iter().map(|unit| &unit.code).collect();
        units.extend(scope.units.ancestors(&scope.top.code, today).iter().map(|unit| &unit.code));
        let commune_of: BTreeMap<&UnitCode, &UnitCode> = communes
            .iter()
            .flat_map(|(unit, groups)| groups.iter().map(|group| (&group.code, &unit.code)))
            .collect();
        let mut facts = records::facts(c, org, today.year())?;
        facts.retain_mut(|facts| {
            facts.partition.unit = scope.units.rolled_up(&facts.partition.unit, today);
            units.contains(&facts.partition.unit) && is_in_place(facts, &communes, &commune_of)
        });
        let mut seen: BTreeMap<UnitCode, Date> = BTreeMap::new();
        for (unit, at) in records::last_syncs(c, org)? {
            let day = Date::in_vietnam(at);
            let newest = seen.entry(scope.units.rolled_up(&unit, today)).or_insert(day);
            *newest = day.max(*newest);
        }
        Ok(Gathered { communes, facts, seen })
    })
}

/// True unless an inspection claims another level than its partition's, or a commune one of another's groups: such a
/// record is kept, and left out of figures.
fn is_in_place(facts: &Facts, communes: &[Commune], commune_of: &BTreeMap<&UnitCode, &UnitCode>) -> bool {
    let unit = &facts.partition.unit;
    let of_commune = communes.iter().any(|(commune, _)| commune.code == *unit);
    let own_group =
        || facts.group.as_ref().is_none_or(|group| commune_of.get(group).is_none_or(|home| *home == unit));
    match facts.level.as_ref().map(Code::as_str) {
        None => true,
        Some("commune") => of_commune && own_group(),
        Some(_) => !of_commune,
    }
}
