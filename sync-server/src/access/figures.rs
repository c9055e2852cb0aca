//! What figures are computed from, and the sums over several communes: the same for the area's and the
//! province's page.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use shared::catalogue::{Catalogue, QuotaProfile, QuotaRule};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::links;
use shared::domain::progress::{Commune, Light, RuleProgress, UnitProgress};
use shared::domain::review;
use shared::domain::units::Unit;
use shared::id::{Code, UnitCode};
use shared::limits::STALE_AFTER_DAYS;
use shared::record::Kind;
use shared::text::fold;

use super::Scope;
use crate::lists;
use crate::storage::{SqliteStore, StorageError, records};

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
/// lately, for the others are unknown and not zero; the rules of the unit above over all, and so are the needs when
/// nobody was heard of.
pub(super) fn totals(
    profile: &QuotaProfile,
    top: &UnitCode,
    communes: &[(&UnitProgress, Seen)],
    today: Date,
) -> Vec<Total> {
    let of_rule = |rule: &QuotaRule| {
        let row = |(unit, seen): &(&UnitProgress, Seen)| Some((unit.rule(rule.id.as_str())?.clone(), *seen));
        let rows: Vec<(RuleProgress, Seen)> = communes.iter().filter_map(row).collect();
        let is_known = |(_, seen): &&(RuleProgress, Seen)| !is_by_commune(rule) || seen.is_fresh(today);
        let mut known: Vec<_> = rows.iter().filter(is_known).collect();
        if known.is_empty() {
            known = rows.iter().collect();
        }
        let sum = |number: fn(&RuleProgress) -> u32| known.iter().map(|(row, _)| number(row)).sum();
        let (done, need) = (sum(|row| row.done.min(row.need)), sum(|row| row.need));
        let total = RuleProgress { rule: rule.id.clone(), unit: top.clone(), done, need };
        let silent = known.iter().all(|(row, seen)| seen.light(row, profile, today) == Light::NoData);
        let light = if silent { Light::NoData } else { total.light(Some(today), today) };
        (!rows.is_empty()).then_some(Total { rule: total, light })
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
        let communes = communes(c, scope, org)?;
        let mut units: BTreeSet<&UnitCode> = scope.below.iter().map(|unit| &unit.code).collect();
        units.extend(scope.units.ancestors(&scope.top.code, today).iter().map(|unit| &unit.code));
        let commune_of = commune_of(&communes);
        let entries = review::join(records::entries(c, org, today.year())?, Catalogue::builtin());
        // An inspection that is part of another has from it what it does not say itself.
        let mut facts = links::inspections(&entries);
        let others = entries.into_iter().map(|entry| entry.facts);
        facts.extend(others.filter(|facts| facts.kind != Kind::Inspection));
        facts.retain_mut(|facts| {
            scope.units.roll_up(facts, today);
            units.contains(&facts.partition.unit) && is_in_place(facts, &communes, &commune_of)
        });
        let seen = seen(c, scope, org)?;
        Ok(Gathered { communes, facts, seen })
    })
}

/// The communes of a scope by name, with their groups.
pub(super) fn communes(c: &Connection, scope: &Scope, org: &Code) -> Result<Vec<Commune>, StorageError> {
    let mut communes = Vec::new();
    for unit in scope.communes() {
        let groups = lists::groups(c, &scope.units, &unit.code, org, scope.today)?;
        communes.push((unit.clone(), groups));
    }
    communes.sort_by_cached_key(|(unit, _)| fold(&unit.name));
    Ok(communes)
}

/// The commune of each group.
pub(super) fn commune_of(communes: &[Commune]) -> BTreeMap<&UnitCode, &UnitCode> {
    let pairs =
        communes.iter().flat_map(|(unit, groups)| groups.iter().map(|group| (&group.code, &unit.code)));
    pairs.collect()
}

