//! Choosing: one of few as large radio buttons, one of many as the phone's own list, several as checkboxes that can
//! be searched without diacritics.

use shared::catalogue::AnswerKind;
use shared::record::{Kind, Value};
use shared::text::fold;

use super::field::{Extra, frame, live_note};
use super::{Form, shape};
use crate::components::{El, Look, Part, el, error_id, press};
use crate::prelude::*;
use crate::state::{self, catalogue};
use crate::words::{F, fields, language, t};

/// More choices than this are a list that opens.
const RADIOS_MAX: usize = 6;
/// More checkboxes than this can be searched.
const UNSEARCHED_MAX: usize = 12;
/// Of a long list of which none is more usual than others, this many are shown at first.
const FIRST: usize = 6;
/// Labels up to this many characters stand side by side.
const SHORT_CHARS: usize = 16;

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored, as typed text: a code, `true`, `false`.
    pub code: String,
    /// What it is called.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(code: &str, label: impl Into<String>) -> Self {
        Self { code: code.to_owned(), label: label.into() }
    }
}

/// The entries of a catalogue list that are in force.
pub fn list(list: &str) -> Vec<Choice> {
    let today = state::clock().about_today();
    let entries = catalogue().list(list).iter().filter(|entry| entry.is_valid(today));
    entries.map(|entry| Choice::new(entry.id.as_str(), entry.label(language()))).collect()
}

/// The choices of a field; `None` where one writes instead.
pub fn choices_of(kind: Kind, key: &str) -> Option<Vec<Choice>> {
    match shape(catalogue(), kind, key) {
        Value::Flag => Some(vec![Choice::new("true", t(F::Yes)), Choice::new("false", t(F::No))]),
        Value::Code(name) => Some(list(name)),
        _ if key.rsplit('.').next() != Some("value") => None,
        _ => {
            let question = catalogue().question(key.split('.').nth(1)?)?;
            let mut choices = vec![Choice::new("yes", t(F::Yes)), Choice::new("no", t(F::No))];
            match question.answer {
                AnswerKind::YesNo => {}
                AnswerKind::YesNoNa => choices.push(Choice::new("na", t(F::NotApplicable))),
                AnswerKind::Choice => {
                    // The only list that questions choose from is the rank of a group.
                    choices = list("group_rank");
                    choices.retain(|choice| question.choices.iter().any(|code| code.as_str() == choice.code));
                }
                AnswerKind::Count | AnswerKind::Money | AnswerKind::Text => return None,
            }
            Some(choices)
        }
    }
}

/// One of several choices. A stored code that is not among them stays, and is shown as it is.
pub fn one(form: Form, key: &str, extra: Extra, mut choices: Vec<Choice>) -> AnyView {
    let stored = form.now(key);
    if !stored.is_empty() && choices.iter().all(|choice| choice.code != stored) {
        let label = match shape(catalogue(), form.kind, key) {
            Value::Code(list) => catalogue().label(list, &stored, language()).into_owned(),
            _ => stored.clone(),
        };
        choices.push(Choice { code: stored, label });
    }
    let label = extra.label.unwrap_or_else(|| fields::label(form.kind, key).to_owned());
    let few = choices.len() <= RADIOS_MAX;
    let control = if few { radios(form, key, choices) } else { select(form, key, choices) };
    let control =
        [Some(control), extra.note.map(live_note)].into_iter().flatten().map(IntoAny::into_any).collect();
    frame(form, key, label, fields::hint(form.kind, key), few, control)
}

fn radios(form: Form, key: &str, choices: Vec<Choice>) -> El {
    // Short answers stand side by side under the thumb.
    let short =
        choices.len() <= 3 && choices.iter().all(|choice| choice.label.chars().count() <= SHORT_CHARS);
    let radios: Vec<El> =
        choices.into_iter().map(|Choice { code, label }| radio(form, key, code, label.view())).collect();
    el("div").class(if short { "choices side" } else { "choices" }).child(radios)
}

