//! What the synchronisation asks of the office beside its log: registers and people.

use shared::id::{DeviceId, Partition};
use shared::store::Shelf;
use shared::sync::letter::SealSecret;
use shared::sync::office::{Office, Whole};
use shared::sync::wire::{Fill, Person, Register};

use super::{SqliteStore, StorageError, accounts, devices, log, registers, v1};

impl Office for SqliteStore {
    async fn register(&self, partition: &Partition, known: u64) -> Result<Option<Register>, StorageError> {
        let content = self.read(|c| registers::content(c, partition))?;
        let news = content.filter(|(version, _)| *version != known);
        Ok(news.map(|(version, bytes)| Register { version, bytes: bytes.into() }))
    }

    async fn person(&self, device: DeviceId) -> Result<Option<Person>, StorageError> {
        self.read(|c| {
            let Some(found) = devices::find(c, device)? else { return Ok(None) };
            let name = accounts::find(c, found.account.as_str())?.map(|account| account.name);
            let account = found.account.to_string();
            Ok(name.map(|name| Person { device: device.0.into(), account, name }))
        })
    }

    async fn last(&self, partition: &Partition) -> Result<u64, StorageError> {
        self.read(|c| log::last_position(c, partition))
    }

    async fn digest(&self, partition: &Partition, position: u64) -> Result<Option<u64>, StorageError> {
        self.read(|c| log::digest(c, partition, position))
    }

    async fn whole(&self, partition: &Partition, fill: &Fill, bytes: usize) -> Result<Whole, StorageError> {
        self.read(|c| log::whole(c, partition, fill, bytes))
    }
}

impl SqliteStore {
    /// The number drawn when the database was made; another one tells the phones to offer their changes again.
    pub fn epoch(&self) -> Result<u64, StorageError> {
        let value = self.read(|c| log::value(c, Shelf::Meta, "epoch"))?;
        let bytes: Option<[u8; 8]> = value.and_then(|value| value.try_into().ok());
        bytes.map(u64::from_le_bytes).ok_or_else(|| StorageError::Damaged("epoch".into()))
    }

    /// Draws another epoch: this database is not what phones were told of.
    pub fn renew_epoch(&self) -> Result<u64, StorageError> {
        let epoch = v1::epoch()?;
        self.write(|tx| {
            tx.execute(
                "UPDATE value SET value = ?1 WHERE shelf = 'meta' AND key = 'epoch'",
                [epoch.to_le_bytes()],
            )?;
            Ok(epoch)
        })
    }

    /// The office's own key: with it letters to this office are opened, and letters from it are sealed.
    pub fn seal_secret(&self) -> Result<SealSecret, StorageError> {
        let value = self.read(|c| log::value(c, Shelf::Meta, "seal_key"))?;
        let seed = value.and_then(|value| value.try_into().ok());
        seed.map(SealSecret::from_seed).ok_or_else(|| StorageError::Damaged("seal_key".into()))
    }
}
