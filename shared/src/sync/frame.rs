//! The outermost layer of a body: compression over the whole of it, because many small records share their
//! words, and a check over what was compressed, so that a body that was cut or changed on its way is never read
//! as something else. Inflating stops at a limit that the caller names, so a small body cannot become a large
//! one; it never trusts a length that a sender claims.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use sha2::{Digest, Sha256};

/// What a compressor knows before the first byte: the keys and codes of the field tables, and words that officials
/// write. Both sides must have the same: another dictionary gets another tag. Part of the protocol, and so never
/// edited.
pub const DICTIONARY: &[u8] = include_bytes!("dictionary.bin");

/// The message as it is: for a carrier that compresses by itself.
const STORED: u8 = 0;
/// Raw deflate with `DICTIONARY`.
const DEFLATED: u8 = 1;
/// Bytes of the check at the end of a message: the first of its SHA-256.
const CHECK_BYTES: usize = 8;
/// Room by which the output grows at first, in bytes.
const ROOM_MIN: usize = 4 * 1024;

/// Why a body is not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Not a frame, cut short, changed, or followed by something else.
    #[error("not a framed message")]
    Malformed,
    /// Inflates beyond the limit.
    #[error("a body beyond the limit")]
    TooLarge,
}

fn check(message: &[u8]) -> [u8; CHECK_BYTES] {
    let hash: [u8; 32] = Sha256::digest(message).into();
    hash.first_chunk().copied().unwrap_or_default()
}

/// Frames a message, deflated wherever that makes it shorter.
pub fn pack(message: &[u8]) -> Vec<u8> {
    let checked = [message, &check(message)].concat();
    let mut packed = vec![DEFLATED];
    match deflate(&checked, &mut packed) {
        Some(()) if packed.len() <= checked.len() => packed,
        _ => [&[STORED], checked.as_slice()].concat(),
    }
}

/// Frames a message without compressing it.
pub fn store(message: &[u8]) -> Vec<u8> {
    [&[STORED], message, &check(message)].concat()
}

fn deflate(bytes: &[u8], packed: &mut Vec<u8>) -> Option<()> {
    let mut deflater = Compress::new(Compression::best(), false);
    deflater.set_dictionary(DICTIONARY).ok()?;
    loop {
        packed.reserve(ROOM_MIN.max(bytes.len() / 4));
        let read = usize::try_from(deflater.total_in()).ok()?;
        match deflater.compress_vec(&bytes[read..], packed, FlushCompress::Finish) {
            Ok(Status::Ok | Status::BufError) => {}
            Ok(Status::StreamEnd) => return Some(()),
            Err(_) => return None,
        }
    }
}

/// Reads a message of at most `max` bytes. Uses at most twice that much memory, whatever the body claims.
pub fn unpack(body: &[u8], max: usize) -> Result<Vec<u8>, FrameError> {
    let (tag, payload) = body.split_first().ok_or(FrameError::Malformed)?;
    let most = max.saturating_add(CHECK_BYTES);
    let mut message = match *tag {
        STORED if payload.len() > most => return Err(FrameError::TooLarge),
        STORED => payload.to_vec(),
        DEFLATED => inflate(payload, most)?,
        _ => return Err(FrameError::Malformed),
    };
    let end = message.len().checked_sub(CHECK_BYTES).ok_or(FrameError::Malformed)?;
    let sum = message.split_off(end);
    if sum == check(&message) { Ok(message) } else { Err(FrameError::Malformed) }
}

fn inflate(bytes: &[u8], max: usize) -> Result<Vec<u8>, FrameError> {
    let mut inflater = Decompress::new(false);
    inflater.set_dictionary(DICTIONARY).map_err(|_| FrameError::Malformed)?;
    let mut unpacked = Vec::new();
    loop {
        // One byte more than allowed shows a body that is too large.
        let room = (max + 1).saturating_sub(unpacked.len()).min(unpacked.len().max(ROOM_MIN));
        unpacked.reserve_exact(room);
        let before = (inflater.total_in(), inflater.total_out());
        let read = usize::try_from(inflater.total_in()).unwrap_or(bytes.len());
        let status = inflater.decompress_vec(&bytes[read..], &mut unpacked, FlushDecompress::None);
        if unpacked.len() > max {
            return Err(FrameError::TooLarge);
        }
        match status {
            Ok(Status::StreamEnd) if usize::try_from(inflater.total_in()) == Ok(bytes.len()) => {
                return Ok(unpacked);
            }
            Ok(Status::Ok | Status::BufError) if (inflater.total_in(), inflater.total_out()) != before => {}
            _ => return Err(FrameError::Malformed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_unpacked() {
        for length in [0, 1, 5_000, 300_000] {
            let bytes: Vec<u8> =
                (0..length).map(|n: u32| u8::try_from(n.wrapping_mul(n) % 251).unwrap()).collect();
            assert_eq!(unpack(&pack(&bytes), bytes.len()).as_ref(), Ok(&bytes));
            assert_eq!(unpack(&store(&bytes), bytes.len()).as_ref(), Ok(&bytes));
            assert!(pack(&bytes).len() <= store(&bytes).len());
        }
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit_and_not_after_it() {
        let bomb = pack(&vec![0; 50_000_000]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpack(&bomb, 1_000_000), Err(FrameError::TooLarge));
        assert_eq!(unpack(&store(&[0; 1_000]), 999), Err(FrameError::TooLarge));
    }

    #[test]
    fn a_cut_lengthened_or_changed_body_is_refused() {
        let message = "Hoàng Thị Ví Dụ".as_bytes();
        for packed in [pack(message), store(message)] {
            for end in 0..packed.len() {
                assert_eq!(unpack(&packed[..end], 1_000), Err(FrameError::Malformed), "cut at {end}");
            }
            for at in 0..packed.len() {
                let mut changed = packed.clone();
                changed[at] ^= 4;
                assert!(unpack(&changed, 1_000).is_err(), "changed at {at}");
            }
            let longer = [packed.as_slice(), &[0]].concat();
            assert_eq!(unpack(&longer, 1_000), Err(FrameError::Malformed));
        }
        assert_eq!(unpack(b"<!doctype html><html>", 1_000), Err(FrameError::Malformed));
        assert_eq!(unpack(b"", 1_000), Err(FrameError::Malformed));
    }

    #[test]
    fn the_dictionary_is_the_one_that_was_published() {
        let hash: [u8; 4] = *check(DICTIONARY).first_chunk().unwrap();
        assert_eq!(
            (DICTIONARY.len(), hash),
            (11_284, [0x4a, 0xe7, 0xd5, 0xbc]),
            "another dictionary needs another tag"
        );
    }
}
