//! The shape of the catalogue: plain data, read from TOML by the build script and from postcard by the
//! crate. No questions are answered here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::Code;

/// Everything that is data rather than code, of one version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Name of the catalogue; another name is another country's.
    pub id: String,
    /// Raised by every change; written into each new record.
    pub version: u32,
    /// Plain lists by name: `topic`, `form`, `organisation` …
    pub lists: BTreeMap<String, Vec<Entry>>,
    /// Checklists.
    pub subjects: Vec<Subject>,
    /// What the inspecting levels owe each year.
    pub quota_profiles: Vec<QuotaProfile>,
    /// Days by which something is due.
    pub deadlines: Vec<Deadline>,
}

/// One entry of a list. Which of the optional fields it has depends on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Stable id, never reused.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// First day; open when absent.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// States: where one may move from here.
    #[serde(default)]
    pub next: Vec<Code>,
    /// Forms: `direct`, `event`, `print`, `digital`, `media`.
    #[serde(default)]
    pub group: Option<Code>,
    /// Forms: what is measured: `seconds`, `a4_pages_x100`, `photos`, `attendees` …
    #[serde(default)]
    pub measure: Option<Code>,
    /// Forms: the limit in units of `measure`; ratio rules: the limit itself.
    #[serde(default)]
    pub range: Range,
    /// Articles: illustrations do not count towards the length.
    #[serde(default)]
    pub excludes_illustrations: bool,
    /// Forms: subjects that the item may report on.
    #[serde(default)]
    pub subjects: Vec<Code>,
    /// Forms: outlets at any level; a warning outside them (decisions.md D-11).
    #[serde(default)]
    pub outlets: Vec<Code>,
    /// Forms: outlets at province level.
    #[serde(default)]
    pub outlets_province: Vec<Code>,
    /// Forms: outlets at district level.
    #[serde(default)]
    pub outlets_district: Vec<Code>,
    /// Outlets: `newspaper`, `broadcast`, `web`, `internal`, `social`.
    #[serde(default)]
    pub kind: Option<Code>,
    /// Outlets, meetings, duties: the level.
    #[serde(default)]
    pub level: Option<Code>,
    /// Organisations and tier profiles: the levels, from the top.
    #[serde(default)]
    pub levels: Vec<Code>,
    /// Inspections: who inspects.
    #[serde(default)]
    pub by_level: Option<Code>,
    /// Inspections: who is inspected.
    #[serde(default)]
    pub of_level: Option<Code>,
    /// Inspections: the tiers in which the kind exists; any when absent.
    #[serde(default)]
    pub tier_profile: Option<Code>,
    /// Inspections: other words under other tiers.
    #[serde(default)]
    pub in_tier: Vec<TierWords>,
    /// Inspections: the paper form that it follows.
    #[serde(default)]
    pub paper_form: Option<String>,
    /// Duties: the organisation that has it.
    #[serde(default)]
    pub org: Option<Code>,
    /// Organisations: entrusted with loans by the bank.
    #[serde(default)]
    pub entrusted: bool,
    /// The bank's own code.
    #[serde(default)]
    pub bank_code: Option<String>,
    /// Short form.
    #[serde(default)]
    pub abbrev: Option<String>,
    /// Reveals something sensitive of a person: shown as "other" outside the own group (records.md §12).
    #[serde(default)]
    pub sensitive: bool,
    /// Group ranks: the lowest score.
    #[serde(default)]
    pub score_min: Option<i64>,
    /// National events: the year.
    #[serde(default)]
    pub year: Option<i32>,
    /// Meetings: how often.
    #[serde(default)]
    pub period: Option<Code>,
    /// Ratio rules: what the ratio is per.
    #[serde(default)]
    pub per: Option<Code>,
    /// Roles: what they may read.
    #[serde(default)]
    pub read: Vec<Code>,
    /// Roles: what they may write.
    #[serde(default)]
    pub write: Vec<Code>,
    /// Where the entry comes from; only in lists whose source people see.
    #[serde(default)]
    pub src: Option<String>,
}

/// Other words for the same thing under other tiers (decisions.md D-1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierWords {
    /// The tier profile under which they are used.
    pub tier_profile: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
}

