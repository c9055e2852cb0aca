//! Maps and sets as sorted vectors. They do what the tree maps of the standard library do, in the same order, for a
//! tenth of the code in the module that a phone downloads: searching and sorting are written once, for every type,
//! behind a comparison of places. Inserting in the middle moves what stands behind it, so what may grow beyond some
//! ten thousand entries is built by collecting, which sorts, and never one by one.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::ops::{Bound, RangeBounds};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The place of what `compare` looks for among `len` sorted things, or where it would stand.
fn find(len: usize, compare: &mut dyn FnMut(usize) -> Ordering) -> Result<usize, usize> {
    let (mut from, mut to) = (0, len);
    while from < to {
        let middle = from + (to - from) / 2;
        match compare(middle) {
            Ordering::Equal => return Ok(middle),
            Ordering::Less => from = middle + 1,
            Ordering::Greater => to = middle,
        }
    }
    Err(from)
}

/// The places of `len` things in the order of `compare`, equal ones as they stood.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..len).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Sorts like `sort_by`: stable.
pub fn sort_by<T>(things: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    let places = order(things.len(), &mut |a, b| compare(&things[a], &things[b]));
    let mut taken: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// Sorts like `sort_by_key`: stable.
pub fn sort_by_key<T, K: Ord>(things: &mut Vec<T>, mut key: impl FnMut(&T) -> K) {
    sort_by(things, |a, b| key(a).cmp(&key(b)));
}

/// Values by key, in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Map<K, V> {
    rows: Vec<(K, V)>,
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Map<K, V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Keys and values.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator + Clone {
        self.rows.iter().map(|(key, value)| (key, value))
    }

    /// Keys and values to be changed.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (&K, &mut V)> + ExactSizeIterator {
        self.rows.iter_mut().map(|(key, value)| (&*key, value))
    }

    /// Keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.rows.iter().map(|(key, _)| key)
    }

    /// Values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.rows.iter().map(|(_, value)| value)
    }

    /// Values to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut V> + ExactSizeIterator {
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// Keys alone.
    pub fn into_keys(self) -> impl DoubleEndedIterator<Item = K> + ExactSizeIterator {
        self.rows.into_iter().map(|(key, _)| key)
    }

    /// Values alone.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.rows.into_iter().map(|(_, value)| value)
    }

    /// The first key.
    pub fn first_key_value(&self) -> Option<(&K, &V)> {
        self.rows.first().map(|(key, value)| (key, value))
    }

    /// The last key.
    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        self.rows.last().map(|(key, value)| (key, value))
    }

    /// Leaves what `keep` says yes to.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.rows.retain_mut(|(key, value)| keep(key, value));
    }

    /// Leaves nothing.
    pub fn clear(&mut self) {
        self.rows.clear();
    }
}

impl<K: Ord, V> Map<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        find(self.rows.len(), &mut |place| self.rows[place].0.borrow().cmp(key))
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &self.rows[place].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &mut self.rows[place].1)
    }

    /// True when the key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Sets a value and gives the old one back.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => Some(std::mem::replace(&mut self.rows[place].1, value)),
            Err(place) => {
                self.rows.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| self.rows.remove(place).1)
    }

    /// The place of a key, to be filled or changed.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { place: self.place(&key), key, map: self }
    }

    /// Takes the first key out.
    pub fn pop_first(&mut self) -> Option<(K, V)> {
        (!self.rows.is_empty()).then(|| self.rows.remove(0))
    }

    /// Moves everything of another map here; its values replace those of this one.
    pub fn append(&mut self, other: &mut Self) {
        self.extend(std::mem::take(other));
    }

    /// What stands between two keys.
    pub fn range<Q: Ord + ?Sized>(
        &self,
        keys: impl RangeBounds<Q>,
    ) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator + Clone
    where
        K: Borrow<Q>,
    {
        let from = match keys.start_bound() {
            Bound::Unbounded => 0,
            Bound::Included(key) => self.place(key).unwrap_or_else(|place| place),
            Bound::Excluded(key) => self.place(key).map_or_else(|place| place, |place| place + 1),
        };
        let to = match keys.end_bound() {
            Bound::Unbounded => self.rows.len(),
            Bound::Included(key) => self.place(key).map_or_else(|place| place, |place| place + 1),
            Bound::Excluded(key) => self.place(key).unwrap_or_else(|place| place),
        };
        self.rows[from..to.max(from)].iter().map(|(key, value)| (key, value))
    }
}

/// The place of a key in a map.
pub struct Entry<'m, K, V> {
    key: K,
    place: Result<usize, usize>,
    map: &'m mut Map<K, V>,
}

