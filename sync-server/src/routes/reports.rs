//! `GET /area/reports?year=`: what reports there are of a year.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::response::Response;
use serde::Deserialize;

use super::report::{reporter, year_of};
use super::session::Session;
use super::shown::shown;
use crate::office::Office;
use crate::pages::reports as page;

/// What the address may ask.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    year: String,
}

/// The page.
pub(super) async fn reports(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Response {
    shown(&office, query.as_deref(), move |office, spoken| {
        let reporter = reporter(office, &session)?;
        let shelf = reporter.shelf(year_of(office, &asked.year)?)?;
        Ok(page::reports(spoken, &session.viewer(spoken, page::PATH, true), &shelf))
    })
    .await
}
