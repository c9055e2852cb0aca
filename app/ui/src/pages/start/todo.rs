//! What is still missing, by rule, and how many days are left.

use leptos::prelude::*;
use messages::Progress;
use shared::catalogue::QuotaRule;
use shared::date::Date;
use shared::domain::progress::RuleProgress;

use crate::components::Meter;
use crate::state::catalogue;
use crate::words::{W, fill, language, t};

/// The section.
pub fn section(progress: &Progress, today: Date) -> AnyView {
    if progress.rules.is_empty() {
        return view! { <p class="quiet">{t(W::NothingToCount)}</p> }.into_any();
    }
    let row = |progress: &RuleProgress| {
        let label = rule(progress).map_or_else(
            || progress.rule.to_string(),
            |rule| language().pick(&rule.vi, &rule.en).to_owned(),
        );
        let figure = fill(W::RuleCount, &[&progress.done.to_string(), &progress.need.to_string()]);
        view! {
            <li class="rule" class:met=progress.met() data-rule=progress.rule.to_string()>
                <span class="rule-label">{label.clone()}</span>
                <span class="rule-figure">{figure}</span>
                <Meter done=progress.done need=progress.need label=label/>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="todo">
            <h2 class="quiet">{t(W::LeftHead)}</h2>
            <p class="left" data-left="">{left(progress, today)}</p>
            {progress.deadline.map(|deadline| due(deadline, today))}
            <ul class="rules">{progress.rules.iter().map(row).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The rule of the catalogue behind a figure; `None` when this version does not know it.
fn rule(progress: &RuleProgress) -> Option<&'static QuotaRule> {
    catalogue().quota_profiles.iter().flat_map(|profile| &profile.rules).find(|rule| rule.id == progress.rule)
}

/// "Còn 5 tổ, 12 hộ".
fn left(progress: &Progress, today: Date) -> String {
    let missing = |of: &str| -> u32 {
        let rules = progress.rules.iter().filter(|row| rule(row).is_some_and(|rule| rule.of.as_str() == of));
        rules.map(|row| row.need.saturating_sub(row.done)).sum()
    };
    match (missing("group"), missing("borrower")) {
        (0, 0) if progress.rules.iter().all(RuleProgress::met) => fill(W::AllMet, &[&today.year().to_string()]),
        (groups, 0) => fill(W::LeftGroups, &[&groups.to_string()]),
        (0, households) => fill(W::LeftHouseholds, &[&households.to_string()]),
        (groups, households) => fill(W::LeftBoth, &[&groups.to_string(), &households.to_string()]),
    }
}

fn due(deadline: Date, today: Date) -> AnyView {
    let days = deadline.day_number() - today.day_number();
    let (word, soon) = match days {
        ..0 => (W::DeadlinePast, true),
        0 => (W::DeadlineToday, true),
        _ => (W::DeadlineAhead, days <= 30),
    };
    let words = fill(word, &[&deadline.to_string(), &days.to_string()]);
    view! { <p class="deadline" class:soon=soon>{words}</p> }.into_any()
}
