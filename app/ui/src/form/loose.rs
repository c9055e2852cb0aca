//! One field of a record outside its form: the input and the reading that its form has, for a value that is asked of
//! somebody else. It writes nothing.

use shared::domain::rules;
use shared::record::{Kind, Scalar, Value};
use shared::text::sentence;

use super::choice::{Choice, choices_of};
use super::{shape, typed};
use crate::components::{El, el, error_id, framed};
use crate::prelude::*;
use crate::state::{self, catalogue};
use crate::words::{F, fields, language, t};

/// The field's input under another name. What it reads as stands beneath it.
pub fn loose(
    kind: Kind,
    key: &str,
    (id, label): (&'static str, &str),
    text: RwSignal<String>,
    error: Signal<Option<String>>,
) -> El {
    let value = shape(catalogue(), kind, key);
    let choices = choices_of(kind, key);
    let input = choices.map_or_else(|| written(id, value, text), |choices| chosen(id, choices, text));
    let reads = move || {
        let about = state::clock().about_today();
        text.with(|text| typed::reading(language(), value, text, about)).unwrap_or_default()
    };
    let hint = fields::hint(kind, key);
    framed(id, label, hint, error, input)
        .child(el("p").class("reading").attr("aria-live", "polite").show(reads))
}

fn written(id: &'static str, value: Value, text: RwSignal<String>) -> El {
    let keypad = match value {
        Value::Count(_) | Value::Timestamp => "numeric",
        Value::Dong | Value::Date | Value::Month | Value::TimeOfDay => "decimal",
        _ => "text",
    };
    let long = matches!(value, Value::Text(most) if most > shared::limits::LINE_CHARS_MAX);
    el(if long { "textarea" } else { "input" })
        .attr("id", id)
        .attr("name", id)
        .attr("inputmode", keypad)
        .attr("autocomplete", "off")
        .attr("aria-describedby", error_id(id))
        .value(move || text.get())
        .on("input", move |event| text.set(event_target_value(&event)))
}

fn chosen(id: &'static str, choices: Vec<Choice>, text: RwSignal<String>) -> El {
    let option = |choice: Choice| el("option").attr("value", choice.code).child(choice.label);
    let nothing = Choice::new("", t(F::Choose));
    el("select")
        .attr("id", id)
        .attr("name", id)
        .attr("aria-describedby", error_id(id))
        .value(move || text.get())
        .on("change", move |event| text.set(event_target_value(&event)))
        .child(std::iter::once(nothing).chain(choices).map(option).collect::<Vec<_>>())
}

/// What was typed, as the field takes it, or what is wrong with it in words.
pub fn read(kind: Kind, key: &str, text: &str) -> Result<Scalar, String> {
    let today = state::clock().about_today();
    let said = |code: &str, args: &[String]| sentence(language(), code, args);
    let scalar = typed::parse(shape(catalogue(), kind, key), text, today)
        .map_err(|code| said(code, &[text.to_owned()]))?;
    match rules::field_problem(catalogue(), kind, key, &scalar) {
        Some(problem) => Err(said(problem.code, &problem.args)),
        None => Ok(scalar),
    }
}

/// A stored value as one would type it.
pub fn as_typed(kind: Kind, key: &str, scalar: &Scalar) -> String {
    typed::write(shape(catalogue(), kind, key), scalar)
}
