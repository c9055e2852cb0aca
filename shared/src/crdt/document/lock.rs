//! A document as of one of its changes. Somebody closes a record with a change that puts a certain key; what others
//! wrote without knowing of it is not lost and not mixed in: it is told apart. Which key closes, and which fields
//! stay open, is asked of the caller.

use super::Document;
use crate::crdt::{OpId, Past, Scanned};
use crate::id::ChangeHash;
use crate::record::{Flat, Scalar};
use crate::sorted::Map;

/// What closes a document.
#[derive(Clone, Copy)]
pub struct Lock<'l> {
    /// The key whose put closes.
    pub key: &'l str,
    /// The field that the closing change sets, and that opens the document again when somebody who knows of the
    /// closing sets it to something else.
    pub state: &'l str,
    /// Of several closing changes made at once the one with this state holds; else the greatest.
    pub stronger: &'l str,
    /// True for a key that is written after closing.
    pub stays_open: &'l dyn Fn(&str) -> bool,
}

/// A document as of the change that closed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// Its fields then, with those that stay open as they are now.
    pub flat: Flat,
    /// What else was written, in an order in which causes come before effects.
    pub late: Vec<Past>,
}

impl Document {
    /// The document as of the change that closed it; `None` while it is open: never closed, or opened again by
    /// somebody who knew.
    pub fn as_of(&self, lock: Lock<'_>) -> Option<AsOf> {
        let closing = self.closing(lock)?;
        let deps = self.places_of_deps();
        // Causes stand before effects: one sweep back finds all that the closing change builds on.
        let mut inside = vec![false; self.changes.len()];
        inside[closing] = true;
        for place in (0..=closing).rev() {
            if inside[place] {
                deps[place].iter().for_each(|dep| inside[*dep] = true);
            }
        }
        let mut standing: Map<&str, Map<OpId, &Scalar>> = Map::new();
        let mut later = Vec::new();
        for (place, change) in self.changes.iter().enumerate() {
            for (id, put) in change.ops() {
                if !inside[place] && !(lock.stays_open)(&put.key) {
                    later.push(id);
                    continue;
                }
                let values = standing.entry(put.key.as_str()).or_default();
                for replaced in &put.pred {
                    values.remove(replaced);
                }
                values.insert(id, &put.value);
            }
        }
        let mut flat = Flat::default();
        for (key, values) in standing {
            flat.set_all(key, values.into_iter().rev().map(|(_, value)| value.clone()));
        }
        if self.is_opened_again(closing, lock.state, flat.get(lock.state), &deps) {
            return None;
        }
        let names = self.changes.iter().flat_map(|change| change.ops().map(|(id, _)| id));
        let mut later = later.into_iter().peekable();
        let late = names.zip(self.history()).filter(|(id, _)| later.next_if_eq(id).is_some());
        Some(AsOf { flat, late: late.map(|(_, past)| past).collect() })
    }

    /// Place of the change that closes the document.
    fn closing(&self, lock: Lock<'_>) -> Option<usize> {
        let standing = self.standing.get(lock.key)?;
        let is_stronger = |place: &usize| {
            let puts = self.changes.get(*place).map_or(&[][..], |change| &change.puts);
            puts.iter().any(|put| put.key == lock.state && put.value == lock.stronger.into())
        };
        let mut places: Vec<usize> = standing.values().map(|(place, _)| *place).collect();
        places.reverse();
        places.iter().find(|place| is_stronger(place)).or(places.first()).copied()
    }

    /// Of every change, the places of those that it builds on.
    fn places_of_deps(&self) -> Vec<Vec<usize>> {
        let places: Map<ChangeHash, usize> =
            self.changes.iter().enumerate().map(|(place, change)| (change.hash, place)).collect();
        let of = |change: &Scanned| change.deps.iter().filter_map(|dep| places.get(dep).copied()).collect();
        self.changes.iter().map(of).collect()
    }

    /// True when somebody who knew of the closing change set its state to something else.
    fn is_opened_again(
        &self,
        closing: usize,
        state: &str,
        closed: Option<&Scalar>,
        deps: &[Vec<usize>],
    ) -> bool {
        let mut knows = vec![false; self.changes.len()];
        knows[closing] = true;
        self.changes.iter().enumerate().skip(closing + 1).any(|(place, change)| {
            knows[place] = deps[place].iter().any(|dep| knows[*dep]);
            knows[place] && change.puts.iter().any(|put| put.key == state && Some(&put.value) != closed)
        })
    }
}
