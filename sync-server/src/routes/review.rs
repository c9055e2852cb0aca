//! `GET /area/records`, `GET /area/record?doc=` and `POST` to the latter: what a clerk has to look at, one record, and
//! a decision on it or on what was asked to be corrected.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::domain::facts;
use shared::id::DocId;
use shared::record::Kind;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Asked, Choice, DecideError, Reviewer, Verdict};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::words::{self, Word};
use crate::pages::{frame, inbox as inbox_page, review as page};

/// What an address asks: a place in the inbox, and of a record's also which record.
#[derive(Deserialize)]
pub(super) struct Address {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    about: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: usize,
    #[serde(default)]
    doc: String,
}

impl Address {
    fn doc(&self) -> Result<DocId, Failure> {
        self.doc.parse().map_err(|_| Failure::not_found())
    }

    fn place(&self) -> Asked<'_> {
        Asked {
            matter: self.about.parse().unwrap_or_default(),
            unit: &self.unit,
            kind: Kind::from_code(&self.kind),
            page: self.page,
        }
    }
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
    /// The correction that is answered; empty for a decision on the record.
    #[serde(default)]
    correction: String,
}

/// The inbox, or a commune's part of it.
pub(super) async fn records(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Address>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let found = reviewer(office, &session)?.inbox(asked.place(), office.clock.now_ms())?;
        let inbox = found.ok_or_else(Failure::not_found)?;
        Ok(inbox_page::inbox(spoken, &session.viewer(spoken, inbox_page::PATH, true), asked.place(), &inbox))
    })
    .await
}

/// One record. Each opening is noted.
pub(super) async fn record(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Address>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, &asked, None)).await
}

/// A decision; then the record as it stands, or the record with the reason why nothing was written.
pub(super) async fn decide(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Address>,
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
    asked: &Address,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    session.sent(&pressed.form_token)?;
    let (doc, reviewer, now_ms) = (asked.doc()?, reviewer(office, session)?, office.clock.now_ms());
    let Pressed { submission, version, reason, correction, .. } = pressed;
    let decided = if correction.is_empty() {
        let state = facts::State::from_code(&pressed.decision);
        if !matches!(state, facts::State::Accepted | facts::State::Returned | facts::State::Void) {
            return Err(Failure::not_found());
        }
        let choice = Choice { doc, submission, version, state, reason };
        reviewer.decide(choice, &office.turns, now_ms)
    } else {
        let granted = match pressed.decision.as_str() {
            "grant" => true,
            "decline" => false,
            _ => return Err(Failure::not_found()),
        };
        let verdict = Verdict { doc, version, correction, granted, reason };
        reviewer.answer(verdict, &office.turns, now_ms)
    };
    match decided {
        Ok(()) => {
            let place = inbox_page::query(&asked.place());
            let shown = frame::address(&format!("{}?doc={doc}&{place}", page::RECORD), spoken);
            Ok(Redirect::to(&shown).into_response())
        }
        Err(error) => {
            let (status, word) = told(error)?;
            let outcome = page::Outcome { word, correction, reason };
            let shown = show(office, spoken, session, asked, Some(&outcome))?;
            Ok(frame::with_status(status, shown))
        }
    }
}

/// What a clerk is told on the record's page; a failure where there is nothing to show.
fn told(error: DecideError) -> Result<(StatusCode, &'static Word), Failure> {
    Ok(match error {
        DecideError::Changed => (StatusCode::CONFLICT, &words::RECORD_CHANGED),
        DecideError::Decided => (StatusCode::CONFLICT, &words::ALREADY_DECIDED),
        DecideError::NoReason => (StatusCode::UNPROCESSABLE_ENTITY, &words::after::NO_REASON),
        DecideError::LongReason => (StatusCode::UNPROCESSABLE_ENTITY, &words::REASON_TOO_LONG),
        error => return Err(Failure::from(error)),
    })
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Address,
    outcome: Option<&page::Outcome<'_>>,
) -> Result<Response, Failure> {
    let reading = reviewer(office, session)?
        .read(asked.doc()?, office.clock.now_ms())?
        .ok_or_else(Failure::not_found)?;
    let viewer = session.viewer(spoken, page::RECORD, true);
    Ok(page::record(spoken, &viewer, &reading, asked.place(), outcome))
}

pub(super) fn reviewer<'o>(office: &'o Office, session: &Session) -> Result<Reviewer<'o>, Failure> {
    access::review(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
