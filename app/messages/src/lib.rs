//! What the screens and the engine worker say to each other: one typed enum each way, carried as postcard
//! bytes by `postMessage`. Both modules are built from the same commit, so the format has no versions. The
//! screens never see a document; the engine never sees a screen.

mod list;
mod work;

use serde::{Deserialize, Serialize};

use shared::date::Date;
use shared::domain::correction::Correction;
use shared::domain::facts::Facts;
use shared::domain::register::UnitRegister;
use shared::id::{Code, DeviceId, DocId, Partition, PhotoHash, UnitCode};
use shared::record::{Edit, Flat, Kind, Scalar};

pub use list::{Found, Query, Standings};
pub use work::{DebtCase, Due, GroupDesk, LoanDue, Progress, Remedy, Start, Unfinished, Work};

/// A question of the screens. Each gets exactly one `Answer` with the same number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Chosen by the asker; the answer carries it back.
    pub number: u32,
    /// What is asked.
    pub ask: Ask,
}

/// What the screens may ask of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Who is this phone, and is everything here? → `Home`. Always the first question.
    Open,
    /// Enrol this phone with a one-time code → `Home`. Needs the network.
    Enrol {
        /// The code, as typed or scanned.
        code: String,
        /// What the person calls this phone.
        label: String,
    },
    /// Records of this phone, and where each stands → `Records`.
    Records(Query),
    /// One record whole → `Record`.
    Record(DocId),
    /// What is to be done, as of this day, with so many rows of each thing that is due → `Start`.
    Start(Date, u32),
    /// Everything that belongs to one group, as of this day → `Group`.
    Group(UnitCode, Date),
    /// The register of this phone's partition → `Register`.
    Register,
    /// Writes the changed fields, and only those, on top of the newest document; makes the record when `doc` is
    /// new; forgets the draft of the same form in the same commit → `Saved`.
    Save {
        /// The record.
        doc: DocId,
        /// Its kind.
        kind: Kind,
        /// Changed fields.
        edits: Vec<Edit>,
        /// Draft to forget.
        draft: Option<String>,
    },
    /// Names for new records and entries, drawn here because screens have no randomness → `Names`.
    Names {
        /// How many entry ids.
        entries: u32,
    },
    /// Keeps a half-filled form → `Done`.
    KeepDraft {
        /// Form key: record, section, entry.
        form: String,
        /// Fields as typed, in a form's own encoding.
        fields: Vec<(String, String)>,
    },
    /// Forgets a half-filled form → `Done`.
    DropDraft(String),
    /// All half-filled forms → `Drafts`.
    Drafts,
    /// Synchronise now, by hand → `Done` at once; `Notice::Sync` tells the rest.
    SyncNow,
    /// Stop synchronising → `Done`. What has no receipt waits for the next occasion.
    SyncStop,
    /// The page became visible, or the browser says that it is online → `Done`.
    Awake,
    /// Sets a small preference of this phone (language, theme) → `Done`.
    Prefer(String, String),
    /// Whole content of a record as readable text, for a refused or damaged one → `Text`.
    Export(DocId),
    /// Everything that waits, as one sealed file that somebody carries to the office → `Letter`. Works without
    /// network; what waits goes on waiting until the office has it.
    Carry,
    /// The files that were made, newest first → `Carried`.
    Carried,
    /// Takes in the file that the office wrote back → `Taken`.
    TakeAnswer(Vec<u8>),
    /// Writes what the office refused of a record as one new change on what it has → `Done`. What was refused stays.
    Rebuild(DocId),
    /// Something about photos → `Kept` or `Picture`.
    Photo(PhotoAsk),
    /// The engine stopped while it worked on this record (`Notice::Stopped`): from now on open it only when a
    /// person asks for it → `Done`. Asked of the new worker before `Open`.
    Suspect(DocId),
}

/// What the screens may ask about photos.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoAsk {
    /// Keeps a photo that was taken or chosen: it is on disk when `Kept` comes. It goes to the office after a record
    /// that names it.
    Keep {
        /// The picture, shrunk.
        bytes: Vec<u8>,
        /// The small picture for lists; empty for none.
        thumb: Vec<u8>,
    },
    /// A photo for the screen → `Picture`.
    Look {
        /// Which.
        photo: PhotoHash,
        /// The whole picture, or the small one of lists.
        whole: bool,
    },
    /// Fetches a photo that is not here from the office, then as `Look` for the whole. Needs the network.
    Fetch(PhotoHash),
}

