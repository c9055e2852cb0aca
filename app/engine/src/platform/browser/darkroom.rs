//! Pictures for the screens: a worker's object URLs are found by the page of the same origin, as long as the worker
//! lives.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, Url};

use shared::photo::Format;
use shared::sync::photo::Said;

use super::{Browser, network};
use crate::platform::NetworkError;
use crate::platform::photo::{Darkroom, Fetched, Piece};

impl Darkroom for Browser {
    async fn bring(&self, piece: Piece<'_>) -> Result<Said, NetworkError> {
        network::bring(piece).await
    }

    async fn fetch(&self, path: &str, token: &str, offset: usize) -> Result<Fetched, NetworkError> {
        network::fetch_photo(path, token, offset).await
    }

    fn show(&self, picture: &[u8], format: Format) -> Option<String> {
        let kind = BlobPropertyBag::new();
        kind.set_type(format.media_type());
        let parts = Array::of1(&Uint8Array::from(picture));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
        Url::create_object_url_with_blob(&blob).ok()
    }

    fn hide(&self, address: &str) {
        // An address that is gone already is as good.
        Url::revoke_object_url(address).ok();
    }
}
