//! `GET /people` and `POST /people`: the people of a clerk's area or, for the administrator, all; one-time codes
//! and revocation.

use std::sync::Arc;

use axum::Form;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use serde::Deserialize;

use shared::date::Date;
use shared::id::DeviceId;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Door, Steward};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, language, people as page};

/// What a button sends: one of the two.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    /// Make a code for this account.
    account: Option<String>,
    /// Revoke this device.
    device: Option<String>,
}

/// The list.
pub(super) async fn people(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let (steward, is_office) = steward(office, &session)?;
        let viewer = session.viewer(spoken, page::PATH, is_office);
        Ok(page::list(spoken, &viewer, &steward.people()?, None))
    })
    .await
}

/// Makes a code or revokes a device, and shows the list again.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
    let shown = office.work(move |office| press(office, spoken, &session, &pressed, host.as_deref())).await;
    shown.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

fn press(
    office: &Office,
    spoken: Language,
    session: &Session,
    pressed: &Pressed,
    host: Option<&str>,
) -> Result<Response, Failure> {
    session.sent(&pressed.form_token)?;
    let (steward, is_office) = steward(office, session)?;
    let now_ms = office.clock.now_ms();
    let mut made = None;
    if let Some(account) = &pressed.account {
        let (code, until_ms) = steward.offer_code(account, now_ms)?;
        let url = office.enrolment_url(host, &code);
        made = Some(page::NewCode { account: account.clone(), url, code, until: Date::in_vietnam(until_ms) });
    }
    if let Some(device) = &pressed.device {
        let device: DeviceId = device.parse().map_err(|_| Failure::not_found())?;
        if !steward.revoke(device, now_ms)? {
            return Err(Failure::not_found());
        }
    }
    let viewer = session.viewer(spoken, page::PATH, is_office);
    Ok(page::list(spoken, &viewer, &steward.people()?, made.as_ref()))
}

/// The steward's part of an account, and whether it has an area's page beside it.
fn steward<'o>(office: &'o Office, session: &Session) -> Result<(Steward<'o>, bool), Failure> {
    match access::open(&office.store, &session.account, office.clock.today())? {
        Some(Door::Office(_, Some(steward))) => Ok((steward, true)),
        Some(Door::Admin(steward)) => Ok((steward, false)),
        _ => Err(Failure::forbidden()),
    }
}
