//! What figures are computed from, and the sums over several communes: the same for the area's and the
//! province's page.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::{QuotaProfile, QuotaRule};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::progress::{Commune, Light, RuleProgress, UnitProgress};
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::limits::STALE_AFTER_DAYS;
use shared::text::fold;

use super::Scope;
use crate::storage::{SqliteStore, StorageError, records, registers};

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

    /// True when the commune was heard of recently enough to say anything of its work.
    pub fn is_fresh(self, today: Date) -> bool {
        self.commune.is_some_and(|day| today.day_number() - day.day_number() < STALE_AFTER_DAYS)
    }

    /// What a traffic light shows for a rule of this commune.
    pub fn light(self, rule: &RuleProgress, profile: &QuotaProfile, today: Date) -> Light {
        let is_own = profile.rules.iter().any(|known| known.id == rule.rule && is_by_commune(known));
        rule.light(if is_own { self.commune } else { self.above }, today)
    }
}

fn is_by_commune(rule: &QuotaRule) -> bool {
    rule.by_level.as_str() == "commune"
}

/// One rule over several communes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Σ done of Σ need; what one commune did beyond its need does not count for another.
    pub rule: RuleProgress,
    /// The traffic light of the whole.
    pub light: Light,
}

/// The rules of a profile over several communes. The communes' own rules are summed over those that were heard of
/// lately, for the others are unknown and not zero; the rules of the unit above over all.
pub(super) fn totals(
    profile: &QuotaProfile,
    top: &UnitCode,
    communes: &[(&UnitProgress, Seen)],
    today: Date,
) -> Vec<Total> {
    let of_rule = |rule: &QuotaRule| {
        let is_known = |seen: &Seen| !is_by_commune(rule) || seen.is_fresh(today);
        let rows = communes.iter().filter_map(|(unit, seen)| Some((unit.rule(rule.id.as_str())?, seen)));
        let first = rows.clone().next()?;
        let known = rows.filter(|(_, seen)| is_known(seen));
        let (done, need) = known
            .clone()
            .fold((0, 0), |(done, need), (row, _)| (done + row.done.min(row.need), need + row.need));
        let total = RuleProgress { rule: first.0.rule.clone(), unit: top.clone(), done, need };
        let newest = known
            .map(|(row, seen)| (seen.light(row, profile, today), seen))
            .filter(|(light, _)| *light != Light::NoData);
        let light = if newest.count() == 0 { Light::NoData } else { total.light(Some(today), today) };
        Some(Total { rule: total, light })
    };
    profile.rules.iter().filter_map(of_rule).collect()
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
