//! What the phone promises of photos: kept before it says so, sent after the record that names it, whole or not at all,
//! fetched when somebody looks.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use engine::exchange::Exchange;
use engine::gallery::Gallery;
use engine::platform::photo::{Darkroom, Fetched, Piece};
use engine::platform::{NetworkError, Platform, Post, Posted, Room, Turn};
use engine::session::Session;
use futures_lite::future::{block_on, yield_now};
use messages::{Ask, Notice, PhotoAsk, Picture, Reply, SyncStatus};
use shared::id::PhotoHash;
use shared::limits::PHOTO_PIECE_BYTES;
use shared::photo::{self, Format};
use shared::store::album::{Album, MemoryAlbum, Photo};
use shared::sync::phone::Event;
use shared::sync::photo::Said;

use crate::bench::{Disk, Full, Held, Line, Office, Phone, Pocket, doc, saving};

/// Photos at the office, as far as they have come.
#[derive(Default)]
struct Store {
    came: RefCell<BTreeMap<String, (Vec<u8>, usize)>>,
    /// Bytes that crossed the line.
    crossed: Cell<usize>,
    /// The line breaks after so many bytes of a piece.
    breaks: RefCell<Vec<usize>>,
    /// What the office answers instead of its own answer.
    instead: RefCell<Option<Said>>,
}

impl Store {
    fn has(&self, photo: PhotoHash) -> bool {
        let came = self.came.borrow();
        came.get(&shared::sync::photo::path(photo)).is_some_and(|(bytes, whole)| bytes.len() == *whole)
    }
}

/// A pocket with photos.
struct Lab {
    pocket: Rc<Pocket>,
    store: Rc<Store>,
}

impl Platform for Lab {
    type Held = Held;

    fn now_ms(&self) -> i64 {
        self.pocket.now_ms()
    }

    fn random(&self) -> Option<[u8; 16]> {
        self.pocket.random()
    }

    async fn post(&self, post: Post<'_>) -> Result<Posted, NetworkError> {
        self.pocket.post(post).await
    }

    async fn turn(&self, turn: Turn) -> Held {
        self.pocket.turn(turn).await
    }

    async fn room(&self) -> Room {
        self.pocket.room().await
    }

    fn tell(&self, notice: &Notice) {
        self.pocket.tell(notice);
    }

    fn tell_others(&self, _: &Notice) {}

    fn at_rest(&self) {}
}

impl Darkroom for Lab {
    async fn bring(&self, piece: Piece<'_>) -> Result<Said, NetworkError> {
        yield_now().await;
        if *self.pocket.line.borrow() != Line::Up {
            return Err(NetworkError::Unreachable);
        }
        if let Some(said) = self.store.instead.borrow().clone() {
            return Ok(said);
        }
        assert_eq!(piece.token, "token");
        let mut came = self.store.came.borrow_mut();
        let (bytes, whole) = came.entry(piece.path.to_owned()).or_default();
        *whole = piece.whole;
        assert!(piece.offset <= bytes.len(), "no gap is ever left");
        let breaks = if piece.bytes.is_empty() { None } else { self.store.breaks.borrow_mut().pop() };
        let arrived = &piece.bytes[..breaks.unwrap_or(usize::MAX).min(piece.bytes.len())];
        self.store.crossed.set(self.store.crossed.get() + arrived.len());
        bytes.truncate(piece.offset.max(bytes.len()));
        bytes.extend(&arrived[(bytes.len() - piece.offset).min(arrived.len())..]);
        if breaks.is_some() {
            return Err(NetworkError::Unreachable);
        }
        let complete = bytes.len() == piece.whole;
        Ok(Said { status: 200, offset: Some(bytes.len() as u64), complete: Some(complete), code: None })
    }

