//! Entries that repeat on one page: team members, speakers, legal texts. Adding, editing, removing; what is removed
//! stays in its place until the form is left, so that one press brings it back.

use leptos::prelude::*;

use super::Form;
use super::field::{Extra, field};
use crate::components::{Button, Look};
use crate::platform::window;
use crate::words::{F, Word, fill, t};

/// Entries of several fields under `prefix`: `team.<id>.name` … `extra` draws what a page adds to an entry.
pub fn entries(
    form: Form,
    prefix: &'static str,
    names: &'static [&'static str],
    title: impl Word + Send + Sync + 'static,
    add: (&'static str, &'static str),
    extra: fn(Form, &str) -> AnyView,
) -> AnyView {
    let title = move |place: usize| fill(title, &[&(place + 1).to_string()]);
    let known = move || form.sheet.with_untracked(|sheet| sheet.entries(prefix));
    let draw = move |id: &str, place: usize| {
        let entry = format!("{prefix}.{id}");
        let inputs = names.iter().map(|name| field(form, &format!("{entry}.{name}"))).collect_view();
        let added = extra(form, &entry);
        let (removed, strike, restore) =
            (format!("{entry}.removed"), format!("{entry}.removed"), format!("{entry}.removed"));
        let gone = Memo::new(move |_| form.text(&removed) == "true");
        view! {
            <fieldset class="card" data-entry=id.to_owned()>
                <legend>{title(place)}</legend>
                <div hidden=move || gone.get()>
                    {inputs}
                    {added}
                    <Button act="remove" label=t(F::Remove) look=Look::Quiet on_press=move |()| form.put(&strike, "true")/>
                </div>
                <p class="gone" hidden=move || !gone.get()>
                    {t(F::Removed)} " "
                    <Button act="undo" label=t(F::Undo) look=Look::Quiet on_press=move |()| form.put(&restore, "false")/>
                </p>
            </fieldset>
        }
        .into_any()
    };
    let first = names.first().copied().unwrap_or_default();
    listing(form, known, move |id| format!("{prefix}.{id}.{first}"), Box::new(draw), add)
}

/// Entries of one field under `prefix`: `legal_text.<id>`. Emptying one removes it.
pub fn lines(form: Form, prefix: &'static str, add: (&'static str, &'static str)) -> AnyView {
    let known = move || form.sheet.with_untracked(|sheet| sheet.singles(prefix));
    let draw = move |id: &str, _| {
        let key = format!("{prefix}.{id}");
        view! { <div data-entry=id.to_owned()>{Extra::default().draw(form, &key)}</div> }.into_any()
    };
    listing(form, known, move |id| format!("{prefix}.{id}"), Box::new(draw), add)
}

/// What draws one entry: its id and its place.
type Draw = Box<dyn Fn(&str, usize) -> AnyView + Send>;

/// Entries in the order in which they came on screen, and the button that adds one.
fn listing(
    form: Form,
    known: impl Fn() -> Vec<String> + Send + Sync + 'static,
    first: impl Fn(&str) -> String + 'static + Send + Sync,
    draw: Draw,
    (act, label): (&'static str, &'static str),
) -> AnyView {
    let order = RwSignal::new(known());
    // A colleague's entries arrive below.
    Effect::new(move |_| {
        form.redraw.track();
        let new: Vec<String> =
            order.with_untracked(|order| known().into_iter().filter(|id| !order.contains(id)).collect());
        if !new.is_empty() {
            order.update(|order| order.extend(new));
        }
    });
    let add = move |()| {
        let Some(id) = form.name() else { return };
        let input = first(&id);
        order.update(|order| order.push(id));
        window::later(0, move || window::focus(&input));
    };
    view! {
        {move || order.with(|order| order.iter().enumerate().map(|(place, id)| draw(id, place)).collect_view())}
        <Button act=act label=label on_press=add/>
    }
    .into_any()
}
