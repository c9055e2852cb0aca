//! Keys alone.

use std::borrow::Borrow;
use std::ops::RangeBounds;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Map;

/// Keys in their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Set<K> {
    keys: Map<K, ()>,
}

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K> Set<K> {
    /// An empty set.
    pub const fn new() -> Self {
        Self { keys: Map::new() }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.keys.keys()
    }

    /// The first key.
    pub fn first(&self) -> Option<&K> {
        self.keys.first_key_value().map(|(key, ())| key)
    }

    /// The last key.
    pub fn last(&self) -> Option<&K> {
        self.keys.last_key_value().map(|(key, ())| key)
    }

    /// Leaves what `keep` says yes to.
    pub fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        self.keys.retain(|key, ()| keep(key));
    }

    /// Leaves nothing.
    pub fn clear(&mut self) {
        self.keys.clear();
    }
}

impl<K: Ord> Set<K> {
    /// True when the key is there.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.keys.contains_key(key)
    }

    /// Puts a key in; false when it was there.
    pub fn insert(&mut self, key: K) -> bool {
        self.keys.insert(key, ()).is_none()
    }

    /// Takes a key out; false when it was not there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.keys.remove(key).is_some()
    }

    /// Takes the first key out.
    pub fn pop_first(&mut self) -> Option<K> {
        self.keys.pop_first().map(|(key, ())| key)
    }

    /// Moves everything of another set here.
    pub fn append(&mut self, other: &mut Self) {
        self.keys.append(&mut other.keys);
    }

    /// What stands between two keys.
    pub fn range<Q: Ord + ?Sized>(&self, keys: impl RangeBounds<Q>) -> impl DoubleEndedIterator<Item = &K>
    where
        K: Borrow<Q>,
    {
        self.keys.range(keys).map(|(key, ())| key)
    }

    /// True when every key is in the other set.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|key| other.contains(key))
    }

    /// Keys that the other set has not.
    pub fn difference<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s K> {
        self.iter().filter(|key| !other.contains(*key))
    }

    /// Keys that both have.
    pub fn intersection<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = &'s K> {
        self.iter().filter(|key| other.contains(*key))
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        self.keys.extend(keys.into_iter().map(|key| (key, ())));
    }
}

impl<'k, K: Ord + Copy> Extend<&'k K> for Set<K> {
    fn extend<I: IntoIterator<Item = &'k K>>(&mut self, keys: I) {
        self.extend(keys.into_iter().copied());
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        set.extend(keys);
        set
    }
}

impl<K: Ord, const N: usize> From<[K; N]> for Set<K> {
    fn from(keys: [K; N]) -> Self {
        keys.into_iter().collect()
    }
}

impl<K> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(K, ())>, fn((K, ())) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.keys.into_iter().map(|(key, ())| key)
    }
}

impl<'s, K> IntoIterator for &'s Set<K> {
    type Item = &'s K;
    type IntoIter = std::iter::Map<std::slice::Iter<'s, (K, ())>, fn(&'s (K, ())) -> &'s K>;

    fn into_iter(self) -> Self::IntoIter {
        self.keys.rows.iter().map(|(key, ())| key)
    }
}

impl<K: Serialize> Serialize for Set<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, K: Deserialize<'de> + Ord> Deserialize<'de> for Set<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(|keys: Vec<K>| keys.into_iter().collect())
    }
}
