//! The one place of the server that asks what time it is. Everything else is told. `--today` moves this
//! clock to another day and lets it run on from there, for training and tests.

use std::time::{SystemTime, UNIX_EPOCH};

use shared::date::Date;

const DAY_MS: i64 = 86_400_000;

/// The server's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    /// Added to the machine's time, in milliseconds.
    ahead_ms: i64,
}

impl Clock {
    /// The machine's time, or that time of day on `pretended`.
    pub fn new(pretended: Option<Date>) -> Self {
        let days = pretended.map_or(0, |day| day.day_number() - Date::in_vietnam(machine_ms()).day_number());
        Self { ahead_ms: days * DAY_MS }
    }

    /// Now, in Unix milliseconds.
    pub fn now_ms(self) -> i64 {
        machine_ms() + self.ahead_ms
    }

    /// Today in Vietnam.
    pub fn today(self) -> Date {
        Date::in_vietnam(self.now_ms())
    }
}

fn machine_ms() -> i64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pretended_day_is_today() {
        let day = Date::new(2026, 10, 5).unwrap();
        assert_eq!(Clock::new(Some(day)).today(), day);
        assert_eq!(Clock::default().today(), Date::in_vietnam(machine_ms()));
    }
}
