//! Facts: the small row that lists, search, progress, quotas and reports need of a record. Derived from the
//! merged record by one pure function; figures exist only as computations over facts.

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::clock;
use crate::id::{Code, DocId, Partition, PhotoHash, UnitCode};
use crate::limits;
use crate::record::{self, Flat, Kind, Merge, Scalar};
use crate::sorted::Set;
use crate::text::{Language, fold};

use super::review::{self, Decision};

/// Where a record stands (catalogue `record_state`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// Being written.
    Draft,
    /// Written; the paper is signed.
    Completed,
    /// Handed in: counts in figures.
    Submitted,
    /// Sent back with a reason.
    Returned,
    /// Taken in by the office.
    Accepted,
    /// Corrected after acceptance.
    Corrected,
    /// Struck out, kept with a reason.
    Void,
    /// A state of a newer version: shown as such, counted nowhere.
    Unknown,
}

impl State {
    /// Every state that has a code, in the order in which a record goes through them.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Completed,
        Self::Submitted,
        Self::Returned,
        Self::Accepted,
        Self::Corrected,
        Self::Void,
    ];

    /// The catalogue id; empty for `Unknown`, which is never written.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Completed => "completed",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Corrected => "corrected",
            Self::Void => "void",
            Self::Unknown => "",
        }
    }

    /// The state of a catalogue id; `Unknown` for an id of a newer version.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.code() == code).unwrap_or(Self::Unknown)
    }

    /// True when a record in this state counts in figures (reports.md §2).
    pub const fn counts(self) -> bool {
        matches!(self, Self::Submitted | Self::Accepted | Self::Corrected)
    }

    /// True when a record in this state is still to be handed in: shown apart as "chưa gửi".
    pub const fn is_unsent(self) -> bool {
        matches!(self, Self::Draft | Self::Completed | Self::Returned)
    }
}

/// What lists and figures need of one record. A few hundred bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The record.
    pub doc: DocId,
    /// Whose it is.
    pub partition: Partition,
    /// Its kind.
    pub kind: Kind,
    /// The day the official typed; `None` while empty.
    pub event_date: Option<Date>,
    /// Where it stands; the winner when two are concurrent. Of a review: what was decided last.
    pub state: State,
    /// Form of an outreach activity, or kind of an inspection or of a feedback.
    pub sort: Option<Code>,
    /// Inspections: the level that inspects (catalogue `by_level` of the kind): `commune`, `district` …
    pub level: Option<Code>,
    /// Group visited or inspected.
    pub group: Option<UnitCode>,
    /// Commune inspected from above.
    pub inspected_unit: Option<UnitCode>,
    /// What tells it from others of its kind in a list: its title, village or place, the number of its paper.
    pub place: String,
    /// Borrowers that count: distinct, not absent; by loan code, or by name where the code is missing.
    pub borrowers: Set<String>,
    /// Borrower checks written down, absent and duplicate ones included.
    pub checks: u32,
    /// Loans checked more than once in this record ("trùng").
    pub duplicates: Set<String>,
    /// Findings written down.
    pub findings: u32,
    /// People present (lượt người).
    pub attendees: u32,
    /// Women among them.
    pub women: u32,
    /// Leaflets handed out, all contributors together.
    pub leaflets: u32,
    /// Loudspeaker broadcasts.
    pub broadcasts: u32,
    /// `R!` fields with several concurrent values: each blocks `completed`.
    pub conflicts: u32,
    /// The day is to be looked at by a person ("kiểm tra ngày"): the record does not count until then (SC-6).
    pub day_in_doubt: bool,
    /// Photos that are not removed, each once; at most `limits::PHOTOS_MAX`.
    pub photos: Vec<PhotoHash>,
    /// The version handed in last, as `review::version` names it.
    pub submission: Option<String>,
    /// What the office decided. Of a review: everything. Of a record: nothing, until its review is laid over it
    /// (`review::join`); then what is about the version handed in last.
    pub decisions: Vec<Decision>,
    /// Edits that were written without knowing that the record was handed in: shown, and counted nowhere (D-14).
    pub late: u32,
    /// Corrections that were asked and not answered.
    pub asked: u32,
    /// The day of the newest correction that was approved ("đính chính ngày …").
    pub corrected_on: Option<Date>,
    /// Folded text for search: lower case, no diacritics.
    pub search: String,
}

