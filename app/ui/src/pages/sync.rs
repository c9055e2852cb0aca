//! What has reached the office and what has not, from receipts only. This page never says that all is sent
//! unless every record on the phone has its receipt.

use messages::{Ask, Listed, Phase, Standing, SyncStatus};
use shared::text::sentence;

use super::records;
use crate::components::{
    El, Look, Part, Tone, banner, el, empty, head, lead, live_part, meter, parts, press, wait,
};
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{engine, session};
use crate::words::{W, fill, language, shown, t};

/// A clock that differs by less is not worth a word, in milliseconds.
const CLOCK_TOLERANCE_MS: i64 = 120_000;

/// The page.
pub fn page() -> AnyView {
    let records = live(engine::records);
    ready_when(move || records.with(Option::is_some));
    let status = session().sync;
    let running = move || status.with(|status| status.phase == Phase::Running);
    let summary = move || {
        records.with(|records| match records {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(rows)) => summary(&status.get(), rows),
        })
    };
    let list = move || {
        records.with(|records| match records {
            Some(Ok(rows)) if rows.is_empty() => empty(t(W::NoRecords), t(W::NoRecordsText)).view(),
            Some(Ok(rows)) => each(rows),
            _ => parts([]),
        })
    };
    let now = press("sync", t(W::SyncNow), Look::Main, || engine::tell(Ask::SyncNow))
        .live("disabled", move || running().then(String::new));
    parts([
        head(t(W::Sync), "", None).view(),
        live_part(move || phase(&status.get())),
        now.view(),
        live_part(summary),
        live_part(list),
    ])
}

/// What synchronisation does now.
fn phase(status: &SyncStatus) -> El {
    let (code, words) = match &status.phase {
        Phase::Resting => ("resting", t(W::SyncResting).to_owned()),
        Phase::Running => ("running", t(W::SyncRunning).to_owned()),
        Phase::Waiting(code, at_ms) => {
            let moment = shown::moment(*at_ms);
            let hour = moment.rsplit(' ').next().unwrap_or_default();
            ("waiting", format!("{} {}", sentence(language(), code, &[]), fill(W::SyncRetryAt, &[hour])))
        }
        Phase::Unwelcome(code) => ("unwelcome", sentence(language(), code, &[])),
    };
    let (sent, received) = status.moved;
    let moved = (sent + received > 0).then(|| {
        el("p").class("quiet").child(fill(W::SyncMoved, &[&sent.to_string(), &received.to_string()]))
    });
    let bar = (status.phase == Phase::Running).then(|| meter(sent, sent + status.waiting, t(W::SyncRunning)));
    let again = matches!(status.phase, Phase::Unwelcome(_)).then(|| {
        let enrol = lead(&Page::Enrol(None), t(W::EnrolAgain), Look::Main, "enrol-again");
        vec![el("p").child(t(W::EnrolSafe)), enrol]
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
fn summary(status: &SyncStatus, rows: &[Listed]) -> AnyView {
    let settled = status.waiting == 0 && status.refused == 0;
    let received = rows.iter().all(|row| row.standing == Standing::Received);
    let stand = if rows.is_empty() && settled {
        el("p").class("quiet").child(t(W::SyncNothingYet)).view()
    } else if settled && received {
        banner(Tone::Good, el("p").attr("data-all-received", "").child(t(W::SyncAllReceived))).view()
    } else {
        counts(status)
    };
    let last = status
        .last_ms
        .map_or_else(|| t(W::SyncNever).to_owned(), |at| fill(W::SyncLast, &[&shown::moment(at)]));
    let last = el("p")
        .class("quiet")
        .attr("data-last", status.last_ms.map_or_else(String::new, |at| at.to_string()))
        .child(last);
    let clock = status.clock_ahead_ms.filter(|ahead| ahead.abs() > CLOCK_TOLERANCE_MS).map(clock);
    parts([stand, last.view(), clock.view()])
}

fn counts(status: &SyncStatus) -> AnyView {
    let count = |number: u32, tone, mark, word| {
        let number = number.to_string();
        let words = el("p").attr(mark, number.as_str()).child(fill(word, &[&number]));
        (number != "0").then(|| banner(tone, words))
    };
    vec![
        count(status.waiting, Tone::Careful, "data-waiting", W::SyncWaiting),
        count(status.refused, Tone::Bad, "data-refused", W::SyncRefused),
    ]
    .view()
}

fn clock(ahead_ms: i64) -> El {
    let word = if ahead_ms > 0 { W::ClockAhead } else { W::ClockBehind };
    banner(Tone::Careful, el("p").attr("data-clock", "").child(fill(word, &[&shown::span(ahead_ms)])))
}

/// Each record, the ones without a receipt before the others.
fn each(rows: &[Listed]) -> AnyView {
    let rank = |row: &Listed| match row.standing {
        Standing::Refused(_) => 0,
        Standing::OnPhone => 1,
        Standing::Received => 2,
    };
    let rows = (0..=2).flat_map(|now| rows.iter().filter(move |row| rank(row) == now)).cloned().collect();
    el("section")
        .child(el("h2").child(t(W::SyncEach)))
        .child(el("p").class("hint").child(t(W::SyncHow)))
        .child(records::windowed(rows))
        .view()
}
