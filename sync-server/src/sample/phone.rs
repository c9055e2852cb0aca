//! A phone of the sample: enrolled, writing documents, synchronised once. Its changes pass the same gate as
//! everybody's; it only skips the wire.

use std::collections::{BTreeMap, BTreeSet};

use futures_lite::future::block_on;

use shared::catalogue::Catalogue;
use shared::crdt::{Actor, Document};
use shared::date::Date;
use shared::domain::facts::State;
use shared::domain::review;
use shared::id::{DeviceId, DocId, Partition};
use shared::limits;
use shared::record::{self, Edit, Kind, SCHEMA_VERSION};
use shared::sync::bundle;
use shared::sync::letter::SealSecret;
use shared::sync::office::{Caller, Signer, Surroundings, receive};
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{self, Request, Verdict};

use super::SampleError;
use super::dice::Dice;
use super::fields::edit;
use crate::derived;
use crate::secret;
use crate::storage::accounts::Account;
use crate::storage::devices::{self, Device, DeviceKeys};
use crate::storage::{SqliteStore, StorageError};

const DAY_MS: i64 = 86_400_000;

/// A phone that writes.
pub(super) struct Phone {
    account: String,
    home: Partition,
    device: DeviceId,
    start: [u8; 8],
    dice: Dice,
    last_on: Date,
    key: SigningKey,
    /// Document, kind and bytes of each change.
    changes: Vec<(DocId, Kind, Vec<u8>)>,
}

impl Phone {
    /// Enrols a phone for an account that has a unit and an organisation. Nobody ever learns its token.
    pub fn enrol(
        store: &SqliteStore,
        account: &Account,
        mut dice: Dice,
        last_on: Date,
    ) -> Result<Self, SampleError> {
        let unbound = || SampleError::Refused(format!("{} has no unit", account.id));
        let (unit, org) = account.unit.clone().zip(account.org.clone()).ok_or_else(unbound)?;
        let id = DeviceId(dice.bits().to_be_bytes());
        let label = "Máy mẫu".to_owned();
        let enrolled_at = morning_ms(first_of_year(last_on));
        let sign = SigningKey::from_seed(secret::random().map_err(StorageError::from)?);
        let seal = SealSecret::from_seed(secret::random().map_err(StorageError::from)?);
        let keys = DeviceKeys { verify: sign.public().name(), seal: seal.public() };
        let device = Device {
            id,
            account: account.id.clone(),
            label,
            enrolled_at,
            synced_at: None,
            revoked_at: None,
            keys: Some(keys),
        };
        let token = secret::hash(&secret::token().map_err(StorageError::from)?);
        store.write(|tx| devices::enrol(tx, &device, &token))?;
        let start = dice.bits().to_be_bytes();
        let account = account.id.to_string();
        Ok(Self {
            account,
            home: Partition { unit, org },
            device: id,
            start,
            dice,
            last_on,
            key: sign,
            changes: Vec::new(),
        })
    }

    /// What this phone draws from.
    pub fn dice(&mut self) -> &mut Dice {
        &mut self.dice
    }

    /// Its id.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// A day of this year, up to the last synchronisation.
    pub fn day(&mut self) -> Date {
        let first = first_of_year(self.last_on);
        let span = self.last_on.day_number() - first.day_number();
        first.plus_days(self.dice.between(span.min(4), span))
    }

    /// Writes a record and leaves it a draft.
    pub fn draft(&mut self, kind: Kind, day: Date, edits: Vec<Edit>) {
        self.write(kind, day, edits, &[]);
    }

    /// Writes a record, completes it and hands it in.
    pub fn hand_in(&mut self, kind: Kind, day: Date, edits: Vec<Edit>) {
        self.write(kind, day, edits, &[State::Completed, State::Submitted]);
    }

    fn write(&mut self, kind: Kind, day: Date, edits: Vec<Edit>, moves: &[State]) {
        let [high, low] = [self.dice.bits(), self.dice.bits()];
        let doc = DocId(((u128::from(high) << 64) | u128::from(low)).to_be_bytes());
        let actor = Actor { device: self.device, start: self.start, doc };
        let mut document = Document::new();
        let mut at_ms = morning_ms(day);
        let first = [self.envelope(kind, at_ms), edits].concat();
        let steps = moves.iter().map(|state| vec![edit("state", state.code())]);
        for step in std::iter::once(first).chain(steps) {
            let handed_in = review::handing_in(&step, &document.heads());
            let step: Vec<Edit> = step.into_iter().chain(handed_in).collect();
            let written = document.write(&actor, &step, at_ms);
            self.changes.extend(written.map(|written| (doc, kind, written.bytes)));
            at_ms += 20 * 60_000;
        }
    }

    fn envelope(&self, kind: Kind, now_ms: i64) -> Vec<Edit> {
        vec![
            edit("kind", kind.code()),
            edit("schema_version", SCHEMA_VERSION),
            edit("catalogue_version", i64::from(Catalogue::builtin().version)),
            edit("org", self.home.org.as_str()),
            edit("unit", self.home.unit.as_str()),
            edit("created_by", self.account.as_str()),
            edit("created_device", self.device.to_string()),
            edit("device_time", now_ms),
            edit("state", State::Draft.code()),
        ]
    }

    /// Hands everything to the office, on the evening of the last day.
    pub fn synchronise(self, store: &SqliteStore) -> Result<(), SampleError> {
        let now_ms = morning_ms(self.last_on) + DAY_MS / 3;
        let items = self.changes.iter().map(|(doc, kind, bytes)| (*doc, kind.code(), bytes.as_slice()));
        let parcel = Parcel::seal(self.device, 1, &self.home, bundle::pack(items), &self.key);
        let (version, parcels) = (wire::VERSION, vec![parcel]);
        let request = Request { version, epoch: 0, cursors: Vec::new(), parcels, room: 0 };
        let caller = Caller { device: self.device, reads: BTreeSet::new() };
        let writes = Kind::ALL.into_iter().map(|kind| (self.home.clone(), kind)).collect();
        let signer = Signer { writes, key: Some(self.key.public()), revoked: false };
        let around = Surroundings {
            epoch: store.epoch()?,
            now_ms,
            table: record::find,
            derive: &derived::derive,
            signers: &BTreeMap::from([(self.device, signer)]),
            room: limits::LETTER_ROOM,
        };
        let answer = block_on(receive(store, &caller, around, &request));
        let answer = answer.map_err(|error| SampleError::Refused(error.code()))?;
        if let Some(bad) = answer.verdicts.iter().find(|verdict| !matches!(verdict, Verdict::Stored(_))) {
            return Err(SampleError::Refused(format!("{bad:?}")));
        }
        Ok(store.write(|tx| devices::synced(tx, self.device, now_ms))?)
    }
}

fn first_of_year(day: Date) -> Date {
    Date::new(day.year(), 1, 1).unwrap_or(day)
}

/// Eight in the morning in Vietnam, Unix milliseconds.
fn morning_ms(day: Date) -> i64 {
    (day.day_number() - Date::in_vietnam(0).day_number()) * DAY_MS + 3_600_000
}
