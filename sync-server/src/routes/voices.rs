//! `GET /area/voices` and `GET /area/voice?doc=`: reports of wrongdoing, for the clerk of the unit above those named.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use super::draw::overseer;
use super::session::Session;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, language, voices as page};

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
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| {
        let voices = overseer(office, &session)?.voices(office.clock.now_ms())?;
        Ok(page::list(spoken, &session.viewer(spoken, page::PATH, true), &voices))
    });
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}

/// One report.
pub(super) async fn voice(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    let spoken = language::of_query(query.as_deref());
    let shown = office.work(move |office| {
        let doc = asked.doc.parse().map_err(|_| Failure::not_found())?;
        let voice = overseer(office, &session)?.voice(doc, office.clock.now_ms())?;
        Ok(page::one(spoken, &session.viewer(spoken, "", true), &voice))
    });
    shown.await.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}
