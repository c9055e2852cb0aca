//! What can go wrong with IndexedDB, told apart by what a person can do about it. Browsers hide the cause of
//! an aborted transaction more often than not, so a full disk is also recognised by asking for the estimate.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::platform::browser::storage;

/// Why the store could not do what was asked. Nothing of an unfinished commit remains.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdbError {
    /// The phone has no room left.
    #[error("no room left on this device")]
    Full,
    /// The browser closed the connection; the next use opens it again.
    #[error("the connection to the database was lost: {0}")]
    Lost(String),
    /// Another tab holds an older version of the database open.
    #[error("another tab holds an older version of the database open")]
    Blocked,
    /// The database was upgraded by a newer version of this app.
    #[error("the database belongs to a newer version of this app")]
    Newer,
    /// Anything else, in the browser's words.
    #[error("{0}")]
    Failed(String),
}

/// Free bytes below which an unexplained abort is taken for a full disk: more than any one commit.
const ROOM_MIN_BYTES: u64 = 4 * 1024 * 1024;

impl IdbError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Full => "storage.full",
            Self::Lost(_) => "storage.lost",
            Self::Blocked => "storage.blocked",
            Self::Newer => "storage.newer",
            Self::Failed(_) => "storage.failed",
        }
    }

    /// From an exception or from the error of a request.
    pub fn of(thrown: &JsValue) -> Self {
        let (name, message) = match thrown.dyn_ref::<DomException>() {
            Some(exception) => (exception.name(), exception.message()),
            None => (
                String::new(),
                thrown.dyn_ref::<js_sys::Error>().map(|error| error.message().into()).unwrap_or_default(),
            ),
        };
        match name.as_str() {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            // InvalidStateError: the connection was closed under us. UnknownError: what Safari and a failing disk say.
            "InvalidStateError" | "UnknownError" => Self::Lost(format!("{name}: {message}")),
            _ => Self::Failed(format!("{name}: {message}")),
        }
    }

    /// From an aborted transaction, whose error may be missing or say nothing of the quota.
    pub async fn of_abort(error: Option<DomException>) -> Self {
        let told =
            error.map_or(Self::Failed("the transaction was aborted".to_owned()), |error| Self::of(&error));
        if told == Self::Full {
            return told;
        }
        match storage::estimate().await {
            Some((used, quota)) if quota.saturating_sub(used) < ROOM_MIN_BYTES => Self::Full,
            _ => told,
        }
    }
}
