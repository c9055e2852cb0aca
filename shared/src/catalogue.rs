//! The catalogue (`catalogue.toml`): topics, forms, outlets, organisations, checklists, quota profiles,
//! deadlines, each with its source. Read once from the bytes that the build made of the file; replaceable
//! without a release. An unknown id is kept and shown as such, never dropped and never an error.

pub mod addition;
mod model;
#[cfg(test)]
mod seeds;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use addition::{Added, Addition};
pub use model::{
    AnswerKind, Catalogue, Deadline, Entry, Question, QuotaProfile, QuotaRule, QuotaUnit, Range, Subject,
    TierWords,
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
        BUILTIN.get_or_init(Self::of_this_release)
    }

    /// The same, to lay an office's additions over.
    pub fn of_this_release() -> Self {
        const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.postcard"));
        // The build script wrote these bytes with the same structs, and a test reads them.
        Self::from_bytes(BYTES).unwrap_or_default()
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

    /// The words of an entry as they were on a day: a district's inspection of 2024 is "huyện kiểm tra xã", an area's
    /// of 2026 "khu vực kiểm tra xã" (decisions.md D-1).
    pub fn label_on(&self, list: &str, id: &str, day: Date, language: Language) -> Cow<'_, str> {
        let words = self.entry(list, id).and_then(|entry| self.words_on(&entry.in_tier, day));
        match words {
            Some(words) => Cow::Borrowed(language.pick(&words.vi, &words.en)),
            None => self.label(list, id, language),
        }
    }

    /// The words of a rule as they were on a day.
    pub fn rule_label<'c>(&'c self, rule: &'c QuotaRule, day: Date, language: Language) -> &'c str {
        match self.words_on(&rule.in_tier, day) {
            Some(words) => language.pick(&words.vi, &words.en),
            None => language.pick(&rule.vi, &rule.en),
        }
    }

    /// Those of the words that belong to the tiers in force on a day.
    fn words_on<'w>(&self, words: &'w [TierWords], day: Date) -> Option<&'w TierWords> {
        let tiers = self.tiers_on(day)?;
        words.iter().find(|words| words.tier_profile == tiers.id)
    }

    /// The tier profile in force on a day.
    fn tiers_on(&self, day: Date) -> Option<&Entry> {
        self.list("tier_profile").iter().find(|profile| profile.is_valid(day))
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

    /// The national events that an activity of a year may be tied to: those of the year and of the one after (S0 L30).
    pub fn events(&self, year: i32) -> impl Iterator<Item = &Entry> {
        let is_near = move |event: &&Entry| event.year.is_some_and(|of| of == year || of == year + 1);
        self.list("national_event").iter().filter(is_near)
    }

    /// The quota profile of an organisation: its own, or else the one for every entrusted organisation.
    pub fn quota_profile_of(&self, org: &str) -> Option<&QuotaProfile> {
        let of =
            |whose: &str| self.quota_profiles.iter().find(|profile| profile.organisation.as_str() == whose);
        of(org).or_else(|| {
            of("any_entrusted").filter(|_| self.entry("organisation", org).is_some_and(|o| o.entrusted))
        })
    }

    /// The quota profiles that bind an organisation in a year, its own before the one for every entrusted organisation
    /// (decisions.md D-4). What the organisation is measured by first is the first.
    pub fn quota_profiles_in<'c>(
        &'c self,
        org: &'c str,
        year: i32,
    ) -> impl Iterator<Item = &'c QuotaProfile> {
        let entrusted = self.entry("organisation", org).is_some_and(|org| org.entrusted);
        let of = move |whose: &'c str| {
            self.quota_profiles.iter().filter(move |profile| profile.organisation.as_str() == whose)
        };
        of(org)
            .chain(of("any_entrusted").filter(move |_| entrusted))
            .filter(move |profile| profile.is_of(year))
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
        let level = rank
            .zip(self.tiers_on(day))
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

impl Question {
    /// True when it is asked on a day.
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
    /// True when it is in force on a day of the year.
    pub fn is_of(&self, year: i32) -> bool {
        self.valid_from.is_none_or(|from| from.year() <= year)
            && self.valid_to.is_none_or(|to| year <= to.year())
    }

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::record::{self, Kind, Value};

