//! Entries that repeat on one page: team members, speakers, legal texts. Adding, editing, removing; what is removed
//! stays in its place until the form is left, so that one press brings it back.

use super::choice::list;
use super::field::{Extra, field};
use super::{Choice, Form};
use crate::components::{El, Look, el, live_part, press};
use crate::platform::window;
use crate::prelude::*;
use crate::words::{F, t};

/// A list of entries under a prefix.
#[derive(Clone, Copy)]
pub struct Entries {
    /// The prefix: `team`, `speaker`.
    pub prefix: &'static str,
    /// Fields of an entry; empty when the entry is itself a text.
    pub names: &'static [&'static str],
    /// What an entry is called, with its number.
    pub title: F,
    /// Name of the button that adds one, and what stands on it; `None` where the page adds them itself.
    pub add: Option<(&'static str, F)>,
    /// What a page draws within an entry before its fields.
    pub lead: fn(Form, &str) -> Option<El>,
    /// What a page draws within an entry after its fields.
    pub more: fn(Form, &str) -> Option<El>,
}

/// A legal text: written, or taken from the catalogue with one press.
fn legal_text(form: Form, key: &str) -> AnyView {
    let chips = list("legal_text").into_iter().map(|text| (text.label.clone(), text.label)).collect();
    Extra { chips, ..Extra::default() }.draw(form, key)
}

/// Nothing besides the fields.
pub fn nothing(_: Form, _: &str) -> Option<El> {
    None
}

impl Entries {
    /// Entries in the order in which they came on screen, and the button that adds one.
    pub fn draw(self, form: Form) -> AnyView {
        let rows = Rows {
            prefix: self.prefix,
            names: self.names.to_vec(),
            title: t(self.title).to_owned(),
            named: Vec::new(),
            add: self.add.map(|(act, label)| (act.to_owned(), t(label).to_owned())),
            input: if self.prefix == "legal_text" { legal_text } else { field },
            lead: self.lead,
            more: self.more,
        };
        rows.draw(form)
    }
}

/// A list of entries whose words and fields are known when it is drawn.
#[derive(Clone)]
pub struct Rows {
    /// The prefix.
    pub prefix: &'static str,
    /// Fields of an entry; empty when the entry is itself a text.
    pub names: Vec<&'static str>,
    /// What an entry is called; `{0}` is its number.
    pub title: String,
    /// The names that an entry may have, each with what it is called; empty where a new one is drawn for each.
    pub named: Vec<Choice>,
    /// Name of the button that adds one, and what stands on it; `None` where the page adds them itself.
    pub add: Option<(String, String)>,
    /// How a field of an entry is drawn.
    pub input: fn(Form, &str) -> AnyView,
    /// What a page draws within an entry before its fields.
    pub lead: fn(Form, &str) -> Option<El>,
    /// What a page draws within an entry after its fields.
    pub more: fn(Form, &str) -> Option<El>,
}

impl Rows {
    /// Entries in the order in which they came on screen, and what adds one.
    pub fn draw(self, form: Form) -> AnyView {
        let order = RwSignal::new(Vec::<String>::new());
        let (prefix, single) = (self.prefix, self.names.is_empty());
        // A colleague's entries arrive below.
        follow(move |_| {
            form.follow();
            let known = form
                .sheet
                .with_untracked(|sheet| if single { sheet.singles(prefix) } else { sheet.entries(prefix) });
            let new: Vec<String> =
                order.with_untracked(|order| known.into_iter().filter(|id| !order.contains(id)).collect());
            if !new.is_empty() {
                order.update(|order| order.extend(new));
            }
        });
        let adding = self.adding(form, order);
        let cards = move || {
            let draw = |(place, id): (usize, &String)| self.card(form, id, place);
            order.with(|order| order.iter().enumerate().map(draw).collect::<Vec<_>>())
        };
        el("div").child(live_part(cards)).child(adding).into_any()
    }

    /// The button that adds an entry; of entries with given names, the list to choose one from.
    fn adding(&self, form: Form, order: RwSignal<Vec<String>>) -> Option<El> {
        let (act, label) = self.add.clone()?;
        let list = self.clone();
        let add = move |id: String| {
            let first = list.key(&id, 0);
            order.update(|order| {
                if !order.contains(&id) {
                    order.push(id);
                }
            });
            window::later(0, move || window::focus(&first));
        };
        if self.named.is_empty() {
            let pressed = move |_| {
                if let Some(id) = form.name() {
                    add(id);
                }
            };
            let button = el("button").attr("type", "button").class("button").attr("data-act", act);
            return Some(button.on("click", pressed).child(label));
        }
        let option =
            |choice: &Choice| el("option").attr("value", choice.code.as_str()).child(choice.label.as_str());
        let nothing = el("option").attr("value", "").child(t(F::Choose));
        let options: Vec<El> = std::iter::once(nothing).chain(self.named.iter().map(option)).collect();
        let chosen = move |event: web_sys::Event| {
            let code = event_target_value(&event);
            if !code.is_empty() {
                add(code);
            }
        };
        let select = el("select")
            .attr("id", act.as_str())
            .attr("name", act.as_str())
            .attr("data-act", act.as_str())
            // What was added stands in its card: the list waits for the next one.
            .value(move || {
                order.track();
                String::new()
            })
            .on("change", chosen)
            .child(options);
        Some(el("div").class("field").child(el("label").attr("for", act.as_str()).child(label)).child(select))
    }

    /// Key of the field at a place of an entry.
    fn key(&self, id: &str, place: usize) -> String {
        match self.names.get(place) {
            Some(name) => format!("{}.{id}.{name}", self.prefix),
            None => format!("{}.{id}", self.prefix),
        }
    }

    fn card(&self, form: Form, id: &str, place: usize) -> El {
        if self.names.is_empty() {
            // A text is removed by emptying it.
            return el("div").attr("data-entry", id).child((self.input)(form, &self.key(id, 0)));
        }
        let entry = format!("{}.{id}", self.prefix);
        let removed = format!("{entry}.removed");
        let gone = form.memo(&removed);
        let put = move |value: &'static str| {
            let key = removed.clone();
            move || form.put(&key, value)
        };
        let fields: Vec<_> =
            (0..self.names.len()).map(|place| (self.input)(form, &self.key(id, place))).collect();
        let here = el("div")
            .hidden(move || gone.with(|gone| gone == "true"))
            .child((self.lead)(form, &entry))
            .child(fields)
            .child((self.more)(form, &entry))
            .child(press("remove", t(F::Remove), Look::Quiet, put("true")));
        let away = el("div")
            .class("gone")
            .hidden(move || gone.with(|gone| gone != "true"))
            .child(t(F::Removed))
            .child(press("undo", t(F::Undo), Look::Quiet, put("false")));
        let called = self.named.iter().find(|choice| choice.code == id).map(|choice| choice.label.clone());
        let title = called.unwrap_or_else(|| self.title.replace("{0}", &(place + 1).to_string()));
        el("fieldset")
            .class("card")
            .attr("id", entry)
            .attr("tabindex", "-1")
            .attr("data-entry", id)
            .child(el("legend").child(title))
            .child(here)
            .child(away)
    }
}
