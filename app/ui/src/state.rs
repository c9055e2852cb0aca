//! What the screens know: who this phone is, how synchronisation stands, which page is open. One `Session` for
//! the life of the page; everything in it came from the engine or the address. Pages read it, components
//! never do.

pub mod engine;
pub mod live;

use std::cell::Cell;
use std::future::Future;

use messages::{Ask, Failure, Home, Identity, Notice, SyncStatus};
use shared::catalogue::Catalogue;
use shared::domain::clock::Clock;
use shared::text::{self, Language};

use crate::platform::{clock, shell, window};
use crate::prelude::*;
use crate::route::Page;
use crate::state::engine::Answered;
use crate::words::{self, W, t};

/// The life of the page, as signals.
#[derive(Clone, Copy)]
pub struct Session {
    /// The page of the address.
    pub page: RwSignal<Page>,
    /// The engine's answer to `Open`; `None` while it is opening.
    pub home: RwSignal<Option<Home>>,
    /// How synchronisation stands.
    pub sync: RwSignal<SyncStatus>,
    /// Raised whenever records may have changed.
    pub changed: RwSignal<u32>,
    /// Why the engine could not open, when it could not.
    pub failure: RwSignal<Option<Failure>>,
    /// Why the last thing that was pressed did not happen, until the next page.
    pub trouble: RwSignal<Option<Failure>>,
    /// The language on screen.
    pub language: RwSignal<Language>,
    /// The theme on screen: `auto`, `light`, `dark` or `sunlight`.
    pub theme: RwSignal<String>,
    /// True when a service worker serves this page.
    pub starts_offline: RwSignal<bool>,
    /// True when a new version waits.
    pub new_version: RwSignal<bool>,
    /// True when the browser offers to install.
    pub installable: RwSignal<bool>,
}

thread_local! {
    static SESSION: Session = Session::new();
    static CATALOGUE: Cell<Option<&'static Catalogue>> = const { Cell::new(None) };
}

/// The session of this page.
pub fn session() -> Session {
    SESSION.with(|session| *session)
}

/// The catalogue that the engine sent; empty before the first answer, when no page shows yet.
pub fn catalogue() -> &'static Catalogue {
    CATALOGUE.get().unwrap_or_else(|| {
        let empty: &'static Catalogue = Box::leak(Box::default());
        CATALOGUE.set(Some(empty));
        empty
    })
}

/// This phone's clock, beside the office's at the last exchange.
pub fn clock() -> Clock {
    let last = session().sync.with_untracked(|sync| sync.last_ms.zip(sync.clock_ahead_ms));
    Clock { now_ms: clock::now_ms(), last }
}

impl Session {
    fn new() -> Self {
        Self {
            page: RwSignal::new(Page::parse(&window::hash())),
            home: RwSignal::new(None),
            sync: RwSignal::new(SyncStatus::default()),
            changed: RwSignal::new(0),
            failure: RwSignal::new(None),
            trouble: RwSignal::new(None),
            language: RwSignal::new(words::language()),
            theme: RwSignal::new(AUTO.to_owned()),
            starts_offline: RwSignal::new(false),
            new_version: RwSignal::new(false),
            installable: RwSignal::new(false),
        }
    }

    /// The engine cannot open: instead of the first page, or above the page that stands, which keeps what is typed.
    fn fail(self, failure: Failure) {
        let place = if self.home.with_untracked(Option::is_some) { self.trouble } else { self.failure };
        place.set(Some(failure));
    }

    /// The enrolled person and phone, as of now: it changes only by enrolling, which draws every page anew.
    pub fn identity(self) -> Option<Identity> {
        self.home.with_untracked(|home| home.as_ref()?.identity.clone())
    }
}

/// Reads what the phone remembers and listens to the page; before anything is drawn.
pub fn begin() {
    let session = session();
    if let Some(code) = window::remembered(LANGUAGE) {
        show_language(&code);
    }
    show_theme(&window::remembered(THEME).unwrap_or_default());
    window::on_window("hashchange", move |_| {
        window::mark(READY, None);
        let page = Page::parse(&window::hash());
        if session.page.with_untracked(|shown| *shown != page) {
            session.trouble.set(None);
            session.page.set(page);
            window::to_top();
        }
    });
    window::watch_fingers();
    window::on_window("online", |_| engine::tell(Ask::Awake));
    window::on_visible(|| engine::tell(Ask::Awake));
    let look = move || {
        session.starts_offline.set(shell::starts_offline());
        session.new_version.set(shell::new_version());
    };
    look();
    shell::watch(look);
    shell::on_install_offer(move || session.installable.set(true));
}

