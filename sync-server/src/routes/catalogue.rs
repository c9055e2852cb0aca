//! `GET /area/catalogue` and `POST /area/catalogue`: what a clerk's area added to the catalogue; `?entry=` one entry.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use shared::catalogue::Added;
use shared::date::Date;
use shared::id::Code;
use shared::text::Language;

use super::session::Session;
use super::shown::shown;
use crate::access::{self, CurateError, Curator, Said};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::words::units as words;
use crate::pages::{catalogue as page, frame};
use crate::storage::additions::ANSWERS;

/// What the address may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    entry: String,
}

/// What a form sends: a new entry, or other words for one.
#[derive(Deserialize)]
pub(super) struct Sent {
    form_token: String,
    /// What is added.
    #[serde(default)]
    add: String,
    /// What is corrected.
    #[serde(default)]
    entry: String,
    vi: String,
    #[serde(default)]
    en: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    answer: String,
    #[serde(default)]
    good: String,
}

/// The page, or one entry.
pub(super) async fn catalogue(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        if asked.entry.is_empty() {
            return list(office, spoken, &session, None);
        }
        let entries = curator(office, &session)?.entries()?;
        let kept = entries.iter().find(|kept| kept.addition.id.as_str() == asked.entry);
        let kept = kept.ok_or_else(Failure::not_found)?;
        Ok(page::entry(spoken, &session.viewer(spoken, page::PATH, true), kept))
    })
    .await
}

/// Adds or corrects, and shows the page again.
pub(super) async fn act(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
    Form(sent): Form<Sent>,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| press(office, spoken, &session, &sent)).await
}

fn press(office: &Office, spoken: Language, session: &Session, sent: &Sent) -> Result<Response, Failure> {
    session.sent(&sent.form_token)?;
    let (told, status) = match write(office, session, sent) {
        Ok(word) => (page::Told::Done(word), StatusCode::OK),
        Err(Stopped::Told(word)) => (page::Told::Not(word), StatusCode::UNPROCESSABLE_ENTITY),
        Err(Stopped::Failed(failure)) => return Err(failure),
    };
    Ok(frame::with_status(status, list(office, spoken, session, Some(told))?))
}

/// Why nothing was written.
enum Stopped {
    Told(&'static crate::pages::words::Word),
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<CurateError> for Stopped {
    fn from(error: CurateError) -> Self {
        match (page::refusal(&error), &error) {
            (Some(word), _) => Self::Told(word),
            (None, CurateError::Unknown) => Self::Failed(Failure::not_found()),
            (None, _) => Self::Failed(Failure::inside(&error)),
        }
    }
}

fn write(
    office: &Office,
    session: &Session,
    sent: &Sent,
) -> Result<&'static crate::pages::words::Word, Stopped> {
    let curator = curator(office, session)?;
    let (today, now_ms) = (office.clock.today(), office.clock.now_ms());
    let day = |text: &str| match text.trim() {
        "" => Ok(None),
        text => Date::parse_typed(text, today).map(Some).map_err(|_| Stopped::Told(&words::WONT_DAY)),
    };
    let said = Said {
        vi: sent.vi.clone(),
        en: sent.en.clone(),
        valid_from: day(&sent.from)?,
        valid_to: day(&sent.to)?,
    };
    if sent.add.is_empty() {
        let id: Code = sent.entry.parse().map_err(|_| Failure::not_found())?;
        curator.correct(&id, &said, now_ms)?;
        return Ok(&words::CORRECTED);
    }
    let what = what(sent).ok_or(Stopped::Told(&words::CANT_FIT))?;
    curator.add(what, &said, now_ms)?;
    Ok(&words::ADDED)
}

/// What is to be added; `None` when the form does not say.
fn what(sent: &Sent) -> Option<Added> {
    Some(match sent.add.as_str() {
        "event" => Added::Event { year: sent.year.trim().parse().ok()? },
        "outlet" => Added::Outlet { kind: sent.kind.parse().ok()?, level: sent.level.parse().ok()? },
        "legal_text" => Added::LegalText,
        "question" => Added::Question {
            subject: sent.subject.parse().ok()?,
            answer: ANSWERS.iter().find(|(name, _)| *name == sent.answer)?.1,
            good: if sent.good.is_empty() { None } else { Some(sent.good.parse().ok()?) },
        },
        _ => return None,
    })
}

fn list(
    office: &Office,
    spoken: Language,
    session: &Session,
    told: Option<page::Told>,
) -> Result<Response, Failure> {
    let entries = curator(office, session)?.entries()?;
    Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &entries, told))
}

fn curator<'o>(office: &'o Office, session: &Session) -> Result<Curator<'o>, Failure> {
    access::curate(&office.store, &session.account, office.clock.today())?.ok_or_else(Failure::forbidden)
}
