//! The office: the real half of the protocol over a disk that fails, with the accounts, rights and registers
//! of a small area. The only file of this crate that knows the wire.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use engine::platform::Posted;
use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::figures;
use shared::domain::register::UnitRegister;
use shared::domain::units::Unit;
use shared::id::{DeviceId, DocId, Partition, UnitCode};
use shared::limits;
use shared::record::{self, Field, Flat, Kind, Merge, PersonalData, Value, Writers};
use shared::store::{Shelf, Write};
use shared::sync::bundle::Room;
use shared::sync::letter::SealSecret;
use shared::sync::office::{self, Caller, ReceiveError, Signer, Surroundings, Whole};
use shared::sync::parcel::VerifyingKey;
use shared::sync::wire::{Cursor, Fill, PartitionNews, Person, Register, Request, Response};
use shared::sync::{bundle, frame};

use crate::disk::{Disk, DiskError};
use crate::fault::{Fault, Tally};
use crate::mutant::Mutant;
use crate::polling::{cut, finish};

/// Media type of requests and answers.
pub const MEDIA_TYPE: &str = "application/vnd.soban.sync";

/// From which the office's key for letters comes.
pub const SEAL_SEED: [u8; 32] = [9; 32];

/// The organisation of this world.
const ORG: &str = "youth_union";

/// A field that only newer versions know.
static NOVELTY: Field = Field {
    key: "novelty.*",
    value: Value::Text(200),
    merge: Merge::Narrative,
    personal: PersonalData::None,
    writers: Writers::OFFICER,
    source: "a version that does not exist yet",
};

/// A field that an older office does not know yet.
pub const YOUNG_FIELD: &str = "notes";

/// What feedback is called to an app that does not know this kind yet.
pub const YOUNG_KIND: &str = "feedback_of_tomorrow";

fn newer_table(kind: Kind, key: &str) -> Option<&'static Field> {
    if NOVELTY.matches(key) { Some(&NOVELTY) } else { record::find(kind, key) }
}

fn older_table(kind: Kind, key: &str) -> Option<&'static Field> {
    let young = key.split('.').next() == Some(YOUNG_FIELD);
    newer_table(kind, key).filter(|_| !young)
}

/// One phone as the office knows it.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its device id.
    pub device: DeviceId,
    /// Where it writes.
    pub home: Partition,
    /// What it follows besides.
    pub above: bool,
    /// Name of the person.
    pub name: String,
    /// Catalogue role.
    pub role: &'static str,
    /// Its key for signatures, as it told it.
    pub sign_key: Option<String>,
    /// Its key for letters, as it told it.
    pub seal_key: Option<String>,
    /// Turned away.
    pub revoked: bool,
}

/// The office.
pub struct Office {
    /// Its disk.
    pub disk: Rc<Disk>,
    /// Drawn anew at each restore.
    pub epoch: Cell<u64>,
    /// Phones by token.
    pub accounts: RefCell<BTreeMap<String, Account>>,
    /// Its communes; the merged one stays.
    pub communes: RefCell<Vec<Unit>>,
    /// It is of a version that does not know `YOUNG_FIELD` yet.
    pub older: Cell<bool>,
    /// Phones whose app does not know `Kind::Feedback` yet.
    pub old_kinds: RefCell<BTreeSet<usize>>,
    /// Phones whose app speaks a protocol that is no longer spoken.
    pub old_protocol: RefCell<BTreeSet<usize>>,
    /// At this await of the next exchange it dies.
    pub dies_at: Cell<Option<usize>>,
    /// Says what is asked and answered.
    told: bool,
    tally: Rc<Tally>,
}

/// What comes of a request.
pub enum Outcome {
    /// An answer.
    Answer(Posted),
    /// The office died before it had stored anything.
    Died,
}

