//! A helper sheet for a paper form (R5): the question what it is opened for, and the sheet, on A4 in the order of the
//! form. It says on its face that it is not the form.

use axum::response::Response;
use maud::{Markup, html};

use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::report::paper_form::{HelperSheet, PaperForm};
use shared::domain::report::{Block, Cell, Chapter};
use shared::domain::units::Units;
use shared::id::{DocId, UnitCode};
use shared::limits::REASON_CHARS_MAX;
use shared::reading::{self, Words, paper_form};
use shared::text::Language;

use super::frame::{Viewer, address, page};
use super::review;
use super::words::{Word, after, paper_forms as words};
use crate::access::{PrintedSheet, Reading};

/// Where helper sheets are.
pub(crate) const PATH: &str = "/area/print";

/// The address of a record's sheet.
pub(super) fn path(doc: DocId, form: PaperForm) -> String {
    format!("{PATH}?doc={doc}&form={}", form.code())
}

/// What the sheet is opened for. `told` is why it was not.
pub(crate) fn question(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    form: PaperForm,
    told: Option<&Word>,
) -> Response {
    let facts = &reading.facts;
    let here = path(facts.doc, form);
    let title = words::PRINT_OF.with(language, &[&form.number()]);
    let words_in = Words { catalogue: &reading.catalogue, language, outside: true };
    let content = html! {
        p { a href=(address(&review::record_path(facts), language)) { "← " (words::BACK_TO_RECORD.say(language)) } }
        h1 { (title) }
        p.context {
            span { (reading::title(words_in, facts)) " · " (reading.commune.name) }
            span { (reading::when_and_where(language, facts)) }
        }
        @if let Some(told) = told { p.notice role="alert" { (told.say(language)) } }
        form.stack method="post" action=(address(&here, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            label for="purpose" { (words::PURPOSE.say(language)) }
            input id="purpose" name="purpose" required maxlength=(REASON_CHARS_MAX) autocomplete="off";
            p.hint { (words::PURPOSE_HELP.say(language)) }
            button type="submit" { (words::OPEN.say(language)) }
        }
    };
    page(language, &title, &here, Some(viewer), &content)
}

/// The sheet.
pub(crate) fn sheet(language: Language, viewer: &Viewer, printed: &PrintedSheet) -> Response {
    let PrintedSheet { sheet, reading, units, day } = printed;
    let facts = &reading.facts;
    let words_in = Words { catalogue: &reading.catalogue, language, outside: true };
    let pen = Pen { form: sheet.form, words: words_in, units, day: *day };
    let title = pen.label(sheet.form.code());
    let (org, unit) = (facts.partition.org.as_str(), Cell::Unit(facts.partition.unit.clone()));
    let org = reading.catalogue.label("organisation", org, language);
    let unit_of_money = if sheet.form.is_in_dong() { &words::IN_DONG } else { &words::IN_MILLIONS };
    let content = html! {
        p.screen { a href=(address(&review::record_path(facts), language)) { "← " (words::BACK_TO_RECORD.say(language)) } }
        p.screen.hint { (words::HOW_TO_PRINT.say(language)) }
        article.helper-sheet.across[sheet.form.is_wide()] data-form=(sheet.form.code()) {
            header {
                p { (words::INSPECTING_UNIT.say(language)) br; strong { (org) " " (pen.cell(&unit)) } }
                p { (words::FORM_NUMBER.with(language, &[&sheet.form.number()])) }
            }
            p.notice { (words::NOT_THE_FORM.with(language, &[&sheet.form.number()])) }
            (standing(language, reading))
            h1 { (title) }
            p.unit { (unit_of_money.say(language)) }
            (pen.blocks(&sheet.head, ""))
            (pen.chapters(&sheet.chapters))
            (pen.signatures(sheet))
            footer { p { (words::MADE_OF.with(language, &[&facts.doc, &reading.version])) } }
        }
    };
    page(language, title, &path(facts.doc, sheet.form), Some(viewer), &content)
}

/// What must be known of the record before anybody copies from it.
fn standing(language: Language, reading: &Reading) -> Markup {
    let facts = &reading.facts;
    let words_in = Words { catalogue: &reading.catalogue, language, outside: true };
    html! {
        p data-state=(facts.state.code()) {
            (after::STATE.say(language)) ": " (reading::state(words_in, facts.state))
            @if let Some(day) = facts.corrected_on { " " (after::CORRECTED_NOTE.with(language, &[&day])) }
        }
        @if facts.state == State::Void { p.notice { strong { (after::VOIDED.say(language)) } } }
        @if facts.late > 0 { p.notice { (words::LATE_NOT_PRINTED.with(language, &[&facts.late])) } }
        @if facts.conflicts > 0 { p.notice { (super::words::OPEN_CONFLICTS.with(language, &[&facts.conflicts])) } }
    }
}

/// What a sheet is written with.
struct Pen<'p> {
    form: PaperForm,
    words: Words<'p>,
    units: &'p Units,
    day: Date,
}

