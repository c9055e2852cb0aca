//! `POST /logout`: ends the session.

use std::sync::Arc;

use axum::Form;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::session;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, language};
use crate::secret;
use crate::storage::sessions;

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    form_token: String,
}

/// Forgets the session, here and in the browser.
pub(super) async fn logout(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    match end(&office, &headers, typed.form_token).await {
        Ok(cookie) => {
            ([(header::SET_COOKIE, cookie)], Redirect::to(&frame::address("/login", spoken))).into_response()
        }
        Err(failure) => frame::failure(spoken, &failure, None),
    }
}

async fn end(
    office: &Arc<Office>,
    headers: &HeaderMap,
    form_token: String,
) -> Result<header::HeaderValue, Failure> {
    if let Some(token) = session::token(headers) {
        if form_token != secret::form_token(&token) {
            return Err(Failure::forbidden());
        }
        office
            .work(move |office| Ok(office.store.write(|tx| sessions::end(tx, &secret::hash(&token)))?))
            .await?;
    }
    session::cookie(office, "")
}
