//! Taking in what somebody carried here as a sealed file, for a phone that has no network, and writing the answer
//! that is carried back. It is the exchange of that phone by another way: the same gate, the same receipts. The
//! carrier needs no trust: every parcel proves who made it, and nobody but the phone can read the answer.

use std::collections::BTreeMap;

use shared::id::{DeviceId, SealKey, UnitCode};
use shared::limits::LETTER_BYTES_MAX;
use shared::sync::letter::{self, FILE_ENDING, LetterError, LetterId, Outside, Question, Reply};
use shared::sync::wire::{Request, Response, Verdict};

use super::writer::{Heard, SyncError, Turns, Writer};
use crate::clock::Clock;
use crate::secret::{self, NoRandomness};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::devices::{self, Device};
use crate::storage::letters::{self, Letter};
use crate::storage::{SqliteStore, StorageError};

/// Content of an answer before it is sealed, in bytes: what is not reached comes with the next letter. Together with
/// one more slice and its registers it stays far below the limit of a file.
const ANSWER_BYTES_TARGET: usize = LETTER_BYTES_MAX / 4;
/// Answers to one letter: each of them reads a slice of the log.
const RESPONSES_MAX: usize = 200;

/// Takes in letters for some units, or for all.
pub struct Carrier<'s> {
    store: &'s SqliteStore,
    who: String,
    units: Option<Vec<UnitCode>>,
}

/// A letter that was taken in.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Its row; the numbers are those of this time.
    pub letter: Letter,
    /// When the same letter was taken in before, Unix milliseconds.
    pub before: Option<i64>,
    /// Whose phone wrote it.
    pub person: String,
    /// Changes that cannot be taken before others; the phone sends them again.
    pub later: usize,
    /// Refused changes, by the code of the reason.
    pub refusals: BTreeMap<String, usize>,
    /// The sealed answer.
    pub answer: Vec<u8>,
}

/// A letter on the list.
#[derive(Debug, Clone)]
pub struct Carried {
    /// Its row.
    pub letter: Letter,
    /// Whose phone wrote it.
    pub person: String,
    /// What the person calls the phone.
    pub label: String,
}

/// Why a letter was not taken in. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    /// It cannot be opened here.
    #[error(transparent)]
    Letter(#[from] LetterError),
    /// No device of this office wrote it.
    #[error("letter.unknown_device")]
    UnknownDevice,
    /// The device that wrote it was revoked.
    #[error("letter.revoked")]
    Revoked,
    /// What is in it is not a request of the protocol.
    #[error(transparent)]
    Sync(#[from] SyncError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Nothing could be drawn to seal the answer with.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl CarryError {
    /// The stable code; `None` when something failed inside.
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Letter(_) | Self::UnknownDevice | Self::Revoked => Some(self.to_string()),
            Self::Sync(SyncError::Receive(error)) if error.status() < 500 => Some(error.code()),
            Self::Sync(SyncError::Unknown) => Some("letter.unknown_device".to_owned()),
            _ => None,
        }
    }

    /// What the code's sentence names.
    pub fn args(&self) -> Vec<String> {
        match self {
            Self::Letter(error) => error.args(),
            _ => Vec::new(),
        }
    }
}

impl<'s> Carrier<'s> {
    pub(super) fn new(store: &'s SqliteStore, account: &Account, units: Vec<UnitCode>) -> Self {
        Self { store, who: account.id.to_string(), units: Some(units) }
    }

    /// The person at the server's console, who has the database anyway.
    pub fn at_console(store: &'s SqliteStore) -> Self {
        Self { store, who: audit::CONSOLE.to_owned(), units: None }
    }

    /// Takes a letter in. Taking it in twice equals once. What a revoked phone wrote is heard only when `also_revoked`
    /// says so: somebody who has seen the phone must answer for it.
    pub fn deliver(
        &self,
        file: &[u8],
        also_revoked: bool,
        clock: Clock,
        turns: &Turns,
    ) -> Result<Delivery, CarryError> {
        let taken = self.take(file, also_revoked, clock, turns);
        if let Err(error) = &taken {
            let name = letter::outside(file).map_or_else(|_| "?".to_owned(), |outside| name(outside.id));
            let detail = format!("{name} {}", error.code().unwrap_or_else(|| "failed".to_owned()));
            self.store.write::<_, StorageError>(|tx| {
                audit::append(tx, clock.now_ms(), &self.who, Action::LetterRefused, &detail)
            })?;
        }
        taken
    }

    fn take(
        &self,
        file: &[u8],
        also_revoked: bool,
        clock: Clock,
        turns: &Turns,
    ) -> Result<Delivery, CarryError> {
        let office = self.store.seal_secret()?;
        let outside = letter::outside(file)?;
        let Question { device, request } = letter::open_at_office(&office, file)?;
        let (device, account, key) = self.writer_of(DeviceId(*device), &outside)?;
        if device.revoked_at.is_some() && !also_revoked {
            return Err(CarryError::Revoked);
        }
        let heard = if also_revoked { Heard::AlsoRevoked } else { Heard::Carried };
        let writer = Writer::of_device(self.store, &device, &account, clock)?;
        let responses = exchange(&writer, request, heard, turns)?;
        let mut delivery = Delivery::new(&outside, device.id, &account, &responses, clock.now_ms());
        let reply = Reply { letter: outside.id.into(), responses };
        delivery.answer =
            letter::to_phone(&office, (device.id, key), &outside.area, &reply, secret::random()?)?;
        delivery.before = self.keep(&delivery)?;
        Ok(delivery)
    }

