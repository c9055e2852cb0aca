//! One input for every shape of the field tables: label, hint, what it reads as, what is wrong with it. Drawn by
//! data, so that a new row of a table needs no new code here.

use leptos::prelude::*;
use shared::record::{self, Value};
use shared::text;

use super::{Choice, Form, one, relative_day, sentence, shape, typed};
use crate::components::{error_id, hint_id};
use crate::platform::clock;
use crate::state::catalogue;
use crate::words::{F, Word, fill, forms, language, t};

/// Longest text that still is one line on a phone, in characters; a longer one gets several lines.
const LINE_CHARS: usize = 120;

/// What a page knows of a field beyond its table.
#[derive(Default, Clone)]
pub struct Extra {
    /// A label in place of the field's own.
    pub label: Option<String>,
    /// A line beneath the input that follows the record: a sum, the register's value.
    pub note: Option<Signal<String>>,
    /// Choices in place of the catalogue's.
    pub choices: Option<Vec<Choice>>,
    /// Texts that one press fills in: label and text.
    pub chips: Vec<(String, String)>,
}

/// A field as its table describes it.
pub fn field(form: Form, key: &str) -> AnyView {
    field_with(form, key, Extra::default())
}

/// Several fields, one below the other.
pub fn fields(form: Form, keys: &[&str]) -> AnyView {
    keys.iter().map(|key| field(form, key)).collect_view().into_any()
}

impl Extra {
    /// The field with these.
    pub fn draw(self, form: Form, key: &str) -> AnyView {
        field_with(form, key, self)
    }
}

fn field_with(form: Form, key: &str, mut extra: Extra) -> AnyView {
    let value = shape(catalogue(), form.kind, key);
    let choices = extra.choices.take().or_else(|| super::choices_of(form.kind, key));
    if let Some(choices) = choices {
        return one(form, key, extra, choices);
    }
    let label = extra.label.take().unwrap_or_else(|| forms::label(form.kind, key).to_owned());
    let control = match value {
        Value::Text(most) if most > LINE_CHARS => lines(form, key),
        Value::Text(_) | Value::Id | Value::Code(_) | Value::Flag | Value::Answer => line(form, key, "text"),
        Value::Count(_) | Value::Timestamp => line(form, key, "numeric"),
        // Both must be reachable from the keypad: a comma for money, a dot for dates and times.
        Value::Dong | Value::Date | Value::TimeOfDay => line(form, key, "decimal"),
    };
    let beside = match value {
        Value::Dong => Some(millions(form, key)),
        _ => None,
    };
    if value == Value::Date && extra.chips.is_empty() {
        extra.chips = days(key);
    }
    let chips = chips(form, key, extra.chips);
    let reading = reading(form, key, value);
    let note = extra.note.map(live_note);
    let control = view! { <div class="entry">{control}{beside}</div>{reading}{chips}{note} }.into_any();
    frame(form, key, label, forms::hint(form.kind, key), false, control)
}

/// Label, hint, error and conflict around a control. A group of controls is a fieldset.
pub fn frame(form: Form, key: &str, label: String, hint: &str, group: bool, control: AnyView) -> AnyView {
    let hint = (!hint.is_empty())
        .then(|| view! { <p class="hint" id=hint_id(key)>{hint.to_owned()}</p> }.into_any());
    let below = view! { {hint}{error(form, key)}{rivals(form, key)}{control} }.into_any();
    let key = key.to_owned();
    if group {
        view! {
            <fieldset class="field" id=key.clone() tabindex="-1" aria-describedby=error_id(&key)>
                <legend>{label}</legend>
                {below}
            </fieldset>
        }
        .into_any()
    } else {
        view! { <div class="field"><label for=key>{label}</label>{below}</div> }.into_any()
    }
}

/// What is wrong with a field that was left, in words.
fn error(form: Form, key: &str) -> AnyView {
    let at = error_id(key);
    let key = key.to_owned();
    view! {
        <div class="errors" id=at aria-live="polite">
            {move || {
                let line = |problem: &shared::domain::rules::Problem| {
                    let class = match problem.severity {
                        shared::domain::rules::Severity::Error => "error",
                        shared::domain::rules::Severity::Warning => "error careful",
                    };
                    view! { <p class=class data-problem=problem.code>{sentence(problem)}</p> }.into_any()
                };
                form.problems.with(|found| {
                    found.iter().filter(|problem| problem.key == key).map(line).collect_view()
                })
            }}
        </div>
    }
    .into_any()
}

