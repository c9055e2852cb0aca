//! What the lists say of each credit programme, summed over communes. A programme that reveals something of a person
//! is part of "other", here already: nothing above the commune ever holds its name beside a number.

use std::collections::{BTreeMap, BTreeSet};

use shared::catalogue::Catalogue;
use shared::domain::progress::Commune;
use shared::id::Code;

use super::Scope;
use crate::lists;
use crate::storage::{SqliteStore, StorageError};

/// Programmes that are not named stand under this one.
const OTHER: &str = "other";

/// Loans with a balance of one programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Catalogue `credit_programme`, never a sensitive one.
    pub programme: Code,
    /// Borrowers: how many people the row stands for.
    pub borrowers: u32,
    /// Loans.
    pub loans: u32,
    /// Outstanding debt, đồng.
    pub balance: i64,
}

/// The programmes of some communes for one organisation, in the catalogue's order.
pub(super) fn programmes(
    store: &SqliteStore,
    scope: &Scope,
    communes: &[Commune],
    org: &Code,
) -> Result<Vec<Programme>, StorageError> {
    let catalogue = Catalogue::builtin();
    let mut rows: BTreeMap<String, (BTreeSet<String>, u32, i64)> = BTreeMap::new();
    store.read(|c| {
        for (unit, _) in communes {
            let loans = lists::loans(c, &scope.units, &unit.code, org, scope.today)?;
            for loan in loans.into_iter().filter(|loan| loan.balance > 0) {
                let known = catalogue.entry("credit_programme", loan.programme.as_str());
                let named = known.filter(|programme| !programme.sensitive);
                let row = rows.entry(named.map_or(OTHER, |named| named.id.as_str()).to_owned()).or_default();
                row.0.insert(format!("{}/{}", loan.group, loan.borrower));
                row.1 += 1;
                row.2 = row.2.saturating_add(loan.balance);
            }
        }
        Ok::<_, StorageError>(())
    })?;
    let listed = catalogue.list("credit_programme").iter().filter_map(|programme| {
        let (borrowers, loans, balance) = rows.remove(programme.id.as_str())?;
        let borrowers = u32::try_from(borrowers.len()).unwrap_or(u32::MAX);
        Some(Programme { programme: programme.id.clone(), borrowers, loans, balance })
    });
    Ok(listed.collect())
}
