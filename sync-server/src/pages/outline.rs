//! A report's outline on paper: chapters with their numbers, figures, tables, and what the office typed. An empty cell
//! is dots and never 0; a commune that was not heard of is named with its day.

use maud::{Markup, html};

use shared::domain::report::{BOXES, Block, Cell, Chapter};
use shared::reading::{Words, paper};
use shared::text::Language;

use super::words::reports as words;
use crate::access::Print;

/// What a code is called; a code of a newer version by itself.
pub(super) fn label(language: Language, code: &str) -> &str {
    paper::label(language, code).unwrap_or(code)
}

/// Columns of a table above which a narrow screen sets its cells side by side: the twelve months.
const COLUMNS_MANY: usize = 8;
/// What ends the text of a paper (Decree 30).
const END: &str = "./.";
/// What stands in a table where nothing happened, as Vietnamese statistics have it; dots stand where nothing is known.
const NONE: &str = "–";
/// Letters of "a)", in the order of the Vietnamese alphabet as papers use it.
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"];
/// Numbers of chapters and annexes.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A paper's text, and the annexes that follow its signature.
pub(super) fn outline(language: Language, reader: Words<'_>, print: &Print) -> (Markup, Markup) {
    let chapters = numbered(&print.paper.chapters);
    let (annexes, text): (Vec<_>, Vec<_>) = chapters.into_iter().partition(|(_, chapter)| chapter.depth == 0);
    let printer = Printer { language, reader, print };
    let last = text.len().saturating_sub(1);
    let text = html! {
        (silent(language, print))
        @for (place, (number, chapter)) in text.iter().enumerate() {
            (printer.section(number, chapter, if place == last { END } else { "" }))
        }
    };
    let annexes = html! { @for (number, chapter) in &annexes { (printer.section(number, chapter, "")) } };
    (text, annexes)
}

