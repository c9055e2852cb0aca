//! A list of approved borrowers that was passed to a group (records.md §10, S2 L98): no names, only their
//! number. The record's day is the day on which the list was received.

use super::super::Field;
use super::super::Merge::Settled;
use super::super::PersonalData::None as Plain;
use super::super::Value::{Count, Date, Id};
use super::row;
use super::writers::O_L;
use crate::limits::COUNT_MAX;

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("group_code", Id, Settled, Plain, O_L, "S2 L98"),
    row("told_on", Date, Settled, Plain, O_L, "S2 L98"),
    row("customers", Count(COUNT_MAX), Settled, Plain, O_L, "S2 L98"),
];
