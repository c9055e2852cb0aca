//! Half-filled forms: kept at every pause, soon rather than surely, in each form's own encoding.

use messages::Failure;
use shared::store::{Durability, Shelf, Write};

use super::{Session, failure};
use crate::platform::{Local, Platform};

/// A half-filled form: its fields as typed.
type Fields = Vec<(String, String)>;

impl<S: Local, P: Platform> Session<S, P> {
    pub(super) async fn keep_draft(&self, form: String, fields: &[(String, String)]) -> Result<(), Failure> {
        let value = messages::encode(&fields).ok_or_else(|| failure("engine.confused", &form))?;
        self.put(Shelf::Draft, form, Some(value), Durability::Relaxed).await
    }

    pub(super) async fn drop_draft(&self, form: String) -> Result<(), Failure> {
        self.put(Shelf::Draft, form, None, Durability::Relaxed).await
    }

    /// All of them. One that cannot be read is left where it is and not shown: it was never promised.
    pub(super) async fn drafts(&self) -> Result<Vec<(String, Fields)>, Failure> {
        let drafts = Self::stored(self.store.list(Shelf::Draft).await)?;
        let fields = |value: Vec<u8>| messages::decode::<Fields>(&value);
        Ok(drafts.into_iter().filter_map(|(form, value)| Some((form, fields(value)?))).collect())
    }

    pub(super) async fn put(
        &self,
        on: Shelf,
        key: String,
        value: Option<Vec<u8>>,
        durability: Durability,
    ) -> Result<(), Failure> {
        Self::stored(self.store.commit(vec![Write::Put(on, key, value)], durability).await).map(|_| ())
    }
}