impl Facts {
    /// True when the record counts in the figures of its year: its state, and a day that nobody has to look at.
    pub fn counts(&self) -> bool {
        self.state.counts() && !self.day_in_doubt
    }

    /// True when the record counts in a year's figures: it counts, on a day within 1/1 to 31/12 (reports.md §2).
    pub fn counts_in(&self, year: i32) -> bool {
        self.counts() && self.is_of(year)
    }

    /// True when the record's day is in the year.
    pub fn is_of(&self, year: i32) -> bool {
        self.event_date.is_some_and(|day| day.year() == year)
    }
}

/// The facts of a merged record.
pub fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat, catalogue: &Catalogue) -> Facts {
    let code = |key: &str| flat.text(key).and_then(|text| text.parse::<Code>().ok());
    let unit = |key: &str| flat.text(key).and_then(|text| text.parse::<UnitCode>().ok());
    let sort = kind.sort().and_then(|(key, _)| code(key));
    let level = sort.as_ref().filter(|_| kind == Kind::Inspection).and_then(|sort| {
        catalogue.entry("inspection_kind", sort.as_str()).and_then(|entry| entry.by_level.clone())
    });
    let written = flat.text("state").map_or(State::Draft, State::from_code);
    let decisions = review::decisions(flat);
    let decided = decisions.last().map_or(written, |decision| decision.state);
    let checks = Checks::of(flat);
    let place = place(flat, kind).unwrap_or_default().to_owned();
    let search = search_text(flat, catalogue, kind, sort.as_ref());
    Facts {
        doc,
        partition: partition.clone(),
        kind,
        event_date: flat.date("event_date"),
        state: if kind == Kind::Review { decided } else { written },
        sort,
        level,
        group: unit("group_code"),
        inspected_unit: unit("inspected_unit"),
        place,
        borrowers: checks.counted,
        checks: checks.written,
        duplicates: checks.duplicates,
        findings: number(i64::try_from(flat.entries("finding").len()).unwrap_or(0)),
        attendees: number(flat.int("attendees_total").unwrap_or(0)),
        women: number(flat.int("attendees_women").unwrap_or(0)),
        leaflets: number(flat.sum("leaflets")),
        broadcasts: number(flat.sum("broadcasts")),
        conflicts: number(i64::try_from(open_conflicts(kind, flat).count()).unwrap_or(0)),
        day_in_doubt: clock::is_day_in_doubt(flat),
        photos: photos(flat),
        submission: review::submission(flat),
        decisions,
        late: flat.late(),
        asked: 0,
        corrected_on: None,
        search,
    }
}

/// What tells a record from others of its kind.
fn place(flat: &Flat, kind: Kind) -> Option<&str> {
    let keys: &[&str] = match kind {
        Kind::Plan | Kind::Conclusion => &["paper_no"],
        _ => &["title", "village", "place", "point_place"],
    };
    keys.iter().find_map(|key| flat.text(key))
}

/// The photos of a record in the order of their entries; one that a newer version names otherwise is none.
fn photos(flat: &Flat) -> Vec<PhotoHash> {
    let hash = |entry: &String| flat.text(&format!("photo.{entry}.hash"))?.parse().ok();
    let mut photos: Vec<PhotoHash> = Vec::new();
    for hash in flat.entries("photo").iter().filter_map(hash) {
        if !photos.contains(&hash) && photos.len() < limits::PHOTOS_MAX {
            photos.push(hash);
        }
    }
    photos
}

/// The `R!` fields of a record that hold several concurrent values.
pub fn open_conflicts(kind: Kind, flat: &Flat) -> impl Iterator<Item = (&str, &[Scalar])> {
    flat.iter()
        .filter(|(_, values)| values.len() > 1)
        .filter(move |(key, _)| record::find(kind, key).is_some_and(|field| field.merge == Merge::Settled))
}

