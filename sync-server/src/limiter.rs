//! Rate limits and lock-out: how often one name or address may try within a window. Kept in memory; a restart
//! forgives. It counts and knows neither passwords nor codes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Names remembered at once; beyond it the oldest are forgotten, so that made-up names cost no memory.
const NAMES_MAX: usize = 10_000;

/// Attempts by name within a window.
#[derive(Debug)]
pub struct Limiter {
    attempts_max: u32,
    window_ms: i64,
    names: Mutex<BTreeMap<String, Attempts>>,
}

#[derive(Debug, Clone, Copy)]
struct Attempts {
    since_ms: i64,
    count: u32,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It may go on.
    Allowed,
    /// It used up the last one: worth a note.
    Last,
    /// Too many: it must wait until the window ends.
    Refused,
}

impl Limiter {
    /// Allows `attempts_max` attempts in `window_ms` milliseconds.
    pub fn new(attempts_max: u32, window_ms: i64) -> Self {
        Self { attempts_max, window_ms, names: Mutex::default() }
    }

    /// Counts an attempt of `name`.
    pub fn attempt(&self, name: &str, now_ms: i64) -> Attempt {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= NAMES_MAX {
            names.retain(|_, attempts| now_ms - attempts.since_ms < self.window_ms);
        }
        if names.len() >= NAMES_MAX {
            names.clear();
        }
        let attempts = names.entry(name.to_owned()).or_insert(Attempts { since_ms: now_ms, count: 0 });
        if now_ms - attempts.since_ms >= self.window_ms {
            *attempts = Attempts { since_ms: now_ms, count: 0 };
        }
        attempts.count = attempts.count.saturating_add(1);
        match attempts.count {
            count if count < self.attempts_max => Attempt::Allowed,
            count if count == self.attempts_max => Attempt::Last,
            _ => Attempt::Refused,
        }
    }

    /// Forgets the attempts of `name`, after a good one.
    pub fn forgive(&self, name: &str) {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_attempt_is_told_the_next_refused_and_the_window_forgives() {
        let limiter = Limiter::new(2, 1_000);
        assert_eq!(limiter.attempt("mau", 0), Attempt::Allowed);
        assert_eq!(limiter.attempt("mau", 1), Attempt::Last);
        assert_eq!(limiter.attempt("mau", 999), Attempt::Refused);
        assert_eq!(limiter.attempt("thu", 999), Attempt::Allowed);
        assert_eq!(limiter.attempt("mau", 1_000), Attempt::Allowed);
        limiter.forgive("mau");
        assert_eq!(limiter.attempt("mau", 1_001), Attempt::Allowed);
    }

    #[test]
    fn made_up_names_cost_no_memory() {
        let limiter = Limiter::new(2, 1_000);
        for number in 0..3 * NAMES_MAX {
            assert_eq!(limiter.attempt(&number.to_string(), 0), Attempt::Allowed);
        }
        assert!(limiter.names.lock().unwrap().len() <= NAMES_MAX);
    }
}