fn error(status: u16, code: &str) -> Posted {
    let body = format!(r#"{{"code":"{code}"}}"#).into_bytes();
    Posted { status, content_type: "application/json".to_owned(), body }
}

fn hex(name: &str, body: &str) -> Option<String> {
    let (_, after) = body.split_once(&format!("\"{name}\":\""))?;
    after.split_once('"').map(|(value, _)| value.to_owned())
}

impl Office {
    /// With these communes and nobody enrolled.
    pub fn new(disk: Rc<Disk>, epoch: u64, tally: Rc<Tally>, communes: Vec<Unit>, told: bool) -> Self {
        let office = Self {
            disk,
            epoch: Cell::new(epoch),
            accounts: RefCell::default(),
            communes: RefCell::new(communes),
            older: Cell::new(false),
            old_kinds: RefCell::default(),
            old_protocol: RefCell::default(),
            dies_at: Cell::new(None),
            told,
            tally,
        };
        office.publish(1);
        office
    }

    /// Lays the register of every commune out in this version.
    pub fn publish(&self, version: u64) {
        let communes = self.communes.borrow();
        let register = |unit: &Unit| {
            let partition = partition(&unit.code);
            let units = communes.clone();
            let register = UnitRegister { version, units, ..UnitRegister::new(partition.clone()) };
            let value = [version.to_be_bytes().as_slice(), &register.to_bytes()].concat();
            Write::Put(Shelf::Register, partition.to_string(), Some(value))
        };
        self.disk.put(communes.iter().map(register).collect());
    }

    /// One commune is dissolved into another.
    pub fn merge(&self, from: usize, into: usize, today: Date) {
        {
            let mut communes = self.communes.borrow_mut();
            let successor = communes[into].code.clone();
            communes[from].valid_to = Some(today.plus_days(-1));
            communes[from].successors = vec![successor];
        }
        self.publish(2);
    }

    /// The partition that stands for another one today: itself, or that of the unit that took over.
    pub fn standing_for(&self, home: &Partition) -> Partition {
        let communes = self.communes.borrow();
        let unit = communes.iter().find(|unit| unit.code == home.unit);
        unit.and_then(|unit| unit.successors.first()).map_or_else(|| home.clone(), partition)
    }

    /// Partitions in which this phone reads and writes.
    pub fn scope(&self, account: &Account) -> BTreeSet<Partition> {
        let communes = self.communes.borrow();
        let merged = |unit: &&Unit| unit.successors.contains(&account.home.unit);
        let mut scope = BTreeSet::from([account.home.clone(), self.standing_for(&account.home)]);
        scope.extend(communes.iter().filter(merged).map(|unit| partition(&unit.code)));
        if account.above {
            scope.extend(communes.iter().map(|unit| partition(&unit.code)));
        }
        scope
    }

    /// Comes back from a backup of this age; lists are imported anew.
    pub fn restore(&self, age: usize, epoch: u64, renewed: bool) {
        self.disk.take_back(age);
        if renewed {
            self.epoch.set(epoch);
        }
        let merged = self.communes.borrow().iter().any(|unit| !unit.successors.is_empty());
        self.publish(if merged { 2 } else { 1 });
    }

    /// Turns a phone away from now on.
    pub fn revoke(&self, token: &str) {
        if let Some(account) = self.accounts.borrow_mut().get_mut(token) {
            account.revoked = true;
        }
    }

    /// What the office knows of a phone whose parcels come, whoever brings them.
    fn signer(&self, account: &Account) -> Signer {
        let places = self.scope(account);
        let writes = places.iter().flat_map(|place| Kind::ALL.map(|kind| (place.clone(), kind))).collect();
        let key = account.sign_key.as_deref().and_then(|key| VerifyingKey::read(key.parse().ok()?));
        Signer { writes, key, revoked: account.revoked }
    }

    /// Who this device is.
    pub fn account_of(&self, device: DeviceId) -> Option<Account> {
        self.accounts.borrow().values().find(|account| account.device == device).cloned()
    }

    /// Answers one request.
    pub fn answer(&self, phone: usize, path: &str, token: Option<&str>, body: &[u8], now_ms: i64) -> Outcome {
        match path {
            "/enrol/v1" => Outcome::Answer(self.enrol(body)),
            "/sync/v1" => self.sync(phone, token, body, now_ms),
            _ => Outcome::Answer(error(404, "page.unknown")),
        }
    }

    /// The code of an enrolment is the token that the phone will have.
    fn enrol(&self, body: &[u8]) -> Posted {
        let text = String::from_utf8_lossy(body);
        let mut accounts = self.accounts.borrow_mut();
        let code = hex("code", &text).unwrap_or_default();
        let Some(account) = accounts.get_mut(&code) else { return error(403, "enrol.code_unknown") };
        account.sign_key = hex("sign_key", &text);
        account.seal_key = hex("seal_key", &text);
        let person =
            Person { device: account.device.0.into(), account: code.clone(), name: account.name.clone() };
        let key = account.device.to_string();
        self.disk.put(vec![Write::Put(Shelf::Person, key, Some(person.to_bytes()))]);
        let body = format!(
            r#"{{"token":"{code}","device":"{}","account":"{code}","name":"{}","role":"{}","unit":"{}","org":"{ORG}","unit_name":"{}","office_key":"{}","area":"BM"}}"#,
            account.device,
            account.name,
            account.role,
            account.home.unit,
            account.home.unit,
            SealSecret::from_seed(SEAL_SEED).public(),
        );
        Posted { status: 200, content_type: "application/json".to_owned(), body: body.into_bytes() }
    }

    fn sync(&self, phone: usize, token: Option<&str>, body: &[u8], now_ms: i64) -> Outcome {
        let account = token.and_then(|token| self.accounts.borrow().get(token).cloned());
        let Some(account) = account else { return Outcome::Answer(error(401, "device.unknown")) };
        if account.revoked {
            self.tally.count(Fault::Revoked);
            return Outcome::Answer(error(403, "device.revoked"));
        }
        let request = frame::unpack(body, limits::SYNC_INFLATED_BYTES_MAX).ok();
        let Some(mut request) = request.and_then(|bytes| Request::from_bytes(&bytes).ok()) else {
            return Outcome::Answer(error(400, "sync.malformed"));
        };
        if self.old_protocol.borrow().contains(&phone) {
            self.tally.count(Fault::ProtocolOld);
            request.version = 0;
        }
        self.receive(phone, &account, &request, now_ms)
    }

    fn receive(&self, phone: usize, account: &Account, request: &Request, now_ms: i64) -> Outcome {
        let age = self.disk.age();
        let polls = self.dies_at.take();
        let heard = self.hear(account, request, now_ms, limits::SYNC_ROOM, polls.unwrap_or(usize::MAX));
        if polls.is_some() {
            let stored = self.disk.age() > age;
            self.disk.take_back(self.disk.durable_age());
            if heard.is_none() {
                self.tally.count(if stored { Fault::OfficeKilledLate } else { Fault::OfficeKilled });
            }
        }
        match heard {
            Some(Ok(response)) => Outcome::Answer(self.posted(phone, response)),
            Some(Err(refusal)) => Outcome::Answer(error(refusal.status(), &refusal.code())),
            None => Outcome::Died,
        }
    }

    /// The real half of the protocol; `None` when it was killed after so many polls.
    pub fn hear(
        &self,
        account: &Account,
        request: &Request,
        now_ms: i64,
        room: Room,
        polls: usize,
    ) -> Option<Result<Response, ReceiveError<DiskError>>> {
        let caller = Caller { device: account.device, reads: self.scope(account) };
        let mut signers: BTreeMap<DeviceId, Signer> =
            self.accounts.borrow().values().map(|known| (known.device, self.signer(known))).collect();
        signers.insert(account.device, self.signer(account));
        let derive = |doc: DocId, of: &Partition, kind: Kind, flat: &Flat| {
            figures::derive(doc, of, kind, flat, Catalogue::builtin())
        };
        let table = if self.older.get() { older_table } else { newer_table };
        let epoch = self.epoch.get();
        let around = Surroundings { epoch, now_ms, table, derive: &derive, signers: &signers, room };
        let mut request = request.clone();
        if self.disk.mutant == Some(Mutant::EpochSkipped) {
            request.cursors.iter_mut().for_each(|cursor| self.believe(cursor));
        }
        let heard = cut(office::receive(&*self.disk, &caller, around, &request), polls);
        if self.told {
            tell(&request, heard.as_ref().and_then(|heard| heard.as_ref().ok()));
        }
        heard
    }

    /// What an office does that does not notice its own restore: wherever a phone stands, it agrees.
    fn believe(&self, cursor: &mut Cursor) {
        let Ok(partition) = cursor.partition() else { return };
        let Ok(last) = finish(office::Office::last(&*self.disk.memory(), &partition));
        cursor.position = cursor.position.min(last);
        let Ok(digest) = finish(office::Office::digest(&*self.disk.memory(), &partition, cursor.position));
        cursor.digest = digest.unwrap_or_default();
    }

    /// News as they look to an app that does not know one kind of record.
    fn of_tomorrow(&self, news: &mut PartitionNews) {
        let changes = news.changes(limits::ANSWER_ROOM).unwrap_or_default();
        let renamed = changes.iter().map(|(_, item)| {
            let young = item.kind == Kind::Feedback.code();
            if young {
                self.tally.count(Fault::KindUnknown);
            }
            let kind = if young { YOUNG_KIND } else { item.kind.as_str() };
            (item.doc, kind, item.bytes.as_slice())
        });
        news.bundle = bundle::pack(renamed).into();
    }

    fn posted(&self, phone: usize, mut response: Response) -> Posted {
        if self.old_kinds.borrow().contains(&phone) {
            response.partitions.iter_mut().for_each(|news| self.of_tomorrow(news));
        }
        let body = frame::pack(&response.to_bytes());
        Posted { status: 200, content_type: MEDIA_TYPE.to_owned(), body }
    }
}

/// One exchange, for a trace.
fn tell(request: &Request, response: Option<&Response>) {
    let verdicts = response.map(|response| &response.verdicts);
    println!(
        "             asked in epoch {:x}, {} parcels: {verdicts:?}",
        request.epoch,
        request.parcels.len()
    );
    for cursor in &request.cursors {
        let Cursor { unit, position, digest, fill, locator, .. } = cursor;
        println!("               {unit} from {position} ({digest:x}), {fill:?}, {} marks", locator.len());
    }
    for news in response.iter().flat_map(|response| &response.partitions) {
        let PartitionNews { unit, from, to, more, last, digest, steps, fill, ask_locator, .. } = news;
        println!(
            "               {unit}: {} changes, {from} -> {to} ({digest:x}) of {last}, more: {more}, {fill:?}, asks back: {ask_locator}",
            steps.len()
        );
    }
}

/// The partition of a commune.
pub fn partition(unit: &UnitCode) -> Partition {
    Partition { unit: unit.clone(), org: ORG.parse().unwrap_or_else(|_| unreachable!("a code")) }
}

impl office::Office for Disk {
    async fn register(&self, partition: &Partition, known: u64) -> Result<Option<Register>, DiskError> {
        let Ok(register) = finish(office::Office::register(&*self.memory(), partition, known));
        Ok(register)
    }

    async fn person(&self, device: DeviceId) -> Result<Option<Person>, DiskError> {
        let Ok(person) = finish(office::Office::person(&*self.memory(), device));
        Ok(person)
    }

    async fn last(&self, partition: &Partition) -> Result<u64, DiskError> {
        let Ok(last) = finish(office::Office::last(&*self.memory(), partition));
        Ok(last)
    }

    async fn digest(&self, partition: &Partition, position: u64) -> Result<Option<u64>, DiskError> {
        let Ok(digest) = finish(office::Office::digest(&*self.memory(), partition, position));
        Ok(digest)
    }

    async fn whole(&self, partition: &Partition, fill: &Fill, bytes: usize) -> Result<Whole, DiskError> {
        let Ok(whole) = finish(office::Office::whole(&*self.memory(), partition, fill, bytes));
        Ok(whole)
    }
}

/// What an office says that cannot answer now.
pub fn busy() -> Posted {
    error(503, "server.busy")
}
