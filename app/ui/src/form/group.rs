//! Choosing a group of the register: by code, village or head, without diacritics.

use shared::domain::register::Group;
use shared::id::UnitCode;
use shared::text::fold;

use super::Form;
use super::choice::{radio, search};
use super::field::frame;
use super::pick::{SHOWN, search_in};
use crate::components::{Part, el};
use crate::prelude::*;
use crate::words::{F, fields, fill, t};

/// The group of the record, as radio buttons below a search box.
pub fn group(form: Form) -> AnyView {
    groups(form, |_| true, &[])
}

/// The same of those groups that are meant; the drawn ones stand first and say so.
pub fn groups(form: Form, meant: impl Fn(&Group) -> bool, drawn: &[UnitCode]) -> AnyView {
    let mut groups = form.register(|register| register.groups.clone()).unwrap_or_default();
    groups.retain(meant);
    groups.sort_by_key(|group| !drawn.contains(&group.code));
    let query = RwSignal::new(String::new());
    let many = groups.len() > SHOWN;
    let communes: Vec<String> = groups.iter().map(|group| commune(form, group)).collect();
    let folded: Vec<String> =
        groups.iter().zip(&communes).map(|(group, commune)| folded(group, commune)).collect();
    let why = if folded.is_empty() { F::NoRegister } else { F::NoGroups };
    let found = search_in(folded, query);
    let mut radios = Vec::new();
    for (place, (group, commune)) in groups.into_iter().zip(communes).enumerate() {
        let code = group.code.to_string();
        let said = fill(F::GroupLine, &[&group.head, &group.members.to_string()]);
        let line = |text: String| (!text.is_empty()).then(|| el("small").child(text));
        let mark = drawn
            .contains(&group.code)
            .then(|| el("span").class("tag").attr("data-drawn", "").child(t(F::Drawn)));
        let label = vec![name(&group).view(), mark.view(), line(commune).view(), line(said).view()].view();
        let chosen = code.clone();
        let hidden = move || !found.with(|found| found.shows(place)) && form.shown("group_code") != chosen;
        radios.push(radio(form, "group_code", code.clone(), label).attr("data-group", code).hidden(hidden));
    }
    let control = el("div")
        .child(many.then(|| search("group_code", t(F::SearchNoAccents), query)))
        .child(el("div").class("choices").child(radios))
        .show(move || found.with(|found| found.note(why)));
    let hint = if many { fields::hint(form.kind, "group_code") } else { "" };
    let label = fields::label(form.kind, "group_code").to_owned();
    frame(form, "group_code", label, hint, true, vec![control.into_any()])
}

/// "T-0003 · bản Huổi Cang".
pub fn name(group: &Group) -> String {
    format!("{} · {}", group.code, group.village)
}

/// Where a group is, for someone who inspects several communes; empty for the commune's own people.
fn commune(form: Form, group: &Group) -> String {
    let name = form.register(|register| {
        let unit = register.units.iter().find(|unit| unit.code == group.unit);
        unit.filter(|unit| unit.code != register.partition.unit).map(|unit| unit.name.clone())
    });
    name.flatten().unwrap_or_default()
}

fn folded(group: &Group, commune: &str) -> String {
    fold(&format!("{} {} {} {} {commune}", group.code, group.village, group.head, group.unit))
}
