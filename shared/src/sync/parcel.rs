//! The parcel, the unit of transport: changes of one device for one partition, numbered per device and signed
//! with the device's key, so that the office can tell whose they are whoever carries them: the phone itself,
//! a colleague with a file. Twice, late or out of order equals once, because its changes are stored by their
//! hashes. It draws no key: the seed is an argument.

use std::fmt;

use ed25519_dalek::Signer;
use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::wire::{self, WireError};
use crate::id::{DeviceId, IdError, ParcelId, Partition, VerifyKey};

/// What every signed text begins with: a signature over something else is never one over a parcel.
const DOMAIN: &[u8] = b"soban parcel 1";

/// A device's private key; never leaves the phone and is never printed.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of 32 random bytes that the phone drew at its enrolment.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// The half that the office knows.
    pub fn public(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key())
    }

    /// Ed25519 over `bytes`.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

/// A device's public key, as it was registered at its enrolment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifyingKey(ed25519_dalek::VerifyingKey);

impl VerifyingKey {
    /// Reads a key; `None` when the bytes are none, or one under which every signature would be good.
    pub fn read(key: VerifyKey) -> Option<Self> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&key.0).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// Its bytes.
    pub fn name(self) -> VerifyKey {
        VerifyKey(self.0.to_bytes())
    }

    /// True when the holder of the private half signed `bytes`.
    pub fn verifies(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

/// Changes of one device for one partition.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Parcel {
    /// Who made and signed it.
    #[n(0)]
    pub device: ByteArray<8>,
    /// Its number among the parcels of the device, from 1.
    #[n(1)]
    pub number: u64,
    /// Unit code of the partition.
    #[n(2)]
    pub unit: String,
    /// Organisation of the partition.
    #[n(3)]
    pub org: String,
    /// The changes: `sync::bundle`.
    #[n(4)]
    pub bundle: ByteVec,
    /// Over everything before.
    #[n(5)]
    pub signature: ByteArray<64>,
}

/// What is signed: the parcel without its signature.
#[derive(Encode)]
struct Content<'p> {
    #[n(0)]
    device: &'p ByteArray<8>,
    #[n(1)]
    number: u64,
    #[n(2)]
    unit: &'p str,
    #[n(3)]
    org: &'p str,
    #[n(4)]
    bundle: &'p ByteVec,
}

impl Parcel {
    /// Signs a bundle. The same arguments make the same parcel.
    pub fn seal(
        device: DeviceId,
        number: u64,
        partition: &Partition,
        bundle: Vec<u8>,
        key: &SigningKey,
    ) -> Self {
        let mut parcel = Self {
            device: device.0.into(),
            number,
            unit: partition.unit.to_string(),
            org: partition.org.to_string(),
            bundle: bundle.into(),
            signature: [0; 64].into(),
        };
        parcel.signature = key.sign(&parcel.signed()).into();
        parcel
    }

    /// Who made it, as it says itself.
    pub fn device(&self) -> DeviceId {
        DeviceId(*self.device)
    }

    /// Where its records belong, as it says itself.
    pub fn partition(&self) -> Result<Partition, IdError> {
        wire::partition(&self.unit, &self.org)
    }

    /// Its name: SHA-256 of what is signed.
    pub fn id(&self) -> ParcelId {
        ParcelId(Sha256::digest(self.signed()).into())
    }

    /// True when the holder of this key signed it as it is.
    pub fn is_signed_by(&self, key: &VerifyingKey) -> bool {
        key.verifies(&self.signed(), &self.signature)
    }

    /// As CBOR.
    pub fn to_bytes(&self) -> Vec<u8> {
        wire::encode(self)
    }

    /// From CBOR, nothing before or after it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
        wire::decode(bytes)
    }

    fn signed(&self) -> Vec<u8> {
        let Self { device, number, unit, org, bundle, .. } = self;
        let content = wire::encode(&Content { device, number: *number, unit, org, bundle });
        [DOMAIN, &content].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parcel(key: &SigningKey) -> Parcel {
        let partition = "HT/youth_union".parse().unwrap();
        Parcel::seal(DeviceId([1; 8]), 5, &partition, vec![1, 2, 3], key)
    }

    #[test]
    fn a_parcel_is_its_makers_and_nobody_elses() {
        let (one, other) = (SigningKey::from_seed([1; 32]), SigningKey::from_seed([2; 32]));
        let sealed = parcel(&one);
        assert_eq!(Parcel::from_bytes(&sealed.to_bytes()), Ok(sealed.clone()));
        assert!(sealed.is_signed_by(&one.public()));
        assert!(!sealed.is_signed_by(&other.public()));
        assert_eq!(sealed, parcel(&one), "sealing twice gives the same bytes");
    }

    #[test]
    fn a_parcel_that_was_touched_is_nobodys() {
        let key = SigningKey::from_seed([1; 32]);
        let touches: [&dyn Fn(&mut Parcel); 5] = [
            &|parcel| parcel.number = 6,
            &|parcel| parcel.device = [2; 8].into(),
            &|parcel| parcel.unit = "NS".into(),
            &|parcel| parcel.bundle = vec![1, 2].into(),
            &|parcel| parcel.signature[3] ^= 1,
        ];
        for touch in touches {
            let mut parcel = parcel(&key);
            touch(&mut parcel);
            assert!(!parcel.is_signed_by(&key.public()));
        }
        assert_ne!(Parcel { number: 6, ..parcel(&key) }.id(), parcel(&key).id());
    }

    #[test]
    fn a_key_reads_back_what_it_wrote_and_shows_no_secret() {
        let key = SigningKey::from_seed([9; 32]);
        assert_eq!(VerifyingKey::read(key.public().name()), Some(key.public()));
        assert_eq!(VerifyingKey::read(VerifyKey([0; 32])), None, "a weak key");
        assert_eq!(format!("{key:?}"), "SigningKey");
    }
}
