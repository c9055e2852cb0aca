//! A phone of the world: a disk that survives, tabs that do not, and in each tab the engine that ships. What a
//! tab is doing is a list of futures; dropping them is what a killed app is.

use std::pin::Pin;
use std::rc::Rc;

use engine::exchange::Exchange;
use engine::session::{IDENTITY, Session};
use messages::{Ask, Failure, Identity, Notice, Reply};
use shared::catalogue::Catalogue;
use shared::crdt::Written;
use shared::domain::figures;
use shared::id::{DeviceId, DocId, Partition};
use shared::record::Flat;
use shared::store::{Change, Shelf, Write};
use shared::sync::phone::Event;

use crate::disk::Disk;
use crate::pocket::{Body, Pocket};
use crate::polling::step;

/// The number under which a tab with another version of the app tells what it did; the others count from 1.
const OTHER_APP: usize = 0;

/// Something that a tab is doing.
pub type Task = Pin<Box<dyn Future<Output = ()>>>;

/// One open tab.
pub struct Tab {
    /// What answers questions.
    pub session: Rc<Session<Disk, Pocket>>,
    /// What synchronises.
    pub exchange: Rc<Exchange<Disk, Pocket>>,
    /// What it runs on.
    pub pocket: Rc<Pocket>,
    tasks: Vec<Task>,
}

impl Tab {
    /// Opens a tab of this phone; nothing happens in it yet.
    pub fn open(body: &Rc<Body>) -> Self {
        let pocket = Rc::new(Pocket::of(body));
        let session = Rc::new(Session::new(body.disk.clone(), pocket.clone()));
        Self { exchange: Rc::new(Exchange::new(session.clone())), session, pocket, tasks: Vec::new() }
    }

    /// Hears what the other tabs told meanwhile.
    pub fn listen(&self) {
        listen(&self.session, &self.pocket);
    }

    /// Begins a question as the worker does: the answer, then what follows from it.
    pub fn begin(&mut self, ask: Ask, heard: impl FnOnce(Result<Reply, Failure>) + 'static) {
        let (session, exchange, pocket) = (self.session.clone(), self.exchange.clone(), self.pocket.clone());
        self.tasks.push(Box::pin(async move {
            listen(&session, &pocket);
            let (result, event) = session.answer(ask).await;
            heard(result);
            if let Some(event) = event {
                exchange.happen(event).await;
            }
        }));
    }

    /// The time came for which the exchange had asked.
    pub fn tick(&mut self) {
        let exchange = self.exchange.clone();
        self.tasks.push(Box::pin(async move { exchange.happen(Event::Tick).await }));
    }

    /// How many things are going on.
    pub fn busy(&self) -> usize {
        self.tasks.len()
    }

    /// Lets one of them go on by one step.
    pub fn step(&mut self, index: usize) {
        if let Some(task) = self.tasks.get_mut(index)
            && step(task.as_mut()).is_some()
        {
            drop(self.tasks.remove(index));
        }
    }
}

fn listen(session: &Session<Disk, Pocket>, pocket: &Pocket) {
    pocket.heard().iter().for_each(|notice| session.hear(notice));
}

/// A phone.
pub struct Phone {
    /// For the trace.
    pub name: String,
    /// Its token.
    pub token: String,
    /// Its device id.
    pub device: DeviceId,
    /// Where it writes.
    pub home: Partition,
    /// What its tabs share.
    pub body: Rc<Body>,
    /// Its open tabs.
    pub tabs: Vec<Tab>,
    /// Turned away by the office for good.
    pub revoked: bool,
    /// How old its disk was when it was enrolled: no fault goes back further.
    pub enrolled_age: usize,
}

impl Phone {
    /// Its disk.
    pub fn disk(&self) -> &Disk {
        &self.body.disk
    }

    /// Ends everything at once; true when something was going on.
    pub fn kill(&mut self) -> bool {
        let busy = self.tabs.iter().any(|tab| tab.busy() > 0);
        self.tabs.clear();
        busy
    }

    /// Where new records go now: the unit that took over, once the phone has heard of it.
    pub fn home_now(&self) -> Partition {
        let identity = self.disk().value(Shelf::Meta, IDENTITY);
        let identity: Option<Identity> = identity.and_then(|bytes| messages::decode(&bytes));
        identity.map_or_else(|| self.home.clone(), |identity| identity.partition)
    }

    /// Records of its own partitions, in their order.
    pub fn own_docs(&self) -> Vec<DocId> {
        let homes = [self.home.clone(), self.home_now()];
        let home = |doc: &DocId| {
            self.disk().rows(*doc).first().is_some_and(|row| homes.contains(&row.change.partition))
        };
        self.disk().docs().into_iter().filter(home).collect()
    }

    /// Keeps a change that another version of the app made of a record in a tab of its own, which tells the others as
    /// every version does.
    pub fn keep(&self, doc: DocId, like: &Change, flat: &Flat, written: Written) {
        let (partition, kind) = (like.partition.clone(), like.kind);
        let entry = figures::derive(doc, &partition, kind, flat, Catalogue::builtin());
        let change = Change { hash: written.hash, doc, partition, kind, bytes: written.bytes };
        self.disk().put(vec![Write::Keep(change), Write::Entry(Box::new(entry))]);
        self.body.news.borrow_mut().push((OTHER_APP, Notice::Changed(vec![doc])));
    }
}
