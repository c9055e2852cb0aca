//! What has reached the office and what has not, from receipts only. This page never says that all is sent
//! unless every record on the phone has its receipt.

use leptos::prelude::*;
use messages::{Ask, Listed, Phase, Standing, SyncStatus};
use shared::text::sentence;

use super::records;
use crate::components::{Banner, Button, EmptyState, Go, Head, Look, Meter, Tone, Wait};
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
    let running = Signal::derive(move || status.with(|status| status.phase == Phase::Running));
    let body = move || {
        let status = status.get();
        records.with(|records| match records {
            None => view! { <Wait/> }.into_any(),
            Some(Err(failure)) => super::failed(failure),
            Some(Ok(rows)) => standing(&status, rows),
        })
    };
    view! {
        <Head title=t(W::Sync)/>
        {move || phase(&status.get())}
        <Button act="sync" label=t(W::SyncNow) look=Look::Main disabled=running on_press=|()| engine::tell(Ask::SyncNow)/>
        {body}
    }
    .into_any()
}

/// What synchronisation does now.
fn phase(status: &SyncStatus) -> AnyView {
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
        let words = fill(W::SyncMoved, &[&sent.to_string(), &received.to_string()]);
        view! { <p class="quiet">{words}</p> }.into_any()
    });
    let bar = (status.phase == Phase::Running).then(|| {
        view! { <Meter done=sent need=sent + status.waiting label=t(W::SyncRunning)/> }.into_any()
    });
    let again = matches!(status.phase, Phase::Unwelcome(_)).then(|| {
        view! {
            <p>{t(W::EnrolSafe)}</p>
            <Go to=Page::Enrol(None) label=t(W::EnrolAgain) act="enrol-again" look=Look::Main/>
        }
        .into_any()
    });
    view! {
        <div class="phase" data-sync=code role="status">
            <p>{words}</p>
            {bar}
            {moved}
            {again}
        </div>
    }
    .into_any()
}

/// Where the records stand: sums first, then each, the ones without a receipt before the others.
fn standing(status: &SyncStatus, rows: &[Listed]) -> AnyView {
    let received = rows.iter().filter(|row| row.standing == Standing::Received).count();
    let all = status.waiting == 0 && status.refused == 0 && received == rows.len();
    let summary = match (rows.is_empty(), all) {
        (true, true) => view! { <p class="quiet">{t(W::SyncNothingYet)}</p> }.into_any(),
        (false, true) => {
            view! { <Banner tone=Tone::Good><p data-all-received="">{t(W::SyncAllReceived)}</p></Banner> }.into_any()
        }
        _ => counts(status),
    };
    let mut ordered: Vec<&Listed> = rows.iter().collect();
    ordered.sort_by_key(|row| match row.standing {
        Standing::Refused(_) => 0,
        Standing::OnPhone => 1,
        Standing::Received => 2,
    });
    let last = status.last_ms.map_or_else(|| t(W::SyncNever).to_owned(), |at| fill(W::SyncLast, &[&shown::moment(at)]));
    let list = if rows.is_empty() {
        view! { <EmptyState title=t(W::NoRecords) text=t(W::NoRecordsText)/> }.into_any()
    } else {
        records::windowed(ordered.into_iter().cloned().collect())
    };
    view! {
        {summary}
        <p class="quiet" data-last=status.last_ms.map(|at| at.to_string())>{last}</p>
        {status.clock_ahead_ms.filter(|ahead| ahead.abs() > CLOCK_TOLERANCE_MS).map(clock)}
        <h2>{t(W::SyncEach)}</h2>
        <p class="hint">{t(W::SyncHow)}</p>
        {list}
    }
    .into_any()
}

fn counts(status: &SyncStatus) -> AnyView {
    let (waiting, refused) = (status.waiting.to_string(), status.refused.to_string());
    let waiting = (status.waiting > 0).then(|| {
        let words = fill(W::SyncWaiting, &[&waiting]);
        view! { <Banner tone=Tone::Careful><p data-waiting=waiting>{words}</p></Banner> }.into_any()
    });
    let refused = (status.refused > 0).then(|| {
        let words = fill(W::SyncRefused, &[&refused]);
        view! { <Banner tone=Tone::Bad><p data-refused=refused>{words}</p></Banner> }.into_any()
    });
    view! { {waiting}{refused} }.into_any()
}

fn clock(ahead_ms: i64) -> AnyView {
    let word = if ahead_ms > 0 { W::ClockAhead } else { W::ClockBehind };
    let words = fill(word, &[&shown::span(ahead_ms)]);
    view! { <Banner tone=Tone::Careful><p data-clock="">{words}</p></Banner> }.into_any()
}
