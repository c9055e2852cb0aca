//! Enrolling this phone with a one-time code, typed or from a scanned address.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Banner, ErrorSummary, Field, Head, Tone, error_id, hint_id};
use crate::route::{Page, go_instead};
use crate::state::{self, engine};
use crate::words::{W, t};

/// The page; `code` comes from a scanned address.
pub fn page(code: Option<String>) -> AnyView {
    state::ready();
    let code = RwSignal::new(code.unwrap_or_default());
    let label = RwSignal::new(t(W::EnrolLabelDefault).to_owned());
    let running = RwSignal::new(false);
    let refused = RwSignal::new(None::<String>);
    let missing = RwSignal::new(false);
    let code_error = Signal::derive(move || missing.get().then(|| t(W::EnrolCodeMissing).to_owned()));
    let problems = Signal::derive(move || {
        let problem = code_error.get().or_else(|| refused.get());
        problem.into_iter().map(|sentence| ("code".to_owned(), sentence)).collect::<Vec<_>>()
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (typed, named) = (code.get_untracked().trim().to_owned(), label.get_untracked().trim().to_owned());
        refused.set(None);
        missing.set(typed.is_empty());
        if typed.is_empty() || running.get_untracked() {
            return;
        }
        running.set(true);
        let named = if named.is_empty() { t(W::EnrolLabelDefault).to_owned() } else { named };
        spawn_local(async move {
            let answer = engine::enrol(typed, named).await;
            running.try_set(false);
            match answer {
                Ok(home) => {
                    go_instead(&Page::Start);
                    state::arrive(home);
                }
                Err(failure) => {
                    refused.try_set(Some(state::say(&failure)));
                }
            }
        });
    };
    view! {
        <Head title=t(W::EnrolTitle)/>
        <ErrorSummary problems=problems/>
        <p>{t(W::EnrolText)}</p>
        <form on:submit=submit novalidate>
            <Field key="code" label=t(W::EnrolCode) hint=t(W::EnrolCodeHint).to_owned() error=code_error>
                <input id="code" name="code" class="code" autocomplete="one-time-code" autocapitalize="characters"
                    spellcheck="false" prop:value=move || code.get() aria-describedby=described("code")
                    on:input=move |event| code.set(event_target_value(&event))/>
            </Field>
            <Field key="label" label=t(W::EnrolLabel) hint=t(W::EnrolLabelHint).to_owned()>
                <input id="label" name="label" maxlength="60" autocomplete="off" prop:value=move || label.get()
                    aria-describedby=described("label") on:input=move |event| label.set(event_target_value(&event))/>
            </Field>
            <button type="submit" class="button main" data-act="enrol" disabled=move || running.get()>{t(W::EnrolDo)}</button>
            {move || running.get().then(|| view! { <Banner tone=Tone::Plain><p>{t(W::EnrolRunning)}</p></Banner> }.into_any())}
        </form>
    }
    .into_any()
}

fn described(key: &str) -> String {
    format!("{} {}", hint_id(key), error_id(key))
}