impl Pen<'_> {
    /// The words of a stable code; the code itself, which a test forbids, where there are none.
    fn label<'c>(&self, code: &'c str) -> &'c str {
        paper_form::label(self.words.language, code).unwrap_or(code)
    }

    fn cell(&self, cell: &Cell) -> String {
        paper_form::printed(cell, self.form, self.words, |code| self.unit(code))
    }

    /// What a unit was called on the record's day, with the word of its level.
    fn unit(&self, code: &UnitCode) -> Option<String> {
        let unit = self.units.at(code, self.day)?;
        let Words { catalogue, language, .. } = self.words;
        Some(format!("{} {}", catalogue.level_word(unit.level.as_str(), self.day, language), unit.name))
    }

    /// Chapters with the numbers of their depth: "1." below a part, "a)" below that.
    fn chapters(&self, chapters: &[Chapter]) -> Markup {
        let (mut second, mut third) = (0_u8, b'a');
        let mut numbered = |chapter: &Chapter| {
            let heading = paper_form::heading(self.words, &chapter.code);
            match chapter.depth {
                2 => {
                    (second, third) = (second.saturating_add(1), b'a');
                    format!("{second}. {heading}")
                }
                3 => {
                    let letter = char::from(third);
                    third = third.saturating_add(1);
                    format!("{letter}) {heading}")
                }
                _ => {
                    second = 0;
                    heading
                }
            }
        };
        html! {
            @for chapter in chapters {
                section data-chapter=(chapter.code) {
                    @match chapter.depth {
                        2 => h3 { (numbered(chapter)) },
                        3 => h4 { (numbered(chapter)) },
                        _ => h2 { (numbered(chapter)) },
                    }
                    (self.blocks(&chapter.blocks, &chapter.code))
                }
            }
        }
    }

    /// The blocks of a chapter: neighbouring figures together. What is called like its chapter is not named twice.
    fn blocks(&self, all: &[Block], chapter: &str) -> Markup {
        let is_figure = |block: &Block| matches!(block, Block::Figure { .. });
        let runs = all.chunk_by(|a, b| is_figure(a) && is_figure(b));
        html! {
            @for run in runs {
                @match run {
                    [Block::Table { code, columns, rows, total }] => {
                        table.stacked data-table=(code) {
                            @if code != chapter { caption { (self.label(code)) } }
                            (self.head(columns))
                            tbody {
                                @for row in rows { tr { @for (column, value) in columns.iter().zip(row) { (self.td(column, value)) } } }
                                @if let Some(total) = total { (self.total(columns, total)) }
                            }
                        }
                    }
                    [Block::Typed { code, text }] => {
                        @if code != chapter { p { (self.label(code)) ":" } }
                        @if text.trim().is_empty() { p.by-hand { (self.cell(&Cell::Empty)) } } @else { p.typed { (text) } }
                    }
                    figures => dl.fields { @for figure in figures { (self.figure(figure)) } },
                }
            }
        }
    }

    fn figure(&self, figure: &Block) -> Markup {
        html! {
            @if let Block::Figure { item, value, .. } = figure {
                div data-item=(item) {
                    dt { (self.label(item)) }
                    dd { (self.cell(value)) }
                }
            }
        }
    }

    fn head(&self, columns: &[String]) -> Markup {
        html! {
            thead {
                tr { @for column in columns { th scope="col" { (self.label(column)) } } }
                // The numbers by which the form's guide speaks of its columns.
                @if self.form.is_wide() && columns.len() >= NUMBERED {
                    tr { @for number in 1..=columns.len() { th { "(" (number) ")" } } }
                }
            }
        }
    }

    fn td(&self, column: &str, cell: &Cell) -> Markup {
        html! {
            td.number[is_number(cell) && column != ANSWERED] data-label=(self.label(column)) { (self.cell(cell)) }
        }
    }

    /// The last row. What cannot be added up is nothing to write upon.
    fn total(&self, columns: &[String], total: &[Cell]) -> Markup {
        html! {
            tr.total {
                th scope="row" { (words::TOTAL.say(self.words.language)) }
                @for (column, value) in columns.iter().zip(total).skip(1) {
                    @if *value == Cell::Empty { td {} } @else { (self.td(column, value)) }
                }
            }
        }
    }

    fn signatures(&self, sheet: &HelperSheet) -> Markup {
        let language = self.words.language;
        let copies: Vec<&str> = sheet.copies.iter().map(|code| self.label(code)).collect();
        let name = |name: &Option<String>| name.clone().unwrap_or_else(|| self.cell(&Cell::Empty));
        html! {
            p { (words::COPIES.with(language, &[&copies.len(), &copies.join("; ")])) }
            div.signatures {
                @for (code, signer) in &sheet.signatures {
                    p {
                        strong { (self.label(code)) } br;
                        span.hint { (words::SIGN_HERE.say(language)) }
                        span.name { (name(signer)) }
                    }
                }
            }
        }
    }
}

/// From so many columns on, a wide form numbers them.
const NUMBERED: usize = 9;

/// The column of a checklist, whose answers are words and numbers below one another.
const ANSWERED: &str = "answered";

const fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Count(_) | Cell::Dong(_) | Cell::Of(..) | Cell::DongOf(..) | Cell::Share(..))
}
