//! A remedy (records.md §6, S2 L52): what is done about one finding, by when, and who made sure of it. Its
//! own record, because the inspecting and the inspected side both write it.

use super::super::Field;
use super::super::Merge::{Map, Narrative, Once, Register, Settled};
use super::super::PersonalData::{Basic, None as Plain, Sensitive};
use super::super::Value::{Code, Date, Dong, Flag, Id, Text};
use super::row;
use super::writers::{L_K_N, O_L, O_L_K_N};
use crate::limits::{LINE_CHARS_MAX, REASON_CHARS_MAX, REMARK_CHARS_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("inspection", Id, Once, Plain, O_L_K_N, "S2 L52"),
    row("finding", Id, Once, Plain, O_L_K_N, "S2 L52"),
    row("inspected_unit", Id, Once, Plain, O_L_K_N, "S2 L52"),
    row("group_code", Id, Once, Plain, O_L_K_N, "S2 L52"),
    row("finding_kind", Code("finding_kind"), Settled, Plain, O_L_K_N, "S2 L52, L100"),
    row("amount", Dong, Register, Sensitive, O_L_K_N, "records.md 6"),
    row("text.*", Text(REMARK_CHARS_MAX), Narrative, Plain, O_L_K_N, "S2 L52"),
    row("owner", Text(LINE_CHARS_MAX), Settled, Basic, L_K_N, "records.md 6"),
    row("owner_account", Id, Register, Basic, L_K_N, "records.md 6"),
    row("due_date", Date, Settled, Plain, L_K_N, "S2 L52; 03/BB-CX"),
    row("remedy_state", Code("remedy_state"), Settled, Plain, O_L_K_N, "S2 L52"),
    row("step.*.on", Date, Map, Plain, O_L, "S2 L100"),
    row("step.*.action", Code("debt_action"), Map, Plain, O_L, "S2 L100"),
    row("step.*.text", Text(REMARK_CHARS_MAX), Map, Plain, O_L, "S2 L100"),
    row("step.*.by", Text(LINE_CHARS_MAX), Map, Basic, O_L, "S2 L100"),
    row("step.*.removed", Flag, Map, Plain, O_L, "S2 L100"),
    row("evidence.*", Text(REMARK_CHARS_MAX), Narrative, Plain, O_L, "S2 L52"),
    row("done_on", Date, Register, Plain, O_L, "S2 L52"),
    row("done_by", Id, Register, Basic, O_L, "S2 L52"),
    row("verified_on", Date, Register, Plain, L_K_N, "S2 L52"),
    row("verified_by", Id, Register, Basic, L_K_N, "records.md 6"),
    row("cancel_reason", Text(REASON_CHARS_MAX), Register, Plain, L_K_N, "catalogue remedy_state"),
];
