//! `POST /enrol/v1`: a one-time code becomes a device's token.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use serde::{Deserialize, Serialize};

use super::{body, session};
use crate::enrolment;
use crate::failure::Failure;
use crate::limiter::Attempt;
use crate::office::Office;

/// Largest body, in bytes: a code and a name.
const BODY_BYTES_MAX: usize = 1_024;

/// What a phone sends.
#[derive(Deserialize)]
struct Ask {
    /// The code, as typed or scanned.
    code: String,
    /// What the person calls the phone.
    #[serde(default)]
    label: String,
}

/// What it gets, once.
#[derive(Serialize)]
pub(super) struct Answer {
    token: String,
    device: String,
    account: String,
    name: String,
    role: String,
    unit: String,
    org: String,
    unit_name: String,
}

/// Enrols a device. Too many tries from one address are refused, good or bad.
pub(super) async fn enrol(
    State(office): State<Arc<Office>>,
    extensions: Extensions,
    body: Body,
) -> Result<Json<Answer>, Failure> {
    let from = session::address(&extensions);
    if office.enrolments.attempt(&from, office.clock.now_ms()) == Attempt::Refused {
        return Err(Failure::rate_limited());
    }
    let malformed = |code: &str| Failure::new(StatusCode::BAD_REQUEST, code);
    let bytes = body::bytes(body, BODY_BYTES_MAX).await.map_err(|_| malformed("enrol.malformed"))?;
    let ask: Ask = serde_json::from_slice(&bytes).map_err(|_| malformed("enrol.malformed"))?;
    let now_ms = office.clock.now_ms();
    let enrolled = office
        .work(move |office| Ok(enrolment::enrol(&office.store, &ask.code, &ask.label, now_ms)?))
        .await?;
    let account = enrolled.account;
    Ok(Json(Answer {
        token: enrolled.token,
        device: enrolled.device.to_string(),
        account: account.id.to_string(),
        name: account.name,
        role: account.role.to_string(),
        unit: account.unit.map(|unit| unit.to_string()).unwrap_or_default(),
        org: account.org.map(|org| org.to_string()).unwrap_or_default(),
        unit_name: enrolled.unit_name,
    }))
}
