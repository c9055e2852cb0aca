//! `GET /area/photo/<hash>`: a photo of a record, for the office's pages.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::photo::{absent, named, picture, unknown};
use super::session::Session;
use crate::access::{self, Door};
use crate::failure::Failure;
use crate::office::Office;

/// Hands out a photo that a record of the office's communes names.
pub(super) async fn photo(
    State(office): State<Arc<Office>>,
    Path(name): Path<String>,
    session: Session,
) -> Result<Response, Failure> {
    let photo = named(&name)?;
    let may = office.work(move |office| {
        let Some(Door::Office(reader, _)) =
            access::open(&office.store, &session.account, office.clock.today())?
        else {
            return Ok(false);
        };
        Ok(reader.may_see_photo(photo)?)
    });
    if !may.await? {
        return Err(unknown());
    }
    let bytes = office.photos.read(photo).await?.ok_or_else(absent)?;
    Ok(picture(StatusCode::OK, &bytes, 0..bytes.len()))
}
