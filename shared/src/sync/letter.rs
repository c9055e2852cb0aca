//! A letter: the protocol's messages as a sealed file that somebody carries. From phone to office it holds a
//! request, back it holds the answers; whoever carries it reads neither. Sealing is HPKE (RFC 9180) with X25519,
//! HKDF-SHA-256 and ChaCha20-Poly1305; the bytes are written out in docs/SYNC.md, "Files".
//!
//! This module draws no random number (32 fresh bytes are an argument) and decides nothing about what is inside:
//! parcels prove their author by themselves, so a letter to the office needs no sender. A letter to a phone is
//! authentic: only the office of its enrolment can have sealed it.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use sha2::{Digest, Sha256};

use super::frame;
use super::wire::{self, Cursor, Request, Response};
use crate::id::{DeviceId, SealKey, UnitCode};
use crate::limits::{LETTER_BYTES_MAX, LETTER_INFLATED_BYTES_MAX};

/// Version of the file: raised when an old reader would misunderstand.
pub const FORMAT: u8 = 1;
/// Ending of a file's name.
pub const FILE_ENDING: &str = "soban";

/// The first bytes of every letter.
const MAGIC: &[u8; 5] = b"SOBAN";
/// What the keys are derived for.
const INFO: &[u8] = b"soban letter 1";
/// Length of the name of a key, of a letter, and of the check at the end of a file.
const NAME_BYTES: usize = 8;
/// Length of the key that a sealed message brings with it.
const KEY_BYTES: usize = 32;

type Suite = X25519HkdfSha256;
type Private = <Suite as Kem>::PrivateKey;
type Public = <Suite as Kem>::PublicKey;
type Brought = <Suite as Kem>::EncappedKey;

/// The name of a letter: the check at its end.
pub type LetterId = [u8; NAME_BYTES];

/// Why a letter cannot be written or read. Nothing of it is taken in then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// Not a file of this program.
    #[error("letter.not_ours")]
    NotOurs,
    /// Cut short or altered, by accident or not.
    #[error("letter.damaged")]
    Damaged,
    /// Written by a newer program.
    #[error("letter.version_new")]
    VersionNew,
    /// Beyond the limit of a file.
    #[error("letter.too_large")]
    TooLarge,
    /// Sealed to the office of another area, whose code this is.
    #[error("letter.other_area")]
    OtherArea(UnitCode),
    /// A file from a phone was given to a phone, or one from an office to an office.
    #[error("letter.wrong_way")]
    WrongWay,
    /// The answer to another phone.
    #[error("letter.not_for_this_phone")]
    NotForThisPhone,
}

impl LetterError {
    /// The stable code.
    pub fn code(&self) -> String {
        self.to_string()
    }

    /// What the code's sentence needs.
    pub fn args(&self) -> Vec<String> {
        match self {
            Self::OtherArea(area) => vec![area.to_string()],
            _ => Vec::new(),
        }
    }
}

/// The secret half of a key to which letters are sealed. Shown nowhere, not even to a debugger.
pub struct SealSecret {
    private: Private,
    public: Public,
}

impl SealSecret {
    /// From 32 random bytes that were drawn once and are kept.
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let (private, public) = Suite::derive_keypair(&seed);
        Self { private, public }
    }

    /// The half that others may know.
    pub fn public(&self) -> SealKey {
        SealKey(self.public.to_bytes().into())
    }
}

/// Where a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the office that has the key of this name.
    ToOffice([u8; NAME_BYTES]),
    /// To this phone.
    ToPhone(DeviceId),
}

/// What everybody can read on a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Where it goes.
    pub way: Way,
    /// The area from which, or to which, it was written; for the words of a refusal only.
    pub area: UnitCode,
    /// Its name.
    pub id: LetterId,
}

/// What a phone writes to its office.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Question {
    /// Who wants an answer. Nothing is believed for it: an answer can be read by this phone alone.
    #[n(0)]
    pub device: ByteArray<8>,
    /// Everything that waits, in one request.
    #[n(1)]
    pub request: Request,
}

/// What an office writes back.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Reply {
    /// The letter that this answers.
    #[n(0)]
    pub letter: ByteArray<8>,
    /// The answer to its request; then what further requests of a phone without changes would bring, in order.
    #[n(1)]
    pub responses: Vec<Response>,
}

