//! Bodies of bounded size.

use axum::body::Body;
use axum::http::StatusCode;
use futures_lite::StreamExt;

use crate::failure::Failure;

/// How much of a body that is too large is still read, and thrown away, in bytes: a sender that writes everything
/// before it reads learns why it was refused, instead of finding the connection cut.
const DRAIN_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The bytes of a body of at most `max` bytes.
pub(super) async fn bytes(body: Body, max: usize) -> Result<Vec<u8>, Failure> {
    let mut frames = body.into_data_stream();
    let (mut bytes, mut seen) = (Vec::new(), 0_usize);
    while let Some(frame) = frames.next().await {
        let cut = |_| Failure::new(StatusCode::BAD_REQUEST, "sync.malformed");
        let frame = frame.map_err(cut)?;
        seen = seen.saturating_add(frame.len());
        if seen <= max {
            bytes.extend_from_slice(&frame);
        } else {
            bytes = Vec::new();
        }
        if seen > DRAIN_BYTES_MAX {
            break;
        }
    }
    if seen > max { Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "sync.too_large")) } else { Ok(bytes) }
}
