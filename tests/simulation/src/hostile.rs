//! A member's phone with a modified app: its key is good, what it sends is not what it says.

use sha2::{Digest, Sha256};
use shared::id::DeviceId;
use shared::limits;
use shared::store::Row;
use shared::sync::bundle;
use shared::sync::parcel::{Parcel, SigningKey};
use shared::sync::wire::{self, Request};

use crate::dice::Dice;
use crate::ledger::Ledger;
use crate::line::corrupted;
use crate::office::{Account, Office};

/// A member's phone with a modified app.
const HOSTILE: DeviceId = DeviceId(*b"hostile!");

impl Office {
    /// A member's modified app sends something that it made of an honest change: nothing of it may be taken for
    /// somebody else's, and nothing that cannot be read may be stored.
    pub fn poison(&self, dice: &Dice, row: &Row, ledger: &Ledger, now_ms: i64) {
        let change = &row.change;
        let key = SigningKey::from_seed([7; 32]);
        let account = Account {
            device: HOSTILE,
            home: change.partition.clone(),
            above: false,
            name: "hostile".to_owned(),
            role: "field_officer",
            sign_key: Some(key.public().name().to_string()),
            seal_key: None,
            revoked: false,
        };
        let bytes = match dice.below(4) {
            0 => corrupted(dice, change.bytes.clone()),
            1 => resealed(corrupted(dice, change.bytes.clone())),
            _ => change.bytes.clone(),
        };
        // In its own name, or in that of another phone, whose key it has not.
        let names: Vec<DeviceId> = self.accounts.borrow().values().map(|account| account.device).collect();
        let device = dice.pick(&names).copied().filter(|_| dice.chance(50)).unwrap_or(HOSTILE);
        let bundle = bundle::pack([(change.doc, change.kind.code(), bytes.as_slice())]);
        let parcel = Parcel::seal(device, dice.bits() >> 40, &change.partition, bundle, &key);
        let (version, epoch) = (wire::VERSION, self.epoch.get());
        let request = Request { version, epoch, cursors: Vec::new(), parcels: vec![parcel], room: 0 };
        let before = self.disk.held();
        self.hear(&account, &request, now_ms, limits::SYNC_ROOM, usize::MAX);
        for hash in self.disk.held().difference(&before) {
            if ledger.made(*hash).is_none_or(|made| made.device != HOSTILE) {
                ledger.wrong(format!("the office took {hash} from a hostile app"));
            }
        }
    }
}

/// A change whose checksum fits again after it was altered.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = bytes.split_at_mut_checked(8) {
        let sum = Sha256::digest(body);
        head[4..].copy_from_slice(&sum[..4]);
    }
    bytes
}
