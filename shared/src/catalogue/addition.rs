//! What an office adds to the catalogue between two releases: an event, an outlet, a legal text, a question. The
//! entries go down to the phones of its area inside their register and are laid over the built-in catalogue there
//! and at the office alike. An addition never changes, hides or takes the place of anything built in.

use serde::{Deserialize, Serialize};

use super::{AnswerKind, Catalogue, Entry, Question, Range};
use crate::date::Date;
use crate::id::{Code, entry_id};

/// With what the id of every addition begins, and of nothing built in: the two can never meet, in any release.
pub const PREFIX: &str = "added_";

/// One entry that an office added. Its id and what it is stay as they are; words are corrected, the last day is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Stable id, drawn by the office's server, never used again.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words; the Vietnamese ones where there are none.
    pub en: String,
    /// First day; open when absent.
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    pub valid_to: Option<Date>,
    /// What it is.
    pub what: Added,
}

/// What kind of entry an addition is, with what only this kind has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Added {
    /// An event of the country or of the place, to which activities may be tied.
    Event {
        /// Its year.
        year: i32,
    },
    /// A place of publication.
    Outlet {
        /// `newspaper`, `broadcast`, `web`, `internal`, `social`.
        kind: Code,
        /// A `level`, or `any`.
        level: Code,
    },
    /// A legal text that activities make known.
    LegalText,
    /// A question of a checklist, after those of its subject.
    Question {
        /// The subject.
        subject: Code,
        /// Shape of the answer; not a choice.
        answer: AnswerKind,
        /// The answer that raises no finding.
        good: Option<Code>,
    },
}

impl Addition {
    /// An id that was never given before, from random bytes: also a server that came back from a backup does not give
    /// out an id twice.
    pub fn draw_id(random: [u8; 8]) -> Option<Code> {
        format!("{PREFIX}{}", entry_id(random)).parse().ok()
    }
}

impl Added {
    /// The list of the catalogue in which the entry stands; `None` for a question.
    pub const fn list(&self) -> Option<&'static str> {
        match self {
            Self::Event { .. } => Some("national_event"),
            Self::Outlet { .. } => Some("outlet"),
            Self::LegalText => Some("legal_text"),
            Self::Question { .. } => None,
        }
    }
}

impl Catalogue {
    /// This catalogue with an office's additions after its own entries. An id that is there already stays what it is;
    /// the same additions twice are there once.
    #[must_use]
    pub fn with(mut self, additions: &[Addition]) -> Self {
        for addition in additions.iter().filter(|addition| addition.id.as_str().starts_with(PREFIX)) {
            match addition.what.list() {
                Some(list) if self.entry(list, addition.id.as_str()).is_none() => {
                    self.lists.entry(list.to_owned()).or_default().push(addition.entry());
                }
                None if self.question(addition.id.as_str()).is_none() => self.ask_also(addition),
                _ => {}
            }
        }
        self
    }

    fn ask_also(&mut self, addition: &Addition) {
        let Added::Question { subject, answer, good } = &addition.what else { return };
        let subject = self.subjects.iter_mut().find(|known| known.id == *subject);
        let Some(subject) = subject.filter(|_| *answer != AnswerKind::Choice) else { return };
        subject.questions.push(Question {
            id: addition.id.clone(),
            vi: addition.vi.clone(),
            en: addition.english().to_owned(),
            answer: *answer,
            good: good.clone(),
            choices: Vec::new(),
            valid_from: addition.valid_from,
            valid_to: addition.valid_to,
            src: String::new(),
        });
    }
}

impl Addition {
    fn english(&self) -> &str {
        if self.en.is_empty() { &self.vi } else { &self.en }
    }

