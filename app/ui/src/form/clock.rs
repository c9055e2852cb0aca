//! What a person should know of this phone's clock before a day is typed, and after it was measured.

use crate::components::{El, Tone, banner, el};
use crate::state::{self, session};
use crate::words::{D, fill, shown, t};

/// A clock that differs by less is not worth a word where words are many, in milliseconds.
const TOLERANCE_MS: i64 = 120_000;

/// What was wrong with the clock at the last exchange, and that it was set back since; nothing when it is right.
pub fn clock_note() -> Option<El> {
    let ahead_ms = session().sync.with(|sync| sync.clock_ahead_ms).unwrap_or_default();
    day_note().or_else(|| (ahead_ms.abs() > TOLERANCE_MS).then(|| note(&off_by(ahead_ms))))
}

/// That the clock shows another day than the office's, or one that cannot be; nothing when its days are right.
pub fn day_note() -> Option<El> {
    session().sync.track();
    let clock = state::clock();
    let said = match clock.office_ms() {
        None => t(D::ClockSetBack).to_owned(),
        Some(office_ms) if office_ms == clock.now_ms => return None,
        Some(office_ms) => off_by(clock.now_ms - office_ms),
    };
    Some(note(&said))
}

fn off_by(ahead_ms: i64) -> String {
    fill(if ahead_ms > 0 { D::ClockAhead } else { D::ClockBehind }, &[&shown::span(ahead_ms)])
}

fn note(said: &str) -> El {
    banner(Tone::Careful, el("p").attr("data-clock", "").child(said))
}
