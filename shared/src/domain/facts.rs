//! Facts: the small row that lists, search, progress, quotas and reports need of a record. Derived from the
//! merged record by one pure function; figures exist only as computations over facts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{Code, DocId, Partition, UnitCode};
use crate::record::Kind;

/// Where a record stands (catalogue `record_state`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Being written.
    Draft,
    /// Written; the paper is signed.
    Completed,
    /// Handed in: counts in figures.
    Submitted,
    /// Sent back with a reason.
    Returned,
    /// Taken in by the office.
    Accepted,
    /// Corrected after acceptance.
    Corrected,
    /// Struck out, kept with a reason.
    Void,
    /// A state of a newer version: shown as such, counted nowhere.
    Unknown,
}

/// What lists and figures need of one record. A few hundred bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The record.
    pub doc: DocId,
    /// Whose it is.
    pub partition: Partition,
    /// Its kind.
    pub kind: Kind,
    /// The day the official typed; `None` while empty.
    pub event_date: Option<Date>,
    /// Where it stands; the winner when two are concurrent.
    pub state: State,
    /// Form of an outreach activity, or kind of an inspection or of a feedback.
    pub sort: Option<Code>,
    /// Group visited or inspected.
    pub group: Option<UnitCode>,
    /// Commune inspected from above.
    pub inspected_unit: Option<UnitCode>,
    /// Village or place, for lists.
    pub place: String,
    /// Borrowers that count: distinct, not absent; by loan code, or by name where the code is missing.
    pub borrowers: BTreeSet<String>,
    /// Borrower checks written down, absent and duplicate ones included.
    pub checks: u32,
    /// Loans checked more than once in this record ("trùng").
    pub duplicates: BTreeSet<String>,
    /// Findings written down.
    pub findings: u32,
    /// People present (lượt người).
    pub attendees: u32,
    /// Women among them.
    pub women: u32,
    /// Leaflets handed out, all contributors together.
    pub leaflets: u32,
    /// Loudspeaker broadcasts.
    pub broadcasts: u32,
    /// `R!` fields with several concurrent values: each blocks `completed`.
    pub conflicts: u32,
    /// Folded text for search: lower case, no diacritics.
    pub search: String,
}
