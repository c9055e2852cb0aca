//! The drawing itself: the list and its hash, the groups in the order of theirs.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::{Draw, DrawError};
use crate::date::Date;
use crate::id::UnitCode;
use crate::sorted::Set;

impl Draw {
    /// Draws `need` groups of a list of a day. The order of the list does not matter, a group twice on it counts once.
    pub fn new<'g>(
        groups: impl IntoIterator<Item = &'g UnitCode>,
        as_of: Date,
        seed: &str,
        need: usize,
    ) -> Result<Self, DrawError> {
        let seed = seed.trim();
        if seed.is_empty() {
            return Err(DrawError::NoSeed);
        }
        let groups: Set<&UnitCode> = groups.into_iter().collect();
        let mut list = format!("{}\n", as_of.as_number());
        for group in &groups {
            list.push_str(group.as_str());
            list.push('\n');
        }
        let list_hash = hash(&list);
        let mut order: Vec<(String, &UnitCode)> =
            groups.iter().map(|group| (hash(&format!("{seed}\n{list_hash}\n{group}")), *group)).collect();
        order.sort();
        let order: Vec<UnitCode> = order.into_iter().map(|(_, group)| group.clone()).collect();
        Ok(Self { list_hash, seed: seed.to_owned(), need: need.min(order.len()), order })
    }
}

/// SHA-256 as hex.
fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
