//! `GET /area/lists`: the lists in use; `?unit=HT` the households of one commune.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use super::import::registrar;
use super::listing::lister;
use super::session::Session;
use super::shown::shown;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{households, lists as page};

/// What the address may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

/// The page.
pub(super) async fn lists(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let registrar = registrar(office, &session)?;
        let viewer = session.viewer(spoken, page::PATH, true);
        if asked.unit.is_empty() {
            let lengths = match lister(office, &session) {
                Ok(lister) => lister.index()?,
                // A clerk of no organisation imports for all of them, and keeps no lists.
                Err(_) => BTreeMap::new(),
            };
            return Ok(page::lists(spoken, &viewer, &lengths, &registrar.lists()?, office.clock.today()));
        }
        let found = registrar.households(&asked.unit, office.clock.now_ms())?;
        let (unit, villages) = found.ok_or_else(Failure::not_found)?;
        Ok(households::households(spoken, &viewer, &unit, &villages))
    })
    .await
}
