//! The messages between phone and office: CBOR as docs/SYNC.md gives it in CDDL, in a frame. New fields go to
//! the end of an array; a reader skips what it does not know.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Decoder, Encode};
use serde::{Deserialize, Serialize};

use super::bundle::{self, BundleError, Item, Room};
use super::parcel::Parcel;
use crate::id::{DeviceId, DocId, IdError, Partition};
use crate::sorted::{Map, Set};
use crate::store::Change;

/// Version of the protocol: raised when an old reader would misunderstand.
pub const VERSION: u32 = 1;

/// Bytes that are not the message they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a message of this protocol")]
pub struct WireError;

/// Writes a message as CBOR.
pub(super) fn encode<T: Encode<()>>(message: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    // A vector takes every byte, and none of these encoders fails by itself.
    let written = minicbor::encode(message, &mut bytes);
    debug_assert!(written.is_ok());
    bytes
}

/// Reads a message; bytes after it are an error.
pub(super) fn decode<'b, T: Decode<'b, ()>>(bytes: &'b [u8]) -> Result<T, WireError> {
    let mut decoder = Decoder::new(bytes);
    let message = decoder.decode().map_err(|_| WireError)?;
    if decoder.position() == bytes.len() { Ok(message) } else { Err(WireError) }
}

macro_rules! message {
    ($name:ident) => {
        impl $name {
            /// As CBOR.
            pub fn to_bytes(&self) -> Vec<u8> {
                encode(self)
            }

            /// From CBOR, nothing before or after it.
            pub fn from_bytes(bytes: &[u8]) -> Result<Self, WireError> {
                decode(bytes)
            }
        }
    };
}

message!(Request);
message!(Response);
message!(Person);

/// Reads a unit and an organisation.
pub(super) fn partition(unit: &str, org: &str) -> Result<Partition, IdError> {
    Ok(Partition { unit: unit.parse()?, org: org.parse()? })
}

/// Everything a phone says in one exchange.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Request {
    /// Protocol version of the phone.
    #[n(0)]
    pub version: u32,
    /// The server's epoch as the phone last saw it; 0 before the first contact.
    #[n(1)]
    pub epoch: u64,
    /// Where the phone stands in each partition it follows.
    #[n(2)]
    pub cursors: Vec<Cursor>,
    /// Changes that have no receipt yet, the phone's own or carried for another.
    #[n(3)]
    pub parcels: Vec<Parcel>,
    /// Bytes of changes, before compression, that the phone wants in the answer.
    #[n(4)]
    pub room: u32,
}

impl Request {
    /// Who made the parcels in it.
    pub fn devices(&self) -> Set<DeviceId> {
        self.parcels.iter().map(Parcel::device).collect()
    }
}

/// Where a phone stands in one partition.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// Unit code.
    #[n(0)]
    pub unit: String,
    /// Organisation.
    #[n(1)]
    pub org: String,
    /// Last position that the phone holds, with everything before it.
    #[n(2)]
    pub position: u64,
    /// Version of the register that the phone holds; 0 for none.
    #[n(3)]
    pub register: u64,
    /// Digest of what the phone holds up to its position.
    #[n(4)]
    pub digest: u64,
    /// While the partition is being filled: how far.
    #[n(5)]
    pub fill: Option<Fill>,
    /// When the office asked for it: digests at ever earlier positions.
    #[n(6)]
    pub locator: Vec<Mark>,
}

impl Cursor {
    /// What it counts along.
    pub fn partition(&self) -> Result<Partition, IdError> {
        partition(&self.unit, &self.org)
    }
}

/// The digest of a log up to a position: the sum of the first eight bytes, big-endian, of the names of its changes
/// up to there, modulo 2^64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Mark {
    /// The position.
    #[n(0)]
    pub position: u64,
    /// The digest there.
    #[n(1)]
    pub digest: u64,
}

/// How far the first filling of a partition has come. The log up to `upto` comes record by record, whole records,
/// the unfinished and the newest first; then the feed goes on from there. Drawn up by the office alone; the
/// phone gives it back as it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Fill {
    /// The end of the log when the filling began.
    #[n(0)]
    pub upto: u64,
    /// 0: unfinished records that have not changed since, the newest first. 1: the others that have not changed
    /// since, the newest first. 2: records that have changed since, the oldest first, as they were.
    #[n(1)]
    pub stage: u8,
    /// The last record that came in this stage: its newest position, in stage 2 its first.
    #[n(2)]
    pub key: u64,
}

impl Fill {
    /// Asks for the beginning.
    pub const START: Self = Self { upto: 0, stage: 0, key: 0 };
}

