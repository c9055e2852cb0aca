//! Choosing a group of the register: by code, village or head, without diacritics.

use shared::domain::register::Group;
use shared::text::fold;

use super::Form;
use super::choice::{radio, search};
use super::field::frame;
use crate::components::{Part, el};
use crate::prelude::*;
use crate::words::{F, fill, forms, t};

/// Groups shown before anything is searched for: those of a usual commune.
const SHOWN: usize = 8;

/// The group of the record, as radio buttons below a search box.
pub fn group(form: Form) -> AnyView {
    let groups = form.register(|register| register.groups.clone()).unwrap_or_default();
    let query = RwSignal::new(String::new());
    let many = groups.len() > SHOWN;
    let folded: Vec<String> = groups.iter().map(folded).collect();
    // The place up to which hits are shown, once per letter typed.
    let found = Memo::new(move || {
        query.with(|query| {
            let hits = folded.iter().enumerate().filter(|(_, text)| text.contains(query.as_str()));
            hits.take(SHOWN).map(|(place, _)| format!("/{place}/")).collect::<String>()
        })
    });
    let mut radios = Vec::new();
    for (place, group) in groups.into_iter().enumerate() {
        let (code, place) = (group.code.to_string(), format!("/{place}/"));
        let said = fill(F::GroupLine, &[&group.head, &group.members.to_string()]);
        let label =
            [name(&group).view(), el("small").child(said).into_any()].into_iter().collect::<Vec<_>>().view();
        let chosen = code.clone();
        let hidden =
            move || !found.with(|found| found.contains(&place)) && form.shown("group_code") != chosen;
        radios.push(radio(form, "group_code", code.clone(), label).attr("data-group", code).hidden(hidden));
    }
    let empty = move || found.with(String::is_empty).then(|| el("p").class("note").child(t(F::NoGroups)));
    let control = el("div")
        .child(many.then(|| search("group_code", t(F::SearchNoAccents), query)))
        .child(el("div").class("choices").child(radios))
        .show(empty);
    let hint = if many { forms::hint(form.kind, "group_code") } else { "" };
    let label = forms::label(form.kind, "group_code").to_owned();
    frame(form, "group_code", label, hint, true, vec![control.into_any()])
}

/// "T-0003 · bản Huổi Cang".
pub fn name(group: &Group) -> String {
    format!("{} · {}", group.code, group.village)
}

fn folded(group: &Group) -> String {
    fold(&format!("{} {} {} {}", group.code, group.village, group.head, group.unit))
}
