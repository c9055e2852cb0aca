//! What the engine needs of the machine it runs on, and `browser`, the only place that touches a browser. The
//! session and the synchronisation speak to these traits alone, so that every promise of theirs is tested
//! natively, over a store in memory.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod photo;

use std::future::Future;

use serde::{Deserialize, Serialize};

use messages::Notice;
use shared::domain::figures::Entry;
use shared::id::{ChangeHash, DocId, Partition};
use shared::store::Store;

/// A store on a phone: it can say what went wrong with it, and which entries it lost.
pub trait Local: Store {
    /// Stable code of an error; the error's own words are the detail.
    fn code(error: &Self::Error) -> &'static str;

    /// The entries of all records, and the documents whose entries are there but cannot be read: damaged, or written
    /// by an older version of the app. These must be derived again from the log.
    fn indexed(&self) -> impl Future<Output = Result<(Vec<Entry>, Vec<DocId>), Self::Error>>;

    /// The same of these records; one that has no entry is in neither.
    fn indexed_of(
        &self,
        docs: &[DocId],
    ) -> impl Future<Output = Result<(Vec<Entry>, Vec<DocId>), Self::Error>>;
}

/// Prefix of the keys under which remains of rows lie.
const ROWS: &str = "rows.";

/// What is left of a damaged row, kept on `Shelf::Damaged` under its document: for rescue by hand, and to know
/// when the office has sent the same change again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remains {
    /// The change's name, if that much can be read.
    pub hash: Option<ChangeHash>,
    /// Its partition, if that much can be read.
    pub partition: Option<Partition>,
    /// Its position in the office's log, if the office has it.
    pub position: Option<u64>,
    /// Whatever bytes are left.
    pub bytes: Vec<u8>,
}

impl Remains {
    /// Where the remains of a record lie on `Shelf::Damaged`.
    pub fn key(doc: DocId) -> String {
        format!("{ROWS}{doc}")
    }

    /// The record whose remains lie there.
    pub fn doc(key: &str) -> Option<DocId> {
        key.strip_prefix(ROWS)?.parse().ok()
    }

    /// Reads the remains of one document; nothing when there are none or they are damaged themselves.
    pub fn decode(value: Option<&Vec<u8>>) -> Vec<Self> {
        value.and_then(|bytes| messages::decode(bytes)).unwrap_or_default()
    }

    /// As they are kept.
    pub fn encode(remains: &[Self]) -> Vec<u8> {
        messages::encode(&remains).unwrap_or_default()
    }
}

/// One request to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Post<'p> {
    /// Path on the app's own origin.
    pub path: &'p str,
    /// What the body is.
    pub content_type: &'p str,
    /// The device's token, once it has one.
    pub token: Option<&'p str>,
    /// The body.
    pub body: &'p [u8],
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// HTTP status.
    pub status: u16,
    /// Media type without parameters, lower case.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// No network, or no office at the end of it.
    #[error("the office cannot be reached")]
    Unreachable,
    /// Nothing came for too long.
    #[error("the office did not answer in time")]
    TimedOut,
    /// Somebody else answered: a portal that wants a login, a proxy's error page.
    #[error("somebody else answered in the office's place")]
    NotOurs,
}

impl NetworkError {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreachable => "network.unreachable",
            Self::TimedOut => "network.timeout",
            Self::NotOurs => "network.not_ours",
        }
    }
}

/// What only one of several open tabs may do at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// Reading a document in order to write it back.
    Write,
    /// Exchanging with the office.
    Sync,
    /// Sending a photo.
    Photo,
}

/// The storage of this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Room {
    /// Bytes used and bytes allowed, when the browser tells.
    pub bytes: Option<(u64, u64)>,
    /// Whether the browser promised not to clear the app's data.
    pub persistent: bool,
}

/// Clock, chance, network and the other tabs.
pub trait Platform {
    /// Held while it is one's turn; dropping it ends the turn.
    type Held;

    /// The device's clock, Unix milliseconds.
    fn now_ms(&self) -> i64;

    /// Fresh random bytes fit for names that must never collide; `None` when the browser has none to give.
    fn random(&self) -> Option<[u8; 16]>;

    /// One request to the office, within a time limit.
    fn post(&self, post: Post<'_>) -> impl Future<Output = Result<Posted, NetworkError>>;

    /// Ends the request that is on its way, if there is one: it is reported as failed. A host that cannot lets it run.
    fn hang_up(&self) {}

    /// Waits for one's turn among all tabs and all tasks of this one.
    fn turn(&self, turn: Turn) -> impl Future<Output = Self::Held>;

    /// How the storage stands.
    fn room(&self) -> impl Future<Output = Room>;

    /// Tells the screens of this tab.
    fn tell(&self, notice: &Notice);

    /// Tells the engines of the other tabs, which tell their screens.
    fn tell_others(&self, notice: &Notice);

    /// The record that was read last is not being worked on any more: what goes wrong from here on is not its fault.
    fn at_rest(&self);
}