/// Under what a borrower is distinct (reports.md §2): the loan code, or the folded name after `~` where the code is
/// missing. `None` for an entry without either.
pub fn borrower_key(flat: &Flat, entry: &str) -> Option<String> {
    let text = |field: &str| flat.text(&format!("borrower.{entry}.{field}")).filter(|text| !text.is_empty());
    text("loan_code").map(str::to_owned).or_else(|| text("name").map(|name| format!("~{}", fold(name))))
}

/// The borrower checks of one inspection, counted.
#[derive(Default)]
struct Checks {
    counted: Set<String>,
    duplicates: Set<String>,
    written: u32,
}

impl Checks {
    fn of(flat: &Flat) -> Self {
        let mut checks = Self::default();
        let mut seen = Set::new();
        for entry in flat.entries("borrower") {
            checks.written += 1;
            let Some(key) = borrower_key(flat, &entry) else { continue };
            if !seen.insert(key.clone()) {
                checks.duplicates.insert(key.clone());
            }
            if flat.flag(&format!("borrower.{entry}.absent")) != Some(true) {
                checks.counted.insert(key);
            }
        }
        checks
    }
}

/// What a person may type to find the record, folded.
fn search_text(flat: &Flat, catalogue: &Catalogue, kind: Kind, sort: Option<&Code>) -> String {
    const BYTES_MAX: usize = 800;
    if matches!(kind, Kind::Review | Kind::FreeForm) {
        return String::new();
    }
    let mut parts = Vec::new();
    parts.extend(
        kind.sort()
            .zip(sort)
            .map(|((_, list), sort)| catalogue.label(list, sort.as_str(), Language::Vi).into_owned()),
    );
    for key in ["title", "place", "village", "group_code", "inspected_unit", "paper_no", "helper", "owner"] {
        parts.extend(flat.text(key).map(str::to_owned));
    }
    for entry in flat.entries("borrower") {
        for field in ["name", "loan_code"] {
            parts.extend(flat.text(&format!("borrower.{entry}.{field}")).map(str::to_owned));
        }
    }
    for narrative in ["text", "content"] {
        parts.extend(flat.paragraphs(narrative).map(|(_, text)| text.to_owned()));
    }
    let mut folded = fold(&parts.join(" "));
    folded.truncate(folded.floor_char_boundary(BYTES_MAX));
    folded
}

