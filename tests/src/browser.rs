//! One Chromium with a profile of its own: a person's phone. It can be killed and started again on the same
//! profile.

use std::cell::RefCell;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::rc::Rc;

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cdp::Connection;
use crate::page::Page;
use crate::slow::Slow;

/// Width of a common cheap phone, in CSS pixels.
pub const WIDTH: u32 = 360;
/// Its height, in CSS pixels.
pub const HEIGHT: u32 = 740;

/// A running browser and its profile.
pub struct Browser {
    profile: TempDir,
    child: Child,
    connection: Rc<RefCell<Connection>>,
    clock: Option<String>,
}

impl Browser {
    /// Starts a browser with a new profile. `clock` is the time that its pages and workers believe it is when they
    /// start (`2026-10-05T07:30:00+07:00`); `None` leaves them the machine's.
    pub fn launch(clock: Option<&str>) -> Result<Self> {
        let profile = tempfile::tempdir()?;
        let (child, connection) = start(&profile)?;
        Ok(Self { profile, child, connection, clock: clock.map(str::to_owned) })
    }

    /// Kills the browser as an empty battery does: every process at once, without a word.
    pub fn kill(&mut self) -> Result<()> {
        // Gone already when it died by itself, or was killed before.
        kill_process_group(Pid::from_child(&self.child), Signal::KILL).ok();
        self.child.wait()?;
        Ok(())
    }

    /// Kills the browser and starts it again on the same profile.
    pub fn kill_and_relaunch(&mut self) -> Result<()> {
        self.kill()?;
        (self.child, self.connection) = start(&self.profile)?;
        Ok(())
    }

    /// Sets the clock of the pages that are opened from now on.
    pub fn set_clock(&mut self, clock: &str) {
        self.clock = Some(clock.to_owned());
    }

    /// Opens a new page of a phone's size at an address.
    pub fn open(&self, address: &str) -> Result<Page> {
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }))?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = self.call("Target.attachToTarget", attach)?;
        let session = session["sessionId"].as_str().context("a session")?.to_owned();
        let page = Page::new(self.connection.clone(), session, self.clock.as_deref())?;
        page.phone_sized(WIDTH, HEIGHT)?;
        page.goto(address)?;
        Ok(page)
    }

    /// Makes every process of the browser slow by a factor, until the answer is dropped.
    pub fn slow_down(&self, factor: u32) -> Slow {
        Slow::down(Pid::from_child(&self.child), factor)
    }

    fn call(&self, method: &str, parameters: Value) -> Result<Value> {
        self.connection.borrow_mut().call(None, method, parameters)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The profile is thrown away with it, so nothing is lost; a failure here cannot be told to anybody.
        drop(self.kill());
    }
}

fn start(profile: &TempDir) -> Result<(Child, Rc<RefCell<Connection>>)> {
    let program = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".into());
    // The browser wants descriptors 3 and 4; the shell moves our two pipes there.
    let moved = r#"exec 3<&0 4>&1 </dev/null >/dev/null; exec "$@""#;
    let mut child = Command::new("sh")
        .args(["-c", moved, "sh", &program, "--remote-debugging-pipe", "--headless", "--no-sandbox"])
        .args(["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--hide-scrollbars", "--accept-lang=vi-VN,vi"])
        .args(["--enable-precise-memory-info", "--disable-dev-shm-usage", "--disable-breakpad"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .env("TZ", "Asia/Ho_Chi_Minh")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .with_context(|| format!("cannot start {program}"))?;
    let to = child.stdin.take().context("the browser's input")?;
    let from = child.stdout.take().context("the browser's output")?;
    let connection = Rc::new(RefCell::new(Connection::new(to, from)));
    connection.borrow_mut().call(None, "Browser.getVersion", json!({}))?;
    Ok((child, connection))
}
