//! `GET /province`: aggregates, filtered by organisation and commune. Each opening is noted.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use shared::text::Language;

use super::session::Session;
use crate::access::{self, Door, Figures};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{area, frame, language, province as page, words};
use crate::storage::audit::{self, Action};

/// What the address may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    org: String,
}

/// The page.
pub(super) async fn province(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| show(office, spoken, &session, &asked)).await;
    shown.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

fn show(office: &Office, spoken: Language, session: &Session, asked: &Asked) -> Result<Response, Failure> {
    let figures = figures(office, session, asked, Action::ProvinceOpened)?;
    let viewer = session.viewer(spoken, page::PATH, false);
    let commune = Some(asked.unit.as_str()).filter(|unit| !unit.is_empty());
    Ok(match figures {
        Some(figures) => page::overview(spoken, &viewer, &figures, commune),
        None => area::empty(spoken, &viewer, page::PATH, words::COVERAGE.say(spoken)),
    })
}

/// What a viewer of the province asks for; noted as `action`.
pub(super) fn figures(
    office: &Office,
    session: &Session,
    asked: &Asked,
    action: Action,
) -> Result<Option<Figures>, Failure> {
    let Some(Door::Province(reader)) = access::open(&office.store, &session.account, office.clock.today())?
    else {
        return Err(Failure::forbidden());
    };
    let who = session.account.id.as_str();
    let detail = format!("{} {}", asked.org, asked.unit);
    office.store.write(|tx| audit::append(tx, office.clock.now_ms(), who, action, detail.trim()))?;
    let unit = match asked.unit.as_str() {
        "" => None,
        unit => Some(unit.parse().map_err(|_| Failure::not_found())?),
    };
    let figures = reader.figures(asked.org.parse().ok().as_ref(), unit.as_ref())?;
    match &figures {
        Some(figures) if figures.communes.is_empty() && unit.is_some() => Err(Failure::not_found()),
        _ => Ok(figures),
    }
}
