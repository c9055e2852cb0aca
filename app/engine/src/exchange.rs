//! Synchronisation on this phone: does what `shared::sync::phone::Engine` decides. It gathers a request, sends
//! it, takes the answer in, and tells the screens of every tab; one tab exchanges at a time. It decides
//! nothing itself and opens no connection by itself.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use messages::{Failure, Notice, Phase};
use shared::store::Shelf;
use shared::sync::frame;
use shared::sync::phone::{self, Answer, Asked, Effect, Engine, Event};
use shared::sync::wire::Response;

use crate::platform::{Local, NetworkError, Platform, Post, Turn};
use crate::session::{Session, TOKEN, failure, half};

/// Media type of requests and answers.
const MEDIA_TYPE: &str = "application/vnd.soban.sync";
/// Where exchanges go.
const PATH: &str = "/sync/v1";

/// The exchange of one worker with the office.
pub struct Exchange<S, P: Platform> {
    session: Rc<Session<S, P>>,
    machine: RefCell<Option<Engine>>,
    /// What was sent and is not answered yet.
    asked: RefCell<Option<Asked>>,
    /// The turn among tabs, for as long as a run goes on.
    held: RefCell<Option<P::Held>>,
    wake_at_ms: Cell<Option<i64>>,
}

impl<S: Local, P: Platform> Exchange<S, P> {
    /// Of the session's phone; nothing is sent before something happens.
    pub fn new(session: Rc<Session<S, P>>) -> Self {
        Self {
            session,
            machine: RefCell::default(),
            asked: RefCell::default(),
            held: RefCell::default(),
            wake_at_ms: Cell::new(None),
        }
    }

    /// When `Event::Tick` should happen next, Unix milliseconds.
    pub fn wake_at_ms(&self) -> Option<i64> {
        self.wake_at_ms.get()
    }

    /// Something happened; does all that follows from it. Returns when there is nothing more to do at once. A phone
    /// that is not enrolled has nobody to talk to.
    pub async fn happen(&self, event: Event) {
        if !matches!(self.session.identity().await, Ok(Some(_))) || self.prepare().await.is_err() {
            return;
        }
        // What was saved waits from now on, whether or not the machine moves.
        let mut shown = event != Event::Saved;
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            for effect in self.handle(event) {
                shown |= effect == Effect::Show;
                match effect {
                    Effect::Send(ask) => events.push_back(self.send(&ask).await),
                    Effect::Abort => self.session.platform.hang_up(),
                    Effect::Ingest(response) => events.push_back(self.ingest(*response).await),
                    Effect::WakeAt(at_ms) => self.wake_at_ms.set(Some(at_ms)),
                    Effect::Show => self.show().await,
                }
            }
        }
        if !shown {
            self.show().await;
        }
    }

    /// Makes the machine at the first event.
    async fn prepare(&self) -> Result<(), Failure> {
        if self.machine.borrow().is_none() {
            let past = Session::<S, P>::stored(phone::last_success(&*self.session.store).await)?;
            let seed = u64::from_le_bytes(half(self.session.random()?));
            self.machine.borrow_mut().get_or_insert_with(|| Engine::new(seed, past));
        }
        Ok(())
    }

    fn handle(&self, event: Event) -> Vec<Effect> {
        if matches!(event, Event::Tick) {
            self.wake_at_ms.set(None);
        }
        let now_ms = self.session.platform.now_ms();
        let mut machine = self.machine.borrow_mut();
        let Some(machine) = machine.as_mut() else { return Vec::new() };
        let effects = machine.handle(now_ms, event);
        if !matches!(machine.status().phase, phone::Phase::Running) {
            self.held.take();
        }
        effects
    }

    /// Sends what waits; what came back, as an event.
    async fn send(&self, ask: &phone::Ask) -> Event {
        if self.held.borrow().is_none() {
            let held = self.session.platform.turn(Turn::Sync).await;
            self.held.replace(Some(held));
        }
        self.try_send(ask).await.unwrap_or_else(|failure| Event::Failed(failure.code))
    }

    async fn try_send(&self, ask: &phone::Ask) -> Result<Event, Failure> {
        let session = &self.session;
        let me = session.me().await?;
        session.introduce().await?;
        let token = Session::<S, P>::stored(session.store.get(Shelf::Meta, TOKEN).await)?;
        let token = token.and_then(|token| String::from_utf8(token).ok());
        let gathered = phone::request(&*session.store, &me, ask).await;
        let outgoing = Session::<S, P>::stored(gathered)?;
        let body = frame::pack(&outgoing.request.to_bytes());
        self.asked.replace(Some(outgoing.asked));
        let post = Post { path: PATH, content_type: MEDIA_TYPE, token: token.as_deref(), body: &body };
        let network = |error: NetworkError| failure(error.code(), &error);
        let answer = session.platform.post(post).await.map_err(network)?;
        if answer.status == 200 && answer.content_type != MEDIA_TYPE {
            return Err(network(NetworkError::NotOurs));
        }
        let size = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let bytes = (size(&body), size(&answer.body));
        Ok(Event::Answered(Answer { status: answer.status, body: answer.body, bytes }))
    }

    /// Takes an answer in, and looks after what it may have mended.
    async fn ingest(&self, response: Response) -> Event {
        let ingested = self.try_ingest(response).await;
        self.session.platform.at_rest();
        match ingested {
            Ok(ingested) => {
                if !ingested.docs.is_empty() || ingested.registers {
                    self.session.tell_changed();
                }
                Event::Ingested(ingested)
            }
            Err(failure) => Event::Failed(failure.code),
        }
    }

    async fn try_ingest(&self, response: Response) -> Result<phone::Ingested, Failure> {
        let session = &self.session;
        let asked = self.asked.take().ok_or_else(|| failure("sync.malformed", "nothing was asked"))?;
        let before = session.clock().await?;
        let time_ms = response.time_ms;
        let mut ingested = session.take_in(&asked, response, session.platform.now_ms()).await?;
        let sent: Vec<_> = asked.sent().map(|(_, doc, hash)| (doc, hash)).collect();
        ingested.waiting += session.state_clock(before, time_ms, &sent).await?;
        Ok(ingested)
    }

    async fn show(&self) {
        if let Some(status) = self.machine.borrow().as_ref().map(|machine| machine.status().clone()) {
            let mut shown = self.session.status.borrow_mut();
            shown.phase = match status.phase {
                phone::Phase::Resting => Phase::Resting,
                phone::Phase::Running => Phase::Running,
                phone::Phase::Waiting(code, at_ms) => Phase::Waiting(code, at_ms),
                phone::Phase::Unwelcome(code) => Phase::Unwelcome(code),
            };
            shown.moved = status.moved;
            shown.bytes = status.bytes;
            shown.left = status.left;
        }
        // When the store cannot be asked, the last counts stand: the phase says what is wrong.
        self.session.count().await.ok();
        let status = self.session.status.borrow().clone();
        self.tell(&Notice::Sync(status));
    }

    fn tell(&self, notice: &Notice) {
        self.session.platform.tell(notice);
        self.session.platform.tell_others(notice);
    }
}
