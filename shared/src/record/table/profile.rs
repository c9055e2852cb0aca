//! What a commune has for the work in a year: the place of the bank's transaction point and what it was given (S3
//! L10), the commune's team for bad debt where there is one (S2 L100), and how the entrusted work of the union was
//! scored (S2 L92). All of it may stay empty; a score that is missing is printed as dots, never as 0.

use super::super::Field;
use super::super::Merge::{Map, Register, Settled};
use super::super::PersonalData::{Basic, None as Plain};
use super::super::Value::{Count, Date, Dong, Flag, Text};
use super::row;
use super::writers::O_L_K;
use crate::limits::{LINE_CHARS_MAX, REASON_CHARS_MAX, YEAR_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("year", Count(YEAR_MAX), Settled, Plain, O_L_K, "S2 L92; S3 L10"),
    row("point_place", Text(LINE_CHARS_MAX), Register, Plain, O_L_K, "S3 L10: địa điểm giao dịch"),
    row("equipment.*.text", Text(REASON_CHARS_MAX), Map, Plain, O_L_K, "S3 L10: cơ sở vật chất"),
    row("equipment.*.amount", Dong, Map, Plain, O_L_K, "S3 L10"),
    row("equipment.*.on", Date, Map, Plain, O_L_K, "S3 L10"),
    row("equipment.*.removed", Flag, Map, Plain, O_L_K, "S3 L10"),
    row("has_team", Flag, Register, Plain, O_L_K, "S2 L100: nếu có"),
    row("member.*.name", Text(LINE_CHARS_MAX), Map, Basic, O_L_K, "S2 L100"),
    row("member.*.role", Text(LINE_CHARS_MAX), Map, Basic, O_L_K, "S2 L100"),
    row("member.*.removed", Flag, Map, Plain, O_L_K, "S2 L100"),
    row("team_sessions", Count(366), Register, Plain, O_L_K, "S2 L100"),
    row("score.*", Count(100), Map, Plain, O_L_K, "S2 L43, L92"),
];
