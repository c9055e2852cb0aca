//! Who this phone is: opening, enrolment, preferences.

use messages::{Failure, Home, Identity};
use shared::id::{DocId, Partition};
use shared::sorted::{Map, Set};
use shared::store::{Carriage, Durability, Shelf, Write};
use shared::sync::phone;
use shared::sync::wire::Person;

use super::keys::{Letterhead, not_ours};
use super::standing::is_refused;
use super::{IDENTITY, PREFERENCE, Session, TOKEN, failure};
use crate::json;
use crate::platform::{Local, Platform};

impl<S: Local, P: Platform> Session<S, P> {
    /// Answers `Ask::Open`: looks after damaged records and says who this phone is.
    pub(super) async fn open(&self) -> Result<Home, Failure> {
        self.mend(true).await?;
        self.mend_registers().await?;
        self.lay_additions().await?;
        if self.identity().await?.is_some() {
            // Should the app have ended between hearing of a new unit and moving there.
            self.follow_unit().await?;
        }
        self.home().await
    }

    pub(super) async fn home(&self) -> Result<Home, Failure> {
        let values = Self::stored(self.store.list(Shelf::Meta).await)?;
        let preferences = values.into_iter().filter_map(|(key, value)| {
            Some((key.strip_prefix(PREFERENCE)?.to_owned(), String::from_utf8(value).ok()?))
        });
        let room = self.platform.room().await;
        self.count().await?;
        let sync = self.status.borrow().clone();
        Ok(Home {
            identity: self.identity().await?,
            catalogue: self.catalogue().to_bytes(),
            preferences: preferences.collect(),
            sync,
            storage: room.bytes,
            persistent: room.persistent,
            damaged: self.damaged().await?.into_iter().collect(),
        })
    }

    /// Counts what has no receipt and what was refused, and looks up the last success.
    pub(crate) async fn count(&self) -> Result<(), Failure> {
        let past = Self::stored(phone::last_success(&*self.store).await)?;
        let repairs = Self::stored(phone::repairs(&*self.store).await)?;
        let unreceived = Self::stored(self.store.unreceived().await)?;
        // Changed in one go: what the exchange put there while the store was asked stays.
        let mut status = self.status.borrow_mut();
        status.last_ms = past.map(|past| past.at_ms);
        status.clock_ahead_ms = past.map(|past| past.clock_ahead_ms);
        status.repairs = repairs;
        (status.waiting, status.refused) = (0, 0);
        for (.., carriage) in &unreceived {
            status.refused += u32::from(is_refused(carriage));
            status.waiting += u32::from(*carriage == Carriage::Pending);
        }
        let docs: Set<DocId> = unreceived.iter().map(|(doc, ..)| *doc).collect();
        status.unreceived = u32::try_from(docs.len()).unwrap_or(u32::MAX);
        Ok(())
    }

    /// Answers `Ask::Prefer`.
    pub(super) async fn prefer(&self, key: &str, value: String) -> Result<(), Failure> {
        self.put(Shelf::Meta, format!("{PREFERENCE}{key}"), Some(value.into_bytes()), Durability::Relaxed)
            .await
    }

    /// Answers `Ask::Enrol`. A phone that holds one person's records is not given to another.
    pub(super) async fn enrol(&self, code: &str, label: &str) -> Result<Home, Failure> {
        let (sign_key, seal_key) = self.keys().await?.public();
        let body = json::write(&[
            ("code", code.trim()),
            ("label", label.trim()),
            ("sign_key", &sign_key),
            ("seal_key", &seal_key),
        ]);
        let fields = self.tell_office("/enrol/v1", None, &body).await?;
        let (identity, token) = read(&fields).ok_or_else(not_ours)?;
        let letterhead = Letterhead::read(&fields).ok_or_else(not_ours)?;
        let before = self.identity().await?;
        if let Some(known) = before.as_ref().filter(|known| known.account != identity.account) {
            return Err(failure("enrol.other_account", &known.name));
        }
        let mut writes = vec![
            Write::Put(Shelf::Meta, IDENTITY.to_owned(), messages::encode(&identity)),
            Write::Put(Shelf::Meta, TOKEN.to_owned(), Some(token.into_bytes())),
        ];
        writes.extend(letterhead.writes());
        // What was written under the earlier enrolment keeps its author.
        writes.extend(before.map(|known| {
            let Identity { device, account, name, .. } = known;
            let person = Person { device: device.0.into(), account: account.to_string(), name };
            Write::Put(Shelf::Person, device.to_string(), Some(person.to_bytes()))
        }));
        Self::stored(self.store.commit(writes, Durability::Strict).await)?;
        self.home().await
    }
}

/// Reads the office's answer to an enrolment.
fn read(fields: &Map<String, String>) -> Option<(Identity, String)> {
    let get = |name: &str| fields.get(name).map(String::as_str);
    let identity = Identity {
        account: get("account")?.parse().ok()?,
        name: get("name")?.to_owned(),
        role: get("role")?.parse().ok()?,
        device: get("device")?.parse().ok()?,
        partition: Partition { unit: get("unit")?.parse().ok()?, org: get("org")?.parse().ok()? },
        unit_name: get("unit_name")?.to_owned(),
    };
    Some((identity, get("token")?.to_owned()))
}
