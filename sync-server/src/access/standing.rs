//! What the office has of each commune and what it did not take: counted from the log and from the refusals, so that
//! a clerk sees whose phone holds something and why, without asking the phone.

use std::collections::BTreeMap;

use shared::catalogue::Catalogue;
use shared::domain::facts::{Facts, State};
use shared::domain::review;
use shared::id::{Code, UnitCode};

use super::Scope;
use crate::storage::refusals::{self, Refused};
use crate::storage::{SqliteStore, StorageError, accounts, devices, records};

/// One record that a phone holds and the office did not take, in words for whom it concerns.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// What was refused.
    pub refused: Refused,
    /// Whose phone it is.
    pub person: String,
    /// What the person calls the phone.
    pub label: String,
}

/// Where the records of one commune stand.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Records that the office has.
    pub received: u32,
    /// Records whose day must be looked at: they count nowhere until then.
    pub doubtful: Vec<Facts>,
    /// What was not taken, the newest first.
    pub withheld: Vec<Withheld>,
}

/// Where the records of every commune of a scope stand, for one organisation; those of a unit that ended with its
/// successor's. A refusal belongs to the commune of the phone's person.
pub(super) fn standings(
    store: &SqliteStore,
    scope: &Scope,
    org: &Code,
) -> Result<BTreeMap<UnitCode, Standing>, StorageError> {
    let today = scope.today;
    let home = |facts: &Facts| scope.units.rolled_up(&facts.partition.unit, facts.group.as_ref(), today);
    store.read(|c| {
        let mut standings: BTreeMap<UnitCode, Standing> = BTreeMap::new();
        for facts in review::join(records::all_entries(c, org)?, Catalogue::builtin())
            .into_iter()
            .map(|entry| entry.facts)
        {
            let standing = standings.entry(home(&facts)).or_default();
            standing.received += 1;
            if facts.day_in_doubt && facts.state != State::Void {
                standing.doubtful.push(facts);
            }
        }
        for refused in refusals::all(c, org)? {
            let Some(device) = devices::find(c, refused.device)? else { continue };
            let Some(account) = accounts::find(c, device.account.as_str())? else { continue };
            let Some(unit) = account.unit.as_ref().map(|unit| scope.units.home(unit, today)) else {
                continue;
            };
            let withheld = Withheld { refused, person: account.name, label: device.label };
            standings.entry(unit).or_default().withheld.push(withheld);
        }
        Ok(standings)
    })
}