/// What became of one uploaded change.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Verdict {
    /// On disk at this position.
    #[n(0)]
    Stored(#[n(0)] u64),
    /// Was on disk already, at this position.
    #[n(1)]
    Duplicate(#[n(0)] u64),
    /// Depends on changes that the server has not seen: send again together with them.
    #[n(2)]
    MissingDeps,
    /// Refused; the code says why.
    #[n(3)]
    Refused(#[n(0)] String),
}

/// Everything the office answers.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Response {
    /// Protocol version of the server.
    #[n(0)]
    pub version: u32,
    /// The server's epoch: another one than the phone knows means that the server was restored.
    #[n(1)]
    pub epoch: u64,
    /// The server's time, Unix milliseconds: to tell a person that the phone's clock is wrong.
    #[n(2)]
    pub time_ms: i64,
    /// One verdict per uploaded change, in order.
    #[n(3)]
    pub verdicts: Vec<Verdict>,
    /// News of each partition in the device's scope.
    #[n(4)]
    pub partitions: Vec<PartitionNews>,
    /// People behind the devices of these changes.
    #[n(5)]
    pub people: Vec<Person>,
}

/// What is new in one partition.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PartitionNews {
    /// Unit code.
    #[n(0)]
    pub unit: String,
    /// Organisation.
    #[n(1)]
    pub org: String,
    /// The position after which these changes follow: the cursor's, or an earlier one up to which phone and office
    /// hold the same. What the phone knew of positions beyond it is void.
    #[n(2)]
    pub from: u64,
    /// The cursor after these changes; while filling, 0.
    #[n(3)]
    pub to: u64,
    /// True when there is more to ask for at once.
    #[n(4)]
    pub more: bool,
    /// The last position of the log.
    #[n(5)]
    pub last: u64,
    /// Digest of the log up to `to`.
    #[n(6)]
    pub digest: u64,
    /// The changes' positions: of each, how far it is from the one before in the bundle, the first from 0.
    #[n(7)]
    pub steps: Vec<i64>,
    /// The changes without those that came up in this exchange: `sync::bundle`.
    #[n(8)]
    pub bundle: ByteVec,
    /// The register, when the phone's version is another one.
    #[n(9)]
    pub register: Option<Register>,
    /// How far the filling has come; none when it is done.
    #[n(10)]
    pub fill: Option<Fill>,
    /// True when the cursor's digest is not that of the log: the phone sends a locator next, at once.
    #[n(11)]
    pub ask_locator: bool,
}

impl PartitionNews {
    /// Whose news these are.
    pub fn partition(&self) -> Result<Partition, IdError> {
        partition(&self.unit, &self.org)
    }

    /// The changes with their positions, of at most `room`.
    pub fn changes(&self, room: Room) -> Result<Vec<(u64, Item)>, BundleError> {
        let items = bundle::unpack(&self.bundle, room)?;
        if items.len() != self.steps.len() {
            return Err(BundleError::Malformed);
        }
        let mut position = 0_u64;
        let placed = items.into_iter().zip(&self.steps).map(|(item, step)| {
            position = position.checked_add_signed(*step).ok_or(BundleError::Malformed)?;
            Ok((position, item))
        });
        placed.collect()
    }

    /// Packs changes with their positions; those of one document come together.
    pub fn pack(&mut self, changes: &[(u64, Change)]) {
        let mut first: Map<DocId, usize> = Map::new();
        for (place, (_, change)) in changes.iter().enumerate() {
            first.entry(change.doc).or_insert(place);
        }
        let mut sorted: Vec<&(u64, Change)> = changes.iter().collect();
        sorted.sort_by_key(|(_, change)| first.get(&change.doc).copied());
        let mut before = 0;
        self.steps = sorted
            .iter()
            .map(|(position, _)| {
                let step = position.wrapping_sub(before).cast_signed();
                before = *position;
                step
            })
            .collect();
        let items =
            sorted.iter().map(|(_, change)| (change.doc, change.kind.code(), change.bytes.as_slice()));
        self.bundle = bundle::pack(items).into();
    }
}

/// The register of a partition, whole.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Register {
    /// Its version, never 0.
    #[n(0)]
    pub version: u64,
    /// Postcard of `UnitRegister`.
    #[n(1)]
    pub bytes: ByteVec,
}

/// Who stands behind a device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Person {
    /// Device id: the first eight bytes of its actors.
    #[n(0)]
    pub device: ByteArray<8>,
    /// Account id.
    #[n(1)]
    pub account: String,
    /// Name to show.
    #[n(2)]
    pub name: String,
}