    async fn fetch(&self, path: &str, _: &str, offset: usize) -> Result<Fetched, NetworkError> {
        yield_now().await;
        if self.store.breaks.borrow_mut().pop().is_some() {
            return Err(NetworkError::Unreachable);
        }
        let came = self.store.came.borrow();
        let Some((bytes, _)) = came.get(path) else {
            let body = br#"{"code":"photo.absent"}"#.to_vec();
            return Ok(Fetched { status: 404, body, ..Fetched::default() });
        };
        let body = bytes[offset..bytes.len().min(offset + PHOTO_PIECE_BYTES)].to_vec();
        self.store.crossed.set(self.store.crossed.get() + body.len());
        Ok(Fetched { status: 206, content_type: "image/jpeg".into(), whole: Some(bytes.len()), body })
    }

    fn show(&self, picture: &[u8], format: Format) -> Option<String> {
        Some(format!("blob:{} {}", format.media_type(), picture.len()))
    }

    fn hide(&self, _: &str) {}
}

/// An album on a disk that can be full.
struct OnDisk(MemoryAlbum, Rc<Disk>);

macro_rules! infallible {
    ($future:expr) => {
        match $future.await {
            Ok(value) => Ok(value),
            Err(never) => match never {},
        }
    };
}

impl Album for OnDisk {
    type Error = Full;

    async fn keep(&self, photo: Photo, waits: bool) -> Result<(), Full> {
        if self.1.full.get() { Err(Full) } else { infallible!(self.0.keep(photo, waits)) }
    }

    async fn picture(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, Full> {
        infallible!(self.0.picture(hash))
    }

    async fn thumb(&self, hash: PhotoHash) -> Result<Option<Vec<u8>>, Full> {
        infallible!(self.0.thumb(hash))
    }

    async fn waiting(&self) -> Result<Vec<PhotoHash>, Full> {
        infallible!(self.0.waiting())
    }

    async fn mark(&self, hash: PhotoHash, waits: bool) -> Result<(), Full> {
        infallible!(self.0.mark(hash, waits))
    }

    async fn all(&self) -> Result<Vec<PhotoHash>, Full> {
        infallible!(self.0.all())
    }
}

/// One open app with photos.
struct App {
    session: Rc<Session<Disk, Lab>>,
    exchange: Exchange<Disk, Lab>,
    gallery: Gallery<Disk, Lab, OnDisk>,
    lab: Rc<Lab>,
}

impl App {
    fn start(phone: &Phone, store: &Rc<Store>) -> Self {
        let lab = Rc::new(Lab { pocket: phone.start().pocket, store: store.clone() });
        let session = Rc::new(Session::new(phone.disk.clone(), lab.clone()));
        let album = Rc::new(OnDisk(MemoryAlbum::default(), phone.disk.clone()));
        let (exchange, gallery) = (Exchange::new(session.clone()), Gallery::new(session.clone(), album));
        Self { session, exchange, gallery, lab }
    }

    fn online(&self, line: Line) -> &Self {
        *self.lab.pocket.line.borrow_mut() = line;
        self
    }

    fn happen(&self, event: Event) {
        self.gallery.heed(&event);
        block_on(async {
            self.exchange.happen(event).await;
            self.gallery.follow().await;
        });
    }

    fn sync(&self) {
        self.happen(Event::ByHand);
    }

    fn keep(&self, bytes: Vec<u8>) -> Result<PhotoHash, String> {
        match block_on(self.gallery.answer(PhotoAsk::Keep { bytes, thumb: Vec::new() })) {
            Ok(Reply::Kept(photo)) => Ok(photo),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure.code),
        }
    }

