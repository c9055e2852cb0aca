//! The bytes between phone and office: CBOR as docs/SYNC.md gives it in CDDL, deflated as a whole. New fields
//! go to the end of an array; a reader skips what it does not know.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};

/// Version of the protocol: raised when an old reader would misunderstand.
pub const VERSION: u32 = 1;

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
    /// The register, when the phone's version is another one: postcard of `UnitRegister`.
    #[n(5)]
    pub register: Option<ByteVec>,
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
