//! A phone whose disk, clock, network and office are in the test's hands.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use engine::exchange::Exchange;
use engine::platform::{Local, NetworkError, Platform, Post, Posted, Room, Turn};
use engine::session::Session;
use futures_lite::future::{block_on, yield_now};
use messages::{Ask, Failure, Home, Listed, Notice, Reply, Whole};
use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::facts::{self, Facts};
use shared::domain::register::{Group, UnitRegister};
use shared::id::{ChangeHash, DeviceId, DocId, Partition, SealKey, VerifyKey};
use shared::limits;
use shared::record::{self, Edit, Flat, Kind, Scalar};
use shared::store::{Carriage, Change, Durability, Feed, MemoryStore, Place, Row, Shelf, Store, Write};
use shared::sync::letter::{self, Question, SealSecret};
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::VerifyingKey;
use shared::sync::phone::Event;
use shared::sync::{frame, wire};

/// A store in memory whose every step lets others run, and which can be full.
#[derive(Default)]
pub struct Disk {
    pub inner: MemoryStore,
    pub full: Cell<bool>,
    /// Documents whose facts cannot be read.
    pub unreadable: RefCell<BTreeSet<DocId>>,
    /// Changes whose rows cannot be read.
    pub rotten: RefCell<BTreeSet<ChangeHash>>,
}

#[derive(Debug, thiserror::Error)]
#[error("no room left on this device")]
pub struct Full;

macro_rules! infallible {
    ($future:expr) => {
        match $future.await {
            Ok(value) => Ok(value),
            Err(never) => match never {},
        }
    };
}

impl Store for Disk {
    type Error = Full;

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, Full> {
        yield_now().await;
        if self.full.get() {
            return Err(Full);
        }
        for write in &writes {
            match write {
                Write::Facts(facts) => {
                    self.unreadable.borrow_mut().remove(&facts.doc);
                }
                Write::Adopt(change, _) => {
                    self.rotten.borrow_mut().remove(&change.hash);
                }
                _ => {}
            }
        }
        let positions = infallible!(self.inner.commit(writes, durability));
        yield_now().await;
        positions
    }

    async fn changes_of(&self, doc: DocId) -> Result<Vec<Row>, Full> {
        yield_now().await;
        let mut rows: Vec<Row> = infallible!(self.inner.changes_of(doc))?;
        rows.retain(|row| !self.rotten.borrow().contains(&row.change.hash));
        Ok(rows)
    }

    async fn outbox(&self, bytes: usize) -> Result<Vec<Change>, Full> {
        yield_now().await;
        let mut changes: Vec<Change> = infallible!(self.inner.outbox(bytes))?;
        changes.retain(|change| !self.rotten.borrow().contains(&change.hash));
        Ok(changes)
    }

    async fn unreceived(&self) -> Result<Vec<(DocId, ChangeHash, Carriage)>, Full> {
        let mut waiting: Vec<(DocId, ChangeHash, Carriage)> = infallible!(self.inner.unreceived())?;
        waiting.retain(|(_, hash, _)| !self.rotten.borrow().contains(hash));
        Ok(waiting)
    }

    async fn feed(&self, partition: &Partition, after: u64, bytes: usize) -> Result<Feed, Full> {
        infallible!(self.inner.feed(partition, after, bytes))
    }

    async fn positions(&self, partition: &Partition, after: u64, upto: u64) -> Result<Vec<Place>, Full> {
        let mut places: Vec<Place> = infallible!(self.inner.positions(partition, after, upto))?;
        places.retain(|place| !self.rotten.borrow().contains(&place.hash));
        Ok(places)
    }

    async fn facts(&self) -> Result<Vec<Facts>, Full> {
        Ok(self.indexed().await?.0)
    }

    async fn get(&self, on: Shelf, key: &str) -> Result<Option<Vec<u8>>, Full> {
        yield_now().await;
        infallible!(self.inner.get(on, key))
    }

    async fn list(&self, on: Shelf) -> Result<Vec<(String, Vec<u8>)>, Full> {
        infallible!(self.inner.list(on))
    }
}

