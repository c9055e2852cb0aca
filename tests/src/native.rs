//! Phones without a screen: the app's engine as a process of its own, for what needs no browser.

use std::path::Path;

use anyhow::{Result, ensure};
use headless::device::Device;

use crate::server::Server;

/// A phone of an account whose clock says `now_ms` (Unix milliseconds), enrolled and with its registers. Its disk is the
/// account's folder in `folder`.
pub fn phone(server: &Server, folder: &Path, account: &str, now_ms: i64) -> Result<Device> {
    let device = Device::open(&folder.join(account), &server.url(""))?;
    device.set_clock(now_ms);
    device.enrol(&server.code(account)?, account)?;
    settled(&device)?;
    Ok(device)
}

/// Synchronises until nothing waits.
pub fn settled(device: &Device) -> Result<()> {
    let status = device.sync_patiently(5)?;
    ensure!(status.waiting == 0 && status.refused == 0, "{status:?}");
    Ok(())
}
