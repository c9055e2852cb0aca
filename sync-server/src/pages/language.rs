//! The language of a page: Vietnamese, unless its address says `?lang=en`.

use shared::text::Language;

/// The language that an address asks for.
pub(crate) fn of_query(query: Option<&str>) -> Language {
    let mut pairs = query.unwrap_or("").split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .find(|(name, _)| *name == "lang")
        .and_then(|(_, code)| Language::from_code(code))
        .unwrap_or_default()
}

/// What keeps the language of an address without other parameters.
pub(crate) const fn query(language: Language) -> &'static str {
    language.pick("", "?lang=en")
}
