//! Reading and writing as officials do: money, percentages, search without diacritics, and the sentences of
//! every error code in both languages. Words live here and in the catalogue, never in a rule and never in a
//! component.

mod fold;
mod number;
mod sentence;

pub use fold::fold;
pub use number::{MoneyError, count, hundredths, millions, money, parse_money, percent};
pub use sentence::{notice, of_list, sentence};

use serde::{Deserialize, Serialize};

/// The languages a person may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order in which settings list them.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The tag for `lang` attributes and settings: `vi`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The language of a tag.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The one of two words that is in this language.
    pub const fn pick<'t>(self, vi: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// With a capital first letter: a to z and đ, with which the words of the catalogue and of labels begin. Any other
/// letter stays.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| if first == 'đ' { 'Đ' } else { first.to_ascii_uppercase() });
    first.into_iter().chain(letters).collect()
}
