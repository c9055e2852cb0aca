//! A year's plan (records.md §10, 01/KH) with its targets, its schedule of inspections and the draws of the
//! groups to visit (decisions.md D-17). An approved plan is replaced by a new version, never changed.

use super::super::Field;
use super::super::Merge::{Map, Once, Register, Settled};
use super::super::PersonalData::{Basic, None as Plain};
use super::super::Value::{Code, Count, Date, Dong, Flag, Id, Text, Timestamp};
use super::row;
use super::writers::{L_K, O_L_K};
use crate::limits::{COUNT_MAX, LINE_CHARS_MAX, NARRATIVE_CHARS_MAX, REASON_CHARS_MAX, YEAR_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("year", Count(YEAR_MAX), Settled, Plain, O_L_K, "S1 L69; S2 L132"),
    row("basis.*", Text(200), Map, Plain, O_L_K, "S0 L86; S2 L62; S4 L30"),
    row("budget.*", Dong, Map, Plain, O_L_K, "S1 L145-155, L207"),
    row("item.*.kind", Code("plan_kind"), Map, Plain, O_L_K, "S0 L74; 01/KH"),
    row("item.*.what", Id, Map, Plain, O_L_K, "form or kind of inspection"),
    row("item.*.month", Count(12), Map, Plain, O_L_K, "S2 L132; empty: all year"),
    row("item.*.unit", Id, Map, Plain, O_L_K, "01/KH"),
    row("item.*.group_code", Id, Map, Plain, O_L_K, "01/KH: groups by month"),
    row("item.*.target", Count(COUNT_MAX), Map, Plain, O_L_K, "S0 L74; empty: no target"),
    row("item.*.owner", Text(LINE_CHARS_MAX), Map, Basic, O_L_K, "records.md 10"),
    row("item.*.removed", Flag, Map, Plain, O_L_K, "records.md 10"),
    row("approved_by", Text(LINE_CHARS_MAX), Settled, Basic, L_K, "records.md 10"),
    row("approved_on", Date, Settled, Plain, L_K, "records.md 10"),
    row("replaces", Id, Once, Plain, O_L_K, "records.md 10: new version"),
    row("replace_reason", Text(REASON_CHARS_MAX), Register, Plain, O_L_K, "records.md 10"),
    row("draw.*.unit", Id, Once, Plain, L_K, "D-17"),
    row("draw.*.as_of", Date, Once, Plain, L_K, "D-17"),
    row("draw.*.list_hash", Id, Once, Plain, L_K, "D-17"),
    row("draw.*.seed", Text(200), Once, Plain, L_K, "D-17"),
    row("draw.*.need", Count(COUNT_MAX), Once, Plain, L_K, "D-17; S2 L78"),
    row("draw.*.order", Text(NARRATIVE_CHARS_MAX), Once, Plain, L_K, "D-17: every group in the order drawn"),
    row("draw.*.by", Text(LINE_CHARS_MAX), Once, Basic, L_K, "D-17: who drew"),
    row("draw.*.at", Timestamp, Once, Plain, L_K, "D-17: when, by the office's clock"),
    row("swap.*.draw", Id, Once, Plain, L_K, "D-17"),
    row("swap.*.out", Id, Once, Plain, L_K, "D-17"),
    row("swap.*.by", Id, Once, Plain, L_K, "D-17"),
    row("swap.*.reason", Text(REASON_CHARS_MAX), Once, Plain, L_K, "D-17"),
    row("swap.*.person", Text(LINE_CHARS_MAX), Once, Basic, L_K, "D-17: who replaced it"),
    row("swap.*.at", Timestamp, Once, Plain, L_K, "D-17: when, by the office's clock"),
];