/// Communes of which nothing is known.
fn silent(language: Language, print: &Print) -> Markup {
    html! {
        @if !print.paper.silent.is_empty() {
            div.silent {
                p { (words::SILENT_HELP.say(language)) }
                ul {
                    @for (unit, day) in &print.paper.silent {
                        @let name = print.names.get(unit).map_or(unit.as_str(), String::as_str);
                        li data-silent=(unit) {
                            @match day {
                                Some(day) => (words::SILENT.with(language, &[&name, day])),
                                None => (words::SILENT_NEVER.with(language, &[&name])),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Each chapter with its number.
fn numbered(chapters: &[Chapter]) -> Vec<(String, &Chapter)> {
    let (mut at, mut annexes) = ([0_usize; 3], 0);
    let number =
        |list: &[&str], at: usize| list.get(at).map_or_else(|| (at + 1).to_string(), |n| (*n).to_owned());
    let mut all = Vec::new();
    for chapter in chapters.iter().filter(|chapter| chapter.code != BOXES) {
        let depth = usize::from(chapter.depth);
        if (1..=3).contains(&depth) {
            at[depth - 1] += 1;
            at[depth..].fill(0);
        }
        all.push((
            match depth {
                1 => format!("{}.", number(&ROMAN, at[0] - 1)),
                2 => format!("{}.", at[1]),
                3 => format!("{})", number(&LETTERS, at[2] - 1)),
                _ => {
                    annexes += 1;
                    number(&ROMAN, annexes - 1)
                }
            },
            chapter,
        ));
    }
    all
}

/// Prints pieces of one paper for one reader.
struct Printer<'p> {
    language: Language,
    reader: Words<'p>,
    print: &'p Print,
}

impl Printer<'_> {
    fn section(&self, number: &str, chapter: &Chapter, end: &str) -> Markup {
        let title = paper::heading(self.language, &self.print.paper.asked, &chapter.code)
            .unwrap_or_else(|| chapter.code.clone());
        let (last, before) = match chapter.blocks.split_last() {
            Some((last, before)) => (Some(last), before),
            None => (None, &[][..]),
        };
        let ends_in_words = matches!(last, Some(Block::Typed { .. }));
        html! {
            section data-chapter=(chapter.code) {
                @match chapter.depth {
                    0 => h2.annex { (words::ANNEX.with(self.language, &[&number, &title])) },
                    1 => h2 { (number) " " (title) },
                    2 => h3 { (number) " " (title) },
                    _ => h4 { (number) " " (title) },
                }
                @for block in before { (self.piece(block, "", &title)) }
                @if let Some(last) = last { (self.piece(last, if ends_in_words { end } else { "" }, &title)) }
                @if !ends_in_words && !end.is_empty() { p { (end) } }
            }
        }
    }

    /// A piece of a chapter. A table that is called as its chapter is named for those alone who do not see it.
    fn piece(&self, block: &Block, end: &str, title: &str) -> Markup {
        let named = |code: &str| label(self.language, code).to_owned();
        html! {
            @match block {
                Block::Figure { item, of, value } => p.line data-item=(item) {
                    "- " (named(item))
                    @if *of != Cell::Empty { " (" (self.said(of)) ")" }
                    ": " strong { (self.said(value)) }
                },
                Block::Typed { code, text } => (self.typed(code, text, end)),
                Block::Table { code, columns, rows, total } => {
                    @let numeric = numeric(columns.len(), rows);
                    table.stacked.grid.many[columns.len() > COLUMNS_MANY] data-table=(code) {
                        caption.unseen[named(code) == title] { (named(code)) }
                        thead { tr {
                            @for (column, number) in columns.iter().zip(&numeric) {
                                th.number[*number] scope="col" { (named(column)) }
                            }
                        } }
                        tbody { @for row in rows { (self.row(columns, &numeric, row)) } }
                        @if let Some(total) = total { tfoot { (self.row(columns, &numeric, total)) } }
                    }
                }
            }
        }
    }

    fn typed(&self, code: &str, text: &str, end: &str) -> Markup {
        let text = if text.is_empty() { words::DOTS.say(self.language) } else { text };
        let text = format!("{text}{end}");
        let mut lines = text.lines().filter(|line| !line.is_empty());
        html! {
            p.typed data-place=(code) {
                em { (label(self.language, code)) ":" } " " (lines.next().unwrap_or_default())
            }
            @for line in lines { p.typed { (line) } }
        }
    }

    /// A row. What is not known of a silent unit is said once, over all the columns in which it stands.
    fn row(&self, columns: &[String], numeric: &[bool], row: &[Cell]) -> Markup {
        let mut cells: Vec<(usize, &Cell, usize)> = Vec::new();
        for (place, cell) in row.iter().enumerate().take(columns.len()) {
            match cells.last_mut() {
                Some((_, before, wide)) if *before == cell && matches!(cell, Cell::Silent(_)) => *wide += 1,
                _ => cells.push((place, cell, 1)),
            }
        }
        html! {
            tr {
                @for (place, cell, wide) in cells {
                    td.number[numeric[place] && wide == 1] colspan=[(wide > 1).then_some(wide)]
                        data-label=(label(self.language, &columns[place])) {
                        @if is_none(cell) { (NONE) } @else { (self.said(cell)) }
                    }
                }
            }
        }
    }

    fn said(&self, cell: &Cell) -> String {
        paper::printed(cell, self.reader, |unit| self.print.names.get(unit).cloned())
    }
}

/// True for what is known to be nothing.
fn is_none(cell: &Cell) -> bool {
    matches!(cell, Cell::Said(code) if code == "none")
}

/// The columns in which numbers stand, or what stands for one.
fn numeric(columns: usize, rows: &[Vec<Cell>]) -> Vec<bool> {
    let is_words = |cell: &Cell| match cell {
        Cell::Said(_) => !is_none(cell),
        Cell::Text(_) | Cell::Entry(..) | Cell::Dated(..) | Cell::Unit(_) | Cell::Day(_) | Cell::Met(_) => {
            true
        }
        _ => false,
    };
    (0..columns).map(|column| !rows.iter().any(|row| row.get(column).is_some_and(is_words))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chapters_are_numbered_as_papers_are() {
        let chapter = |code: &str, depth| Chapter { code: code.to_owned(), depth, blocks: Vec::new() };
        let depths = [1, 2, 2, 3, 3, 1, 2, 0, 0];
        let mut chapters = vec![chapter(BOXES, 0)];
        chapters.extend(depths.map(|depth| chapter("part", depth)));
        let numbers: Vec<String> = numbered(&chapters).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers, ["I.", "1.", "2.", "a)", "b)", "II.", "1.", "I", "II"]);
    }
}