macro_rules! content {
    ($name:ident) => {
        impl $name {
            /// As CBOR.
            pub fn to_bytes(&self) -> Vec<u8> {
                wire::encode(self)
            }

            /// From CBOR, nothing before or after it.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, LetterError> {
                wire::decode(bytes).map_err(|_| LetterError::Damaged)
            }
        }
    };
}

content!(Question);
content!(Reply);

/// A phone's letter, sealed to its office with 32 fresh random bytes.
pub fn to_office(
    office: SealKey,
    area: &UnitCode,
    question: &Question,
    random: [u8; 32],
) -> Result<Vec<u8>, LetterError> {
    let head = head(Way::ToOffice(name(office)), area);
    seal(head, &OpModeS::Base, office, &question.to_bytes(), random)
}

/// The office's letter, sealed to a phone with 32 fresh random bytes and the office's own key.
pub fn to_phone(
    office: &SealSecret,
    (device, key): (DeviceId, SealKey),
    area: &UnitCode,
    reply: &Reply,
    random: [u8; 32],
) -> Result<Vec<u8>, LetterError> {
    let head = head(Way::ToPhone(device), area);
    let mode = OpModeS::Auth((office.private.clone(), office.public.clone()));
    seal(head, &mode, key, &reply.to_bytes(), random)
}

/// Opens a letter at the office that has this key.
pub fn open_at_office(office: &SealSecret, letter: &[u8]) -> Result<Question, LetterError> {
    let (outside, sealed) = read(letter)?;
    match outside.way {
        Way::ToOffice(key) if key == name(office.public()) => {}
        Way::ToOffice(_) => return Err(LetterError::OtherArea(outside.area)),
        Way::ToPhone(_) => return Err(LetterError::WrongWay),
    }
    Question::from_bytes(&open(&sealed, &OpModeR::Base, office)?)
}

/// Opens the office's letter on the phone that it was written to.
pub fn open_on_phone(
    phone: &SealSecret,
    device: DeviceId,
    office: SealKey,
    letter: &[u8],
) -> Result<Reply, LetterError> {
    let (outside, sealed) = read(letter)?;
    match outside.way {
        Way::ToPhone(to) if to == device => {}
        Way::ToPhone(_) => return Err(LetterError::NotForThisPhone),
        Way::ToOffice(_) => return Err(LetterError::WrongWay),
    }
    let office = Public::from_bytes(&office.0).map_err(|_| LetterError::Damaged)?;
    Reply::from_bytes(&open(&sealed, &OpModeR::Auth(office), phone)?)
}

/// What a phone that has taken an answer in would ask next; `None` when the office has no more, or when the phone
/// must first look into its own store. With it an office writes all that it has into one letter.
pub fn next(request: &Request, response: &Response) -> Option<Request> {
    if !response.partitions.iter().any(|news| news.more && !news.ask_locator) {
        return None;
    }
    let mut cursors: Vec<Cursor> = request.cursors.clone();
    for news in &response.partitions {
        let of_these = |cursor: &&mut Cursor| cursor.unit == news.unit && cursor.org == news.org;
        let known = cursors.iter_mut().find(of_these);
        let register = news.register.as_ref().map(|register| register.version);
        let after = Cursor {
            unit: news.unit.clone(),
            org: news.org.clone(),
            position: news.to,
            register: register.or(known.as_ref().map(|cursor| cursor.register)).unwrap_or_default(),
            digest: news.digest,
            fill: news.fill,
            locator: Vec::new(),
        };
        match known {
            Some(cursor) => *cursor = after,
            None => cursors.push(after),
        }
    }
    let (version, epoch, room) = (request.version, response.epoch, request.room);
    Some(Request { version, epoch, cursors, parcels: Vec::new(), room })
}

/// What stands on the outside of a letter that is whole.
pub fn outside(letter: &[u8]) -> Result<Outside, LetterError> {
    read(letter).map(|(outside, _)| outside)
}

/// The name of a key: enough to know one's own, nothing to compute with.
fn name(key: SealKey) -> [u8; NAME_BYTES] {
    first(&Sha256::digest(key.0))
}

fn first(digest: &[u8]) -> [u8; NAME_BYTES] {
    digest.first_chunk().copied().unwrap_or_default()
}

