//! Maps and sets as sorted vectors. They do what the tree maps of the standard library do, in the same order, for a
//! tenth of the code in the module that a phone downloads: searching and sorting are written once, for every type,
//! behind a comparison of places. Inserting in the middle moves what stands behind it, so what may grow beyond some
//! ten thousand entries is built by collecting, which sorts, and never one by one.

mod map;
mod set;

pub use map::{Entry, Map};
pub use set::Set;

use std::cmp::Ordering;

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
    pick(things, places);
}

/// Leaves the things of these places, in this order.
fn pick<T>(things: &mut Vec<T>, places: Vec<usize>) {
    let mut taken: Vec<Option<T>> = std::mem::take(things).into_iter().map(Some).collect();
    things.extend(places.into_iter().filter_map(|place| taken[place].take()));
}

/// Sorts like `sort_by_key`: stable.
pub fn sort_by_key<T, K: Ord>(things: &mut Vec<T>, mut key: impl FnMut(&T) -> K) {
    sort_by(things, |a, b| key(a).cmp(&key(b)));
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
