//! An exemplary model or person (records.md §8). Of a loan only the range of its amount is kept.

use super::super::Field;
use super::super::Merge::{Map, Narrative, Register, Set, Settled};
use super::super::PersonalData::{Basic, None as Plain};
use super::super::Value::{Code, Date, Flag, Text};
use super::row;
use super::writers::{L_K, O_L_K};
use crate::limits::{LINE_CHARS_MAX, NARRATIVE_CHARS_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("exemplary_kind", Code("exemplary_kind"), Settled, Plain, O_L_K, "S0 L40; S2 L104-114"),
    row("title", Text(200), Register, Plain, O_L_K, "records.md 8"),
    row("role", Code("exemplary_role"), Register, Plain, O_L_K, "S0 L40, L80"),
    row("name", Text(LINE_CHARS_MAX), Register, Basic, O_L_K, "S0 L40"),
    row("village", Text(LINE_CHARS_MAX), Register, Plain, O_L_K, "records.md 8"),
    row("programme", Code("credit_programme"), Register, Plain, O_L_K, "records.md 8"),
    row("loan_range", Code("loan_range"), Register, Plain, O_L_K, "records.md 8: never the amount"),
    row("text.*", Text(NARRATIVE_CHARS_MAX), Narrative, Plain, O_L_K, "S0 L90"),
    row("tag.*", Flag, Set, Plain, O_L_K, "S2 L104-114; S3 L14"),
    row("award.*.level", Code("level"), Map, Plain, O_L_K, "S2 L39"),
    row("award.*.form", Text(LINE_CHARS_MAX), Map, Plain, O_L_K, "S2 L39"),
    row("award.*.on", Date, Map, Plain, O_L_K, "S2 L39"),
    row("award.*.removed", Flag, Map, Plain, O_L_K, "S2 L39"),
    row("consent", Flag, Settled, Plain, O_L_K, "records.md 8"),
    row("consent_paper", Flag, Settled, Plain, O_L_K, "records.md 8"),
    row("media.*", Flag, Set, Plain, O_L_K, "S0 L90"),
    row("proposed_by", Text(LINE_CHARS_MAX), Register, Basic, O_L_K, "records.md 8"),
    row("approved_by", Text(LINE_CHARS_MAX), Register, Basic, L_K, "records.md 8"),
];
