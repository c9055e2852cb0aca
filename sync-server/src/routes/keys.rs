//! `POST /keys/v1`: a phone that was enrolled before phones had keys tells the public halves of its keys, once.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::enrol::Keys;
use super::{body, sync};
use crate::enrolment;
use crate::failure::Failure;
use crate::office::Office;

/// Largest body, in bytes: two keys.
const BODY_BYTES_MAX: usize = 512;

/// What the phone writes on its letters.
#[derive(Serialize)]
pub(super) struct Answer {
    office_key: String,
    area: String,
}

/// Takes the keys of the device that asks.
pub(super) async fn keys(
    State(office): State<Arc<Office>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Answer>, Failure> {
    let token = sync::token(&headers);
    let malformed = || Failure::new(StatusCode::BAD_REQUEST, "enrol.malformed");
    let bytes = body::bytes(body, BODY_BYTES_MAX).await.map_err(|_| malformed())?;
    let keys: Keys = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    let keys = keys.read().ok_or_else(malformed)?;
    let _room = office.exchanges.try_acquire().map_err(|_| Failure::busy())?;
    let introduced =
        office.work(move |office| Ok(enrolment::introduce(&office.store, &token, keys, office.clock)?));
    let letterhead = introduced.await?;
    Ok(Json(Answer { office_key: letterhead.office_key.to_string(), area: letterhead.area.to_string() }))
}
