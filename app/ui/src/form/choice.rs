//! Choosing: one of few as large radio buttons, one of many as the phone's own list, several as checkboxes that can
//! be searched without diacritics.

use leptos::prelude::*;
use shared::catalogue::AnswerKind;
use shared::record::{Kind, Value};
use shared::text::fold;

use super::field::{Extra, frame, live_note};
use super::{Form, shape};
use crate::components::error_id;
use crate::platform::clock;
use crate::state::catalogue;
use crate::words::{F, forms, language, t};

/// More choices than this are a list that opens.
const RADIOS_MAX: usize = 6;
/// More checkboxes than this can be searched.
const UNSEARCHED_MAX: usize = 12;

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
    let today = clock::today();
    let entries = catalogue().list(list).iter().filter(|entry| entry.is_valid(today));
    entries.map(|entry| Choice::new(entry.id.as_str(), entry.label(language()))).collect()
}

/// The choices of a field; `None` where one writes instead.
pub fn choices_of(kind: Kind, key: &str) -> Option<Vec<Choice>> {
    let yes_no = || vec![Choice::new("yes", t(F::Yes)), Choice::new("no", t(F::No))];
    match shape(catalogue(), kind, key) {
        Value::Flag => Some(vec![Choice::new("true", t(F::Yes)), Choice::new("false", t(F::No))]),
        Value::Code(name) => Some(list(name)),
        _ if !key.ends_with(".value") => None,
        _ => {
            let question = catalogue().question(key.split('.').nth(1)?)?;
            match question.answer {
                AnswerKind::YesNo => Some(yes_no()),
                AnswerKind::YesNoNa => {
                    let mut choices = yes_no();
                    choices.push(Choice::new("na", t(F::NotApplicable)));
                    Some(choices)
                }
                AnswerKind::Choice => {
                    // The only list that questions choose from is the rank of a group.
                    let label = |code: &str| catalogue().label("group_rank", code, language()).into_owned();
                    Some(
                        question
                            .choices
                            .iter()
                            .map(|code| Choice::new(code.as_str(), label(code.as_str())))
                            .collect(),
                    )
                }
                AnswerKind::Count | AnswerKind::Money | AnswerKind::Text => None,
            }
        }
    }
}

/// One of several choices. A stored code that is not among them stays, and is shown as it is.
pub fn one(form: Form, key: &str, extra: Extra, mut choices: Vec<Choice>) -> AnyView {
    let stored = form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), key));
    if !stored.is_empty() && choices.iter().all(|choice| choice.code != stored) {
        let label = match shape(catalogue(), form.kind, key) {
            Value::Code(list) => catalogue().label(list, &stored, language()).into_owned(),
            _ => stored.clone(),
        };
        choices.push(Choice { code: stored, label });
    }
    let label = extra.label.unwrap_or_else(|| forms::label(form.kind, key).to_owned());
    let hint = forms::hint(form.kind, key);
    let note = extra.note.map(live_note);
    let few = choices.len() <= RADIOS_MAX;
    let control = if few { radios(form, key, choices) } else { select(form, key, choices) };
    frame(form, key, label, hint, few, view! { {control}{note} }.into_any())
}

fn radios(form: Form, key: &str, choices: Vec<Choice>) -> AnyView {
    // Short answers stand side by side under the thumb.
    let short = choices.len() <= 3 && choices.iter().all(|choice| choice.label.chars().count() <= 16);
    let radio = |choice: Choice| {
        let (shown, code, chosen) = (key.to_owned(), choice.code.clone(), key.to_owned());
        let checked = move || form.shown(&shown) == code;
        let value = choice.code.clone();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=key.to_owned()
                    value=value
                    prop:checked=checked
                    on:change=move |_| form.put(&chosen, choice.code.clone())
                />
                <span>{choice.label}</span>
            </label>
        }
        .into_any()
    };
    let radios = choices.into_iter().map(radio).collect_view();
    view! { <div class="choices" class:side=short>{radios}</div> }.into_any()
}

fn select(form: Form, key: &str, choices: Vec<Choice>) -> AnyView {
    let changed = key.to_owned();
    let option = |choice: Choice| {
        let (shown, code) = (key.to_owned(), choice.code.clone());
        view! {
            <option value=choice.code prop:selected=move || form.shown(&shown) == code>{choice.label}</option>
        }
        .into_any()
    };
    let nothing = Choice::new("", t(F::Choose));
    let options = std::iter::once(nothing).chain(choices).map(option).collect_view();
    view! {
        <select
            id=key.to_owned()
            name=key.to_owned()
            aria-describedby=error_id(key)
            on:change=move |event| form.put(&changed, event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}

/// Several of many: one flag per choice under `prefix`. Of a long list the `common` ones and those already chosen
/// stand first; the others appear when searched for or all at once.
pub fn many(form: Form, prefix: &'static str, choices: Vec<Choice>, common: &[&str]) -> AnyView {
    let label = forms::label(form.kind, &format!("{prefix}.x")).to_owned();
    let hint = forms::hint(form.kind, &format!("{prefix}.x"));
    let long = choices.len() > UNSEARCHED_MAX;
    let query = RwSignal::new(String::new());
    let all = RwSignal::new(!long);
    let chosen = |code: &str| {
        let key = format!("{prefix}.{code}");
        form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), &key) == "true")
    };
    let (mut first, rest): (Vec<_>, Vec<_>) =
        choices.into_iter().partition(|choice| common.contains(&choice.code.as_str()));
    first.sort_by_key(|choice| common.iter().position(|code| *code == choice.code));
    let boxes =
        first.into_iter().map(|choice| (choice, true)).chain(rest.into_iter().map(|choice| (choice, false)));
    let boxes = boxes
        .map(|(choice, first)| {
            let first = first || chosen(&choice.code);
            let folded = fold(&choice.label);
            let hidden = move || {
                query.with(|query| {
                    if query.is_empty() { !first && !all.get() } else { !folded.contains(query.as_str()) }
                })
            };
            checkbox(form, &format!("{prefix}.{}", choice.code), choice, Box::new(hidden))
        })
        .collect_view();
    let count = Memo::new(move |_| form.sheet.with(|sheet| sheet.members(prefix).len()));
    let search = long.then(|| {
        view! {
            <input
                type="search"
                class="search"
                data-search=prefix
                placeholder=t(F::SearchNoAccents)
                aria-label=t(F::SearchNoAccents)
                on:input=move |event| query.set(fold(&event_target_value(&event)))
            />
        }
        .into_any()
    });
    let more = long.then(|| {
        view! {
            <button type="button" class="button quiet" data-act="show-all" hidden=move || all.get() on:click=move |_| all.set(true)>
                {t(F::ShowAll)}
            </button>
        }
        .into_any()
    });
    let control = view! {
        {search}
        <p class="note">{t(F::Chosen)} {move || count.get()}</p>
        <div class="choices">{boxes}</div>
        {more}
    };
    frame(form, prefix, label, hint, true, control.into_any())
}

fn checkbox(form: Form, key: &str, choice: Choice, hidden: Box<dyn Fn() -> bool + Send>) -> AnyView {
    let (shown, changed) = (key.to_owned(), key.to_owned());
    view! {
        <label class="choice" hidden=hidden>
            <input
                type="checkbox"
                name=key.to_owned()
                value=choice.code
                prop:checked=move || form.shown(&shown) == "true"
                on:change=move |event| form.put(&changed, event_target_checked(&event).to_string())
            />
            <span>{choice.label}</span>
        </label>
    }
    .into_any()
}
