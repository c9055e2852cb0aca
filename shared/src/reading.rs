//! How a record reads to a person, on a phone's screen and on the office's page alike: what a field is called, how
//! a value is written, which chapters a record has. Pure: it reads fields and gives words, and shows nothing.

mod label;
mod outline;
pub mod paper;
pub mod paper_form;
mod parts;
mod value;

pub use label::{entry, hint, label};
pub use outline::{Card, Chapter, Line, chapters, is_of_the_program, name};
pub use parts::{Part, parts};
pub use value::{field, kind, member, moment, short_label, state, title, value, when_and_where};

use crate::catalogue::Catalogue;
use crate::text::Language;

/// Who reads, and what words are taken from.
#[derive(Debug, Clone, Copy)]
pub struct Words<'c> {
    /// Labels of codes and questions.
    pub catalogue: &'c Catalogue,
    /// Language of the reader.
    pub language: Language,
    /// True for a reader outside the commune: what reveals something sensitive of a person (a programme for people
    /// released from prison) is shown as "another" (records.md §12).
    pub outside: bool,
}

impl Words<'_> {
    /// The label of a code.
    fn label(self, list: &str, id: &str) -> String {
        if self.outside && self.catalogue.entry(list, id).is_some_and(|entry| entry.sensitive) {
            return self.language.pick("Chương trình khác", "Another programme").to_owned();
        }
        self.catalogue.label(list, id, self.language).into_owned()
    }
}
