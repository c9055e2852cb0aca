//! A record: one flat map from keys to scalars, described by the field table of its kind. The table drives
//! which keys may be written, the tolerant reader, validation, the form and the gate; nothing here knows
//! that a CRDT carries it.

mod field;
mod flat;
mod table;

pub use field::{Field, Merge, PersonalData, Value, Writers, is_key, is_segment};
pub use flat::{Edit, Flat, Scalar};
pub use table::{ENVELOPE, fields, find};

use serde::{Deserialize, Serialize};

/// Version of the field tables; written into every new record, raised when a key is added. A key is never
/// reused. A reader keeps keys that it does not know.
pub const SCHEMA_VERSION: i64 = 1;

/// The kinds of record, each its own document type with its own table and writers. Who may write a document
/// is decided by its kind and partition, never inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An outreach activity (truyền thông): oral, meeting, loudspeaker, print. S0 I.2, S1 III.2, S2 II.1.
    Outreach,
    /// An inspection (kiểm tra, giám sát) with its borrower checks and findings. S2 3.3.
    Inspection,
    /// What a citizen said (phản ánh). S1 L129.
    Feedback,
    /// Any keys and values: measures alone write it, and only an office that was started for them takes it.
    FreeForm,
}

impl Kind {
    /// Every kind that people write, in the order in which screens list them.
    pub const ALL: [Self; 3] = [Self::Outreach, Self::Inspection, Self::Feedback];

    /// The stable code: in documents, on the wire, in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outreach => "outreach",
            Self::Inspection => "inspection",
            Self::Feedback => "feedback",
            Self::FreeForm => "free_form",
        }
    }

    /// The kind of a code; `None` for a kind of a newer version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::FreeForm]).find(|kind| kind.code() == code)
    }
}
