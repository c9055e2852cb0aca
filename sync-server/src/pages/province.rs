//! The province's page: aggregates per commune and above, filtered by address. It has one form, and that form
//! only reads.

pub(super) mod ongoing;

use std::collections::BTreeMap;

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::domain::figures::Sums;
use shared::domain::progress::{Light, RuleProgress};
use shared::id::Code;
use shared::limits::CELL_BORROWERS_MIN;
use shared::text::{Language, count, percent};

use super::area::{context, last_sync, rules_head, unheard, unit_name, waiting};
use super::bar::bar;
use super::board;
use super::frame::{Viewer, address, head, page};
use super::programmes::programmes;
use super::rules::{Audience, light_class, light_word, name, printed, printed_total};
use super::words::{self, Word, above as said, reports};
use crate::access::{CommuneFigures, Figures, RegisterFigures};

/// Where the page stands.
pub(crate) const PATH: &str = "/province";

/// The whole page. `commune` is the one that it is filtered to.
pub(crate) fn overview(
    language: Language,
    viewer: &Viewer,
    figures: &Figures,
    commune: Option<&str>,
) -> Response {
    let title = words::PROVINCE_OF.with(language, &[&figures.today.year()]);
    let path = path(PATH, figures, commune);
    let content = html! {
        h1 { (title) " · " (unit_name(&figures.unit, figures.today, language)) }
        (context(language, figures.today, figures.list_of))
        p.hint { (words::READ_ONLY.say(language)) " " (words::MASK_NOTE.say(language)) }
        (filter(language, figures, commune))
        @if commune.is_none() { (ongoing::areas(language, figures)) }
        (coverage(language, figures))
        @if commune.is_none() { (own(language, figures)) (deadlines(language, figures)) }
        (work(language, figures))
        (ongoing::matters(language, figures))
        (quality(language, figures))
        @if commune.is_none() { (ongoing::capital(language, figures)) }
        (programmes(language, &figures.programmes))
    };
    page(language, &title, &path, Some(viewer), &content)
}

/// An address of this page or of the export, with its filter.
fn path(path: &str, figures: &Figures, commune: Option<&str>) -> String {
    let unit = commune.map(|commune| format!("&unit={commune}")).unwrap_or_default();
    format!("{path}?org={}{unit}", figures.org)
}

fn filter(language: Language, figures: &Figures, commune: Option<&str>) -> Markup {
    let catalogue = Catalogue::builtin();
    html! {
        form.filter method="get" action=(PATH) {
            @if figures.orgs.len() > 1 {
                label for="org" { (words::ORGANISATION.say(language)) }
                select id="org" name="org" {
                    @for org in &figures.orgs {
                        option value=(org) selected[*org == figures.org] {
                            (catalogue.label("organisation", org.as_str(), language))
                        }
                    }
                }
            }
            label for="unit" { (words::COMMUNE.say(language)) }
            select id="unit" name="unit" {
                option value="" { (words::ALL.say(language)) }
                @for (code, name) in &figures.choices {
                    option value=(code) selected[commune == Some(code.as_str())] { (name) }
                }
            }
            @if language == Language::En { input type="hidden" name="lang" value="en"; }
            button type="submit" { (words::FILTER.say(language)) }
            a.export href=(address(&path("/province/export.csv", figures, commune), language)) download {
                (words::EXPORT.say(language))
            }
        }
    }
}

fn coverage(language: Language, figures: &Figures) -> Markup {
    let communes = figures.communes.iter().map(|commune| (commune.unit.name.as_str(), commune.seen));
    html! {
        section aria-labelledby="coverage" {
            h2 id="coverage" { (words::COVERAGE.say(language)) }
            (unheard(language, figures.today, communes))
            ul.cards {
                @for total in &figures.totals {
                    @let printed = printed_total(total, figures.profile, rows(figures));
                    @let name = name(&total.rule, figures.profile, figures.today, language);
                    li {
                        h3 { span.by { (name.by) } " " (name.of) }
                        p { (printed.markup(language)) }
                    }
                }
            }
            table.stacked {
                (rules_head(language, &figures.totals, figures.profile, figures.today))
                tbody { @for commune in &figures.communes { (covered(language, commune, figures)) } }
            }
        }
    }
}

/// Every rule of every commune with its light.
fn rows(figures: &Figures) -> impl Iterator<Item = (&RuleProgress, Light)> {
    figures.communes.iter().flat_map(|commune| {
        let light = |rule| commune.seen.light(rule, figures.profile, figures.today);
        commune.progress.rules.iter().map(move |rule| (rule, light(rule)))
    })
}