/// Day of each unit's newest synchronisation; people of a unit that ended are its successor's.
pub(super) fn seen(
    c: &Connection,
    scope: &Scope,
    org: &Code,
) -> Result<BTreeMap<UnitCode, Date>, StorageError> {
    let mut seen: BTreeMap<UnitCode, Date> = BTreeMap::new();
    for (unit, at) in records::last_syncs(c, org)? {
        let day = Date::in_vietnam(at);
        let newest = seen.entry(scope.units.home(&unit, scope.today)).or_insert(day);
        *newest = day.max(*newest);
    }
    Ok(seen)
}

/// True unless an inspection claims another level than its partition's, or a commune one of another's groups: such a
/// record is kept, and left out of figures.
pub(super) fn is_in_place(
    facts: &Facts,
    communes: &[Commune],
    commune_of: &BTreeMap<&UnitCode, &UnitCode>,
) -> bool {
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

#[cfg(test)]
mod tests {
    use shared::domain::facts::State;
    use shared::domain::units::Division;
    use shared::id::{DocId, Partition};
    use shared::record::{Flat, Kind};

    use super::*;
    use crate::derived;

    fn inspection(unit: &str, kind: &str, group: &str) -> Facts {
        let mut flat = Flat::default();
        flat.set("inspection_kind", kind);
        flat.set("group_code", group);
        flat.set("state", State::Submitted.code());
        let partition = Partition { unit: unit.parse().unwrap(), org: "youth_union".parse().unwrap() };
        derived::derive(DocId([1; 16]), &partition, Kind::Inspection, &flat).facts
    }

    #[test]
    fn an_inspection_counts_only_for_the_level_and_the_commune_that_wrote_it() {
        let commune = |code: &str, name: &str| Unit {
            code: code.parse().unwrap(),
            level: "commune".parse().unwrap(),
            parent: None,
            name: name.to_owned(),
            difficult_area: false,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            division: Division::default(),
        };
        let communes = [(commune("HT", "Huổi Trăng"), Vec::new()), (commune("KL", "Khe Lạnh"), Vec::new())];
        let groups: Vec<(UnitCode, UnitCode)> = [("T-0001", "HT"), ("T-0241", "KL")]
            .map(|(g, u)| (g.parse().unwrap(), u.parse().unwrap()))
            .to_vec();
        let commune_of = groups.iter().map(|(group, unit)| (group, unit)).collect();
        let counts = |facts: &Facts| is_in_place(facts, &communes, &commune_of);
        assert!(counts(&inspection("HT", "commune_to_group", "T-0001")));
        assert!(!counts(&inspection("HT", "commune_to_group", "T-0241")), "another commune's group");
        assert!(
            !counts(&inspection("HT", "district_to_commune", "T-0001")),
            "a commune does not stand for the area"
        );
        assert!(counts(&inspection("BM", "district_to_commune", "T-0001")));
        assert!(!counts(&inspection("BM", "commune_to_group", "T-0001")), "nor the area for a commune");
    }

    #[test]
    fn a_total_leaves_out_what_is_unknown_and_never_shares_what_is_too_much() {
        let catalogue = Catalogue::builtin();
        let profile = catalogue.quota_profile("youth_union_2022").unwrap();
        let today = Date::new(2026, 10, 12).unwrap();
        let unit = |done, need| {
            let rule =
                RuleProgress { rule: "c_groups".parse().unwrap(), unit: "HT".parse().unwrap(), done, need };
            UnitProgress { unit: "HT".parse().unwrap(), rules: vec![rule], unsent: 0 }
        };
        let seen = |days: i64| Seen { commune: Some(today.plus_days(-days)), above: None };
        let (over, under, silent) = (unit(9, 7), unit(1, 4), unit(0, 11));
        let communes = [(&over, seen(0)), (&under, seen(29)), (&silent, seen(30))];
        let total = &totals(profile, &"BM".parse().unwrap(), &communes, today)[0];
        assert_eq!((total.rule.done, total.rule.need, total.light), (8, 11, Light::Missing));
        let nothing = &totals(profile, &"BM".parse().unwrap(), &communes[2..], today)[0];
        assert_eq!((nothing.rule.need, nothing.light), (11, Light::NoData));
    }
}
