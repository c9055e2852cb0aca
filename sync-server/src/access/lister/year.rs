//! A unit's year (S4 L26): the unit's own records, the bank's lists of it, and when it was last heard of.

use shared::catalogue::{Catalogue, QuotaProfile};
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures::Entry;
use shared::domain::links;
use shared::domain::progress;
use shared::domain::report::{Sources, YearSheet, year_sheet};
use shared::domain::units::Unit;
use shared::limits::EVENT_YEAR_MIN;

use super::{Gathered, Lister, is_of};
use crate::access::figures;
use crate::storage::StorageError;
use crate::storage::audit::Action;

/// The sheet of a unit and year, with what its page needs.
#[derive(Debug, Clone)]
pub struct UnitYear {
    /// The unit.
    pub unit: Unit,
    /// Its year.
    pub year: i32,
    /// The sheet.
    pub sheet: YearSheet,
    /// The profiles that the rules are of.
    pub profiles: Vec<&'static QuotaProfile>,
    /// Day of the unit's newest synchronisation.
    pub seen_on: Option<Date>,
    /// Newest day of the bank's lists that the rules stand on.
    pub list_of: Option<Date>,
    /// The units that can be asked for.
    pub units: Vec<Unit>,
    /// The catalogue by which it reads, with what offices added.
    pub catalogue: Catalogue,
}

impl Lister<'_> {
    /// The sheet; the opening is noted. Of the first commune where none is asked for; `None` when there is no such unit
    /// here, or the year has not begun.
    pub fn year(&self, unit: &str, year: i32, now_ms: i64) -> Result<Option<UnitYear>, StorageError> {
        let units = self.units();
        let found = units.iter().find(|known| unit.is_empty() || known.code.as_str() == unit);
        let Some(unit) = found.filter(|_| year >= EVENT_YEAR_MIN).cloned() else { return Ok(None) };
        self.note(now_ms, Action::ListOpened, &format!("year {} {year}", unit.code))?;
        let Gathered { entries, catalogue } = self.gather()?;
        let of_all = if unit.code == self.scope.top.code { "" } else { unit.code.as_str() };
        let registers = self.registers(of_all)?;
        let in_force = Catalogue::builtin().quota_profiles_in(self.org.as_str(), year);
        let profiles: Vec<&'static QuotaProfile> =
            in_force.filter_map(|profile| Catalogue::builtin().quota_profile(profile.id.as_str())).collect();
        let its: Vec<Entry> =
            entries.iter().filter(|entry| is_of(unit.code.as_str(), entry)).cloned().collect();
        let own = registers.iter().find(|(known, ..)| known.code == unit.code);
        let (groups, loans) =
            own.map(|(_, groups, loans)| (groups.as_slice(), loans.as_slice())).unwrap_or_default();
        let sources = Sources { unit: &unit, groups, loans, entries: &its, profiles: &profiles };
        let Some(mut sheet) = year_sheet(&sources, year, self.scope.today) else { return Ok(None) };
        let communes: Vec<_> =
            registers.iter().map(|(unit, groups, _)| (unit.clone(), groups.clone())).collect();
        if of_all.is_empty() {
            let mut facts: Vec<Facts> = links::inspections(&entries);
            facts.retain(|facts| facts.partition.unit == unit.code);
            for profile in &profiles {
                let rules = progress::area(profile, &unit.code, &communes, &facts, year).rules;
                let is_own = |rule: &str| profile.rules_of("district").any(|known| known.id.as_str() == rule);
                sheet.rules.extend(rules.into_iter().filter(|rule| is_own(rule.rule.as_str())));
            }
        }
        let seen = self.store.read(|c| figures::seen(c, &self.scope, &self.org))?;
        let seen_on = seen.get(&unit.code).copied();
        let list_of = communes.iter().flat_map(|(_, groups)| groups).map(|group| group.as_of).max();
        Ok(Some(UnitYear { unit, year, sheet, profiles, seen_on, list_of, units, catalogue }))
    }
}
