//! Photos on this phone: kept before anybody is told so, shown, sent to the office after the records that name them,
//! fetched from it when somebody wants to look. Only one tab sends; records always go first. What is to be done next
//! about an upload is `shared::sync::photo`'s to decide.

mod address;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use messages::{Failure, Notice, Phase, PhotoAsk, Picture, Reply, Standing};
use shared::id::PhotoHash;
use shared::limits::{RETRY_DELAY_MAX_MS, RETRY_DELAY_MIN_MS, THUMB_BYTES_MAX};
use shared::photo::{self, Format};
use shared::sorted::Set;
use shared::store::album::{Album, Photo};
use shared::store::{Durability, Shelf, Store, Write};
use shared::sync::phone::{self, Event};
use shared::sync::photo::{Said, Step, Upload, path};

use crate::json;
use crate::platform::photo::{Darkroom, Piece};
use crate::platform::{Local, NetworkError, Platform, Turn};
use crate::session::{Session, TOKEN, failure};
use address::Addresses;

/// Key on `Shelf::Meta` of the epoch in which the office last said what it has of the photos.
const EPOCH: &str = "photo.epoch";

/// The photos of one worker.
pub struct Gallery<S, P, A> {
    session: Rc<Session<S, P>>,
    album: Rc<A>,
    addresses: RefCell<Addresses>,
    /// What has come of the photo that was fetched last, for when the line breaks.
    half: RefCell<Option<(PhotoHash, Vec<u8>)>>,
    busy: Cell<bool>,
    /// A person said stop.
    held: Cell<bool>,
    failures: Cell<u32>,
    wake_at_ms: Cell<Option<i64>>,
}