impl Local for Disk {
    fn code(_: &Full) -> &'static str {
        "storage.full"
    }

    async fn indexed(&self) -> Result<(Vec<Facts>, Vec<DocId>), Full> {
        let facts: Vec<Facts> = infallible!(self.inner.facts())?;
        let unreadable = self.unreadable.borrow();
        let (broken, sound): (Vec<_>, Vec<_>) =
            facts.into_iter().partition(|facts| unreadable.contains(&facts.doc));
        Ok((sound, broken.into_iter().map(|facts| facts.doc).collect()))
    }
}

/// What the office answers with instead of its own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    Up,
    Down,
    Portal,
    Answer(u16, &'static str),
}

/// The office: the real half of the protocol over a store in memory.
pub struct Office {
    pub store: MemoryStore,
    pub epoch: Cell<u64>,
    /// Kinds that devices may write.
    pub kinds: RefCell<Vec<Kind>>,
    /// Keys that phones told.
    pub keys: RefCell<BTreeMap<DeviceId, (VerifyKey, SealKey)>>,
    /// Keys that phones told later than at their enrolment, as they told them.
    pub introduced: RefCell<Vec<String>>,
}

impl Default for Office {
    fn default() -> Self {
        let (store, epoch) = (MemoryStore::default(), Cell::new(7));
        let (keys, introduced) = Default::default();
        Self { store, epoch, kinds: RefCell::new(Kind::ALL.to_vec()), keys, introduced }
    }
}

pub fn partition() -> Partition {
    "HT/youth_union".parse().unwrap()
}

impl Office {
    fn exchange(&self, device: DeviceId, body: &[u8]) -> Posted {
        let request = wire::Request::from_bytes(&frame::unpack(body, 1 << 21).unwrap()).unwrap();
        let body = frame::pack(&self.answer(device, &request).to_bytes());
        Posted { status: 200, content_type: "application/vnd.soban.sync".into(), body }
    }

    /// Takes a carried file in; the answer to carry back.
    pub fn take(&self, file: &[u8]) -> Vec<u8> {
        let Question { device, request } = letter::open_at_office(&office_key(), file).unwrap();
        let device = DeviceId(*device);
        let letter::Outside { area, id, .. } = letter::outside(file).unwrap();
        let reply = letter::Reply { letter: id.into(), responses: vec![self.answer(device, &request)] };
        let key = self.keys.borrow()[&device].1;
        letter::to_phone(&office_key(), (device, key), &area, &reply, [5; 32]).unwrap()
    }

    fn answer(&self, device: DeviceId, request: &wire::Request) -> wire::Response {
        let caller = Caller { device, reads: BTreeSet::from([partition()]) };
        let signers = self.signers();
        let derive = |doc: DocId, of: &Partition, kind: Kind, flat: &Flat| {
            facts::derive(doc, of, kind, flat, Catalogue::builtin())
        };
        let around = Surroundings {
            epoch: self.epoch.get(),
            now_ms: NOW_MS,
            table: record::find,
            derive: &derive,
            signers: &signers,
            room: limits::LETTER_ROOM,
        };
        block_on(receive(&self.store, &caller, around, request)).unwrap()
    }

    fn signers(&self) -> BTreeMap<DeviceId, Signer> {
        let writes: BTreeSet<_> = self.kinds.borrow().iter().map(|kind| (partition(), *kind)).collect();
        let signer = |(device, (verify, _)): (&DeviceId, &(VerifyKey, SealKey))| {
            (*device, Signer { writes: writes.clone(), key: VerifyingKey::read(*verify), revoked: false })
        };
        self.keys.borrow().iter().map(signer).collect()
    }

    /// Hears the keys that stand in what a phone tells.
    fn hear(&self, device: DeviceId, body: &[u8]) {
        let text = std::str::from_utf8(body).unwrap();
        let told =
            |name: &str| text.split(&format!("\"{name}\":\"")).nth(1).unwrap().split('"').next().unwrap();
        let keys = (told("sign_key").parse().unwrap(), told("seal_key").parse().unwrap());
        self.keys.borrow_mut().insert(device, keys);
    }

