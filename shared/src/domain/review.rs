//! What the office decides of a record: accepted, or returned with a reason. Decisions stand in a document of
//! their own, the record's review, which the office alone writes; so the facts of a record are derived from the
//! record, those of a review from the review, and joined here, by the one function that phone, office and
//! province call before they list or count. A decision is about one handed-in version of a record and says
//! nothing of another: handing in anew is what outdates a return. No clock decides anything here.

use serde::{Deserialize, Serialize};

use super::correction::Correction;
use super::facts::{Facts, State};
use super::figures::{Entry, derive};
use crate::catalogue::Catalogue;
use crate::id::{ChangeHash, DocId};
use crate::record::{Edit, Flat, Kind};
use crate::sorted::{Map, Set, sort_by_key};

/// The field of a record that names the version handed in, or struck out, last.
pub const SUBMISSION: &str = "submitted_heads";
/// The field of a record that says how it stands.
pub const STATE: &str = "state";

/// One decision of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The handed-in version that it is about, as [`version`] names it.
    pub submission: String,
    /// What was decided: `Returned`, `Accepted` or `Void`.
    pub state: State,
    /// Why; empty for an acceptance without a word.
    pub reason: String,
    /// Name of who decided.
    pub by: String,
    /// When, by the office's clock, Unix milliseconds.
    pub at_ms: i64,
    /// How many decisions on this record its author knew: one that settles a contradiction stands above both.
    pub round: u32,
    /// How many late edits its author has seen.
    pub late: u32,
}

/// The review of a record, and the record of a review: each is named by the other's bits, turned over. So either is
/// found from the other without an index.
pub fn counterpart(doc: DocId) -> DocId {
    DocId(doc.0.map(|byte| !byte))
}

/// Names the version of a record that has these newest changes: 32 hex digits, the same in any order.
pub fn version(heads: &[ChangeHash]) -> String {
    let first = |hash: &ChangeHash| hash.0.first_chunk().map_or(0, |half| u128::from_be_bytes(*half));
    format!("{:032x}", heads.iter().map(first).fold(0, |all, one| all ^ one))
}

/// What a change that hands a record in, or strikes it out, says beside its state: which version that was. Nothing for
/// other edits. `heads` are the record's newest changes before this one.
pub fn handing_in(edits: &[Edit], heads: &[ChangeHash]) -> Option<Edit> {
    let closes = |(key, value): &Edit| {
        let states = [State::Submitted, State::Void];
        key == STATE && states.iter().any(|state| *value == state.code().into())
    };
    edits.iter().any(closes).then(|| (SUBMISSION.to_owned(), version(heads).into()))
}

/// The version of a record that was handed in last; `None` before the first time.
pub fn submission(flat: &Flat) -> Option<String> {
    flat.text(SUBMISSION).map(str::to_owned)
}

/// Everything that a review says, the last word last.
pub fn decisions(flat: &Flat) -> Vec<Decision> {
    let decision = |entry: String| {
        let text =
            |field: &str| flat.text(&format!("decision.{entry}.{field}")).unwrap_or_default().to_owned();
        let number = |field: &str| flat.int(&format!("decision.{entry}.{field}")).unwrap_or(0);
        let count = |field: &str| u32::try_from(number(field)).unwrap_or(0);
        Decision {
            submission: text("submission"),
            state: State::from_code(&text("state")),
            reason: text("reason"),
            by: text("by"),
            at_ms: number("at"),
            round: count("round"),
            late: count("late"),
        }
    };
    let mut all: Vec<Decision> = flat.entries("decision").into_iter().map(decision).collect();
    sort_by_key(&mut all, |decision| (decision.round, decision.at_ms));
    all
}

