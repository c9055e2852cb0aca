//! What a phone's engine runs on: a clock that may be years off, chance from the world's dice, the network, and
//! turns among tabs. It counts what the engine must never do: two exchanges at a time.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use engine::platform::{NetworkError, Platform, Post, Posted, Room, Turn};
use messages::Notice;

use crate::dice::Dice;
use crate::disk::Disk;
use crate::ledger::Ledger;
use crate::line::Line;
use crate::mutant::Mutant;
use crate::office::MEDIA_TYPE;
use crate::polling::pause;

/// What all tabs of a phone share.
pub struct Body {
    /// Its place in the world.
    pub index: usize,
    /// Its disk.
    pub disk: Rc<Disk>,
    /// The world's clock, Unix milliseconds.
    pub now_ms: Rc<Cell<i64>>,
    /// How far the phone's own clock is off.
    pub ahead_ms: Cell<i64>,
    /// The world's chance.
    pub dice: Rc<Dice>,
    /// The network.
    pub line: Rc<Line>,
    /// What is remembered.
    pub ledger: Rc<Ledger>,
    /// What is broken here.
    pub mutant: Option<Mutant>,
    /// What its tabs told one another, and which tab it was.
    pub news: RefCell<Vec<(usize, Notice)>>,
    turns: RefCell<BTreeSet<Turn>>,
    exchanging: Cell<bool>,
    tabs: Cell<usize>,
}

impl Body {
    /// A phone's.
    pub fn new(
        index: usize,
        disk: Rc<Disk>,
        now_ms: Rc<Cell<i64>>,
        dice: Rc<Dice>,
        line: Rc<Line>,
        ledger: Rc<Ledger>,
        mutant: Option<Mutant>,
    ) -> Self {
        Self {
            index,
            disk,
            now_ms,
            ahead_ms: Cell::new(0),
            dice,
            line,
            ledger,
            mutant,
            news: RefCell::default(),
            turns: RefCell::default(),
            exchanging: Cell::new(false),
            tabs: Cell::new(0),
        }
    }

    /// Its own idea of the time, Unix milliseconds.
    pub fn clock_ms(&self) -> i64 {
        self.now_ms.get().saturating_add(self.ahead_ms.get())
    }
}

/// One tab's platform.
pub struct Pocket {
    /// The phone.
    pub body: Rc<Body>,
    /// What the screens of this tab were told last of synchronisation.
    pub told: RefCell<Option<messages::SyncStatus>>,
    number: usize,
    heard: Cell<usize>,
}

impl Pocket {
    /// The pocket of a new tab.
    pub fn of(body: &Rc<Body>) -> Self {
        body.tabs.set(body.tabs.get() + 1);
        let heard = Cell::new(body.news.borrow().len());
        Self { body: body.clone(), told: RefCell::default(), number: body.tabs.get(), heard }
    }

    /// What the other tabs told since this was asked last.
    pub fn heard(&self) -> Vec<Notice> {
        let news = self.body.news.borrow();
        let fresh = news.iter().skip(self.heard.replace(news.len()));
        fresh.filter(|(from, _)| *from != self.number).map(|(_, notice)| notice.clone()).collect()
    }
}

/// A turn; ends when it is dropped.
pub struct Held(Rc<Body>, Turn);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.turns.borrow_mut().remove(&self.1);
    }
}

/// An exchange on its way; ends when it is dropped.
struct Exchanging<'b>(&'b Body);

impl<'b> Exchanging<'b> {
    fn begin(body: &'b Body) -> Self {
        if body.exchanging.replace(true) {
            body.ledger.wrong(format!("phone {} has two exchanges at a time", body.index));
        }
        Self(body)
    }
}

impl Drop for Exchanging<'_> {
    fn drop(&mut self) {
        self.0.exchanging.set(false);
    }
}

impl Platform for Pocket {
    type Held = Held;

    fn now_ms(&self) -> i64 {
        self.body.clock_ms()
    }

    fn random(&self) -> Option<[u8; 16]> {
        let fresh = self.body.dice.sixteen();
        let same = [u8::try_from(self.body.index).unwrap_or(0); 16];
        Some(if self.body.mutant == Some(Mutant::ActorReused) { same } else { fresh })
    }

    async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        pause().await;
        let body = &self.body;
        let _exchanging = Exchanging::begin(body);
        if body.mutant == Some(Mutant::ReceiptUnchecked) {
            body.disk.believe_all_received();
        }
        let slot = body.line.send(&body.dice, body.index, post.path, post.token, post.body);
        let answer = loop {
            if let Some(answer) = slot.borrow_mut().take() {
                break answer;
            }
            pause().await;
        };
        let stranger = answer.as_ref().is_ok_and(|answer| answer.content_type != MEDIA_TYPE);
        if stranger && body.mutant == Some(Mutant::PortalTrusted) {
            body.disk.believe_all_received();
        }
        answer
    }

    async fn turn(&self, turn: Turn) -> Held {
        while !self.body.turns.borrow_mut().insert(turn) {
            pause().await;
        }
        Held(self.body.clone(), turn)
    }

    async fn room(&self) -> Room {
        Room { bytes: Some((1_000, 1_000_000)), persistent: true }
    }

    fn tell(&self, notice: &Notice) {
        if let Notice::Sync(status) = notice {
            self.told.replace(Some(status.clone()));
        }
    }

    fn tell_others(&self, notice: &Notice) {
        self.body.news.borrow_mut().push((self.number, notice.clone()));
    }

    fn at_rest(&self) {}

    fn hang_up(&self) {}
}
