//! What has reached the office and what has not, from receipts only. This page never says that all is sent
//! unless every record on the phone has its receipt.

use messages::{Ask, Phase, Query, Standings, SyncStatus};
use shared::text::sentence;

use super::records;
use crate::components::{
    El, Look, Part, Tone, banner, el, empty, head, lead, live_part, meter, parts, press, wait,
};
use crate::form::clock_note;
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::ready_when;
use crate::state::{engine, session};
use crate::words::{C, D, P, W, fill, language, shown, t};

/// The page.
pub fn page() -> AnyView {
    let conditions = Memo::new(|| Query { unreceived_first: true, ..Query::default() });
    let window = records::ask(conditions, 0);
    ready_when(move || window.with(Option::is_some));
    let status = session().sync;
    let running = move || status.with(|status| status.phase == Phase::Running);
    let summary = move || {
        window.with(|answer| match answer {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(answer)) => summary(&status.get(), answer.found.standings),
        })
    };
    let any = Memo::new(move || {
        window.with(|answer| match answer {
            Some(Ok(answer)) => Some(answer.found.standings.all() > 0),
            _ => None,
        })
    });
    let list = move || match any.get() {
        Some(true) => each(records::window_of(conditions, 0, window)),
        Some(false) => empty(t(W::NoRecords), t(W::NoRecordsText)).view(),
        None => parts([]),
    };
    let stopped = RwSignal::new(false);
    let go = move || {
        stopped.set(false);
        engine::tell(Ask::SyncNow);
    };
    let stop = move || {
        stopped.set(true);
        engine::tell(Ask::SyncStop);
    };
    let waits = move || status.with(|status| status.waiting > 0 || status.left > 0);
    // Who is not welcome enrols again, above.
    let welcome = move || status.with(|status| !matches!(status.phase, Phase::Unwelcome(_)));
    let button = move || {
        let look = if welcome() { Look::Main } else { Look::Plain };
        match (running(), stopped.get() && waits()) {
            (true, _) => press("sync-stop", t(D::SyncStop), Look::Plain, stop),
            (false, true) => press("sync", t(D::SyncResume), look, go),
            (false, false) => press("sync", t(D::SyncNow), look, go),
        }
    };
    parts([
        head(t(W::Sync), "", None).view(),
        live_part(move || phase(&status.get())),
        live_part(button),
        lead(&Page::Carry, t(C::Link), Look::Plain, "to-carry").view(),
        live_part(summary),
        live_part(list),
    ])
}

/// What synchronisation does now.
fn phase(status: &SyncStatus) -> El {
    let (code, words) = match &status.phase {
        Phase::Resting => ("resting", t(D::SyncResting).to_owned()),
        Phase::Running => ("running", t(D::SyncRunning).to_owned()),
        Phase::Waiting(code, at_ms) => {
            let moment = shown::moment(*at_ms);
            let hour = moment.rsplit(' ').next().unwrap_or_default();
            ("waiting", format!("{} {}", sentence(language(), code, &[]), fill(D::SyncRetryAt, &[hour])))
        }
        Phase::Unwelcome(code) => ("unwelcome", sentence(language(), code, &[])),
    };
    let (sent, received) = status.moved;
    let (up, down) = status.bytes;
    let moved = (sent + received > 0).then(|| {
        let moved = fill(D::SyncMoved, &[&sent.to_string(), &received.to_string()]);
        let bytes = fill(D::SyncBytes, &[&shown::kilobytes(up), &shown::kilobytes(down)]);
        el("p").class("quiet").attr("data-moved", "").child(format!("{moved} · {bytes}"))
    });
    let left = u32::try_from(status.left).unwrap_or(u32::MAX).saturating_add(status.waiting);
    let done = sent.saturating_add(received);
    let bar =
        (status.phase == Phase::Running).then(|| meter(done, done.saturating_add(left), t(D::SyncRunning)));
    let again = matches!(status.phase, Phase::Unwelcome(_)).then(|| {
        let enrol = lead(&Page::Enrol(None), t(D::EnrolAgain), Look::Main, "enrol-again");
        vec![el("p").child(t(D::EnrolSafe)), enrol]
    });
    el("div")
        .class("phase")
        .attr("data-sync", code)
        .attr("role", "status")
        .child(el("p").child(words))
        .child(bar)
        .child(moved)
        .child(again)
}

/// Where the records stand together.
fn summary(status: &SyncStatus, records: Standings) -> AnyView {
    let settled = status.waiting == 0 && status.refused == 0;
    let stand = if records.all() == 0 && settled {
        el("p").class("quiet").child(t(D::SyncNothingYet)).view()
    } else if settled && records.all() == records.at_office() {
        banner(Tone::Good, el("p").attr("data-all-received", "").child(t(D::SyncAllReceived))).view()
    } else {
        counts(status, records)
    };
    // By the office's clock: this phone's may have been wrong.
    let by_office = |at: i64| shown::moment(at.saturating_sub(status.clock_ahead_ms.unwrap_or(0)));
    let last =
        status.last_ms.map_or_else(|| t(D::SyncNever).to_owned(), |at| fill(D::SyncLast, &[&by_office(at)]));
    let last = el("p")
        .class("quiet")
        .attr("data-last", status.last_ms.map_or_else(String::new, |at| at.to_string()))
        .child(last);
    let repairs = (status.repairs > 0).then(|| {
        let number = status.repairs.to_string();
        el("p").class("quiet").attr("data-repairs", number.as_str()).child(fill(D::SyncRepairs, &[&number]))
    });
    parts([stand, photos(status).view(), last.view(), repairs.view(), clock_note().view()])
}

/// How many records stand where; of those that wait, how many changes.
fn counts(status: &SyncStatus, records: Standings) -> AnyView {
    let said = |number: u32, tone, mark, word, more: u32| {
        let (number, more) = (number.to_string(), more.to_string());
        let words = el("p").attr(mark, number.as_str()).child(fill(word, &[&number, &more]));
        (number != "0").then(|| banner(tone, words))
    };
    let numbers = [records.at_office(), records.all(), records.accepted].map(|number| number.to_string());
    let received = fill(D::SyncReceivedOf, &numbers.each_ref().map(String::as_str));
    parts([
        said(records.refused, Tone::Bad, "data-refused", D::SyncRefused, status.refused).view(),
        said(records.on_phone, Tone::Careful, "data-waiting", D::SyncWaiting, status.waiting).view(),
        said(records.carried, Tone::Plain, "data-carried", D::SyncCarried, 0).view(),
        el("p").class("quiet").child(received).view(),
    ])
}

/// Photos that the office does not have, and why not when it is known.
fn photos(status: &SyncStatus) -> Option<El> {
    let number = status.photos.to_string();
    let why = status.photo_trouble.as_deref().map(|code| el("p").child(sentence(language(), code, &[])));
    let words = el("p").attr("data-photos", number.as_str()).child(fill(P::StillWaiting, &[&number]));
    (status.photos > 0).then(|| banner(Tone::Careful, words).child(why))
}

/// Each record, the ones without a receipt before the others.
fn each(records: AnyView) -> AnyView {
    el("section")
        .child(el("h2").child(t(D::SyncEach)))
        .child(el("p").class("hint").child(t(D::SyncHow)))
        .child(records)
        .view()
}