    fn picture(&self, ask: PhotoAsk) -> Result<Picture, String> {
        match block_on(self.gallery.answer(ask)) {
            Ok(Reply::Picture(picture)) => Ok(picture),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure.code),
        }
    }

    /// Saves a record that names a photo.
    fn save(&self, photo: PhotoHash) {
        let edits = [("photo.a.hash", photo.to_string().into())];
        let (answer, event) = block_on(self.session.answer(saving(doc(1), &edits)));
        answer.unwrap();
        self.happen(event.unwrap());
    }

    fn status(&self) -> SyncStatus {
        match block_on(self.session.answer(Ask::Open)).0 {
            Ok(Reply::Home(home)) => home.sync,
            other => panic!("{other:?}"),
        }
    }
}

/// A picture with so many bytes of picture in it.
fn jpeg(size: usize) -> Vec<u8> {
    let segment =
        |marker: u8, size: u8| [vec![0xff, marker, 0, size], vec![1; usize::from(size) - 2]].concat();
    let head = [vec![0xff, 0xd8], segment(0xdb, 67), segment(0xc0, 17), segment(0xda, 12)].concat();
    [head, (0..size).map(|at| u8::try_from(at % 251).unwrap()).collect(), vec![0xff, 0xd9]].concat()
}

fn world() -> (Rc<Office>, Rc<Store>, Phone) {
    let office: Rc<Office> = Rc::default();
    let phone = Phone::lead(&office);
    (office, Rc::default(), phone)
}

#[test]
fn a_photo_goes_up_after_the_record_that_names_it() {
    let (office, store, phone) = world();
    let app = App::start(&phone, &store);
    let photo = app.keep(jpeg(100_000)).unwrap();
    app.online(Line::Up).sync();
    assert!(!store.has(photo), "no record names it yet");
    assert_eq!(app.status().photos, 0, "it belongs to a form that is not saved");
    app.online(Line::Down).save(photo);
    assert_eq!(app.status().photos, 1);
    app.online(Line::Up).sync();
    assert_eq!(office.facts()[0].photos, [photo]);
    assert!(store.has(photo));
    assert_eq!((app.status().photos, app.status().photo_trouble), (0, None));
    let crossed = store.crossed.get();
    app.sync();
    assert_eq!(store.crossed.get(), crossed, "nothing is sent twice");
}

#[test]
fn a_broken_line_costs_what_was_in_flight_and_the_rest_is_sent_later() {
    let (_office, store, phone) = world();
    let app = App::start(&phone, &store);
    let bytes = jpeg(100_000);
    let photo = app.keep(bytes.clone()).unwrap();
    app.save(photo);
    *store.breaks.borrow_mut() = vec![1, 20_000];
    app.online(Line::Up).sync();
    assert_eq!(app.status().photo_trouble.as_deref(), Some("network.unreachable"));
    let wake_at_ms = app.gallery.wake_at_ms().unwrap();
    app.lab.pocket.now_ms.set(wake_at_ms);
    app.happen(Event::Tick);
    assert!(app.gallery.wake_at_ms().unwrap() - wake_at_ms > 5_000, "it waits for longer each time");
    app.happen(Event::Tick);
    assert!(store.has(photo));
    assert_eq!(store.crossed.get(), bytes.len(), "not a byte crossed twice");
    assert_eq!((app.status().photos, app.status().photo_trouble), (0, None));
}

#[test]
fn a_stop_holds_photos_back_until_the_next_run() {
    let (_office, store, phone) = world();
    let app = App::start(&phone, &store);
    let photo = app.keep(jpeg(1_000)).unwrap();
    app.save(photo);
    *store.instead.borrow_mut() = Some(Said::default());
    app.online(Line::Up).sync();
    *store.instead.borrow_mut() = None;
    app.happen(Event::Cancel);
    app.happen(Event::Tick);
    assert!(!store.has(photo));
    app.sync();
    assert!(store.has(photo));
}

