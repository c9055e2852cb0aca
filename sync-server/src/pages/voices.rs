//! Reports of wrongdoing that went past the units that they name: a list, and one to read.

use axum::response::Response;
use maud::html;

use shared::catalogue::Catalogue;
use shared::reading::{self, Words};
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::words;
use super::words::oversight as said;
use crate::access::{Voice, Voices};

/// Where the list stands.
pub(crate) const PATH: &str = "/area/voices";
/// Where one report stands.
const ONE: &str = "/area/voice";

fn words_of(language: Language) -> Words<'static> {
    Words { catalogue: Catalogue::builtin(), language, outside: true }
}

/// The list.
pub(crate) fn list(language: Language, viewer: &Viewer, voices: &Voices) -> Response {
    let content = html! {
        h1 { (said::VOICES.say(language)) }
        p.hint { (said::VOICES_HELP.say(language)) }
        @if voices.reports.is_empty() { p { (words::NONE.say(language)) } }
        @else {
            table.stacked {
                (head(language, &[&words::RECORD, &words::WHEN_AND_WHERE, &words::STATE]))
                tbody {
                    @for facts in &voices.reports {
                        tr data-doc=(facts.doc) {
                            th scope="row" {
                                a href=(address(&format!("{ONE}?doc={}", facts.doc), language)) {
                                    (reading::title(words_of(language), facts))
                                }
                            }
                            td data-label=(words::WHEN_AND_WHERE.say(language)) { (reading::when_and_where(language, facts)) }
                            td data-label=(words::STATE.say(language)) { (reading::state(words_of(language), facts.state)) }
                        }
                    }
                }
            }
        }
    };
    page(language, said::VOICES.say(language), PATH, Some(viewer), &content)
}

/// One report.
pub(crate) fn one(language: Language, viewer: &Viewer, voice: &Voice) -> Response {
    let Voice { facts, flat } = voice;
    let title = reading::title(words_of(language), facts);
    let content = html! {
        p { a href=(address(PATH, language)) { "← " (said::VOICES.say(language)) } }
        h1 { (title) }
        p.context {
            span { (reading::when_and_where(language, facts)) }
            @if let Some(unit) = flat.text("named_unit") { span { (said::NAMED.say(language)) ": " (unit) } }
        }
        @for chapter in reading::chapters(words_of(language), facts, flat) {
            section {
                h2 { (chapter.title) }
                dl.fields {
                    @for line in &chapter.lines { div data-key=(line.key) { dt { (line.label) } dd { (line.value) } } }
                }
            }
        }
    };
    page(language, &title, &format!("{ONE}?doc={}", facts.doc), Some(viewer), &content)
}
