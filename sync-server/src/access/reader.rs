//! What an office sees of its communes: how far each rule is, when each was last heard of, what waits to be
//! handed in. Reading only; the records themselves stay behind it.

mod photo;

use shared::catalogue::{Catalogue, QuotaProfile};
use shared::date::Date;
use shared::domain::progress::{self, CommuneProgress, UnitProgress};
use shared::domain::register::Group;
use shared::domain::units::Unit;
use shared::id::Code;

use super::Scope;
use super::figures::{Gathered, Seen, Total, gather, totals};
use super::standing::{Standing, standings};
use crate::storage::{SqliteStore, StorageError};

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
    /// What the office has of it and what it did not take.
    pub standing: Standing,
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
    /// Rule by rule, all communes together.
    pub totals: Vec<Total>,
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
        let (today, top) = (self.scope.today, &self.scope.top);
        let progress = progress::area(profile, &top.code, &communes, &facts, today.year());
        let with_seen = communes.iter().zip(&progress.communes);
        let with_seen: Vec<_> =
            with_seen.map(|((unit, _), progress)| (progress, Seen::of(unit, &seen))).collect();
        let totals = totals(profile, &top.code, &with_seen, today);
        let list_of = communes.iter().flat_map(|(_, groups)| groups).map(|group| group.as_of).max();
        let mut standings = standings(self.store, &self.scope, &org)?;
        let views = communes.into_iter().zip(progress.communes).map(|((unit, groups), progress)| {
            let by_group = progress::commune(profile, &groups, &facts, today.year());
            let standing = standings.remove(&unit.code).unwrap_or_default();
            CommuneView { seen: Seen::of(&unit, &seen), unit, progress, groups, by_group, standing }
        });
        Ok(Some(AreaView {
            unit: self.scope.top.clone(),
            communes: views.collect(),
            org,
            profile,
            totals,
            list_of,
        }))
    }
}
