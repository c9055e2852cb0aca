//! What offices added to the catalogue: which phones get it, and the catalogue with all of it. An entry is for the
//! unit that added it and everything below.

use rusqlite::Connection;

use shared::catalogue::{Addition, Catalogue};
use shared::date::Date;
use shared::domain::units::Units;
use shared::id::UnitCode;

use crate::storage::additions::{self, Kept};
use crate::storage::{SqliteStore, StorageError};

/// The built-in catalogue with everything that any office here added: ids never meet, so one catalogue serves all.
pub fn catalogue(store: &SqliteStore) -> Result<Catalogue, StorageError> {
    let kept = store.read(additions::all)?;
    let additions: Vec<Addition> = kept.into_iter().map(|kept| kept.addition).collect();
    Ok(Catalogue::of_this_release().with(&additions))
}

/// What goes down to a unit's phones: its own additions and those of the units above it.
pub fn of_unit(kept: &[Kept], units: &Units, unit: &UnitCode, today: Date) -> Vec<Addition> {
    let is_for = |kept: &&Kept| {
        let of = units.rolled_up(&kept.unit, None, today);
        of == *unit || units.ancestors(unit, today).iter().any(|above| above.code == of)
    };
    kept.iter().filter(is_for).map(|kept| kept.addition.clone()).collect()
}

/// Everything that was ever added, for a register that is made.
pub fn all(c: &Connection) -> Result<Vec<Kept>, StorageError> {
    additions::all(c)
}
