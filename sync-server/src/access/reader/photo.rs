//! Which photos an office sees: those that a record of its communes and its organisation names.

use shared::id::PhotoHash;

use super::Reader;
use crate::storage::{StorageError, photos};

impl Reader<'_> {
    /// True when a record that the office may read names the photo.
    pub fn may_see_photo(&self, photo: PhotoHash) -> Result<bool, StorageError> {
        let named = self.store.read(|c| photos::named_by(c, photo))?;
        let sees = |unit, org| {
            self.scope.below.iter().any(|own| own.code == unit)
                && self.scope.org.as_ref().is_none_or(|own| *own == org)
        };
        Ok(named.into_iter().any(|(partition, _)| sees(partition.unit, partition.org)))
    }
}
