//! The way of a remedy (S2 L52): found, assigned, worked on, reported as done, verified by somebody else. Moves
//! are offered and refused here, by the catalogue's list; figures ask here how far a remedy is. Nothing here
//! chooses between two concurrent moves: a person does.

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::rules::{Problem, Severity};
use crate::id::DocId;
use crate::record::{Edit, Flat, Scalar};
use crate::text::Language;

/// How far a remedy is (catalogue `remedy_state`), the least advanced first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Found.
    Open,
    /// Somebody owes it by a day.
    Assigned,
    /// Being worked on.
    InProgress,
    /// Reported as done.
    Done,
    /// Somebody else made sure.
    Verified,
    /// Struck out, with a reason.
    Cancelled,
    /// A state of a newer version: never done.
    Unknown,
}

/// Who wants to move a remedy on.
#[derive(Debug, Clone, Copy)]
pub struct Mover<'m> {
    /// The account.
    pub account: &'m str,
    /// Its role in the catalogue.
    pub role: &'m str,
    /// Today, in Vietnam.
    pub today: Date,
}

impl Stage {
    /// Every stage that has a code, the least advanced first.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Assigned, Self::InProgress, Self::Done, Self::Verified, Self::Cancelled];

    /// The catalogue id; empty for `Unknown`, which is never written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Cancelled => "cancelled",
            Self::Unknown => "",
        }
    }

    /// The stage of a catalogue id.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|stage| stage.code() == code).unwrap_or(Self::Unknown)
    }

    /// How far a remedy surely is: of two concurrent moves the lesser, so that nothing counts as done while a person
    /// still has to choose (SC-11).
    pub fn of(flat: &Flat) -> Self {
        let said = flat.all("remedy_state").iter().map(|value| match value {
            Scalar::Text(code) => Self::from_code(code),
            _ => Self::Open,
        });
        said.min().unwrap_or(Self::Open)
    }

    /// True when the unit reported it as done, verified or not.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Verified)
    }
}

/// The remedy of a finding: one document, whoever makes it.
pub fn of_finding(inspection: DocId, finding: &str) -> DocId {
    DocId::named(&[b"remedy", &inspection.0, finding.as_bytes()])
}

/// The notice of conclusions of an inspection.
pub fn notice_of(inspection: DocId) -> DocId {
    DocId::named(&[b"conclusion", &inspection.0])
}

/// What a new remedy says of a finding: what was found, who owes it and by when. `inspection` is the whole record.
pub fn opened(doc: DocId, inspection: &Flat, finding: &str) -> Vec<Edit> {
    let of = |field: &str| inspection.get(&format!("finding.{finding}.{field}")).cloned();
    let about = |key: &str| inspection.get(key).cloned();
    let fields = [
        ("inspection", Some(doc.to_string().into())),
        ("finding", Some(finding.into())),
        ("event_date", about("event_date")),
        ("inspected_unit", about("inspected_unit")),
        ("group_code", about("group_code")),
        ("finding_kind", of("kind")),
        ("amount", of("amount")),
        ("text.finding", of("text")),
        ("owner", of("owner")),
        ("due_date", of("due_date")),
    ];
    let known = |(key, value): (&str, Option<Scalar>)| Some((key.to_owned(), value?));
    let mut edits: Vec<Edit> = fields.into_iter().filter_map(known).collect();
    let assigned = ["owner", "due_date"].iter().all(|key| of(key).is_some());
    let stage = if assigned { Stage::Assigned } else { Stage::Open };
    edits.push(("remedy_state".into(), stage.code().into()));
    edits
}

/// The edits of one move, or why it is refused.
pub fn step(catalogue: &Catalogue, flat: &Flat, to: Stage, mover: &Mover<'_>) -> Result<Vec<Edit>, Problem> {
    const KEY: &str = "remedy_state";
    let concurrent = flat.all(KEY).len();
    if concurrent > 1 {
        return Err(refusal(KEY, "conflict.open", vec![concurrent.to_string()]));
    }
    let from = Stage::of(flat);
    let follows = catalogue
        .entry(KEY, from.code())
        .is_some_and(|stage| stage.next.iter().any(|next| next.as_str() == to.code()));
    if !follows {
        let word = |stage: Stage| catalogue.label(KEY, stage.code(), Language::Vi).into_owned();
        return Err(refusal(KEY, "remedy.no_such_move", vec![word(from), word(to)]));
    }
    if !may(mover.role, from, to) {
        return Err(refusal(KEY, "remedy.not_your_move", vec![]));
    }
    for (key, code) in owed(to) {
        let is_there =
            flat.get(key).is_some() || flat.paragraphs(key).any(|(_, text)| !text.trim().is_empty());
        if !is_there {
            return Err(refusal(key, code, vec![]));
        }
    }
    let is_own = ["owner_account", "done_by"].iter().any(|key| flat.text(key) == Some(mover.account));
    if to == Stage::Verified && is_own {
        return Err(refusal(KEY, "remedy.own_verification", vec![]));
    }
    Ok(edits(from, to, mover))
}

