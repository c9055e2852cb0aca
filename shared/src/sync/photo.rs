//! How one photo goes up: the office says how much of it is on its disk, the phone sends the rest piece by piece,
//! and the photo is there when the office says that it has checked the whole. A broken line costs what was in
//! flight. The machine says what to do next and is told what came of it; it opens no connection.

use std::ops::Range;

use crate::id::PhotoHash;
use crate::limits::PHOTO_PIECE_BYTES;

/// Header in which the office says how much it has, and the phone where its piece begins: a byte count.
pub const OFFSET: &str = "upload-offset";
/// Header in which the phone says how long the whole is.
pub const LENGTH: &str = "upload-length";
/// Header in which the office says whether the whole is on its disk and checked: `?1` or `?0`.
pub const COMPLETE: &str = "upload-complete";

/// The address of a photo, on the app's own origin.
pub fn path(hash: PhotoHash) -> String {
    format!("/photo/v1/{hash}")
}

/// Answers without progress after which a photo is left for the next run.
const STALLS_MAX: u8 = 3;

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask how much is there: `PUT` of nothing at offset 0.
    Ask,
    /// Send these bytes: `PUT`.
    Send(Range<usize>),
    /// The office has it on disk, whole and checked.
    Done,
    /// The office does not take it now, for the reason of this code.
    Stop(String),
}

/// What the office said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// HTTP status.
    pub status: u16,
    /// `OFFSET`.
    pub offset: Option<u64>,
    /// `COMPLETE`.
    pub complete: Option<bool>,
    /// Code of a refusal.
    pub code: Option<String>,
}

/// One photo on its way up.
#[derive(Debug, Clone)]
pub struct Upload {
    size: usize,
    next: Step,
    stalls: u8,
}

impl Upload {
    /// Of a photo of `size` bytes.
    pub fn new(size: usize) -> Self {
        Self { size, next: Step::Ask, stalls: 0 }
    }

    /// What to do next; the same until something was heard.
    pub fn step(&self) -> &Step {
        &self.next
    }

    /// Takes in what the office said to the last step. Somebody else's answer has no `OFFSET` and is no receipt.
    pub fn heard(&mut self, said: &Said) {
        self.next = self.after(said);
    }

    fn after(&mut self, said: &Said) -> Step {
        let offset = said.offset.and_then(|offset| usize::try_from(offset).ok());
        let offset = offset.filter(|offset| *offset <= self.size);
        match (said.status, &said.code, offset) {
            (200..=299, _, Some(offset)) if offset == self.size && said.complete == Some(true) => Step::Done,
            // 409: another offset was right. 422: what was there was not this photo and is thrown away.
            (200..=299 | 409 | 422, code, Some(offset)) => {
                self.stalls += u8::from(matches!(&self.next, Step::Send(sent) if offset <= sent.start));
                if self.stalls > STALLS_MAX {
                    return Step::Stop(code.clone().unwrap_or_else(|| STALLED.to_owned()));
                }
                Step::Send(offset..self.size.min(offset + PHOTO_PIECE_BYTES))
            }
            (_, Some(code), _) => Step::Stop(code.clone()),
            _ => Step::Stop(NOT_OURS.to_owned()),
        }
    }
}

/// Somebody else answered in the office's place.
const NOT_OURS: &str = "network.not_ours";
/// The office takes pieces and gets no further.
const STALLED: &str = "photo.stalled";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn said(status: u16, offset: usize, complete: bool) -> Said {
        Said { status, offset: Some(offset as u64), complete: Some(complete), code: None }
    }

    #[test]
    fn a_photo_goes_up_in_pieces_and_is_there_when_the_office_says_so() {
        let size = 2 * PHOTO_PIECE_BYTES + 1;
        let mut upload = Upload::new(size);
        assert_eq!(upload.step(), &Step::Ask);
        for start in [0, PHOTO_PIECE_BYTES, 2 * PHOTO_PIECE_BYTES] {
            upload.heard(&said(200, start, false));
            assert_eq!(upload.step(), &Step::Send(start..size.min(start + PHOTO_PIECE_BYTES)));
        }
        upload.heard(&said(201, size, true));
        assert_eq!(upload.step(), &Step::Done);
    }

    #[test]
    fn only_the_office_can_say_that_it_is_there() {
        for said in [
            Said { status: 200, ..Said::default() },
            Said { status: 200, complete: Some(true), ..Said::default() },
            Said { status: 200, offset: Some(99), complete: Some(true), ..Said::default() },
            Said { status: 302, offset: Some(10), complete: Some(true), ..Said::default() },
        ] {
            let mut upload = Upload::new(10);
            upload.heard(&said);
            assert_eq!(upload.step(), &Step::Stop(NOT_OURS.to_owned()), "{said:?}");
        }
        let mut upload = Upload::new(10);
        upload.heard(&said(200, 9, true));
        assert_eq!(upload.step(), &Step::Send(9..10), "complete at another size is not this photo");
    }

    #[test]
    fn a_refusal_and_an_office_that_gets_no_further_end_the_attempt() {
        let mut upload = Upload::new(10);
        upload.heard(&Said { status: 404, code: Some("photo.unknown".into()), ..Said::default() });
        assert_eq!(upload.step(), &Step::Stop("photo.unknown".into()));
        let mut upload = Upload::new(10);
        for _ in 0..=STALLS_MAX {
            upload.heard(&said(200, 0, false));
            assert_eq!(upload.step(), &Step::Send(0..10));
        }
        upload.heard(&Said {
            status: 422,
            offset: Some(0),
            complete: None,
            code: Some("photo.wrong".into()),
        });
        assert_eq!(upload.step(), &Step::Stop("photo.wrong".into()));
    }

    proptest! {
        /// The line breaks after so many bytes of a piece; sometimes the answer is lost instead.
        #[test]
        fn every_break_costs_at_most_one_piece(
            size in 1..200_000_usize,
            breaks in prop::collection::vec((0..2 * PHOTO_PIECE_BYTES, any::<bool>()), 0..8),
        ) {
            let (mut there, mut sent, mut breaks) = (0_usize, 0_usize, breaks.into_iter());
            let broken = breaks.len();
            let mut upload = Upload::new(size);
            while upload.step() != &Step::Done {
                let range = match upload.step() {
                    Step::Ask => there..there,
                    Step::Send(range) => range.clone(),
                    other => panic!("{other:?}"),
                };
                prop_assert!(range.start <= there, "no gap is ever left");
                let cut = breaks.next().filter(|(after, lost)| *lost || *after < range.len());
                let arrived = match cut {
                    Some((after, false)) => range.start + after,
                    _ => range.end,
                };
                sent += arrived - range.start;
                there = there.max(arrived);
                match cut {
                    Some(_) => upload = Upload::new(size),
                    None => upload.heard(&said(200, there, there == size)),
                }
            }
            prop_assert_eq!(there, size);
            prop_assert!(sent <= size + broken * PHOTO_PIECE_BYTES);
        }
    }
}
