//! `GET /area/records?unit=`, `GET /area/record?doc=` and `POST` to the latter: a commune's records, one of them, and
//! a clerk's decision on it.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::domain::facts;
use shared::id::DocId;
use shared::text::Language;

use super::session::Session;
use crate::access::{self, Choice, DecideError, Reviewer};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::words::{self, Word};
use crate::pages::{frame, language, review as page};

/// What the address of a list asks.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    #[serde(default)]
    unit: String,
}

/// What the address of a record asks.
#[derive(Deserialize)]
pub(super) struct OfRecord {
    #[serde(default)]
    doc: String,
}

/// What the buttons send.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    /// The version handed in that was on screen.
    submission: String,
    /// The version that was on screen.
    version: String,
    decision: String,
    #[serde(default)]
    reason: String,
}

/// The list of a commune.
pub(super) async fn records(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<OfUnit>,
    session: Session,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| {
        let found = reviewer(office, &session)?.records(&asked.unit, office.clock.now_ms())?;
        let (unit, facts) = found.ok_or_else(Failure::not_found)?;
        Ok(page::list(spoken, &session.viewer(spoken, page::LIST, true), &unit, &facts))
    });
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

/// One record. Each opening is noted.
pub(super) async fn record(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<OfRecord>,
    session: Session,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| show(office, spoken, &session, doc(&asked)?, None));
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

/// A decision; then the record as it stands, or the record with the reason why nothing was written.
pub(super) async fn decide(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<OfRecord>,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| press(office, spoken, &session, doc(&asked)?, &pressed));
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

fn press(
    office: &Office,
    spoken: Language,
    session: &Session,
    doc: DocId,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    if pressed.form_token != session.form_token {
        return Err(Failure::forbidden());
    }
    let state = facts::State::from_code(&pressed.decision);
    if !matches!(state, facts::State::Accepted | facts::State::Returned) {
        return Err(Failure::not_found());
    }
    let Pressed { submission, version, reason, .. } = pressed;
    let choice = Choice { doc, submission, version, state, reason };
    let decided = reviewer(office, session)?.decide(choice, &office.turns, office.clock.now_ms());
    match decided {
        Ok(()) => {
            let shown = frame::address(&format!("{}?doc={doc}", page::RECORD), spoken);
            Ok(Redirect::to(&shown).into_response())
        }
        Err(error) => {
            let (status, word) = told(error)?;
            let shown = show(office, spoken, session, doc, Some(&page::Outcome { word, reason }))?;
            Ok(frame::with_status(status, shown))
        }
    }
}

/// What a clerk is told on the record's page; a failure where there is nothing to show.
fn told(error: DecideError) -> Result<(StatusCode, &'static Word), Failure> {
    Ok(match error {
        DecideError::Changed => (StatusCode::CONFLICT, &words::RECORD_CHANGED),
        DecideError::Decided => (StatusCode::CONFLICT, &words::ALREADY_DECIDED),
        DecideError::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, &words::REASON_MISSING),
        DecideError::LongReason => (StatusCode::UNPROCESSABLE_ENTITY, &words::REASON_TOO_LONG),
        error => return Err(Failure::from(error)),
    })
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    doc: DocId,
    outcome: Option<&page::Outcome<'_>>,
) -> Result<Response, Failure> {
    let reading =
        reviewer(office, session)?.read(doc, office.clock.now_ms())?.ok_or_else(Failure::not_found)?;
    Ok(page::record(spoken, &session.viewer(spoken, page::RECORD, true), &reading, outcome))
}

fn doc(asked: &OfRecord) -> Result<DocId, Failure> {
    asked.doc.parse().map_err(|_| Failure::not_found())
}

fn reviewer<'o>(office: &'o Office, session: &Session) -> Result<Reviewer<'o>, Failure> {
    access::review(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
