//! `GET /area/print?doc=&form=`: what a helper sheet is opened for; `POST` to it: the sheet.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use shared::domain::report::paper_form::PaperForm;
use shared::id::DocId;
use shared::text::Language;

use super::review::reviewer;
use super::session::Session;
use super::shown::shown;
use crate::access::DecideError;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::words::{Word, paper_forms as words};
use crate::pages::{frame, print as page};

/// Which sheet of which record.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    doc: String,
    #[serde(default)]
    form: String,
}

impl Asked {
    fn sheet(&self) -> Result<(DocId, PaperForm), Failure> {
        let doc = self.doc.parse().map_err(|_| Failure::not_found())?;
        Ok((doc, PaperForm::of(&self.form).ok_or_else(Failure::not_found)?))
    }
}

/// What the button sends.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    #[serde(default)]
    purpose: String,
}

/// The page that asks what for.
pub(super) async fn ask(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| question(office, spoken, &session, &asked, None))
        .await
}

/// The sheet, or the question again with the reason why there is none.
pub(super) async fn print(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| sheet(office, spoken, &session, &asked, &pressed))
        .await
}

fn sheet(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    pressed: &Pressed,
) -> Result<Response, Failure> {
    session.sent(&pressed.form_token)?;
    let (doc, form) = asked.sheet()?;
    let reviewer = reviewer(office, session)?;
    let word = match reviewer.print(doc, form, &pressed.purpose, office.clock.now_ms()) {
        Ok(printed) => {
            let printed = printed.ok_or_else(Failure::not_found)?;
            return Ok(page::sheet(spoken, &session.viewer(spoken, page::PATH, true), &printed));
        }
        Err(DecideError::NoReason) => &words::NO_PURPOSE,
        Err(DecideError::LongReason) => &words::PURPOSE_TOO_LONG,
        Err(error) => return Err(Failure::from(error)),
    };
    let asked = question(office, spoken, session, asked, Some(word))?;
    Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, asked))
}

fn question(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    told: Option<&Word>,
) -> Result<Response, Failure> {
    let (doc, form) = asked.sheet()?;
    let reading = reviewer(office, session)?.printable(doc, form)?.ok_or_else(Failure::not_found)?;
    Ok(page::question(spoken, &session.viewer(spoken, page::PATH, true), &reading, form, told))
}
