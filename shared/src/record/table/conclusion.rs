//! A notice of conclusions (thông báo kết luận, S2 L52). The record's day and `paper_no` are those of the notice.

use super::super::Field;
use super::super::Merge::{Narrative, Once, Register};
use super::super::PersonalData::None as Plain;
use super::super::Value::{Date, Id, Text};
use super::row;
use super::writers::L_K_N;
use crate::limits::NARRATIVE_CHARS_MAX;

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("inspection", Id, Once, Plain, L_K_N, "S2 L52"),
    row("inspected_unit", Id, Once, Plain, L_K_N, "S2 L52"),
    row("group_code", Id, Once, Plain, L_K_N, "S2 L52"),
    row("text.*", Text(NARRATIVE_CHARS_MAX), Narrative, Plain, L_K_N, "S2 L52"),
    row("due_date", Date, Register, Plain, L_K_N, "03/BB-CX: trước ngày"),
];