impl<S, P, A> Gallery<S, P, A>
where
    S: Local,
    P: Platform + Darkroom,
    A: Album<Error = <S as Store>::Error>,
{
    /// Of the session's phone, over an album.
    pub fn new(session: Rc<Session<S, P>>, album: Rc<A>) -> Self {
        Self {
            session,
            album,
            addresses: RefCell::default(),
            half: RefCell::default(),
            busy: Cell::new(false),
            held: Cell::new(false),
            failures: Cell::new(0),
            wake_at_ms: Cell::new(None),
        }
    }

    /// When `follow` should be called next, Unix milliseconds.
    pub fn wake_at_ms(&self) -> Option<i64> {
        self.wake_at_ms.get()
    }

    /// Answers a question about photos.
    pub async fn answer(&self, ask: PhotoAsk) -> Result<Reply, Failure> {
        match ask {
            PhotoAsk::Keep { bytes, thumb } => self.keep(bytes, thumb).await.map(Reply::Kept),
            PhotoAsk::Look { photo, whole } => self.look(photo, whole).await.map(Reply::Picture),
            PhotoAsk::Fetch(photo) => self.fetch(photo).await.map(Reply::Picture),
        }
    }

    /// Keeps a photo that carries nothing but its picture. A small picture that is none, or not small, is left out.
    async fn keep(&self, bytes: Vec<u8>, mut thumb: Vec<u8>) -> Result<PhotoHash, Failure> {
        photo::examine(&bytes).map_err(|error| failure(error.code(), &error))?;
        if thumb.len() > THUMB_BYTES_MAX || photo::examine(&thumb).is_err() {
            thumb.clear();
        }
        let hash = photo::name(&bytes);
        Self::stored(self.album.keep(Photo { hash, bytes, thumb }, true).await)?;
        Ok(hash)
    }

    async fn look(&self, photo: PhotoHash, whole: bool) -> Result<Picture, Failure> {
        let waits = Self::stored(self.album.waiting().await)?.contains(&photo);
        let known = self.addresses.borrow().find(photo, whole);
        let address = match known {
            Some(address) => Some(address),
            None => self.picture(photo, whole).await?.and_then(|bytes| self.show(photo, whole, &bytes)),
        };
        Ok(Picture { address, waits })
    }

    /// The picture asked for, or the whole one where there is no small one.
    async fn picture(&self, photo: PhotoHash, whole: bool) -> Result<Option<Vec<u8>>, Failure> {
        if !whole {
            let thumb = Self::stored(self.album.thumb(photo).await)?;
            if let Some(thumb) = thumb.filter(|thumb| !thumb.is_empty()) {
                return Ok(Some(thumb));
            }
        }
        Self::stored(self.album.picture(photo).await)
    }

    fn show(&self, photo: PhotoHash, whole: bool, bytes: &[u8]) -> Option<String> {
        let format: Format = photo::examine(bytes).ok()?;
        let address = self.session.platform.show(bytes, format)?;
        for gone in self.addresses.borrow_mut().add(photo, whole, address.clone()) {
            self.session.platform.hide(&gone);
        }
        Some(address)
    }

    /// Fetches a photo piece by piece, going on where the line broke, and keeps it.
    async fn fetch(&self, photo: PhotoHash) -> Result<Picture, Failure> {
        let here = self.look(photo, true).await?;
        if here.address.is_some() {
            return Ok(here);
        }
        let token = self.token().await?;
        let kept = self.half.take().filter(|(half, _)| *half == photo);
        let mut bytes = kept.map(|(_, bytes)| bytes).unwrap_or_default();
        let came = self.fetch_rest(photo, &token, &mut bytes).await;
        if let Err(failure) = came {
            self.half.replace(Some((photo, bytes)));
            return Err(failure);
        }
        if photo::name(&bytes) != photo {
            return Err(failure("photo.wrong", &photo));
        }
        photo::examine(&bytes).map_err(|error| failure(error.code(), &error))?;
        Self::stored(self.album.keep(Photo { hash: photo, bytes, thumb: Vec::new() }, false).await)?;
        self.session.tell_changed();
        self.look(photo, true).await
    }

    async fn fetch_rest(&self, photo: PhotoHash, token: &str, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        let path = path(photo);
        loop {
            let fetched = self.session.platform.fetch(&path, token, bytes.len()).await.map_err(network)?;
            if !matches!(fetched.status, 200 | 206) {
                let code = json::read(&fetched.body).and_then(|mut fields| fields.remove("code"));
                return Err(code.map_or_else(not_ours, |code| failure(&code, &photo)));
            }
            if !fetched.content_type.starts_with("image/") || fetched.body.is_empty() {
                return Err(not_ours());
            }
            if fetched.status == 200 {
                *bytes = fetched.body;
                return Ok(());
            }
            bytes.extend(fetched.body);
            if fetched.whole.is_none_or(|whole| bytes.len() >= whole) {
                return Ok(());
            }
        }
    }

    /// Sends what waits, once the records rest and as long as they do. Returns when there is nothing more to do at once.
    pub async fn follow(&self) {
        if !self.records_rest() {
            // What lets the records rest again calls this again.
            self.wake_at_ms.set(None);
            let trouble = self.session.status.borrow().photo_trouble.clone();
            return self.status(trouble).await;
        }
        if self.busy.replace(true) {
            return;
        }
        self.wake_at_ms.set(None);
        let carried = self.carry().await;
        self.busy.set(false);
        let trouble = match carried {
            Ok(trouble) => {
                self.failures.set(0);
                trouble
            }
            Err(failure) => {
                let delay = RETRY_DELAY_MIN_MS << self.failures.get().min(16);
                let delay_ms = i64::try_from(delay.min(RETRY_DELAY_MAX_MS)).unwrap_or(i64::MAX);
                self.failures.set(self.failures.get() + 1);
                self.wake_at_ms.set(Some(self.session.platform.now_ms().saturating_add(delay_ms)));
                Some(failure.code)
            }
        };
        self.status(trouble).await;
    }

    /// Something happened: a stop holds photos back, from the next piece on, until something else calls for a run.
    pub fn heed(&self, event: &Event) {
        match event {
            Event::Cancel => self.held.set(true),
            Event::Tick => {}
            _ => self.held.set(false),
        }
    }

    fn records_rest(&self) -> bool {
        !self.held.get() && self.session.status.borrow().phase == Phase::Resting
    }

    /// Sends every photo whose record the office has. Gives the code of the first that the office did not take.
    async fn carry(&self) -> Result<Option<String>, Failure> {
        self.heed_epoch().await?;
        let mut trouble = None;
        for photo in self.due().await? {
            let _turn = self.session.platform.turn(Turn::Photo).await;
            // Another tab may have sent it meanwhile.
            if !Self::stored(self.album.waiting().await)?.contains(&photo) {
                continue;
            }
            match self.send(photo).await? {
                Step::Done => {
                    Self::stored(self.album.mark(photo, false).await)?;
                    self.status(None).await;
                }
                Step::Stop(code) => trouble = trouble.or(Some(code)),
                // A record is on its way: photos go on after it.
                Step::Ask | Step::Send(_) => break,
            }
        }
        Ok(trouble)
    }

    /// One photo, as far as it goes.
    async fn send(&self, photo: PhotoHash) -> Result<Step, Failure> {
        let token = self.token().await?;
        let Some(bytes) = Self::stored(self.album.picture(photo).await)? else {
            return Ok(Step::Stop("photo.absent".to_owned()));
        };
        let path = path(photo);
        let mut upload = Upload::new(bytes.len());
        loop {
            let part = match upload.step() {
                Step::Ask => 0..0,
                Step::Send(part) => part.clone(),
                end => return Ok(end.clone()),
            };
            if !self.records_rest() {
                return Ok(upload.step().clone());
            }
            let (offset, whole) = (part.start, bytes.len());
            let piece = Piece { path: &path, token: &token, offset, whole, bytes: &bytes[part] };
            let said: Said = self.session.platform.bring(piece).await.map_err(network)?;
            upload.heard(&said);
        }
    }

    /// Photos that wait and whose record the office has whole.
    async fn due(&self) -> Result<Vec<PhotoHash>, Failure> {
        let mut waiting = Self::stored(self.album.waiting().await)?;
        if !waiting.is_empty() {
            let named = self.session.photos_named(Standing::is_received).await?;
            waiting.retain(|photo| named.contains(photo));
        }
        Ok(waiting)
    }

    /// An office that was restored from a backup may have lost photos: it is asked about every one of them again.
    async fn heed_epoch(&self) -> Result<(), Failure> {
        let store = &*self.session.store;
        let epoch = Self::stored(phone::epoch(store).await)?;
        let now = epoch.to_be_bytes().to_vec();
        let before = Self::stored(store.get(Shelf::Meta, EPOCH).await)?;
        if epoch == 0 || before.as_ref() == Some(&now) {
            return Ok(());
        }
        if before.is_some() {
            let named = self.session.photos_named(|_| true).await?;
            for photo in
                Self::stored(self.album.all().await)?.into_iter().filter(|photo| named.contains(photo))
            {
                Self::stored(self.album.mark(photo, true).await)?;
            }
        }
        let noted = Write::Put(Shelf::Meta, EPOCH.to_owned(), Some(now));
        Self::stored(store.commit(vec![noted], Durability::Strict).await).map(|_| ())
    }

    /// Counts what waits and tells the screens of every tab.
    async fn status(&self, trouble: Option<String>) {
        let Ok(waiting) = Self::stored(self.album.waiting().await) else { return };
        let named =
            if waiting.is_empty() { Ok(Set::new()) } else { self.session.photos_named(|_| true).await };
        let Ok(named) = named else { return };
        let photos = waiting.iter().filter(|photo| named.contains(photo)).count();
        let status = {
            let mut status = self.session.status.borrow_mut();
            let before = status.clone();
            status.photos = u32::try_from(photos).unwrap_or(u32::MAX);
            status.photo_trouble = trouble;
            (*status != before).then(|| status.clone())
        };
        if let Some(status) = status {
            self.tell(&Notice::Sync(status));
        }
    }

    fn tell(&self, notice: &Notice) {
        self.session.platform.tell(notice);
        self.session.platform.tell_others(notice);
    }

    async fn token(&self) -> Result<String, Failure> {
        let token = Self::stored(self.session.store.get(Shelf::Meta, TOKEN).await)?;
        let token = token.and_then(|token| String::from_utf8(token).ok());
        token.ok_or_else(|| failure("device.not_enrolled", ""))
    }

    fn stored<T>(result: Result<T, <S as Store>::Error>) -> Result<T, Failure> {
        Session::<S, P>::stored(result)
    }
}

fn network(error: NetworkError) -> Failure {
    failure(error.code(), &error)
}

fn not_ours() -> Failure {
    network(NetworkError::NotOurs)
}