/// One radio button in its label.
pub fn radio(form: Form, key: &str, code: String, label: AnyView) -> El {
    let (shown, chosen, checked, value) = (key.to_owned(), key.to_owned(), code.clone(), code.clone());
    let input = el("input")
        .attr("type", "radio")
        .attr("name", key)
        .attr("value", value)
        .flag("checked", move || form.shown(&shown) == checked)
        .on("change", move |_| form.put(&chosen, &code));
    el("label").class("choice").child(input).child(el("span").child(label))
}

fn select(form: Form, key: &str, choices: Vec<Choice>) -> El {
    let (shown, changed) = (key.to_owned(), key.to_owned());
    let option = |choice: Choice| el("option").attr("value", choice.code).child(choice.label);
    let nothing = Choice::new("", t(F::Choose));
    let options: Vec<El> = std::iter::once(nothing).chain(choices).map(option).collect();
    el("select")
        .attr("id", key)
        .attr("name", key)
        .attr("aria-describedby", error_id(key))
        .value(move || form.shown(&shown))
        .on("change", move |event| form.put(&changed, &event_target_value(&event)))
        .child(options)
}

/// A search box: `name` for tests, the folded text into `query`.
pub fn search(name: &'static str, hint: &str, query: RwSignal<String>) -> El {
    el("input")
        .attr("type", "search")
        .class("search")
        .attr("data-search", name)
        .attr("placeholder", hint)
        .attr("aria-label", hint)
        .on("input", move |event| query.set(fold(&event_target_value(&event))))
}

/// Several of many: one flag per choice under `prefix`. Of a long list the `common` ones, or else its first, and those
/// already chosen stand first; the others appear when searched for or all at once.
pub fn many(form: Form, prefix: &'static str, mut choices: Vec<Choice>, common: &[&str]) -> AnyView {
    let any = format!("{prefix}.x");
    let long = choices.len() > UNSEARCHED_MAX;
    let query = RwSignal::new(String::new());
    let all = RwSignal::new(!long);
    let place = |choice: &Choice| common.iter().position(|code| *code == choice.code).unwrap_or(common.len());
    choices.sort_by_key(place);
    let mut boxes = Vec::new();
    for (at, choice) in choices.into_iter().enumerate() {
        let key = format!("{prefix}.{}", choice.code);
        let usual = if common.is_empty() { at < FIRST } else { place(&choice) < common.len() };
        let first = usual || form.now(&key) == "true";
        let folded = fold(&choice.label);
        let hidden =
            move || {
                query.with(|query| {
                    if query.is_empty() { !first && !all.get() } else { !folded.contains(query.as_str()) }
                })
            };
        boxes.push(checkbox(form, &key, choice).hidden(hidden));
    }
    let count = move || form.sheet.with(|sheet| format!("{} {}", t(F::Chosen), sheet.members(prefix).len()));
    let show_all =
        press("show-all", t(F::ShowAll), Look::Quiet, move || all.set(true)).hidden(move || all.get());
    let search = long.then(|| search(prefix, t(F::SearchNoAccents), query));
    let note = el("p").class("note").show(count);
    let boxes = el("div").class("choices").child(boxes);
    let all = [search, Some(note), Some(boxes), long.then_some(show_all)];
    let control = all.into_iter().flatten().map(Part::view).collect();
    let (label, hint) = (fields::label(form.kind, &any), fields::hint(form.kind, &any));
    frame(form, prefix, label.to_owned(), hint, true, control)
}

fn checkbox(form: Form, key: &str, choice: Choice) -> El {
    let (shown, changed) = (key.to_owned(), key.to_owned());
    let input = el("input")
        .attr("type", "checkbox")
        .attr("name", key)
        .attr("value", choice.code)
        .flag("checked", move || form.shown(&shown) == "true")
        .on("change", move |event| {
            form.put(&changed, if event_target_checked(&event) { "true" } else { "false" });
        });
    el("label").class("choice").child(input).child(el("span").child(choice.label))
}