#[test]
fn nobody_but_the_office_can_say_that_a_photo_arrived() {
    let (_office, store, phone) = world();
    let app = App::start(&phone, &store);
    let photo = app.keep(jpeg(1_000)).unwrap();
    app.save(photo);
    *store.instead.borrow_mut() = Some(Said { status: 200, ..Said::default() });
    app.online(Line::Up).sync();
    assert_eq!(app.status().photos, 1);
    assert_eq!(app.status().photo_trouble.as_deref(), Some("network.not_ours"));
    let busy = Said { status: 503, code: Some("server.busy".into()), ..Said::default() };
    *store.instead.borrow_mut() = Some(busy);
    app.sync();
    assert_eq!(app.status().photo_trouble.as_deref(), Some("server.busy"));
    *store.instead.borrow_mut() = None;
    app.sync();
    assert_eq!((store.has(photo), app.status().photos), (true, 0));
}

#[test]
fn what_cannot_be_kept_is_not_said_to_be() {
    let (_office, store, phone) = world();
    let app = App::start(&phone, &store);
    phone.disk.full.set(true);
    assert_eq!(app.keep(jpeg(1_000)), Err("storage.full".into()));
    phone.disk.full.set(false);
    let exif = [&jpeg(0)[..2], &[0xff, 0xe1, 0, 8], b"Exif\0\0", &jpeg(10)[2..]].concat();
    assert_eq!(app.keep(exif), Err("photo.metadata".into()));
    assert_eq!(app.keep(b"<html>".to_vec()), Err("photo.not_a_picture".into()));
    let photo = app.keep(jpeg(1_000)).unwrap();
    let seen = app.picture(PhotoAsk::Look { photo, whole: false }).unwrap();
    let whole = jpeg(1_000).len();
    assert_eq!(seen, Picture { address: Some(format!("blob:image/jpeg {whole}")), waits: true });
}

#[test]
fn another_phone_fetches_a_photo_when_somebody_looks_and_keeps_only_what_it_is_named() {
    let (office, store, phone) = world();
    let app = App::start(&phone, &store);
    let bytes = jpeg(100_000);
    let photo = app.keep(bytes.clone()).unwrap();
    app.online(Line::Up).save(photo);
    let other = App::start(&Phone::officer(&office), &store);
    other.online(Line::Up).sync();
    let look = || other.picture(PhotoAsk::Look { photo, whole: true }).unwrap();
    assert_eq!(look(), Picture::default(), "it comes only when it is asked for");
    store.crossed.set(0);
    *store.breaks.borrow_mut() = vec![0];
    assert_eq!(other.picture(PhotoAsk::Fetch(photo)), Err("network.unreachable".into()));
    let fetched = other.picture(PhotoAsk::Fetch(photo)).unwrap();
    assert_eq!(fetched.address, Some(format!("blob:image/jpeg {}", bytes.len())));
    assert_eq!(store.crossed.get(), bytes.len());
    assert!(!look().waits && other.status().photos == 0, "it need not be sent");
    let unknown = PhotoHash([9; 32]);
    assert_eq!(other.picture(PhotoAsk::Fetch(unknown)), Err("photo.absent".into()));
    store.came.borrow_mut().insert(shared::sync::photo::path(unknown), (jpeg(5), 5));
    assert_eq!(other.picture(PhotoAsk::Fetch(unknown)), Err("photo.wrong".into()));
    assert_eq!(photo::name(&bytes), photo);
}

#[test]
fn an_office_restored_from_a_backup_gets_the_photos_that_it_lost() {
    let (office, store, phone) = world();
    let app = App::start(&phone, &store);
    let photo = app.keep(jpeg(50_000)).unwrap();
    app.online(Line::Up).save(photo);
    assert!(store.has(photo));
    store.came.borrow_mut().clear();
    app.sync();
    assert!(!store.has(photo), "it does not ask without a reason");
    office.epoch.set(office.epoch.get() + 1);
    app.sync();
    assert!(store.has(photo));
    store.crossed.set(0);
    office.epoch.set(office.epoch.get() + 1);
    app.sync();
    assert_eq!((store.crossed.get(), app.status().photos), (0, 0), "what it still has is not sent again");
}
