//! What counts of a record that was handed in: the document as of the change that handed it in, with the fields that
//! are written afterwards (decisions.md D-14, records.md §11.4). What people wrote meanwhile without knowing of it is
//! kept and told apart, until the commune's lead hands the record in anew. Here the merge, which knows no inspection,
//! meets the rules, which know no merge; nothing else does both.

use crate::crdt::{AsOf, Document, Lock, Past};
use crate::domain::clock::is_day_in_doubt;
use crate::domain::facts::State;
use crate::domain::review::{STATE, SUBMISSION};
use crate::record::{self, Flat, Kind, Writers};

/// A record as it counts, and what is held apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// What lists and figures are made of.
    pub flat: Flat,
    /// What people wrote without knowing that the record was handed in or struck out, causes before effects.
    pub late: Vec<Past>,
}

/// A record as it counts.
pub fn flat(document: &Document, kind: Kind) -> Flat {
    frozen(document, kind).flat
}

/// A record as it counts, and what is held apart. A day that has to be looked at may still be mended: until then the
/// record counts nowhere (SC-6).
pub fn frozen(document: &Document, kind: Kind) -> Frozen {
    let open = |key: &str| record::is_open_afterwards(kind, key);
    let day_too = |key: &str| open(key) || record::DAY.contains(&key);
    let found = as_of(document, &open)
        .and_then(|found| if is_day_in_doubt(&found.flat) { as_of(document, &day_too) } else { Some(found) });
    let Some(AsOf { mut flat, mut late }) = found else {
        return Frozen { flat: document.flat(), late: Vec::new() };
    };
    late.retain(|past| record::find(kind, &past.key).is_none_or(|field| field.writers != Writers::SYSTEM));
    flat.set_late(u32::try_from(late.len()).unwrap_or(u32::MAX));
    Frozen { flat, late }
}

fn as_of(document: &Document, stays_open: &dyn Fn(&str) -> bool) -> Option<AsOf> {
    document.as_of(Lock { key: SUBMISSION, state: STATE, stronger: State::Void.code(), stays_open })
}

#[cfg(test)]
mod tests;
