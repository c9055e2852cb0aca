//! The values of a record as everything outside the CRDT sees them: per key every concurrent value, the
//! winner first.

use serde::{Deserialize, Serialize};

use crate::date::{Date, Month};
use crate::sorted::{Map, Set};

/// One stored value. Dates are numbers `yyyymmdd`, money whole đồng, codes and ids text; `Null` is the
/// tombstone that removing writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scalar {
    /// Removed, or emptied by a person.
    Null,
    /// Yes or no; membership of a set.
    Bool(bool),
    /// Counts, đồng, dates, minutes, timestamps in milliseconds.
    Int(i64),
    /// Codes, ids and everything a person wrote.
    Text(String),
}

impl Scalar {
    /// Bytes this value holds, for limits.
    pub fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            _ => 8,
        }
    }
}

impl From<&str> for Scalar {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Scalar {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Scalar {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<bool> for Scalar {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}
impl From<Month> for Scalar {
    fn from(month: Month) -> Self {
        Self::Int(month.into())
    }
}

impl From<Date> for Scalar {
    fn from(date: Date) -> Self {
        Self::Int(i64::from(date.as_number()))
    }
}

/// One field that a person changed: its key and new value.
pub type Edit = (String, Scalar);

/// A record's fields. A key holds more than one value when people changed it at the same time: all are kept,
/// distinct, the document's winner first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flat {
    values: Map<String, Vec<Scalar>>,
    /// Edits that are held apart from these values.
    late: u32,
}

impl Flat {
    /// The winning value; `None` when the key was never written or is removed.
    pub fn get(&self, key: &str) -> Option<&Scalar> {
        self.values.get(key)?.first().filter(|value| **value != Scalar::Null)
    }

    /// Every concurrent value of a key, the winner first, tombstones included; empty when never written.
    pub fn all(&self, key: &str) -> &[Scalar] {
        self.values.get(key).map_or(&[], Vec::as_slice)
    }

    /// Sets a key to one value, as an edit does.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Scalar>) {
        self.values.insert(key.into(), vec![value.into()]);
    }

    /// Sets a key to several concurrent values, winner first; equal ones count once.
    pub fn set_all(&mut self, key: impl Into<String>, values: impl IntoIterator<Item = Scalar>) {
        let mut seen = Set::new();
        let distinct: Vec<_> = values.into_iter().filter(|value| seen.insert(value.clone())).collect();
        if !distinct.is_empty() {
            self.values.insert(key.into(), distinct);
        }
    }

    /// How many edits were written without knowing that the record was handed in: they are held apart, and are not
    /// among these values (decisions.md D-14).
    pub const fn late(&self) -> u32 {
        self.late
    }

    /// Says how many edits are held apart.
    pub const fn set_late(&mut self, edits: u32) {
        self.late = edits;
    }

    /// Lays edits over the record: what a form shows before it is saved.
    pub fn apply<'e>(&mut self, edits: impl IntoIterator<Item = &'e Edit>) {
        for (key, value) in edits {
            self.set(key.clone(), value.clone());
        }
    }

    /// The text at a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            Scalar::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number at a key.
    pub fn int(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Scalar::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The flag at a key; `None` when not answered.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Scalar::Bool(flag) => Some(*flag),
            _ => None,
        }
    }

    /// The date at a key.
    pub fn date(&self, key: &str) -> Option<Date> {
        u32::try_from(self.int(key)?).ok()?.try_into().ok()
    }

    /// Keys in order, with all their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Scalar])> {
        self.values.iter().map(|(key, values)| (key.as_str(), values.as_slice()))
    }

    /// Keys and values below `prefix.`, the prefix cut off: `topic.` gives (`loan_procedure`, true).
    pub fn below<'s>(&'s self, prefix: &str) -> impl Iterator<Item = (&'s str, &'s Scalar)> {
        let prefix = format!("{prefix}.");
        let skip = prefix.len();
        self.values
            .range(prefix.clone()..)
            .take_while(move |(key, _)| key.starts_with(&prefix))
            .filter_map(move |(key, values)| Some((&key[skip..], values.first()?)))
            .filter(|(_, value)| **value != Scalar::Null)
    }

    /// Members of the set under `prefix.`: the codes whose flag is true.
    pub fn members<'s>(&'s self, prefix: &str) -> impl Iterator<Item = &'s str> {
        self.below(prefix).filter(|(_, value)| **value == Scalar::Bool(true)).map(|(code, _)| code)
    }

    /// Entry ids of the map under `prefix.`, in order, without those that were removed (`<id>.removed` = true).
    pub fn entries(&self, prefix: &str) -> Set<String> {
        let mut entries = Set::new();
        entries.extend(
            self.below(prefix)
                .filter_map(|(rest, _)| Some(rest.split_once('.')?.0.to_owned()))
                .filter(|id| self.flag(&format!("{prefix}.{id}.removed")) != Some(true)),
        );
        entries
    }

    /// The sum of a counter: one entry per contributor under `prefix.`.
    pub fn sum(&self, prefix: &str) -> i64 {
        self.below(prefix)
            .filter_map(|(_, value)| match value {
                Scalar::Int(number) => Some(*number),
                _ => None,
            })
            .fold(0, i64::saturating_add)
    }

    /// The paragraphs of a narrative under `prefix.`, in id order.
    pub fn paragraphs<'s>(&'s self, prefix: &str) -> impl Iterator<Item = (&'s str, &'s str)> {
        self.below(prefix).filter_map(|(id, value)| match value {
            Scalar::Text(text) => Some((id, text.as_str())),
            _ => None,
        })
    }

    /// True when nothing was ever written.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn removed_entries_and_tombstones_are_not_seen_but_concurrent_values_are() {
        let mut flat = Flat::default();
        flat.set("borrower.a1.name", "Mẫu");
        flat.set("borrower.b2.name", "Thử");
        flat.set("borrower.b2.removed", true);
        flat.set("topic.savings", true);
        flat.set("topic.loans", false);
        flat.set("leaflets.d1", 40);
        flat.set("leaflets.d2", 2);
        flat.set("place", Scalar::Null);
        flat.set_all("general.savings_balance", [12_750_000.into(), 12_600_000.into(), 12_750_000.into()]);
        assert_eq!(flat.entries("borrower").into_iter().collect::<Vec<_>>(), ["a1"]);
        assert_eq!(flat.members("topic").collect::<Vec<_>>(), ["savings"]);
        assert_eq!(flat.sum("leaflets"), 42);
        assert_eq!(flat.get("place"), None);
        assert_eq!(flat.all("general.savings_balance").len(), 2);
    }
}
