//! Cutting the line in the middle of a push.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};
use headless::device::Device;
use messages::Phase;
use shared::id::DocId;
use tempfile::TempDir;

use super::{Dice, TODAY, ensure_on_disk, ensure_once, receipts, save};
use crate::proxy::{Proxy, Way};
use crate::server::Server;

/// Attempts after which a push that was cut once must have got through.
const TRIES: u32 = 50;

/// Failures after which a device asks for the least.
const FAILURES: u32 = 8;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cuts {
    /// Cuts that happened.
    pub happened: u64,
    /// Bytes of one whole push, up.
    pub push: u64,
    /// Bytes of its largest request, headers included.
    pub slice: u64,
    /// Most bytes that one cut made cross again.
    pub again: u64,
}

/// An office, a line to it, and a device that has something to send.
struct Scene {
    server: Server,
    proxy: Proxy,
    folder: TempDir,
    docs: Vec<DocId>,
    changes: usize,
}

impl Scene {
    fn new(records: u32) -> Result<Self> {
        let server = Server::start(&crate::dist(), TODAY)?;
        let proxy = Proxy::to(server.address())?;
        let folder = tempfile::tempdir()?;
        let device = super::device(&folder.path().join("device"), proxy.address())?;
        device.enrol(&server.code("mau")?, "máy thử")?;
        device.sync_patiently(TRIES)?;
        device.hang_up();
        let docs = save(&device, 0..records)?;
        let changes = device.waiting()?;
        Ok(Self { server, proxy, folder, docs, changes })
    }

    fn device(&self, name: &str) -> Result<Device> {
        super::device(&self.folder.path().join(name), self.proxy.address())
    }

    fn ensure_whole(&self, device: &Device) -> Result<()> {
        ensure!(device.waiting()? == 0, "{} changes wait", device.waiting()?);
        let receipts = receipts(device, &self.docs)?;
        ensure!(receipts.len() == self.changes, "{} receipts for {} changes", receipts.len(), self.changes);
        ensure_on_disk(&self.server.database(), &receipts)?;
        ensure_once(&self.server, i64::try_from(self.changes)?)
    }
}

/// Cuts one push of `records` records at every `step`-th byte on its way up, and the answer at every `step`-th byte
/// on its way down; after each cut the device tries again, is cut again, and loses nothing.
pub fn everywhere(records: u32, step: u64) -> Result<Cuts> {
    let mut scene = Scene::new(records)?;
    scene.server.lay_aside()?;
    let device = scene.device("device")?;
    let all = i64::try_from(scene.changes)?;
    let mut cuts = Cuts::default();
    for _ in 0..=FAILURES {
        // Everything crosses and no answer comes back: so long is the push. A device that fails asks for ever less,
        // until it asks for the least.
        cuts.push = cut(&scene, &device, Way::Down, 0)?.unwrap_or_default();
    }
    cuts.slice = cuts.push;
    ensure!(scene.server.count(CHANGES)? == all, "one push of {records} records has several slices");
    scene.server.go_back()?;
    let step = usize::try_from(step)?;
    for at in (0..cuts.push).step_by(step).chain([cuts.push - 1, cuts.push]) {
        let crossed = cut(&scene, &device, Way::Up, at)?;
        ensure!(crossed == Some(at), "{crossed:?} bytes crossed before a cut at {at}");
        let stored = scene.server.count(CHANGES)?;
        let due = if at == cuts.push { stored } else { 0 };
        ensure!(stored == due, "{stored} of {all} changes after a cut at {at} of {}", cuts.push);
        cuts.happened += 1;
    }
    for at in (0..).step_by(step) {
        let Some(crossed) = cut(&scene, &device, Way::Down, at)? else { break };
        ensure!(scene.server.count(CHANGES)? == all, "changes were lost after a cut at {at} of the answer");
        cuts.again = cuts.again.max(crossed);
        cuts.happened += 1;
    }
    scene.ensure_whole(&device)?;
    Ok(cuts)
}

/// How many changes the office has.
const CHANGES: &str = "SELECT count(*) FROM change";

/// One attempt, cut there: how much crossed on its way up. `None` when there was nothing left to cut.
fn cut(scene: &Scene, device: &Device, way: Way, at: u64) -> Result<Option<u64>> {
    scene.proxy.take();
    scene.proxy.cut_after(way, at);
    let status = device.sync();
    device.hang_up();
    if status.phase == Phase::Resting {
        return Ok(None);
    }
    ensure!(!scene.proxy.will_cut(), "{:?} without a cut", status.phase);
    let waiting = device.waiting()?;
    ensure!(
        waiting == scene.changes,
        "{waiting} of {} changes wait after a cut at {at} {way:?}",
        scene.changes
    );
    Ok(Some(scene.proxy.take().up))
}

/// Cuts a push of `records` records once, at a random byte of either direction, until `times` cuts have happened, each with the same
/// device and office as they were before.
pub fn somewhere(records: u32, times: u32, seed: u64) -> Result<Cuts> {
    let mut scene = Scene::new(records)?;
    scene.server.lay_aside()?;
    let clean = attempt(&mut scene, None)?;
    let mut cuts = Cuts { push: clean.up, slice: clean.largest, ..Cuts::default() };
    let mut dice = Dice(seed);
    for _ in 0..2 * times {
        let way = if dice.roll(2) == 0 { Way::Up } else { Way::Down };
        let at = dice.roll(if way == Way::Up { clean.up } else { clean.down });
        let cut = attempt(&mut scene, Some((way, at)))?;
        // Slices follow the speed of the line: a push may be a little shorter than the one that was measured.
        if !cut.happened {
            continue;
        }
        cuts.happened += 1;
        cuts.slice = cuts.slice.max(cut.largest);
        cuts.again = cuts.again.max(cut.up.saturating_sub(clean.up));
        ensure!(cuts.again <= cuts.slice, "{} bytes again after a cut at {at} {way:?}", cuts.again);
        if cuts.happened == u64::from(times) {
            return Ok(cuts);
        }
    }
    bail!("only {} of {times} cuts happened", cuts.happened)
}

/// What one push cost.
struct Cost {
    up: u64,
    down: u64,
    /// Of its largest request.
    largest: u64,
    happened: bool,
}

fn attempt(scene: &mut Scene, cut: Option<(Way, u64)>) -> Result<Cost> {
    scene.server.go_back()?;
    let copy = scene.folder.path().join("copy");
    copy_folder(&scene.folder.path().join("device"), &copy)?;
    let device = scene.device("copy")?;
    scene.proxy.take();
    if let Some((way, at)) = cut {
        scene.proxy.cut_after(way, at);
    }
    let mut cost = Cost { up: 0, down: 0, largest: 0, happened: false };
    for _ in 0..TRIES {
        let status = device.sync();
        let crossed = scene.proxy.take();
        cost.up += crossed.up;
        cost.down += crossed.down;
        cost.largest = cost.largest.max(crossed.largest);
        if status.phase == Phase::Resting {
            break;
        }
    }
    device.hang_up();
    cost.happened = cut.is_some() && !scene.proxy.will_cut();
    scene.ensure_whole(&device)?;
    Ok(cost)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
