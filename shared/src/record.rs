//! A record: one flat map from keys to scalars, described by the field table of its kind. The table drives
//! which keys may be written, the tolerant reader, validation, the form and the gate; nothing here knows
//! that a CRDT carries it.

mod field;
mod flat;
mod table;

pub use field::{Field, Merge, PersonalData, Value, Writers, is_key, is_segment};
pub use flat::{Edit, Flat, Scalar};
pub use table::{DAY, ENVELOPE, fields, find, is_open_afterwards, may_write, writers};

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
    /// A media product: bulletin, reportage, article, post. S0 I.2.
    Media,
    /// An exemplary model or person. S0 L40, L90; S2 L104.
    Exemplary,
    /// A member's help for a poor household. S4 L28.
    Support,
    /// A year's plan of outreach and inspections. S0 L74; S2 L132.
    Plan,
    /// A debt case and what was done about it. S2 L100.
    Debt,
    /// A list of approved borrowers that was passed to a group. S2 L98.
    LoanList,
    /// Where a year's lent money comes from. S3 L4.
    Capital,
    /// What is done about one finding, by when, and who made sure of it. S2 L52.
    Remedy,
    /// A notice of conclusions. S2 L52.
    Conclusion,
    /// What a commune has for the work: transaction point, debt team, score of the union. S3 L10; S2 L92, L100.
    Profile,
    /// What the office decided of a record: accepted, returned with a reason. Written by the office alone.
    Review,
    /// Any keys and values: measures alone write it, and only an office that was started for them takes it.
    FreeForm,
}

impl Kind {
    /// Every kind that people write, in the order in which screens list them.
    pub const ALL: [Self; 13] = [
        Self::Outreach,
        Self::Inspection,
        Self::Feedback,
        Self::Media,
        Self::Exemplary,
        Self::Support,
        Self::Plan,
        Self::Debt,
        Self::LoanList,
        Self::Capital,
        Self::Remedy,
        Self::Conclusion,
        Self::Profile,
    ];

    /// The stable code: in documents, on the wire, in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outreach => "outreach",
            Self::Inspection => "inspection",
            Self::Feedback => "feedback",
            Self::Media => "media",
            Self::Exemplary => "exemplary",
            Self::Support => "support",
            Self::Plan => "plan",
            Self::Debt => "debt",
            Self::LoanList => "loan_list",
            Self::Capital => "capital",
            Self::Remedy => "remedy",
            Self::Conclusion => "conclusion",
            Self::Profile => "profile",
            Self::Review => "review",
            Self::FreeForm => "free_form",
        }
    }

    /// The kind of a code; `None` for a kind of a newer version.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Review, Self::FreeForm]).find(|kind| kind.code() == code)
    }

    /// The field that says which sort of its kind a record is, with the catalogue's list of the sorts.
    pub const fn sort(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Outreach | Self::Media => ("form", "form"),
            Self::Inspection => ("inspection_kind", "inspection_kind"),
            Self::Feedback => ("feedback_kind", "feedback_kind"),
            Self::Exemplary => ("exemplary_kind", "exemplary_kind"),
            Self::Support => ("result", "support_result"),
            Self::Debt => ("debt_kind", "finding_kind"),
            Self::Remedy => ("finding_kind", "finding_kind"),
            _ => return None,
        })
    }

    /// True for a record that goes on for months and is never handed in: it counts from the day it is begun until
    /// it is struck out (docs/decisions/0014-living-records.md).
    pub const fn is_living(self) -> bool {
        matches!(self, Self::Support | Self::Debt | Self::Remedy)
    }
}
