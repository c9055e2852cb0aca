//! The catalogue (`catalogue.toml`): topics, forms, outlets, organisations, checklists, quota profiles,
//! deadlines, each with its source. Read once from the bytes that the build made of the file; replaceable
//! without a release. An unknown id is kept and shown as such, never dropped and never an error.

mod model;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use model::{
    AnswerKind, Catalogue, Deadline, Entry, Question, QuotaProfile, QuotaRule, QuotaUnit, Range, Subject,
};

use crate::date::Date;
use crate::text::Language;

/// Why bytes are not a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// Not the encoding of a catalogue, or one of a later format.
    #[error("not a catalogue that this version can read")]
    Malformed,
}

impl Catalogue {
    /// The catalogue of this release.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Catalogue> = OnceLock::new();
        const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.postcard"));
        // The build script wrote these bytes with the same structs, and a test reads them.
        BUILTIN.get_or_init(|| Self::from_bytes(BYTES).unwrap_or_default())
    }

    /// Reads what `to_bytes` wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CatalogueError> {
        postcard::from_bytes(bytes).map_err(|_| CatalogueError::Malformed)
    }

    /// The catalogue as bytes, for messages and for storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The entries of a list, in the file's order; none for a list that this version does not know.
    pub fn list(&self, list: &str) -> &[Entry] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// One entry; `None` for an id of a newer catalogue.
    pub fn entry(&self, list: &str, id: &str) -> Option<&Entry> {
        self.list(list).iter().find(|entry| entry.id.as_str() == id)
    }

    /// The words of an entry; an unknown id shows itself: "x — chưa rõ (bản mới hơn)".
    pub fn label(&self, list: &str, id: &str, language: Language) -> Cow<'_, str> {
        match self.entry(list, id) {
            Some(entry) => Cow::Borrowed(entry.label(language)),
            None => Cow::Owned(format!(
                "{id} — {}",
                language.pick("chưa rõ (bản mới hơn)", "unknown (newer version)")
            )),
        }
    }

    /// The subjects that a kind of inspection asks.
    pub fn subjects<'c>(&'c self, inspection_kind: &'c str) -> impl Iterator<Item = &'c Subject> {
        self.subjects
            .iter()
            .filter(move |subject| subject.applies_to.iter().any(|kind| kind.as_str() == inspection_kind))
    }

    /// A question of any checklist.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.subjects
            .iter()
            .flat_map(|subject| &subject.questions)
            .find(|question| question.id.as_str() == id)
    }

    /// A quota profile by its id.
    pub fn quota_profile(&self, id: &str) -> Option<&QuotaProfile> {
        self.quota_profiles.iter().find(|profile| profile.id.as_str() == id)
    }

    /// The quota profile of an organisation: its own, or else the one for every entrusted organisation.
    pub fn quota_profile_of(&self, org: &str) -> Option<&QuotaProfile> {
        let of =
            |whose: &str| self.quota_profiles.iter().find(|profile| profile.organisation.as_str() == whose);
        of(org).or_else(|| {
            of("any_entrusted").filter(|_| self.entry("organisation", org).is_some_and(|o| o.entrusted))
        })
    }

    /// A deadline by its id.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id.as_str() == id)
    }

    /// The form of a media item of this length (S0 I.2): the one whose limits hold `amount` in units of
    /// `measure`; `unclassified` when it fits none (decisions.md D-5).
    pub fn classify(&self, measure: &str, amount: i64) -> &str {
        self.list("form")
            .iter()
            .filter(|form| {
                form.range.min.is_some() && form.measure.as_ref().is_some_and(|m| m.as_str() == measure)
            })
            .find(|form| form.range.contains(amount))
            .map_or("unclassified", |form| form.id.as_str())
    }

    /// The word for a level on a day (decisions.md D-1): the tier between province and commune is "huyện" until
    /// 30/6/2025 and "khu vực" after, whichever of the two codes the record carries.
    pub fn level_word(&self, level: &str, day: Date, language: Language) -> Cow<'_, str> {
        let profiles = self.list("tier_profile");
        let rank =
            profiles.iter().find_map(|profile| profile.levels.iter().position(|l| l.as_str() == level));
        let in_force = profiles.iter().find(|profile| profile.is_valid(day));
        let level = rank
            .zip(in_force)
            .and_then(|(rank, profile)| profile.levels.get(rank))
            .map_or(level, |level| level.as_str());
        self.label("level", level, language)
    }
}

impl Entry {
    /// Its words.
    pub fn label(&self, language: Language) -> &str {
        language.pick(&self.vi, &self.en)
    }

    /// True when it is in force on a day.
    pub fn is_valid(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

impl Range {
    /// True when the amount is within both bounds.
    pub fn contains(&self, amount: i64) -> bool {
        let above = self.min.is_none_or(|min| amount > min || (self.min_inclusive && amount == min));
        let below = self.max.is_none_or(|max| amount < max || (self.max_inclusive && amount == max));
        above && below
    }
}

impl QuotaProfile {
    /// The rules of one inspecting level, in the file's order.
    pub fn rules_of(&self, level: &str) -> impl Iterator<Item = &QuotaRule> {
        self.rules.iter().filter(move |rule| rule.by_level.as_str() == level)
    }

    /// What one inspecting level owes of each inspected group: at least so many of its borrowers.
    pub fn borrower_rule(&self, level: &str) -> Option<&QuotaRule> {
        self.rules_of(level).find(|rule| rule.is_borrower_rule())
    }
}

impl QuotaRule {
    /// True for "of each inspected group so many borrowers".
    pub fn is_borrower_rule(&self) -> bool {
        self.of.as_str() == "borrower" && self.per.as_str() == "inspected_group"
    }

    /// How many of a population are required: `⌈value · N / 100⌉` of a share; of a number the number itself, at
    /// most the population where the rule says so (decisions.md D-7).
    pub fn need(&self, population: u32) -> u32 {
        match self.unit {
            QuotaUnit::Percent => {
                let share = (u64::from(population) * u64::from(self.value)).div_ceil(100);
                u32::try_from(share).unwrap_or(u32::MAX)
            }
            QuotaUnit::Count if self.cap_to_population => self.value.min(population),
            QuotaUnit::Count => self.value,
        }
    }
}

impl Deadline {
    /// Last day of a year on which the deadline is met; `None` when it is not a yearly one. "Trước ngày 15/11" is
    /// met until 14/11 (decisions.md D-2).
    pub fn last_day(&self, year: i32) -> Option<Date> {
        let day = Date::new(year, self.month?, self.day?).ok()?;
        Some(if self.inclusive { day } else { day.plus_days(-1) })
    }
}
