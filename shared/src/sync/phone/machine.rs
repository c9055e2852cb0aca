//! Decides when to speak and what an answer means, without clock, network or store: events go in with the
//! time, effects come out. One exchange runs at a time; a run goes on while either side has more. What fails
//! is tried again later and later, a little at random, and every failure has a code and loses nothing.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{Ingested, LastSuccess};
use crate::id::ChangeHash;
use crate::limits;
use crate::sync::frame;
use crate::sync::wire::{self, Response};

/// What happens to the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The app started.
    Started,
    /// A record was saved.
    Saved,
    /// The page became visible, or the browser says that it is online.
    Awake,
    /// A person asked for it.
    ByHand,
    /// The time of a `WakeAt` came; may come too early or too often.
    Tick,
    /// An answer came to what `Send` asked for: HTTP status and body.
    Answered(u16, Vec<u8>),
    /// No answer came, or the store failed, for the reason of this code (`network.unreachable`,
    /// `network.timeout`, `store.failed` …).
    Failed(String),
    /// What `Ingest` asked for is done.
    Ingested(Ingested),
}

/// What the host does for the engine. Each is done once, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Gather a request with `phone::request`, skipping these changes, send it, and report `Answered` or `Failed`.
    Send(BTreeSet<ChangeHash>),
    /// Take this answer in with `phone::ingest`, and report `Ingested` or `Failed`.
    Ingest(Box<Response>),
    /// Report `Tick` at this time, Unix milliseconds; a later one replaces an earlier one.
    WakeAt(i64),
    /// The status changed: show it.
    Show,
}

/// What synchronisation does now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing.
    #[default]
    Resting,
    /// An exchange is on its way.
    Running,
    /// The last attempt failed for the reason of this code; the next one starts at this time, Unix milliseconds.
    Waiting(String, i64),
    /// The office does not accept this phone, for the reason of this code: only a person can help. Nothing is lost.
    Unwelcome(String),
}

/// How synchronisation stands; the counts of what waits and what was refused are the store's to tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// What happens now.
    pub phase: Phase,
    /// Changes confirmed and received in this run.
    pub moved: (u32, u32),
    /// The last success.
    pub last_success: Option<LastSuccess>,
}

/// The machine. The host gives it every event and does every effect.
#[derive(Debug)]
pub struct Engine {
    status: Status,
    /// Something happened during an exchange that calls for another one.
    again: bool,
    /// Changes that wait for others of the office, in this run.
    stuck: BTreeSet<ChangeHash>,
    /// Failures in a row.
    failures: u32,
    random: u64,
}

impl Engine {
    /// A machine at rest. `seed` is any random number: it spreads the phones of a province over time when the
    /// office comes back.
    pub fn new(seed: u64, last_success: Option<LastSuccess>) -> Self {
        let status = Status { last_success, ..Status::default() };
        Self { status, again: false, stuck: BTreeSet::new(), failures: 0, random: seed }
    }

    /// How synchronisation stands.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The one door: what happened, and what is to be done.
    pub fn handle(&mut self, now_ms: i64, event: Event) -> Vec<Effect> {
        match (event, &self.status.phase) {
            (Event::Answered(status, body), Phase::Running) => self.answered(now_ms, status, &body),
            (Event::Ingested(ingested), Phase::Running) => self.ingested(now_ms, ingested),
            (Event::Failed(code), Phase::Running) => self.failed(now_ms, code),
            // An answer to an exchange that was given up.
            (Event::Answered(..) | Event::Ingested(_) | Event::Failed(_), _)
            | (Event::Tick, Phase::Running) => Vec::new(),
            (_, Phase::Running) => {
                self.again = true;
                Vec::new()
            }
            (Event::ByHand, _) | (Event::Started | Event::Awake, Phase::Resting | Phase::Waiting(..)) => {
                self.begin()
            }
            (Event::Saved, Phase::Resting) => self.begin(),
            (Event::Tick | Event::Saved, Phase::Waiting(_, until)) => self.wait_or_begin(now_ms, *until),
            (Event::Tick, Phase::Resting) if !self.stuck.is_empty() => self.begin(),
            _ => Vec::new(),
        }
    }