    fn day(year: i32, month: u8, day: u8) -> Date {
        Date::new(year, month, day).unwrap()
    }

    #[test]
    fn the_catalogue_of_this_release_is_whole_and_reads_back() {
        let catalogue = Catalogue::builtin();
        assert_eq!((catalogue.id.as_str(), catalogue.version), ("vn_policy_credit_outreach", 1));
        assert_eq!((catalogue.subjects.len(), catalogue.quota_profiles.len()), (6, 2));
        assert_eq!(Catalogue::from_bytes(&catalogue.to_bytes()).as_ref(), Ok(catalogue));
        assert_eq!(Catalogue::from_bytes(b"\xff\xff"), Err(CatalogueError::Malformed));
    }

    #[test]
    fn every_list_that_a_field_names_exists() {
        for kind in Kind::ALL {
            for field in record::fields(kind) {
                if let Value::Code(list) = field.value {
                    assert!(!Catalogue::builtin().list(list).is_empty(), "{list}");
                }
            }
        }
    }

    #[test]
    fn ids_stand_once_and_fit_into_keys() {
        let catalogue = Catalogue::builtin();
        for (list, entries) in &catalogue.lists {
            let ids: BTreeSet<_> = entries.iter().map(|entry| &entry.id).collect();
            assert_eq!(ids.len(), entries.len(), "{list}");
            assert!(ids.iter().all(|id| record::is_segment(id.as_str())), "{list}");
        }
        let questions: Vec<_> = catalogue.subjects.iter().flat_map(|subject| &subject.questions).collect();
        let ids: BTreeSet<_> = questions.iter().map(|question| &question.id).collect();
        assert_eq!(ids.len(), questions.len());
        assert!(ids.iter().all(|id| record::is_segment(id.as_str())));
    }

    #[test]
    fn what_the_catalogue_refers_to_is_in_it() {
        let catalogue = Catalogue::builtin();
        let known = |list: &str, ids: &[crate::id::Code]| {
            for id in ids.iter().filter(|id| id.as_str() != "any") {
                assert!(catalogue.entry(list, id.as_str()).is_some(), "{list} has no {id}");
            }
        };
        for states in ["record_state", "remedy_state", "feedback_state"] {
            for state in catalogue.list(states) {
                known(states, &state.next);
            }
        }
        for form in catalogue.list("form") {
            known("media_subject", &form.subjects);
            for outlets in [&form.outlets, &form.outlets_province, &form.outlets_district] {
                known("outlet", outlets);
            }
        }
        for kind in catalogue.list("inspection_kind") {
            known("level", kind.by_level.as_slice());
            known("level", kind.of_level.as_slice());
            known("tier_profile", kind.tier_profile.as_slice());
            known(
                "tier_profile",
                &kind.in_tier.iter().map(|words| words.tier_profile.clone()).collect::<Vec<_>>(),
            );
        }
        for profile in catalogue.list("tier_profile") {
            known("level", &profile.levels);
        }
        for subject in &catalogue.subjects {
            known("inspection_kind", &subject.applies_to);
            for question in &subject.questions {
                assert_eq!(
                    question.choices.is_empty(),
                    question.answer != AnswerKind::Choice,
                    "{}",
                    question.id
                );
            }
        }
        for profile in &catalogue.quota_profiles {
            known("tier_profile", std::slice::from_ref(&profile.tier_profile));
            for rule in &profile.rules {
                known("level", std::slice::from_ref(&rule.by_level));
            }
        }
    }

    #[test]
    fn q5_a_media_item_is_classified_by_its_length() {
        let catalogue = Catalogue::builtin();
        let seconds = [1, 119, 120, 179, 180, 3600].map(|seconds| catalogue.classify("seconds", seconds));
        let none = "unclassified";
        assert_eq!(seconds, ["tv_bulletin", "tv_bulletin", none, none, "tv_reportage", "tv_reportage"]);
        let pages = [0, 1, 49, 50, 99, 100].map(|pages| catalogue.classify("a4_pages_x100", pages));
        assert_eq!(pages, [none, "text_bulletin", "text_bulletin", none, none, "article"]);
        assert_eq!(catalogue.classify("photos", 1), "photo_reportage");
        assert_eq!(catalogue.classify("copies", 500), none);
    }