fn covered(language: Language, commune: &CommuneFigures, figures: &Figures) -> Markup {
    let today = figures.today;
    html! {
        tr.unheard[!commune.seen.is_fresh(today)] {
            th scope="row" { (commune.unit.name) }
            td data-label=(words::LAST_SYNC.say(language)) { (last_sync(language, commune.seen.commune, today)) }
            td data-label=(words::WAITING.say(language)) { (waiting(&commune.progress, commune.seen, today)) }
            @for rule in &commune.progress.rules {
                @let light = commune.seen.light(rule, figures.profile, today);
                td data-label=(name(rule, figures.profile, today, language).whole()) {
                    (printed(rule, figures.profile, light, Audience::Above).markup(language))
                }
            }
        }
    }
}

/// The province's own inspections, when there are any.
fn own(language: Language, figures: &Figures) -> Markup {
    let rows = figures.own.iter().filter(|rule| rule.need > 0);
    html! {
        section aria-labelledby="own" {
            h2 id="own" { (words::OWN_INSPECTIONS.say(language)) }
            table.stacked {
                (head(language, &[&words::RULE, &words::UNIT, &words::DONE, &words::REQUIRED, &words::STATE]))
                tbody {
                    @for rule in rows {
                        @let light = if rule.met() { Light::Met } else { Light::Missing };
                        @let printed = printed(rule, figures.profile, light, Audience::Above);
                        tr {
                            th scope="row" { (name(rule, figures.profile, figures.today, language).of) }
                            td data-label=(words::UNIT.say(language)) {
                                (figures.names.get(&rule.unit).map_or(rule.unit.as_str(), String::as_str))
                            }
                            td data-label=(words::DONE.say(language)) { (printed.done) }
                            td data-label=(words::REQUIRED.say(language)) { (printed.need) }
                            td data-label=(words::STATE.say(language)) {
                                span.light.(light_class(light)) { (light_word(light, language)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The deadline board: whose reports were sent, late, or came back.
fn deadlines(language: Language, figures: &Figures) -> Markup {
    html! {
        section aria-labelledby="deadlines" {
            h2 id="deadlines" { (reports::BOARD.say(language)) }
            p.hint { (reports::BOARD_HELP.say(language)) }
            table.stacked {
                (head(language, &[&words::UNIT, &reports::REPORT, &reports::PERIOD, &reports::SENT, &reports::DEADLINE]))
                tbody {
                    @for row in &figures.board {
                        @for line in &row.lines {
                            tr data-unit=(row.unit) data-report=(line.report.code()) {
                                th scope="row" { (row.name) }
                                td data-label=(reports::REPORT.say(language)) { (board::name(line.report).say(language)) }
                                td data-label=(reports::PERIOD.say(language)) { (board::period(language, line.quarter)) }
                                td data-label=(reports::SENT.say(language)) { (board::sent(language, line)) }
                                td data-label=(reports::DEADLINE.say(language)) { (board::deadline(language, line)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn work(language: Language, figures: &Figures) -> Markup {
    let total = &figures.work;
    let past = usize::from(figures.today.month());
    let most = total.by_month.iter().copied().max().unwrap_or(0);
    // The month of today is not over.
    let empty: Vec<String> =
        (1..past).filter(|month| total.by_month[month - 1] == 0).map(|month| month.to_string()).collect();
    html! {
        section aria-labelledby="outreach" {
            h2 id="outreach" { (words::OUTREACH.say(language)) }
            ul.cards {
                @for (word, number) in [
                    (&words::ACTIVITIES, total.activities()),
                    (&words::ATTENDEES, total.attendees),
                    (&words::LEAFLETS, total.leaflets),
                ] {
                    li { h3 { (word.say(language)) } p.big { (count(i64::from(number))) } }
                }
            }
            div.beside {
                (counts(language, &words::BY_FORM, "form", &total.by_form))
                (by_level(language, figures))
                (counts(language, &said::PRODUCTS, "form", &below(&figures.products, "form")))
                (counts(language, &said::PRODUCTS_BY_LEVEL, "level", &below(&figures.products, "level")))
                (counts(language, &words::FEEDBACK, "feedback_kind", &total.feedback))
                div {
                    h3 { (words::BY_MONTH.say(language)) }
                    table {
                        tbody {
                            @for (month, number) in (1..).zip(total.by_month).take(past) {
                                tr {
                                    th scope="row" { (words::MONTH.with(language, &[&month])) }
                                    td.number { (number) }
                                    td.wide { (bar(number, most, "plain")) }
                                }
                            }
                        }
                    }
                    @if !empty.is_empty() { p.hint { (words::ZERO_MONTHS.with(language, &[&empty.join(", ")])) } }
                }
            }
        }
    }
}

/// Numbers by code, from the sums under a name.
fn below(sums: &Sums, name: &str) -> BTreeMap<Code, u32> {
    let number = |(code, number): (&str, i64)| Some((code.parse().ok()?, u32::try_from(number).ok()?));
    sums.below(name).filter_map(number).collect()
}

/// Outreach by the level of the unit that held it, in the words of today.
fn by_level(language: Language, figures: &Figures) -> Markup {
    let most = figures.by_level.values().copied().max().unwrap_or(0);
    html! {
        div data-by="level" {
            h3 { (said::BY_LEVEL.say(language)) }
            @if figures.by_level.is_empty() { p { (words::NONE.say(language)) } }
            table {
                tbody {
                    @for (level, number) in &figures.by_level {
                        tr data-code=(level) {
                            th scope="row" { (Catalogue::builtin().level_word(level.as_str(), figures.today, language)) }
                            td.number { (count(i64::from(*number))) }
                            td.wide { (bar(*number, most, "plain")) }
                        }
                    }
                }
            }
        }
    }
}

fn counts(language: Language, title: &Word, list: &str, counts: &BTreeMap<Code, u32>) -> Markup {
    let most = counts.values().copied().max().unwrap_or(0);
    html! {
        div data-by=(list) {
            h3 { (title.say(language)) }
            @if counts.is_empty() {
                p { (words::NONE.say(language)) }
            } @else {
                table {
                    tbody {
                        @for (code, number) in counts {
                            tr data-code=(code) {
                                th scope="row" { (Catalogue::builtin().label(list, code.as_str(), language)) }
                                td.number { (count(i64::from(*number))) }
                                td.wide { (bar(*number, most, "plain")) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn quality(language: Language, figures: &Figures) -> Markup {
    html! {
        section aria-labelledby="quality" {
            h2 id="quality" { (words::QUALITY.say(language)) }
            table.stacked {
                (head(language, &[&words::COMMUNE, &words::GROUP, &words::OVERDUE, &words::SAVING, &words::RANKS]))
                tbody {
                    @for commune in &figures.communes {
                        @let register = &commune.register;
                        tr data-quality=(commune.unit.code) {
                            th scope="row" { (commune.unit.name) }
                            td data-label=(words::GROUP.say(language)) { (register.groups) }
                            td data-label=(words::OVERDUE.say(language)) { (signed(language, &overdue(register))) }
                            td data-label=(words::SAVING.say(language)) { (signed(language, &saving(register))) }
                            td data-label=(words::RANKS.say(language)) { (ranks(register, language)) }
                        }
                    }
                }
            }
        }
    }
}

/// A share with its sign, or what stands for one.
fn signed(language: Language, share: &str) -> String {
    if share.ends_with(|c: char| c.is_ascii_digit()) && !share.starts_with('<') {
        words::PERCENT.with(language, &[&share])
    } else {
        share.to_owned()
    }
}

/// Overdue of outstanding debt in percent; masked when it stands for fewer than five borrowers.
pub(super) fn overdue(register: &RegisterFigures) -> String {
    share(register, register.overdue, register.outstanding)
}

/// Members who save in percent; masked alike.
pub(super) fn saving(register: &RegisterFigures) -> String {
    share(register, i64::from(register.members_saving), i64::from(register.members))
}

fn share(register: &RegisterFigures, part: i64, whole: i64) -> String {
    match register.borrowers {
        0 => percent(part, whole),
        few if few < CELL_BORROWERS_MIN => format!("< {CELL_BORROWERS_MIN}"),
        _ => percent(part, whole),
    }
}

fn ranks(register: &RegisterFigures, language: Language) -> String {
    let catalogue = Catalogue::builtin();
    let known = catalogue
        .list("group_rank")
        .iter()
        .filter_map(|rank| Some(format!("{} {}", rank.label(language), groups_of(register, &rank.id)?)));
    known.collect::<Vec<_>>().join(" · ")
}

/// How many groups have a rank; masked when fewer than five borrowers are in them, `None` where no group has it.
pub(super) fn groups_of(register: &RegisterFigures, rank: &Code) -> Option<String> {
    let (groups, borrowers) = register.ranks.get(rank)?;
    let is_masked = (1..CELL_BORROWERS_MIN).contains(borrowers);
    Some(if is_masked { format!("< {CELL_BORROWERS_MIN}") } else { count(i64::from(*groups)) })
}
