//! Makes a browser as slow as a cheap phone: all its processes may run for a share of the time only. The browser's
//! own throttle slows a page's main thread alone; this slows workers, storage and drawing too.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

/// How long a slowed browser runs at a stretch: short against anything that a person notices.
const STRETCH: Duration = Duration::from_millis(2);

/// A browser that is slow until this is dropped.
pub struct Slow {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Slow {
    /// Slows the processes of a group down by a factor.
    pub(crate) fn down(group: Pid, factor: u32) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let ends = over.clone();
        let thread = thread::spawn(move || {
            // A group that ended meanwhile has nothing left to slow down.
            while !ends.load(Ordering::Relaxed) {
                kill_process_group(group, Signal::STOP).ok();
                thread::sleep(STRETCH * (factor - 1));
                kill_process_group(group, Signal::CONT).ok();
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
