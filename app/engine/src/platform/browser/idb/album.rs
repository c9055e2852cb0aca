//! The photo album in IndexedDB, by the contract of `shared::store::album`: the picture in one object store, what is
//! known of it in another, so that nothing large is read to learn what waits.

use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::IdbTransactionMode;

use shared::id::PhotoHash;
use shared::store::Durability;
use shared::store::album::{Album, Photo};

use super::failure::IdbError;
use super::ladder::{BY_WAITING, PHOTOS, PICTURES};
use super::work::{Asked, Work};
use super::{IndexedDb, bytes, lift, objects, row};

/// Field of the small picture.
const THUMB: &str = "thumb";
/// Field that stands there while the photo waits.
const WAITING: &str = "waiting";

/// What is known of a photo.
fn known(thumb: &[u8], waits: bool) -> Result<JsValue, JsValue> {
    let object = Object::new();
    Reflect::set(&object, &THUMB.into(), &row::key(thumb))?;
    if waits {
        Reflect::set(&object, &WAITING.into(), &row::PENDING.into())?;
    }
    Ok(object.into())
}

fn field(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn thumb(object: &JsValue) -> Vec<u8> {
    field(object, THUMB).as_ref().and_then(bytes).unwrap_or_default()
}

/// A photo's name that stands as a key: the browser returns binary keys as buffers.
fn name(key: &JsValue) -> Option<PhotoHash> {
    Uint8Array::new(key).to_vec().try_into().ok().map(PhotoHash)
}

impl IndexedDb {
    /// What is known of a photo; undefined when it is not here.
    async fn photo(work: &Work, hash: PhotoHash) -> Result<JsValue, IdbError> {
        Asked::of(work.store(PHOTOS)?.get(&row::key(&hash.0)))?.answer().await
    }

    /// Reads what is known of a photo, and writes what `change` makes of it in the same transaction.
    async fn change(
        &self,
        hash: PhotoHash,
        change: impl FnOnce(&Work, Option<&JsValue>) -> Result<(), IdbError>,
    ) -> Result<(), IdbError> {
        let stores = [PHOTOS, PICTURES];
        let work = self.connection.begin(&stores, IdbTransactionMode::Readwrite, Durability::Strict).await?;
        let changed = async {
            let found = Self::photo(&work, hash).await?;
            change(&work, (!found.is_undefined()).then_some(&found))
        };
        let done = match changed.await {
            Ok(()) => work.finish().await,
            Err(error) => {
                work.abandon();
                Err(error)
            }
        };
        done.inspect_err(|error| self.connection.heed(error))
    }
}

impl Album for IndexedDb {
    type Error = IdbError;

    async fn keep(&self, photo: Photo, waits: bool) -> Result<(), IdbError> {
        let key = row::key(&photo.hash.0);
        self.change(photo.hash, |work, found| {
            let (small, waits) = match found {
                Some(found) if !thumb(found).is_empty() || photo.thumb.is_empty() => return Ok(()),
                Some(found) => (&photo.thumb, field(found, WAITING).is_some()),
                None => {
                    lift(work.store(PICTURES)?.put_with_key(&row::key(&photo.bytes), &key))?;
                    (&photo.thumb, waits)
                }
            };
            lift(work.store(PHOTOS)?.put_with_key(&lift(known(small, waits))?, &key)).map(|_| ())
        })
        .await
    }

    async fn picture(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, IdbError> {
        let work = self.read(PICTURES).await?;
        let value = Asked::of(work.store(PICTURES)?.get(&row::key(&hash.0)))?.answer().await?;
        Ok(bytes(&value))
    }

    async fn thumb(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, IdbError> {
        let found = Self::photo(&self.read(PHOTOS).await?, hash).await?;
        Ok((!found.is_undefined()).then(|| thumb(&found)))
    }

    async fn waiting(&self) -> Result<Vec<PhotoHash>, IdbError> {
        let work = self.read(PHOTOS).await?;
        let keys = Asked::of(work.index(PHOTOS, BY_WAITING)?.get_all_keys())?.answer().await?;
        Ok(objects(keys).iter().filter_map(name).collect())
    }

    async fn mark(&self, hash: PhotoHash, waits: bool) -> Result<(), IdbError> {
        self.change(hash, |work, found| {
            let Some(found) = found else { return Ok(()) };
            let row = lift(known(&thumb(found), waits))?;
            lift(work.store(PHOTOS)?.put_with_key(&row, &row::key(&hash.0))).map(|_| ())
        })
        .await
    }

    async fn all(&self) -> Result<Vec<PhotoHash>, IdbError> {
        let work = self.read(PHOTOS).await?;
        let keys = Asked::of(work.store(PHOTOS)?.get_all_keys())?.answer().await?;
        Ok(objects(keys).iter().filter_map(name).collect())
    }
}
