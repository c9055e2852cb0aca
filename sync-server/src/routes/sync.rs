//! `POST /sync/v1`: one exchange with a phone.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};

use shared::limits::{SYNC_BODY_BYTES_MAX, SYNC_INFLATED_BYTES_MAX};
use shared::sync::frame::{FrameError, unpack};
use shared::sync::wire::Request;

use super::body;
use super::coding::{self, Coded};
use crate::access::{Heard, SyncError, Writer};
use crate::failure::Failure;
use crate::office::Office;

/// Content type of request and answer.
pub(super) const MEDIA_TYPE: &str = "application/vnd.soban.sync";

/// Takes in what the phone sends and answers what is new. Who it is, is asked before its body is read.
pub(super) async fn sync(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Coded, Failure> {
    let takes_brotli = coding::takes_brotli(&headers);
    let token = token(&headers);
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let is_ours = kind.split(';').next().is_some_and(|kind| kind.trim() == MEDIA_TYPE);
    let bytes = body::bytes(body, SYNC_BODY_BYTES_MAX).await?;
    if !is_ours {
        return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "sync.wrong_type"));
    }
    let _room = office.exchanges.try_acquire().map_err(|_| Failure::busy())?;
    let answer = office.work(move |office| {
        let writer = Writer::of_token(&office.store, &token, office.clock)?;
        let request = read(&bytes)?;
        let response =
            writer.exchange(&request, Heard::Enrolled, &office.turns).map_err(|error| match error {
                SyncError::Receive(error) => Failure::from(error),
                error => Failure::from(error),
            })?;
        Ok(coding::code(&response.to_bytes(), takes_brotli))
    });
    answer.await
}

/// The token of the device that asks; empty when it gives none.
pub(super) fn token(headers: &HeaderMap) -> String {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    given.and_then(|given| given.strip_prefix("Bearer ")).unwrap_or("").to_owned()
}

fn read(bytes: &[u8]) -> Result<Request, Failure> {
    let malformed = || Failure::new(StatusCode::BAD_REQUEST, "sync.malformed");
    let unpacked = unpack(bytes, SYNC_INFLATED_BYTES_MAX).map_err(|error| match error {
        FrameError::Malformed => malformed(),
        FrameError::TooLarge => Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "sync.too_large"),
    })?;
    Request::from_bytes(&unpacked).map_err(|_| malformed())
}
