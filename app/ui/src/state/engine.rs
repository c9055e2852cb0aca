//! The engine, as questions and answers. It runs in a worker of its own; when it dies it is started again, what
//! was asked fails with `engine.crashed`, and the form on screen is untouched.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use messages::{
    Answer, Ask, Carried, Failure, Found, FromEngine, GroupDesk, Home, Letter, Listed, Notice, PhotoAsk,
    Picture, Query, Question, Reply, Start, Taken, Whole,
};
use shared::date::Date;
use shared::domain::register::UnitRegister;
use shared::id::{DocId, PhotoHash, UnitCode};
use shared::record::{Edit, Kind, Scalar};

use crate::platform::worker::Worker;
use crate::platform::{clock, typing};

/// An engine that dies this often within `CRASH_WINDOW_MS` is left alone until the person asks again.
const CRASHES_MAX: usize = 3;
/// How long a crash is held against the engine, in milliseconds.
const CRASH_WINDOW_MS: i64 = 20_000;

/// What came of a question.
pub type Answered<T> = Result<T, Failure>;

thread_local! {
    static CLIENT: RefCell<Client> = const { RefCell::new(Client::new()) };
}

/// One running engine and what it still owes.
struct Client {
    worker: Option<Worker>,
    asked: u32,
    pending: Vec<(u32, Rc<Slot>)>,
    crashed_at_ms: Vec<i64>,
}

impl Client {
    const fn new() -> Self {
        Self { worker: None, asked: 0, pending: Vec::new(), crashed_at_ms: Vec::new() }
    }

    /// The running worker; starts it when there is none.
    fn worker(&mut self) -> Option<&Worker> {
        if self.worker.is_none() {
            self.worker = Worker::start(heard, |detail| crashed(&detail, None));
        }
        self.worker.as_ref()
    }

    /// Where the answer of this number is waited for; few are under way at a time.
    fn take(&mut self, number: u32) -> Option<Rc<Slot>> {
        let place = self.pending.iter().position(|(pending, _)| *pending == number)?;
        Some(self.pending.swap_remove(place).1)
    }

    fn send(&mut self, ask: Ask, slot: &Rc<Slot>) {
        self.asked = self.asked.wrapping_add(1);
        let number = self.asked;
        let sent = messages::encode(&Question { number, ask })
            .is_some_and(|bytes| self.worker().is_some_and(|worker| worker.post(&bytes)));
        if sent {
            self.pending.push((number, Rc::clone(slot)));
        } else {
            slot.fill(Err(failure("engine.absent")));
        }
    }
}

/// Where one answer arrives.
#[derive(Default)]
struct Slot {
    answer: RefCell<Option<Answered<Reply>>>,
    waker: RefCell<Option<Waker>>,
}

