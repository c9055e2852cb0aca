//! A phone whose disk, clock, network and office are in the test's hands.

mod disk;

pub use disk::{Disk, Full};

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use engine::exchange::Exchange;
use engine::platform::{NetworkError, Platform, Post, Posted, Room, Turn};
use engine::session::Session;
use futures_lite::future::{block_on, yield_now};
use messages::{Ask, Failure, Home, Listed, Notice, Query, Reply, Whole};
use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::domain::facts::Facts;
use shared::domain::figures;
use shared::domain::register::{Group, UnitRegister};
use shared::id::{DeviceId, DocId, Partition, SealKey, VerifyKey};
use shared::limits;
use shared::record::{self, Edit, Flat, Kind, Scalar};
use shared::store::{Durability, MemoryStore, Shelf, Store, Write};
use shared::sync::letter::{self, Question, SealSecret};
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::VerifyingKey;
use shared::sync::phone::Event;
use shared::sync::{frame, wire};

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
            figures::derive(doc, of, kind, flat, Catalogue::builtin())
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
        block_on(self.store.entries()).unwrap().into_iter().map(|entry| entry.facts).collect()
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

/// What tabs told the others, and which tab it was.
type News = Rc<RefCell<Vec<(u64, Notice)>>>;

/// One tab's platform.
pub struct Pocket {
    number: u64,
    news: News,
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

    fn tell_others(&self, notice: &Notice) {
        self.news.borrow_mut().push((self.number, notice.clone()));
    }

    fn at_rest(&self) {}
}

/// One open tab.
pub struct Tab {
    pub session: Rc<Session<Disk, Pocket>>,
    pub exchange: Exchange<Disk, Pocket>,
    pub pocket: Rc<Pocket>,
    pub disk: Rc<Disk>,
    heard: Cell<usize>,
}

impl Tab {
    /// Hears what the other tabs told meanwhile.
    fn listen(&self) {
        let news = self.pocket.news.borrow();
        for (from, notice) in &news[self.heard.replace(news.len())..] {
            if *from != self.pocket.number {
                self.session.hear(notice);
            }
        }
    }

    pub async fn answer(&self, ask: Ask) -> Result<Reply, Failure> {
        self.listen();
        self.session.answer(ask).await.0
    }

    /// What the worker does: answer, then what follows from it.
    pub fn ask(&self, ask: Ask) -> Result<Reply, Failure> {
        self.listen();
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
        match self.ask(Ask::Records(Query::default())) {
            Ok(Reply::Records(found)) => found.rows,
            other => panic!("{other:?}"),
        }
    }

    pub fn register(&self) -> Option<UnitRegister> {
        match self.ask(Ask::Register).unwrap() {
            Reply::Register(register) => register,
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
    news: News,
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
            news: Rc::default(),
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
        let register = Some(register().to_bytes());
        let write = Write::Put(Shelf::Register, partition().to_string(), register);
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
            number: self.starts.get(),
            news: self.news.clone(),
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
        let heard = Cell::new(self.news.borrow().len());
        Tab { exchange: Exchange::new(session.clone()), session, pocket, disk: self.disk.clone(), heard }
    }

    /// Starts the app with a line to the office.
    pub fn online(&self) -> Tab {
        let tab = self.start();
        *tab.pocket.line.borrow_mut() = Line::Up;
        tab
    }
}

/// Puts another register of the commune on a phone's disk.
pub fn give_register(phone: &Phone, register: &UnitRegister) {
    let write = Write::Put(Shelf::Register, partition().to_string(), Some(register.to_bytes()));
    block_on(phone.disk.commit(vec![write], Durability::Strict)).unwrap();
}

/// The register of the commune.
pub fn register() -> UnitRegister {
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
    UnitRegister { version: 1, groups, ..UnitRegister::new(partition()) }
}

pub fn doc(number: u8) -> DocId {
    DocId([number; 16])
}
