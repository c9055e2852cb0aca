//! The frame around an input: label, hint, error, tied together for screen readers.

use leptos::prelude::*;

/// Id of the hint of a field, for `aria-describedby`.
pub fn hint_id(key: &str) -> String {
    format!("{key}-hint")
}

/// Id of the error of a field, for `aria-describedby`.
pub fn error_id(key: &str) -> String {
    format!("{key}-error")
}

/// Label, hint and error around one input. The input has `id` and `name` = `key`, and
/// `aria-describedby` = `hint_id(key)` and `error_id(key)`.
#[component]
pub fn Field(
    /// The record key; also the input's id and name.
    #[prop(into)]
    key: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// The rule in words, when there is one.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong, in words.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The input.
    children: Children,
) -> AnyView {
    let hint = hint.map(|text| view! { <p class="hint" id=hint_id(&key)>{text}</p> }.into_any());
    let error_at = error_id(&key);
    view! {
        <div class="field" class:wrong=move || error.with(Option::is_some)>
            <label for=key>{label}</label>
            {hint}
            <p class="error" id=error_at aria-live="polite">{move || error.get()}</p>
            {children()}
        </div>
    }
    .into_any()
}
