//! One of several: a closed list for filters, radio buttons for settings and conflicts.

use super::element::{El, Part, el};
use crate::prelude::*;

/// A choice of a closed list: its value and its words.
pub fn option((value, words): (String, String)) -> El {
    el("option").attr("value", value).child(words)
}

/// A closed list of options with a visible label; the first is chosen at the start.
pub fn choose(name: &'static str, label: &str, options: impl Part, chosen: RwSignal<String>) -> El {
    let list = el("select")
        .attr("id", name)
        .attr("name", name)
        .child(options)
        .value(move || chosen.get())
        .on("change", move |event| chosen.set(event_target_value(&event)));
    el("div").class("choose").child(el("label").attr("for", name).child(label)).child(list)
}

/// Radio buttons under one question. Options are values and words, behind a line break a note; `chosen` is empty
/// while none is.
pub fn radios(
    name: &str,
    question: &str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> El {
    let choose = StoredValue::new(choose);
    let button = |(value, words): (String, String)| {
        let id = format!("{name}-{value}");
        let (mine, sent) = (value.clone(), value.clone());
        let input = el("input")
            .attr("type", "radio")
            .attr("id", id.clone())
            .attr("name", name)
            .attr("value", value)
            .flag("checked", move || chosen.with(|chosen| *chosen == mine))
            .on("change", move |_| choose.with_value(|choose| choose(sent.clone())));
        let (words, note) = words.split_once('\n').unwrap_or((&words, ""));
        let note = (!note.is_empty()).then(|| el("small").child(note));
        let label = el("label").attr("for", id).child(el("span").child(words).child(note));
        el("div").class("radio").child(input).child(label)
    };
    el("fieldset")
        .class("radios")
        .child(el("legend").child(question))
        .child(options.into_iter().map(button).collect::<Vec<_>>())
}
