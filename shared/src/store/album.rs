//! What a phone's photo album must do. Photos lie apart from the log: they are large, never change, and may be
//! missing. One is kept before anybody is told that it was taken, and stays until the office has it, and after.
//! The contract is `conformance::album`; a backend that fails it does not ship.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::Future;

use crate::id::PhotoHash;
use crate::sorted::Map;

/// A photo as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Its name.
    pub hash: PhotoHash,
    /// The picture, as `photo::examine` passed it.
    pub bytes: Vec<u8>,
    /// The small picture for lists; empty when there is none.
    pub thumb: Vec<u8>,
}

/// Photos of one phone, by name. Reads see every finished step and nothing of an unfinished one.
pub trait Album {
    /// What can go wrong: a full disk, a lost connection.
    type Error: std::error::Error + 'static;

    /// Keeps a photo, on disk when this returns. `waits`: it was taken here and the office is to get it. One that is
    /// kept already stays as it is, waiting or not; a small picture that it lacks is added.
    fn keep(&self, photo: Photo, waits: bool) -> impl Future<Output = Result<(), Self::Error>>;

    /// The picture; `None` when it is not here.
    fn picture(&self, hash: PhotoHash) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>>;

    /// The small picture, empty when the photo has none; `None` when the photo is not here.
    fn thumb(&self, hash: PhotoHash) -> impl Future<Output = Result<Option<Vec<u8>>, Self::Error>>;

    /// Photos that the office is to get, by name.
    fn waiting(&self) -> impl Future<Output = Result<Vec<PhotoHash>, Self::Error>>;

    /// The office has the photo (`false`), or has lost it (`true`). One that is not here is ignored.
    fn mark(&self, hash: PhotoHash, waits: bool) -> impl Future<Output = Result<(), Self::Error>>;

    /// Every photo that is here, by name.
    fn all(&self) -> impl Future<Output = Result<Vec<PhotoHash>, Self::Error>>;
}

/// An album in memory: the reference beside which the others are tested.
#[derive(Debug, Default, Clone)]
pub struct MemoryAlbum {
    kept: RefCell<Map<PhotoHash, (Photo, bool)>>,
}

impl Album for MemoryAlbum {
    type Error = Infallible;

    async fn keep(&self, photo: Photo, waits: bool) -> Result<(), Infallible> {
        let mut kept = self.kept.borrow_mut();
        let (known, _) = kept.entry(photo.hash).or_insert_with(|| (photo.clone(), waits));
        if known.thumb.is_empty() {
            known.thumb = photo.thumb;
        }
        Ok(())
    }

    async fn picture(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.kept.borrow().get(&hash).map(|(photo, _)| photo.bytes.clone()))
    }

    async fn thumb(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.kept.borrow().get(&hash).map(|(photo, _)| photo.thumb.clone()))
    }

    async fn waiting(&self) -> Result<Vec<PhotoHash>, Infallible> {
        let kept = self.kept.borrow();
        Ok(kept.iter().filter(|(_, (_, waits))| *waits).map(|(hash, _)| *hash).collect())
    }

    async fn mark(&self, hash: PhotoHash, waits: bool) -> Result<(), Infallible> {
        if let Some((_, marked)) = self.kept.borrow_mut().get_mut(&hash) {
            *marked = waits;
        }
        Ok(())
    }

    async fn all(&self) -> Result<Vec<PhotoHash>, Infallible> {
        Ok(self.kept.borrow().keys().copied().collect())
    }
}

/// The contract of an album, as one suite that every backend runs.
#[cfg(any(test, feature = "conformance"))]
pub mod conformance {
    use super::{Album, Photo};
    use crate::id::PhotoHash;
    use crate::limits::PHOTO_BYTES_MAX;

    fn photo(number: u8) -> Photo {
        Photo { hash: PhotoHash([number; 32]), bytes: vec![number; 1_000], thumb: vec![number; 10] }
    }

    fn names(hashes: &[PhotoHash]) -> Vec<u8> {
        hashes.iter().map(|hash| hash.0[0]).collect()
    }

    /// Runs every check on an empty album; `reopen` closes one and opens it again from what it left on disk.
    ///
    /// # Panics
    /// At the first promise that the backend breaks.
    pub async fn suite<A: Album>(album: A, reopen: impl AsyncFn(A) -> A) {
        let absent = PhotoHash([9; 32]);
        assert_eq!(album.picture(absent).await.expect("an album is read"), None, "nothing is there yet");
        assert_eq!(album.thumb(absent).await.expect("an album is read"), None, "not even a small one");
        for (number, waits) in [(3, true), (1, true), (2, false)] {
            album.keep(photo(number), waits).await.expect("a photo is kept");
        }
        album.keep(photo(1), false).await.expect("a photo is kept twice");
        album.keep(photo(2), true).await.expect("a photo is kept twice");
        let whole = Photo { hash: PhotoHash([4; 32]), bytes: vec![4; PHOTO_BYTES_MAX], thumb: Vec::new() };
        album.keep(whole.clone(), false).await.expect("the largest photo is kept");
        let album = reopen(album).await;
        assert_eq!(names(&album.waiting().await.expect("it is read")), [1, 3], "the first word stands");
        assert_eq!(names(&album.all().await.expect("it is read")), [1, 2, 3, 4], "all are there, once");
        for number in 1..=3 {
            let Photo { hash, bytes, thumb } = photo(number);
            assert_eq!(album.picture(hash).await.expect("it is read"), Some(bytes), "the same bytes");
            assert_eq!(album.thumb(hash).await.expect("it is read"), Some(thumb), "and the same small ones");
        }
        assert_eq!(album.picture(whole.hash).await.expect("it is read").as_ref(), Some(&whole.bytes));
        assert_eq!(album.thumb(whole.hash).await.expect("it is read"), Some(Vec::new()), "it has none");
        let later = Photo { thumb: vec![7], ..whole };
        album.keep(later.clone(), true).await.expect("a photo is kept twice");
        assert_eq!(album.thumb(later.hash).await.expect("it is read"), Some(vec![7]), "what lacked is added");
        album.mark(PhotoHash([3; 32]), false).await.expect("it is marked");
        album.mark(PhotoHash([2; 32]), true).await.expect("it is marked");
        album.mark(absent, true).await.expect("an unknown one is ignored");
        let album = reopen(album).await;
        assert_eq!(names(&album.waiting().await.expect("it is read")), [1, 2], "marks stay");
        assert_eq!(names(&album.all().await.expect("it is read")), [1, 2, 3, 4], "nothing was lost or made");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_keeps_the_contract_of_an_album() {
        futures_lite::future::block_on(conformance::suite(MemoryAlbum::default(), async |album| album));
    }
}
