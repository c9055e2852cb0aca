//! A member helps a poor household (records.md §9, S4 L28). The record's day is the first day of the help.

use super::super::Field;
use super::super::Merge::{Map, Register, Set, Settled};
use super::super::PersonalData::{Basic, None as Plain, Sensitive};
use super::super::Value::{Code, Date, Flag, Id, Text};
use super::row;
use super::writers::O_L;
use crate::limits::{LINE_CHARS_MAX, REMARK_CHARS_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("helper", Text(LINE_CHARS_MAX), Settled, Basic, O_L, "S4 L28"),
    row("helper_org", Code("organisation"), Register, Plain, O_L, "S4 L28"),
    row("unassigned", Flag, Settled, Plain, O_L, "S4 L28: chưa phân công"),
    row("household", Id, Settled, Sensitive, O_L, "S4 L28"),
    row("village", Text(LINE_CHARS_MAX), Register, Plain, O_L, "S4 L32"),
    row("status", Code("poverty_status"), Settled, Sensitive, O_L, "S4 L32"),
    row("standard", Code("poverty_standard"), Register, Plain, O_L, "F-8"),
    row("help.*", Flag, Set, Plain, O_L, "records.md 9"),
    row("visit.*.on", Date, Map, Plain, O_L, "records.md 9"),
    row("visit.*.text", Text(REMARK_CHARS_MAX), Map, Sensitive, O_L, "records.md 9"),
    row("visit.*.removed", Flag, Map, Plain, O_L, "records.md 9"),
    row("ended_on", Date, Settled, Plain, O_L, "records.md 9"),
    row("result", Code("support_result"), Settled, Sensitive, O_L, "records.md 9"),
    row("decided_on", Date, Settled, Plain, O_L, "records.md 9"),
];
