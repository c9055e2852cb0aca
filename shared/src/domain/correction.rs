//! Corrections after acceptance (records.md §0, §11.5). The commune's lead asks inside the record: which field, what is
//! right, why; the office approves or declines inside the record's review. Neither entry is ever changed. What was
//! approved is laid over the record wherever it is read or counted; the old value, the new one, who, when and why stay
//! to be seen. The order of approvals is that of the office's clock, never of a phone's.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::record::{Flat, Kind, Scalar, Writers, find};
use crate::sorted::{Map, sort_by_key};

/// The map of a record in which corrections are asked.
pub const ASKED: &str = "correction";
/// The map of a review in which they are answered.
pub const ANSWERED: &str = "approval";

/// What the lead asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Its entry.
    pub id: String,
    /// The field.
    pub key: String,
    /// What is right; `Null` to empty the field.
    pub new: Scalar,
    /// Why.
    pub reason: String,
}

/// What the office says to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The entry that it is about.
    pub id: String,
    /// True when approved. Two offices that contradict each other approve nothing.
    pub granted: bool,
    /// Why; empty for an approval without a word.
    pub reason: String,
    /// Name of who decided.
    pub by: String,
    /// When, by the office's clock, Unix milliseconds.
    pub at_ms: i64,
}

/// A correction as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was asked.
    pub asked: Asked,
    /// The value that it is to replace, or did; `Null` for none.
    pub old: Scalar,
    /// What the office said; `None` while it waits.
    pub answer: Option<Answer>,
}

impl Correction {
    /// The day from which it holds; `None` while it waits or when it was declined.
    pub fn granted_on(&self) -> Option<Date> {
        self.answer.as_ref().filter(|answer| answer.granted).map(|answer| Date::in_vietnam(answer.at_ms))
    }
}

/// What a record carries along for its corrections: kept only where somebody asked for one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Of a record: what was asked.
    pub asked: Vec<Asked>,
    /// Of a review: what was answered. Of a record: nothing, until its review is laid over it.
    pub answers: Vec<Answer>,
    /// Of a record: its fields without any correction.
    pub flat: Flat,
}

impl Ledger {
    /// What a record asks, or a review answers; `None` for nearly all.
    pub fn of(kind: Kind, flat: &Flat) -> Option<Box<Self>> {
        let (asked, answers) = (asked(kind, flat), answers(kind, flat));
        let flat = if asked.is_empty() { Flat::default() } else { flat.clone() };
        (!asked.is_empty() || !answers.is_empty()).then(|| Box::new(Self { asked, answers, flat }))
    }

    /// Every correction with what it replaces: the answered ones in the order of their answers, then those that wait.
    pub fn corrections(&self) -> Vec<Correction> {
        let answers: Map<&str, &Answer> =
            self.answers.iter().map(|answer| (answer.id.as_str(), answer)).collect();
        let mut all: Vec<(&Asked, Option<&Answer>)> =
            self.asked.iter().map(|asked| (asked, answers.get(asked.id.as_str()).copied())).collect();
        sort_by_key(&mut all, |(asked, answer)| {
            (answer.is_none(), answer.map(|answer| answer.at_ms), asked.id.clone())
        });
        let mut now: Map<&str, &Scalar> = Map::new();
        let mut corrections = Vec::new();
        for (asked, answer) in all {
            let old = now.get(asked.key.as_str()).copied().or(self.flat.get(&asked.key));
            corrections.push(Correction {
                asked: asked.clone(),
                old: old.cloned().unwrap_or(Scalar::Null),
                answer: answer.cloned(),
            });
            if answer.is_some_and(|answer| answer.granted) {
                now.insert(&asked.key, &asked.new);
            }
        }
        corrections
    }

    /// The record with what was approved laid over it; `None` when nothing was.
    pub fn corrected(&self) -> Option<Flat> {
        let granted = self.corrections().into_iter().filter(|correction| correction.granted_on().is_some());
        let edits: Vec<_> = granted.map(|correction| (correction.asked.key, correction.asked.new)).collect();
        let mut flat = self.flat.clone();
        flat.apply(&edits);
        (!edits.is_empty()).then_some(flat)
    }
}

/// What was asked in a record, by entry. An entry without a key of this kind asks nothing.
fn asked(kind: Kind, flat: &Flat) -> Vec<Asked> {
    let one = |id: String| {
        let at = |field: &str| format!("{ASKED}.{id}.{field}");
        let key = flat.text(&at("key")).filter(|key| may_be_corrected(kind, key))?.to_owned();
        let new = flat.get(&at("new")).cloned().unwrap_or(Scalar::Null);
        let reason = flat.text(&at("reason")).unwrap_or_default().to_owned();
        let fits = find(kind, &key).is_some_and(|field| field.value.admits(&new));
        fits.then_some(Asked { id, key, new, reason })
    };
    flat.entries(ASKED).into_iter().filter_map(one).collect()
}

