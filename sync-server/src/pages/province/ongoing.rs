//! The parts of the province's page about what goes on: areas and their synchronisation, remedies, words that wait, what
//! nobody has settled, the capital. Counts and sums alone.

use maud::{Markup, html};

use shared::domain::report::CapitalFigures;
use shared::domain::units::Unit;
use shared::limits::ANSWER_DAYS;
use shared::text::{Language, count, hundredths, money, percent};

use crate::access::{CommuneFigures, Figures, Ongoing};
use crate::pages::area::{last_sync, unit_name};
use crate::pages::frame::head;
use crate::pages::words::{self, Word, above as said};

/// Each area: when its team and its communes were last heard of, and what waits in them.
pub(super) fn areas(language: Language, figures: &Figures) -> Markup {
    let today = figures.today;
    html! {
        @if !figures.areas.is_empty() {
            section aria-labelledby="areas" {
                h2 id="areas" { (said::AREAS.say(language)) }
                table.stacked {
                    (head(language, &[&said::AREA, &said::TEAM_SYNC, &said::FRESH_COMMUNES, &said::UNSENT]))
                    tbody {
                        @for area in &figures.areas {
                            tr data-area=(area.unit.code) {
                                th scope="row" { (unit_name(&area.unit, today, language)) }
                                td data-label=(said::TEAM_SYNC.say(language)) { (last_sync(language, area.seen_on, today)) }
                                td data-label=(said::FRESH_COMMUNES.say(language)) {
                                    (words::OF.with(language, &[&area.fresh, &area.communes]))
                                }
                                td data-label=(said::UNSENT.say(language)) { (count(i64::from(area.unsent))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The numbers of what goes on, in the order of the columns; the export has the same.
pub(in crate::pages) const COLUMNS: [(&str, &Word); 6] = [
    ("open", &said::REMEDIES_OPEN),
    ("overdue", &said::REMEDIES_OVERDUE),
    ("waiting", &said::WORDS_WAITING),
    ("conflicts", &words::CONFLICTS),
    ("late", &said::LATE),
    ("doubtful", &said::DOUBTFUL),
];

/// Those of a unit.
pub(in crate::pages) fn numbers(ongoing: &Ongoing) -> [u32; COLUMNS.len()] {
    [
        ongoing.remedies_open(),
        ongoing.remedies.overdue,
        ongoing.words_waiting,
        ongoing.conflicts,
        ongoing.late,
        ongoing.doubtful,
    ]
}

/// The name of a column.
pub(in crate::pages) fn column(word: &Word, language: Language) -> String {
    word.with(language, &[&ANSWER_DAYS])
}

/// Remedies, words that wait and what nobody has settled: all together, and commune by commune.
pub(super) fn matters(language: Language, figures: &Figures) -> Markup {
    let whole = &figures.ongoing;
    let median = whole.remedies.median_days_x100.map_or_else(|| "–".to_owned(), hundredths);
    html! {
        section aria-labelledby="matters" {
            h2 id="matters" { (said::MATTERS.say(language)) }
            ul.cards.small {
                @for ((name, word), number) in COLUMNS.iter().zip(numbers(whole)) {
                    li { h3 { (column(word, language)) } p.big data-figure=(name) { (count(i64::from(number))) } }
                }
                li { h3 { (said::REMEDIES_MEDIAN.say(language)) } p.big data-figure="median" { (median) } }
            }
            table.stacked {
                thead { tr {
                    th scope="col" { (words::COMMUNE.say(language)) }
                    @for (_, word) in COLUMNS { th scope="col" { (column(word, language)) } }
                } }
                tbody { @for commune in &figures.communes { (of_commune(language, commune, figures)) } }
            }
        }
    }
}

/// Of a commune that was not heard of, nothing is known.
fn of_commune(language: Language, commune: &CommuneFigures, figures: &Figures) -> Markup {
    let is_known = commune.seen.commune.is_some();
    html! {
        tr.unheard[!commune.seen.is_fresh(figures.today)] data-matters=(commune.unit.code) {
            th scope="row" { (commune.unit.name) }
            @for ((_, word), number) in COLUMNS.iter().zip(numbers(&commune.ongoing)) {
                td data-label=(column(word, language)) {
                    @if is_known || number > 0 { (count(i64::from(number))) } @else { "–" }
                }
            }
        }
    }
}

/// Where the lent money comes from, unit by unit (S3 L4, L10).
pub(super) fn capital(language: Language, figures: &Figures) -> Markup {
    html! {
        section aria-labelledby="capital" {
            h2 id="capital" { (said::CAPITAL.with(language, &[&figures.today.year()])) }
            @if figures.capital.is_empty() { p { (said::NO_CAPITAL.say(language)) } } @else {
                table.stacked {
                    (head(language, &[&words::UNIT, &said::LOCAL, &said::TOTAL, &said::SHARE, &said::PLANNED, &said::OF_PLAN, &said::OF_LAST_YEAR]))
                    tbody { @for (unit, sheet) in &figures.capital { (sheet_of(language, unit, sheet)) } }
                }
                p.hint { (said::CAPITAL_NOTE.say(language)) }
            }
        }
    }
}

fn sheet_of(language: Language, unit: &Unit, sheet: &CapitalFigures) -> Markup {
    let share = match percent(sheet.local, sheet.total) {
        known if sheet.total > 0 => words::PERCENT.with(language, &[&known]),
        unknown => unknown,
    };
    let of = |other: Option<i64>| other.map_or_else(|| "–".to_owned(), |other| signed(sheet.local - other));
    html! {
        tr data-capital=(unit.code) {
            th scope="row" { (unit.name) }
            td data-label=(said::LOCAL.say(language)) { span.whole { (money(sheet.local)) } }
            td data-label=(said::TOTAL.say(language)) { span.whole { (money(sheet.total)) } }
            td data-label=(said::SHARE.say(language)) { (share) }
            td data-label=(said::PLANNED.say(language)) { span.whole { (sheet.planned.map_or_else(|| "–".to_owned(), money)) } }
            td data-label=(said::OF_PLAN.say(language)) { span.whole { (of(sheet.planned)) } }
            td data-label=(said::OF_LAST_YEAR.say(language)) { span.whole { (of(sheet.before)) } }
        }
    }
}

/// A difference with its sign.
fn signed(difference: i64) -> String {
    if difference > 0 { format!("+{}", money(difference)) } else { money(difference) }
}
