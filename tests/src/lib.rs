//! What the tests of the whole drive: a real Chromium of a phone's size and a real server process, both of
//! which can be stopped, killed and started again. Every wait is for a condition, with a deadline; no
//! test sleeps. It knows the app from outside only: pages, hooks, addresses.

pub mod app;
pub mod axe;
pub mod browser;
pub mod cdp;
pub mod field_week;
pub mod files;
pub mod keyboard;
pub mod many;
pub mod memory;
pub mod native;
pub mod page;
pub mod proxy;
pub mod screens;
pub mod server;
pub mod slow;
pub mod torture;

use std::path::{Path, PathBuf};
use std::time::Duration;

/// Longest wait for anything that should happen at once: generous, because two cores carry compiler, browser
/// and server together.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The folder of the workspace.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The built app, as `cargo xtask build` leaves it.
pub fn dist() -> PathBuf {
    root().join("dist")
}
