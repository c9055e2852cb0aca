//! All that a person reads here that is not data: every word has a Vietnamese and an English form or the
//! crate does not compile. Sentences for codes (problems, refusals, failures) stand in `shared::text`, labels
//! of the domain in the catalogue.

mod carry;
mod desk;
pub mod fields;
mod forms;
mod group;
mod households;
mod photo;
mod review;
mod sheet;
mod shell;
pub mod shown;

use std::cell::Cell;

pub use carry::C;
pub use desk::D;
pub use forms::F;
pub use group::G;
pub use households::H;
pub use photo::P;
pub use review::R;
use shared::text::Language;
pub use sheet::S;
pub use shell::W;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Vi) };
}

/// Something with a form in each language.
pub trait Word: Copy {
    /// Its Vietnamese and its English form.
    fn forms(self) -> (&'static str, &'static str);
}

/// Declares a table of words: `Save: "Lưu", "Save";`.
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($word:ident: $vi:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $name { $(#[doc = $en] $word,)+ }

        impl $crate::words::Word for $name {
            fn forms(self) -> (&'static str, &'static str) {
                const FORMS: &[(&str, &str)] = &[$(($vi, $en),)+];
                FORMS.get(self as usize).copied().unwrap_or_default()
            }
        }
    };
}
pub(crate) use words;

/// The language on screen. Changing it draws all pages anew, so words need not be signals.
pub fn language() -> Language {
    LANGUAGE.get()
}

/// Sets the language for everything drawn from now on.
pub fn set_language(language: Language) {
    LANGUAGE.set(language);
}

/// A word in the language on screen.
pub fn t(word: impl Word) -> &'static str {
    let (vi, en) = word.forms();
    match language() {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// A word with its places `{0}`, `{1}` … filled in.
pub fn fill(word: impl Word, values: &[&str]) -> String {
    let mut filled = t(word).to_owned();
    for (place, value) in values.iter().enumerate() {
        filled = filled.replace(&format!("{{{place}}}"), value);
    }
    filled
}

/// What stands above everything when the screens have died: before any language is known, in both.
pub fn broken() -> &'static str {
    "Màn hình gặp lỗi. Những gì đã lưu vẫn an toàn trên máy: hãy tải lại trang. · The screen failed. What was saved \
     is safe on this phone: please reload the page."
}
