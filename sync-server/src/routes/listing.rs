//! `GET /area/list?kind=`: one of the office's lists; `POST` to it: the list as a file, which is noted with what it is
//! for. `GET /area/year`: a unit's year.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, ExportError, Lister, Wanted};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::listing::{self as page, Trouble};
use crate::pages::{frame, year};

/// What the address of a list asks.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    unit: String,
    /// Empty for this year.
    #[serde(default)]
    year: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    page: usize,
}

/// What the button sends.
#[derive(Deserialize)]
pub(super) struct Pressed {
    form_token: String,
    #[serde(default)]
    purpose: String,
}

/// What the address of a sheet asks.
#[derive(Deserialize)]
pub(super) struct Of {
    #[serde(default)]
    unit: String,
    /// Empty for this year.
    #[serde(default)]
    year: String,
}

/// The page of a list.
pub(super) async fn list(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, &asked, None)).await
}

/// The file of a list; else the page with the reason why there is none.
pub(super) async fn export(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
    Form(pressed): Form<Pressed>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        session.sent(&pressed.form_token)?;
        let desk = lister(office, &session)?;
        let wanted = wanted(office, &asked)?;
        let trouble = match desk.export(wanted, &pressed.purpose, office.clock.now_ms()) {
            Ok(listed) => {
                let today = office.clock.today().as_number();
                let name = format!("so-ban-{}-{today}.csv", wanted.listing.code());
                return Ok(download(&name, page::csv(spoken, wanted, &listed)));
            }
            Err(ExportError::NoPurpose) => Trouble::NoPurpose,
            Err(ExportError::TooLong) => Trouble::TooLong,
            Err(ExportError::Unknown) => return Err(Failure::not_found()),
            Err(ExportError::Storage(error)) => return Err(error.into()),
        };
        let shown = show(office, spoken, &session, &asked, Some(trouble))?;
        Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
    })
    .await
}

/// The sheet of a unit and year.
pub(super) async fn sheet(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(of): Query<Of>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let desk = lister(office, &session)?;
        let found = desk.year(&of.unit, year_of(office, &of.year)?, office.clock.now_ms())?;
        let found = found.ok_or_else(Failure::not_found)?;
        Ok(year::year(spoken, &session.viewer(spoken, year::PATH, true), &found))
    })
    .await
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    asked: &Asked,
    trouble: Option<Trouble>,
) -> Result<Response, Failure> {
    let desk = lister(office, session)?;
    let wanted = wanted(office, asked)?;
    let listed = desk.page(wanted, office.clock.now_ms())?.ok_or_else(Failure::not_found)?;
    Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), wanted, &listed, trouble))
}

fn wanted<'a>(office: &Office, asked: &'a Asked) -> Result<Wanted<'a>, Failure> {
    let listing = asked.kind.parse().map_err(|()| Failure::not_found())?;
    let year = year_of(office, &asked.year)?;
    Ok(Wanted { listing, unit: &asked.unit, year, tag: &asked.tag, page: asked.page })
}

fn year_of(office: &Office, typed: &str) -> Result<i32, Failure> {
    match typed {
        "" => Ok(office.clock.today().year()),
        typed => typed.parse().map_err(|_| Failure::not_found()),
    }
}

/// A file to be kept.
fn download(name: &str, file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, file).into_response()
}

pub(super) fn lister<'o>(office: &'o Office, session: &Session) -> Result<Lister<'o>, Failure> {
    access::list(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
