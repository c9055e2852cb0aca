//! Choosing one of many that a register lists: searched without diacritics, the first few shown.

use shared::text::fold;

use super::Form;
use super::choice::{radio, search};
use super::field::frame;
use crate::components::{Part, el};
use crate::prelude::*;
use crate::words::{F, fields, t};

/// What is shown before anything is searched for.
const SHOWN: usize = 8;

/// One that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is stored.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What else a person knows it by.
    pub said: String,
}

/// One of many, as radio buttons below a search box. What is chosen stays in sight.
pub fn pick(form: Form, key: &'static str, rows: Vec<Row>) -> AnyView {
    let query = RwSignal::new(String::new());
    let folded: Vec<String> =
        rows.iter().map(|row| fold(&format!("{} {} {}", row.code, row.name, row.said))).collect();
    let found = Memo::new(move || {
        query.with(|query| {
            let hits = folded.iter().enumerate().filter(|(_, text)| text.contains(query.as_str()));
            hits.take(SHOWN).map(|(place, _)| place).collect::<Vec<_>>()
        })
    });
    let mut radios = Vec::new();
    for (place, Row { code, name, said }) in rows.into_iter().enumerate() {
        let label = vec![name.view(), el("small").child(said).view()].view();
        let chosen = code.clone();
        let hidden = move || !found.with(|found| found.contains(&place)) && form.shown(key) != chosen;
        radios.push(radio(form, key, code.clone(), label).attr("data-pick", code).hidden(hidden));
    }
    let empty = move || found.with(Vec::is_empty).then(|| el("p").class("note").child(t(F::NothingFound)));
    let control = el("div")
        .child(search(key, t(F::SearchNoAccents), query))
        .child(el("div").class("choices").child(radios))
        .show(empty);
    let label = fields::label(form.kind, key).to_owned();
    frame(form, key, label, fields::hint(form.kind, key), true, vec![control.into_any()])
}
