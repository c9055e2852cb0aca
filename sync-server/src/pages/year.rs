//! A unit's year on one sheet (S4 L26): rule by rule, work, words, remedies, help, and its plan beside what was done.
//! It is of a unit; nobody is named and nobody is put in an order.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::QuotaProfile;
use shared::date::Date;
use shared::domain::figures::Line;
use shared::domain::progress::{Light, RuleProgress};
use shared::domain::report::{LineFigures, PlanFigures};
use shared::limits::{ANSWER_DAYS, EVENT_YEAR_MIN, STALE_AFTER_DAYS, YEAR_MAX};
use shared::reading::{self, Words};
use shared::record::{Kind, Scalar};
use shared::text::{Language, count, hundredths};

use super::bar::bar;
use super::frame::{Viewer, address, head, page};
use super::rules::{Audience, printed};
use super::words::{self, Word, listing as said};
use super::{area, lists, review};
use crate::access::UnitYear;

/// Where the sheet stands.
pub(crate) const PATH: &str = "/area/year";

/// The sheet.
pub(crate) fn year(language: Language, viewer: &Viewer, of: &UnitYear) -> Response {
    let title = said::YEAR_OF.with(language, &[&of.year]);
    let to = of.sheet.window.to;
    let content = html! {
        p.screen { a.act href=(address(lists::PATH, language)) { "← " (said::TO_INDEX.say(language)) } }
        h1 { (title) " · " (area::unit_name(&of.unit, to, language)) }
        p.context {
            @if let Some(day) = of.list_of { span { (words::LIST_OF.with(language, &[&day])) } }
        }
        p.hint { (said::YEAR_HELP.with(language, &[&of.sheet.window.from, &to])) }
        (filter(language, of))
        (heard(language, of.seen_on, of.sheet.window.to))
        (rules(language, of))
        (work(language, of))
        (numbers(language, of))
        (plans(language, of))
    };
    let path = format!("{PATH}?unit={}&year={}", of.unit.code, of.year);
    page(language, &title, &path, Some(viewer), &content)
}

fn filter(language: Language, of: &UnitYear) -> Markup {
    html! {
        form.filter.screen method="get" action=(PATH) {
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            div.pair {
                label for="unit" { (said::UNIT.say(language)) }
                select id="unit" name="unit" {
                    @for unit in &of.units { option value=(unit.code) selected[unit.code == of.unit.code] { (unit.name) } }
                }
            }
            div.pair {
                label for="year" { (said::YEAR.say(language)) }
                input type="number" id="year" name="year" value=(of.year) min=(EVENT_YEAR_MIN) max=(YEAR_MAX) required;
            }
            button type="submit" { (said::SHOW.say(language)) }
        }
    }
}

/// What is not known is not nothing: a unit that nobody has heard of until a day is said to be one. `seen_on`: when a
/// phone of it last synchronised.
pub(super) fn heard(language: Language, seen_on: Option<Date>, to: Date) -> Markup {
    html! {
        @match seen_on {
            None => p.notice data-silent="" { (said::NEVER.say(language)) },
            Some(day) if to.day_number() - day.day_number() >= STALE_AFTER_DAYS => {
                p.notice data-silent="" { (said::SILENT.with(language, &[&day])) }
            }
            Some(_) => {}
        }
    }
}

fn rules(language: Language, of: &UnitYear) -> Markup {
    let to = of.sheet.window.to;
    let profile_of = |rule: &RuleProgress| -> Option<&'static QuotaProfile> {
        of.profiles.iter().copied().find(|profile| profile.rules.iter().any(|known| known.id == rule.rule))
    };
    let known_as = |rule: &RuleProgress, profile: &'static QuotaProfile| {
        let known = profile.rules.iter().find(|known| known.id == rule.rule)?;
        Some(of.catalogue.rule_label(known, to, language).to_owned())
    };
    let all = of.sheet.rules.iter().filter_map(|rule| {
        let profile = profile_of(rule)?;
        Some((rule, profile, known_as(rule, profile)?))
    });
    html! {
        section aria-labelledby="rules" {
            h2 id="rules" { (said::RULES.say(language)) }
            @if of.sheet.rules.is_empty() { p { (said::NO_RULES.say(language)) } }
            ul.cards {
                @for (rule, profile, name) in all {
                    // Nobody heard of: the light is grey, and no share is shown.
                    @let light = if of.seen_on.is_some_and(|day| of.year < day.year()) { settled(rule) } else { rule.light(of.seen_on, to) };
                    li data-rule=(rule.rule) {
                        h3 { span.by { (language.pick(&profile.vi, &profile.en)) } " " (name) }
                        p { (printed(rule, profile, light, Audience::Office).markup(language)) }
                    }
                }
            }
        }
    }
}

