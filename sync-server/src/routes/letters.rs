//! `GET /letters`, `POST /letters` and `GET /letters/<name>`: what was carried to this office as a sealed file, taking
//! one in, and the answer to carry back.

use std::sync::Arc;

use axum::extract::{Multipart, Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use shared::id::DeviceId;
use shared::limits::LETTER_BYTES_MAX;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, Carrier, CarryError};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, language, letters as page};

/// Largest body, in bytes: a file of the greatest size and what the browser puts around it.
pub(super) const BODY_BYTES_MAX: usize = LETTER_BYTES_MAX + 64 * 1024;

/// What the form sends.
#[derive(Default)]
struct Sent {
    form_token: String,
    file: Vec<u8>,
}

/// The list, and the form.
pub(super) async fn list(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| show(office, spoken, &session, None)).await
}

/// Takes a file in, and shows what came of it.
pub(super) async fn take(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    form: Multipart,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let sent = match read(form).await {
        Ok(sent) => sent,
        Err(failure) => return frame::failure(spoken, &failure, None),
    };
    let shown = office.work(move |office| {
        session.sent(&sent.form_token)?;
        let taken = carrier(office, &session)?.deliver(&sent.file, false, office.clock, &office.turns);
        match &taken {
            Err(error) if error.code().is_none() => Err(Failure::inside(error)),
            Err(_) => {
                let shown = show(office, spoken, &session, Some(&taken))?;
                Ok(frame::with_status(StatusCode::UNPROCESSABLE_ENTITY, shown))
            }
            Ok(_) => show(office, spoken, &session, Some(&taken)),
        }
    });
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

/// The sealed answer to a letter, as a file.
pub(super) async fn answer(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    session: Session,
) -> Result<Response, Failure> {
    let id: DeviceId = name.parse().map_err(|_| Failure::not_found())?;
    let answer = office.work(move |office| Ok(carrier(office, &session)?.answer(id.0)?));
    let answer = answer.await?.ok_or_else(Failure::not_found)?;
    let disposition = format!("attachment; filename=\"{}\"", access::answer_name(id.0));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, answer).into_response())
}

/// The fields of the form; others are left alone.
async fn read(mut form: Multipart) -> Result<Sent, Failure> {
    let cut = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "letter.too_large"),
        _ => Failure::new(StatusCode::BAD_REQUEST, "letter.damaged"),
    };
    let mut sent = Sent::default();
    while let Some(field) = form.next_field().await.map_err(cut)? {
        match field.name() {
            Some("form_token") => sent.form_token = field.text().await.map_err(cut)?,
            Some("file") => sent.file = field.bytes().await.map_err(cut)?.to_vec(),
            _ => {}
        }
    }
    Ok(sent)
}

fn show(
    office: &Office,
    spoken: Language,
    session: &Session,
    outcome: Option<&Result<access::Delivery, CarryError>>,
) -> Result<Response, Failure> {
    let letters = carrier(office, session)?.letters()?;
    Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &letters, outcome))
}

fn carrier<'o>(office: &'o Office, session: &Session) -> Result<Carrier<'o>, Failure> {
    access::carry(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
