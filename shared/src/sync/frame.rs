//! The outermost layer of a body: raw deflate over the whole of it, because many small records share their
//! words and compress together several times better than one by one. Inflating stops at a limit that the
//! caller names, so a small body cannot become a large one; it never trusts a length that a sender claims.

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};

/// Why a body is not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Not raw deflate, cut short, or followed by something else.
    #[error("not a deflated body")]
    Malformed,
    /// Inflates beyond the limit.
    #[error("a body beyond the limit")]
    TooLarge,
}

/// Room by which the output grows at first, in bytes.
const ROOM_MIN: usize = 4 * 1024;

/// Deflates a message.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut deflater = Compress::new(Compression::best(), false);
    let mut packed = Vec::new();
    loop {
        packed.reserve(ROOM_MIN.max(bytes.len() / 4));
        let read = usize::try_from(deflater.total_in()).unwrap_or(bytes.len());
        match deflater.compress_vec(&bytes[read..], &mut packed, FlushCompress::Finish) {
            Ok(Status::Ok | Status::BufError) => {}
            // In memory and with room there is nothing else to go wrong; an empty body is refused by the reader.
            Ok(Status::StreamEnd) | Err(_) => return packed,
        }
    }
}

/// Inflates a message of at most `max` bytes. Uses at most twice that much memory, whatever the body claims.
pub fn unpack(bytes: &[u8], max: usize) -> Result<Vec<u8>, FrameError> {
    let mut inflater = Decompress::new(false);
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
        }
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit_and_not_after_it() {
        let bomb = pack(&vec![0; 50_000_000]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unpack(&bomb, 1_000_000), Err(FrameError::TooLarge));
    }

    #[test]
    fn a_cut_or_lengthened_body_is_refused() {
        let packed = pack(b"Ho\xc3\xa0ng Th\xe1\xbb\x8b V\xc3\xad D\xe1\xbb\xa5");
        for end in 0..packed.len() {
            assert_eq!(unpack(&packed[..end], 1_000), Err(FrameError::Malformed), "cut at {end}");
        }
        let longer = [packed.as_slice(), &[0]].concat();
        assert_eq!(unpack(&longer, 1_000), Err(FrameError::Malformed));
        assert_eq!(unpack(b"<!doctype html><html>", 1_000), Err(FrameError::Malformed));
    }
}
