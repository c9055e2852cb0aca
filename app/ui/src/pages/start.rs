//! The start: what is still to do before the deadline, and the way to begin it. All figures are computed by the
//! engine; this page puts them in order and words.

mod drafts;
mod groups;
mod todo;

use messages::Listed;
use shared::id::UnitCode;
use shared::record::Kind;

use crate::components::{El, Part, Tone, banner, el, head, live_part, parts, wait};
use crate::prelude::*;
use crate::route::{Page, Section, go};
use crate::state::engine::Answered;
use crate::state::live::{live, ready_when};
use crate::state::{self, engine, session};
use crate::words::{W, t};

/// The page.
pub fn page() -> AnyView {
    let today = state::clock().about_today();
    let progress = live(move || engine::progress(today));
    let records = live(engine::records);
    let typed = live(engine::drafts);
    ready_when(move || {
        progress.with(Option::is_some) && records.with(Option::is_some) && typed.with(Option::is_some)
    });
    let unit = session().identity().map_or_else(String::new, |identity| identity.unit_name);
    let groups =
        move || progress.with(|progress| matches!(progress, Some(Ok(known)) if !known.groups.is_empty()));
    let work = move || match progress.get() {
        None => wait().view(),
        Some(Err(failure)) => super::failed(&failure).view(),
        Some(Ok(progress)) => todo::section(&progress, today),
    };
    let groups_left = move || {
        progress.with(|progress| match progress {
            Some(Ok(progress)) => groups::section(progress, records),
            _ => parts([]),
        })
    };
    let unfinished = move || {
        let typed = typed.get().and_then(Result::ok).unwrap_or_default();
        records.with(|records| drafts::section(known(records.as_ref()), &typed))
    };
    let kinds = el("ul")
        .class("kinds")
        .child(begin("new-outreach", Kind::Outreach, W::NewOutreach, W::NewOutreachHint))
        .child(begin("new-inspection", Kind::Inspection, W::NewInspection, W::NewInspectionHint))
        .child(begin("new-feedback", Kind::Feedback, W::NewFeedback, W::NewFeedbackHint));
    parts([
        head(t(W::Start), &unit, None).view(),
        live_part(move || offline(groups())),
        live_part(work),
        live_part(unfinished),
        el("section").child(el("h2").child(t(W::WriteHead))).child(kinds).view(),
        live_part(groups_left),
    ])
}

/// The records of an answer; none while there is none.
fn known(records: Option<&Answered<Vec<Listed>>>) -> &[Listed] {
    match records {
        Some(Ok(rows)) => rows,
        _ => &[],
    }
}

/// Whether the phone may now be taken to the mountains: said only when it is true.
fn offline(register: bool) -> El {
    let starts = session().starts_offline.get();
    if starts && register {
        return el("p").class("offline-ready").attr("data-offline", "ready").child(t(W::WorksOffline));
    }
    let missing = if starts { W::WaitingForRegister } else { W::GetReady };
    banner(Tone::Careful, el("p").child(t(missing)))
}

fn begin(act: &'static str, kind: Kind, name: W, hint: W) -> El {
    let button = el("button")
        .attr("type", "button")
        .class("kind")
        .attr("data-act", act)
        .attr("data-kind", kind.code())
        .on("click", move |_| new_record(kind, None))
        .child(el("span").class("kind-name").child(t(name)))
        .child(el("span").class("kind-hint").child(t(hint)));
    el("li").child(button)
}

/// Opens the form of a new record; of an inspection, with the group already chosen.
fn new_record(kind: Kind, group: Option<UnitCode>) {
    state::attempt(engine::names(0), move |(doc, _)| {
        go(&match kind {
            Kind::Outreach => Page::Outreach(doc),
            Kind::Inspection => Page::Inspection(doc, Section::Begin, group.map(|group| group.to_string())),
            _ => Page::Feedback(doc),
        });
    });
}