/// Lays what the office decided over the facts of a record: the decisions about the version handed in last, and the
/// state that follows from them. A record that is being written again stands where its writers put it; one on which
/// the office decided two things stays handed in until the office settles it. One that the office struck out stays
/// so, also when somebody who did not know of it hands it in anew, until the office itself gives it back.
fn decide(record: &mut Facts, review: &[Decision]) {
    let about_it = |decision: &Decision| Some(&decision.submission) == record.submission.as_ref();
    let struck = review.iter().rfind(|decision| decision.state == State::Void).filter(|struck| {
        review.iter().all(|other| other.state == State::Void || other.round <= struck.round)
    });
    let kept = |decision: &&Decision| about_it(decision) || Some(*decision) == struck;
    record.decisions = review.iter().filter(kept).cloned().collect();
    if struck.is_some() {
        record.state = State::Void;
        return;
    }
    let mut verdicts = record.verdicts().into_iter();
    if let (Some(only), None) = (verdicts.next(), verdicts.next()) {
        record.state = match (record.state, only) {
            (State::Submitted, only) => only,
            (State::Void, State::Returned) => State::Returned,
            (state, _) => state,
        };
    }
    // What is written now is the answer to the return.
    if record.state == State::Returned {
        record.late = 0;
    }
}

/// Lays a review over its record: approved corrections over its fields, decisions over its state.
pub fn lay(record: &mut Entry, review: &Entry, catalogue: &Catalogue) {
    if let Some(mut ledger) = record.ledger.take() {
        ledger.answers = review.ledger.as_ref().map(|said| said.answers.clone()).unwrap_or_default();
        if let Some(corrected) = ledger.corrected() {
            let Facts { doc, partition, kind, .. } = &record.facts;
            *record = derive(*doc, partition, *kind, &corrected, catalogue);
        }
        let corrections = ledger.corrections();
        record.facts.asked = number(corrections.iter().filter(|one| one.answer.is_none()).count());
        record.facts.corrected_on = corrections.iter().filter_map(Correction::granted_on).max();
        record.ledger = Some(ledger);
    }
    decide(&mut record.facts, &review.facts.decisions);
    if record.facts.state == State::Accepted && record.facts.corrected_on.is_some() {
        record.facts.state = State::Corrected;
    }
}

/// A record as it would count without its corrections.
pub fn uncorrected(record: &Entry, catalogue: &Catalogue) -> Entry {
    let Facts { doc, partition, kind, state, corrected_on, .. } = &record.facts;
    match record.ledger.as_ref().filter(|_| corrected_on.is_some()) {
        None => record.clone(),
        Some(ledger) => {
            let mut without = derive(*doc, partition, *kind, &ledger.flat, catalogue);
            without.facts.state = *state;
            without
        }
    }
}

fn number(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// Entries as people read and count them: reviews laid over their records, and gone from the list.
pub fn join(entries: Vec<Entry>, catalogue: &Catalogue) -> Vec<Entry> {
    let (reviews, mut records): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.facts.kind == Kind::Review);
    let reviews: Map<DocId, Entry> = reviews.into_iter().map(|review| (review.facts.doc, review)).collect();
    for record in &mut records {
        let review = reviews.get(&counterpart(record.facts.doc));
        if let Some(review) = review.filter(|review| review.facts.partition == record.facts.partition) {
            lay(record, review, catalogue);
        }
    }
    records
}

impl Facts {
    /// What the office decided of the version handed in last: nothing, one thing, or two that contradict each other.
    pub fn verdicts(&self) -> Set<State> {
        let last = self.decisions.last().map(|decision| decision.round);
        let of_it = self.decisions.iter().filter(|decision| Some(decision.round) == last);
        of_it.map(|decision| decision.state).collect()
    }

    /// Late edits that nobody at the office has seen yet.
    pub fn late_unseen(&self) -> u32 {
        self.late.saturating_sub(self.decisions.iter().map(|decision| decision.late).max().unwrap_or(0))
    }

