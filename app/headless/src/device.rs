//! One device: a folder with its database, the app's session and exchange over it, and a runtime to wait in. It
//! says what a person at its screens would see.

use std::fs::{self, File};
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, anyhow, bail};
use engine::exchange::Exchange;
use engine::session::Session;
use messages::{Ask, Failure, Home, Listed, Phase, Query, Reply, SyncStatus, Whole};
use shared::domain::register::UnitRegister;
use shared::id::{ChangeHash, DocId};
use shared::record::{Edit, Kind};
use shared::store::{Carriage, Store};
use shared::sync::phone::Event;
use tokio::runtime::Runtime;

use crate::disk::Disk;
use crate::line::Line;
use crate::pocket::Pocket;

/// A device that is switched on. Dropping it switches it off: what it answered with "saved" is on its disk.
pub struct Device {
    disk: Rc<Disk>,
    line: Rc<Line>,
    pocket: Rc<Pocket>,
    session: Rc<Session<Disk, Pocket>>,
    exchange: Exchange<Disk, Pocket>,
    runtime: Runtime,
    /// Held as long as the device is on: its folder belongs to one process at a time.
    _lock: File,
}

impl Device {
    /// Switches on the device that lives in `folder`, making one when there is none. `office` is `http://host:port`.
    pub fn open(folder: &Path, office: &str) -> Result<Self> {
        Self::on(folder, Line::to(office))
    }

    /// The same, with this line to its office.
    pub fn on(folder: &Path, line: Line) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let lock = File::create(folder.join("lock"))?;
        lock.try_lock().with_context(|| format!("{} belongs to another process", folder.display()))?;
        let disk = Rc::new(Disk::open(&folder.join("device.db"))?);
        let line = Rc::new(line);
        let pocket = Rc::new(Pocket::new(line.clone()));
        let session = Rc::new(Session::new(disk.clone(), pocket.clone()));
        let exchange = Exchange::new(session.clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { disk, line, pocket, session, exchange, runtime, _lock: lock })
    }

    /// Sets the device's clock to this moment, Unix milliseconds; it goes on from there.
    pub fn set_clock(&self, at_ms: i64) {
        self.pocket.set_clock(at_ms);
    }

    fn ask(&self, ask: Ask) -> Result<Reply, Failure> {
        self.runtime.block_on(self.session.answer(ask)).0
    }

    /// Who this device is and how it stands.
    pub fn home(&self) -> Result<Home> {
        match self.ask(Ask::Open).map_err(told)? {
            Reply::Home(home) => Ok(home),
            other => Err(unexpected(&other)),
        }
    }

    /// Enrols the device with a one-time code.
    pub fn enrol(&self, code: &str, label: &str) -> Result<()> {
        let asked = Ask::Enrol { code: code.to_owned(), label: label.to_owned() };
        self.ask(asked).map_err(told).map(drop)
    }

    /// Saves the changed fields of a record, on disk when this returns.
    pub fn save(&self, doc: DocId, kind: Kind, edits: Vec<Edit>) -> Result<()> {
        self.ask(Ask::Save { doc, kind, edits, draft: None }).map_err(told).map(drop)
    }

    /// A record whole; `None` when nothing of it is here.
    pub fn record(&self, doc: DocId) -> Result<Option<Whole>> {
        match self.ask(Ask::Record(doc)) {
            Ok(Reply::Record(whole)) => Ok(Some(whole)),
            Err(failure) if failure.code == "record.unknown" => Ok(None),
            Err(failure) => Err(told(failure)),
            Ok(other) => Err(unexpected(&other)),
        }
    }

    /// Every record, as the list shows it.
    pub fn records(&self) -> Result<Vec<Listed>> {
        match self.ask(Ask::Records(Query::default())).map_err(told)? {
            Reply::Records(found) => Ok(found.rows),
            other => Err(unexpected(&other)),
        }
    }

    /// The register of this device's partition; `None` before the first synchronisation.
    pub fn register(&self) -> Result<Option<UnitRegister>> {
        match self.ask(Ask::Register).map_err(told)? {
            Reply::Register(register) => Ok(register),
            other => Err(unexpected(&other)),
        }
    }

    /// The receipts that this device holds of a record: each change that it calls received, and at which position.
    pub fn receipts(&self, doc: DocId) -> Result<Vec<(ChangeHash, u64)>> {
        let rows = self.runtime.block_on(self.disk.changes_of(doc))?;
        let received = rows.into_iter().filter_map(|row| match row.carriage {
            Carriage::Received(position) => Some((row.change.hash, position)),
            Carriage::Pending | Carriage::Refused(_) => None,
        });
        Ok(received.collect())
    }

    /// Changes that have no receipt.
    pub fn waiting(&self) -> Result<usize> {
        Ok(self.runtime.block_on(self.disk.unreceived())?.len())
    }

    /// Synchronises once by hand, over one connection, until neither side has more or something fails; how it
    /// stands then.
    pub fn sync(&self) -> SyncStatus {
        self.runtime.block_on(self.exchange.happen(Event::ByHand));
        self.pocket.status()
    }

    /// Synchronises until the office has everything of this device and the device everything of the office. A
    /// failed attempt waits as long as the engine says, at most `tries` times.
    pub fn sync_patiently(&self, tries: u32) -> Result<SyncStatus> {
        for _ in 0..tries {
            let status = self.sync();
            match &status.phase {
                Phase::Resting if status.waiting == 0 && status.refused == 0 => return Ok(status),
                Phase::Waiting(code, until_ms) => {
                    eprintln!("sync failed, again: {code}");
                    let left_ms = until_ms - engine::platform::Platform::now_ms(&*self.pocket);
                    let left_ms = u64::try_from(left_ms).unwrap_or(0);
                    std::thread::sleep(std::time::Duration::from_millis(left_ms));
                }
                _ => bail!(
                    "{} changes wait, {} were refused: {:?}",
                    status.waiting,
                    status.refused,
                    status.phase
                ),
            }
        }
        bail!("the office was not reached {tries} times")
    }

    /// Closes the connection, as a phone does that goes out of reach.
    pub fn hang_up(&self) {
        self.runtime.block_on(self.line.hang_up());
    }
}

fn told(failure: Failure) -> anyhow::Error {
    let Failure { code, detail } = failure;
    anyhow!("{code}: {detail}")
}

fn unexpected(reply: &Reply) -> anyhow::Error {
    anyhow!("an answer to another question: {reply:?}")
}
