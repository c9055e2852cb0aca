//! `POST /enrol/v1`: a one-time code becomes a device's token.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use serde::{Deserialize, Serialize};
use shared::id::{SealKey, VerifyKey};
use shared::sync::parcel::VerifyingKey;

use super::{body, session};
use crate::failure::Failure;
use crate::limiter::Attempt;
use crate::office::Office;
use crate::storage::devices::DeviceKeys;
use crate::{bench, enrolment};

/// Largest body, in bytes: a code, a name and two keys.
const BODY_BYTES_MAX: usize = 1_024;

/// What a phone sends.
#[derive(Deserialize)]
struct Ask {
    /// The code, as typed or scanned.
    code: String,
    /// What the person calls the phone.
    #[serde(default)]
    label: String,
    /// The phone's keys.
    #[serde(flatten)]
    keys: Keys,
}

/// The public halves of a phone's keys, as hex digits.
#[derive(Deserialize)]
pub(super) struct Keys {
    sign_key: String,
    seal_key: String,
}

impl Keys {
    /// What they say; `None` when they are no keys.
    pub fn read(&self) -> Option<DeviceKeys> {
        let verify: VerifyKey = self.sign_key.parse().ok()?;
        let seal: SealKey = self.seal_key.parse().ok()?;
        VerifyingKey::read(verify).map(|_| DeviceKeys { verify, seal })
    }
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
    office_key: String,
    area: String,
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
    let malformed = || Failure::new(StatusCode::BAD_REQUEST, "enrol.malformed");
    let bytes = body::bytes(body, BODY_BYTES_MAX).await.map_err(|_| malformed())?;
    let ask: Ask = serde_json::from_slice(&bytes).map_err(|_| malformed())?;
    let keys = ask.keys.read().ok_or_else(malformed)?;
    let enrolled = office
        .work(move |office| {
            if office.store.is_for_bench() {
                bench::offer(&office.store, &ask.code, office.clock.now_ms())?;
            }
            Ok(enrolment::enrol(&office.store, &ask.code, &ask.label, keys, office.clock)?)
        })
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
        office_key: enrolled.letterhead.office_key.to_string(),
        area: enrolled.letterhead.area.to_string(),
    }))
}
