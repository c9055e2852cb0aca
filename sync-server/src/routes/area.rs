//! `GET /area`: the communes of a clerk's, an inspector's or a commune's own scope; `?unit=HT` one of them.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use shared::text::Language;

use super::session::Session;
use crate::access::{self, Door};
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{area as page, frame, language, words};
use crate::storage::audit::{self, Action};

/// What the address may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

/// The page. Each opening is noted.
pub(super) async fn area(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| show(office, spoken, &session, &asked.unit)).await;
    shown.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

fn show(office: &Office, spoken: Language, session: &Session, unit: &str) -> Result<Response, Failure> {
    let today = office.clock.today();
    let Some(Door::Office(reader, steward)) = access::open(&office.store, &session.account, today)? else {
        return Err(Failure::forbidden());
    };
    let who = session.account.id.as_str();
    office.store.write(|tx| audit::append(tx, office.clock.now_ms(), who, Action::AreaOpened, unit))?;
    let viewer = session.viewer(spoken, page::PATH, steward.is_some());
    let Some(area) = reader.area()? else {
        return Ok(page::empty(spoken, &viewer, page::PATH, words::COVERAGE.say(spoken)));
    };
    let only = area.communes.first().filter(|_| area.communes.len() == 1);
    let asked = area.communes.iter().find(|commune| commune.unit.code.as_str() == unit).or(only);
    match asked {
        Some(commune) => Ok(page::commune(spoken, &viewer, &area, commune, today)),
        None if unit.is_empty() => Ok(page::overview(spoken, &viewer, &area, today)),
        None => Err(Failure::not_found()),
    }
}
