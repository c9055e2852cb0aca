//! What photos need of the machine beyond `Platform`: a way up and down that can begin anywhere, and an address under
//! which a screen finds a picture.

use std::future::Future;

use shared::photo::Format;
use shared::sync::photo::Said;

use super::NetworkError;

/// A piece of a photo on its way up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'p> {
    /// Path on the app's own origin.
    pub path: &'p str,
    /// The device's token.
    pub token: &'p str,
    /// Where in the photo it begins.
    pub offset: usize,
    /// Length of the whole photo, in bytes.
    pub whole: usize,
    /// Its bytes.
    pub bytes: &'p [u8],
}

/// A part of a photo that came down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// HTTP status.
    pub status: u16,
    /// Media type without parameters, lower case.
    pub content_type: String,
    /// Length of the whole photo, in bytes, when the answer is a part and says so.
    pub whole: Option<usize>,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Photos to and from the office, and to the screen.
pub trait Darkroom {
    /// Sends a piece, within a time limit.
    fn bring(&self, piece: Piece<'_>) -> impl Future<Output = Result<Said, NetworkError>>;

    /// Fetches up to `limits::PHOTO_PIECE_BYTES` of a photo from an offset on, within a time limit.
    fn fetch(
        &self,
        path: &str,
        token: &str,
        offset: usize,
    ) -> impl Future<Output = Result<Fetched, NetworkError>>;

    /// An address under which this browser finds a picture until `hide`; `None` when it has none to give.
    fn show(&self, picture: &[u8], format: Format) -> Option<String>;

    /// Takes an address back.
    fn hide(&self, address: &str);
}