impl Slot {
    fn fill(&self, answer: Answered<Reply>) {
        *self.answer.borrow_mut() = Some(answer);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// An answer on its way.
pub struct Asked(Rc<Slot>);

impl Future for Asked {
    type Output = Answered<Reply>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if let Some(answer) = self.0.answer.take() {
            return Poll::Ready(answer);
        }
        *self.0.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

fn failure(code: &str) -> Failure {
    Failure { code: code.to_owned(), detail: String::new() }
}

/// Asks. The question is on its way when this returns, whether or not somebody waits for the answer.
pub fn ask(question: Ask) -> Asked {
    let slot = Rc::new(Slot::default());
    CLIENT.with(|client| client.borrow_mut().send(question, &slot));
    Asked(slot)
}

/// Asks where nobody waits for the answer.
pub fn tell(question: Ask) {
    drop(ask(question));
}

fn heard(bytes: &[u8]) {
    match messages::decode(bytes) {
        Some(FromEngine::Answer(answer)) => {
            let Answer { number, result } = *answer;
            if let Some(slot) = CLIENT.with(|client| client.borrow_mut().take(number)) {
                slot.fill(result);
            }
        }
        Some(FromEngine::Notice(Notice::Stopped { detail, suspect })) => crashed(&detail, suspect),
        Some(FromEngine::Notice(notice)) => super::hear(notice),
        None => {}
    }
}

/// Ends the dead worker, fails what it owed and starts another, which is told what it should beware of.
fn crashed(detail: &str, suspect: Option<DocId>) {
    let (owed, again) = CLIENT.with(|client| {
        let mut client = client.borrow_mut();
        let now = clock::now_ms();
        client.crashed_at_ms.retain(|at| now - at < CRASH_WINDOW_MS);
        client.crashed_at_ms.push(now);
        client.worker = None;
        (std::mem::take(&mut client.pending), client.crashed_at_ms.len() <= CRASHES_MAX)
    });
    let why = Failure { code: "engine.crashed".to_owned(), detail: detail.to_owned() };
    if again {
        if let Some(doc) = suspect {
            tell(Ask::Suspect(doc));
        }
        super::open();
    } else {
        super::session().fail(why.clone());
    }
    for (_, slot) in owed {
        slot.fill(Err(why.clone()));
    }
}

fn composed((key, value): Edit) -> Edit {
    match value {
        Scalar::Text(text) => (key, typing::composed(&text).into()),
        other => (key, other),
    }
}

/// Defines a question whose answer is of one kind; any other kind is a failure, never a wrong value.
macro_rules! questions {
    ($($(#[$meta:meta])* $name:ident($($argument:ident: $type:ty),*) -> $answer:ty = $ask:expr => $reply:pat => $value:expr;)+) => {
        $($(#[$meta])*
        pub async fn $name($($argument: $type),*) -> Answered<$answer> {
            match ask($ask).await? {
                $reply => Ok($value),
                _ => Err(failure("engine.confused")),
            }
        })+
    };
}

questions! {
    /// Who this phone is.
    open() -> Home = Ask::Open => Reply::Home(home) => home;
    /// Enrols this phone with a one-time code.
    enrol(code: String, label: String) -> Home = Ask::Enrol { code, label } => Reply::Home(home) => home;
    /// The records of a list.
    records(query: Query) -> Found = Ask::Records(query) => Reply::Records(found) => found;
    /// One record whole.
    record(doc: DocId) -> Whole = Ask::Record(doc) => Reply::Record(whole) => whole;
    /// What is to be done.
    start(today: Date, each: u32) -> Start = Ask::Start(today, each) => Reply::Start(start) => *start;
    /// Everything that belongs to one group.
    group(code: UnitCode, today: Date) -> GroupDesk = Ask::Group(code, today) => Reply::Group(desk) => *desk;
    /// Groups and loans of this phone.
    register() -> Option<UnitRegister> = Ask::Register => Reply::Register(register) => register;
    /// Writes changed fields; forgets the named draft in the same commit. Whatever keyboard wrote a text, its letters
    /// are stored composed.
    save(doc: DocId, kind: Kind, edits: Vec<Edit>, draft: Option<String>) -> Listed
        = Ask::Save { doc, kind, edits: edits.into_iter().map(composed).collect(), draft }
        => Reply::Saved(listed) => listed;
    /// Names for a new record and new entries.
    names(entries: u32) -> (DocId, Vec<String>) = Ask::Names { entries } => Reply::Names { doc, entries } => (doc, entries);
    /// All half-filled forms.
    drafts() -> Vec<(String, Vec<(String, String)>)> = Ask::Drafts => Reply::Drafts(drafts) => drafts;
    /// Keeps a photo: it is on disk when the answer comes.
    keep_photo(bytes: Vec<u8>, thumb: Vec<u8>) -> PhotoHash
        = Ask::Photo(PhotoAsk::Keep { bytes, thumb }) => Reply::Kept(photo) => photo;
    /// A photo for the screen.
    picture(ask: PhotoAsk) -> Picture = Ask::Photo(ask) => Reply::Picture(picture) => picture;
    /// Writes anew what the office refused of a record.
    rebuild(doc: DocId) -> () = Ask::Rebuild(doc) => Reply::Done => ();
    /// A record as readable text.
    export(doc: DocId) -> String = Ask::Export(doc) => Reply::Text(text) => text;
    /// Everything that waits, as a sealed file.
    carry() -> Letter = Ask::Carry => Reply::Letter(letter) => letter;
    /// The files that were made, newest first.
    carried() -> Vec<Carried> = Ask::Carried => Reply::Carried(files) => files;
    /// Takes in the file that the office wrote back.
    take_answer(file: Vec<u8>) -> Taken = Ask::TakeAnswer(file) => Reply::Taken(taken) => taken;
}
