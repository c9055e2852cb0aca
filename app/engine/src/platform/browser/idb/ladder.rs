//! The database's shape and how it came to be: one module per version, applied in order. A released version
//! is never changed; the next one adds to it.

use wasm_bindgen::JsValue;
use web_sys::IdbDatabase;

/// Version of the newest rung.
pub(super) const VERSION: u32 = 2;

/// Object store of changes: rows as `row` writes them, in the order of their storing.
pub(super) const CHANGES: &str = "changes";
/// Object store of entries, by document id: their version, then their bytes.
pub(super) const FACTS: &str = "facts";
/// Object store of small values, by shelf and key.
pub(super) const VALUES: &str = "values";

/// Object store of photos' pictures, by name.
pub(super) const PICTURES: &str = "pictures";
/// Object store of what is known of photos beside their pictures, by name: rows as `album` writes them.
pub(super) const PHOTOS: &str = "photos";

/// Index of changes by document.
pub(super) const BY_DOC: &str = "doc";
/// Unique index of changes by hash.
pub(super) const BY_HASH: &str = "hash";
/// Index of the changes, and of the photos, that the office has not confirmed; the others are not in it.
pub(super) const BY_WAITING: &str = "waiting";
/// Index of the changes that the office has, by partition and position; the others are not in it.
pub(super) const BY_LOG: &str = "log";

/// Brings a database of version `from` (0: none) to `VERSION`.
pub(super) fn climb(database: &IdbDatabase, from: u32) -> Result<(), JsValue> {
    if from < 1 {
        v1::create(database)?;
    }
    if from < 2 {
        v2::create(database)?;
    }
    Ok(())
}

mod v1 {
    use js_sys::Array;
    use wasm_bindgen::JsValue;
    use web_sys::{IdbDatabase, IdbIndexParameters, IdbObjectStoreParameters};

    /// The first released shape.
    pub(super) fn create(database: &IdbDatabase) -> Result<(), JsValue> {
        let numbered = IdbObjectStoreParameters::new();
        numbered.set_auto_increment(true);
        numbered.set_key_path_opt_str(Some("seq"));
        let changes = database.create_object_store_with_optional_parameters("changes", &numbered)?;
        changes.create_index_with_str("doc", "doc")?;
        let unique = IdbIndexParameters::new();
        unique.set_unique(true);
        changes.create_index_with_str_and_optional_parameters("hash", "hash", &unique)?;
        changes.create_index_with_str("waiting", "waiting")?;
        let log = Array::of2(&"partition".into(), &"position".into());
        changes.create_index_with_str_sequence("log", &log)?;
        database.create_object_store("facts")?;
        database.create_object_store("values")?;
        Ok(())
    }
}

mod v2 {
    use wasm_bindgen::JsValue;
    use web_sys::IdbDatabase;

    /// Photos.
    pub(super) fn create(database: &IdbDatabase) -> Result<(), JsValue> {
        database.create_object_store("pictures")?;
        database.create_object_store("photos")?.create_index_with_str("waiting", "waiting")?;
        Ok(())
    }
}
