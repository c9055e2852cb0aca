//! The shortest form of an answer to a phone: our own frame, whose dictionary helps small messages, or brotli,
//! which every browser undoes by itself and which is better at large ones.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use brotli::enc::BrotliEncoderParams;
use shared::sync::frame;

use super::sync::MEDIA_TYPE;

/// Quality of brotli. A full answer, 256 kB of a commune's records, becomes 43.7 kB in 15 ms with 5, 41.4 kB in 80 ms
/// with 9, 36.1 kB in 900 ms with 11: more time of the server than a phone on 2G saves.
const QUALITY: i32 = 9;
/// Window of brotli, in bits: 1 MiB, more than any answer.
const WINDOW_BITS: i32 = 20;
/// Largest message, in bytes, for which the frame's own compression is tried too: beyond it brotli always wins.
const SMALL_BYTES: usize = 8 * 1024;
/// What saying that it is brotli costs, in bytes of header.
const HEADER_BYTES: usize = "content-encoding: br\r\n".len();

/// Whether the asker undoes brotli.
pub(super) fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // A weight of 0 would refuse it; no phone says that.
    accepted.split(',').any(|coding| coding.trim() == "br")
}

/// The body of an answer, and whether it is brotli.
pub(super) struct Coded {
    body: Vec<u8>,
    brotli: bool,
}

/// Codes a message for somebody who undoes brotli, or does not.
pub(super) fn code(message: &[u8], takes_brotli: bool) -> Coded {
    let framed = (!takes_brotli || message.len() <= SMALL_BYTES).then(|| frame::pack(message));
    let brotli = takes_brotli.then(|| compress(&frame::store(message))).flatten();
    match (framed, brotli) {
        (Some(body), Some(brotli)) if body.len() <= brotli.len() + HEADER_BYTES => {
            Coded { body, brotli: false }
        }
        (_, Some(body)) => Coded { body, brotli: true },
        (framed, None) => Coded { body: framed.unwrap_or_else(|| frame::pack(message)), brotli: false },
    }
}

/// `None` cannot happen in memory.
fn compress(framed: &[u8]) -> Option<Vec<u8>> {
    let params =
        BrotliEncoderParams { quality: QUALITY, lgwin: WINDOW_BITS, ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*framed, &mut compressed, &params).ok()?;
    Some(compressed)
}

impl IntoResponse for Coded {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, MEDIA_TYPE)];
        if self.brotli {
            let coding = [(header::CONTENT_ENCODING, HeaderValue::from_static("br"))];
            (kind, coding, self.body).into_response()
        } else {
            (kind, self.body).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn undone(coded: &Coded) -> Vec<u8> {
        let mut body = Vec::new();
        if coded.brotli {
            brotli::Decompressor::new(coded.body.as_slice(), 4_096).read_to_end(&mut body).unwrap();
        } else {
            body.clone_from(&coded.body);
        }
        frame::unpack(&body, 1 << 20).unwrap()
    }

    #[test]
    fn every_answer_is_read_back_by_those_who_undo_brotli_and_those_who_do_not() {
        for length in [0, 30, 3_000, 300_000] {
            let message: Vec<u8> = "Lò Thị Mẫu ".bytes().cycle().take(length).collect();
            for takes_brotli in [false, true] {
                let coded = code(&message, takes_brotli);
                assert_eq!(undone(&coded), message);
                assert!(takes_brotli || !coded.brotli);
            }
        }
        assert!(!code(&[7; 30], true).brotli, "a short answer pays for no header");
        assert!(code(&vec![7; 300_000], true).brotli);
    }
}
