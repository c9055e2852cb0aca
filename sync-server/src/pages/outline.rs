//! A report's outline on paper: chapters with their numbers, figures, tables, and what the office typed. An empty cell
//! is dots and never 0; a commune that was not heard of is named with its day.

use maud::{Markup, html};

use shared::domain::report::{BOXES, Block, Cell, Chapter};
use shared::reading::{Words, paper};
use shared::text::Language;

use super::words::reports as words;
use crate::access::Print;

/// Letters of "a)", in the order of the Vietnamese alphabet as papers use it.
const LETTERS: [&str; 12] = ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m"];
/// Numbers of chapters and annexes.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// The chapters of a paper, without those that stand around it.
pub(super) fn outline(language: Language, reader: Words<'_>, print: &Print) -> Markup {
    let chapters = numbered(&print.paper.chapters);
    html! {
        (silent(language, print))
        @for (number, chapter) in &chapters { (section(language, reader, print, number, chapter)) }
    }
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
    let number = |list: &[&str], at: usize| list.get(at).map_or_else(|| (at + 1).to_string(), |n| (*n).to_owned());
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

fn section(language: Language, reader: Words<'_>, print: &Print, number: &str, chapter: &Chapter) -> Markup {
    let label = paper::label(language, &chapter.code);
    html! {
        section data-chapter=(chapter.code) {
            @match chapter.depth {
                0 => h2.annex { (words::ANNEX.with(language, &[&number, &label])) },
                1 => h2 { (number) " " (label) },
                2 => h3 { (number) " " (label) },
                _ => h4 { (number) " " (label) },
            }
            @for block in &chapter.blocks { (piece(language, reader, print, block)) }
        }
    }
}

fn piece(language: Language, reader: Words<'_>, print: &Print, block: &Block) -> Markup {
    let said = |cell: &Cell| paper::printed(cell, reader, &print.names);
    html! {
        @match block {
            Block::Figure { item, of, value } => p.line data-item=(item) {
                "- " (paper::label(language, item))
                @if *of != Cell::Empty { " (" (said(of)) ")" }
                ": " strong { (said(value)) }
            },
            Block::Typed { code, text } => (typed(language, code, text)),
            Block::Table { code, columns, rows, total } => {
                table.stacked.grid data-table=(code) {
                    caption { (paper::label(language, code)) }
                    thead { tr { @for column in columns { th scope="col" { (paper::label(language, column)) } } } }
                    tbody { @for row in rows { (cells(language, reader, print, columns, row)) } }
                    @if let Some(total) = total { tfoot { (cells(language, reader, print, columns, total)) } }
                }
            }
        }
    }
}

fn typed(language: Language, code: &str, text: &str) -> Markup {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    html! {
        p.typed data-place=(code) {
            em { (paper::label(language, code)) ":" } " "
            (lines.next().unwrap_or(words::DOTS.say(language)))
        }
        @for line in lines { p { (line) } }
    }
}

fn cells(language: Language, reader: Words<'_>, print: &Print, columns: &[String], row: &[Cell]) -> Markup {
    html! {
        tr {
            @for (column, cell) in columns.iter().zip(row) {
                @let is_number = matches!(
                    cell, Cell::Count(_) | Cell::Dong(_) | Cell::Of(..) | Cell::DongOf(..) | Cell::Share(..)
                );
                td.number[is_number] data-label=(paper::label(language, column)) {
                    (paper::printed(cell, reader, &print.names))
                }
            }
        }
    }
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
