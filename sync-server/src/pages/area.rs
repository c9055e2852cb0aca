//! The area's page: every commune, when it was last heard of, how far each rule is; and one commune group by
//! group.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::{Catalogue, QuotaProfile};
use shared::date::Date;
use shared::domain::progress::{Light, RuleProgress, UnitProgress};
use shared::text::{Language, count};

use super::bar::bar;
use super::frame::{Viewer, address, head, page};
use super::rules::{Audience, name, printed};
use super::{review, standing, words};
use crate::access::{AreaView, CommuneView, Seen, Total};

/// Where the page stands.
pub(crate) const PATH: &str = "/area";

/// All communes.
pub(crate) fn overview(language: Language, viewer: &Viewer, area: &AreaView, today: Date) -> Response {
    let content = html! {
        (heading(language, &unit_name(&area.unit, today, language), today, area.list_of))
        section aria-labelledby="all" {
            h2 id="all" { (words::ALL_COMMUNES.with(language, &[&area.communes.len()])) }
            (unheard(language, today, area.communes.iter().map(|commune| (commune.unit.name.as_str(), commune.seen))))
            ul.cards {
                @for total in &area.totals { li { (card(language, &total.rule, area.profile, total.light, today)) } }
            }
        }
        section aria-labelledby="each" {
            h2 id="each" { (words::COMMUNES.say(language)) }
            table.stacked {
                (rules_head(language, &area.totals, area.profile, today))
                tbody { @for commune in &area.communes { (row(language, commune, area, today)) } }
            }
            p.hint { (words::WAITING.say(language)) ": " (words::WAITING_HELP.say(language)) }
        }
    };
    page(language, words::PROGRESS_OF.with(language, &[&today.year()]).as_str(), PATH, Some(viewer), &content)
}

/// One commune, group by group.
pub(crate) fn commune(
    language: Language,
    viewer: &Viewer,
    area: &AreaView,
    commune: &CommuneView,
    today: Date,
) -> Response {
    let name = unit_name(&commune.unit, today, language);
    let path = format!("{PATH}?unit={}", commune.unit.code);
    let groups = commune.groups.iter().zip(&commune.by_group.groups);
    let content = html! {
        @if area.communes.len() > 1 {
            p { a href=(address(PATH, language)) { "← " (words::BACK_TO_AREA.say(language)) } }
        }
        (heading(language, &name, today, area.list_of))
        p { (words::LAST_SYNC.say(language)) ": " (last_sync(language, commune.seen.commune, today)) }
        @if viewer.is_clerk() {
            p { a href=(address(&review::list_path(commune.unit.code.as_str()), language)) { (words::TO_RECORDS.say(language)) } }
        }
        (standing::whole(language, &commune.standing))
        section aria-labelledby="rules" {
            h2 id="rules" { (words::RULES.say(language)) }
            ul.cards {
                @for rule in &commune.progress.rules {
                    li { (card(language, rule, area.profile, commune.seen.light(rule, area.profile, today), today)) }
                }
            }
        }
        section aria-labelledby="groups" {
            h2 id="groups" { (words::GROUPS.say(language)) }
            table.stacked {
                (head(language, &[&words::GROUP, &words::VILLAGE, &words::HEAD, &words::INSPECTED_ON,
                    &words::BORROWERS_CHECKED, &words::WAITING]))
                tbody {
                    @for (group, progress) in groups {
                        tr {
                            th scope="row" { (group.code) }
                            td data-label=(words::VILLAGE.say(language)) { (group.village) }
                            td data-label=(words::HEAD.say(language)) { (group.head) }
                            td data-label=(words::INSPECTED_ON.say(language)) {
                                @match progress.inspected_on {
                                    Some(day) => (day),
                                    None => span.light.missing { (words::NOT_INSPECTED.say(language)) },
                                }
                            }
                            td data-label=(words::BORROWERS_CHECKED.say(language)) {
                                (words::OF.with(language, &[&progress.borrowers_done, &progress.borrowers_need]))
                                (bar(progress.borrowers_done, progress.borrowers_need,
                                    if progress.borrowers_done >= progress.borrowers_need { "met" } else { "missing" }))
                            }
                            td data-label=(words::WAITING.say(language)) { (progress.unsent) }
                        }
                    }
                }
            }
        }
    };
    page(language, &name, &path, Some(viewer), &content)
}

/// An account whose organisation has no figures.
pub(crate) fn empty(language: Language, viewer: &Viewer, path: &str, title: &str) -> Response {
    let content = html! { h1 { (title) } p { (words::NO_RULES.say(language)) } };
    page(language, title, path, Some(viewer), &content)
}

