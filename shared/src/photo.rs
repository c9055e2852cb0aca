//! What a photo is: a picture of one of two formats with nothing in it but the picture, named by the hash of its
//! bytes. The phone looks before it keeps one, the office before it takes one in: where a phone stood when it was
//! taken, by whom and with what, never leaves the phone. It decodes no pixel and trusts no length.

use sha2::{Digest, Sha256};

use crate::id::PhotoHash;
use crate::limits::PHOTO_BYTES_MAX;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// What every browser can write.
    Jpeg,
    /// A quarter smaller; most browsers can write it.
    Webp,
}

impl Format {
    /// The media type under which it is handed out.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }
}

/// Why bytes are not a photo that may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Neither format, or broken off.
    #[error("not a whole JPEG or WebP picture")]
    NotAPicture,
    /// Beyond `limits::PHOTO_BYTES_MAX`.
    #[error("the picture is too large")]
    TooLarge,
    /// Something beside the picture: EXIF, XMP, a comment, a second picture.
    #[error("the picture carries more than a picture")]
    Metadata,
}

impl PhotoError {
    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAPicture => "photo.not_a_picture",
            Self::TooLarge => "photo.too_large",
            Self::Metadata => "photo.metadata",
        }
    }
}

/// The name of a photo.
pub fn name(bytes: &[u8]) -> PhotoHash {
    PhotoHash(Sha256::digest(bytes).into())
}

/// The format of a photo that may be kept and handed out.
pub fn examine(bytes: &[u8]) -> Result<Format, PhotoError> {
    if bytes.len() > PHOTO_BYTES_MAX {
        return Err(PhotoError::TooLarge);
    }
    match bytes {
        [0xff, 0xd8, segments @ ..] => jpeg(segments).map(|()| Format::Jpeg),
        [b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'E', b'B', b'P', chunks @ ..] => {
            let stated = usize::try_from(u32::from_le_bytes([*a, *b, *c, *d]));
            let whole = stated.is_ok_and(|stated| stated == bytes.len() - 8);
            if whole { webp(chunks).map(|()| Format::Webp) } else { Err(PhotoError::NotAPicture) }
        }
        _ => Err(PhotoError::NotAPicture),
    }
}

/// Segments up to the picture's own bytes: tables and frame, the JFIF head, a colour profile, Adobe's colour mark.
fn jpeg(mut rest: &[u8]) -> Result<(), PhotoError> {
    let mut framed = false;
    loop {
        let [0xff, marker, high, low, after @ ..] = rest else { return Err(PhotoError::NotAPicture) };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let body = length.checked_sub(2).and_then(|length| after.split_at_checked(length));
        let Some((_, next)) = body else { return Err(PhotoError::NotAPicture) };
        match marker {
            0xda if framed => return scan(next),
            0xc0..=0xc2 => framed = true,
            0xc4 | 0xdb | 0xdd | 0xe0 | 0xe2 | 0xee => {}
            0xe1..=0xef | 0xfe => return Err(PhotoError::Metadata),
            _ => return Err(PhotoError::NotAPicture),
        }
        rest = next;
    }
}

/// The picture's own bytes end with the end mark, and nothing comes after it. Between the passes of a progressive
/// picture stand tables and further scans.
fn scan(mut rest: &[u8]) -> Result<(), PhotoError> {
    loop {
        let at = rest.windows(2).position(|two| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7 | 0xff));
        let Some((_, [_, marker, after @ ..])) = at.and_then(|at| rest.split_at_checked(at)) else {
            return Err(PhotoError::NotAPicture);
        };
        match (marker, after) {
            (0xd9, []) => return Ok(()),
            (0xd9 | 0xe0..=0xef | 0xfe, _) => return Err(PhotoError::Metadata),
            (0xc4 | 0xda | 0xdb | 0xdd, [high, low, ..]) => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = after.get(length.max(2)..).ok_or(PhotoError::NotAPicture)?;
            }
            _ => return Err(PhotoError::NotAPicture),
        }
    }
}

