//! What is still missing, by rule, and how many days are left.

use messages::Progress;
use shared::catalogue::QuotaRule;
use shared::date::Date;
use shared::domain::progress::RuleProgress;
use shared::text::capital;

use crate::components::{El, Part, el, meter};
use crate::prelude::*;
use crate::state::catalogue;
use crate::words::{W, fill, language, t};

/// A year in whose words the catalogue has the rules, before the levels changed (S2).
const WRITTEN_IN: i32 = 2022;

/// The section.
pub fn section(progress: &Progress, today: Date) -> AnyView {
    if progress.rules.is_empty() {
        return el("p").class("quiet").child(t(W::NothingToCount)).view();
    }
    let rows: Vec<_> = progress.rules.iter().map(|rule| row(rule, today)).collect();
    let met = progress.rules.iter().all(RuleProgress::met);
    el("section")
        .class("todo")
        .child(el("h2").class("quiet").child(t(if met { W::MetHead } else { W::LeftHead })))
        .child(el("p").class("left").attr("data-left", "").child(left(progress, today)))
        .child(progress.deadline.filter(|_| !met).map(|deadline| due(deadline, today)))
        .child(el("ul").class("rules").child(rows))
        .view()
}

fn row(progress: &RuleProgress, today: Date) -> El {
    let label = rule(progress).map_or_else(|| progress.rule.to_string(), |rule| named(rule, today));
    // Where nothing is asked for yet, nothing is met.
    let asked = progress.need > 0;
    let figure = if asked { format!("{} / {}", progress.done, progress.need) } else { "–".to_owned() };
    el("li")
        .class(if asked && progress.met() { "rule met" } else { "rule" })
        .attr("data-rule", progress.rule.as_str())
        .child(el("span").class("rule-label").child(label.as_str()))
        .child(el("span").class("rule-figure").child(figure))
        .child(asked.then(|| meter(progress.done, progress.need, &label)))
}

/// A rule in the words of its document, but for the level that inspects: that is called as today (decisions.md D-1).
fn named(rule: &QuotaRule, today: Date) -> String {
    let label = language().pick(&rule.vi, &rule.en);
    let word = |day| catalogue().level_word(rule.by_level.as_str(), day, language()).into_owned();
    let written = Date::new(WRITTEN_IN, 1, 1).map(word).unwrap_or_default();
    let Some((first, rest)) = label.split_at_checked(written.len()) else { return label.to_owned() };
    if !first.eq_ignore_ascii_case(&written) {
        return label.to_owned();
    }
    capital(&word(today)) + rest
}

/// The rule of the catalogue behind a figure; `None` when this version does not know it.
fn rule(progress: &RuleProgress) -> Option<&'static QuotaRule> {
    catalogue().quota_profiles.iter().flat_map(|profile| &profile.rules).find(|rule| rule.id == progress.rule)
}

/// "Còn 5 tổ, 12 hộ"; above the communes "Còn 2 xã, 5 tổ".
fn left(progress: &Progress, today: Date) -> String {
    let missing = |of: &str| -> u32 {
        let rules = progress.rules.iter().filter(|row| rule(row).is_some_and(|rule| rule.of.as_str() == of));
        rules.map(|row| row.need.saturating_sub(row.done)).sum()
    };
    match (missing("group"), missing("borrower")) {
        (groups, _) if missing("commune") > 0 => {
            fill(W::LeftCommunes, &[&missing("commune").to_string(), &groups.to_string()])
        }
        (0, 0) if progress.rules.iter().all(RuleProgress::met) => {
            fill(W::AllMet, &[&today.year().to_string()])
        }
        (groups, 0) => fill(W::LeftGroups, &[&groups.to_string()]),
        (0, households) => fill(W::LeftHouseholds, &[&households.to_string()]),
        (groups, households) => fill(W::LeftBoth, &[&groups.to_string(), &households.to_string()]),
    }
}

fn due(deadline: Date, today: Date) -> El {
    let days = deadline.day_number() - today.day_number();
    let (word, class) = match days {
        ..0 => (W::DeadlinePast, "deadline soon"),
        0 => (W::DeadlineToday, "deadline soon"),
        1..=30 => (W::DeadlineAhead, "deadline soon"),
        _ => (W::DeadlineAhead, "deadline"),
    };
    el("p").class(class).child(fill(word, &[&deadline.to_string(), &days.to_string()]))
}
