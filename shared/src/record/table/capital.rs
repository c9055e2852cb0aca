//! A year's capital sheet (records.md §10, S3 L4): where the lent money comes from. Money in đồng.

use super::super::Field;
use super::super::Merge::{Map, Register, Settled};
use super::super::PersonalData::None as Plain;
use super::super::Value::{Count, Dong, Text};
use super::row;
use super::writers::K;
use crate::limits::YEAR_MAX;

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("year", Count(YEAR_MAX), Settled, Plain, K, "S3 L4"),
    row("source.*", Dong, Map, Plain, K, "S3 L4"),
    row("planned.*", Dong, Map, Plain, K, "S3 L10"),
    row("total", Dong, Settled, Plain, K, "S3 L4"),
    row("reference_x100", Count(10_000), Register, Plain, K, "S3 L4: another share, in hundredths of a percent"),
    row("reference_source", Text(200), Register, Plain, K, "S3 L4"),
];
