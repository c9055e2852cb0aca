//! An office and phones that speak the real protocol over a network that loses what it likes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use futures_lite::future::block_on;
use shared::catalogue::Catalogue;
use shared::crdt::{Actor, Document};
use shared::domain::figures::{self, Entry};
use shared::frozen;
use shared::id::{DeviceId, DocId, Partition};
use shared::limits;
use shared::record::{Edit, Flat, Kind, find};
use shared::sorted::Set;
use shared::store::{Carriage, Change, Durability, MemoryStore, Row, Shelf, Store, Write};
use shared::sync::bundle::{self, Item};
use shared::sync::frame;
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::phone::{
    self, Answer, Ask, Asked, Effect, Engine, Event, Host, Ingested, Me, Outgoing, Phase,
};
use shared::sync::wire::{Person, Request, Response};

use crate::world::{actor, device, envelope};

/// A commune's records of one organisation.
pub fn partition(unit: &str) -> Partition {
    Partition { unit: unit.parse().unwrap(), org: "youth_union".parse().unwrap() }
}

/// What entries come from.
pub fn derive(doc: DocId, partition: &Partition, kind: Kind, flat: &Flat) -> Entry {
    figures::derive(doc, partition, kind, flat, Catalogue::builtin())
}

/// The rows of a document.
pub fn rows(store: &MemoryStore, doc: DocId) -> Vec<Row> {
    block_on(store.changes_of(doc)).unwrap()
}

/// A document merged from a store.
pub fn document(store: &MemoryStore, doc: DocId) -> Document {
    Document::open(rows(store, doc).iter().map(|row| row.change.bytes.as_slice())).unwrap()
}

/// The key of a device by number.
pub fn key(number: u8) -> SigningKey {
    SigningKey::from_seed([number; 32])
}

/// The changes in a parcel.
pub fn items(parcel: &Parcel) -> Vec<Item> {
    bundle::unpack(&parcel.bundle, limits::SYNC_ROOM).unwrap()
}

/// The office and its counters.
pub struct Server {
    pub signers: BTreeMap<DeviceId, Signer>,
    pub store: MemoryStore,
    pub epoch: u64,
    pub now_ms: i64,
    /// Bytes up and down in the last exchange.
    pub bytes: (usize, usize),
    pub exchanges: u32,
    /// How often each change came up.
    pub arrivals: BTreeMap<Vec<u8>, u32>,
}

impl Server {
    pub fn new() -> Self {
        let store = MemoryStore::default();
        let mut signers = BTreeMap::new();
        for number in 0..10_u8 {
            let places = ["HT", "NS"].map(partition);
            let writes = places.iter().flat_map(|place| Kind::ALL.map(|kind| (place.clone(), kind)));
            let signer = Signer { writes: writes.collect(), key: Some(key(number).public()), revoked: false };
            signers.insert(device(number), signer);
            let person = Person {
                device: device(number).0.into(),
                account: format!("account_{number}"),
                name: format!("Người {number}"),
            };
            let put = Write::Put(Shelf::Person, device(number).to_string(), Some(person.to_bytes()));
            block_on(store.commit(vec![put], Durability::Strict)).unwrap();
        }
        Self {
            signers,
            store,
            epoch: 1,
            now_ms: 1_000_000,
            bytes: (0, 0),
            exchanges: 0,
            arrivals: BTreeMap::new(),
        }
    }

    /// Puts a register on its shelf.
    pub fn publish(&self, partition: &Partition, version: u64, bytes: &[u8]) {
        let value = [&version.to_be_bytes(), bytes].concat();
        let put = Write::Put(Shelf::Register, partition.to_string(), Some(value));
        block_on(self.store.commit(vec![put], Durability::Strict)).unwrap();
    }

    /// What comes back to a decoded request.
    pub fn respond(&self, caller: &Caller, request: &Request) -> Result<Response, (u16, String)> {
        let around = Surroundings {
            epoch: self.epoch,
            now_ms: self.now_ms,
            table: find,
            derive: &derive,
            signers: &self.signers,
            room: limits::SYNC_ROOM,
        };
        block_on(receive(&self.store, caller, around, request))
            .map_err(|error| (error.status(), error.code()))
    }

    /// The whole way of a body.
    pub fn answer(&mut self, caller: &Caller, body: &[u8]) -> (u16, Vec<u8>) {
        self.exchanges += 1;
        let request = frame::unpack(body, limits::SYNC_INFLATED_BYTES_MAX).unwrap();
        let request = Request::from_bytes(&request).unwrap();
        for parcel in &request.parcels {
            for item in items(parcel) {
                *self.arrivals.entry(item.bytes).or_default() += 1;
            }
        }
        let (status, answer) = match self.respond(caller, &request) {
            Ok(response) => (200, frame::pack(&response.to_bytes())),
            Err((status, code)) => (status, format!("{{\"code\":\"{code}\"}}").into_bytes()),
        };
        self.bytes = (body.len(), answer.len());
        (status, answer)
    }
}

/// What the network does to one exchange.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    Fair,
    RequestLost,
    AnswerLost,
    /// The request arrives twice.
    Doubled,
    /// A Wi-Fi log-in page answers.
    Portal,
    Busy,
}

/// A phone.
pub struct Phone {
    pub number: u8,
    pub start: u8,
    pub home: Partition,
    pub store: MemoryStore,
    pub engine: Engine,
    pub now_ms: i64,
    pub wake_at: Option<i64>,
    asked: Option<Asked>,
}

