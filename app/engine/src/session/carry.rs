//! What waits, as a sealed file that somebody carries to the office, and the answer that comes back the same way.
//! It is the exchange by another carrier: the same parcels, the same answers, the same receipts; an answer that
//! comes late adds what is new and takes nothing back. Nothing here touches the network.

use std::cmp::Reverse;

use messages::{Carried, Failure, Letter, Taken};
use serde::{Deserialize, Serialize};
use shared::date::Date;
use shared::id::DeviceId;
use shared::sorted::sort_by_key;
use shared::store::{Durability, Shelf, Write};
use shared::sync::letter::{self, FILE_ENDING, LetterError, LetterId, Question};
use shared::sync::phone::{self, Asked, Outgoing};

use super::{Session, failure};
use crate::platform::{Local, Platform};

/// Letters that are remembered: a few months of weekly files.
const NOTES_MAX: usize = 20;

/// What this phone remembers of a letter, to understand its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    carried: Carried,
    asked: Asked,
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Answers `Ask::Carry`. The note is on disk before the file leaves the engine.
    pub(super) async fn carry(&self) -> Result<Letter, Failure> {
        let me = self.me().await?;
        let letterhead = self.letterhead().await?.ok_or_else(|| failure("letter.no_office_key", ""))?;
        let Outgoing { request, asked } = Self::stored(phone::letter(&*self.store, &me).await)?;
        let question = Question { device: me.device.0.into(), request };
        let sealed = letter::to_office(letterhead.office_key, &letterhead.area, &question, self.fresh()?);
        let bytes = sealed.map_err(|error| refused(&error))?;
        let id = letter::outside(&bytes).map_err(|error| refused(&error))?.id;
        let at_ms = self.platform.now_ms();
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (changes, size) = (number(asked.sent().count()), number(bytes.len()));
        let parcels: Vec<u64> = asked.parcels.iter().map(|parcel| parcel.number).collect();
        let carried = Carried { at_ms, changes, bytes: size, answered_ms: None };
        self.keep_note(id, &Note { carried, asked }).await?;
        Self::stored(phone::carry(&*self.store, &parcels, at_ms).await)?;
        let day = Date::in_vietnam(at_ms).as_number();
        let name = format!("so-ban-{}-{day}-{}.{FILE_ENDING}", me.home.unit, DeviceId(id));
        Ok(Letter { name, bytes })
    }

    /// Answers `Ask::Carried`: newest first.
    pub(super) async fn carried(&self) -> Result<Vec<Carried>, Failure> {
        Ok(self.notes().await?.into_iter().map(|(_, note)| note.carried).collect())
    }

    /// Answers `Ask::TakeAnswer`.
    pub(super) async fn take_answer(&self, file: &[u8]) -> Result<Taken, Failure> {
        let device = self.enrolled().await?.device;
        let letterhead = self.letterhead().await?.ok_or_else(|| failure("letter.no_office_key", ""))?;
        let seal = self.keys().await?.seal;
        let reply = letter::open_on_phone(&seal, device, letterhead.office_key, file)
            .map_err(|error| refused(&error))?;
        let note = self.notes().await?.into_iter().find(|(id, _)| *id == *reply.letter);
        let (id, mut note) = note.ok_or_else(|| failure("letter.forgotten", ""))?;
        let mut taken = Taken::default();
        let mut asked = note.asked.clone();
        for response in reply.responses {
            let known = Self::stored(phone::epoch(&*self.store).await)?;
            if response.epoch != known && asked.epoch != known {
                return Err(failure("letter.outdated", ""));
            }
            // The file was on its way for hours: it says nothing of this phone's clock.
            let last = Self::stored(phone::last_success(&*self.store).await)?;
            let now_ms = response.time_ms.saturating_add(last.map_or(0, |last| last.clock_ahead_ms));
            let ingested = self.take_in(&asked, response, now_ms).await?;
            taken.received += ingested.confirmed;
            taken.refused += ingested.refused;
            taken.news += ingested.received;
            taken.more = ingested.more;
            asked = Self::stored(phone::nothing(&*self.store).await)?;
        }
        note.carried.answered_ms = Some(self.platform.now_ms());
        self.keep_note(id, &note).await?;
        self.tell_changed();
        Ok(taken)
    }

    /// Keeps a note; the oldest ones go.
    async fn keep_note(&self, id: LetterId, note: &Note) -> Result<(), Failure> {
        let put = |id: LetterId, value| Write::Put(Shelf::Letter, DeviceId(id).to_string(), value);
        let mut writes = vec![put(id, messages::encode(note))];
        let others = self.notes().await?.into_iter().map(|(known, _)| known).filter(|known| *known != id);
        writes.extend(others.skip(NOTES_MAX - 1).map(|oldest| put(oldest, None)));
        Self::stored(self.store.commit(writes, Durability::Strict).await).map(|_| ())
    }

    async fn notes(&self) -> Result<Vec<(LetterId, Note)>, Failure> {
        let values = Self::stored(self.store.list(Shelf::Letter).await)?;
        let read = |(key, value): &(String, Vec<u8>)| {
            let id: DeviceId = key.parse().ok()?;
            Some((id.0, messages::decode(value)?))
        };
        let mut notes: Vec<(LetterId, Note)> = values.iter().filter_map(read).collect();
        sort_by_key(&mut notes, |(_, note)| Reverse(note.carried.at_ms));
        Ok(notes)
    }
}

/// A letter's refusal, as screens understand it.
fn refused(error: &LetterError) -> Failure {
    failure(&error.code(), "")
}