/// The part that everybody can read; sealing binds the content to it.
fn head(way: Way, area: &UnitCode) -> Vec<u8> {
    let (kind, to) = match way {
        Way::ToOffice(key) => (1, key),
        Way::ToPhone(device) => (2, device.0),
    };
    let area = area.as_str().as_bytes();
    // A unit's code has at most 24 bytes.
    let length = u8::try_from(area.len()).unwrap_or(u8::MAX);
    [MAGIC.as_slice(), &[FORMAT, kind], &to, &[length], area].concat()
}

fn seal(
    head: Vec<u8>,
    mode: &OpModeS<'_, Suite>,
    to: SealKey,
    content: &[u8],
    random: [u8; 32],
) -> Result<Vec<u8>, LetterError> {
    let to = Public::from_bytes(&to.0).map_err(|_| LetterError::Damaged)?;
    let mut fresh = Fresh { seed: random, drawn: 0 };
    let sealed = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, Suite>(
        mode,
        &to,
        INFO,
        &frame::pack(content),
        &head,
        &mut fresh,
    );
    // Fails only for a key that is no key at all.
    let (brought, sealed) = sealed.map_err(|_| LetterError::Damaged)?;
    let mut letter = head;
    letter.extend_from_slice(&brought.to_bytes());
    letter.extend_from_slice(&sealed);
    let check = first(&Sha256::digest(&letter));
    letter.extend_from_slice(&check);
    if letter.len() > LETTER_BYTES_MAX { Err(LetterError::TooLarge) } else { Ok(letter) }
}

/// The sealed part of a letter and what it is bound to.
struct Sealed<'l> {
    head: &'l [u8],
    brought: &'l [u8; KEY_BYTES],
    content: &'l [u8],
}

fn open(sealed: &Sealed<'_>, mode: &OpModeR<'_, Suite>, own: &SealSecret) -> Result<Vec<u8>, LetterError> {
    let brought = Brought::from_bytes(sealed.brought).map_err(|_| LetterError::Damaged)?;
    let content = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, Suite>(
        mode,
        &own.private,
        &brought,
        INFO,
        sealed.content,
        sealed.head,
    );
    let content = content.map_err(|_| LetterError::Damaged)?;
    frame::unpack(&content, LETTER_INFLATED_BYTES_MAX).map_err(|error| match error {
        frame::FrameError::TooLarge => LetterError::TooLarge,
        frame::FrameError::Malformed => LetterError::Damaged,
    })
}

/// Reads the outside; what is sealed is left as it is.
fn read(letter: &[u8]) -> Result<(Outside, Sealed<'_>), LetterError> {
    let rest = letter.strip_prefix(MAGIC).ok_or(LetterError::NotOurs)?;
    if letter.len() > LETTER_BYTES_MAX {
        return Err(LetterError::TooLarge);
    }
    let (&format, _) = rest.split_first().ok_or(LetterError::Damaged)?;
    if format > FORMAT {
        return Err(LetterError::VersionNew);
    }
    let (whole, id) = letter.split_last_chunk().ok_or(LetterError::Damaged)?;
    if first(&Sha256::digest(whole)) != *id {
        return Err(LetterError::Damaged);
    }
    parse(whole, *id).ok_or(LetterError::Damaged)
}

/// A letter without its check.
fn parse(whole: &[u8], id: LetterId) -> Option<(Outside, Sealed<'_>)> {
    let (_, rest) = whole.split_at_checked(MAGIC.len() + 1)?;
    let (&kind, rest) = rest.split_first()?;
    let (to, rest) = rest.split_first_chunk()?;
    let (&length, rest) = rest.split_first()?;
    let (area, rest) = rest.split_at_checked(usize::from(length))?;
    let (brought, content) = rest.split_first_chunk()?;
    let way = match kind {
        1 => Way::ToOffice(*to),
        2 => Way::ToPhone(DeviceId(*to)),
        _ => return None,
    };
    let area = std::str::from_utf8(area).ok()?.parse().ok()?;
    let head = whole.get(..whole.len() - rest.len())?;
    Some((Outside { way, area, id }, Sealed { head, brought, content }))
}

/// Random bytes that were drawn elsewhere, stretched to whatever is asked.
struct Fresh {
    seed: [u8; 32],
    drawn: u64,
}

impl TryRng for Fresh {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Self::Error> {
        for part in bytes.chunks_mut(32) {
            let block =
                Sha256::new().chain_update(self.seed).chain_update(self.drawn.to_le_bytes()).finalize();
            part.copy_from_slice(&block[..part.len()]);
            self.drawn += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Fresh {}
