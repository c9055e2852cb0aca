//! A debt case (records.md §10, S2 L100): what is owed, what was done about it, and the risk-debt file. The
//! record's day is the day on which the case was opened.

use super::super::Field;
use super::super::Merge::{Map, Register, Settled};
use super::super::PersonalData::{Basic, None as Plain, Sensitive};
use super::super::Value::{Code, Date, Dong, Flag, Id, Text};
use super::row;
use super::writers::O_L;
use crate::limits::{LINE_CHARS_MAX, REMARK_CHARS_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("debt_kind", Code("finding_kind"), Settled, Plain, O_L, "S2 L100"),
    row("group_code", Id, Register, Plain, O_L, "S2 L100"),
    row("loan_code", Id, Settled, Sensitive, O_L, "S2 L100"),
    row("name", Text(LINE_CHARS_MAX), Register, Sensitive, O_L, "S2 L100"),
    row("amount", Dong, Settled, Sensitive, O_L, "S2 L100"),
    row("inspection", Id, Register, Plain, O_L, "S2 L52"),
    row("finding", Id, Register, Plain, O_L, "S2 L52"),
    row("action.*.kind", Code("debt_action"), Map, Plain, O_L, "S2 L100"),
    row("action.*.on", Date, Map, Plain, O_L, "S2 L100"),
    row("action.*.text", Text(REMARK_CHARS_MAX), Map, Sensitive, O_L, "S2 L100"),
    row("action.*.by", Text(LINE_CHARS_MAX), Map, Basic, O_L, "S2 L100"),
    row("action.*.removed", Flag, Map, Plain, O_L, "S2 L100"),
    row("risk.guided_on", Date, Register, Plain, O_L, "S2 L100: hướng dẫn"),
    row("risk.filed_on", Date, Register, Plain, O_L, "S2 L100: hồ sơ"),
    row("risk.examined_on", Date, Register, Plain, O_L, "S2 L100: thẩm tra"),
    row("risk.minutes_on", Date, Register, Plain, O_L, "S2 L100: biên bản"),
    row("closed_on", Date, Settled, Plain, O_L, "S2 L100"),
    row("closed_reason", Text(200), Register, Sensitive, O_L, "S2 L100"),
];
