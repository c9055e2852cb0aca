//! `GET /area/draw` and `POST` to it: the draws of this year, drawing, and replacing a drawn group.

use std::sync::Arc;

use axum::Form;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::text::{Language, sentence};

use super::session::Session;
use super::shown::shown;
use crate::access::{self, OverseeError, Overseer};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{draw as page, frame};

/// What the buttons send.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    act: String,
    #[serde(default)]
    seed: String,
    #[serde(default)]
    commune: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    reason: String,
}

/// The page.
pub(super) async fn draw(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, None)).await
}

/// A draw or a replacement; then the page as it stands, or with the reason why nothing was written.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| press(office, spoken, &session, &pressed)).await
}

fn press(
    office: &Office,
    spoken: Language,
    session: &Session,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    session.sent(&pressed.form_token)?;
    let overseer = overseer(office, session)?;
    let (turns, now_ms) = (&office.turns, office.clock.now_ms());
    let written = match pressed.act.as_str() {
        "draw" => overseer.draw(&pressed.seed, turns, now_ms),
        "replace" => overseer.replace(&pressed.commune, &pressed.group, &pressed.reason, turns, now_ms),
        _ => Err(OverseeError::Unknown),
    };
    match written {
        Ok(()) => Ok(Redirect::to(&frame::address(page::PATH, spoken)).into_response()),
        Err(OverseeError::Refused(code, args)) => {
            let shown = show(office, spoken, session, Some(&sentence(spoken, code, &args)))?;
            Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
        }
        Err(error) => Err(error.into()),
    }
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    trouble: Option<&str>,
) -> Result<Response, Failure> {
    let drawing = overseer(office, session)?.drawing()?;
    Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &drawing, trouble))
}

/// The desk of an area's clerk.
pub(super) fn overseer<'o>(office: &'o Office, session: &Session) -> Result<Overseer<'o>, Failure> {
    access::oversee(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
