//! This phone's clock beside the office's. A record that was made while it was wrong says so, so that every reader
//! sees the same doubt about its day; no record is put in another order by it.

use messages::Failure;
use shared::domain::clock::{Clock, SLACK_MS, statement};
use shared::id::{ChangeHash, DocId};
use shared::record::Edit;
use shared::sorted::Set;
use shared::store::{Change, Durability, Row, Shelf, Write};
use shared::sync::phone;

use super::Session;
use crate::platform::{Local, Platform, Turn};

/// Key of the moment by this phone's clock at which the last record was made, on `Shelf::Meta`.
const LAST_MADE: &str = "clock.last_made";

impl<S: Local, P: Platform> Session<S, P> {
    /// This moment, and what is known of the clock.
    pub(crate) async fn clock(&self) -> Result<Clock, Failure> {
        let past = Self::stored(phone::last_success(&*self.store).await)?;
        let last = past.map(|past| (past.at_ms, past.clock_ahead_ms));
        Ok(Clock { now_ms: self.platform.now_ms(), last })
    }

    /// Notes that a record is made now.
    pub(super) fn note_made(now_ms: i64) -> Write {
        Write::Put(Shelf::Meta, LAST_MADE.to_owned(), Some(now_ms.to_be_bytes().to_vec()))
    }

    /// After an exchange: the records that it brought to the office for the first time say how wrong the clock was
    /// when they were made, where that makes another day of it. `before` is the clock as it was before the exchange.
    /// Returns how many changes this made.
    pub(crate) async fn state_clock(
        &self,
        before: Clock,
        office_ms: i64,
        sent: &[(DocId, ChangeHash)],
    ) -> Result<usize, Failure> {
        let made = Self::stored(self.store.get(Shelf::Meta, LAST_MADE).await)?;
        let made = made.and_then(|bytes| bytes.try_into().ok()).map_or(i64::MIN, i64::from_be_bytes);
        let measured = before.now_ms.saturating_sub(office_ms).saturating_abs();
        if measured < SLACK_MS && made.saturating_sub(office_ms) < SLACK_MS {
            return Ok(0);
        }
        let names: Set<ChangeHash> = sent.iter().map(|(_, hash)| *hash).collect();
        let docs: Set<DocId> = sent.iter().map(|(doc, _)| *doc).collect();
        let mut stated = 0;
        for doc in docs {
            let _turn = self.platform.turn(Turn::Write).await;
            let rows = Self::stored(self.store.changes_of(doc).await)?;
            let is_new = |row: &Row| names.contains(&row.change.hash);
            if rows.first().is_some_and(is_new) {
                stated += usize::from(self.state_of_one(doc, before, office_ms).await?);
            }
        }
        Ok(stated)
    }

    async fn state_of_one(&self, doc: DocId, before: Clock, office_ms: i64) -> Result<bool, Failure> {
        let identity = self.enrolled().await?;
        // A damaged record must not keep the exchange from its end.
        let mut opened = match self.read(doc).await {
            Ok(Some(opened)) if !opened.damaged => opened,
            Err(failure) if failure.code != "record.damaged" => return Err(failure),
            _ => return Ok(false),
        };
        let flat = opened.document.flat();
        let is_own = flat.text("created_device") == Some(identity.device.to_string().as_str());
        let Some(made_ms) = flat.int("device_time").filter(|_| is_own) else { return Ok(false) };
        let stated: Option<Edit> = statement(&flat, before.ahead_when_made(made_ms, office_ms));
        let actor = self.actor(identity.device, doc)?;
        let written = stated.and_then(|edit| opened.document.write(&actor, &[edit], before.now_ms));
        let Some(written) = written else { return Ok(false) };
        let entry = self.derive(doc, &opened);
        let (partition, kind) = (opened.partition, opened.kind);
        let change = Change { hash: written.hash, doc, partition, kind, bytes: written.bytes };
        let writes = vec![Write::Keep(change), Write::Entry(Box::new(entry))];
        self.commit(writes, Durability::Strict).await.inspect_err(|_| self.forget_actor())?;
        Ok(true)
    }

    /// What counts as today for a rule: as far as this phone can know.
    pub(super) async fn latest_today(&self) -> Result<shared::date::Date, Failure> {
        Ok(self.clock().await?.latest_today())
    }
}
