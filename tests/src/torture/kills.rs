//! Killing the server while twenty devices write.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use headless::device::Device;
use shared::id::ChangeHash;

use super::{Dice, TODAY, ensure_on_disk, ensure_once, receipts, save};
use crate::PATIENCE;
use crate::server::Server;

/// People whose devices they are: two of each of ten communes.
const ACCOUNTS: [&str; 10] = [
    "mau", "lead_ns", "lead_pn", "lead_lg", "lead_mk", "lead_ds", "lead_sb", "lead_tm", "lead_cl", "lead_ph",
];
/// Devices.
const DEVICES: u32 = 20;
/// Most exchanges between two kills.
const EXCHANGES_MAX: u64 = 40;
/// Longest time from the last of these exchanges to the kill, in microseconds: somewhere in one of them.
const MOMENT_MAX_US: u64 = 20_000;

/// How long a device waits after a failure: less than a person would.
const RETRY_DELAY: Duration = Duration::from_millis(20);

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kills {
    /// Times that the server was killed.
    pub kills: u32,
    /// Receipts that devices held.
    pub receipts: usize,
    /// Exchanges that failed.
    pub failed: u64,
}

/// What devices and killer share.
#[derive(Default)]
struct Field {
    over: AtomicBool,
    exchanges: AtomicU64,
    failed: AtomicU64,
    receipts: Mutex<Vec<(ChangeHash, u64)>>,
    changes: AtomicU64,
}

/// Kills the server `times` times under load. After each kill, before it starts again, every receipt that any device
/// holds is looked for on disk.
pub fn under_load(times: u32, seed: u64) -> Result<Kills> {
    let mut server = Server::start(&crate::dist(), TODAY)?;
    let folder = tempfile::tempdir()?;
    let address = server.address().to_owned();
    for (number, account) in (0..DEVICES).zip(ACCOUNTS.iter().cycle()) {
        device(number, &address, folder.path())?.enrol(&server.code(account)?, "máy thử")?;
    }
    let field = Field::default();
    thread::scope(|scope| {
        let (field, address, folder) = (&field, &address, folder.path());
        let devices = (0..DEVICES).map(|number| scope.spawn(move || write(number, address, folder, field)));
        let devices: Vec<_> = devices.collect();
        let killed = kill(&mut server, times, seed, field);
        field.over.store(true, Ordering::SeqCst);
        for device in devices {
            device.join().map_err(|_| anyhow::anyhow!("a device panicked"))??;
        }
        killed
    })?;
    server.stop()?;
    let receipts = field.receipts.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure_on_disk(&server.database(), &receipts)?;
    let changes = field.changes.load(Ordering::SeqCst);
    ensure!(u64::try_from(receipts.len())? == changes, "{} receipts for {changes} changes", receipts.len());
    ensure_once(&server, i64::try_from(changes)?)?;
    Ok(Kills { kills: times, receipts: receipts.len(), failed: field.failed.load(Ordering::SeqCst) })
}

fn kill(server: &mut Server, times: u32, seed: u64, field: &Field) -> Result<()> {
    let mut dice = Dice(seed);
    let mut looked_at = 0;
    for _ in 0..times {
        let until = field.exchanges.load(Ordering::SeqCst) + 1 + dice.roll(EXCHANGES_MAX);
        let began = Instant::now();
        while field.exchanges.load(Ordering::SeqCst) < until {
            ensure!(began.elapsed() < PATIENCE, "the devices have stopped");
            thread::yield_now();
        }
        thread::sleep(Duration::from_micros(dice.roll(MOMENT_MAX_US)));
        server.kill()?;
        let held = field.receipts.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ensure_on_disk(&server.database(), &held[looked_at..])?;
        looked_at = held.len();
        server.resume()?;
    }
    Ok(())
}

fn device(number: u32, address: &str, folder: &Path) -> Result<Device> {
    super::device(&folder.join(number.to_string()), address)
}

/// One device: saves and synchronises, one record after another, until it is over and everything has a receipt.
fn write(number: u32, address: &str, folder: &Path, field: &Field) -> Result<()> {
    let device = device(number, address, folder)?;
    let mut record = number << 16;
    while !field.over.load(Ordering::SeqCst) {
        let docs = save(&device, record..=record)?;
        record += 1;
        let changes = device.waiting()?;
        loop {
            device.sync();
            field.exchanges.fetch_add(1, Ordering::SeqCst);
            if device.waiting()? == 0 {
                break;
            }
            field.failed.fetch_add(1, Ordering::SeqCst);
            thread::sleep(RETRY_DELAY);
        }
        let fresh = receipts(&device, &docs)?;
        field.receipts.lock().unwrap_or_else(PoisonError::into_inner).extend(fresh);
        field.changes.fetch_add(u64::try_from(changes)?, Ordering::SeqCst);
    }
    Ok(())
}