/// An answer of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Number of the question.
    pub number: u32,
    /// What came of it.
    pub result: Result<Reply, Failure>,
}

/// What the engine says by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Records changed: lists and figures must be asked for again. Engines tell one another which records.
    Changed(Vec<DocId>),
    /// Synchronisation moved on.
    Sync(SyncStatus),
    /// Who this phone is changed: its unit was taken over by another.
    Home(Box<Home>),
    /// The engine has failed and answers nothing more: end this worker, start another, ask `Suspect` when a record
    /// is named, then `Open`. Forms on screen are untouched; what was answered with `Saved` is saved.
    Stopped {
        /// What happened, for a log.
        detail: String,
        /// The record it was working on.
        suspect: Option<DocId>,
    },
}

/// Everything that crosses from engine to screens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromEngine {
    /// To a question.
    Answer(Box<Answer>),
    /// Unasked.
    Notice(Notice),
}

/// A good answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// To `Open` and `Enrol`.
    Home(Home),
    /// To `Records`.
    Records(Found),
    /// To `Record`.
    Record(Whole),
    /// To `Start`.
    Start(Box<Start>),
    /// To `Group`.
    Group(Box<GroupDesk>),
    /// To `Register`; `None` before the first synchronisation.
    Register(Option<UnitRegister>),
    /// To `Save`.
    Saved(Listed),
    /// To `Names`.
    Names {
        /// For a new record.
        doc: DocId,
        /// For new entries.
        entries: Vec<String>,
    },
    /// To `Drafts`: form key and fields.
    Drafts(Vec<(String, Vec<(String, String)>)>),
    /// To `Export`.
    Text(String),
    /// To `Carry`.
    Letter(Letter),
    /// To `Carried`.
    Carried(Vec<Carried>),
    /// To `TakeAnswer`.
    Taken(Taken),
    /// To `PhotoAsk::Keep`: the photo's name.
    Kept(PhotoHash),
    /// To the other questions about photos.
    Picture(Picture),
    /// Nothing to say.
    Done,
}

/// A photo as a screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Picture {
    /// Where the browser finds it, for as long as the engine lives; `None` when it is not on this phone.
    pub address: Option<String>,
    /// True while it was taken on this phone and the office does not have it.
    pub waits: bool,
}

/// Who this phone is and how it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// `None` before enrolment.
    pub identity: Option<Identity>,
    /// The catalogue, as `shared::catalogue::Catalogue::to_bytes` writes it.
    pub catalogue: Vec<u8>,
    /// Preferences by key.
    pub preferences: Vec<(String, String)>,
    /// How synchronisation stands.
    pub sync: SyncStatus,
    /// Bytes used and bytes the browser allows, when it tells.
    pub storage: Option<(u64, u64)>,
    /// Whether the browser promised not to clear this app's data.
    pub persistent: bool,
    /// Records with rows that cannot be read; nothing else of them is lost, and nothing empty is sent for them.
    pub damaged: Vec<DocId>,
}

/// The enrolled person and phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Account id.
    pub account: Code,
    /// Name to show.
    pub name: String,
    /// Catalogue `role`.
    pub role: Code,
    /// This phone.
    pub device: DeviceId,
    /// Where new records go.
    pub partition: Partition,
    /// Name of the unit.
    pub unit_name: String,
}

/// Where a record stands between this phone and the office, from receipts only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// Some change of it is only on this phone.
    OnPhone,
    /// What of it the office has not confirmed lies in a file that somebody carries there.
    Carried,
    /// The office has every change on disk.
    Received,
    /// The office has every change on disk, and accepted the record.
    Accepted,
    /// The office refused a change, for the reason of this code; it is whole here.
    Refused(Code),
}

