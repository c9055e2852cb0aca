//! Entries that repeat on one page: team members, speakers, legal texts. Adding, editing, removing; what is removed
//! stays in its place until the form is left, so that one press brings it back.

use super::Form;
use super::field::field;
use crate::components::{El, Look, el, live_part, press};
use crate::platform::window;
use crate::prelude::*;
use crate::words::{F, fill, t};

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

/// Nothing besides the fields.
pub fn nothing(_: Form, _: &str) -> Option<El> {
    None
}

impl Entries {
    /// Entries in the order in which they came on screen, and the button that adds one.
    pub fn draw(self, form: Form) -> AnyView {
        let order = RwSignal::new(Vec::<String>::new());
        // A colleague's entries arrive below.
        follow(move |_| {
            form.follow();
            let known = form.sheet.with_untracked(|sheet| {
                if self.names.is_empty() { sheet.singles(self.prefix) } else { sheet.entries(self.prefix) }
            });
            let new: Vec<String> =
                order.with_untracked(|order| known.into_iter().filter(|id| !order.contains(id)).collect());
            if !new.is_empty() {
                order.update(|order| order.extend(new));
            }
        });
        let add = move || {
            let Some(id) = form.name() else { return };
            let first = self.key(&id, 0);
            order.update(|order| order.push(id));
            window::later(0, move || window::focus(&first));
        };
        let cards = move || {
            let draw = |(place, id): (usize, &String)| self.card(form, id, place);
            order.with(|order| order.iter().enumerate().map(draw).collect::<Vec<_>>())
        };
        let button = self.add.map(|(act, label)| press(act, t(label), Look::Plain, add));
        el("div").child(live_part(cards)).child(button).into_any()
    }

    /// Key of the field at a place of an entry.
    fn key(self, id: &str, place: usize) -> String {
        match self.names.get(place) {
            Some(name) => format!("{}.{id}.{name}", self.prefix),
            None => format!("{}.{id}", self.prefix),
        }
    }

    fn card(self, form: Form, id: &str, place: usize) -> El {
        if self.names.is_empty() {
            // A text is removed by emptying it.
            return el("div").attr("data-entry", id).child(field(form, &self.key(id, 0)));
        }
        let entry = format!("{}.{id}", self.prefix);
        let removed = format!("{entry}.removed");
        let gone = form.memo(&removed);
        let put = move |value: &'static str| {
            let key = removed.clone();
            move || form.put(&key, value)
        };
        let fields: Vec<_> = (0..self.names.len()).map(|place| field(form, &self.key(id, place))).collect();
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
        let title = fill(self.title, &[&(place + 1).to_string()]);
        el("fieldset")
            .class("card")
            .attr("data-entry", id)
            .child(el("legend").child(title))
            .child(here)
            .child(away)
    }
}
