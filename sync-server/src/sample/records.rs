//! Records of the sample.

use super::SampleError;
use crate::storage::SqliteStore;

pub(super) fn fill(_: &SqliteStore) -> Result<(), SampleError> {
    Ok(())
}
