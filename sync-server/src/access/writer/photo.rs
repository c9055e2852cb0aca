//! Which photos a device may read and bring. A photo is accepted only when a stored record names it, in a partition
//! and of a kind that the device may write: without a record that came before it, nobody can put bytes here.

use shared::id::{DeviceId, PhotoHash};

use super::Writer;
use crate::storage::{StorageError, photos};

impl Writer<'_> {
    /// The device.
    pub fn device(&self) -> DeviceId {
        self.caller.device
    }

    /// True when a record that the device follows names the photo.
    pub fn may_read_photo(&self, photo: PhotoHash) -> Result<bool, StorageError> {
        let named = self.store.read(|c| photos::named_by(c, photo))?;
        Ok(named.iter().any(|(partition, _)| self.caller.reads.contains(partition)))
    }

    /// True when a record that the device may write names the photo.
    pub fn may_bring_photo(&self, photo: PhotoHash) -> Result<bool, StorageError> {
        let named = self.store.read(|c| photos::named_by(c, photo))?;
        Ok(named.iter().any(|place| self.writes.contains(place)))
    }
}
