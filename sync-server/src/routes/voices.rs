//! `GET /area/voices` and `GET /area/voice?doc=`: reports of wrongdoing, for the clerk of the unit above those named.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use super::draw::overseer;
use super::session::Session;
use super::shown::shown;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::voices as page;

/// What the address of a report asks.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    doc: String,
}

/// The list.
pub(super) async fn list(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let voices = overseer(office, &session)?.voices(office.clock.now_ms())?;
        Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &voices))
    })
    .await
}

/// One report.
pub(super) async fn voice(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let doc = asked.doc.parse().map_err(|_| Failure::not_found())?;
        let voice = overseer(office, &session)?.voice(doc, office.clock.now_ms())?;
        Ok(page::one(spoken, &session.viewer(spoken, "", true), &voice))
    })
    .await
}
