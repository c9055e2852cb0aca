//! `GET /area/import` and `POST /area/import`: choosing a list and sending a file; `GET` and `POST /area/import/<file>`:
//! its columns, what it would change, publishing or dropping it.

use std::sync::Arc;

use axum::Form;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use shared::limits::IMPORT_FILE_BYTES_MAX;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Registrar, SendError};
use crate::failure::Failure;
use crate::import::{Fault, ImportError, List, Mapping, Reading};
use crate::office::Office;
use crate::pages::import::{self as page, Happened};
use crate::pages::{frame, language};
use crate::storage::uploads::UploadId;

/// Largest body, in bytes: a file of the greatest size and what the browser puts around it.
pub(super) const BODY_BYTES_MAX: usize = IMPORT_FILE_BYTES_MAX + 64 * 1024;

/// What the form of a file sends.
#[derive(Default)]
struct Sent {
    form_token: String,
    list: String,
    name: String,
    file: Vec<u8>,
}

/// What the address of a file may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Anything: the columns instead of the comparison.
    #[serde(default)]
    columns: String,
}

/// The first page.
pub(super) async fn index(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, &Happened::Nothing))
        .await
}

/// Takes a file in and goes on to it, or says what is wrong with it.
pub(super) async fn send(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    form: Multipart,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let sent = read(form).await;
    let shown = office.work(move |office| {
        let (list, taken) = match sent {
            Ok(sent) => {
                session.sent(&sent.form_token)?;
                let list = List::from_code(&sent.list).ok_or_else(Failure::not_found)?;
                let registrar = registrar(office, &session)?;
                (list, registrar.send(list, &sent.name, &sent.file, office.clock.now_ms()))
            }
            Err(fault) => (List::Groups, Err(SendError::Faults(vec![fault].into()))),
        };
        match taken {
            Ok(id) => Ok(to(spoken, id)),
            Err(SendError::Faults(faults)) => {
                let shown = show(office, spoken, &session, &Happened::Unread(list, &faults))?;
                Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
            }
            Err(error) => Err(Failure::inside(&error)),
        }
    });
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

/// A waiting file.
pub(super) async fn file(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    Path(name): Path<String>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let id = page::id(&name).ok_or_else(Failure::not_found)?;
        look(office, spoken, &session, id, !asked.columns.is_empty(), false)
    })
    .await
}

/// Assigns columns, publishes or drops.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Path(name): Path<String>,
    session: Session,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let id = page::id(&name).ok_or_else(Failure::not_found)?;
        let field =
            |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
        session.sent(field("form_token"))?;
        let registrar = registrar(office, &session)?;
        let now_ms = office.clock.now_ms();
        match field("act") {
            "assign" => {
                let Some((list, reading)) = registrar.reading(id, now_ms)? else {
                    return Ok(gone(spoken, &session));
                };
                registrar.assign(id, &said(list, &reading, &fields), now_ms)?;
                Ok(to(spoken, id))
            }
            "publish" => publish(office, spoken, &session, &registrar, id, field("seen")),
            "drop" => {
                registrar.drop_file(id, now_ms)?;
                show(office, spoken, &session, &Happened::Dropped)
            }
            _ => Err(Failure::not_found()),
        }
    })
    .await
}

fn publish(
    office: &Office,
    spoken: Language,
    session: &Session,
    registrar: &Registrar,
    id: UploadId,
    seen: &str,
) -> Result<Response, Failure> {
    let now_ms = office.clock.now_ms();
    let Some((list, _)) = registrar.reading(id, now_ms)? else { return Ok(gone(spoken, session)) };
    match registrar.publish(id, seen, now_ms)? {
        None => Ok(gone(spoken, session)),
        Some(Ok(imported)) => show(office, spoken, session, &Happened::Published(list, &imported)),
        Some(Err(error)) => {
            let changed_since = matches!(error, ImportError::Changed);
            let shown = look(office, spoken, session, id, false, changed_since)?;
            Ok(frame::with_status(StatusCode::CONFLICT, shown))
        }
    }
}

/// What the form says of the headings: each of them means a column of the list, or nothing.
fn said(list: List, reading: &Reading, fields: &[(String, String)]) -> Mapping {
    let mut said = Mapping::default();
    for (place, heading) in reading.headings.iter().enumerate() {
        if heading.text.is_empty() || heading.forbidden {
            continue;
        }
        let chosen = fields.iter().find(|(_, value)| value.parse() == Ok(place));
        let column = chosen.and_then(|(name, _)| name.strip_prefix("c."));
        let column = column.filter(|id| list.columns().iter().any(|known| known.id == *id));
        said.assign(&heading.text, column);
    }
    said
}

fn look(
    office: &Office,
    spoken: Language,
    session: &Session,
    id: UploadId,
    columns: bool,
    changed_since: bool,
) -> Result<Response, Failure> {
    let registrar = registrar(office, session)?;
    let now_ms = office.clock.now_ms();
    let Some(waiting) = registrar.look(id, now_ms)? else { return Ok(gone(spoken, session)) };
    let viewer = session.viewer(spoken, "", true);
    if columns && let Some((_, reading)) = registrar.reading(id, now_ms)? {
        return Ok(page::columns(spoken, &viewer, &waiting, &reading));
    }
    Ok(page::file(spoken, &viewer, &waiting, changed_since))
}

fn gone(spoken: Language, session: &Session) -> Response {
    let shown = page::gone(spoken, &session.viewer(spoken, "", true));
    frame::with_status(StatusCode::NOT_FOUND, shown)
}

/// On to a waiting file: a page that is loaded again sends nothing twice.
fn to(spoken: Language, id: UploadId) -> Response {
    Redirect::to(&frame::address(&page::path(id), spoken)).into_response()
}

/// The fields of the form; others are left alone.
async fn read(mut form: Multipart) -> Result<Sent, Fault> {
    let cut = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Fault::of_file("import.too_large", &[&(IMPORT_FILE_BYTES_MAX >> 20).to_string()])
        }
        _ => Fault::of_file("import.cut_short", &[]),
    };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(cut)? {
        match field.name() {
            Some("form_token") => sent.form_token = field.text().await.map_err(cut)?,
            Some("list") => sent.list = field.text().await.map_err(cut)?,
            Some("file") => {
                sent.name = field.file_name().unwrap_or_default().to_owned();
                sent.file = field.bytes().await.map_err(cut)?.to_vec();
            }
            _ => {}
        }
    }
    Ok(sent)
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    happened: &Happened,
) -> Result<Response, Failure> {
    let waiting = registrar(office, session)?.waiting(office.clock.now_ms())?;
    Ok(page::index(spoken, &session.viewer(spoken, page::PATH, true), &waiting, happened))
}

/// The session's desk.
pub(super) fn registrar<'o>(office: &'o Office, session: &Session) -> Result<Registrar<'o>, Failure> {
    access::register(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