    /// A clock that was set back does not make the phone wait for longer than it ever would.
    fn wait_or_begin(&mut self, now_ms: i64, until: i64) -> Vec<Effect> {
        let left = until.saturating_sub(now_ms);
        if left > 0 && left <= to_ms(limits::RETRY_DELAY_MAX_MS) {
            vec![Effect::WakeAt(until)]
        } else {
            self.begin()
        }
    }

    fn begin(&mut self) -> Vec<Effect> {
        self.status.moved = (0, 0);
        self.stuck.clear();
        self.exchange()
    }

    fn exchange(&mut self) -> Vec<Effect> {
        self.again = false;
        self.status.phase = Phase::Running;
        vec![Effect::Show, Effect::Send(self.stuck.clone())]
    }

    fn answered(&mut self, now_ms: i64, status: u16, body: &[u8]) -> Vec<Effect> {
        if status == 200 {
            let response = frame::unpack(body, limits::RESPONSE_BYTES_MAX).ok();
            let response = response.and_then(|bytes| Response::from_bytes(&bytes).ok());
            // A log-in page of somebody's Wi-Fi also answers 200.
            let Some(response) = response else { return self.failed(now_ms, "network.not_ours".to_owned()) };
            return match response.version.cmp(&wire::VERSION) {
                Ordering::Equal => vec![Effect::Ingest(Box::new(response))],
                Ordering::Greater => self.failed(now_ms, "sync.version_old".to_owned()),
                Ordering::Less => self.failed(now_ms, "sync.version_new".to_owned()),
            };
        }
        match (status, code(body)) {
            (401 | 403, Some(code)) => {
                self.status.phase = Phase::Unwelcome(code);
                vec![Effect::Show]
            }
            (_, Some(code)) => self.failed(now_ms, code),
            (500.., None) => self.failed(now_ms, "server.busy".to_owned()),
            (_, None) => self.failed(now_ms, "network.not_ours".to_owned()),
        }
    }

    fn ingested(&mut self, now_ms: i64, ingested: Ingested) -> Vec<Effect> {
        self.failures = 0;
        self.status.moved.0 += ingested.confirmed;
        self.status.moved.1 += ingested.received;
        self.status.last_success =
            Some(LastSuccess { at_ms: now_ms, clock_ahead_ms: ingested.clock_ahead_ms });
        self.stuck.extend(ingested.stuck);
        if self.again || ingested.more || ingested.waiting > self.stuck.len() {
            return self.exchange();
        }
        self.status.phase = Phase::Resting;
        let mut effects = vec![Effect::Show];
        if !self.stuck.is_empty() {
            effects.push(Effect::WakeAt(now_ms.saturating_add(to_ms(limits::RETRY_DELAY_MAX_MS))));
        }
        effects
    }

    fn failed(&mut self, now_ms: i64, code: String) -> Vec<Effect> {
        let until = now_ms.saturating_add(to_ms(self.delay()));
        self.failures += 1;
        self.status.phase = Phase::Waiting(code, until);
        vec![Effect::Show, Effect::WakeAt(until)]
    }

    /// Twice as long after each failure, between half and all of it.
    fn delay(&mut self) -> u64 {
        let doubled = limits::RETRY_DELAY_MIN_MS.saturating_mul(1 << self.failures.min(16));
        let longest = doubled.min(limits::RETRY_DELAY_MAX_MS);
        longest / 2 + self.draw() % (longest / 2 + 1)
    }

    /// `SplitMix64`.
    fn draw(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}

fn to_ms(delay: u64) -> i64 {
    i64::try_from(delay).unwrap_or(i64::MAX)
}

/// The code in an error's body, `{"code":"…"}`; `None` when it is not one of ours.
fn code(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok().filter(|text| text.len() < 1_000)?;
    let (_, after) = text.split_once("\"code\"")?;
    let value = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let (code, _) = value.split_once('"')?;
    let ours = code.contains('.') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
    ours.then(|| code.to_owned())
}