    /// The return that is still to be answered; `None` once the record is handed in anew.
    pub fn returned(&self) -> Option<&Decision> {
        self.decisions.last().filter(|decision| decision.state == State::Returned)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::Scalar;

    const RECORD: DocId = DocId([7; 16]);

    fn entry(doc: DocId, kind: Kind, fields: &[(&str, Scalar)]) -> Entry {
        let mut flat = Flat::default();
        for (key, value) in fields {
            flat.set(*key, value.clone());
        }
        derive(doc, &"CL/youth_union".parse().unwrap(), kind, &flat, Catalogue::builtin())
    }

    fn record(state: &str, version: &str) -> Entry {
        entry(RECORD, Kind::Inspection, &[("state", state.into()), (SUBMISSION, version.into())])
    }

    /// Decisions as version, state, time and round.
    fn review(decisions: &[(&str, &str, i64, i64)]) -> Entry {
        let mut fields = vec![("kind".to_owned(), Scalar::from("review"))];
        for (number, (version, state, at, round)) in decisions.iter().enumerate() {
            let key = |field: &str| format!("decision.e{number}.{field}");
            fields.push((key("submission"), (*version).into()));
            fields.push((key("state"), (*state).into()));
            fields.push((key("reason"), format!("lý do {number}").into()));
            fields.push((key("by"), "Hoàng Thị Ví Dụ".into()));
            fields.push((key("at"), (*at).into()));
            fields.push((key("round"), (*round).into()));
        }
        let fields: Vec<_> = fields.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
        entry(counterpart(RECORD), Kind::Review, &fields)
    }

    fn joined(record: Entry, review: Entry) -> Facts {
        let [only] = <[Entry; 1]>::try_from(join(vec![review, record], Catalogue::builtin())).unwrap();
        only.facts
    }

    #[test]
    fn a_returned_record_does_not_count_and_an_accepted_one_does() {
        let returned = joined(record("submitted", "v1"), review(&[("v1", "returned", 5, 0)]));
        assert_eq!((returned.state, returned.state.counts()), (State::Returned, false));
        let said = returned.returned().map(|said| (said.reason.as_str(), said.by.as_str(), said.at_ms));
        assert_eq!(said, Some(("lý do 0", "Hoàng Thị Ví Dụ", 5)));
        let accepted = joined(record("submitted", "v1"), review(&[("v1", "accepted", 5, 0)]));
        assert_eq!((accepted.state, accepted.state.counts()), (State::Accepted, true));
    }

    #[test]
    fn handing_in_anew_outdates_an_older_return_whatever_the_clocks_say() {
        let decided = review(&[("v1", "returned", 9_000, 0), ("v2", "accepted", 1, 0)]);
        assert_eq!(joined(record("submitted", "v1"), decided.clone()).state, State::Returned);
        assert_eq!(joined(record("submitted", "v2"), decided.clone()).state, State::Accepted);
        let anew = joined(record("submitted", "v3"), decided);
        assert_eq!((anew.state, anew.decisions.len()), (State::Submitted, 0));
    }

    #[test]
    fn a_record_that_is_being_mended_stands_where_its_writers_put_it_and_still_shows_why() {
        for (state, expected) in [("completed", State::Completed), ("draft", State::Draft)] {
            let mended = joined(record(state, "v1"), review(&[("v1", "returned", 5, 0)]));
            assert_eq!(mended.state, expected);
            assert!(mended.returned().is_some());
        }
    }

    #[test]
    fn what_the_lead_strikes_out_stays_so_until_the_office_gives_that_very_version_back() {
        let older = review(&[("v1", "returned", 5, 0), ("v1", "accepted", 6, 1)]);
        assert_eq!(joined(record("void", "v2"), older).state, State::Void);
        let given_back = joined(record("void", "v2"), review(&[("v2", "returned", 5, 0)]));
        assert_eq!((given_back.state, given_back.returned().is_some()), (State::Returned, true));
        assert_eq!(joined(record("void", "v2"), review(&[("v2", "accepted", 5, 0)])).state, State::Void);
    }

    #[test]
    fn what_the_office_strikes_out_stays_so_whoever_hands_it_in_anew_until_the_office_gives_it_back() {
        let struck = [("v1", "accepted", 5, 0), ("v1", "void", 6, 1)];
        assert_eq!(joined(record("submitted", "v1"), review(&struck)).state, State::Void);
        let anew = joined(record("submitted", "v2"), review(&struck));
        assert_eq!((anew.state, anew.decisions.len()), (State::Void, 1), "and says who struck it out");
        let given_back = [struck[0], struck[1], ("v2", "returned", 7, 2)];
        assert_eq!(joined(record("submitted", "v2"), review(&given_back)).state, State::Returned);
        assert_eq!(joined(record("submitted", "v3"), review(&given_back)).state, State::Submitted);
        let at_once = [("v1", "void", 5, 0), ("v1", "accepted", 5, 0)];
        assert_eq!(joined(record("submitted", "v1"), review(&at_once)).state, State::Void);
    }

    #[test]
    fn two_decisions_that_contradict_each_other_are_both_shown_and_neither_is_chosen() {
        let contested =
            joined(record("submitted", "v1"), review(&[("v1", "returned", 5, 0), ("v1", "accepted", 5, 0)]));
        assert_eq!((contested.state, contested.verdicts().len()), (State::Submitted, 2));
        let twice =
            joined(record("submitted", "v1"), review(&[("v1", "returned", 5, 0), ("v1", "returned", 6, 0)]));
        assert_eq!((twice.state, twice.decisions.len()), (State::Returned, 2));
        let last_word = [("v1", "returned", 5, 0), ("v1", "accepted", 5, 0), ("v1", "accepted", 1, 2)];
        let settled = joined(record("submitted", "v1"), review(&last_word));
        assert_eq!((settled.state, settled.decisions.len(), settled.returned()), (State::Accepted, 3, None));
    }

    #[test]
    fn a_review_is_no_record_and_says_nothing_of_another_one() {
        let mut other = record("submitted", "v1");
        other.facts.doc = DocId([8; 16]);
        let all = join(vec![review(&[("v1", "returned", 5, 0)]), other.clone()], Catalogue::builtin());
        assert_eq!(all, [other]);
        let mut foreign = review(&[("v1", "returned", 5, 0)]);
        foreign.facts.partition = "HT/youth_union".parse().unwrap();
        assert_eq!(joined(record("submitted", "v1"), foreign).state, State::Submitted);
        assert_eq!(counterpart(counterpart(RECORD)), RECORD);
    }

    #[test]
    fn a_change_that_hands_in_names_the_version_and_no_other_change_does() {
        let heads = [ChangeHash([3; 32]), ChangeHash([4; 32])];
        let state = |state: State| vec![("state".to_owned(), state.code().into())];
        assert_eq!(handing_in(&state(State::Completed), &heads), None);
        let (key, value) = handing_in(&state(State::Submitted), &heads).unwrap();
        assert_eq!((key.as_str(), value), (SUBMISSION, "07".repeat(16).into()));
        assert!(crate::record::find(Kind::Outreach, SUBMISSION).is_some());
    }

    proptest! {
        #[test]
        fn in_whatever_order_records_and_reviews_are_read_they_join_alike(
            order in Just((0..12_u8).collect::<Vec<_>>()).prop_shuffle()
        ) {
            let one = |number: u8| {
                let doc = DocId([number / 2 + 1; 16]);
                let verdict = if number.is_multiple_of(3) { "returned" } else { "accepted" };
                let (doc, mut entry) = if number.is_multiple_of(2) {
                    (doc, record("submitted", "v1"))
                } else {
                    (counterpart(doc), review(&[("v1", verdict, 5, 0)]))
                };
                entry.facts.doc = doc;
                entry
            };
            let joined = |order: &[u8]| {
                let mut all = join(order.iter().copied().map(one).collect(), Catalogue::builtin());
                all.sort_by_key(|entry| entry.facts.doc);
                all
            };
            let all = joined(&order);
            prop_assert_eq!(all.iter().filter(|entry| entry.facts.state == State::Returned).count(), 2);
            prop_assert_eq!(all, joined(&(0..12).collect::<Vec<_>>()));
        }

        #[test]
        fn a_version_has_the_same_name_in_any_order(mut heads in prop::collection::vec(any::<[u8; 32]>(), 0..5)) {
            let name = |heads: &[[u8; 32]]| version(&heads.iter().copied().map(ChangeHash).collect::<Vec<_>>());
            let forward = name(&heads);
            heads.reverse();
            prop_assert_eq!(&forward, &name(&heads));
            prop_assert_eq!(forward.len(), 32);
        }
    }
}
