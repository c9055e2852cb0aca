//! One input for every shape of the field tables: label, hint, what it reads as, what is wrong with it. Drawn by
//! data, so that a new row of a table needs no new code here.

use shared::domain::rules::{Problem, Severity};
use shared::record::{Scalar, Value};

use super::{Choice, Form, choices_of, one, relative_day, sentence, shape, typed};
use crate::components::{El, Part, el, error_id, hint_id};
use crate::prelude::*;
use crate::state::{self, catalogue};
use crate::words::{F, fields, fill, language, shown, t};

/// Longest text that still is one line on a phone, in characters; a longer one gets several lines.
const LINE_CHARS: usize = 120;

/// What a page knows of a field beyond its table.
#[derive(Default)]
pub struct Extra {
    /// A label in place of the field's own.
    pub label: Option<String>,
    /// A line beneath the input that follows the record: a sum, the register's value; empty for none.
    pub note: Option<Note>,
    /// Choices in place of the catalogue's.
    pub choices: Option<Vec<Choice>>,
    /// Texts that one press fills in: label and text.
    pub chips: Vec<(String, String)>,
}

/// A text that follows signals.
pub type Note = Box<dyn Fn() -> String + Send>;

/// A field as its table describes it.
pub fn field(form: Form, key: &str) -> AnyView {
    Extra::default().draw(form, key)
}

/// Several fields, one below the other.
pub fn fields(form: Form, keys: &[&str]) -> Vec<AnyView> {
    keys.iter().map(|key| field(form, key)).collect()
}

/// One number per choice: `copies_printed.<product>`, `funding.<source>`.
pub fn amounts(form: Form, prefix: &str, choices: Vec<Choice>) -> Vec<AnyView> {
    let amount = |Choice { code, label }| {
        Extra { label: Some(label), ..Extra::default() }.draw(form, &format!("{prefix}.{code}"))
    };
    choices.into_iter().map(amount).collect()
}

impl Extra {
    /// The field with these.
    pub fn draw(mut self, form: Form, key: &str) -> AnyView {
        let value = shape(catalogue(), form.kind, key);
        if let Some(choices) = self.choices.take().or_else(|| choices_of(form.kind, key)) {
            return one(form, key, self, choices);
        }
        let label = self.label.take().unwrap_or_else(|| fields::label(form.kind, key).to_owned());
        let input = match value {
            Value::Text(most) if most > LINE_CHARS => lines(form, key),
            Value::Text(_) | Value::Id | Value::Code(_) | Value::Flag | Value::Answer => {
                line(form, key, "text")
            }
            Value::Count(_) | Value::Timestamp => line(form, key, "numeric"),
            // Both must be reachable from the keypad: a comma for money, a dot for dates and times.
            Value::Dong | Value::Date | Value::Month | Value::TimeOfDay => line(form, key, "decimal"),
        };
        if value == Value::Date && self.chips.is_empty() {
            self.chips = days(key);
        }
        let control = [
            el("div")
                .class("entry")
                .child(input)
                .child((value == Value::Dong).then(|| millions(form, key)))
                .into_any(),
            reading(form, key, value).view(),
            chips(form, key, self.chips).view(),
            self.note.map(live_note).view(),
        ];
        frame(form, key, label, fields::hint(form.kind, key), false, control.into_iter().collect())
    }
}

/// Label, hint, error and conflict around a control. A group of controls is a fieldset.
pub fn frame(
    form: Form,
    key: &str,
    label: String,
    hint: &str,
    group: bool,
    control: Vec<AnyView>,
) -> AnyView {
    let hint = (!hint.is_empty()).then(|| el("p").class("hint").attr("id", hint_id(key)).child(hint));
    let (outer, title) = if group {
        let outer =
            el("fieldset").attr("id", key).attr("tabindex", "-1").attr("aria-describedby", error_id(key));
        (outer, el("legend"))
    } else {
        (el("div"), el("label").attr("for", key))
    };
    outer
        .class("field")
        .child(title.child(label))
        .child(hint)
        .child(error(form, key))
        .child(rivals(form, key))
        .child(control)
        .into_any()
}

/// What is wrong with a field that was left, in words.
fn error(form: Form, key: &str) -> El {
    let at = error_id(key);
    let key = key.to_owned();
    let line = |problem: &Problem| {
        let class = if problem.severity == Severity::Error { "error" } else { "error careful" };
        el("p").class(class).attr("data-problem", problem.code).child(sentence(problem))
    };
    let lines = move || {
        form.notes.with(|notes| {
            notes.problems.iter().filter(|problem| problem.key == key).map(line).collect::<Vec<_>>()
        })
    };
    el("div").class("errors").attr("id", at).attr("aria-live", "polite").show(lines)
}

