//! Everything that a request can be refused for: a status and a stable code, told as JSON to programs and as a
//! sentence to people. What went wrong inside is logged, never told.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use shared::store::Store;
use shared::sync::office::ReceiveError;

use crate::access::{CodeError, DecideError, IssueError, OverseeError, SendingError, SyncError, TypeError};
use crate::enrolment::{EnrolError, KeysError};
use crate::storage::{SqliteStore, StorageError};

/// A refused request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code; `shared::text` has the sentence.
    pub code: String,
}

impl Failure {
    /// A failure with its status and code.
    pub fn new(status: StatusCode, code: impl Into<String>) -> Self {
        Self { status, code: code.into() }
    }

    /// Something failed inside: the log says what.
    pub fn inside(error: &dyn std::error::Error) -> Self {
        let mut reasons = error.to_string();
        let mut source = error.source();
        while let Some(reason) = source {
            reasons = format!("{reasons}: {reason}");
            source = reason.source();
        }
        tracing::error!(reasons, "a request failed inside");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "server.failed")
    }

    /// Too many requests at once.
    pub fn busy() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "server.busy")
    }

    /// Too many attempts.
    pub fn rate_limited() -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "rate.limited")
    }

    /// Nothing is at this address.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "page.unknown")
    }

    /// What was typed is not of its kind; the code's sentence says what is.
    pub fn unreadable(code: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code)
    }

    /// Logged in, and not allowed here.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "access.denied")
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(json!({ "code": self.code }))).into_response();
        if matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        response
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::inside(&error)
    }
}

impl From<EnrolError> for Failure {
    fn from(error: EnrolError) -> Self {
        match error {
            EnrolError::Unknown => Self::new(StatusCode::FORBIDDEN, "enrol.code_unknown"),
            EnrolError::Used => Self::new(StatusCode::FORBIDDEN, "enrol.code_used"),
            EnrolError::Storage(_) | EnrolError::NoRandomness(_) => Self::inside(&error),
        }
    }
}

impl From<KeysError> for Failure {
    fn from(error: KeysError) -> Self {
        match error {
            KeysError::Unknown => Self::new(StatusCode::UNAUTHORIZED, "device.unknown"),
            KeysError::Revoked => Self::new(StatusCode::FORBIDDEN, "device.revoked"),
            KeysError::Taken => Self::new(StatusCode::CONFLICT, "device.other_keys"),
            KeysError::Storage(_) => Self::inside(&error),
        }
    }
}

impl From<CodeError> for Failure {
    fn from(error: CodeError) -> Self {
        match error {
            CodeError::UnknownAccount(_) | CodeError::NoDevices(_) => Self::forbidden(),
            CodeError::Storage(_) | CodeError::NoRandomness(_) => Self::inside(&error),
        }
    }
}

impl From<DecideError> for Failure {
    fn from(error: DecideError) -> Self {
        match error {
            DecideError::Unknown => Self::not_found(),
            _ => Self::inside(&error),
        }
    }
}

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::Unknown => Self::not_found(),
            _ => Self::inside(&error),
        }
    }
}

impl From<SendingError> for Failure {
    fn from(error: SendingError) -> Self {
        match error {
            SendingError::Unknown => Self::not_found(),
            _ => Self::inside(&error),
        }
    }
}

impl From<TypeError> for Failure {
    fn from(error: TypeError) -> Self {
        match error {
            TypeError::Unknown => Self::not_found(),
            _ => Self::inside(&error),
        }
    }
}

impl From<OverseeError> for Failure {
    fn from(error: OverseeError) -> Self {
        match error {
            OverseeError::Unknown => Self::not_found(),
            OverseeError::Refused(code, _) => Self::new(StatusCode::UNPROCESSABLE_ENTITY, code),
            _ => Self::inside(&error),
        }
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        match error {
            SyncError::Unknown => Self::new(StatusCode::UNAUTHORIZED, "device.unknown"),
            SyncError::Revoked => Self::new(StatusCode::FORBIDDEN, "device.revoked"),
            SyncError::Storage(_) => Self::inside(&error),
            SyncError::Receive(error) => Self::from(error),
        }
    }
}

impl From<ReceiveError<<SqliteStore as Store>::Error>> for Failure {
    fn from(error: ReceiveError<StorageError>) -> Self {
        if let ReceiveError::Store(_) = &error {
            return Self::inside(&error);
        }
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self::new(status, error.code())
    }
}
