//! The rules of the source documents on one record: what a value may be, what a record still lacks before it
//! is `completed`, who may move it on. Forms, engine and server call the same functions; they return codes,
//! and `text::sentence` has the words. No rule here writes, and none asks what day it is.

mod activity;
mod borrowers;
mod debt;
mod envelope;
mod feedback;
mod findings;
mod inspection;
mod media;
mod outreach;
mod people;
mod plan;
mod remedy;
mod small;
mod value;

pub use people::printed_name;
pub use value::{field_problem, list_of};

use crate::catalogue::Catalogue;
use crate::date::Date;
use crate::domain::facts::State;
use crate::domain::register::Group;
use crate::limits::{EVENT_YEAR_MIN, YEAR_MAX};
use crate::record::{Flat, Kind};

/// What a problem does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Blocks `completed`; never blocks saving a draft.
    Error,
    /// Shown, with the rule; blocks nothing.
    Warning,
}

/// Something that a rule says of one field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, or the prefix of its entries (`topic`, `team`) when what is missing has no key yet.
    pub key: String,
    /// Stable code; `text::sentence` has the words.
    pub code: &'static str,
    /// Whether it blocks.
    pub severity: Severity,
    /// What the sentence names: values, limits.
    pub args: Vec<String>,
}

/// What rules need beside the record.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Today, in Vietnam.
    pub today: Date,
    /// The inspected group as the bank's list has it, when it is known here.
    pub group: Option<&'c Group>,
}

/// What a record still lacks: errors block `completed`, warnings do not. In the order of the form, the same for the
/// same record everywhere.
pub fn problems(catalogue: &Catalogue, kind: Kind, flat: &Flat, context: &Context<'_>) -> Vec<Problem> {
    let mut sheet = Sheet { catalogue, kind, flat, context, problems: Vec::new() };
    if kind != Kind::FreeForm {
        envelope::check(&mut sheet);
    }
    match kind {
        Kind::Outreach => {
            outreach::check(&mut sheet);
            activity::check(&mut sheet);
        }
        Kind::Inspection => {
            inspection::check(&mut sheet);
            borrowers::check(&mut sheet);
            findings::check(&mut sheet);
        }
        Kind::Feedback => feedback::check(&mut sheet),
        Kind::Media => media::check(&mut sheet),
        Kind::Exemplary => people::exemplary(&mut sheet),
        Kind::Support => people::support(&mut sheet),
        Kind::Plan => plan::check(&mut sheet),
        Kind::Debt => debt::check(&mut sheet),
        Kind::LoanList => small::loan_list(&mut sheet),
        Kind::Capital => small::capital(&mut sheet),
        Kind::Remedy => remedy::check(&mut sheet),
        Kind::Conclusion => small::conclusion(&mut sheet),
        Kind::Profile => small::profile(&mut sheet),
        Kind::Review | Kind::FreeForm => {}
    }
    sheet.problems
}

/// True when a role may move its own record from one state to the next (catalogue `record_state` and `role`).
pub fn may_move(catalogue: &Catalogue, from: State, to: State, role: &str) -> bool {
    let follows = catalogue
        .entry("record_state", from.code())
        .is_some_and(|state| state.next.iter().any(|next| next.as_str() == to.code()));
    let rights = catalogue.entry("role", role).map_or(&[][..], |role| &role.write);
    let has = |right: &str| rights.iter().any(|held| held.as_str() == right);
    follows
        && match to {
            State::Draft | State::Completed => has("own_org_commune") || has("own_inspections"),
            State::Submitted => has("submit") || has("own_inspections"),
            State::Returned => has("return"),
            State::Accepted | State::Corrected => has("accept"),
            State::Void => has("void"),
            State::Unknown => false,
        }
}

/// One record under examination and what was found so far.
struct Sheet<'s> {
    catalogue: &'s Catalogue,
    kind: Kind,
    flat: &'s Flat,
    context: &'s Context<'s>,
    problems: Vec<Problem>,
}

impl Sheet<'_> {
    fn error<const N: usize>(&mut self, key: impl Into<String>, code: &'static str, args: [String; N]) {
        self.add(key.into(), code, Severity::Error, args.into());
    }

    fn warn<const N: usize>(&mut self, key: impl Into<String>, code: &'static str, args: [String; N]) {
        self.add(key.into(), code, Severity::Warning, args.into());
    }

    fn add(&mut self, key: String, code: &'static str, severity: Severity, args: Vec<String>) {
        self.problems.push(Problem { key, code, severity, args });
    }

    /// An error when a narrative has no words.
    fn require_words(&mut self, prefix: &str, code: &'static str) {
        if self.flat.paragraphs(prefix).all(|(_, text)| text.trim().is_empty()) {
            self.error(prefix, code, []);
        }
    }

    /// An error when a day lies behind another one that came first; `said` names both.
    fn in_order(&mut self, first: &str, then: &str, said: &'static str) {
        let days = self.flat.date(first).zip(self.flat.date(then));
        if let Some((first, day)) = days.filter(|(first, day)| day < first) {
            self.error(then, said, [day.to_string(), first.to_string()]);
        }
    }

    /// An error when a day lies in the future.
    fn not_in_future(&mut self, key: impl Into<String>) {
        let (key, today) = (key.into(), self.context.today);
        if let Some(day) = self.flat.date(&key).filter(|day| *day > today.plus_days(1)) {
            self.error(key, "event_date.in_future", [day.to_string(), today.to_string()]);
        }
    }

    /// An error when there is no year, or none that can be.
    fn require_year(&mut self) {
        match self.flat.int("year") {
            None => self.error("year", "year.missing", []),
            Some(year) if !(i64::from(EVENT_YEAR_MIN)..=YEAR_MAX).contains(&year) => {
                self.error("year", "year.wrong", [year.to_string()]);
            }
            Some(_) => {}
        }
    }

    /// An error when a field is empty.
    fn require(&mut self, key: &str, code: &'static str) {
        if self.flat.get(key).is_none() {
            self.error(key, code, []);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_officer_completes_and_only_the_lead_submits_or_voids() {
        let catalogue = Catalogue::builtin();
        let may = |from, to, role| may_move(catalogue, from, to, role);
        assert!(may(State::Draft, State::Completed, "field_officer"));
        assert!(may(State::Completed, State::Draft, "field_officer"));
        assert!(may(State::Returned, State::Completed, "field_officer"));
        assert!(!may(State::Completed, State::Submitted, "field_officer"));
        assert!(!may(State::Draft, State::Void, "field_officer"));
        assert!(may(State::Completed, State::Submitted, "commune_lead"));
        assert!(may(State::Draft, State::Void, "commune_lead"));
        assert!(!may(State::Draft, State::Submitted, "commune_lead"));
        assert!(!may(State::Submitted, State::Accepted, "commune_lead"));
        assert!(may(State::Submitted, State::Accepted, "area_clerk"));
        assert!(may(State::Submitted, State::Returned, "area_clerk"));
        for role in ["inspector", "area_clerk"] {
            assert!(may(State::Draft, State::Completed, role));
            assert!(may(State::Completed, State::Submitted, role));
        }
    }

    #[test]
    fn who_only_looks_moves_nothing_and_nothing_leaves_void_or_an_unknown_state() {
        let catalogue = Catalogue::builtin();
        for from in State::ALL {
            for to in State::ALL {
                for role in ["province_viewer", "admin", "nobody"] {
                    assert!(!may_move(catalogue, from, to, role));
                }
                assert!(!may_move(catalogue, State::Void, to, "commune_lead"));
                assert!(!may_move(catalogue, State::Unknown, to, "commune_lead"));
            }
        }
    }
}
