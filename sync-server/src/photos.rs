//! Photos on the office's disk: whole ones in an object store, named by their hash and written once; half uploaded
//! ones in a folder beside it, one file for each device and photo. What is whole was hashed and examined, and is on
//! disk. This folder knows bytes; who may read or write them is decided in `access`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Place;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::task::{JoinError, spawn_blocking};

use shared::id::{DeviceId, PhotoHash};
use shared::limits::{PARTIAL_PHOTO_AGE_MAX_MS, PARTIAL_PHOTOS_MAX};
use shared::photo::{self, PhotoError};

/// Name of the folder of half uploaded photos.
const PARTIAL: &str = "partial";

/// Why a photo could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum PhotosError {
    /// The store of whole photos.
    #[error("the store of photos failed")]
    Store(#[from] object_store::Error),
    /// The folder of half uploaded ones.
    #[error("the folder of half uploaded photos failed")]
    Folder(#[from] io::Error),
    /// The work was ended from outside.
    #[error("work on a photo was ended")]
    Ended(#[from] JoinError),
}

/// What became of a half uploaded photo of which every byte has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finished {
    /// It is whole, checked and on disk.
    Kept,
    /// Its bytes are not what its name says; they are thrown away.
    Wrong,
    /// It is not a photo that may be kept; it is thrown away.
    Refused(PhotoError),
}

/// The photos of an office.
#[derive(Debug)]
pub struct Photos {
    whole: Arc<dyn ObjectStore>,
    partial: PathBuf,
}

impl Photos {
    /// Photos at a place: a folder, or a bucket such as `s3://bucket` when this program was built with `s3`. Without
    /// one, in a folder beside the database.
    pub fn open(place: Option<&str>, database: &Path) -> Result<Self> {
        let beside = database.with_extension("photos");
        let whole = match place.map(|place| place.split_once("://").ok_or(place)) {
            None => folder(&beside)?,
            Some(Err(path) | Ok(("file", path))) => folder(Path::new(path))?,
            Some(Ok((scheme, rest))) => bucket(scheme, rest)?,
        };
        let partial = beside.join(PARTIAL);
        fs::create_dir_all(&partial).with_context(|| format!("cannot make {}", partial.display()))?;
        Ok(Self { whole, partial })
    }

    /// A whole photo; `None` when it is not here.
    pub async fn read(&self, photo: PhotoHash) -> Result<Option<Vec<u8>>, PhotosError> {
        match self.whole.get(&place(photo)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Size of a whole photo in bytes; `None` when it is not here.
    pub async fn size(&self, photo: PhotoHash) -> Result<Option<u64>, PhotosError> {
        match self.whole.head(&place(photo)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// How many bytes of a half uploaded photo are here.
    pub async fn has(&self, device: DeviceId, photo: PhotoHash) -> Result<u64, PhotosError> {
        let file = self.partial_file(device, photo);
        spawn_blocking(move || match fs::metadata(file) {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        })
        .await?
    }

    /// Writes a piece of a photo at its place, which is never beyond what is here. Late pieces of a broken connection
    /// write the same bytes at the same place.
    pub async fn write(
        &self,
        device: DeviceId,
        photo: PhotoHash,
        offset: u64,
        piece: Vec<u8>,
    ) -> Result<(), PhotosError> {
        let (folder, file) = (self.partial.clone(), self.partial_file(device, photo));
        spawn_blocking(move || {
            if !file.exists() {
                make_room(&folder, device)?;
            }
            let mut file: File = OpenOptions::new().create(true).truncate(false).write(true).open(file)?;
            file.seek(SeekFrom::Start(offset))?;
            file.write_all(&piece)?;
            Ok(())
        })
        .await?
    }

    /// Checks a photo of which every byte has come and keeps it.
    pub async fn finish(&self, device: DeviceId, photo: PhotoHash) -> Result<Finished, PhotosError> {
        let file = self.partial_file(device, photo);
        let whole = file.clone();
        let bytes = spawn_blocking(move || fs::read(whole)).await??;
        let finished = match photo::examine(&bytes) {
            _ if photo::name(&bytes) != photo => Finished::Wrong,
            Err(error) => Finished::Refused(error),
            Ok(_) => {
                self.whole.put(&place(photo), bytes.into()).await?;
                Finished::Kept
            }
        };
        spawn_blocking(move || forget(&file)).await??;
        Ok(finished)
    }

    /// Throws away half uploaded photos that nobody went on with; how many.
    pub fn clean(&self, now: SystemTime) -> io::Result<usize> {
        let mut cleaned = 0;
        for (touched, file) in files(&self.partial, "")? {
            let age = now.duration_since(touched).unwrap_or_default();
            if age > Duration::from_millis(PARTIAL_PHOTO_AGE_MAX_MS) {
                forget(&file)?;
                cleaned += 1;
            }
        }
        Ok(cleaned)
    }

    fn partial_file(&self, device: DeviceId, photo: PhotoHash) -> PathBuf {
        self.partial.join(format!("{device}-{photo}"))
    }
}

/// A store in a folder. What it says is written is on disk.
fn folder(path: &Path) -> Result<Arc<dyn ObjectStore>> {
    fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
    let store = LocalFileSystem::new_with_prefix(path)
        .with_context(|| format!("cannot keep photos in {}", path.display()))?;
    Ok(Arc::new(store.with_fsync(true)))
}

/// A store in a bucket: keys, region and endpoint come from the environment as Amazon's tools name them.
#[cfg(feature = "s3")]
fn bucket(scheme: &str, name: &str) -> Result<Arc<dyn ObjectStore>> {
    let url = format!("{scheme}://{name}");
    let store = object_store::aws::AmazonS3Builder::from_env().with_url(&url).build();
    Ok(Arc::new(store.with_context(|| format!("cannot keep photos at {url}"))?))
}

#[cfg(not(feature = "s3"))]
fn bucket(scheme: &str, _: &str) -> Result<Arc<dyn ObjectStore>> {
    anyhow::bail!("photos at {scheme}:// need a program that was built with the feature s3")
}

/// Where a whole photo lies: 256 folders keep each of them small.
fn place(photo: PhotoHash) -> Place {
    let name = photo.to_string();
    Place::from_iter([&name[..2], &name])
}

/// A photo that another connection has finished meanwhile is gone already.
fn forget(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Files whose names begin so, with the time of their last writing, oldest first.
fn files(folder: &Path, start: &str) -> io::Result<Vec<(SystemTime, PathBuf)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(start) {
            files.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

/// Before a device begins another photo: the oldest of too many half uploaded ones make room.
fn make_room(folder: &Path, device: DeviceId) -> io::Result<()> {
    let files = files(folder, &device.to_string())?;
    let too_many = (files.len() + 1).saturating_sub(PARTIAL_PHOTOS_MAX);
    files.iter().take(too_many).try_for_each(|(_, file)| forget(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(work)
    }

    fn photos() -> (tempfile::TempDir, Photos) {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::open(None, &folder.path().join("office.db")).unwrap();
        (folder, photos)
    }

    const DEVICE: DeviceId = DeviceId([1; 8]);

    #[test]
    fn only_bytes_that_are_what_their_name_says_become_a_photo() {
        let (_folder, photos) = photos();
        run(async {
            let claimed = PhotoHash([7; 32]);
            photos.write(DEVICE, claimed, 0, b"not it".to_vec()).await.unwrap();
            assert_eq!(photos.has(DEVICE, claimed).await.unwrap(), 6);
            assert_eq!(photos.finish(DEVICE, claimed).await.unwrap(), Finished::Wrong);
            assert_eq!(photos.has(DEVICE, claimed).await.unwrap(), 0, "thrown away");
            let page = b"<html><script>".to_vec();
            let named = photo::name(&page);
            photos.write(DEVICE, named, 0, page).await.unwrap();
            let refused = Finished::Refused(PhotoError::NotAPicture);
            assert_eq!(photos.finish(DEVICE, named).await.unwrap(), refused);
            assert_eq!(photos.read(named).await.unwrap(), None);
        });
    }

    #[test]
    fn half_uploaded_photos_are_few_for_each_device_and_do_not_stay_for_ever() {
        let (folder, photos) = photos();
        run(async {
            for number in 0..10 {
                photos.write(DEVICE, PhotoHash([number; 32]), 0, vec![1]).await.unwrap();
            }
            photos.write(DeviceId([2; 8]), PhotoHash([1; 32]), 0, vec![1]).await.unwrap();
        });
        let count = || fs::read_dir(folder.path().join("office.photos/partial")).unwrap().count();
        assert_eq!(count(), PARTIAL_PHOTOS_MAX + 1);
        assert_eq!(photos.clean(SystemTime::now()).unwrap(), 0);
        let later = SystemTime::now() + Duration::from_millis(PARTIAL_PHOTO_AGE_MAX_MS + 60_000);
        assert_eq!(photos.clean(later).unwrap(), PARTIAL_PHOTOS_MAX + 1);
        assert_eq!(count(), 0);
    }

    #[test]
    fn a_bucket_without_the_feature_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Photos::open(Some("gs://bucket"), &folder.path().join("office.db"));
        assert!(opened.is_err_and(|error| error.to_string().contains("s3")));
    }
}