fn answers(kind: Kind, flat: &Flat) -> Vec<Answer> {
    if kind != Kind::Review {
        return Vec::new();
    }
    let one = |id: String| {
        let text =
            |field: &str| flat.text(&format!("{ANSWERED}.{id}.{field}")).unwrap_or_default().to_owned();
        let granted = flat.all(&format!("{ANSWERED}.{id}.granted"));
        Answer {
            granted: !granted.is_empty() && granted.iter().all(|value| *value == Scalar::Bool(true)),
            reason: text("reason"),
            by: text("by"),
            at_ms: flat.int(&format!("{ANSWERED}.{id}.at")).unwrap_or(0),
            id,
        }
    };
    flat.entries(ANSWERED).into_iter().map(one).collect()
}

/// True for a field whose value may be put right: what people wrote, and not what the program notes, how the record
/// stands, or what is asked of it. Unit and organisation are struck out and written anew (records.md §0).
pub fn may_be_corrected(kind: Kind, key: &str) -> bool {
    let of_the_way = ["state", "void_reason", "org", "unit", "date_confirmed"];
    let is_asked = key.strip_prefix(ASKED).is_some_and(|rest| rest.starts_with('.'));
    let known = find(kind, key).is_some_and(|field| field.writers != Writers::SYSTEM);
    known && !is_asked && !of_the_way.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(fields: &[(&str, Scalar)]) -> Flat {
        let mut flat = Flat::default();
        for (key, value) in fields {
            flat.set(*key, value.clone());
        }
        flat
    }

    fn ledger(granted: &[(&str, bool, i64)]) -> Ledger {
        let flat = record(&[
            ("general.overdue", 18_000_000.into()),
            ("correction.a.key", "general.overdue".into()),
            ("correction.a.new", 8_000_000.into()),
            ("correction.a.reason", "ghi nhầm".into()),
            ("correction.b.key", "general.overdue".into()),
            ("correction.b.new", 8_500_000.into()),
            ("correction.c.key", "paper_no".into()),
        ]);
        let mut review = Flat::default();
        for (id, yes, at) in granted {
            review.set(format!("approval.{id}.granted"), *yes);
            review.set(format!("approval.{id}.at"), *at);
            review.set(format!("approval.{id}.by"), "Hoàng Thị Ví Dụ");
        }
        let mut ledger = *Ledger::of(Kind::Inspection, &flat).unwrap();
        ledger.answers = Ledger::of(Kind::Review, &review).map(|found| found.answers).unwrap_or_default();
        ledger
    }

    #[test]
    fn what_is_asked_changes_nothing_and_what_is_approved_says_what_it_replaced() {
        let asked = ledger(&[]);
        assert_eq!((asked.corrected(), asked.corrections().len()), (None, 3));
        let granted = ledger(&[("a", true, 1_793_664_000_000)]);
        assert_eq!(granted.corrected().unwrap().int("general.overdue"), Some(8_000_000));
        let first = &granted.corrections()[0];
        assert_eq!((first.old.clone(), first.asked.reason.as_str()), (18_000_000.into(), "ghi nhầm"));
        assert_eq!(first.granted_on().unwrap().to_string(), "03/11/2026");
        let declined = ledger(&[("a", false, 5)]);
        assert_eq!(declined.corrected(), None);
        assert!(
            declined.corrections()[0].answer.is_some() && declined.corrections()[0].granted_on().is_none()
        );
    }

    #[test]
    fn of_two_corrections_of_one_field_the_one_approved_last_holds_and_each_names_its_predecessor() {
        let both = ledger(&[("b", true, 5), ("a", true, 9)]);
        assert_eq!(both.corrected().unwrap().int("general.overdue"), Some(8_000_000));
        let olds: Vec<_> = both.corrections().into_iter().map(|one| (one.asked.id, one.old)).collect();
        assert_eq!(olds[0], ("b".to_owned(), 18_000_000.into()));
        assert_eq!(olds[1], ("a".to_owned(), 8_500_000.into()));
    }

    #[test]
    fn two_offices_that_contradict_each_other_approve_nothing() {
        let mut review = Flat::default();
        review.set_all("approval.a.granted", [true.into(), false.into()]);
        let said = Ledger::of(Kind::Review, &review).unwrap();
        assert!(!said.answers[0].granted);
    }

    #[test]
    fn only_what_people_wrote_is_corrected() {
        let asks = |key: &str, new: Scalar| {
            let flat = record(&[("correction.a.key", key.into()), ("correction.a.new", new)]);
            Ledger::of(Kind::Inspection, &flat).is_some()
        };
        assert!(asks("event_date", 20_261_003.into()) && asks("borrower.x.balance_actual", 5.into()));
        for key in ["state", "created_by", "submitted_heads", "correction.a.key", "nonsense", "unit"] {
            assert!(!asks(key, "x".into()), "{key}");
        }
        assert!(!asks("general.overdue", "tám triệu".into()), "a value that the field does not take");
        assert_eq!(Ledger::of(Kind::Outreach, &record(&[("place", "Nhà văn hóa".into())])), None);
    }
}
