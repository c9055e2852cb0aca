//! `GET /office.css`: the one style sheet of the office's pages.

use axum::http::header;
use axum::response::IntoResponse;

const STYLE: &str = include_str!("../pages/office.css");

/// The style sheet; asked for anew each time, for it is small and changes with the program.
pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], STYLE)
}
