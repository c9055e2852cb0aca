//! This phone's keys: one signs its parcels, to the other the office seals its letters. Their seeds are drawn
//! once, here, and never leave the phone; the office learns the public halves.

use messages::Failure;
use shared::id::{SealKey, UnitCode};
use shared::sorted::Map;
use shared::store::{Durability, Shelf, Write};
use shared::sync::letter::SealSecret;
use shared::sync::parcel::SigningKey;
use shared::sync::phone::Me;

use super::{Session, TOKEN, failure};
use crate::json;
use crate::platform::{Local, NetworkError, Platform, Post, Turn};

/// Key of the seed of the signing key on `Shelf::Meta`.
const SIGN: &str = "device.sign";
/// Key of the seed of the sealing key on `Shelf::Meta`.
const SEAL: &str = "device.seal";
/// Key of the office's public key on `Shelf::Meta`.
const OFFICE: &str = "office.key";
/// Key of the code of this phone's area on `Shelf::Meta`.
const AREA: &str = "office.area";

/// Media type of what goes to and fro beside synchronisation.
pub(super) const JSON: &str = "application/json";

/// The secret halves.
pub(crate) struct Keys {
    /// Signs parcels.
    pub sign: SigningKey,
    /// Opens letters.
    pub seal: SealSecret,
}

/// What a letter to the office carries.
pub(crate) struct Letterhead {
    /// To which it is sealed.
    pub office_key: SealKey,
    /// Written on the outside.
    pub area: UnitCode,
}

impl Letterhead {
    /// As the office tells it.
    pub fn read(fields: &Map<String, String>) -> Option<Self> {
        let office_key = fields.get("office_key")?.parse().ok()?;
        Some(Self { office_key, area: fields.get("area")?.parse().ok()? })
    }

    /// As it is kept.
    pub fn writes(&self) -> [Write; 2] {
        let key = Write::Put(Shelf::Meta, OFFICE.to_owned(), Some(self.office_key.0.to_vec()));
        [key, Write::Put(Shelf::Meta, AREA.to_owned(), Some(self.area.to_string().into_bytes()))]
    }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// The keys of this phone; draws them at first use. They outlive an enrolment, so that what was written under
    /// the one before can still be signed.
    pub(crate) async fn keys(&self) -> Result<Keys, Failure> {
        let _turn = self.platform.turn(Turn::Write).await;
        let sign = self.seed(SIGN).await?;
        let seal = self.seed(SEAL).await?;
        Ok(Keys { sign: SigningKey::from_seed(sign), seal: SealSecret::from_seed(seal) })
    }

    /// This phone, as synchronisation knows it.
    pub(crate) async fn me(&self) -> Result<Me, Failure> {
        let identity = self.enrolled().await?;
        let key = self.keys().await?.sign;
        Ok(Me { home: identity.partition, device: identity.device, key })
    }

    async fn seed(&self, key: &str) -> Result<[u8; 32], Failure> {
        let kept = Self::stored(self.store.get(Shelf::Meta, key).await)?;
        if let Some(seed) = kept.and_then(|seed| seed.try_into().ok()) {
            return Ok(seed);
        }
        let seed = self.fresh()?;
        self.put(Shelf::Meta, key.to_owned(), Some(seed.to_vec()), Durability::Strict).await?;
        Ok(seed)
    }

    /// 32 fresh random bytes.
    pub(super) fn fresh(&self) -> Result<[u8; 32], Failure> {
        let halves = [self.random()?, self.random()?].concat();
        halves.try_into().map_err(|_| failure("device.no_random", ""))
    }

    /// What letters to the office carry; `None` until the office was told this phone's keys.
    pub(super) async fn letterhead(&self) -> Result<Option<Letterhead>, Failure> {
        let key = Self::stored(self.store.get(Shelf::Meta, OFFICE).await)?;
        let area = Self::stored(self.store.get(Shelf::Meta, AREA).await)?;
        let key = key.and_then(|key| key.try_into().ok()).map(SealKey);
        let area = area.and_then(|area| String::from_utf8(area).ok()?.parse().ok());
        Ok(key.zip(area).map(|(office_key, area)| Letterhead { office_key, area }))
    }

    /// Tells the office the keys of a phone that was enrolled before phones had keys; nothing to do for others.
    pub(crate) async fn introduce(&self) -> Result<(), Failure> {
        if self.letterhead().await?.is_some() {
            return Ok(());
        }
        let token = Self::stored(self.store.get(Shelf::Meta, TOKEN).await)?;
        let token = token.and_then(|token| String::from_utf8(token).ok());
        let (sign_key, seal_key) = self.keys().await?.public();
        let body = json::write(&[("sign_key", &sign_key), ("seal_key", &seal_key)]);
        let fields = self.tell_office("/keys/v1", token.as_deref(), &body).await?;
        let letterhead = Letterhead::read(&fields).ok_or_else(not_ours)?;
        Self::stored(self.store.commit(letterhead.writes().into(), Durability::Strict).await).map(|_| ())
    }

    /// One of the small exchanges beside synchronisation; the fields of the office's good answer.
    pub(super) async fn tell_office(
        &self,
        path: &str,
        token: Option<&str>,
        body: &str,
    ) -> Result<Map<String, String>, Failure> {
        let post = Post { path, content_type: JSON, token, body: body.as_bytes() };
        let answer = self.platform.post(post).await.map_err(|error| failure(error.code(), &error))?;
        let fields = json::read(&answer.body).filter(|_| answer.content_type == JSON).ok_or_else(not_ours)?;
        if answer.status != 200 {
            let code = fields.get("code").map_or("server.failed", String::as_str);
            return Err(failure(code, &answer.status));
        }
        Ok(fields)
    }
}

impl Keys {
    /// The public halves as the office is told them: for signatures, for sealing.
    pub fn public(&self) -> (String, String) {
        (self.sign.public().name().to_string(), self.seal.public().to_string())
    }
}

/// Somebody else answered.
pub(super) fn not_ours() -> Failure {
    failure(NetworkError::NotOurs.code(), &NetworkError::NotOurs)
}
