//! Where the phone stands in each partition, and what it holds there: cursors, digests, locators.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Salvage;
use crate::id::{ChangeHash, Partition};
use crate::sorted::Map;
use crate::store::{Shelf, Store, Write};
use crate::sync::wire::{Fill, Mark};

/// Key of a cursor, the partition after it: postcard of `Standing`.
const CURSOR: &str = "sync.cursor.";

/// Where the phone stands in one partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// The last position that the phone holds with everything before it.
    pub position: u64,
    /// Version of its register; 0 for none.
    pub register: u64,
    /// Digest of what it holds up to its position.
    pub digest: u64,
    /// While the partition is being filled: how far.
    pub fill: Option<Fill>,
    /// Changes that filling has brought so far.
    pub filled: u64,
    /// The office asked for a locator.
    pub locate: bool,
}

/// `None` forgets the cursor.
pub(super) fn put_standing(partition: &Partition, standing: Option<&Standing>) -> Write {
    let value = standing.and_then(|standing| postcard::to_allocvec(standing).ok());
    Write::Put(Shelf::Meta, format!("{CURSOR}{partition}"), value)
}

/// Every partition that the phone follows.
pub(super) async fn standings<S: Store>(store: &S) -> Result<Map<Partition, Standing>, S::Error> {
    let values = store.list(Shelf::Meta).await?;
    let read = |(key, value): &(String, Vec<u8>)| {
        Some((key.strip_prefix(CURSOR)?.parse().ok()?, postcard::from_bytes(value).ok()?))
    };
    Ok(values.iter().filter_map(read).collect())
}

/// The name of a change that the scanner may not be able to read: a chunk is hashed after magic and checksum.
pub(super) fn name(chunk: &[u8]) -> ChangeHash {
    ChangeHash(Sha256::digest(chunk.get(8..).unwrap_or_default()).into())
}

/// What the phone holds of a partition up to a position, also what it could not read: names with positions.
pub(super) async fn held<S: Store>(
    store: &S,
    partition: &Partition,
    upto: u64,
) -> Result<Map<ChangeHash, u64>, S::Error> {
    let places = store.positions(partition, 0, upto).await?;
    let mut held: Map<ChangeHash, u64> =
        places.into_iter().map(|place| (place.hash, place.position)).collect();
    for (_, value) in store.list(Shelf::Damaged).await? {
        let salvage: Vec<Salvage> = postcard::from_bytes(&value).unwrap_or_default();
        let here = |one: &&Salvage| one.partition == *partition && one.position <= upto;
        held.extend(salvage.iter().filter(here).map(|one| (name(&one.bytes), one.position)));
    }
    Ok(held)
}

/// The digest of these changes.
pub(super) fn digest<'h>(held: impl IntoIterator<Item = &'h ChangeHash>) -> u64 {
    held.into_iter().fold(0, |sum, hash| sum.wrapping_add(hash.weight()))
}

/// Digests at ever earlier positions: the last, and 1, 2, 4, 8 … before it.
pub(super) async fn locator<S: Store>(
    store: &S,
    partition: &Partition,
    last: u64,
) -> Result<Vec<Mark>, S::Error> {
    let mut held: Vec<(u64, u64)> =
        held(store, partition, last).await?.iter().map(|(hash, at)| (*at, hash.weight())).collect();
    held.sort_unstable();
    let steps = std::iter::once(0).chain((0..u64::BITS).map(|bit| 1 << bit));
    let mut positions: Vec<u64> =
        steps.map_while(|step| last.checked_sub(step)).filter(|position| *position > 0).collect();
    positions.reverse();
    let (mut marks, mut sum, mut at) = (Vec::new(), 0_u64, 0);
    for position in positions {
        while let Some((_, weight)) = held.get(at).filter(|(held, _)| *held <= position) {
            sum = sum.wrapping_add(*weight);
            at += 1;
        }
        marks.push(Mark { position, digest: sum });
    }
    Ok(marks)
}

/// What makes the office send again everything of a partition after this position, or whatever the phone only
/// believes to hold of it; `None` when neither is missing. For a host that lost rows.
pub async fn rewind<S: Store>(store: &S, partition: &Partition, to: u64) -> Result<Option<Write>, S::Error> {
    let Some(standing) = standings(store).await?.get(partition).copied() else { return Ok(None) };
    let position = to.min(standing.position);
    let digest = digest(held(store, partition, position).await?.keys());
    if (position, digest) == (standing.position, standing.digest) {
        return Ok(None);
    }
    // With a locator, so that the office says something even when it has nothing there any more.
    let back = Standing { position, digest, fill: None, locate: true, ..standing };
    Ok(Some(put_standing(partition, Some(&back))))
}

/// What makes the office send the register of a partition again, whatever its version; `None` when the phone says
/// already that it holds none. For a host that cannot read the one it has.
pub async fn register_again<S: Store>(store: &S, partition: &Partition) -> Result<Option<Write>, S::Error> {
    let standing = standings(store).await?.get(partition).copied();
    let held = standing.filter(|standing| standing.register != 0);
    Ok(held.map(|standing| put_standing(partition, Some(&Standing { register: 0, ..standing }))))
}
