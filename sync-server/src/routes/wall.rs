//! What holds for every request, whatever its address.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use shared::sync::photo::OFFSET;

use super::session;
use crate::access::Role;
use crate::failure::Failure;
use crate::office::Office;
use crate::storage::audit::{self, Action};

/// Longest time for one request, its body included: a full slice takes 40 s at 2G's 3 kB/s.
const REQUEST_TIME_MAX: Duration = Duration::from_mins(2);

/// Headers of every answer.
const HEADERS: [(HeaderName, HeaderValue); 2] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Headers of every answer that a browser could show or run. Nothing but this server's own files may run, load or
/// be sent to; `wasm-unsafe-eval` compiles the app's modules and nothing else.
const PAGE_HEADERS: [(HeaderName, HeaderValue); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
             connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; \
             form-action 'self'; frame-ancestors 'none'",
        ),
    ),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(self), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// Headers of a picture: what somebody brought may be looked at and do nothing, also when it is opened by itself.
const PICTURE_HEADERS: [(HeaderName, HeaderValue); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
    ),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
];

/// Puts the headers on an answer. What is not a file of the app is never kept by a browser or a proxy. An exchange of
/// a phone has none of them: the answer to a POST is kept by nobody, bytes of our own type are neither shown nor run,
/// and headers would be most of what crosses when there is nothing new.
pub(super) async fn headers(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind == super::sync::MEDIA_TYPE {
        return response;
    }
    if kind.starts_with("image/") {
        headers.extend(PICTURE_HEADERS);
    } else if !headers.contains_key(OFFSET) {
        headers.extend(PAGE_HEADERS);
    }
    headers.extend(HEADERS);
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if office.settings.is_https() {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// Ends a request that takes too long.
pub(super) async fn in_time(request: Request, next: Next) -> Response {
    let late = |_| Failure::new(StatusCode::REQUEST_TIMEOUT, "server.timeout").into_response();
    tokio::time::timeout(REQUEST_TIME_MAX, next.run(request)).await.unwrap_or_else(late)
}

/// Refuses, and notes, whatever a session of the province sends that is not for reading. Logging in and out are all
/// that is left to it.
pub(super) async fn province_writes_nothing(
    State(office): State<Arc<Office>>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let path = request.uri().path().to_owned();
    if reads || path == "/login" || path == "/logout" {
        return next.run(request).await;
    }
    let Some(token) = session::token(request.headers()) else { return next.run(request).await };
    let detail = format!("{} {}", request.method(), path.chars().take(200).collect::<String>());
    let noted = office.work(move |office| {
        let Some(account) = session::account(office, &token)? else { return Ok(false) };
        if Role::of(&account.role) != Some(Role::ProvinceViewer) {
            return Ok(false);
        }
        let now_ms = office.clock.now_ms();
        let who = account.id.as_str();
        office.store.write(|tx| audit::append(tx, now_ms, who, Action::WriteRefused, &detail))?;
        Ok(true)
    });
    match noted.await {
        Ok(false) => next.run(request).await,
        Ok(true) => Failure::new(StatusCode::FORBIDDEN, "access.read_only").into_response(),
        Err(failure) => failure.into_response(),
    }
}