fn refusal(key: &str, code: &'static str, args: Vec<String>) -> Problem {
    Problem { key: key.to_owned(), code, severity: Severity::Error, args }
}

/// Who may make a move (records.md §6): the inspected side works and reports, the lead and those above assign,
/// cancel, verify and send back.
fn may(role: &str, from: Stage, to: Stage) -> bool {
    let reports = matches!(role, "field_officer" | "commune_lead");
    let judges = matches!(role, "commune_lead" | "area_clerk" | "inspector");
    match (from, to) {
        (Stage::Done, Stage::InProgress) => judges,
        (_, Stage::InProgress | Stage::Done) => reports,
        _ => judges,
    }
}

/// What must be written before a move.
const fn owed(to: Stage) -> &'static [(&'static str, &'static str)] {
    match to {
        Stage::Assigned => &[("owner", "remedy.owner_missing"), ("due_date", "remedy.due_missing")],
        Stage::Done => &[("evidence", "remedy.evidence_missing")],
        Stage::Cancelled => &[("cancel_reason", "remedy.reason_missing")],
        _ => &[],
    }
}

fn edits(from: Stage, to: Stage, mover: &Mover<'_>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = vec![("remedy_state".into(), to.code().into())];
    let mut signed = |on: &str, by: &str, day: Scalar, account: Scalar| {
        edits.extend([(on.to_owned(), day), (by.to_owned(), account)]);
    };
    match (from, to) {
        (_, Stage::Done) => signed("done_on", "done_by", mover.today.into(), mover.account.into()),
        (_, Stage::Verified) => {
            signed("verified_on", "verified_by", mover.today.into(), mover.account.into());
        }
        (Stage::Done, _) => signed("done_on", "done_by", Scalar::Null, Scalar::Null),
        _ => {}
    }
    edits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::rules::{Context, problems};
    use crate::record::Kind;

    fn day(month: u8, day: u8) -> Date {
        Date::new(2026, month, day).unwrap()
    }

    /// SC-11: found on 10/9, due on 30/9.
    fn found() -> Flat {
        let mut flat = Flat::default();
        flat.set("event_date", day(9, 10));
        flat.set("finding_kind", "wrong_purpose");
        flat.set("amount", 25_000_000);
        flat
    }

    fn go(flat: &mut Flat, to: Stage, account: &str, role: &str, today: Date) -> Result<(), &'static str> {
        let mover = Mover { account, role, today };
        let edits = step(Catalogue::builtin(), flat, to, &mover).map_err(|problem| problem.code)?;
        flat.apply(&edits);
        Ok(())
    }

    #[test]
    fn a_remedy_goes_its_whole_way_and_its_owner_never_verifies_it() {
        let mut flat = found();
        assert_eq!(
            go(&mut flat, Stage::Done, "thu", "field_officer", day(9, 11)),
            Err("remedy.no_such_move")
        );
        assert_eq!(
            go(&mut flat, Stage::Assigned, "mau", "commune_lead", day(9, 11)),
            Err("remedy.owner_missing")
        );
        flat.set("owner", "Ban quản lý Tổ");
        flat.set("owner_account", "mau");
        assert_eq!(
            go(&mut flat, Stage::Assigned, "mau", "commune_lead", day(9, 11)),
            Err("remedy.due_missing")
        );
        flat.set("due_date", day(9, 30));
        assert_eq!(
            go(&mut flat, Stage::Assigned, "thu", "field_officer", day(9, 11)),
            Err("remedy.not_your_move")
        );
        assert_eq!(go(&mut flat, Stage::Assigned, "mau", "commune_lead", day(9, 11)), Ok(()));
        assert_eq!(go(&mut flat, Stage::InProgress, "thu", "field_officer", day(9, 28)), Ok(()));
        assert_eq!(
            go(&mut flat, Stage::Done, "thu", "field_officer", day(9, 29)),
            Err("remedy.evidence_missing")
        );
        flat.set("evidence.p1", "Đã thu hồi 25 triệu, có biên lai.");
        assert_eq!(go(&mut flat, Stage::Done, "thu", "field_officer", day(9, 29)), Ok(()));
        assert_eq!(flat.date("done_on"), Some(day(9, 29)));
        assert_eq!(
            go(&mut flat, Stage::Verified, "thu", "commune_lead", day(10, 15)),
            Err("remedy.own_verification")
        );
        assert_eq!(
            go(&mut flat, Stage::Verified, "mau", "commune_lead", day(10, 15)),
            Err("remedy.own_verification")
        );
        assert_eq!(go(&mut flat, Stage::Verified, "thanhtra", "inspector", day(10, 15)), Ok(()));
        let context = Context { today: day(10, 15), group: None };
        assert_eq!(problems(Catalogue::builtin(), Kind::Remedy, &flat, &context), []);
        assert_eq!(
            go(&mut flat, Stage::InProgress, "mau", "commune_lead", day(10, 16)),
            Err("remedy.no_such_move")
        );
    }

    #[test]
    fn a_remedy_begins_with_what_the_inspection_says_and_is_one_whoever_makes_it() {
        let mut inspection = Flat::default();
        inspection.set("event_date", day(9, 10));
        inspection.set("group_code", "T-0101");
        for (field, value) in
            [("kind", "wrong_purpose"), ("text", "Dùng vốn mua xe"), ("owner", "Ban quản lý Tổ")]
        {
            inspection.set(format!("finding.k1.{field}"), value);
        }
        inspection.set("finding.k1.amount", 25_000_000);
        let doc = DocId([1; 16]);
        let begun = |inspection: &Flat| {
            let mut flat = Flat::default();
            flat.apply(&opened(doc, inspection, "k1"));
            flat
        };
        assert_eq!(Stage::of(&begun(&inspection)), Stage::Open, "nobody said by when");
        inspection.set("finding.k1.due_date", day(9, 30));
        let flat = begun(&inspection);
        assert_eq!(Stage::of(&flat), Stage::Assigned);
        assert_eq!((flat.int("amount"), flat.text("group_code")), (Some(25_000_000), Some("T-0101")));
        let context = Context { today: day(10, 1), group: None };
        assert_eq!(problems(Catalogue::builtin(), Kind::Remedy, &flat, &context), []);
        assert_eq!(of_finding(doc, "k1"), of_finding(doc, "k1"));
        assert_ne!(of_finding(doc, "k1"), of_finding(doc, "k2"));
        assert_ne!(of_finding(doc, "k1"), notice_of(doc));
    }

    #[test]
    fn a_verifier_may_send_it_back_and_it_is_no_longer_done() {
        let mut flat = found();
        flat.set("remedy_state", "done");
        flat.set("done_on", day(9, 29));
        flat.set("done_by", "thu");
        assert_eq!(
            go(&mut flat, Stage::InProgress, "thu", "field_officer", day(10, 1)),
            Err("remedy.not_your_move")
        );
        assert_eq!(go(&mut flat, Stage::InProgress, "thanhtra", "inspector", day(10, 1)), Ok(()));
        assert_eq!((flat.date("done_on"), flat.text("done_by")), (None, None));
        assert_eq!(
            go(&mut flat, Stage::Cancelled, "mau", "commune_lead", day(10, 1)),
            Err("remedy.reason_missing")
        );
    }

    #[test]
    fn sc11_two_concurrent_moves_wait_for_a_person_and_count_as_the_lesser() {
        let mut flat = found();
        flat.set_all("remedy_state", ["done".into(), "in_progress".into()]);
        assert_eq!(Stage::of(&flat), Stage::InProgress);
        assert_eq!(
            go(&mut flat, Stage::Verified, "thanhtra", "inspector", day(10, 15)),
            Err("conflict.open")
        );
        flat.set("remedy_state", "from_a_newer_version");
        assert_eq!(Stage::of(&flat), Stage::Unknown);
        assert!(!Stage::Unknown.is_done());
    }

    #[test]
    fn a_record_says_what_its_stage_still_lacks_and_who_may_not_have_verified() {
        let codes = |flat: &Flat| -> Vec<_> {
            let context = Context { today: day(10, 15), group: None };
            problems(Catalogue::builtin(), Kind::Remedy, flat, &context).into_iter().map(|p| p.code).collect()
        };
        let mut flat = found();
        assert_eq!(codes(&flat), [] as [&str; 0]);
        flat.set("remedy_state", "verified");
        flat.set("done_by", "thu");
        flat.set("verified_by", "thu");
        assert_eq!(
            codes(&flat),
            [
                "remedy.owner_missing",
                "remedy.due_missing",
                "remedy.evidence_missing",
                "remedy.done_on_missing",
                "remedy.verified_on_missing",
                "remedy.own_verification"
            ]
        );
    }

    proptest! {
        #[test]
        fn whoever_moves_it_a_verified_remedy_was_done_by_somebody_else(
            moves in prop::collection::vec((0..6_usize, 0..4_usize, 0..5_usize), 1..40)
        ) {
            const ACCOUNTS: [&str; 4] = ["thu", "mau", "vidu", "thanhtra"];
            const ROLES: [&str; 5] = ["field_officer", "commune_lead", "area_clerk", "inspector", "province_viewer"];
            let mut flat = found();
            for (key, value) in [("owner", "Tổ"), ("evidence.p", "có"), ("cancel_reason", "nhầm")] {
                flat.set(key, value);
            }
            flat.set("due_date", day(9, 30));
            for (to, account, role) in moves {
                let before = Stage::of(&flat);
                let moved = go(&mut flat, Stage::ALL[to], ACCOUNTS[account], ROLES[role], day(10, 1));
                prop_assert!(moved.is_err() || (ROLES[role] != "province_viewer" && before != Stage::Verified));
            }
            if Stage::of(&flat) == Stage::Verified {
                prop_assert!(flat.text("verified_by") != flat.text("done_by"));
            }
            prop_assert_eq!(Stage::of(&flat).is_done(), flat.date("done_on").is_some());
        }
    }
}