/// Chunks of one still picture.
fn webp(mut rest: &[u8]) -> Result<(), PhotoError> {
    let mut pictures = 0;
    while !rest.is_empty() {
        let [a, b, c, d, s0, s1, s2, s3, after @ ..] = rest else { return Err(PhotoError::NotAPicture) };
        let size = usize::try_from(u32::from_le_bytes([*s0, *s1, *s2, *s3]));
        let padded = size.ok().and_then(|size| size.checked_add(size % 2));
        let next = padded.and_then(|size| after.get(size..)).ok_or(PhotoError::NotAPicture)?;
        match &[*a, *b, *c, *d] {
            b"VP8 " | b"VP8L" => pictures += 1,
            b"VP8X" | b"ALPH" | b"ICCP" => {}
            _ => return Err(PhotoError::Metadata),
        }
        rest = next;
    }
    if pictures == 1 { Ok(()) } else { Err(PhotoError::NotAPicture) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    }

    fn jpeg_with(more: &[u8]) -> Vec<u8> {
        let head = [vec![0xff, 0xd8], segment(0xe0, b"JFIF\0"), more.to_vec()].concat();
        let frame = [segment(0xdb, &[0; 64]), segment(0xc0, &[8; 15]), segment(0xda, &[1; 10])].concat();
        [head, frame, vec![1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, 0xff, 0xd9]].concat()
    }

    fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len()).unwrap().to_le_bytes();
        [&name[..], &size, body, &[0][..body.len() % 2]].concat()
    }

    fn webp_of(chunks: &[Vec<u8>]) -> Vec<u8> {
        let body = [b"WEBP".to_vec(), chunks.concat()].concat();
        [b"RIFF".to_vec(), u32::try_from(body.len()).unwrap().to_le_bytes().to_vec(), body].concat()
    }

    #[test]
    fn a_plain_picture_of_either_format_is_taken() {
        assert_eq!(examine(&jpeg_with(&[])), Ok(Format::Jpeg));
        assert_eq!(examine(&jpeg_with(&segment(0xe2, b"ICC_PROFILE\0"))), Ok(Format::Jpeg));
        assert_eq!(examine(&webp_of(&[chunk(*b"VP8 ", &[7; 31])])), Ok(Format::Webp));
    }

    #[test]
    fn whatever_tells_more_than_the_picture_is_refused() {
        for marker in [0xe1, 0xed, 0xfe] {
            assert_eq!(examine(&jpeg_with(&segment(marker, b"Exif\0\0GPS"))), Err(PhotoError::Metadata));
        }
        let mut two = jpeg_with(&[]);
        two.extend(jpeg_with(&[]));
        assert_eq!(examine(&two), Err(PhotoError::Metadata), "a second picture behind the first");
        for name in [b"EXIF", b"XMP ", b"ANIM"] {
            let told = webp_of(&[chunk(*b"VP8X", &[8; 10]), chunk(*b"VP8 ", &[7; 30]), chunk(*name, b"GPS")]);
            assert_eq!(examine(&told), Err(PhotoError::Metadata));
        }
    }

    #[test]
    fn what_is_no_picture_or_broken_off_or_too_large_is_refused() {
        for other in [&b""[..], b"<html>", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x04\0\0\0WEBP"] {
            assert_eq!(examine(other), Err(PhotoError::NotAPicture));
        }
        let whole = jpeg_with(&[]);
        for end in 0..whole.len() {
            assert!(examine(&whole[..end]).is_err(), "cut at {end}");
        }
        assert_eq!(examine(&vec![0xff; PHOTO_BYTES_MAX + 1]), Err(PhotoError::TooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_end_the_program(start in 0..4_usize, rest in prop::collection::vec(any::<u8>(), 0..200)) {
            let starts: [&[u8]; 4] = [&[], &[0xff, 0xd8, 0xff], &[0xff, 0xd8, 0xff, 0xc0, 0, 2, 0xff, 0xda, 0, 2], b"RIFF"];
            let bytes = [starts[start], &rest].concat();
            let _ = examine(&bytes);
        }
    }
}
