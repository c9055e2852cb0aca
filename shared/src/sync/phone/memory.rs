//! The phone's small memory of the protocol beside its cursors and parcels: epoch, last success, how often
//! phone and office had to look for a common past, who stands behind a device. Values on the `Meta` shelf.

use crate::id::DeviceId;
use crate::store::{Shelf, Store, Write};
use crate::sync::wire::Person;

/// Key of the epoch: 8 bytes, big-endian.
const EPOCH: &str = "sync.epoch";
/// Key of the last success: device time and clock difference, 8 bytes each.
const LAST: &str = "sync.last";
/// Key of the number of repairs: 8 bytes.
const REPAIRS: &str = "sync.repairs";
/// Key of the number of the last parcel: 8 bytes.
const PARCEL: &str = "sync.parcel";

/// The last successful exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastSuccess {
    /// Its end by this phone's clock, Unix milliseconds.
    pub at_ms: i64,
    /// How far this phone's clock was ahead of the server's, milliseconds.
    pub clock_ahead_ms: i64,
}

async fn number<S: Store>(store: &S, key: &str) -> Result<u64, S::Error> {
    let value = store.get(Shelf::Meta, key).await?;
    Ok(value.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_be_bytes))
}

fn put_number(key: &str, number: u64) -> Write {
    Write::Put(Shelf::Meta, key.to_owned(), Some(number.to_be_bytes().to_vec()))
}

pub(super) fn put_epoch(epoch: u64) -> Write {
    put_number(EPOCH, epoch)
}

/// The epoch as last seen; 0 before the first contact.
pub async fn epoch<S: Store>(store: &S) -> Result<u64, S::Error> {
    number(store, EPOCH).await
}

pub(super) fn put_repairs(count: u64) -> Write {
    put_number(REPAIRS, count)
}

/// How often phone and office found that they do not hold the same, and looked for their common past.
pub async fn repairs<S: Store>(store: &S) -> Result<u64, S::Error> {
    number(store, REPAIRS).await
}

pub(super) fn put_last_parcel(last: u64) -> Write {
    put_number(PARCEL, last)
}

/// The number of the last parcel that was formed; 0 before the first.
pub(super) async fn last_parcel<S: Store>(store: &S) -> Result<u64, S::Error> {
    number(store, PARCEL).await
}

pub(super) fn put_last_success(last: LastSuccess) -> Write {
    let value = [last.at_ms.to_be_bytes(), last.clock_ahead_ms.to_be_bytes()].concat();
    Write::Put(Shelf::Meta, LAST.to_owned(), Some(value))
}

/// The last successful exchange; `None` before the first.
pub async fn last_success<S: Store>(store: &S) -> Result<Option<LastSuccess>, S::Error> {
    let value = store.get(Shelf::Meta, LAST).await?;
    let numbers = value.as_deref().and_then(|bytes| {
        let (at_ms, ahead_ms) = bytes.split_first_chunk()?;
        Some((i64::from_be_bytes(*at_ms), i64::from_be_bytes(ahead_ms.try_into().ok()?)))
    });
    Ok(numbers.map(|(at_ms, clock_ahead_ms)| LastSuccess { at_ms, clock_ahead_ms }))
}

/// Who stands behind a device, as far as this phone was told.
pub async fn person<S: Store>(store: &S, device: DeviceId) -> Result<Option<Person>, S::Error> {
    let value = store.get(Shelf::Person, &device.to_string()).await?;
    Ok(value.and_then(|bytes| Person::from_bytes(&bytes).ok()))
}
