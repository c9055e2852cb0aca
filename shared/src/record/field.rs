//! What a field table says of one field, and the grammar of keys.

use crate::date::Date;
use crate::id::Code;
use crate::limits;
use crate::record::Scalar;

/// How concurrent changes of a field meet (records.md, "Merge"). All are carried by puts of scalars on flat
/// keys (decisions.md D-18); the kind says what a reader makes of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// `I`: written once, when the record is made.
    Once,
    /// `R`: the causally newest value; a concurrent loser stays visible.
    Register,
    /// `R!`: several concurrent values must be settled by a person before `completed`.
    Settled,
    /// `C`: one entry per contributor, summed.
    Counter,
    /// `S`: one flag per member.
    Set,
    /// `M`: entries by id or code, each its own register.
    Map,
    /// `T`: paragraphs by id; the same paragraph changed twice at once is a conflict.
    Narrative,
}

/// What law and records.md §12 make of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonalData {
    /// None.
    None,
    /// Basic: a name, a title.
    Basic,
    /// Sensitive, or treated as such: anything about a borrower's loan.
    Sensitive,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Flag,
    /// A whole number from 0 to the bound, both included.
    Count(i64),
    /// Whole đồng, 0 to 10^15.
    Dong,
    /// `yyyymmdd`.
    Date,
    /// `yyyymm`.
    Month,
    /// Minutes after midnight, 0 to 1439.
    TimeOfDay,
    /// Unix time in milliseconds; evidence, never order.
    Timestamp,
    /// A catalogue id of the named list.
    Code(&'static str),
    /// A code, id or number of something that is not in the catalogue (unit, group, loan, account).
    Id,
    /// Text of at most so many characters.
    Text(usize),
    /// The answer to a checklist question: its type stands in the catalogue.
    Answer,
}

/// Roles that may write a field: O, L, K, N, Y of records.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writers(u8);

impl Writers {
    /// Field officer of the commune.
    pub const OFFICER: Self = Self(1);
    /// Lead of the commune's organisation.
    pub const LEAD: Self = Self(2);
    /// Clerk of the area office.
    pub const CLERK: Self = Self(4);
    /// Inspector of a higher level.
    pub const INSPECTOR: Self = Self(8);
    /// The program itself.
    pub const SYSTEM: Self = Self(16);

    /// What a role of the catalogue is; `None` for one that writes no records.
    pub fn of_role(role: &str) -> Option<Self> {
        Some(match role {
            "field_officer" => Self::OFFICER,
            "commune_lead" => Self::LEAD,
            "area_clerk" => Self::CLERK,
            "inspector" => Self::INSPECTOR,
            _ => return None,
        })
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when every role of `other` is among these.
    pub const fn contain(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// One row of a field table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key, `*` standing for one segment that is an id or a code: `borrower.*.received_total`.
    pub key: &'static str,
    /// Its shape and limit.
    pub value: Value,
    /// How concurrent changes meet.
    pub merge: Merge,
    /// Personal data class.
    pub personal: PersonalData,
    /// Who writes it.
    pub writers: Writers,
    /// Seed and line, paper form, or fact of requirements.md; empty on a phone.
    pub source: &'static str,
}

impl Field {
    /// True when `key` is one of this field's keys.
    pub fn matches(&self, key: &str) -> bool {
        let mut pattern = self.key.split('.');
        let mut segments = key.split('.');
        loop {
            match (pattern.next(), segments.next()) {
                (None, None) => return true,
                (Some("*"), Some(segment)) if is_segment(segment) => {}
                (Some(literal), Some(segment)) if literal == segment => {}
                _ => return false,
            }
        }
    }
}

impl Value {
    /// True when a document may hold `scalar` here: right type, within the bounds. The tombstone always may.
    /// Looks at form alone: whether a code stands in the catalogue is the domain's question.
    pub fn admits(self, scalar: &Scalar) -> bool {
        match (self, scalar) {
            (_, Scalar::Null)
            | (Self::Flag | Self::Answer, Scalar::Bool(_))
            | (Self::Timestamp, Scalar::Int(_)) => true,
            (Self::Count(max), Scalar::Int(number)) => (0..=max).contains(number),
            (Self::Month, Scalar::Int(number)) => (0..=limits::MONTH_MAX).contains(number),
            (Self::Dong | Self::Answer, Scalar::Int(number)) => (0..=limits::DONG_MAX).contains(number),
            (Self::TimeOfDay, Scalar::Int(number)) => (0..1_440).contains(number),
            (Self::Date, Scalar::Int(number)) => {
                u32::try_from(*number).is_ok_and(|day| Date::try_from(day).is_ok())
            }
            (Self::Code(_), Scalar::Text(text)) => text.is_empty() || text.parse::<Code>().is_ok(),
            (Self::Id, Scalar::Text(text)) => text.chars().count() <= limits::ID_CHARS_MAX,
            (Self::Text(max), Scalar::Text(text)) => text.chars().count() <= max,
            (Self::Answer, Scalar::Text(text)) => text.chars().count() <= limits::REMARK_CHARS_MAX,
            _ => false,
        }
    }
}

/// True for one segment of a key: 1 to 40 of `a-z`, `0-9`, `_`.
pub fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= limits::KEY_SEGMENT_BYTES_MAX
        && segment.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// True for a well-formed key: one to three segments joined by dots.
pub fn is_key(key: &str) -> bool {
    key.len() <= limits::KEY_BYTES_MAX && key.split('.').count() <= 3 && key.split('.').all(is_segment)
}
