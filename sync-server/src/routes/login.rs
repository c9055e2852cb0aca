//! `GET /login` and `POST /login`: account and password become a session.

use std::sync::Arc;

use axum::Form;
use axum::extract::{RawQuery, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::text::Language;

use super::session::{self, SESSION_LIFE_MS};
use crate::access::Role;
use crate::failure::Failure;
use crate::limiter::Attempt;
use crate::office::Office;
use crate::pages::{frame, language, login as page};
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, Action};
use crate::storage::{StorageError, sessions};
use crate::{password, secret};

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    account: String,
    password: String,
}

/// The form.
pub(super) async fn form(RawQuery(query): RawQuery) -> Response {
    page::form(language::of_query(query.as_deref()), None, "")
}

/// Checks the password and starts a session. What failed is told on the form, the same for a wrong password and an
/// unknown account.
pub(super) async fn login(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    extensions: Extensions,
    Form(typed): Form<Typed>,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    if !session::is_from_here(&headers) {
        return frame::failure(spoken, &Failure::forbidden(), None);
    }
    let account = typed.account.trim().to_lowercase();
    match try_login(&office, &session::address(&extensions), account.clone(), typed.password).await {
        Ok((found, token)) => enter(&office, spoken, &found, &token),
        Err(failure) if failure.status.is_server_error() => frame::failure(spoken, &failure, None),
        Err(failure) => frame::with_status(failure.status, page::form(spoken, Some(&failure.code), &account)),
    }
}

/// The account and a new session's token.
async fn try_login(
    office: &Arc<Office>,
    address: &str,
    account: String,
    typed: String,
) -> Result<(Account, String), Failure> {
    let now_ms = office.clock.now_ms();
    let locked = || Failure::new(StatusCode::TOO_MANY_REQUESTS, "login.locked");
    if office.logins_of_address.attempt(address, now_ms) == Attempt::Refused {
        return Err(Failure::rate_limited());
    }
    let attempt = office.logins.attempt(&account, now_ms);
    if attempt == Attempt::Refused {
        return Err(locked());
    }
    let _room = office.passwords.acquire().await.map_err(|_| Failure::busy())?;
    office
        .work(move |office| {
            let kept = office.store.read(|c| accounts::password(c, &account))?;
            if !password::fits(&typed, kept.as_deref()) {
                if attempt == Attempt::Last {
                    office.store.write(|tx| audit::append(tx, now_ms, &account, Action::LockedOut, ""))?;
                    return Err(locked());
                }
                return Err(Failure::new(StatusCode::UNAUTHORIZED, "login.wrong"));
            }
            office.logins.forgive(&account);
            let token = secret::token().map_err(|error| Failure::inside(&error))?;
            let found = office.store.write(|tx| {
                let found = accounts::find(tx, &account)?.ok_or(StorageError::Damaged("account".into()))?;
                sessions::start(tx, &secret::hash(&token), &found.id, now_ms, now_ms + SESSION_LIFE_MS)?;
                audit::append(tx, now_ms, &account, Action::LoggedIn, "")?;
                Ok::<_, StorageError>(found)
            })?;
            Ok((found, token))
        })
        .await
}

/// To the page of the account's role, with the session's cookie.
fn enter(office: &Office, spoken: Language, account: &Account, token: &str) -> Response {
    let home = match Role::of(&account.role) {
        Some(Role::ProvinceViewer) => "/province",
        Some(Role::Admin) => "/people",
        _ => "/area",
    };
    match session::cookie(office, token) {
        Ok(cookie) => {
            ([(header::SET_COOKIE, cookie)], Redirect::to(&frame::address(home, spoken))).into_response()
        }
        Err(failure) => frame::failure(spoken, &failure, None),
    }
}