/// A limit in whole units; a bound that is absent is no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Lower bound.
    #[serde(default)]
    pub min: Option<i64>,
    /// Upper bound.
    #[serde(default)]
    pub max: Option<i64>,
    /// True when the lower bound itself is allowed.
    #[serde(default = "inclusive")]
    pub min_inclusive: bool,
    /// True when the upper bound itself is allowed.
    #[serde(default = "inclusive")]
    pub max_inclusive: bool,
}

const fn inclusive() -> bool {
    true
}

impl Default for Range {
    fn default() -> Self {
        Self { min: None, max: None, min_inclusive: true, max_inclusive: true }
    }
}

/// A subject of inspection with its questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Stable id.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// Kinds of inspection that ask it.
    pub applies_to: Vec<Code>,
    /// Its questions, in the order of the paper form.
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    /// Where it comes from.
    pub src: String,
}

/// One question of a checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id: the key segment of its answer.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// Shape of the answer.
    pub answer: AnswerKind,
    /// The answer that raises no finding.
    #[serde(default)]
    pub good: Option<Code>,
    /// Choices of a `Choice`.
    #[serde(default)]
    pub choices: Vec<Code>,
    /// First day on which it is asked; open when absent.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day on which it is asked; open when absent.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Seed line or paper form.
    pub src: String,
}

/// The shape of an answer; stored as a text (`yes`, `no`, `na`, a choice, free text) or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Yes or no.
    YesNo,
    /// Yes, no, or not applicable.
    YesNoNa,
    /// A whole number.
    Count,
    /// Whole đồng.
    Money,
    /// Free text.
    Text,
    /// One of the question's choices.
    Choice,
}

/// What an organisation's inspecting levels owe each year (decisions.md D-4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaProfile {
    /// Stable id.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// Whose profile; `any_entrusted` for every entrusted organisation.
    pub organisation: Code,
    /// Tiers it was written for.
    pub tier_profile: Code,
    /// Window: `calendar_year`.
    pub window: Code,
    /// First day; open when absent.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Its rules.
    #[serde(rename = "rule")]
    pub rules: Vec<QuotaRule>,
    /// Where it comes from.
    pub src: String,
}

/// One rule: who inspects what, per what, how much of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaRule {
    /// Stable id.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// Other words under other tiers.
    #[serde(default)]
    pub in_tier: Vec<TierWords>,
    /// Level that inspects.
    pub by_level: Code,
    /// What is inspected: `district`, `commune`, `group`, `borrower`, `loan_new` …
    pub of: Code,
    /// Within what it is counted: `province`, `inspected_commune`, `inspected_group` …
    pub per: Code,
    /// Whether `value` is a share or a number.
    pub unit: QuotaUnit,
    /// Whole percent, or a number of things.
    pub value: u32,
    /// A number never asks for more than there is.
    #[serde(default)]
    pub cap_to_population: bool,
    /// Days within which the check must happen.
    #[serde(default)]
    pub within_days: Option<u32>,
    /// `difficult`: only in areas with special difficulties.
    #[serde(default)]
    pub area: Option<Code>,
    /// Seed line or fact.
    pub src: String,
}

/// What a rule's value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuotaUnit {
    /// Whole percent of the population, rounded up.
    Percent,
    /// A number of things.
    Count,
}

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Stable id.
    pub id: Code,
    /// Vietnamese words.
    pub vi: String,
    /// English words.
    pub en: String,
    /// Yearly ones: the month.
    #[serde(default)]
    pub month: Option<u8>,
    /// Yearly ones: the day.
    #[serde(default)]
    pub day: Option<u8>,
    /// True when the day itself is still on time (decisions.md D-2: it is not).
    #[serde(default)]
    pub inclusive: bool,
    /// `yearly`, `monthly`, `per_inspection`, `per_loan`, `per_finding`.
    pub recur: Code,
    /// Working days after the event.
    #[serde(default)]
    pub working_days: Option<u32>,
    /// Calendar days after the event.
    #[serde(default)]
    pub calendar_days: Option<u32>,
    /// What sets the day where no number does, in words.
    #[serde(default)]
    pub rule: Option<String>,
    /// Level that owes it.
    pub from_level: Code,
    /// Who receives it.
    pub to: Code,
    /// Seed line or fact.
    pub src: String,
}
