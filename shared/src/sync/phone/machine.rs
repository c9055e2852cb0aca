//! Decides when to speak and what an answer means, without clock, network or store: events go in with the
//! time, effects come out. One exchange runs at a time; a run goes on while either side has more. What fails
//! is tried again later and later, a little at random, and every failure has a code and loses nothing.

use super::{Ask, Ingested, LastSuccess};
use crate::id::ChangeHash;
use crate::limits;
use crate::sorted::Set;
use crate::sync::frame;
use crate::sync::wire::{self, Response};
use std::cmp::Ordering;

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
    /// An answer came to what `Send` asked for.
    Answered(Answer),
    /// No answer came, or the store failed, for the reason of this code (`network.unreachable`,
    /// `network.timeout`, `store.failed` …).
    Failed(String),
    /// What `Ingest` asked for is done.
    Ingested(Ingested),
    /// A person wants it to stop. Nothing is lost: what has no receipt goes up at the next occasion.
    Cancel,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// Bytes that went up and came down on the line, as far as the host knows.
    pub bytes: (u64, u64),
}

/// What the host does for the engine. Each is done once, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Gather a request with `phone::request`, send it, and report `Answered` or `Failed`.
    Send(Ask),
    /// Break the exchange that is on its way off, if that is possible; its outcome is reported all the same.
    Abort,
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
    /// Bytes sent and received in this run.
    pub bytes: (u64, u64),
    /// Changes that the office still has for this phone, as it last said.
    pub left: u64,
    /// The last success.
    pub last_success: Option<LastSuccess>,
}

/// The machine. The host gives it every event and does every effect.
#[derive(Debug)]
pub struct Engine {
    status: Status,
    /// Something happened during an exchange that calls for another one.
    again: bool,
    /// A person wants it to stop after the exchange that is on its way.
    stopping: bool,
    /// Changes that wait for others of the office, in this run.
    stuck: Set<ChangeHash>,
    /// Failures in a row.
    failures: u32,
    pace: Pace,
    random: u64,
}

/// How large a slice may be so that it takes about `SLICE_MS_TARGET`: as the last ones took.
#[derive(Debug, Clone, Copy)]
struct Pace {
    push: usize,
    room: usize,
    /// When the exchange that is on its way began, Unix milliseconds, and how long it took.
    since_ms: i64,
    took_ms: i64,
}

impl Pace {
    const START: Self =
        Self { push: limits::PUSH_BYTES_TARGET, room: limits::PULL_BYTES_TARGET, since_ms: 0, took_ms: 0 };

    /// After an exchange: a direction in which there is more to move may grow, both shrink when it took too long.
    fn adapt(&mut self, push_on: bool, pull_on: bool) {
        let target = limits::SLICE_MS_TARGET;
        // A clock that jumped measured nothing.
        if !(0..100 * target).contains(&self.took_ms) {
            return;
        }
        let fit = |bytes: usize, grows: bool| {
            let ideal = i64::try_from(bytes).unwrap_or(i64::MAX).saturating_mul(target) / self.took_ms.max(1);
            let ideal = usize::try_from(ideal).unwrap_or(bytes);
            let most = if grows { bytes.saturating_mul(2) } else { bytes };
            // A little too long is no reason to shrink.
            if self.took_ms > target || ideal > bytes { ideal.clamp(bytes / 4, most) } else { bytes }
        };
        let (push, room) = (fit(self.push, push_on), fit(self.room, pull_on));
        self.push = push.clamp(limits::PUSH_BYTES_MIN, limits::PUSH_BYTES_MAX);
        self.room = room.clamp(limits::PULL_BYTES_MIN, limits::PULL_BYTES_MAX);
    }

    /// After a failure: the line may be worse than it was.
    fn shrink(&mut self) {
        self.push = (self.push / 2).max(limits::PUSH_BYTES_MIN);
        self.room = (self.room / 2).max(limits::PULL_BYTES_MIN);
    }
}

impl Engine {
    /// A machine at rest. `seed` is any random number: it spreads the phones of a province over time when the
    /// office comes back.
    pub fn new(seed: u64, last_success: Option<LastSuccess>) -> Self {
        Self {
            status: Status { last_success, ..Status::default() },
            again: false,
            stopping: false,
            stuck: Set::new(),
            failures: 0,
            pace: Pace::START,
            random: seed,
        }
    }

