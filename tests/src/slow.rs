//! Makes processes slow as a cheap phone is: each may run for a share of the time only. Unlike the browser's
//! own throttle, which slows a page's main thread alone, this slows its workers too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// How long a slowed process runs at a stretch: short against anything that a person notices.
const STRETCH: Duration = Duration::from_millis(2);

/// Processes that are slow until this is dropped.
pub struct Slow {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Slow {
    /// Slows processes down by a factor.
    pub fn down(processes: Vec<Pid>, factor: u32) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let ends = over.clone();
        let thread = thread::spawn(move || {
            // A process that ended meanwhile has nothing left to slow down.
            let all = |signal| {
                for process in &processes {
                    kill_process(*process, signal).ok();
                }
            };
            while !ends.load(Ordering::Relaxed) {
                all(Signal::STOP);
                thread::sleep(STRETCH * (factor - 1));
                all(Signal::CONT);
                thread::sleep(STRETCH);
            }
        });
        Self { over, thread: Some(thread) }
    }
}

impl Drop for Slow {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
