//! The network between phones and office: letters on their way, each with a fate. A phone waits at its slot
//! for what comes back; nobody tells it what really happened.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use engine::platform::{NetworkError, Posted};

use crate::dice::Dice;
use crate::fault::Fault;

/// Where a phone waits for what comes back.
pub type Slot = Rc<RefCell<Option<Result<Posted, NetworkError>>>>;

/// A request on its way.
#[derive(Debug, Clone)]
pub struct Letter {
    /// In the order of sending.
    pub number: u64,
    /// Which phone sent it.
    pub phone: usize,
    /// Path on the office's origin.
    pub path: String,
    /// The device's token, once it has one.
    pub token: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// Who waits; nobody when the phone gave up.
    pub slot: Option<Slot>,
    /// What will happen to it.
    pub fate: Option<Fault>,
}

/// Everything on its way.
#[derive(Debug, Default)]
pub struct Line {
    queue: RefCell<VecDeque<Letter>>,
    sent: Cell<u64>,
    /// Of a hundred requests, so many meet a fault.
    pub roughness: Cell<usize>,
    /// Faults that this world's network has.
    pub faults: RefCell<Vec<Fault>>,
    /// Exchanges by phone since the network is good.
    pub exchanges: RefCell<Vec<u64>>,
}

impl Line {
    /// Sends; the answer comes into the slot, or something else does.
    pub fn send(&self, dice: &Dice, phone: usize, path: &str, token: Option<&str>, body: &[u8]) -> Slot {
        let slot = Slot::default();
        let rough = dice.chance(self.roughness.get());
        let fate = dice.pick(&self.faults.borrow()).copied().filter(|_| rough);
        self.sent.set(self.sent.get() + 1);
        let mut exchanges = self.exchanges.borrow_mut();
        let known = exchanges.len().max(phone + 1);
        exchanges.resize(known, 0);
        exchanges[phone] += 1;
        self.queue.borrow_mut().push_back(Letter {
            number: self.sent.get(),
            phone,
            path: path.to_owned(),
            token: token.map(str::to_owned),
            body: body.to_vec(),
            slot: Some(slot.clone()),
            fate,
        });
        slot
    }

    /// Puts a letter back on its way.
    pub fn again(&self, letter: Letter) {
        self.queue.borrow_mut().push_back(letter);
    }

    /// The letter that arrives next, and whether it overtook one that was sent before.
    pub fn next(&self, dice: &Dice) -> Option<(Letter, bool)> {
        let mut queue = self.queue.borrow_mut();
        let index = dice.below(queue.len());
        let letter = queue.remove(index)?;
        let overtook = queue.iter().any(|other| other.number < letter.number);
        Some((letter, overtook))
    }

    /// True when nothing is on its way.
    pub fn is_quiet(&self) -> bool {
        self.queue.borrow().is_empty()
    }
}

/// Changes one to three bytes.
pub fn corrupted(dice: &Dice, mut body: Vec<u8>) -> Vec<u8> {
    for _ in 0..dice.between(1, 3) {
        let at = dice.below(body.len());
        if let Some(byte) = body.get_mut(at) {
            *byte ^= 1 << dice.below(8);
        }
    }
    body
}

/// Leaves only the beginning.
pub fn truncated(dice: &Dice, mut body: Vec<u8>) -> Vec<u8> {
    body.truncate(dice.below(body.len()));
    body
}

/// What somebody else answers in the office's place.
pub fn stranger(dice: &Dice, media_type: &str) -> Posted {
    let html = b"<!doctype html><title>Wi-Fi</title><form action=/login>".to_vec();
    let answers = [
        (200, "text/html", html.clone()),
        (200, "text/html", Vec::new()),
        (200, media_type, html.clone()),
        (200, "application/json", br#"{"login":"required"}"#.to_vec()),
    ];
    let (status, content_type, body) = dice.pick(&answers).cloned().unwrap_or((200, "text/html", html));
    Posted { status, content_type: content_type.to_owned(), body }
}

/// A proxy's own error.
pub fn proxy_error(dice: &Dice) -> Posted {
    let status = dice.pick(&[403, 407, 500, 502, 504]).copied().unwrap_or(502);
    let body = b"<html><h1>Bad Gateway</h1></html>".to_vec();
    Posted { status, content_type: "text/html".to_owned(), body }
}