/// The light of a year that is over, and whose records are in.
fn settled(rule: &RuleProgress) -> Light {
    if rule.met() { Light::Met } else { Light::Missing }
}

/// A number; of a unit that nobody has heard of a zero is not known to be one.
fn known(of: &UnitYear, number: i64) -> String {
    if number == 0 && of.seen_on.is_none() { "–".to_owned() } else { count(number) }
}

/// A row of cards with a number each.
fn cards(language: Language, numbers: &[(&str, &Word, String)]) -> Markup {
    html! {
        ul.cards.small {
            @for (name, word, number) in numbers {
                li { h3 { (word.with(language, &[&ANSWER_DAYS])) } p.figure data-figure=(name) { (number) } }
            }
        }
    }
}

fn work(language: Language, of: &UnitYear) -> Markup {
    let sheet = &of.sheet;
    let sum = |name: &str| known(of, sheet.sums.get(name));
    let most = sheet.activities.iter().copied().max().unwrap_or(0);
    html! {
        section aria-labelledby="work" {
            h2 id="work" { (said::WORK.say(language)) }
            (cards(language, &[
                ("outreach", &words::ACTIVITIES, sum("outreach")),
                ("attendees", &words::ATTENDEES, sum("attendees")),
                ("handed_out", &words::LEAFLETS, known(of, sheet.sums.sum_below("handed_out"))),
                ("broadcasts", &words::after::BROADCASTS, sum("broadcasts")),
                ("media", &said::PRODUCTS, sum("media")),
            ]))
            @if of.seen_on.is_some() || most > 0 { (months(language, of)) }
        }
    }
}

/// Outreach month by month, and the months without any.
fn months(language: Language, of: &UnitYear) -> Markup {
    let sheet = &of.sheet;
    let most = sheet.activities.iter().copied().max().unwrap_or(0);
    let number = |activities: i64| u32::try_from(activities).unwrap_or(u32::MAX);
    let empty: Vec<String> = sheet.empty_months.iter().map(ToString::to_string).collect();
    html! {
            h3 { (said::ACTIVITIES_BY_MONTH.say(language)) }
            table {
                tbody {
                    @for (month, activities) in (1..=sheet.window.to.month()).zip(sheet.activities) {
                        tr data-month=(month) {
                            th scope="row" { (words::MONTH.with(language, &[&month])) }
                            td.number { (count(activities)) }
                            td.wide { (bar(number(activities), number(most), "plain")) }
                        }
                    }
                }
            }
            @if !empty.is_empty() { p.hint { (words::ZERO_MONTHS.with(language, &[&empty.join(", ")])) } }
    }
}

fn numbers(language: Language, of: &UnitYear) -> Markup {
    let of_words = &of.sheet.words;
    let (remedies, support) = (&of.sheet.remedies, &of.sheet.support);
    let number = |number: u32| known(of, i64::from(number));
    html! {
        section aria-labelledby="words" {
            h2 id="words" { (said::WORDS.say(language)) }
            (cards(language, &[
                ("words", &said::WORDS_RECEIVED, number(of_words.received)),
                ("answered", &said::WORDS_ANSWERED, number(of_words.answered)),
                ("forwarded", &said::WORDS_FORWARDED, number(of_words.forwarded)),
                ("waiting", &said::WORDS_WAITING, number(of.sheet.words_waiting)),
            ]))
        }
        section aria-labelledby="remedies" {
            h2 id="remedies" { (said::FINDINGS.say(language)) }
            (cards(language, &[
                ("remedies", &said::REMEDY_TOTAL, number(remedies.total)),
                ("done", &said::REMEDY_DONE, number(remedies.done)),
                ("overdue", &said::REMEDY_OVERDUE, number(remedies.overdue)),
                ("median", &said::REMEDY_MEDIAN, remedies.median_days_x100.map_or("–".to_owned(), hundredths)),
            ]))
        }
        section aria-labelledby="support" {
            h2 id="support" { (said::SUPPORT.say(language)) }
            (cards(language, &[
                ("helpers", &said::HELPERS, number(support.helpers)),
                ("above", &said::HELPERS_ABOVE, number(support.helpers_above)),
                ("unassigned", &said::HELPERS_UNASSIGNED, number(support.helpers_unassigned)),
                ("households", &said::HOUSEHOLDS, number(support.households)),
                ("escaped", &said::ESCAPED, number(support.escaped)),
            ]))
        }
    }
}

