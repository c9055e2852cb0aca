//! The session behind a request's cookie. Reads one cookie and one row; decides nothing about access.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use shared::text::Language;

use crate::failure::Failure;
use crate::office::Office;
use crate::pages::frame::Viewer;
use crate::pages::words::{
    after, listing as of_listing, oversight, reports as of_reports, units as of_units,
};
use crate::pages::{
    area, briefing, catalogue, draw, inbox, language, letters, lists, people, remedies, reports, units,
    voices, words,
};
use crate::secret;
use crate::storage::accounts::{self, Account};
use crate::storage::{StorageError, sessions};

/// Name of the cookie.
const COOKIE: &str = "soban";

/// How long a session lasts, in milliseconds: a working day.
pub(super) const SESSION_LIFE_MS: i64 = 10 * 3_600_000;

/// Somebody who logged in.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// Who.
    pub account: Account,
    /// What the forms of this session carry.
    form_token: String,
}

impl Session {
    /// How the frame of a page shows this session. `keeps_people` adds the ways to a clerk's other pages.
    pub fn viewer(&self, spoken: Language, path: &str, keeps_people: bool) -> Viewer {
        let all = [
            (area::PATH, words::COMMUNES.say(spoken)),
            (inbox::PATH, after::INBOX.say(spoken)),
            (briefing::PATH, after::BRIEFING.say(spoken)),
            (reports::PATH, of_reports::REPORTS.say(spoken)),
            (remedies::PATH, oversight::REMEDIES.say(spoken)),
            (draw::PATH, oversight::DRAW.say(spoken)),
            (voices::PATH, oversight::VOICES.say(spoken)),
            (lists::PATH, of_listing::LISTS.say(spoken)),
            (letters::PATH, words::LETTERS.say(spoken)),
            (catalogue::PATH, of_units::CATALOGUE.say(spoken)),
            (units::PATH, of_units::UNITS.say(spoken)),
            (people::PATH, words::PEOPLE.say(spoken)),
        ];
        // The administrator, who belongs to no unit, keeps people and units.
        let keeps = |href: &str| {
            keeps_people || (self.account.unit.is_none() && [units::PATH, people::PATH].contains(&href))
        };
        let links = all.into_iter().filter(|(href, _)| keeps(href) && *href != path).collect();
        Viewer { name: self.account.name.clone(), form_token: self.form_token.clone(), links }
    }

    /// Refuses a form that another site sent: only our own pages know the session's form token.
    pub fn sent(&self, form_token: &str) -> Result<(), Failure> {
        if form_token == self.form_token { Ok(()) } else { Err(Failure::forbidden()) }
    }
}

impl FromRequestParts<Arc<Office>> for Session {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, office: &Arc<Office>) -> Result<Self, Response> {
        let spoken = language::of_query(parts.uri.query());
        let log_in = || Redirect::to(&format!("/login{}", language::query(spoken))).into_response();
        let Some(token) = token(&parts.headers) else { return Err(log_in()) };
        let form_token = secret::form_token(&token);
        let found = office.work(move |office| account(office, &token)).await;
        match found {
            Ok(Some(account)) => Ok(Self { account, form_token }),
            Ok(None) => Err(log_in()),
            Err(failure) => Err(failure.into_response()),
        }
    }
}

/// The token in a request's cookie.
pub(super) fn token(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, value)| *name == COOKIE && !value.is_empty()).map(|(_, value)| value.to_owned())
}

/// The account of a running session.
pub(super) fn account(office: &Office, token: &str) -> Result<Option<Account>, Failure> {
    let now_ms = office.clock.now_ms();
    let found = office.store.read(|c| {
        let Some(id) = sessions::account(c, &secret::hash(token), now_ms)? else { return Ok(None) };
        accounts::find(c, &id)
    });
    Ok(found.map_err(|error: StorageError| error)?)
}

/// The header that gives a browser its session, or takes it away when `token` is empty.
pub(super) fn cookie(office: &Office, token: &str) -> Result<HeaderValue, Failure> {
    let secure = if office.settings.is_https() { "; Secure" } else { "" };
    let seconds = if token.is_empty() { 0 } else { SESSION_LIFE_MS / 1_000 };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&cookie).map_err(|error| Failure::inside(&error))
}

/// True unless the browser says that the request comes from another site's page.
pub(super) fn is_from_here(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    site.is_none_or(|site| site == "same-origin" || site == "none")
}

/// The address that a request comes from, without its port.
pub(super) fn address(extensions: &Extensions) -> String {
    extensions.get::<ConnectInfo<SocketAddr>>().map_or_else(String::new, |info| info.0.ip().to_string())
}
