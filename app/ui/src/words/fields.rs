//! The words of the fields in the language on screen; the tables stand in `shared::reading`, for the office's pages
//! call a field what the forms call it.

use shared::reading;
use shared::record::Kind;

use super::language;

/// What a field is called; empty for a key of a newer version.
pub fn label(kind: Kind, key: &str) -> &'static str {
    reading::label(language(), kind, key)
}

/// How to fill a field in; empty when its label says enough.
pub fn hint(kind: Kind, key: &str) -> &'static str {
    reading::hint(language(), kind, key)
}
