//! A media product (records.md §3, S0 I.2): bulletin, reportage, article, post, column, campaign.

use super::super::Field;
use super::super::Merge::{Map, Once, Register, Set, Settled};
use super::super::PersonalData::{Basic, None as Plain};
use super::super::Value::{Code, Count, Date, Dong, Flag, Id, Text};
use super::row;
use super::writers::{L_K, O_L_K};
use crate::limits::{LINE_CHARS_MAX, LINK_CHARS_MAX, MEDIA_SECONDS_MAX, REACH_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ROWS: &[Field] = &[
    row("form", Code("form"), Settled, Plain, O_L_K, "S0 L50-59"),
    row("seconds", Count(MEDIA_SECONDS_MAX), Settled, Plain, O_L_K, "S0 L50, L52"),
    row("pages_x100", Count(100_000), Settled, Plain, O_L_K, "S0 L54, L59"),
    row("photos", Count(1_000), Settled, Plain, O_L_K, "S0 L59"),
    row("level", Code("level"), Register, Plain, O_L_K, "S0 L56, L58"),
    row("title", Text(200), Register, Plain, O_L_K, "records.md 3"),
    row("outlet.*.published_on", Date, Map, Plain, O_L_K, "S0 L48"),
    row("outlet.*.link", Text(LINK_CHARS_MAX), Map, Plain, O_L_K, "records.md 3"),
    row("outlet.*.removed", Flag, Map, Plain, O_L_K, "records.md 3"),
    row("subject.*", Flag, Set, Plain, O_L_K, "S0 L50-59"),
    row("topic.*", Flag, Set, Plain, O_L_K, "S0 L26-44"),
    row("event_tag", Code("national_event"), Register, Plain, O_L_K, "S0 L30"),
    row("author_org", Code("organisation"), Register, Plain, O_L_K, "S0 L80"),
    row("author_name", Text(LINE_CHARS_MAX), Register, Basic, O_L_K, "S0 L80"),
    row("approved_by", Text(LINE_CHARS_MAX), Settled, Basic, L_K, "S0 L78"),
    row("approved_on", Date, Settled, Plain, L_K, "S0 L78"),
    row("person.*.name", Text(LINE_CHARS_MAX), Map, Basic, O_L_K, "records.md 3"),
    row("person.*.consent", Flag, Map, Basic, O_L_K, "records.md 3"),
    row("person.*.removed", Flag, Map, Plain, O_L_K, "records.md 3"),
    row("reading.*.read_on", Date, Map, Plain, O_L_K, "S1 L124-128"),
    row("reading.*.views", Count(REACH_MAX), Map, Plain, O_L_K, "S1 L124-128"),
    row("reading.*.shares", Count(REACH_MAX), Map, Plain, O_L_K, "S1 L124-128"),
    row("reading.*.removed", Flag, Map, Plain, O_L_K, "S1 L124-128"),
    row("campaign", Id, Register, Plain, O_L_K, "S1 L113"),
    row("column", Id, Register, Plain, O_L_K, "S0 L76"),
    row("exemplary", Id, Register, Plain, O_L_K, "S0 L90"),
    row("funding.*", Dong, Map, Plain, O_L_K, "S1 L145-155"),
    row("programme_tag.*", Flag, Set, Plain, O_L_K, "S1 L178"),
    row("plan_item", Id, Once, Plain, O_L_K, "S0 L74"),
];