impl Phone {
    pub fn new(number: u8, unit: &str) -> Self {
        let engine = Engine::new(u64::from(number), None);
        let (store, home) = (MemoryStore::default(), partition(unit));
        Self { number, start: 1, home, store, engine, now_ms: 1_000_000, wake_at: None, asked: None }
    }

    pub fn device(&self) -> DeviceId {
        device(self.number)
    }

    pub fn caller(&self) -> Caller {
        Caller { device: self.device(), reads: BTreeSet::from([self.home.clone()]) }
    }

    pub fn me(&self) -> Me {
        Me { home: self.home.clone(), device: self.device(), key: key(self.number) }
    }

    /// Changes in a parcel of this phone, for its own partition or another.
    pub fn parcel(&self, home: &Partition, items: &[Item]) -> Parcel {
        let items = items.iter().map(|item| (item.doc, item.kind.as_str(), item.bytes.as_slice()));
        Parcel::seal(self.device(), 77, home, bundle::pack(items), &key(self.number))
    }

    /// Kills the app and starts it again: what is in the store remains.
    pub fn restart(&mut self) {
        self.start += 1;
        let last = block_on(phone::last_success(&self.store)).unwrap();
        self.engine = Engine::new(u64::from(self.start), last);
        self.asked = None;
    }

    /// Saves edits as the app does: on the newest document, change and entry in one commit.
    pub fn save(&self, doc: DocId, kind: Kind, edits: &[Edit]) -> Option<Change> {
        let mut document = document(&self.store, doc);
        let who = Actor { doc, ..actor(self.number, self.start) };
        let partition = self.home.clone();
        let written = document.write(&who, edits, self.now_ms)?;
        let entry = derive(doc, &partition, kind, &frozen::flat(&document, kind));
        let change = Change { hash: written.hash, doc, partition, kind, bytes: written.bytes };
        let writes = vec![Write::Keep(change.clone()), Write::Entry(Box::new(entry))];
        block_on(self.store.commit(writes, Durability::Strict)).unwrap();
        Some(change)
    }

    /// Makes a record.
    pub fn make(&self, number: u8, kind: Kind) -> DocId {
        let doc = DocId([number; 16]);
        self.save(doc, kind, &envelope(kind, &self.home.unit.to_string())).unwrap();
        doc
    }

    pub fn request(&self) -> Outgoing {
        block_on(phone::request(&self.store, &self.me(), &Ask::default())).unwrap()
    }

    pub fn host<'h>(&self, suspected: &'h Set<DocId>) -> Host<'h> {
        Host { device: self.device(), derive: &derive, suspected, now_ms: self.now_ms }
    }

    pub fn ingest(&self, asked: &Asked, response: &Response) -> Ingested {
        let none = Set::new();
        block_on(phone::ingest(&self.store, self.host(&none), asked, response)).unwrap()
    }

    /// Gives the engine an event and does all that follows, in this weather for every exchange.
    pub fn run(&mut self, server: &mut Server, event: Event, mut weather: impl FnMut() -> Weather) {
        let mut events = VecDeque::from([event]);
        for _ in 0..400 {
            let Some(event) = events.pop_front() else { return };
            for effect in self.engine.handle(self.now_ms, event) {
                match effect {
                    Effect::Send(ask) => events.push_back(self.send(server, &ask, weather())),
                    Effect::Ingest(response) => {
                        let asked = self.asked.take().unwrap();
                        events.push_back(Event::Ingested(self.ingest(&asked, &response)));
                    }
                    Effect::WakeAt(at) => self.wake_at = Some(at),
                    Effect::Show | Effect::Abort => {}
                }
            }
        }
        panic!("phone {} never comes to rest", self.number);
    }

    fn send(&mut self, server: &mut Server, ask: &Ask, weather: Weather) -> Event {
        let outgoing = block_on(phone::request(&self.store, &self.me(), ask)).unwrap();
        let body = frame::pack(&outgoing.request.to_bytes());
        self.asked = Some(outgoing.asked);
        let lost = Event::Failed("network.unreachable".to_owned());
        let answered = |status, body: Vec<u8>| Event::Answered(Answer { status, body, bytes: (0, 0) });
        let caller = self.caller();
        match weather {
            Weather::RequestLost => lost,
            Weather::AnswerLost => {
                server.answer(&caller, &body);
                lost
            }
            Weather::Portal => answered(200, b"<!doctype html><title>Wi-Fi</title>".to_vec()),
            Weather::Busy => answered(503, b"{\"code\":\"server.busy\"}".to_vec()),
            Weather::Doubled => {
                server.answer(&caller, &body);
                let (status, answer) = server.answer(&caller, &body);
                answered(status, answer)
            }
            Weather::Fair => {
                let (status, answer) = server.answer(&caller, &body);
                answered(status, answer)
            }
        }
    }

    /// Synchronises by hand over a good line.
    pub fn sync(&mut self, server: &mut Server) {
        self.run(server, Event::ByHand, || Weather::Fair);
        assert!(matches!(self.engine.status().phase, Phase::Resting), "{:?}", self.engine.status());
    }

    /// Carriage of each change of a record.
    pub fn carriages(&self, doc: DocId) -> Vec<Carriage> {
        rows(&self.store, doc).into_iter().map(|row| row.carriage).collect()
    }
}
