//! Choosing one of many that a register lists: searched without diacritics, the first few shown.

use shared::text::fold;

use super::Form;
use super::choice::{radio, search};
use super::field::frame;
use crate::components::{El, Part, el};
use crate::prelude::*;
use crate::words::{F, fields, fill, t};

/// What is shown of the hits: the groups of a usual commune.
pub const SHOWN: usize = 8;

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

/// What a search finds of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Places of the hits that are shown.
    shown: Vec<usize>,
    /// How many more there are.
    more: usize,
}

impl Found {
    /// True for a place that is shown.
    pub fn shows(&self, place: usize) -> bool {
        self.shown.contains(&place)
    }

    /// What stands below the hits: that there are more of them, or with these words that there is none.
    pub fn note(&self, none: F) -> Option<El> {
        let words = match (self.more, self.shown.len()) {
            (0, 0) => t(none).to_owned(),
            (0, _) => return None,
            (more, _) => fill(F::MoreToFind, &[&more.to_string()]),
        };
        Some(el("p").class("note").child(words))
    }
}

/// The hits of a search among folded texts, looked for once per letter typed.
pub fn search_in(folded: Vec<String>, query: RwSignal<String>) -> Memo<Found> {
    Memo::new(move || {
        query.with(|query| {
            let hits = folded.iter().enumerate().filter(|(_, text)| text.contains(query.as_str()));
            let mut shown: Vec<usize> = hits.map(|(place, _)| place).collect();
            let more = shown.len().saturating_sub(SHOWN);
            shown.truncate(SHOWN);
            Found { shown, more }
        })
    })
}

/// One of many, as radio buttons below a search box. What is chosen stays in sight.
pub fn pick(form: Form, key: &'static str, rows: Vec<Row>) -> AnyView {
    let query = RwSignal::new(String::new());
    let folded: Vec<String> =
        rows.iter().map(|row| fold(&format!("{} {} {}", row.code, row.name, row.said))).collect();
    let found = search_in(folded, query);
    let mut radios = Vec::new();
    for (place, Row { code, name, said }) in rows.into_iter().enumerate() {
        let label = vec![name.view(), el("small").child(said).view()].view();
        let chosen = code.clone();
        let hidden = move || !found.with(|found| found.shows(place)) && form.shown(key) != chosen;
        radios.push(radio(form, key, code.clone(), label).attr("data-pick", code).hidden(hidden));
    }
    let control = el("div")
        .child(search(key, t(F::SearchNoAccents), query))
        .child(el("div").class("choices").child(radios))
        .show(move || found.with(|found| found.note(F::NothingFound)));
    let label = fields::label(form.kind, key).to_owned();
    frame(form, key, label, fields::hint(form.kind, key), true, vec![control.into_any()])
}
