//! One of several: a closed list for filters, radio buttons for settings and conflicts.

use leptos::prelude::*;

/// A closed list with a visible label.
#[component]
pub fn Choose(
    /// Name and id of the list.
    name: &'static str,
    /// What is chosen.
    #[prop(into)]
    label: String,
    /// Value and words of each option, the first chosen.
    options: Vec<(String, String)>,
    /// The chosen value.
    chosen: RwSignal<String>,
) -> AnyView {
    let option = |(value, words): (String, String)| view! { <option value=value>{words}</option> }.into_any();
    view! {
        <div class="choose">
            <label for=name>{label}</label>
            <select id=name name=name prop:value=move || chosen.get() on:change=move |event| chosen.set(event_target_value(&event))>
                {options.into_iter().map(option).collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Radio buttons under one question.
#[component]
pub fn Radios(
    /// Name of the group.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// Value and words of each button.
    options: Vec<(String, String)>,
    /// The chosen value; empty when none is.
    chosen: Signal<String>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> AnyView {
    let button = move |(value, words): (String, String)| {
        let id = format!("{name}-{value}");
        let (mine, sent) = (value.clone(), value.clone());
        view! {
            <div class="radio">
                <input
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    value=value
                    prop:checked=move || chosen.with(|chosen| *chosen == mine)
                    on:change=move |_| on_choose.run(sent.clone())
                />
                <label for=id>{words}</label>
            </div>
        }
        .into_any()
    };
    view! {
        <fieldset class="radios">
            <legend>{legend}</legend>
            {options.into_iter().map(button).collect_view()}
        </fieldset>
    }
    .into_any()
}
