//! `GET /area/briefing?unit=&month=` and `POST` to it: the sheet of a commune and month, as a draft or as it was
//! issued; and its issuing.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::date::Month;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Briefed, IssueError, Issuer};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::briefing::{self as page, Shown};
use crate::pages::frame;
use crate::pages::words::{Word, after};

/// What the address asks.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
    /// `2026-10`, or as people type it; empty for this month.
    #[serde(default)]
    month: String,
    /// Number of an issued sheet, 0 for the draft; none for the last issued one, or the draft.
    issued: Option<i64>,
}

/// What the button sends.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    /// The draft that was on screen.
    hash: String,
}

/// The page.
pub(super) async fn briefing(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, &asked, None)).await
}

/// Issues the sheet; then the page with what was issued, or with the reason why nothing was.
pub(super) async fn issue(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| press(office, spoken, &session, &asked, &pressed))
        .await
}

fn press(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    session.sent(&pressed.form_token)?;
    let issuer = issuer(office, session)?;
    let (unit, year, month) = of(office, &issuer, asked)?;
    let hash = hash(&pressed.hash).ok_or_else(Failure::not_found)?;
    match issuer.issue((&unit, year, month), hash, &office.turns, office.clock.now_ms()) {
        Ok(()) => {
            let shown = frame::address(&page::path(&unit, year, month), spoken);
            Ok(Redirect::to(&shown).into_response())
        }
        Err(IssueError::Changed) => {
            let draft = Asked { unit, month: asked.month.clone(), issued: Some(0) };
            let shown = show(office, spoken, session, &draft, Some(&after::SHEET_CHANGED))?;
            Ok(frame::with_status(StatusCode::CONFLICT, shown))
        }
        Err(error) => Err(Failure::from(error)),
    }
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    told: Option<&Word>,
) -> Result<Response, Failure> {
    let issuer = issuer(office, session)?;
    let (unit, year, month) = of(office, &issuer, asked)?;
    let briefed: Briefed = issuer.sheet(&unit, year, month)?.ok_or_else(Failure::not_found)?;
    let found = match asked.issued {
        None => briefed.issued.last(),
        Some(0) => None,
        Some(id) => {
            let of_it = briefed.issued.iter().find(|kept| kept.issued.id == id);
            Some(of_it.ok_or_else(Failure::not_found)?)
        }
    };
    let shown = found.map_or(Shown::Draft, Shown::Issued);
    Ok(page::briefing(spoken, &session.viewer(spoken, page::PATH, true), &briefed, &shown, told))
}

/// Commune, year and month that are asked for.
fn of(office: &Office, issuer: &Issuer<'_>, asked: &Asked) -> Result<(String, i32, u8), Failure> {
    let today = office.clock.today();
    let unit = match asked.unit.as_str() {
        "" => issuer.first().map(|unit| unit.code.to_string()).ok_or_else(Failure::not_found)?,
        unit => unit.to_owned(),
    };
    let month = match asked.month.trim() {
        "" => Month::of(today),
        typed => Month::parse_typed(typed, today).map_err(|_| Failure::unreadable("field.month"))?,
    };
    Ok((unit, month.year(), month.month()))
}

/// A hash as a form carries it.
pub(super) fn hash(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let pairs = text.as_bytes().chunks(2);
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}

fn issuer<'o>(office: &'o Office, session: &Session) -> Result<Issuer<'o>, Failure> {
    access::issue(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
