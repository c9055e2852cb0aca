//! The bytes between phone and office: CBOR as docs/SYNC.md gives it in CDDL, deflated as a whole. New fields
//! go to the end of an array; a reader skips what it does not know.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Decoder, Encode};

use crate::id::{IdError, Partition};

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
    /// Changes that have no receipt yet, in the order they were made.
    #[n(3)]
    pub changes: Vec<Upload>,
}

/// A position in one partition's log and the version of its register.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// Unit code.
    #[n(0)]
    pub unit: String,
    /// Organisation.
    #[n(1)]
    pub org: String,
    /// Last position that the phone holds.
    #[n(2)]
    pub position: u64,
    /// Version of the register that the phone holds; 0 for none.
    #[n(3)]
    pub register: u64,
}

impl Cursor {
    /// What it counts along.
    pub fn partition(&self) -> Result<Partition, IdError> {
        partition(&self.unit, &self.org)
    }
}

/// One change on its way up.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Upload {
    /// Its document.
    #[n(0)]
    pub doc: ByteArray<16>,
    /// Index of the document's partition in `Request::cursors`.
    #[n(1)]
    pub partition: u32,
    /// Code of the record kind.
    #[n(2)]
    pub kind: String,
    /// The encoded change.
    #[n(3)]
    pub bytes: ByteVec,
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
    /// The cursor after these changes.
    #[n(2)]
    pub to: u64,
    /// True when there is more after `to`.
    #[n(3)]
    pub more: bool,
    /// Changes after the phone's cursor, without those that it sent in this request.
    #[n(4)]
    pub changes: Vec<Download>,
    /// The register, when the phone's version is another one.
    #[n(5)]
    pub register: Option<Register>,
}

impl PartitionNews {
    /// Whose news these are.
    pub fn partition(&self) -> Result<Partition, IdError> {
        partition(&self.unit, &self.org)
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

/// One change on its way down.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Download {
    /// Its document.
    #[n(0)]
    pub doc: ByteArray<16>,
    /// Code of the record kind.
    #[n(1)]
    pub kind: String,
    /// Its position.
    #[n(2)]
    pub position: u64,
    /// The encoded change.
    #[n(3)]
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
