//! A page that is made where one may wait for the database, or the words of why it could not be.

use std::sync::Arc;

use axum::response::Response;
use shared::text::Language;

use crate::failure::Failure;
use crate::office::Office;
use crate::pages::{frame, language};

/// Makes a page in the language that the query asks for.
pub(super) async fn shown(
    office: &Arc<Office>,
    query: Option<&str>,
    make: impl FnOnce(&Office, Language) -> Result<Response, Failure> + Send + 'static,
) -> Response {
    let spoken = language::of_query(query);
    let page = office.work(move |office| make(office, spoken)).await;
    page.unwrap_or_else(|failure| frame::failure(spoken, &failure, None))
}