/// A stored number as a figure: never negative.
fn number(stored: i64) -> u32 {
    u32::try_from(stored.max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facts(kind: Kind, flat: &Flat) -> Facts {
        let partition = "HT/youth_union".parse().unwrap();
        derive(DocId([7; 16]), &partition, kind, flat, Catalogue::builtin())
    }

    /// SC-2 after both phones met.
    fn two_officials() -> Flat {
        let mut flat = Flat::default();
        flat.set("state", "completed");
        flat.set("event_date", Date::new(2026, 10, 6).unwrap());
        flat.set("inspection_kind", "commune_to_group");
        flat.set("group_code", "T-0004");
        for (entry, loan) in
            [("m1", "A3"), ("m2", "A4"), ("m3", "A5"), ("t1", "A1"), ("t2", "A2"), ("t3", "A3")]
        {
            flat.set(format!("borrower.{entry}.loan_code"), loan);
            flat.set(format!("borrower.{entry}.name"), format!("Hộ vay {loan}"));
        }
        flat.set_all("general.savings_balance", [12_750_000.into(), 12_600_000.into()]);
        flat.set_all("paper_no", ["12".into(), "21".into()]);
        flat.set("finding.f1.kind", "books");
        flat.set("finding.f2.kind", "books");
        flat.set("finding.f2.removed", true);
        flat
    }

    #[test]
    fn sc2_five_distinct_borrowers_one_duplicate_one_open_conflict() {
        let facts = facts(Kind::Inspection, &two_officials());
        assert_eq!((facts.borrowers.len(), facts.checks, facts.findings, facts.conflicts), (5, 6, 1, 1));
        assert_eq!(facts.duplicates, Set::from(["A3".to_owned()]));
        assert_eq!(facts.level.as_ref().map(Code::as_str), Some("commune"));
        assert_eq!(facts.group.as_ref().map(UnitCode::as_str), Some("T-0004"));
        assert!(facts.search.contains("ho vay a3") && facts.search.contains("t-0004"));
        assert!(!facts.counts_in(2026));
    }

    #[test]
    fn a_session_adds_up_every_contributor() {
        let mut flat = Flat::default();
        flat.set("form", "oral");
        flat.set("village", "bản Huổi Cang");
        flat.set("place", "Nhà văn hóa");
        flat.set("attendees_total", 32);
        flat.set("attendees_women", 18);
        flat.set("leaflets.aa", 25);
        flat.set("leaflets.bb", 15);
        let facts = facts(Kind::Outreach, &flat);
        assert_eq!((facts.attendees, facts.women, facts.leaflets), (32, 18, 40));
        assert_eq!(
            (facts.state, facts.place.as_str(), facts.level.as_ref()),
            (State::Draft, "bản Huổi Cang", None)
        );
        assert!(facts.search.contains("huoi cang") && facts.search.contains("nha van hoa"));
    }

    #[test]
    fn photos_are_named_once_and_a_removed_one_not_at_all() {
        let mut flat = Flat::default();
        for (entry, byte) in [("a", "01"), ("b", "02"), ("c", "01"), ("d", "03")] {
            flat.set(format!("photo.{entry}.hash"), byte.repeat(32));
        }
        flat.set("photo.e.hash", "not a hash");
        flat.set("photo.b.removed", true);
        assert_eq!(facts(Kind::Outreach, &flat).photos, [PhotoHash([1; 32]), PhotoHash([3; 32])]);
        for number in 10..40 {
            flat.set(format!("photo.x{number}.hash"), number.to_string().repeat(32));
        }
        assert_eq!(facts(Kind::Outreach, &flat).photos.len(), limits::PHOTOS_MAX);
    }

    #[test]
    fn a_record_counts_by_its_state_and_the_year_of_its_day() {
        let mut flat = two_officials();
        for (state, counts) in [
            ("draft", false),
            ("completed", false),
            ("submitted", true),
            ("returned", false),
            ("accepted", true),
            ("corrected", true),
            ("void", false),
            ("from_a_newer_version", false),
        ] {
            flat.set("state", state);
            let facts = facts(Kind::Inspection, &flat);
            assert_eq!(facts.counts_in(2026), counts, "{state}");
            assert!(!facts.counts_in(2025) && !facts.counts_in(2027));
        }
    }

    #[test]
    fn values_of_a_newer_version_or_of_nonsense_make_no_figure() {
        let mut flat = Flat::default();
        flat.set("inspection_kind", "moon_to_group");
        flat.set("group_code", "not a code");
        flat.set("event_date", 20_260_230);
        flat.set("attendees_total", -5);
        flat.set("borrower.a.used_for", "nuôi dê");
        let facts = facts(Kind::Inspection, &flat);
        assert_eq!((facts.level, facts.group, facts.event_date, facts.attendees), (None, None, None, 0));
        assert_eq!((facts.borrowers.len(), facts.checks), (0, 1));
    }

    #[test]
    fn the_search_text_stays_small_and_whole() {
        let mut flat = Flat::default();
        flat.set("text.p1", "ờ".repeat(4_000));
        flat.set("text.p2", "\u{4e00}".repeat(4_000));
        assert!(facts(Kind::Feedback, &flat).search.len() <= 800);
    }

    proptest! {
        #[test]
        fn an_absent_borrower_never_counts_and_a_present_one_once(
            checks in prop::collection::vec((0..6_u8, any::<bool>(), any::<bool>()), 0..20)
        ) {
            let mut flat = Flat::default();
            for (n, (loan, absent, removed)) in checks.iter().enumerate() {
                flat.set(format!("borrower.e{n}.loan_code"), format!("L{loan}"));
                flat.set(format!("borrower.e{n}.absent"), *absent);
                flat.set(format!("borrower.e{n}.removed"), *removed);
            }
            let kept = checks.iter().filter(|(_, _, removed)| !removed);
            let present: Set<String> =
                kept.clone().filter(|(_, absent, _)| !absent).map(|(loan, _, _)| format!("L{loan}")).collect();
            let facts = facts(Kind::Inspection, &flat);
            prop_assert_eq!(facts.borrowers, present);
            prop_assert_eq!(facts.checks as usize, kept.count());
        }
    }
}