/// Several people wrote different values at the same time: all of them, never a guess.
fn rivals(form: Form, key: &str) -> AnyView {
    let key = key.to_owned();
    let value = shape(catalogue(), form.kind, &key);
    view! {
        {move || {
            form.redraw.track();
            form.sheet.with_untracked(|sheet| {
                let all = sheet.base.all(&key);
                (all.len() > 1).then(|| {
                    let values: Vec<String> = all.iter().map(|scalar| typed::write(value, scalar)).collect();
                    view! { <p class="rivals" data-conflict="true">{fill(F::Rivals, &[&values.join(" / ")])}</p> }
                        .into_any()
                })
            })
        }}
    }
    .into_any()
}

/// A one-line input. It is written to only when its text changes from elsewhere.
fn line(form: Form, key: &str, keypad: &'static str) -> AnyView {
    let (shown, typing, left) = (key.to_owned(), key.to_owned(), key.to_owned());
    let described = format!("{} {}", hint_id(key), error_id(key));
    view! {
        <input
            type="text"
            id=key.to_owned()
            name=key.to_owned()
            inputmode=keypad
            autocomplete="off"
            enterkeyhint="next"
            aria-describedby=described
            prop:value=move || form.shown(&shown)
            on:input=move |event| form.type_in(&typing, event_target_value(&event))
            on:blur=move |_| form.leave(&left)
        />
    }
    .into_any()
}

/// An input of several lines. Enter is a new line and nothing else.
pub fn lines(form: Form, key: &str) -> AnyView {
    let (shown, typing, left) = (key.to_owned(), key.to_owned(), key.to_owned());
    let described = format!("{} {}", hint_id(key), error_id(key));
    view! {
        <textarea
            id=key.to_owned()
            name=key.to_owned()
            rows="3"
            aria-describedby=described
            prop:value=move || form.shown(&shown)
            on:input=move |event| form.type_in(&typing, event_target_value(&event))
            on:blur=move |_| form.leave(&left)
        ></textarea>
    }
    .into_any()
}

/// How what is typed will be read.
fn reading(form: Form, key: &str, value: Value) -> Option<AnyView> {
    if !matches!(value, Value::Dong | Value::Date | Value::TimeOfDay) {
        return None;
    }
    let key = key.to_owned();
    let read = Memo::new(move |_| typed::reading(language(), value, &form.text(&key), clock::today()));
    Some(view! { <p class="reading" aria-live="polite">{move || read.get()}</p> }.into_any())
}

/// "12,5" and one press make 12,5 triệu: a number keypad has no letters.
fn millions(form: Form, key: &str) -> AnyView {
    let key = key.to_owned();
    let press = move |_| {
        let text = form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), &key));
        let plain = text.trim().trim_end_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
        if !plain.is_empty() {
            form.put(&key, format!("{plain} triệu"));
        }
    };
    view! { <button type="button" class="unit" on:click=press>{t(F::Millions)}</button> }.into_any()
}

/// Days that are often meant.
fn days(key: &str) -> Vec<(String, String)> {
    let offsets: &[i64] = if key.ends_with("due_date") { &[7, 15, 30] } else { &[0, -1] };
    offsets
        .iter()
        .map(|days| {
            let (label, day) = relative_day(*days);
            (label, day.to_string())
        })
        .collect()
}

/// Texts that one press fills in.
fn chips(form: Form, key: &str, chips: Vec<(String, String)>) -> Option<AnyView> {
    let chip = |(label, text): (String, String)| {
        let key = key.to_owned();
        let press = move |_| form.put(&key, text.clone());
        view! { <button type="button" class="chip" data-act="fill" on:click=press>{label}</button> }
            .into_any()
    };
    (!chips.is_empty())
        .then(|| view! { <div class="chips">{chips.into_iter().map(chip).collect_view()}</div> }.into_any())
}

/// A line that follows the record.
pub fn live_note(note: Signal<String>) -> AnyView {
    view! { <p class="note" hidden=move || note.with(String::is_empty)>{note}</p> }.into_any()
}

/// "Theo hồ sơ": a value that is shown and never edited here.
pub fn fixed(form: Form, key: &str) -> AnyView {
    let value = form.candidate().get(key).map(|scalar| match (shape(catalogue(), form.kind, key), scalar) {
        (Value::Dong, record::Scalar::Int(dong)) => text::money(*dong),
        (Value::Code(list), record::Scalar::Text(code)) => {
            catalogue().label(list, code, language()).into_owned()
        }
        (value, scalar) => typed::write(value, scalar),
    });
    value
        .map(|value| view! { <div><dt>{forms::label(form.kind, key)}</dt><dd>{value}</dd></div> }.into_any())
        .into_any()
}

/// A word as a label.
impl<W: Word> From<W> for Extra {
    fn from(word: W) -> Self {
        Self { label: Some(t(word).to_owned()), ..Self::default() }
    }
}
