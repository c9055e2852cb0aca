//! `GET /area/remedies` and `POST` to it: the list, handing a finding over, writing the notice of conclusions.
//! `GET /area/remedy?doc=` and `POST` to it: one remedy, and moving it on.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::date::Date;
use shared::domain::remedy::Stage;
use shared::id::DocId;
use shared::text::{Language, sentence};

use super::draw::overseer;
use super::session::Session;
use super::shown::shown;
use crate::access::{Notice, OverseeError, Step};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, remedies as page};

/// What the buttons of the list send.
#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    act: String,
    inspection: String,
    #[serde(default)]
    finding: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    day: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    text: String,
}

/// What the address of a remedy asks.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    doc: String,
}

/// What the buttons of a remedy send.
#[derive(Deserialize)]
pub(super) struct Moved {
    form_token: String,
    to: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    reason: String,
}

/// The list.
pub(super) async fn list(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show_all(office, spoken, &session, None)).await
}

/// A finding becomes a remedy, or a notice is written; then the list.
pub(super) async fn hand_over(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    Form(given): Form<Given>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        session.sent(&given.form_token)?;
        let overseer = overseer(office, &session)?;
        let (turns, now_ms) = (&office.turns, office.clock.now_ms());
        let inspection = doc(&given.inspection)?;
        let written = match given.act.as_str() {
            "open" => overseer.open_remedy(inspection, &given.finding, turns, now_ms),
            "conclude" => day(office, &given.day).and_then(|on| {
                let due = day(office, &given.due)?;
                let notice = Notice { inspection, number: &given.number, day: on, text: &given.text, due };
                overseer.conclude(notice, turns, now_ms)
            }),
            _ => Err(OverseeError::Unknown),
        };
        let path = page::PATH;
        answer(spoken, path, written, |trouble| show_all(office, spoken, &session, Some(trouble)))
    })
    .await
}

/// One remedy.
pub(super) async fn remedy(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        show_one(office, spoken, &session, doc(&asked.doc)?, None)
    })
    .await
}

/// A move; then the remedy as it stands, or with the reason why nothing was written.
pub(super) async fn step(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
    Form(moved): Form<Moved>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        session.sent(&moved.form_token)?;
        let doc = doc(&asked.doc)?;
        let to = Stage::from_code(&moved.to);
        let overseer = overseer(office, &session)?;
        let written = day(office, &moved.due).and_then(|due| {
            let step = Step { doc, to, owner: &moved.owner, due, reason: &moved.reason };
            overseer.step(step, &office.turns, office.clock.now_ms())
        });
        let path = format!("{}?doc={doc}", page::ONE);
        answer(spoken, &path, written, |trouble| show_one(office, spoken, &session, doc, Some(trouble)))
    })
    .await
}

/// After something was written the page itself; else the page with the reason why not.
fn answer(
    spoken: Language,
    path: &str,
    written: Result<(), OverseeError>,
    again: impl FnOnce(&str) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    match written {
        Ok(()) => Ok(Redirect::to(&frame::address(path, spoken)).into_response()),
        Err(OverseeError::Refused(code, args)) => {
            let shown = again(&sentence(spoken, code, &args))?;
            Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
        }
        Err(error) => Err(error.into()),
    }
}

fn show_all(
    office: &Office,
    spoken: Language,
    session: &Session,
    trouble: Option<&str>,
) -> Result<Response, Failure> {
    let remedies = overseer(office, session)?.remedies(office.clock.now_ms())?;
    Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &remedies, trouble))
}

fn show_one(
    office: &Office,
    spoken: Language,
    session: &Session,
    doc: DocId,
    trouble: Option<&str>,
) -> Result<Response, Failure> {
    let reading = overseer(office, session)?.remedy(doc, office.clock.now_ms())?;
    Ok(page::one(spoken, &session.viewer(spoken, page::ONE, true), &reading, trouble))
}

fn doc(text: &str) -> Result<DocId, Failure> {
    text.parse().map_err(|_| Failure::not_found())
}

/// A day as people type it; nothing when it is empty.
fn day(office: &Office, typed: &str) -> Result<Option<Date>, OverseeError> {
    match typed.trim() {
        "" => Ok(None),
        typed => Date::parse_typed(typed, office.clock.today())
            .map(Some)
            .map_err(|_| OverseeError::Refused("field.date", Vec::new())),
    }
}
