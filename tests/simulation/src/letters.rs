//! Files that people carry: out of a phone, into the office, and the answer back. They lie in drawers for as
//! long as chance wants, are brought twice, damaged on the way, or given to the wrong office or phone.

use messages::{Ask, Failure, Reply};
use shared::id::DeviceId;
use shared::limits;
use shared::sync::letter::{self, SealSecret};
use shared::sync::wire::Response;

use crate::dice::Dice;
use crate::fault::Fault;
use crate::line::{corrupted, truncated};
use crate::office::{Office, SEAL_SEED};
use crate::world::World;

/// Exchanges that one answer holds at most.
const RESPONSES_MAX: usize = 20;

/// A file in somebody's drawer.
#[derive(Debug, Clone)]
pub struct File {
    bytes: Vec<u8>,
    /// The phone for which it is; `None` for the office.
    to: Option<usize>,
    brought: bool,
}

impl World {
    /// A person makes a file of what waits on a phone.
    pub fn write_letter(&mut self, index: usize) {
        self.say(|| format!("phone {index} writes a file"));
        let drawer = self.drawer.clone();
        self.tab(index).begin(Ask::Carry, move |answer| {
            if let Ok(Reply::Letter(letter)) = answer {
                drawer.borrow_mut().push(File { bytes: letter.bytes, to: None, brought: false });
            }
        });
    }

    /// Somebody brings some file where it belongs, more or less.
    pub fn bring_letter(&mut self) {
        let dice = self.dice.clone();
        let place = dice.below(self.drawer.borrow().len());
        let Some(file) = self.drawer.borrow().get(place).cloned() else { return };
        match file.to {
            None => self.bring_to_office(place, &file),
            Some(phone) => self.bring_to_phone(phone, file),
        }
    }

    fn bring_to_office(&mut self, place: usize, file: &File) {
        let dice = self.dice.clone();
        let now_ms = self.now_ms.get();
        if dice.chance(10) {
            self.tally.count(Fault::FileForeign);
            let elsewhere = SealSecret::from_seed([8; 32]);
            if letter::open_at_office(&elsewhere, &file.bytes).is_ok() {
                self.ledger.wrong("another area's office opened a file".to_owned());
            }
            return;
        }
        if dice.chance(15) {
            self.tally.count(Fault::FileDamaged);
            let spoil = if dice.chance(50) { corrupted } else { truncated };
            let spoilt = spoil(&dice, file.bytes.clone());
            if spoilt != file.bytes && self.office.open(&dice, &spoilt, now_ms).is_some() {
                self.ledger.wrong("the office took a damaged file".to_owned());
            }
            return;
        }
        if file.brought {
            self.tally.count(Fault::FileTwice);
        }
        let answer = self.office.open(&dice, &file.bytes, now_ms);
        self.say(|| format!("a file is brought to the office: answered {}", answer.is_some()));
        let mut drawer = self.drawer.borrow_mut();
        drawer[place].brought = true;
        if let Some((device, bytes)) = answer {
            self.tally.count(Fault::FileCarried);
            let phones: Vec<usize> =
                (0..self.phones.len()).filter(|index| self.phones[*index].device == device).collect();
            if let Some(to) = dice.pick(&phones).copied() {
                drawer.push(File { bytes, to: Some(to), brought: false });
            }
        }
    }

    fn bring_to_phone(&mut self, to: usize, file: File) {
        let dice = self.dice.clone();
        let index = if dice.chance(85) { to } else { dice.below(self.phones.len()) };
        let wrong = self.phones[index].device != self.phones[to].device;
        let (tally, ledger) = (self.tally.clone(), self.ledger.clone());
        self.say(|| format!("an answer for phone {to} is brought to phone {index}"));
        self.tab(index).begin(Ask::TakeAnswer(file.bytes), move |answer: Result<Reply, Failure>| {
            match (answer, wrong) {
                (Ok(_), true) => ledger.wrong(format!("phone {index} took another's answer")),
                (Ok(_), false) => tally.count(Fault::FileAnswered),
                (Err(_), true) => tally.count(Fault::FileMisdelivered),
                (Err(_), false) => {}
            }
        });
    }
}

impl Office {
    /// Takes a file in and writes the answer, for whom it is; `None` when nothing of it can be taken in.
    fn open(&self, dice: &Dice, file: &[u8], now_ms: i64) -> Option<(DeviceId, Vec<u8>)> {
        let secret = SealSecret::from_seed(SEAL_SEED);
        let outside = letter::outside(file).ok()?;
        let question = letter::open_at_office(&secret, file).ok()?;
        let device = DeviceId(*question.device);
        let account = self.account_of(device)?;
        let seal_key = account.seal_key.as_deref()?.parse().ok()?;
        let mut request = question.request;
        let mut responses: Vec<Response> = Vec::new();
        loop {
            let response = self.hear(&account, &request, now_ms, limits::LETTER_ROOM, usize::MAX)?.ok()?;
            let next = letter::next(&request, &response);
            responses.push(response);
            match next {
                Some(next) if responses.len() < RESPONSES_MAX => request = next,
                _ => break,
            }
        }
        let random = [dice.sixteen(), dice.sixteen()].concat().try_into().ok()?;
        let reply = letter::Reply { letter: outside.id.into(), responses };
        let answer = letter::to_phone(&secret, (device, seal_key), &outside.area, &reply, random);
        answer.ok().map(|answer| (device, answer))
    }
}
