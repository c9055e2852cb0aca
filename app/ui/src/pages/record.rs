//! One record to read: its content, where it stands, what people wrote differently, its history, and what may be
//! done with it. The record is opened by the engine; rules say what may be done, and a choice is one edit.

mod actions;
mod conflicts;
mod content;
mod export;
mod history;
mod outline;

use leptos::prelude::*;
use messages::{Author, Standing, Whole};
use shared::domain::register::UnitRegister;
use shared::id::DocId;
use shared::record::{Edit, Kind};
use shared::text::sentence;

use crate::components::{Banner, Head, StandingTag, StateTag, Tone, Wait};
use crate::form;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{self, catalogue, engine};
use crate::words::{W, fill, language, shown, t};

/// The page.
pub fn page(doc: DocId) -> AnyView {
    let whole = live(move || engine::record(doc));
    let register = live(engine::register);
    ready_when(move || whole.with(Option::is_some) && register.with(Option::is_some));
    let body = move || {
        let register = register.get()?;
        Some(match whole.get()? {
            Ok(whole) => record(&whole, register.ok().flatten().as_ref()),
            Err(failure) => view! {
                <Head title=t(W::RecordGone) back=Page::Records/>
                {super::failed(&failure)}
                {export::section(doc)}
            }
            .into_any(),
        })
    };
    view! {
        {form::saved_note()}
        {move || body().unwrap_or_else(|| view! { <Wait/> }.into_any())}
    }
    .into_any()
}

fn record(whole: &Whole, register: Option<&UnitRegister>) -> AnyView {
    let facts = &whole.listed.facts;
    let catalogue = catalogue();
    let date = facts.event_date.map_or_else(|| t(W::Undated).to_owned(), |date| date.to_string());
    let place = (!facts.place.is_empty()).then(|| format!(" · {}", facts.place));
    let refused = match &whole.listed.standing {
        Standing::Refused(code) => Some(refusal(facts.doc, code.as_str())),
        _ => None,
    };
    view! {
        <article class="record" data-doc=facts.doc.to_string()>
            <Head title=shown::title(catalogue, facts) above=shown::kind(facts.kind).to_owned() back=Page::Records/>
            <p class="row-note">{date} {place}</p>
            <p class="tags">
                <StateTag state=facts.state label=shown::state(catalogue, facts.state)/>
                <StandingTag standing=whole.listed.standing.clone()/>
            </p>
            {refused}
            {conflicts::section(whole)}
            {content::sections(whole)}
            {actions::section(whole, register)}
            {history::section(whole)}
        </article>
    }
    .into_any()
}

/// Why the office did not take it, that nothing is lost, and the way out.
fn refusal(doc: DocId, code: &str) -> AnyView {
    let (words, code) = (sentence(language(), code, &[]), code.to_owned());
    view! {
        <Banner tone=Tone::Bad>
            <h2>{t(W::RefusedHead)}</h2>
            <p data-code=code>{words}</p>
            <p>{t(W::RefusedSafe)}</p>
            {export::section(doc)}
        </Banner>
    }
    .into_any()
}

/// Writes edits as one change; the page redraws itself when the engine says so.
fn write(doc: DocId, kind: Kind, edits: Vec<Edit>) {
    state::attempt(engine::save(doc, kind, edits, None), |_| {});
}

/// Who and when, as far as this phone knows.
fn by(author: &Author) -> String {
    let who =
        author.name.clone().unwrap_or_else(|| fill(W::UnknownPerson, &[&author.device.to_string()[..4]]));
    fill(W::ByAt, &[&who, &shown::moment(author.at_ms)])
}