    /// The device that wrote a letter, its person and its key, when they belong here.
    fn writer_of(
        &self,
        device: DeviceId,
        outside: &Outside,
    ) -> Result<(Device, Account, SealKey), CarryError> {
        let found = self.store.read(|c| {
            let Some(device) = devices::find(c, device)? else { return Ok(None) };
            let account = accounts::find(c, device.account.as_str())?;
            Ok::<_, StorageError>(account.map(|account| (device, account)))
        })?;
        let (device, account) = found.ok_or(CarryError::UnknownDevice)?;
        if !self.keeps(&account) {
            return Err(LetterError::OtherArea(outside.area.clone()).into());
        }
        let key = device.keys.ok_or(CarryError::UnknownDevice)?.seal;
        Ok((device, account, key))
    }

    /// Notes the letter; when it was taken in before, when.
    fn keep(&self, delivery: &Delivery) -> Result<Option<i64>, StorageError> {
        let Delivery { letter, answer, .. } = delivery;
        self.store.write(|tx| {
            let before = letters::find(tx, letter.id)?.map(|known| known.at);
            letters::keep(tx, letter, answer)?;
            let Letter { fresh, known, refused, .. } = letter;
            let detail = format!(
                "{} of {}: {fresh} new, {known} known, {refused} refused",
                name(letter.id),
                letter.device
            );
            audit::append(tx, letter.at, &self.who, Action::LetterTaken, &detail)?;
            Ok(before)
        })
    }

    /// The letters that were taken in for these units, the last first.
    pub fn letters(&self) -> Result<Vec<Carried>, StorageError> {
        self.store.read(|c| {
            let mut carried = Vec::new();
            for letter in letters::all(c)? {
                let Some(device) = devices::find(c, letter.device)? else { continue };
                let account = accounts::find(c, device.account.as_str())?;
                if let Some(account) = account.filter(|account| self.keeps(account)) {
                    carried.push(Carried { letter, person: account.name, label: device.label });
                }
            }
            Ok(carried)
        })
    }

    /// The answer to a letter that was taken in for these units, as a file; `None` when there is none.
    pub fn answer(&self, id: LetterId) -> Result<Option<Vec<u8>>, StorageError> {
        self.store.read(|c| {
            let Some(letter) = letters::find(c, id)? else { return Ok(None) };
            let Some(device) = devices::find(c, letter.device)? else { return Ok(None) };
            let account = accounts::find(c, device.account.as_str())?;
            if account.is_some_and(|account| self.keeps(&account)) {
                letters::answer(c, id)
            } else {
                Ok(None)
            }
        })
    }

    fn keeps(&self, account: &Account) -> bool {
        match &self.units {
            None => true,
            Some(units) => account.unit.as_ref().is_some_and(|unit| units.contains(unit)),
        }
    }
}

impl Delivery {
    fn new(
        outside: &Outside,
        device: DeviceId,
        account: &Account,
        responses: &[Response],
        now_ms: i64,
    ) -> Self {
        let (mut fresh, mut known, mut later) = (0, 0, 0);
        let mut refusals: BTreeMap<String, usize> = BTreeMap::new();
        for verdict in responses.iter().flat_map(|response| &response.verdicts) {
            match verdict {
                Verdict::Stored(_) => fresh += 1,
                Verdict::Duplicate(_) => known += 1,
                Verdict::MissingDeps => later += 1,
                Verdict::Refused(code) => *refusals.entry(code.clone()).or_default() += 1,
            }
        }
        let refused = refusals.values().sum();
        let (first_at, at) = (now_ms, now_ms);
        let letter = Letter { id: outside.id, device, first_at, at, fresh, known, refused };
        let person = account.name.clone();
        Self { letter, before: None, person, later, refusals, answer: Vec::new() }
    }
}

/// The answer to a request, and what further requests of a phone without changes would bring, as far as an answer
/// has room.
fn exchange(
    writer: &Writer<'_>,
    mut request: Request,
    heard: Heard,
    turns: &Turns,
) -> Result<Vec<Response>, SyncError> {
    let mut responses = Vec::new();
    let mut size = 0;
    loop {
        let response = writer.exchange(&request, heard, turns)?;
        size += response.to_bytes().len();
        let next = letter::next(&request, &response);
        responses.push(response);
        match next {
            Some(next) if size < ANSWER_BYTES_TARGET && responses.len() < RESPONSES_MAX => request = next,
            _ => return Ok(responses),
        }
    }
}

/// A letter's name in words of the console and the audit log.
pub(crate) fn name(id: LetterId) -> String {
    DeviceId(id).to_string()
}

/// What the file of an answer is called.
pub(crate) fn file_name(id: LetterId) -> String {
    format!("tra-loi-{}.{FILE_ENDING}", name(id))
}
