//! What the engine needs of the machine it runs on: clock, chance, line, turns. The device has no other tabs and
//! no screen; what its screens would be told is kept to be asked for.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use engine::platform::{NetworkError, Platform, Post, Posted, Room, Turn};
use messages::{Notice, SyncStatus};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::line::Line;

/// This machine, as the engine sees it.
pub struct Pocket {
    line: Rc<Line>,
    writing: Arc<Mutex<()>>,
    syncing: Arc<Mutex<()>>,
    status: RefCell<SyncStatus>,
    /// How far this device's clock is ahead of the machine's, in milliseconds.
    ahead_ms: Cell<i64>,
}

impl Pocket {
    /// With a line to an office.
    pub fn new(line: Rc<Line>) -> Self {
        let (writing, syncing, status) = (Arc::default(), Arc::default(), RefCell::default());
        Self { line, writing, syncing, status, ahead_ms: Cell::new(0) }
    }

    /// Sets the clock to this moment, Unix milliseconds; it goes on from there.
    pub fn set_clock(&self, at_ms: i64) {
        self.ahead_ms.set(self.ahead_ms.get() + at_ms - self.now_ms());
    }

    /// How synchronisation stands, as last told.
    pub fn status(&self) -> SyncStatus {
        self.status.borrow().clone()
    }
}

impl Platform for Pocket {
    type Held = OwnedMutexGuard<()>;

    fn now_ms(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX).saturating_add(self.ahead_ms.get())
    }

    fn random(&self) -> Option<[u8; 16]> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).ok()?;
        Some(bytes)
    }

    async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        self.line.post(post).await
    }

    async fn turn(&self, turn: Turn) -> Self::Held {
        let turn = match turn {
            Turn::Write => &self.writing,
            Turn::Sync | Turn::Photo => &self.syncing,
        };
        Arc::clone(turn).lock_owned().await
    }

    async fn room(&self) -> Room {
        Room { bytes: None, persistent: true }
    }

    fn tell(&self, notice: &Notice) {
        if let Notice::Sync(status) = notice {
            self.status.replace(status.clone());
        }
    }

    fn tell_others(&self, _: &Notice) {}

    fn at_rest(&self) {}
}
