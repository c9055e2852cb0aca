//! Answers the screens' questions over a store and a platform. Each question reads what it needs from the store, so
//! that two tabs never disagree; what is kept in memory between questions is this start's actor, the state of
//! synchronisation and an index of the records, which tabs keep true for one another.
//! It shows nothing and never guesses: what it cannot do it says, with a code.

mod additions;
mod carry;
mod clock;
mod draft;
mod group;
mod home;
mod index;
mod intake;
mod keys;
mod list;
mod record;
mod rescue;
mod save;
mod standing;
mod start;
mod unit;
mod voice;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use messages::{Ask, Failure, Identity, Reply, SyncStatus};
use shared::catalogue::{Addition, Catalogue};
use shared::crdt::{self, Actor};
use shared::id::{DeviceId, DocId, entry_id};
use shared::store::{Row, Shelf};
use shared::sync::phone::Event;

use crate::platform::{Local, Platform};
use index::Index;

/// Key of the enrolled identity on `Shelf::Meta`.
pub const IDENTITY: &str = "identity";
/// Key of the device's token on `Shelf::Meta`.
pub const TOKEN: &str = "token";
/// Prefix of preferences on `Shelf::Meta`.
const PREFERENCE: &str = "prefer.";

/// Everything that questions are answered from.
pub struct Session<S, P> {
    pub(crate) store: Rc<S>,
    pub(crate) platform: Rc<P>,
    /// The catalogue, and the additions that are laid over it.
    laid: Cell<&'static Catalogue>,
    additions: RefCell<Vec<Addition>>,
    /// The random half of this start's actor; drawn anew after a failed commit.
    start: Cell<Option<[u8; 8]>>,
    /// How synchronisation stands, as last told to the screens.
    pub(crate) status: RefCell<SyncStatus>,
    index: Index,
}

/// A failure with its code and a detail for the log.
pub(crate) fn failure(code: &str, detail: &(impl ToString + ?Sized)) -> Failure {
    Failure { code: code.to_owned(), detail: detail.to_string() }
}

impl<S: Local, P: Platform> Session<S, P> {
    /// Over this store and platform.
    pub fn new(store: Rc<S>, platform: Rc<P>) -> Self {
        Self {
            store,
            platform,
            laid: Cell::new(Catalogue::builtin()),
            additions: RefCell::default(),
            start: Cell::new(None),
            status: RefCell::default(),
            index: Index::default(),
        }
    }

    /// Answers one question, and says what this means for synchronisation.
    pub async fn answer(&self, ask: Ask) -> (Result<Reply, Failure>, Option<Event>) {
        let event = match &ask {
            Ask::Open => Some(Event::Started),
            Ask::Save { .. } => Some(Event::Saved),
            Ask::Awake => Some(Event::Awake),
            Ask::Enrol { .. } | Ask::Rebuild(_) | Ask::SyncNow => Some(Event::ByHand),
            Ask::SyncStop => Some(Event::Cancel),
            _ => None,
        };
        let result = self.reply(ask).await;
        self.platform.at_rest();
        let event = event.filter(|_| result.is_ok());
        (result, event)
    }

    async fn reply(&self, ask: Ask) -> Result<Reply, Failure> {
        match ask {
            Ask::Open => self.open().await.map(Reply::Home),
            Ask::Enrol { code, label } => self.enrol(&code, &label).await.map(Reply::Home),
            Ask::Records(query) => self.records(&query).await.map(Reply::Records),
            Ask::Record(doc) => self.record(doc).await.map(Reply::Record),
            Ask::Start(today, each) => {
                self.start(today, each).await.map(|start| Reply::Start(Box::new(start)))
            }
            Ask::Group(code, today) => {
                self.group(&code, today).await.map(|desk| Reply::Group(Box::new(desk)))
            }
            Ask::Register => self.register().await.map(Reply::Register),
            Ask::Save { doc, kind, edits, draft } => {
                self.save(doc, kind, edits, draft).await.map(Reply::Saved)
            }
            Ask::Names { entries } => self.names(entries),
            Ask::KeepDraft { form, fields } => self.keep_draft(form, &fields).await.map(|()| Reply::Done),
            Ask::DropDraft(form) => self.drop_draft(form).await.map(|()| Reply::Done),
            Ask::Drafts => self.drafts().await.map(Reply::Drafts),
            Ask::Prefer(key, value) => self.prefer(&key, value).await.map(|()| Reply::Done),
            Ask::Export(doc) => self.export(doc).await.map(Reply::Text),
            Ask::Rebuild(doc) => self.rebuild(doc).await.map(|()| Reply::Done),
            Ask::Carry => self.carry().await.map(Reply::Letter),
            Ask::Carried => self.carried().await.map(Reply::Carried),
            Ask::TakeAnswer(file) => self.take_answer(&file).await.map(Reply::Taken),
            Ask::Suspect(doc) => self.suspect(doc).await.map(|()| Reply::Done),
            // The gallery's.
            Ask::Photo(_) => Err(failure("engine.confused", "photos")),
            Ask::SyncNow | Ask::SyncStop | Ask::Awake => Ok(Reply::Done),
        }
    }

    /// The outcome of a store's method, as screens understand it.
    pub(crate) fn stored<T>(result: Result<T, S::Error>) -> Result<T, Failure> {
        result.map_err(|error| failure(S::code(&error), &error))
    }

    /// Who this phone is; `None` before enrolment.
    pub(crate) async fn identity(&self) -> Result<Option<Identity>, Failure> {
        let bytes = Self::stored(self.store.get(Shelf::Meta, IDENTITY).await)?;
        Ok(bytes.and_then(|bytes| messages::decode(&bytes)))
    }

    /// Who this phone is; a failure before enrolment.
    pub(crate) async fn enrolled(&self) -> Result<Identity, Failure> {
        self.identity().await?.ok_or_else(|| failure("device.not_enrolled", ""))
    }

    pub(crate) fn random(&self) -> Result<[u8; 16], Failure> {
        self.platform.random().ok_or_else(|| failure("device.no_random", ""))
    }

    /// After a commit whose outcome is unknown: the number of the change must not be used again.
    fn forget_actor(&self) {
        self.start.set(None);
    }

    /// These changes count no longer in their record, elsewhere they may: their numbers are not given again.
    fn spare_numbers(&self, replaced: &[Row]) {
        let mut writers = replaced.iter().filter_map(|row| crdt::scan(&row.change.bytes).ok());
        if writers.any(|scanned| self.start.get() == Some(scanned.actor.start)) {
            self.forget_actor();
        }
    }

    /// Who writes on this device since this start.
    fn actor(&self, device: DeviceId, doc: DocId) -> Result<Actor, Failure> {
        let start = match self.start.get() {
            Some(start) => start,
            None => half(self.random()?),
        };
        self.start.set(Some(start));
        Ok(Actor { device, start, doc })
    }

    fn names(&self, entries: u32) -> Result<Reply, Failure> {
        let doc = DocId(self.random()?);
        let entries = (0..entries).map(|_| Ok(entry_id(half(self.random()?))));
        Ok(Reply::Names { doc, entries: entries.collect::<Result<_, _>>()? })
    }
}

/// The first half of some random bytes.
pub(crate) fn half(bytes: [u8; 16]) -> [u8; 8] {
    *bytes.first_chunk().unwrap_or(&[0; 8])
}
