//! The frame around an input: label, hint, error, tied together for screen readers.

use super::element::{El, Part, el};
use crate::prelude::*;

/// Id of the hint of a field, for `aria-describedby`.
pub fn hint_id(key: &str) -> String {
    format!("{key}-hint")
}

/// Id of the error of a field, for `aria-describedby`.
pub fn error_id(key: &str) -> String {
    format!("{key}-error")
}

/// Label, hint (empty for none) and error around one input. `key` is also the input's id and name; the input has
/// `aria-describedby` = `hint_id(key)` and `error_id(key)`.
pub fn framed(key: &str, label: &str, hint: &str, error: Signal<Option<String>>, input: impl Part) -> El {
    let hint = (!hint.is_empty()).then(|| el("p").class("hint").attr("id", hint_id(key)).child(hint));
    let id = error_id(key);
    let wrong = move || {
        error
            .get()
            .map(|words| el("p").class("error").attr("id", id.as_str()).attr("role", "alert").child(words))
    };
    el("div")
        .class("field")
        .child(el("label").attr("for", key).child(label))
        .child(hint)
        .show(wrong)
        .child(input)
}
