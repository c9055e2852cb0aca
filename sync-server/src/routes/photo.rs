//! `/photo/v1/<hash>`: a photo on its way to and from a phone. `PUT` brings a piece and tells how much is here, whole
//! or half; what arrives of a piece is kept even when the line breaks. `GET` hands a photo out, or a range of it.

use std::ops::Range;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_lite::StreamExt;

use shared::id::{DeviceId, PhotoHash};
use shared::limits::PHOTO_BYTES_MAX;
use shared::photo;
use shared::sync::photo::{COMPLETE, LENGTH, OFFSET};

use crate::access::Writer;
use crate::failure::Failure;
use crate::office::Office;
use crate::photos::{Finished, PhotosError};

impl From<PhotosError> for Failure {
    fn from(error: PhotosError) -> Self {
        Self::inside(&error)
    }
}

/// Hands out a photo that a record of the device's partitions names.
pub(super) async fn get(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let photo = named(&name)?;
    let token = bearer(&headers);
    let may = office.work(move |office| {
        let writer = Writer::of_token(&office.store, &token, office.clock)?;
        Ok(writer.may_read_photo(photo)?)
    });
    if !may.await? {
        return Err(unknown());
    }
    let bytes = office.photos.read(photo).await?.ok_or_else(absent)?;
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    match asked.and_then(|asked| range(asked, bytes.len())) {
        None => Ok(picture(StatusCode::OK, &bytes, 0..bytes.len())),
        Some(range) => Ok(picture(StatusCode::PARTIAL_CONTENT, &bytes, range)),
    }
}

/// Takes in a piece of a photo that a record names which the device may write.
pub(super) async fn put(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let photo = named(&name)?;
    let (offset, length) = number(&headers, OFFSET).zip(number(&headers, LENGTH)).ok_or_else(malformed)?;
    if length > PHOTO_BYTES_MAX as u64 || offset > length {
        return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "photo.too_large"));
    }
    let token = bearer(&headers);
    let device = office.work(move |office| {
        let writer = Writer::of_token(&office.store, &token, office.clock)?;
        Ok(writer.may_bring_photo(photo)?.then(|| writer.device()))
    });
    let device = device.await?.ok_or_else(unknown)?;
    if let Some(size) = office.photos.size(photo).await? {
        return Ok(told(StatusCode::OK, size, true));
    }
    if offset > office.photos.has(device, photo).await? {
        return refused(&office, device, photo, StatusCode::CONFLICT, "photo.offset").await;
    }
    take(&office, device, photo, offset..length, body).await?;
    let has = office.photos.has(device, photo).await?;
    if has != length {
        return Ok(told(StatusCode::OK, has, false));
    }
    match office.photos.finish(device, photo).await? {
        Finished::Kept => Ok(told(StatusCode::CREATED, length, true)),
        Finished::Wrong => {
            refused(&office, device, photo, StatusCode::UNPROCESSABLE_ENTITY, "photo.wrong").await
        }
        Finished::Refused(error) => Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, error.code())),
    }
}

/// Writes what arrives, as it arrives, from the offset up to the stated length and not beyond.
async fn take(
    office: &Office,
    device: DeviceId,
    photo: PhotoHash,
    mut room: Range<u64>,
    body: Body,
) -> Result<(), Failure> {
    let mut frames = body.into_data_stream();
    while let Some(frame) = frames.next().await {
        let frame = frame.map_err(|_| malformed())?;
        let size = frame.len() as u64;
        if size > room.end - room.start {
            return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "photo.too_large"));
        }
        if size > 0 {
            office.photos.write(device, photo, room.start, frame.to_vec()).await?;
        }
        room.start += size;
    }
    Ok(())
}

/// How much of a photo is here.
fn told(status: StatusCode, offset: u64, whole: bool) -> Response {
    let complete = HeaderValue::from_static(if whole { "?1" } else { "?0" });
    let headers = [
        (HeaderName::from_static(OFFSET), HeaderValue::from(offset)),
        (HeaderName::from_static(COMPLETE), complete),
    ];
    (status, headers).into_response()
}

/// A refusal after which the phone goes on from what is here.
async fn refused(
    office: &Office,
    device: DeviceId,
    photo: PhotoHash,
    status: StatusCode,
    code: &str,
) -> Result<Response, Failure> {
    let has = office.photos.has(device, photo).await?;
    let mut response = Failure::new(status, code).into_response();
    response.headers_mut().insert(OFFSET, HeaderValue::from(has));
    Ok(response)
}

/// A picture, or a part of one.
pub(super) fn picture(status: StatusCode, bytes: &[u8], part: Range<usize>) -> Response {
    // What lies in the store was examined when it came; whatever else got there is handed out as bytes.
    let kind = photo::examine(bytes).map_or("application/octet-stream", photo::Format::media_type);
    let body = bytes.get(part.clone()).unwrap_or_default().to_vec();
    let mut response = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
    let range = format!("bytes {}-{}/{}", part.start, part.end.saturating_sub(1), bytes.len());
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(range) = HeaderValue::from_str(&range)
    {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

/// One range of bytes, `bytes=a-b`; anything else is answered with the whole.
fn range(asked: &str, size: usize) -> Option<Range<usize>> {
    let (start, end) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let start: usize = start.parse().ok()?;
    let end = if end.is_empty() { size } else { end.parse::<usize>().ok()?.saturating_add(1).min(size) };
    (start < end).then_some(start..end)
}

/// The photo of an address. One that is not named well is not found either.
pub(super) fn named(name: &str) -> Result<PhotoHash, Failure> {
    name.parse().map_err(|_| unknown())
}

fn bearer(headers: &HeaderMap) -> String {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or("");
    value.strip_prefix("Bearer ").unwrap_or("").to_owned()
}

fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// No record that the asker may know of names it: whether it exists is not told.
pub(super) fn unknown() -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "photo.unknown")
}

/// A record names it, and the phone that took it has not brought it yet.
pub(super) fn absent() -> Failure {
    Failure::new(StatusCode::NOT_FOUND, "photo.absent")
}

fn malformed() -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "sync.malformed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_one_part_of_the_photo_or_none() {
        assert_eq!(range("bytes=0-9", 100), Some(0..10));
        assert_eq!(range("bytes=90-", 100), Some(90..100));
        assert_eq!(range("bytes=90-500", 100), Some(90..100));
        for other in ["bytes=100-", "bytes=5-4", "bytes=-5", "pixels=1-2", "bytes=0-1,4-5", ""] {
            assert_eq!(range(other, 100), None, "{other}");
        }
    }
}