    #[test]
    fn before_the_fifteenth_means_by_the_fourteenth() {
        let report = Catalogue::builtin().deadline("annual_inspection_report").unwrap();
        assert_eq!(report.last_day(2026), Some(day(2026, 11, 14)));
        let lenient = Deadline { inclusive: true, ..report.clone() };
        assert_eq!(lenient.last_day(2026), Some(day(2026, 11, 15)));
        assert_eq!(Catalogue::builtin().deadline("monthly_briefing").unwrap().last_day(2026), None);
    }

    #[test]
    fn the_middle_level_is_named_as_it_was_on_that_day() {
        let catalogue = Catalogue::builtin();
        let word = |level, day| catalogue.level_word(level, day, Language::Vi).into_owned();
        for level in ["district", "area"] {
            assert_eq!(word(level, day(2025, 6, 30)), "huyện");
            assert_eq!(word(level, day(2025, 7, 1)), "khu vực");
        }
        assert_eq!(word("commune", day(2024, 1, 1)), "xã");
        let kind = |day| catalogue.label_on("inspection_kind", "district_to_commune", day, Language::Vi);
        assert_eq!(kind(day(2025, 6, 30)), "Huyện, thị, thành kiểm tra xã, phường, thị trấn");
        assert_eq!(kind(day(2025, 7, 1)), "Khu vực kiểm tra xã, phường");
        let rules = catalogue.quota_profile("youth_union_2022").unwrap();
        let rule = rules.rules_of("district").next().unwrap();
        assert_eq!(catalogue.rule_label(rule, day(2024, 1, 1), Language::Vi), "Huyện kiểm tra 100% xã");
        assert_eq!(catalogue.rule_label(rule, day(2026, 1, 1), Language::Vi), "Khu vực kiểm tra 100% xã");
        assert_eq!(word("canton", day(2026, 1, 1)), "canton — chưa rõ (bản mới hơn)");
    }

    #[test]
    fn an_unknown_id_is_shown_as_such_and_an_ended_entry_still_reads() {
        let catalogue = Catalogue::builtin();
        assert_eq!(catalogue.label("topic", "x", Language::Vi), "x — chưa rõ (bản mới hơn)");
        assert_eq!(catalogue.label("no_such_list", "x", Language::En), "x — unknown (newer version)");
        let ended = catalogue.entry("funding_source", "ntp_subproject_1_project_6").unwrap();
        assert!(ended.is_valid(day(2025, 12, 31)) && !ended.is_valid(day(2026, 1, 1)));
        assert!(ended.label(Language::Vi).starts_with("Tiểu dự án 1"));
    }

    #[test]
    fn an_organisation_has_its_own_quota_profile_or_the_banks() {
        let profile = |org| Catalogue::builtin().quota_profile_of(org).map(|profile| profile.id.as_str());
        assert_eq!(profile("youth_union"), Some("youth_union_2022"));
        assert_eq!(profile("womens_union"), Some("nhcs_727_2026"));
        assert_eq!(profile("press_agency"), None);
    }

    #[test]
    fn d4_profiles_are_chosen_by_organisation_and_year() {
        let of = |org, year| -> Vec<&str> {
            Catalogue::builtin().quota_profiles_in(org, year).map(|profile| profile.id.as_str()).collect()
        };
        assert_eq!(of("youth_union", 2025), ["youth_union_2022"]);
        assert_eq!(of("youth_union", 2026), ["youth_union_2022", "nhcs_727_2026"]);
        assert_eq!(of("farmers_union", 2026), ["nhcs_727_2026"]);
        assert_eq!(of("farmers_union", 2025), [] as [&str; 0]);
        assert_eq!(of("people_committee", 2026), [] as [&str; 0]);
    }

    #[test]
    fn q4_the_share_of_older_loans_is_rounded_up() {
        let profile = Catalogue::builtin().quota_profile("nhcs_727_2026").unwrap();
        let need =
            |id: &str, loans| profile.rules.iter().find(|rule| rule.id.as_str() == id).unwrap().need(loans);
        assert_eq!(need("n_old_loans_per_group", 11), 10);
        assert_eq!(need("n_old_loans_per_group_difficult", 11), 9);
        assert_eq!(need("n_old_loans_per_group", 0), 0);
    }
}
