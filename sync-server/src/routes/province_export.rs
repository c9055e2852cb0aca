//! `GET /province/export.csv`: the aggregates of the province's page as a file. Each export is noted.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::province::{Asked, figures};
use super::session::Session;
use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{export, language};
use crate::storage::audit::Action;

/// The file.
pub(super) async fn export(
    State(office): State<Arc<Office>>,
    RawQuery(query): RawQuery,
    Query(asked): Query<Asked>,
    session: Session,
) -> Result<Response, Failure> {
    let spoken = language::of_query(query.as_deref());
    let (file, name) = office
        .work(move |office| {
            let figures =
                figures(office, &session, &asked, Action::Exported)?.ok_or_else(Failure::not_found)?;
            let name = format!("so-ban-{}-{}.csv", figures.unit.code, figures.today.as_number());
            Ok((export::csv(spoken, &figures), name))
        })
        .await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, file).into_response())
}