/// Several people wrote different values at the same time: all of them, never a guess.
fn rivals(form: Form, key: &str) -> El {
    let key = key.to_owned();
    let value = shape(catalogue(), form.kind, &key);
    let line = move || {
        form.follow();
        form.sheet.with_untracked(|sheet| {
            let all = sheet.base.all(&key);
            (all.len() > 1).then(|| {
                let values: Vec<String> = all.iter().map(|scalar| typed::write(value, scalar)).collect();
                let said = fill(F::Rivals, &[&values.join(" / ")]);
                el("p").class("rivals").attr("data-conflict", "true").child(said)
            })
        })
    };
    el("div").class("errors").show(line)
}

/// A one-line input.
fn line(form: Form, key: &str, keypad: &'static str) -> El {
    let input = el("input").attr("type", "text").attr("inputmode", keypad).attr("enterkeyhint", "next");
    written(form, key, input.attr("autocomplete", "off"))
}

/// An input of several lines. Enter is a new line and nothing else.
pub fn lines(form: Form, key: &str) -> El {
    written(form, key, el("textarea").attr("rows", "3"))
}

/// Ties an input to its field. It is written to only when its text changes from elsewhere, so that composing a
/// letter is never disturbed.
fn written(form: Form, key: &str, input: El) -> El {
    let (shown, typing, left) = (key.to_owned(), key.to_owned(), key.to_owned());
    input
        .attr("id", key)
        .attr("name", key)
        .attr("aria-describedby", format!("{} {}", hint_id(key), error_id(key)))
        .value(move || form.shown(&shown))
        .on("input", move |event| form.type_in(&typing, event_target_value(&event)))
        .on("blur", move |_| form.leave(&left))
}

/// How what is typed will be read.
fn reading(form: Form, key: &str, value: Value) -> Option<El> {
    if !matches!(value, Value::Dong | Value::Date | Value::Month | Value::TimeOfDay) {
        return None;
    }
    let text = form.memo(key);
    let read =
        move || text.with(|text| typed::reading(language(), value, text, state::clock().about_today()));
    Some(el("p").class("reading").attr("aria-live", "polite").show(read))
}

/// "12,5" and one press make 12,5 triệu: a number keypad has no letters.
fn millions(form: Form, key: &str) -> El {
    let key = key.to_owned();
    let pressed = move |_| {
        let text = form.now(&key);
        let plain = text.trim().trim_end_matches(|letter: char| !letter.is_ascii_digit()).to_owned();
        if !plain.is_empty() {
            form.put(&key, &format!("{plain} triệu"));
        }
    };
    el("button").attr("type", "button").class("unit").on("click", pressed).child(t(F::Millions))
}

/// Days that are often meant.
fn days(key: &str) -> Vec<(String, String)> {
    let offsets: &[i64] = if key.ends_with("due_date") { &[7, 15, 30] } else { &[0, -1] };
    offsets.iter().filter_map(|days| relative_day(*days)).collect()
}

/// Texts that one press fills in.
fn chips(form: Form, key: &str, chips: Vec<(String, String)>) -> Option<El> {
    let chip = |(label, text): (String, String)| {
        let key = key.to_owned();
        let pressed = move |_| form.put(&key, &text);
        el("button")
            .attr("type", "button")
            .class("chip")
            .attr("data-act", "fill")
            .on("click", pressed)
            .child(label)
    };
    (!chips.is_empty())
        .then(|| el("div").class("chips").child(chips.into_iter().map(chip).collect::<Vec<_>>()))
}

/// A line that follows the record; not there while it is empty.
pub fn live_note(note: Note) -> El {
    el("p").class("note").show(note)
}

/// "Theo hồ sơ": a value that is shown and never edited here.
pub fn fixed(form: Form, key: &str) -> Option<El> {
    let flat = form.candidate();
    let scalar = flat.get(key)?;
    let revealing = match (shape(catalogue(), form.kind, key), scalar) {
        (Value::Code(list), Scalar::Text(code)) if form.inspects_from_above() => {
            catalogue().entry(list, code).filter(|entry| entry.sensitive).map(|_| list)
        }
        _ => None,
    };
    let value = match revealing {
        Some(list) => catalogue().label(list, "other", language()).into_owned(),
        None => shown::value(catalogue(), form.kind, key, scalar),
    };
    Some(el("div").child(el("dt").child(fields::label(form.kind, key))).child(el("dd").child(value)))
}
