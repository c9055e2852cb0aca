//! A record as plain text, to be copied out of the phone when the office does not take it or it cannot be opened. One
//! that opens reads as on its page; of one that does not, the engine gives what is left.

use std::fmt::Write as _;

use messages::Whole;
use shared::id::DocId;
use shared::reading::{self, Chapter, Line, Words};

use super::by;
use crate::components::{El, Look, el, press};
use crate::platform::window;
use crate::prelude::*;
use crate::state::{self, engine};
use crate::words::{D, t};

/// The button, and the text once asked for, of a record that is open.
pub fn of_record(whole: &Whole, words: Words<'static>) -> El {
    let said = as_text(whole, words);
    section(move |text| text.set(Some(said.clone())))
}

/// The same of one that does not open.
pub fn of_remains(doc: DocId) -> El {
    section(move |text| state::attempt(engine::export(doc), move |found| text.set(Some(found))))
}

fn section(ask: impl Fn(RwSignal<Option<String>>) + Send + Sync + 'static) -> El {
    let text = RwSignal::new(None::<String>);
    let copied = RwSignal::new(false);
    let copy = move || {
        window::copy(&text.get_untracked().unwrap_or_default());
        copied.set(true);
    };
    let ask = StoredValue::new(ask);
    el("div").class("export").show(move || match text.get() {
        None => vec![press("export", t(D::Export), Look::Plain, move || ask.with_value(|ask| ask(text)))],
        Some(text) => vec![
            el("label").attr("for", "export").child(t(D::ExportHead)),
            el("textarea")
                .attr("id", "export")
                .attr("readonly", "")
                .attr("rows", "10")
                .value(move || text.clone()),
            press("copy", t(D::Copy), Look::Plain, copy),
            el("p").attr("role", "status").show(move || copied.get().then(|| t(D::Copied))),
        ],
    })
}

/// Heading, chapters, entries, and everything that was ever written, in a reader's words.
fn as_text(whole: &Whole, words: Words<'_>) -> String {
    let facts = &whole.listed.facts;
    let mut out = format!(
        "{}\n{}\n{}\n",
        reading::title(words, facts),
        reading::when_and_where(words.language, facts),
        reading::state(words, facts.state)
    );
    for chapter in reading::chapters(words, facts, &whole.flat) {
        part(&mut out, &chapter);
    }
    let history = whole.history.iter().filter(|event| !reading::is_of_the_program(&event.key));
    // Writing to a text does not fail.
    writeln!(out, "\n{}", t(D::ExportHistory)).ok();
    for event in history {
        let name = reading::name(words, facts.kind, &whole.flat, &event.key);
        let value = reading::value(words, facts.kind, &event.key, &event.new);
        writeln!(out, "- {name}: {value} ({})", by(&event.by)).ok();
    }
    writeln!(out, "\n{} · {}", facts.doc, facts.partition).ok();
    out
}

fn part(out: &mut String, chapter: &Chapter) {
    writeln!(out, "\n{}", chapter.title).ok();
    lines(out, &chapter.lines);
    for card in &chapter.cards {
        let tags = card.tags.join(", ");
        let tags = if tags.is_empty() { tags } else { format!(" [{tags}]") };
        writeln!(out, "* {}{tags}", card.title).ok();
        lines(out, &card.lines);
    }
}

fn lines(out: &mut String, lines: &[Line]) {
    for line in lines {
        let beside = line.beside.as_ref().map(|beside| format!(" ({beside})")).unwrap_or_default();
        writeln!(out, "{}: {}{beside}", line.label, line.value).ok();
    }
}
