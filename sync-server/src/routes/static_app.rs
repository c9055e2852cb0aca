//! The built app at `/`: files of one folder, precompressed ones where the browser takes them. A missing file
//! is a 404 and never a page: a stale client must not take HTML for its `.js` or `.wasm`.

use std::convert::Infallible;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower::service_fn;
use tower_http::services::ServeDir;

use crate::failure::Failure;
use crate::pages::{frame, language};

/// Serves the files of `folder`; without one, nothing is found.
pub(super) fn files(folder: Option<&Path>) -> Router {
    let missing = service_fn(async |request: Request<Body>| Ok::<_, Infallible>(missing(request.uri())));
    let files = match folder {
        None => Router::new().fallback_service(missing),
        Some(folder) => Router::new().fallback_service(
            ServeDir::new(folder).precompressed_br().precompressed_gzip().not_found_service(missing),
        ),
    };
    files.layer(from_fn(cache))
}

/// A page for an address that a person may have typed; never one in the place of a file.
fn missing(uri: &Uri) -> Response {
    let is_file = uri.path().rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file {
        return Failure::not_found().into_response();
    }
    frame::failure(language::of_query(uri.query()), &Failure::not_found(), None)
}

/// A file whose name carries its hash never changes; every other one is asked for anew each time.
async fn cache(request: Request, next: Next) -> Response {
    let is_hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let kept =
        matches!(response.status(), StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED);
    let rule = if is_hashed && kept { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    response
}

/// True when a part of the file's name between `-`, `_` and `.` is a hash: at least 8 hex digits, one of them a digit.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hash = |part: &str| {
        part.len() >= 8
            && part.bytes().all(|b| b.is_ascii_hexdigit())
            && part.bytes().any(|b| b.is_ascii_digit())
    };
    name.split(['-', '_', '.']).any(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_good() {
        for hashed in ["/ui-3f9a0c1de2.wasm", "/engine_bg.0a1b2c3d4e5f6789.js", "/app/office-00000001.css"] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["/", "/index.html", "/sw.js", "/manifest.webmanifest", "/facade.js", "/deadbeef.js"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