    fn entry(&self) -> Entry {
        let (year, kind, level) = match &self.what {
            Added::Event { year } => (Some(*year), None, None),
            Added::Outlet { kind, level } => (None, Some(kind.clone()), Some(level.clone())),
            Added::LegalText | Added::Question { .. } => (None, None, None),
        };
        Entry {
            id: self.id.clone(),
            vi: self.vi.clone(),
            en: self.english().to_owned(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            year,
            kind,
            level,
            next: Vec::new(),
            group: None,
            measure: None,
            range: Range::default(),
            excludes_illustrations: false,
            subjects: Vec::new(),
            outlets: Vec::new(),
            outlets_province: Vec::new(),
            outlets_district: Vec::new(),
            levels: Vec::new(),
            by_level: None,
            of_level: None,
            tier_profile: None,
            in_tier: Vec::new(),
            paper_form: None,
            org: None,
            entrusted: false,
            bank_code: None,
            abbrev: None,
            sensitive: false,
            score_min: None,
            period: None,
            per: None,
            read: Vec::new(),
            write: Vec::new(),
            src: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Language;

    fn addition(id: &str, words: &str, what: Added) -> Addition {
        Addition {
            id: id.parse().unwrap(),
            vi: words.to_owned(),
            en: String::new(),
            valid_from: None,
            valid_to: None,
            what,
        }
    }

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    fn question(subject: &str) -> Added {
        Added::Question { subject: code(subject), answer: AnswerKind::YesNo, good: Some(code("yes")) }
    }

    #[test]
    fn nothing_built_in_has_an_id_of_an_addition() {
        let catalogue = Catalogue::builtin();
        let entries = catalogue.lists.values().flatten().map(|entry| &entry.id);
        let questions =
            catalogue.subjects.iter().flat_map(|subject| &subject.questions).map(|question| &question.id);
        assert!(entries.chain(questions).all(|id| !id.as_str().starts_with(PREFIX)));
    }

    #[test]
    fn an_event_a_text_an_outlet_and_a_question_are_there_with_their_words_and_days() {
        let day = |number| Date::new(2026, 10, number).unwrap();
        let mut event =
            addition("added_aaaaaaaaaa", "Ngày hội vùng cao Bản Mây", Added::Event { year: 2026 });
        event.valid_to = Some(day(9));
        let additions = [
            event,
            addition("added_bbbbbbbbbb", "Nghị quyết 05/NQ-HĐND", Added::LegalText),
            addition(
                "added_cccccccccc",
                "Trang Bản Mây",
                Added::Outlet { kind: code("web"), level: code("commune") },
            ),
            addition("added_dddddddddd", "Tổ có bảng niêm yết không?", question("group_activity")),
        ];
        let catalogue = Catalogue::of_this_release().with(&additions);
        assert_eq!(catalogue.events(2026).last().unwrap().vi, "Ngày hội vùng cao Bản Mây");
        let event = catalogue.entry("national_event", "added_aaaaaaaaaa").unwrap();
        assert!(event.is_valid(day(9)) && !event.is_valid(day(10)));
        assert_eq!(catalogue.label("legal_text", "added_bbbbbbbbbb", Language::En), "Nghị quyết 05/NQ-HĐND");
        assert_eq!(
            catalogue.entry("outlet", "added_cccccccccc").unwrap().kind.as_ref().unwrap().as_str(),
            "web"
        );
        let asked = catalogue.subjects("commune_to_group").flat_map(|subject| &subject.questions);
        assert_eq!(asked.filter(|question| question.id.as_str() == "added_dddddddddd").count(), 1);
        let old = Catalogue::builtin().label("national_event", "added_aaaaaaaaaa", Language::Vi);
        assert_eq!(old, "added_aaaaaaaaaa — chưa rõ (bản mới hơn)");
    }

    #[test]
    fn ids_are_segments_of_keys_and_codes() {
        for random in [[0; 8], [255; 8], [7; 8]] {
            assert!(crate::record::is_segment(Addition::draw_id(random).unwrap().as_str()));
        }
        assert_ne!(Addition::draw_id([1; 8]), Addition::draw_id([2; 8]));
    }

    fn any_addition() -> impl Strategy<Value = Addition> {
        let builtin = Catalogue::builtin();
        let taken: Vec<String> = ["national_event", "outlet", "topic"]
            .iter()
            .flat_map(|list| builtin.list(list).iter().map(|entry| entry.id.to_string()))
            .chain(["ga_rank".to_owned(), "credit_rules".to_owned()])
            .collect();
        let id = prop_oneof![
            "[a-f]{10}".prop_map(|tail| format!("{PREFIX}{tail}")),
            "[ab]".prop_map(|tail| format!("{PREFIX}{tail}")),
            proptest::sample::select(taken),
        ];
        let subjects: Vec<String> = builtin
            .subjects
            .iter()
            .map(|subject| subject.id.to_string())
            .chain(["none".to_owned()])
            .collect();
        let what = prop_oneof![
            (2020..2030).prop_map(|year| Added::Event { year }),
            Just(Added::Outlet { kind: code("web"), level: code("any") }),
            Just(Added::LegalText),
            proptest::sample::select(subjects).prop_map(|subject| question(&subject)),
        ];
        (id, "[a-zạ-ỹ ]{1,20}", what).prop_map(|(id, words, what)| addition(&id, &words, what))
    }

    proptest! {
        #[test]
        fn additions_never_change_or_hide_what_is_built_in_and_twice_is_once(
            additions in proptest::collection::vec(any_addition(), 0..12),
        ) {
            let builtin = Catalogue::builtin();
            let once = Catalogue::of_this_release().with(&additions);
            for (list, entries) in &builtin.lists {
                prop_assert_eq!(&once.list(list)[..entries.len()], entries.as_slice());
            }
            prop_assert_eq!(once.subjects.len(), builtin.subjects.len());
            for (laid, known) in once.subjects.iter().zip(&builtin.subjects) {
                prop_assert_eq!(&laid.questions[..known.questions.len()], known.questions.as_slice());
            }
            prop_assert_eq!(&once.quota_profiles, &builtin.quota_profiles);
            prop_assert_eq!(once.version, builtin.version);
            prop_assert_eq!(&once.clone().with(&additions), &once);
            let read = Catalogue::from_bytes(&once.to_bytes());
            prop_assert_eq!(read.as_ref(), Ok(&once));
        }
    }
}
