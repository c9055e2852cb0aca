//! The field tables: the schema of every record kind (records.md §0, 2, 4-7). Adding a row is all that a
//! new field needs on the way from form to server; a key is never renamed or reused.

mod capital;
mod conclusion;
mod debt;
mod exemplary;
mod further;
mod loan_list;
mod media;
mod plan;
mod profile;
mod remedy;
mod support;
mod writers;

pub use writers::{may_write, writers};

use super::{Field, Kind, Merge, PersonalData, Value, Writers};
use crate::limits;

const fn row(
    key: &'static str,
    value: Value,
    merge: Merge,
    personal: PersonalData,
    writers: Writers,
    source: &'static str,
) -> Field {
    // A phone has no use for where a field comes from, and every byte is paid for by somebody on 2G.
    let source = if cfg!(target_arch = "wasm32") { "" } else { source };
    Field { key, value, merge, personal, writers, source }
}

/// Fields of every record (records.md §0).
#[rustfmt::skip] // A table is read by its columns.
pub const ENVELOPE: &[Field] = &[
    row("kind", Value::Id, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0"),
    row("schema_version", Value::Count(limits::COUNT_MAX), Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0"),
    row("catalogue_version", Value::Count(limits::COUNT_MAX), Merge::Register, PersonalData::None, Writers::SYSTEM, "records.md 0"),
    row("org", Value::Code("organisation"), Merge::Once, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 0"),
    row("unit", Value::Id, Merge::Once, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 0; D-1"),
    row("event_date", Value::Date, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 0"),
    row("created_by", Value::Id, Merge::Once, PersonalData::Basic, Writers::SYSTEM, "records.md 0"),
    row("created_device", Value::Id, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0"),
    row("device_time", Value::Timestamp, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0: evidence only"),
    row("clock_ahead", Value::Timestamp, Merge::Register, PersonalData::None, Writers::SYSTEM, "SC-6: milliseconds by which that clock was ahead, when by a day"),
    row("date_confirmed", Value::Date, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "SC-6: the day that a person says is right"),
    row("paper_no", Value::Text(40), Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 0"),
    row("state", Value::Code("record_state"), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "catalogue record_state"),
    row("submitted_heads", Value::Id, Merge::Register, PersonalData::None, Writers::SYSTEM, "records.md 0; D-14: names the version handed in last"),
    row("void_reason", Value::Text(300), Merge::Register, PersonalData::None, Writers::LEAD.and(Writers::CLERK), "records.md 0"),
    row("notes.*", Value::Text(limits::NARRATIVE_CHARS_MAX), Merge::Narrative, PersonalData::Basic, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 0"),
];

/// The fields that settle a day in doubt (SC-6).
pub const DAY: [&str; 2] = ["event_date", "date_confirmed"];

/// What the lead asks to be put right once a record is accepted: entries by id that are never changed.
#[rustfmt::skip] // A table is read by its columns.
const CORRECTION: &[Field] = &[
    row("correction.*.key", Value::Text(limits::KEY_BYTES_MAX), Merge::Once, PersonalData::None, Writers::LEAD.and(Writers::INSPECTOR), "records.md 0: the field"),
    row("correction.*.new", Value::Answer, Merge::Once, PersonalData::Sensitive, Writers::LEAD.and(Writers::INSPECTOR), "records.md 0: the right value; none to empty the field"),
    row("correction.*.reason", Value::Text(limits::REASON_CHARS_MAX), Merge::Once, PersonalData::None, Writers::LEAD.and(Writers::INSPECTOR), "records.md 0, 11.5"),
];

#[expect(clippy::cast_possible_wrap, reason = "a few hundred thousand")]
const PHOTO_BYTES: i64 = limits::PHOTO_BYTES_MAX as i64;

/// Photos of a record. Their bytes travel apart, named by their hash.
#[rustfmt::skip] // A table is read by its columns.
const PHOTO: &[Field] = &[
    row("photo.*.hash", Value::Id, Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::INSPECTOR), "records.md 0: SHA-256 of the bytes"),
    row("photo.*.bytes", Value::Count(PHOTO_BYTES), Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::INSPECTOR), "records.md 0: at most 400 KiB"),
    row("photo.*.caption", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::LEAD).and(Writers::INSPECTOR), "records.md 0"),
    row("photo.*.consent", Value::Flag, Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::LEAD).and(Writers::INSPECTOR), "records.md 0: of the people shown"),
    row("photo.*.removed", Value::Flag, Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::INSPECTOR), "records.md 0"),
];

/// An outreach activity (records.md §2).
#[rustfmt::skip] // A table is read by its columns.
const OUTREACH: &[Field] = &[
    row("form", Value::Code("form"), Merge::Settled, PersonalData::None, Writers::OFFICER, "S0 L60; S1 L100; S2 L35"),
    row("meeting_type", Value::Code("meeting_type"), Merge::Register, PersonalData::None, Writers::OFFICER, "S0 L60"),
    row("group_code", Value::Id, Merge::Register, PersonalData::None, Writers::OFFICER, "S2 L35: sinh hoạt Tổ TK&VV"),
    row("topic.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER, "S0 I.1 L26-44"),
    row("audience.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER, "S1 L51, L61-63"),
    row("organiser", Value::Code("organisation"), Merge::Register, PersonalData::None, Writers::OFFICER, "S1 L158-232"),
    row("partner.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER, "S1 L158-232"),
    row("place", Value::Text(limits::LINE_CHARS_MAX), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("village", Value::Text(limits::LINE_CHARS_MAX), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("start_time", Value::TimeOfDay, Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("minutes", Value::Count(limits::MINUTES_MAX), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("attendees_total", Value::Count(limits::COUNT_MAX), Merge::Settled, PersonalData::None, Writers::OFFICER, "S0 L60: counted once by one person"),
    row("attendees_women", Value::Count(limits::COUNT_MAX), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("attendees_by.*", Value::Count(limits::COUNT_MAX), Merge::Map, PersonalData::None, Writers::OFFICER, "S1 L61-63"),
    row("leaflets.*", Value::Count(limits::COUNT_MAX), Merge::Counter, PersonalData::None, Writers::OFFICER, "S2 L33; S4 L40"),
    row("copies_printed.*", Value::Count(limits::COUNT_MAX), Merge::Map, PersonalData::None, Writers::OFFICER, "S1 L110"),
    row("broadcasts.*", Value::Count(limits::COUNT_MAX), Merge::Counter, PersonalData::None, Writers::OFFICER, "S1 L100"),
    row("broadcast_minutes.*", Value::Count(limits::COUNT_MAX), Merge::Counter, PersonalData::None, Writers::OFFICER, "S1 L100"),
    row("speaker.*.name", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER, "records.md 2"),
    row("speaker.*.role", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER, "records.md 2"),
    row("speaker.*.removed", Value::Flag, Merge::Map, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("legal_text.*", Value::Text(80), Merge::Map, PersonalData::None, Writers::OFFICER, "S2 L23"),
    row("content.*", Value::Text(limits::NARRATIVE_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER, "records.md 2"),
    row("funding.*", Value::Dong, Merge::Map, PersonalData::None, Writers::OFFICER, "S1 L145-155"),
    row("programme_tag.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER, "S1 L178"),
];

/// An inspection with its borrower checks and findings (records.md §4-6).
#[rustfmt::skip] // A table is read by its columns.
const INSPECTION: &[Field] = &[
    row("inspection_kind", Value::Code("inspection_kind"), Merge::Once, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "S2 3.3 L76-80"),
    row("parent_inspection", Value::Id, Merge::Register, PersonalData::None, Writers::INSPECTOR, "S2 L76-80: links for quotas"),
    row("inspected_unit", Value::Id, Merge::Once, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD head"),
    row("group_code", Value::Id, Merge::Once, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD head"),
    row("team.*.name", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD head; 06/TD head"),
    row("team.*.title", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD head"),
    row("team.*.leader", Value::Flag, Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD: exactly one leader"),
    row("team.*.removed", Value::Flag, Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 4"),
    row("represented_by.*.name", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD: Tổ trưởng, Tổ phó"),
    row("represented_by.*.title", Value::Text(limits::LINE_CHARS_MAX), Merge::Map, PersonalData::Basic, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD"),
    row("represented_by.*.removed", Value::Flag, Merge::Map, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 4"),
    row("visit_day.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 4"),
    row("general.members", Value::Count(limits::COUNT_MAX), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.members_saving", Value::Count(limits::COUNT_MAX), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.outstanding", Value::Dong, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.overdue", Value::Dong, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.frozen", Value::Dong, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.interest_arrears", Value::Dong, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.savings_balance", Value::Dong, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.score", Value::Count(100), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.1-4"),
    row("general.rank", Value::Code("group_rank"), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.4"),
    row("general.rank_month", Value::Month, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD I.4: yyyymm"),
    row("register.members", Value::Count(limits::COUNT_MAX), Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.members_saving", Value::Count(limits::COUNT_MAX), Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.outstanding", Value::Dong, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.overdue", Value::Dong, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.frozen", Value::Dong, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.interest_arrears", Value::Dong, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.savings_balance", Value::Dong, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.score", Value::Count(100), Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: the value the form was filled from"),
    row("register.as_of", Value::Date, Merge::Register, PersonalData::None, Writers::SYSTEM, "bank's list: its day"),
    row("answer.*.value", Value::Answer, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD II; S2 L48-52"),
    row("answer.*.remark", Value::Text(limits::REMARK_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD II"),
    row("borrower.*.loan_code", Value::Id, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 2"),
    row("borrower.*.name", Value::Text(limits::LINE_CHARS_MAX), Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 3"),
    row("borrower.*.programme", Value::Code("credit_programme"), Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 4"),
    row("borrower.*.disbursed", Value::Dong, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 5"),
    row("borrower.*.balance_book", Value::Dong, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 6"),
    row("borrower.*.purpose_registered", Value::Text(200), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 7"),
    row("borrower.*.received_total", Value::Dong, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 8"),
    row("borrower.*.balance_actual", Value::Dong, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 9; 15/TD"),
    row("borrower.*.used_for", Value::Text(200), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 10"),
    row("borrower.*.right_purpose", Value::Dong, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 11; S3 L9"),
    row("borrower.*.wrong_purpose", Value::Dong, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 12; S3 L9"),
    row("borrower.*.effect", Value::Text(200), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 13"),
    row("borrower.*.effect_grade", Value::Code("effect_grade"), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 13; S3 L9"),
    row("borrower.*.interest_owed", Value::Dong, Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 14"),
    row("borrower.*.signed_on_paper", Value::Flag, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "06/TD 15"),
    row("borrower.*.eligible", Value::Code("yes_no_unknown"), Merge::Settled, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "S3 L14"),
    row("borrower.*.savings_book", Value::Dong, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "15/TD"),
    row("borrower.*.savings_said", Value::Dong, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "15/TD"),
    row("borrower.*.check_reason", Value::Code("check_reason"), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "F-3"),
    row("borrower.*.absent", Value::Flag, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 5: does not count to the quota"),
    row("borrower.*.absent_reason", Value::Text(200), Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 5"),
    row("borrower.*.removed", Value::Flag, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 5"),
    row("strengths.*", Value::Text(limits::NARRATIVE_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD III.1"),
    row("shortcomings.*", Value::Text(limits::NARRATIVE_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD III.2"),
    row("proposals.*", Value::Text(limits::NARRATIVE_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD III.3"),
    row("finding.*.kind", Value::Code("finding_kind"), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "S2 L52, L100"),
    row("finding.*.severity", Value::Code("severity"), Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 6"),
    row("finding.*.text", Value::Text(limits::REMARK_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "S2 L52"),
    row("finding.*.subject", Value::Id, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 6: unit, group or loan"),
    row("finding.*.amount", Value::Dong, Merge::Register, PersonalData::Sensitive, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 6"),
    row("finding.*.owner", Value::Text(limits::LINE_CHARS_MAX), Merge::Register, PersonalData::Basic, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "records.md 6"),
    row("finding.*.due_date", Value::Date, Merge::Settled, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "S2 L52; 03/BB-CX"),
    row("finding.*.flag_for_report", Value::Flag, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::LEAD).and(Writers::CLERK).and(Writers::INSPECTOR), "S1 L240"),
    row("finding.*.removed", Value::Flag, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "records.md 6"),
    row("unit_opinion.*", Value::Text(limits::REMARK_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "03/BB-CX IV"),
    row("conclusion_no", Value::Text(40), Merge::Register, PersonalData::None, Writers::LEAD.and(Writers::CLERK), "S2 L52"),
    row("conclusion_date", Value::Date, Merge::Register, PersonalData::None, Writers::LEAD.and(Writers::CLERK), "S2 L52"),
    row("paper_signed", Value::Flag, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD: 2 copies"),
    row("paper_signed_on", Value::Date, Merge::Register, PersonalData::None, Writers::OFFICER.and(Writers::INSPECTOR), "16/TD"),
    row("reported_to_chair_on", Value::Date, Merge::Register, PersonalData::None, Writers::LEAD, "F-3: 3 working days"),
    row("sent_to_bank_on", Value::Date, Merge::Register, PersonalData::None, Writers::LEAD, "F-3: next session"),
];

/// What a citizen said (records.md §7, its simplest form).
#[rustfmt::skip] // A table is read by its columns.
const FEEDBACK: &[Field] = &[
    row("feedback_kind", Value::Code("feedback_kind"), Merge::Settled, PersonalData::None, Writers::OFFICER, "S1 L129-131; S2 L54-56"),
    row("channel", Value::Code("feedback_channel"), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 7"),
    row("text.*", Value::Text(limits::REMARK_CHARS_MAX), Merge::Narrative, PersonalData::None, Writers::OFFICER, "S4 L42"),
    row("anonymous", Value::Flag, Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 7: true unless consent"),
    row("name", Value::Text(limits::LINE_CHARS_MAX), Merge::Register, PersonalData::Basic, Writers::OFFICER, "records.md 7: only with consent"),
    row("village", Value::Text(limits::LINE_CHARS_MAX), Merge::Register, PersonalData::None, Writers::OFFICER, "records.md 7"),
    row("topic.*", Value::Flag, Merge::Set, PersonalData::None, Writers::OFFICER, "records.md 7"),
];

/// What the office decided of a record: entries by id that are never changed (records.md §0 `state_log`).
#[rustfmt::skip] // A table is read by its columns.
const REVIEW: &[Field] = &[
    row("record", Value::Id, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0: the record decided on"),
    row("decision.*.submission", Value::Id, Merge::Once, PersonalData::None, Writers::CLERK, "records.md 0 submitted_heads: the version decided on"),
    row("decision.*.read", Value::Id, Merge::Once, PersonalData::None, Writers::CLERK, "the version that was read before deciding"),
    row("decision.*.state", Value::Code("record_state"), Merge::Once, PersonalData::None, Writers::CLERK, "catalogue record_state: returned, accepted"),
    row("decision.*.reason", Value::Text(limits::REASON_CHARS_MAX), Merge::Once, PersonalData::None, Writers::CLERK, "records.md 0: required for a return"),
    row("decision.*.by", Value::Text(limits::LINE_CHARS_MAX), Merge::Once, PersonalData::Basic, Writers::CLERK, "records.md 0 state_log: who"),
    row("decision.*.at", Value::Timestamp, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0 state_log: when, by the office's clock"),
    row("approval.*.granted", Value::Flag, Merge::Once, PersonalData::None, Writers::CLERK, "records.md 0: corrections, approved_by"),
    row("approval.*.reason", Value::Text(limits::REASON_CHARS_MAX), Merge::Once, PersonalData::None, Writers::CLERK, "records.md 0: required when declined"),
    row("approval.*.by", Value::Text(limits::LINE_CHARS_MAX), Merge::Once, PersonalData::Basic, Writers::CLERK, "records.md 0: approved_by"),
    row("approval.*.at", Value::Timestamp, Merge::Once, PersonalData::None, Writers::SYSTEM, "records.md 0: when, by the office's clock"),
    row("decision.*.round", Value::Count(limits::COUNT_MAX), Merge::Once, PersonalData::None, Writers::SYSTEM, "how many earlier decisions on this record its author knew"),
    row("decision.*.late", Value::Count(limits::COUNT_MAX), Merge::Once, PersonalData::None, Writers::SYSTEM, "D-14: how many late edits its author has seen"),
];

/// Any well-formed key, any value: a bench's records have the fields of whatever is measured.
#[rustfmt::skip] // A table is read by its columns.
const FREE_FORM: &[Field] = &[
    row("*", Value::Answer, Merge::Register, PersonalData::None, Writers::OFFICER, "measures"),
    row("*.*", Value::Answer, Merge::Register, PersonalData::None, Writers::OFFICER, "measures"),
    row("*.*.*", Value::Answer, Merge::Register, PersonalData::None, Writers::OFFICER, "measures"),
];

/// The rows of a kind beyond the envelope.
const fn own(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Outreach => OUTREACH,
        Kind::Inspection => INSPECTION,
        Kind::Feedback => FEEDBACK,
        Kind::Media => media::ROWS,
        Kind::Exemplary => exemplary::ROWS,
        Kind::Support => support::ROWS,
        Kind::Plan => plan::ROWS,
        Kind::Debt => debt::ROWS,
        Kind::LoanList => loan_list::ROWS,
        Kind::Capital => capital::ROWS,
        Kind::Remedy => remedy::ROWS,
        Kind::Conclusion => conclusion::ROWS,
        Kind::Profile => profile::ROWS,
        Kind::Review => REVIEW,
        Kind::FreeForm => FREE_FORM,
    }
}

/// What a kind keeps beyond its first rows.
const fn further(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Outreach => further::ACTIVITY,
        Kind::Inspection => further::VISIT,
        Kind::Feedback => further::REPLY,
        _ => &[],
    }
}

/// What every record of a kind says of itself: nothing in one of free form.
const fn envelope(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::FreeForm => &[],
        _ => ENVELOPE,
    }
}

/// Photos, for the kinds that have them.
const fn photo(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Outreach | Kind::Inspection | Kind::Media | Kind::Exemplary | Kind::Remedy => PHOTO,
        _ => &[],
    }
}

/// Corrections, for the kinds that are handed in.
const fn correction(kind: Kind) -> &'static [Field] {
    if kind.is_living() || matches!(kind, Kind::Review | Kind::FreeForm) { &[] } else { CORRECTION }
}

/// Every field of a kind, the envelope first.
pub fn fields(kind: Kind) -> impl Iterator<Item = &'static Field> {
    envelope(kind).iter().chain(own(kind)).chain(further(kind)).chain(photo(kind)).chain(correction(kind))
}

/// True for a field that is written after a record was handed in: what its lead alone adds (the conclusion, the
/// reports to chair and bank, an approval), a correction, and what is known of the clock.
pub fn is_open_afterwards(kind: Kind, key: &str) -> bool {
    let of_lead = |field: &Field| {
        writers(kind).contain(Writers::OFFICER)
            && field.writers.contain(Writers::LEAD)
            && !field.writers.contain(Writers::OFFICER)
    };
    let in_any =
        |rows: &[Field], test: &dyn Fn(&Field) -> bool| rows.iter().any(|row| row.matches(key) && test(row));
    key == "clock_ahead"
        || in_any(own(kind), &of_lead)
        || in_any(further(kind), &of_lead)
        || in_any(correction(kind), &|_| true)
}

/// The row that a key belongs to; `None` for a key that this version does not know.
pub fn find(kind: Kind, key: &str) -> Option<&'static Field> {
    fields(kind).find(|field| field.matches(key))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_is_well_formed_and_stands_once() {
        for kind in Kind::ALL {
            let mut seen = BTreeSet::new();
            for field in fields(kind) {
                assert!(super::super::is_key(&field.key.replace('*', "x")), "{}", field.key);
                assert!(seen.insert(field.key), "{} stands twice in {kind:?}", field.key);
                assert!(!field.source.is_empty());
            }
        }
    }

    #[test]
    fn a_key_finds_its_row_and_a_foreign_one_finds_none() {
        assert_eq!(find(Kind::Inspection, "borrower.k3x.received_total").map(|f| f.value), Some(Value::Dong));
        assert_eq!(find(Kind::Outreach, "borrower.k3x.received_total"), None);
        assert_eq!(find(Kind::Inspection, "borrower..received_total"), None);
        assert_eq!(find(Kind::Inspection, "borrower.received_total"), None);
        assert_eq!(find(Kind::Feedback, "state").map(|f| f.merge), Some(Merge::Settled));
        assert_eq!(find(Kind::FreeForm, "state").map(|f| f.value), Some(Value::Answer));
    }
}