impl<'m, K, V> Entry<'m, K, V> {
    /// The value, made now if there is none.
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'m mut V {
        let place = match self.place {
            Ok(place) => place,
            Err(place) => {
                self.map.rows.insert(place, (self.key, make()));
                place
            }
        };
        &mut self.map.rows[place].1
    }

    /// The value, or this one.
    pub fn or_insert(self, value: V) -> &'m mut V {
        self.or_insert_with(|| value)
    }

    /// The value, or an empty one.
    pub fn or_default(self) -> &'m mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Changes the value if there is one.
    #[must_use]
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        if let Ok(place) = self.place {
            change(&mut self.map.rows[place].1);
        }
        self
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, rows: I) {
        let sorted = self.rows.len();
        self.rows.extend(rows);
        let rows = &self.rows;
        let rises = (sorted.max(1)..rows.len()).all(|place| rows[place - 1].0 < rows[place].0);
        if rises {
            return;
        }
        let mut places = order(rows.len(), &mut |a, b| rows[a].0.cmp(&rows[b].0));
        // Of equal keys the last one counts.
        let mut next = places.iter().copied().skip(1).collect::<Vec<_>>().into_iter();
        places.retain(|place| next.next().is_none_or(|next| rows[*place].0 != rows[next].0));
        let mut taken: Vec<Option<(K, V)>> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        self.rows.extend(places.into_iter().filter_map(|place| taken[place].take()));
    }
}

impl<'m, K: Ord + Copy, V: Copy> Extend<(&'m K, &'m V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (&'m K, &'m V)>>(&mut self, rows: I) {
        self.extend(rows.into_iter().map(|(key, value)| (*key, *value)));
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        let mut map = Self::new();
        map.extend(rows);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(rows: [(K, V); N]) -> Self {
        rows.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = std::iter::Map<std::slice::Iter<'m, (K, V)>, fn(&'m (K, V)) -> (&'m K, &'m V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Serialize, V: Serialize> Serialize for Map<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Deserialize<'de> for Map<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rows<K, V>(std::marker::PhantomData<(K, V)>);
        impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> serde::de::Visitor<'de> for Rows<K, V> {
            type Value = Map<K, V>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = access.next_entry()? {
                    rows.push(row);
                }
                Ok(rows.into_iter().collect())
            }
        }
        deserializer.deserialize_map(Rows(std::marker::PhantomData))
    }
}

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

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    /// What one can do to a map.
    #[derive(Debug, Clone)]
    enum Step {
        Insert(u8, u32),
        Remove(u8),
        Default(u8),
        Extend(Vec<(u8, u32)>),
        PopFirst,
        RetainOdd,
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (any::<u8>(), any::<u32>()).prop_map(|(key, value)| Step::Insert(key, value)),
            any::<u8>().prop_map(Step::Remove),
            any::<u8>().prop_map(Step::Default),
            prop::collection::vec((any::<u8>(), any::<u32>()), 0..40).prop_map(Step::Extend),
            Just(Step::PopFirst),
            Just(Step::RetainOdd),
        ]
    }

    proptest! {
        #[test]
        fn a_map_does_what_the_tree_of_the_standard_library_does(steps in prop::collection::vec(step(), 0..60), from: u8, to: u8) {
            let (mut ours, mut theirs) = (Map::new(), BTreeMap::new());
            for step in steps {
                match step {
                    Step::Insert(key, value) => prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
                    Step::Remove(key) => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                    Step::Default(key) => prop_assert_eq!(ours.entry(key).or_default(), theirs.entry(key).or_default()),
                    Step::Extend(rows) => {
                        ours.extend(rows.clone());
                        theirs.extend(rows);
                    }
                    Step::PopFirst => prop_assert_eq!(ours.pop_first(), theirs.pop_first()),
                    Step::RetainOdd => {
                        ours.retain(|key, _| key % 2 == 1);
                        theirs.retain(|key, _| key % 2 == 1);
                    }
                }
                prop_assert!(ours.iter().eq(theirs.iter()));
            }
            let (from, to) = (from.min(to), from.max(to));
            prop_assert!(ours.range(from..to).eq(theirs.range(from..to)));
            prop_assert!(ours.range(from..=to).eq(theirs.range(from..=to)));
            prop_assert!(ours.range(from..).eq(theirs.range(from..)));
            prop_assert_eq!(postcard::to_allocvec(&ours), postcard::to_allocvec(&theirs));
            let bytes = postcard::to_allocvec(&theirs).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Map<u8, u32>>(&bytes), Ok(ours));
        }

        #[test]
        fn a_set_does_what_the_tree_of_the_standard_library_does(one: Vec<u8>, other: Vec<u8>) {
            let (ours, theirs): (Set<u8>, BTreeSet<u8>) = (one.iter().copied().collect(), one.iter().copied().collect());
            let (more, their_more): (Set<u8>, BTreeSet<u8>) = (other.iter().copied().collect(), other.iter().copied().collect());
            prop_assert!(ours.iter().eq(theirs.iter()));
            prop_assert!(ours.difference(&more).eq(theirs.difference(&their_more)));
            prop_assert!(ours.intersection(&more).eq(theirs.intersection(&their_more)));
            prop_assert_eq!(ours.is_subset(&more), theirs.is_subset(&their_more));
            prop_assert_eq!((ours.first(), ours.last()), (theirs.first(), theirs.last()));
            prop_assert_eq!(postcard::to_allocvec(&ours), postcard::to_allocvec(&theirs));
        }
    }
}
