//! Choosing a group of the register: by code, village or head, without diacritics.

use leptos::prelude::*;
use shared::domain::register::Group;
use shared::text::fold;

use super::Form;
use super::field::frame;
use crate::words::{F, fill, forms, t};

/// Groups shown before anything is searched for: those of a usual commune.
const SHOWN: usize = 8;

/// The group of the record, as radio buttons below a search box.
pub fn group(form: Form) -> AnyView {
    let groups = form.register(|register| register.groups.clone()).unwrap_or_default();
    let query = RwSignal::new(String::new());
    let many = groups.len() > SHOWN;
    let found = {
        let folded: Vec<String> = groups.iter().map(folded).collect();
        Memo::new(move |_| {
            let query = query.get();
            let hits = folded.iter().enumerate().filter(|(_, text)| text.contains(&query));
            hits.map(|(place, _)| place).take(SHOWN).collect::<Vec<_>>()
        })
    };
    let nobody = groups.is_empty();
    let radios = groups.into_iter().enumerate().map(|(place, group)| {
        let code = group.code.to_string();
        let (chosen, put, value) = (code.clone(), code.clone(), code.clone());
        let is_chosen = Memo::new(move |_| form.text("group_code") == chosen);
        let hidden = move || !is_chosen.get() && found.with(|found| !found.contains(&place));
        view! {
            <label class="choice" hidden=hidden data-group=code>
                <input
                    type="radio"
                    name="group_code"
                    value=value
                    prop:checked=move || is_chosen.get()
                    on:change=move |_| form.put("group_code", put.clone())
                />
                <span>{name(&group)}<small>{fill(F::GroupLine, &[&group.head, &group.members.to_string()])}</small></span>
            </label>
        }
        .into_any()
    });
    let search = many.then(|| {
        view! {
            <input
                type="search"
                class="search"
                data-search="group_code"
                placeholder=t(F::SearchNoAccents)
                aria-label=t(F::SearchNoAccents)
                on:input=move |event| query.set(fold(&event_target_value(&event)))
            />
        }
        .into_any()
    });
    let empty =
        move || (nobody || found.with(Vec::is_empty)).then(|| view! { <p class="note">{t(F::NoGroups)}</p> });
    let control = view! { {search}<div class="choices">{radios.collect_view()}</div>{empty} }.into_any();
    let label = forms::label(form.kind, "group_code").to_owned();
    let hint = if many { forms::hint(form.kind, "group_code") } else { "" };
    frame(form, "group_code", label, hint, true, control)
}

/// "T-0003 · bản Huổi Cang".
pub fn name(group: &Group) -> String {
    format!("{} · {}", group.code, group.village)
}

fn folded(group: &Group) -> String {
    fold(&format!("{} {} {} {}", group.code, group.village, group.head, group.unit))
}