fn plans(language: Language, of: &UnitYear) -> Markup {
    html! {
        section aria-labelledby="plan" {
            h2 id="plan" { (said::PLAN.say(language)) }
            @if of.sheet.plans.is_empty() { p { (said::NO_PLAN.say(language)) } }
            @for plan in &of.sheet.plans { (plan_of(language, of, plan)) }
        }
    }
}

fn plan_of(language: Language, of: &UnitYear, plan: &PlanFigures) -> Markup {
    let to_record = format!("{}?doc={}", review::RECORD, plan.doc);
    html! {
        div data-plan=(plan.doc) {
            p.screen { a.act href=(address(&to_record, language)) { (reading::kind(language, Kind::Plan)) } }
            table.stacked {
                (head(language, &[&said::LINE, &said::MONTH, &said::FOR, &said::TARGET, &said::DONE, &said::SHARE]))
                tbody { @for line in &plan.lines { (line_of(language, of, line)) } }
            }
            (by_month(language, plan))
        }
    }
}

fn line_of(language: Language, of: &UnitYear, figures: &LineFigures) -> Markup {
    let line = &figures.line;
    let place = line.group.as_ref().map(ToString::to_string).or_else(|| {
        let unit = line.unit.as_ref()?;
        let known = of.units.iter().find(|known| known.code == *unit);
        Some(known.map_or_else(|| unit.to_string(), |known| known.name.clone()))
    });
    html! {
        tr {
            th scope="row" { (what(language, of, line)) }
            td data-label=(said::MONTH.say(language)) {
                @match line.month { Some(month) => (month), None => (said::WHOLE_YEAR.say(language)) }
            }
            td data-label=(said::FOR.say(language)) { @if let Some(place) = &place { (place) } @else { "–" } }
            td data-label=(said::TARGET.say(language)) {
                @match line.target { Some(target) => (count(target)), None => (said::NO_TARGET.say(language)) }
            }
            td data-label=(said::DONE.say(language)) { (count(figures.done)) }
            td data-label=(said::SHARE.say(language)) {
                @match figures.percent() {
                    Some(share) if share.ends_with(|sign: char| sign.is_ascii_digit()) => (words::PERCENT.with(language, &[&share])),
                    _ => "–",
                }
            }
        }
    }
}

/// What a line plans: its kind, and the form or kind of inspection.
fn what(language: Language, of: &UnitYear, line: &Line) -> String {
    let kind = of.catalogue.label("plan_kind", &line.kind, language);
    let read = Words { catalogue: &of.catalogue, language, outside: true };
    let what = (!line.what.is_empty())
        .then(|| reading::value(read, Kind::Plan, "item.x.what", &Scalar::from(line.what.as_str())));
    what.map_or_else(|| kind.clone().into_owned(), |what| format!("{kind}: {what}"))
}

/// The months that the plan names, with how many of their lines have something done.
fn by_month(language: Language, plan: &PlanFigures) -> Markup {
    let months: Vec<_> = (1..).zip(plan.months).filter(|(_, (planned, _))| *planned > 0).collect();
    html! {
        @if !months.is_empty() {
            h3 { (said::BY_MONTH.say(language)) }
            table {
                thead { tr {
                    th scope="col" { (said::MONTH.say(language)) }
                    th.number scope="col" { (said::PLANNED.say(language)) }
                    th.number scope="col" { (said::BEGUN.say(language)) }
                } }
                tbody {
                    @for (month, (planned, done)) in months {
                        tr data-plan-month=(month) {
                            th scope="row" { (month) }
                            td.number { (planned) }
                            td.number { (done) }
                        }
                    }
                }
            }
        }
    }
}