    fn introduction(&self, body: &[u8]) -> Posted {
        self.introduced.borrow_mut().push(String::from_utf8(body.to_vec()).unwrap());
        let body = format!(r#"{{"office_key":"{}","area":"BM"}}"#, office_key().public()).into_bytes();
        Posted { status: 200, content_type: "application/json".into(), body }
    }

    /// Facts of all that the office has.
    pub fn facts(&self) -> Vec<Facts> {
        block_on(self.store.facts()).unwrap()
    }
}

/// The office's own key.
pub fn office_key() -> SealSecret {
    SealSecret::from_seed([9; 32])
}

/// Monday 5 October 2026, 07:30 in Vietnam.
pub const NOW_MS: i64 = 1_791_160_200_000;

/// Who has which turn, shared by all tabs of a phone.
type Turns = Rc<RefCell<BTreeSet<Turn>>>;

pub struct Held(Turns, Turn);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.borrow_mut().remove(&self.1);
    }
}

/// One tab's platform.
pub struct Pocket {
    turns: Turns,
    seed: Cell<u64>,
    pub now_ms: Cell<i64>,
    pub line: RefCell<Line>,
    office: Rc<Office>,
    device: DeviceId,
    pub told: RefCell<Vec<Notice>>,
    pub sent: Cell<u32>,
}

impl Platform for Pocket {
    type Held = Held;

    fn now_ms(&self) -> i64 {
        self.now_ms.get()
    }

    fn random(&self) -> Option<[u8; 16]> {
        self.seed.set(self.seed.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.seed.get().to_be_bytes());
        bytes[8..].copy_from_slice(&(!self.seed.get()).to_be_bytes());
        Some(bytes)
    }

    async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        yield_now().await;
        self.sent.set(self.sent.get() + 1);
        if *self.line.borrow() != Line::Down && post.path != "/sync/v1" {
            self.office.hear(self.device, post.body);
        }
        let answer = match self.line.borrow().clone() {
            Line::Down => return Err(NetworkError::Unreachable),
            Line::Portal => {
                let (content_type, body) = ("text/html".into(), b"<h1>Wi-Fi</h1>".to_vec());
                Posted { status: 200, content_type, body }
            }
            Line::Answer(status, body) => {
                Posted { status, content_type: "application/json".into(), body: body.as_bytes().to_vec() }
            }
            Line::Up => {
                assert_eq!(post.token, Some("token"));
                match post.path {
                    "/sync/v1" => self.office.exchange(self.device, post.body),
                    "/keys/v1" => self.office.introduction(post.body),
                    other => panic!("{other}"),
                }
            }
        };
        yield_now().await;
        Ok(answer)
    }

    async fn turn(&self, turn: Turn) -> Held {
        while !self.turns.borrow_mut().insert(turn) {
            yield_now().await;
        }
        Held(self.turns.clone(), turn)
    }

    async fn room(&self) -> Room {
        Room { bytes: Some((1_000, 1_000_000)), persistent: true }
    }

    fn tell(&self, notice: &Notice) {
        self.told.borrow_mut().push(notice.clone());
    }

    fn tell_others(&self, _: &Notice) {}

    fn at_rest(&self) {}
}

/// One open tab.
pub struct Tab {
    pub session: Rc<Session<Disk, Pocket>>,
    pub exchange: Exchange<Disk, Pocket>,
    pub pocket: Rc<Pocket>,
    disk: Rc<Disk>,
}

impl Tab {
    pub async fn answer(&self, ask: Ask) -> Result<Reply, Failure> {
        self.session.answer(ask).await.0
    }

    /// What the worker does: answer, then what follows from it.
    pub fn ask(&self, ask: Ask) -> Result<Reply, Failure> {
        block_on(async {
            let (result, event) = self.session.answer(ask).await;
            if let Some(event) = event {
                self.exchange.happen(event).await;
            }
            result
        })
    }

    pub fn sync(&self) {
        block_on(self.exchange.happen(Event::ByHand));
    }

    pub fn open(&self) -> Home {
        match self.ask(Ask::Open) {
            Ok(Reply::Home(home)) => home,
            other => panic!("{other:?}"),
        }
    }

    pub fn save(&self, doc: DocId, edits: &[(&str, Scalar)]) -> Result<Listed, Failure> {
        match self.ask(saving(doc, edits))? {
            Reply::Saved(listed) => Ok(listed),
            other => panic!("{other:?}"),
        }
    }

    pub fn record(&self, doc: DocId) -> Result<Whole, Failure> {
        match self.ask(Ask::Record(doc))? {
            Reply::Record(whole) => Ok(whole),
            other => panic!("{other:?}"),
        }
    }

