//! What a person should know of this phone's clock before a day is typed, and after it was measured.

use crate::components::{El, Tone, banner, el};
use crate::state::{self, session};
use crate::words::{D, fill, shown, t};

/// A clock that differs by less is not worth a word, in milliseconds.
const TOLERANCE_MS: i64 = 120_000;
const DAY_MS: i64 = 86_400_000;

/// What is wrong with the clock; nothing when it is right as far as this phone can tell. `by_days`: only a clock that
/// shows another day, or cannot be trusted with one.
pub fn clock_note(by_days: bool) -> Option<El> {
    session().sync.track();
    let clock = state::clock();
    let said = match clock.office_ms() {
        None => t(D::ClockSetBack).to_owned(),
        Some(office_ms) => {
            let ahead_ms = clock.now_ms - office_ms;
            let word = if ahead_ms > 0 { D::ClockAhead } else { D::ClockBehind };
            let tolerance_ms = if by_days { DAY_MS / 2 } else { TOLERANCE_MS };
            (ahead_ms.abs() > tolerance_ms).then(|| fill(word, &[&shown::span(ahead_ms)]))?
        }
    };
    Some(banner(Tone::Careful, el("p").attr("data-clock", "").child(said)))
}
