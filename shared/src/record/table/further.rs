//! What the sorts of an activity keep beyond every activity (records.md §10: training, contest, award, print and
//! digital products), the answer to a citizen (§7), and what ties inspections together (§4).

use super::super::Field;
use super::super::Merge::{Counter, Map, Narrative, Once, Register, Set, Settled};
use super::super::PersonalData::{Basic, None as Plain, Sensitive};
use super::super::Value::{Code, Count, Date, Dong, Flag, Id, Text};
use super::row;
use super::writers::{L, O_L, O_L_K_N};
use crate::limits::{COUNT_MAX, LINE_CHARS_MAX, REMARK_CHARS_MAX};

#[rustfmt::skip] // A table is read by its columns.
pub(super) const ACTIVITY: &[Field] = &[
    row("event_tag", Code("national_event"), Register, Plain, O_L, "S0 L30"),
    row("handed_out.*.*", Count(COUNT_MAX), Counter, Plain, O_L, "S1 L110"),
    row("digital.*", Count(COUNT_MAX), Map, Plain, O_L, "S2 L33"),
    row("campaign", Id, Register, Plain, O_L, "S1 L113"),
    row("approved_by", Text(LINE_CHARS_MAX), Settled, Basic, L, "S0 L78"),
    row("approved_on", Date, Settled, Plain, L, "S0 L78"),
    row("classes", Count(COUNT_MAX), Register, Plain, O_L, "S1 L107; S2 L70"),
    row("days", Count(366), Register, Plain, O_L, "S1 L107"),
    row("trainees.*", Count(COUNT_MAX), Map, Plain, O_L, "S1 L107"),
    row("entries", Count(COUNT_MAX), Register, Plain, O_L, "S1 L101"),
    row("prizes", Count(COUNT_MAX), Register, Plain, O_L, "S1 L101"),
    row("until", Date, Register, Plain, O_L, "S1 L101"),
    row("award.*.kind", Code("exemplary_kind"), Map, Plain, O_L, "S1 L104"),
    row("award.*.name", Text(LINE_CHARS_MAX), Map, Basic, O_L, "S1 L104"),
    row("award.*.level", Code("level"), Map, Plain, O_L, "S2 L39"),
    row("award.*.contributor", Flag, Map, Plain, O_L, "S4 L38"),
    row("award.*.exemplary", Id, Map, Plain, O_L, "S1 L104"),
    row("award.*.removed", Flag, Map, Plain, O_L, "S1 L104"),
    row("donation.*.fund", Code("fund"), Map, Plain, O_L, "S1 L230; S4 L38"),
    row("donation.*.amount", Dong, Map, Plain, O_L, "S1 L230; S3 L8"),
    row("donation.*.donor_kind", Code("donor_kind"), Map, Plain, O_L, "S3 L8"),
    row("donation.*.donor", Text(LINE_CHARS_MAX), Map, Basic, O_L, "S3 L8"),
    row("donation.*.removed", Flag, Map, Plain, O_L, "S3 L8"),
    row("new_savers", Count(COUNT_MAX), Register, Plain, O_L, "S0 L44"),
    row("mobile_users", Count(COUNT_MAX), Register, Plain, O_L, "S0 L44"),
    row("plan_item", Id, Once, Plain, O_L, "S0 L74"),
];

/// The answer is the lead's, like all that is written after a record was handed in.
#[rustfmt::skip] // A table is read by its columns.
pub(super) const REPLY: &[Field] = &[
    row("phone", Text(20), Register, Basic, O_L, "records.md 7: only with consent"),
    row("named_unit", Id, Settled, Sensitive, O_L, "records.md 7: wrongdoing"),
    row("feedback_state", Code("feedback_state"), Settled, Plain, L, "S1 L129"),
    row("forwarded_to", Code("organisation"), Register, Plain, L, "S1 L129"),
    row("forwarded_on", Date, Register, Plain, L, "S1 L129"),
    row("reply.*", Text(REMARK_CHARS_MAX), Narrative, Plain, L, "S1 L129"),
    row("answered_on", Date, Settled, Plain, L, "S1 L129"),
    row("answered_by", Text(LINE_CHARS_MAX), Register, Basic, L, "records.md 7"),
    row("flag_for_report", Flag, Register, Plain, L, "S1 L240"),
];

#[rustfmt::skip] // A table is read by its columns.
pub(super) const VISIT: &[Field] = &[
    row("also.*", Flag, Set, Plain, O_L_K_N, "S1 L169: one visit, several kinds"),
    row("organiser", Code("organisation"), Register, Plain, O_L_K_N, "S3 L11"),
];

#[cfg(test)]
mod tests {
    use super::super::fields;
    use crate::record::Kind;

    /// records.md §12, S4-12.
    #[test]
    fn no_field_asks_what_must_not_be_known_of_a_person() {
        const FORBIDDEN: [&str; 10] = [
            "ethnic",
            "religion",
            "birth",
            "health",
            "illness",
            "id_number",
            "identity",
            "gps",
            "latitude",
            "location",
        ];
        for kind in Kind::ALL {
            for field in fields(kind) {
                assert!(FORBIDDEN.iter().all(|word| !field.key.contains(word)), "{}", field.key);
            }
        }
    }
}
