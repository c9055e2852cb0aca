//! The start: what is due, in order of urgency, what is still to do of the year's quota, what is begun, and the way
//! to begin something. All of it is computed by the engine; this page puts it into words.

mod begin;
mod drafts;
pub mod due;
mod groups;
mod todo;

use messages::Start;

use super::pictures::{one_by_one, piece};
use crate::components::{El, Part, Tone, banner, el, head, live_part, parts, wait};
use crate::prelude::*;
use crate::state::live::{live, ready_when};
use crate::state::{self, engine, session};
use crate::words::{W, t};

/// The page.
pub fn page() -> AnyView {
    let today = state::clock().about_today();
    let each = RwSignal::new(due::EACH);
    let start = live(move || engine::start(today, each.get()));
    let turns = [(); 5].map(|()| RwSignal::new(false));
    let [more_due, quota, begun, to_begin, last] = turns;
    follow(move |_| {
        if start.with(Option::is_some) {
            one_by_one(turns.to_vec());
        }
    });
    ready_when(move || last.get());
    let of = move |part: fn(&Start) -> AnyView| {
        move || {
            start.with(|start| match start {
                Some(Ok(start)) => part(start),
                _ => parts([]),
            })
        }
    };
    let unit = session().identity().map_or_else(String::new, |identity| identity.unit_name);
    let groups =
        move || start.with(|start| matches!(start, Some(Ok(known)) if !known.progress.names.is_empty()));
    let work = move || {
        start.with(|start| match start {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(start)) if quota.get() => todo::section(&start.progress, today),
            Some(Ok(_)) => parts([]),
        })
    };
    let due = move || {
        start.with(|start| match start {
            Some(Ok(start)) => due::section(start, more_due, each),
            _ => None,
        })
    };
    let sync = session().sync;
    let arriving = Memo::new(move || sync.with(|sync| sync.last_ms.is_none() || sync.left > 0));
    let partly = move || {
        let known = start.with(|start| matches!(start, Some(Ok(known)) if !known.progress.rules.is_empty()));
        (known && arriving.get()).then(|| banner(Tone::Careful, el("p").child(t(W::StillArriving))))
    };
    parts([
        head(t(W::Start), &unit, None).view(),
        live_part(move || offline(groups())),
        live_part(partly),
        live_part(due),
        live_part(work),
        piece(begun, of(|start| drafts::section(start).view())),
        piece(to_begin, begin::section),
        piece(last, of(|start| groups::section(&start.progress))),
    ])
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