    /// How synchronisation stands.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The one door: what happened, and what is to be done.
    pub fn handle(&mut self, now_ms: i64, event: Event) -> Vec<Effect> {
        match (event, &self.status.phase) {
            (Event::Answered(answer), Phase::Running) => self.answered(now_ms, &answer),
            (Event::Ingested(ingested), Phase::Running) => self.ingested(now_ms, ingested),
            (Event::Failed(code), Phase::Running) => self.failed(now_ms, code),
            (Event::Cancel, Phase::Running) => {
                (self.stopping, self.again) = (true, false);
                vec![Effect::Abort]
            }
            (Event::Cancel, Phase::Waiting(..)) => self.rest(),
            // An answer to an exchange that was given up.
            (Event::Answered(_) | Event::Ingested(_) | Event::Failed(_) | Event::Cancel, _)
            | (Event::Tick, Phase::Running) => Vec::new(),
            (event, Phase::Running) => {
                // Who asks again by hand has changed their mind.
                self.stopping &= event != Event::ByHand;
                self.again = !self.stopping;
                Vec::new()
            }
            (Event::ByHand, _) | (Event::Started | Event::Awake, Phase::Resting | Phase::Waiting(..)) => {
                self.begin(now_ms)
            }
            (Event::Saved, Phase::Resting) => self.begin(now_ms),
            (Event::Tick | Event::Saved, Phase::Waiting(_, until)) => self.wait_or_begin(now_ms, *until),
            (Event::Tick, Phase::Resting) if !self.stuck.is_empty() => self.begin(now_ms),
            _ => Vec::new(),
        }
    }

    /// A clock that was set back does not make the phone wait for longer than it ever would.
    fn wait_or_begin(&mut self, now_ms: i64, until: i64) -> Vec<Effect> {
        let left = until.saturating_sub(now_ms);
        if left > 0 && left <= to_ms(limits::RETRY_DELAY_MAX_MS) {
            vec![Effect::WakeAt(until)]
        } else {
            self.begin(now_ms)
        }
    }

    fn begin(&mut self, now_ms: i64) -> Vec<Effect> {
        self.status.moved = (0, 0);
        self.status.bytes = (0, 0);
        self.stuck.clear();
        self.exchange(now_ms)
    }

    fn exchange(&mut self, now_ms: i64) -> Vec<Effect> {
        self.again = false;
        self.stopping = false;
        self.pace.since_ms = now_ms;
        self.status.phase = Phase::Running;
        let room = u32::try_from(self.pace.room).unwrap_or(u32::MAX);
        let ask = Ask { skip: self.stuck.clone(), push: self.pace.push, room };
        vec![Effect::Show, Effect::Send(ask)]
    }

    fn rest(&mut self) -> Vec<Effect> {
        self.status.phase = Phase::Resting;
        self.stopping = false;
        vec![Effect::Show]
    }

    fn answered(&mut self, now_ms: i64, answer: &Answer) -> Vec<Effect> {
        let Answer { status, body, bytes: (up, down) } = answer;
        self.pace.took_ms = now_ms.saturating_sub(self.pace.since_ms);
        self.status.bytes.0 = self.status.bytes.0.saturating_add(*up);
        self.status.bytes.1 = self.status.bytes.1.saturating_add(*down);
        if *status == 200 {
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
        match (*status, code(body)) {
            (401 | 403, Some(code)) => {
                self.stopping = false;
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
        self.status.left = ingested.left;
        self.stuck.extend(ingested.stuck);
        let push_on = ingested.waiting > self.stuck.len();
        self.pace.adapt(push_on, ingested.more);
        if !self.stopping && (self.again || ingested.more || push_on) {
            return self.exchange(now_ms);
        }
        let mut effects = self.rest();
        if !self.stuck.is_empty() {
            effects.push(Effect::WakeAt(now_ms.saturating_add(to_ms(limits::RETRY_DELAY_MAX_MS))));
        }
        effects
    }

    fn failed(&mut self, now_ms: i64, code: String) -> Vec<Effect> {
        if self.stopping {
            return self.rest();
        }
        self.pace.shrink();
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