/// Title, day, lists and deadline.
pub(super) fn heading(language: Language, unit: &str, today: Date, list_of: Option<Date>) -> Markup {
    html! {
        h1 { (words::PROGRESS_OF.with(language, &[&today.year()])) " · " (unit) }
        (context(language, today, list_of))
    }
}

/// Today, the lists' day and the deadline.
pub(super) fn context(language: Language, today: Date, list_of: Option<Date>) -> Markup {
    let deadline = Catalogue::builtin().deadline("annual_inspection_report");
    html! {
        p.context {
            span { (words::TODAY.with(language, &[&today])) }
            span {
                @match list_of {
                    Some(day) => (words::LIST_OF.with(language, &[&day])),
                    None => (words::NO_LIST.say(language)),
                }
            }
            @if let Some(day) = deadline.and_then(|deadline| deadline.last_day(today.year())) {
                span {
                    @match day.day_number() - today.day_number() {
                        left @ 0.. => (words::DEADLINE.with(language, &[&day, &left])),
                        _ => (words::DEADLINE_OVER.with(language, &[&day])),
                    }
                }
            }
        }
    }
}

/// A unit with the word for its level on a day.
pub(super) fn unit_name(unit: &shared::domain::units::Unit, today: Date, language: Language) -> String {
    let level = Catalogue::builtin().level_word(unit.level.as_str(), today, language);
    match language {
        Language::Vi => format!("{level} {}", unit.name),
        Language::En => format!("{} {level}", unit.name),
    }
}

/// When a unit was last heard of.
pub(super) fn last_sync(language: Language, seen_on: Option<Date>, today: Date) -> Markup {
    let days = seen_on.map(|day| (day, today.day_number() - day.day_number()));
    html! {
        @match days {
            None => span.light.nodata { (words::NEVER_SYNCED.say(language)) },
            Some((day, days)) if days >= shared::limits::STALE_AFTER_DAYS => {
                span.light.nodata { (words::STALE_SINCE.with(language, &[&day])) }
            }
            Some((day, ..=0)) => { (day) " (" (words::TODAY_SHORT.say(language)) ")" }
            Some((day, days)) => { (day) " (" (words::DAYS_AGO.with(language, &[&days])) ")" }
        }
    }
}

/// How many communes the figures stand on, and which are missing.
pub(super) fn unheard<'n>(
    language: Language,
    today: Date,
    communes: impl Iterator<Item = (&'n str, Seen)> + Clone,
) -> Markup {
    let missing: Vec<&str> =
        communes.clone().filter(|(_, seen)| !seen.is_fresh(today)).map(|(name, _)| name).collect();
    let all = communes.count();
    html! {
        p.hint {
            (words::FRESH.with(language, &[&(all - missing.len()), &all]))
            @if !missing.is_empty() { " " (words::WITHOUT.with(language, &[&missing.join(", ")])) }
        }
    }
}

/// How many inspections wait to be handed in; nothing is known of a commune that was not heard of.
pub(super) fn waiting(progress: &UnitProgress, seen: Seen, today: Date) -> String {
    if seen.is_fresh(today) { count(i64::from(progress.unsent)) } else { "–".to_owned() }
}

/// The head of a table with a row per commune and a column per rule.
pub(super) fn rules_head(
    language: Language,
    totals: &[Total],
    profile: &QuotaProfile,
    today: Date,
) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (words::COMMUNE.say(language)) }
                th scope="col" { (words::LAST_SYNC.say(language)) }
                th scope="col" { (words::WAITING.say(language)) }
                @for total in totals {
                    @let name = name(&total.rule, profile, today, language);
                    th scope="col" { span.by { (name.by) } " " (name.of) }
                }
            }
        }
    }
}

fn card(
    language: Language,
    rule: &RuleProgress,
    profile: &QuotaProfile,
    light: Light,
    today: Date,
) -> Markup {
    let name = name(rule, profile, today, language);
    let printed = printed(rule, profile, light, Audience::Office);
    html! {
        h3 { span.by { (name.by) } " " (name.of) }
        p { (printed.markup(language)) }
    }
}

fn row(language: Language, commune: &CommuneView, area: &AreaView, today: Date) -> Markup {
    let link = address(&format!("{PATH}?unit={}", commune.unit.code), language);
    html! {
        tr {
            th scope="row" { a href=(link) { (commune.unit.name) } }
            td data-label=(words::LAST_SYNC.say(language)) {
                (last_sync(language, commune.seen.commune, today))
                (standing::in_brief(language, &commune.standing))
            }
            td data-label=(words::WAITING.say(language)) { (waiting(&commune.progress, commune.seen, today)) }
            @for rule in &commune.progress.rules {
                @let printed = printed(rule, area.profile, commune.seen.light(rule, area.profile, today), Audience::Office);
                td data-label=(name(rule, area.profile, today, language).whole()) { (printed.markup(language)) }
            }
        }
    }
}
