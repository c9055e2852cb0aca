//! The start: what is still to do before the deadline, and the way to begin it. All figures are computed by the
//! engine; this page puts them in order and words.

mod drafts;
mod groups;
mod todo;

use leptos::prelude::*;
use messages::Listed;
use shared::id::UnitCode;
use shared::record::Kind;

use crate::components::{Banner, Go, Head, Look, Tone, Wait};
use crate::platform::clock;
use crate::route::{Page, Section, go};
use crate::state::engine::Answered;
use crate::state::live::{live, ready_when};
use crate::state::{self, engine, session};
use crate::words::{W, Word, t};

/// The page.
pub fn page() -> AnyView {
    let today = clock::today();
    let progress = live(move || engine::progress(today));
    let records = live(engine::records);
    let typed = live(engine::drafts);
    ready_when(move || progress.with(Option::is_some) && records.with(Option::is_some) && typed.with(Option::is_some));
    let unit = session().identity().map_or_else(String::new, |identity| identity.unit_name);
    let work = move || match progress.get() {
        None => view! { <Wait/> }.into_any(),
        Some(Err(failure)) => super::failed(&failure),
        Some(Ok(progress)) => view! {
            {todo::section(&progress, today)}
            {groups::section(&progress, records)}
        }
        .into_any(),
    };
    let unfinished = move || {
        let records = records.with(|records| known(records).to_vec());
        let typed = typed.get().and_then(Result::ok).unwrap_or_default();
        drafts::section(&records, &typed)
    };
    view! {
        <Head title=t(W::Start) above=unit/>
        {move || offline(progress.with(|progress| matches!(progress, Some(Ok(progress)) if !progress.groups.is_empty())))}
        {work}
        {unfinished}
        <section>
            <h2>{t(W::WriteHead)}</h2>
            <ul class="kinds">
                {begin("new-outreach", Kind::Outreach, W::NewOutreach, W::NewOutreachHint)}
                {begin("new-inspection", Kind::Inspection, W::NewInspection, W::NewInspectionHint)}
                {begin("new-feedback", Kind::Feedback, W::NewFeedback, W::NewFeedbackHint)}
            </ul>
        </section>
        <p class="foot"><Go to=Page::Records label=t(W::SeeAllRecords) look=Look::Quiet/></p>
    }
    .into_any()
}

/// The records of an answer; none while there is none.
fn known(records: &Option<Answered<Vec<Listed>>>) -> &[Listed] {
    match records {
        Some(Ok(rows)) => rows,
        _ => &[],
    }
}

/// Whether the phone may now be taken to the mountains: said only when it is true.
fn offline(register: bool) -> AnyView {
    let session = session();
    if session.starts_offline.get() && register {
        return view! { <p class="offline-ready" data-offline="ready">{t(W::WorksOffline)}</p> }.into_any();
    }
    let missing = if session.starts_offline.get() { W::WaitingForRegister } else { W::GetReady };
    view! { <Banner tone=Tone::Careful><p>{t(missing)}</p></Banner> }.into_any()
}

fn begin(act: &'static str, kind: Kind, name: impl Word, hint: impl Word) -> AnyView {
    view! {
        <li>
            <button type="button" class="kind" data-act=act data-kind=kind.code() on:click=move |_| new_record(kind, None)>
                <span class="kind-name">{t(name)}</span>
                <span class="kind-hint">{t(hint)}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Opens the form of a new record; of an inspection, with the group already chosen.
fn new_record(kind: Kind, group: Option<UnitCode>) {
    state::attempt(engine::names(0), move |(doc, _)| {
        go(&match kind {
            Kind::Outreach => Page::Outreach(doc),
            Kind::Feedback => Page::Feedback(doc),
            Kind::Inspection => Page::Inspection(doc, Section::Begin, group.map(|group| group.to_string())),
        });
    });
}