impl Standing {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OnPhone => "on_phone",
            Self::Carried => "carried",
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Refused(_) => "refused",
        }
    }

    /// True when the office has every change on disk.
    pub const fn is_received(&self) -> bool {
        matches!(self, Self::Received | Self::Accepted)
    }
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its facts.
    pub facts: Facts,
    /// Where it stands.
    pub standing: Standing,
}

/// One record whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Its row.
    pub listed: Listed,
    /// Its fields.
    pub flat: Flat,
    /// Its history, oldest first.
    pub history: Vec<Event>,
    /// Fields with several concurrent values, `R!` first.
    pub conflicts: Vec<Conflict>,
    /// What was written without knowing that the record was handed in, oldest first: not among its fields.
    pub late: Vec<Event>,
    /// What was asked to be corrected, with who asked: the answered ones first.
    pub corrections: Vec<(Option<Author>, Correction)>,
}

/// One field changed once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The key.
    pub key: String,
    /// Value before, as the writer saw it.
    pub old: Option<Scalar>,
    /// Value after.
    pub new: Scalar,
    /// Who and when.
    pub by: Author,
}

/// Who wrote something, on which phone, when by that phone's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The device that wrote it.
    pub device: DeviceId,
    /// The person's name, once known here.
    pub name: Option<String>,
    /// The phone's clock, Unix milliseconds; evidence only.
    pub at_ms: i64,
}

/// A field with several concurrent values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The key.
    pub key: String,
    /// True for `R!`: must be settled before `completed`.
    pub blocking: bool,
    /// The values, the document's winner first.
    pub sides: Vec<(Scalar, Author)>,
}

/// How synchronisation stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SyncStatus {
    /// What happens now.
    pub phase: Phase,
    /// Changes without a receipt.
    pub waiting: u32,
    /// Changes that the office refused.
    pub refused: u32,
    /// Records with any of these changes.
    pub unreceived: u32,
    /// Changes sent and received in this run: for progress.
    pub moved: (u32, u32),
    /// Bytes sent and received in this run.
    pub bytes: (u64, u64),
    /// Changes that the office still has for this phone, as it last said.
    pub left: u64,
    /// How often phone and office found that they do not hold the same, and mended it.
    pub repairs: u64,
    /// Photos of records here that the office does not have.
    pub photos: u32,
    /// Why the last attempt to send one ended, as a code; `None` when nothing stands in the way.
    pub photo_trouble: Option<String>,
    /// End of the last successful exchange, Unix milliseconds.
    pub last_ms: Option<i64>,
    /// How far this phone's clock is ahead of the server's, in milliseconds, as of then.
    pub clock_ahead_ms: Option<i64>,
}

/// What synchronisation does now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Phase {
    /// Nothing.
    #[default]
    Resting,
    /// A request is on its way.
    Running,
    /// The last attempt failed for the reason of this code; the next one starts at this time.
    Waiting(String, i64),
    /// The office no longer knows this phone: enrol again. Nothing here is lost.
    Unwelcome(String),
}

/// A sealed file on its way out of the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Name of the file.
    pub name: String,
    /// What it holds; nobody but the office can read it.
    pub bytes: Vec<u8>,
}

/// A file that was made to be carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// When, by this phone's clock, Unix milliseconds.
    pub at_ms: i64,
    /// Changes in it.
    pub changes: u32,
    /// Size of the file, in bytes.
    pub bytes: u32,
    /// When its answer was taken in, by this phone's clock.
    pub answered_ms: Option<i64>,
}

/// What an answer brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Taken {
    /// Changes of this phone that the office has.
    pub received: u32,
    /// Changes of this phone that the office refused.
    pub refused: u32,
    /// Changes that came with it.
    pub news: u32,
    /// True when the office has more than the answer holds: the rest comes with the next file or by network.
    pub more: bool,
}

/// Why a question could not be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable code; `text` has the sentence.
    pub code: String,
    /// Detail for the record page or a log: never the only message.
    pub detail: String,
}

/// Encodes a message for `postMessage`. `None` cannot happen for these types; callers treat it as a failure.
pub fn encode<T: Serialize>(message: &T) -> Option<Vec<u8>> {
    postcard::to_allocvec(message).ok()
}

/// Decodes a message; `None` when the bytes are not one.
pub fn decode<T: for<'d> Deserialize<'d>>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