/// Asks the engine who this phone is; everything else waits for the answer.
pub fn open() {
    let session = session();
    spawn_local(async move {
        match engine::open().await {
            Ok(home) => arrive(home),
            Err(failure) => session.fail(failure),
        }
    });
}

/// Takes in what the engine says of this phone, after opening and after enrolment.
pub fn arrive(home: Home) {
    let session = session();
    let known = session.home.with_untracked(|home| home.as_ref().map(|home| home.catalogue.clone()));
    if known.as_ref() != Some(&home.catalogue) {
        match Catalogue::from_bytes(&home.catalogue) {
            // Kept as long as the page lives: every word of every page may come from it.
            Ok(catalogue) => CATALOGUE.set(Some(Box::leak(Box::new(catalogue)))),
            Err(error) => {
                let failure = Failure { code: "catalogue.unreadable".to_owned(), detail: error.to_string() };
                return session.fail(failure);
            }
        }
    }
    for (key, value) in &home.preferences {
        match key.as_str() {
            LANGUAGE => show_language(value),
            THEME => show_theme(value),
            _ => {}
        }
    }
    session.failure.set(None);
    session.sync.set(home.sync.clone());
    session.home.set(Some(home));
    // A page whose questions died with an engine asks them again.
    session.changed.update(|times| *times += 1);
}

/// Hears what the engine says by itself.
fn hear(notice: Notice) {
    let session = session();
    match notice {
        Notice::Changed(_) => session.changed.update(|times| *times += 1),
        Notice::Sync(status) => session.sync.set(status),
        Notice::Home(home) => arrive(*home),
        Notice::Stopped { .. } => {}
    }
}

/// Preference key of the language: `vi` or `en`.
pub const LANGUAGE: &str = "language";
/// Preference key of the theme: `auto`, `light`, `dark` or `sunlight`.
pub const THEME: &str = "theme";
/// The theme that follows the phone.
const AUTO: &str = "auto";
/// Attribute of `<html>` that names the page whose data is on screen.
const READY: &str = "data-ready";

/// Chooses a preference: shown at once, kept by the engine, copied for the next start's first moment.
pub fn prefer(key: &'static str, value: &str) {
    match key {
        LANGUAGE => show_language(value),
        _ => show_theme(value),
    }
    window::remember(key, value);
    engine::tell(Ask::Prefer(key.to_owned(), value.to_owned()));
}

fn show_language(code: &str) {
    let language = Language::from_code(code).unwrap_or_default();
    words::set_language(language);
    window::mark("lang", Some(language.code()));
    let shown = session().language;
    if shown.get_untracked() != language {
        window::mark(READY, None);
        shown.set(language);
    }
}

fn show_theme(code: &str) {
    let code = if code.is_empty() { AUTO } else { code };
    window::mark("data-theme", (code != AUTO).then_some(code));
    session().theme.set(code.to_owned());
}

/// Says that a page's data is on screen, once what is under way has been drawn; for whoever waits for it. On
/// arrival the page's head takes the focus and names the window.
pub fn ready() {
    let page = session().page.get_untracked();
    window::later(0, move || {
        if session().page.with_untracked(|shown| *shown != page) {
            return;
        }
        if !window::is_marked(READY) {
            // Asking for the focus once more has the whole page laid out at once.
            if !window::has_focus("title") {
                window::focus("title");
            }
            window::title_from("title", t(W::AppName));
        }
        window::mark(READY, Some(page.name()));
    });
}

/// Waits for an answer, then does `next` with it; a failure is said on top of the page.
pub fn attempt<T: 'static>(
    answer: impl Future<Output = Answered<T>> + 'static,
    next: impl FnOnce(T) + 'static,
) {
    spawn_local(async move {
        match answer.await {
            Ok(value) => next(value),
            Err(failure) => session().trouble.set(Some(failure)),
        }
    });
}

/// The sentence of a failure, in the language on screen.
pub fn say(failure: &Failure) -> String {
    text::notice(words::language(), &failure.code, &[])
}