    pub fn records(&self) -> Vec<Listed> {
        match self.ask(Ask::Records) {
            Ok(Reply::Records(records)) => records,
            other => panic!("{other:?}"),
        }
    }

    pub fn fill_disk(&self, full: bool) {
        self.disk.full.set(full);
    }
}

/// A question that saves an inspection.
pub fn saving(doc: DocId, edits: &[(&str, Scalar)]) -> Ask {
    let edits: Vec<Edit> = edits.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Ask::Save { doc, kind: Kind::Inspection, edits, draft: Some("form".into()) }
}

/// A phone: what survives when the app is closed.
pub struct Phone {
    pub disk: Rc<Disk>,
    pub office: Rc<Office>,
    pub device: DeviceId,
    turns: Turns,
    starts: Cell<u64>,
}

impl Phone {
    /// Enrolled as a person of Huổi Trăng, with the commune's register, with a line that is down.
    pub fn new(office: &Rc<Office>, number: u8, name: &str, role: &str) -> Self {
        let phone = Self {
            disk: Rc::default(),
            office: office.clone(),
            device: DeviceId([number; 8]),
            turns: Rc::default(),
            starts: Cell::new(u64::from(number) << 32),
        };
        let answer = format!(
            r#"{{"token":"token","device":"{}","account":"a{number}","name":"{name}","role":"{role}","unit":"HT","org":"youth_union","unit_name":"Huổi Trăng","office_key":"{}","area":"BM"}}"#,
            phone.device,
            office_key().public(),
        );
        let tab = phone.start();
        *tab.pocket.line.borrow_mut() = Line::Answer(200, answer.leak());
        block_on(tab.answer(Ask::Enrol { code: "ABCD".into(), label: "máy".into() })).unwrap();
        let register = postcard::to_allocvec(&register()).unwrap();
        let write = Write::Put(Shelf::Register, partition().to_string(), Some(register));
        block_on(phone.disk.commit(vec![write], Durability::Strict)).unwrap();
        let person =
            wire::Person { device: phone.device.0.into(), account: format!("a{number}"), name: name.into() };
        let write = Write::Put(Shelf::Person, phone.device.to_string(), Some(person.to_bytes()));
        block_on(office.store.commit(vec![write], Durability::Strict)).unwrap();
        phone
    }

    pub fn lead(office: &Rc<Office>) -> Self {
        Self::new(office, 1, "Vàng Thị Mẫu", "commune_lead")
    }

    pub fn officer(office: &Rc<Office>) -> Self {
        Self::new(office, 2, "Lò Văn Thử", "field_officer")
    }

    /// Starts the app in a tab; the line is down until the test says otherwise.
    pub fn start(&self) -> Tab {
        self.starts.set(self.starts.get() + 1);
        let pocket = Rc::new(Pocket {
            turns: self.turns.clone(),
            seed: Cell::new(self.starts.get()),
            now_ms: Cell::new(NOW_MS),
            line: RefCell::new(Line::Down),
            office: self.office.clone(),
            device: self.device,
            told: RefCell::default(),
            sent: Cell::new(0),
        });
        let session = Rc::new(Session::new(self.disk.clone(), pocket.clone()));
        Tab { exchange: Exchange::new(session.clone()), session, pocket, disk: self.disk.clone() }
    }

    /// Starts the app with a line to the office.
    pub fn online(&self) -> Tab {
        let tab = self.start();
        *tab.pocket.line.borrow_mut() = Line::Up;
        tab
    }
}

fn register() -> UnitRegister {
    let group = |number: u32| Group {
        code: format!("T-000{number}").parse().unwrap(),
        org: "youth_union".parse().unwrap(),
        unit: "HT".parse().unwrap(),
        village: "Huổi Cang".into(),
        head: "Lò Thị Thử".into(),
        deputy: String::new(),
        members: 45,
        members_saving: 18,
        borrowers: 4,
        outstanding: 100_000_000,
        overdue: 0,
        frozen: 0,
        interest_arrears: 0,
        savings_balance: 12_500_000,
        score: None,
        rank: None,
        as_of: Date::new(2026, 9, 30).unwrap(),
    };
    let groups = (1..=7).map(group).collect();
    UnitRegister { partition: partition(), version: 1, units: Vec::new(), groups, loans: Vec::new() }
}

pub fn doc(number: u8) -> DocId {
    DocId([number; 16])
}
