//! Pages assemble: they ask the engine, hand signals to components and hold no rule. `app` is the frame around
//! whichever page the address names.

#![expect(clippy::unnecessary_wraps, reason = "what can fail of a part is fetching it")]

mod carry;
mod check;
mod enrol;
mod feedback;
mod group;
mod households;
mod inspection;
mod outreach;
pub mod photo;
mod pictures;
mod record;
mod records;
mod settings;
mod sheet;
mod start;
mod sync;

use leptos::prelude::ScopedFuture;
use messages::Failure;
use shared::record::Kind;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::components::{El, Look, Part, Tone, banner, bottom_nav, el, live_part, parts, press, wait};
use crate::platform::{shell, window};
use crate::prelude::*;
use crate::route::{Page, go_instead};
use crate::state::{self, session};
use crate::words::{W, t};

/// The whole screen; drawn anew when the language changes.
pub fn app() -> AnyView {
    let session = session();
    live_part(move || {
        session.language.track();
        frame()
    })
}

fn frame() -> AnyView {
    let session = session();
    let waiting = Memo::new(move || session.sync.with(|sync| sync.unreceived));
    let enrolled =
        Memo::new(move || session.home.with(|home| home.as_ref().map(|home| home.identity.is_some())));
    let nav = move || (enrolled.get() == Some(true)).then(|| bottom_nav(session.page.into(), waiting.into()));
    let content = move || match (enrolled.get(), session.page.get()) {
        (None, _) => opening(),
        (Some(false), Page::Enrol(code)) => arrived(enrol::page(code)),
        (Some(false), _) => {
            go_instead(&Page::Enrol(None));
            wait().view()
        }
        (Some(true), page) => arrived(draw(page)),
    };
    let skip = |event: web_sys::Event| {
        event.prevent_default();
        window::focus("title");
    };
    parts([
        el("a").class("skip").attr("href", "#title").on("click", skip).child(t(W::SkipToContent)).view(),
        el("header").class("band").child(el("p").child(t(W::AppName))).view(),
        live_part(offer),
        live_part(trouble),
        el("main").attr("id", "main").show(content).view(),
        live_part(nav),
    ])
}

/// A page that has just been put on screen: at its top, its head in focus.
fn arrived(page: AnyView) -> AnyView {
    window::later(0, || {
        window::to_top();
        window::focus("title");
    });
    page
}

/// A new version is offered, but never in the middle of a form.
fn offer() -> Option<El> {
    let session = session();
    let offered = session.new_version.get() && !session.page.with(Page::is_form);
    offered.then(|| {
        let take = press("update", t(W::TakeOver), Look::Plain, shell::take_over);
        banner(Tone::Plain, el("p").child(t(W::NewVersion))).child(take)
    })
}

/// Why the last thing that was pressed did not happen.
fn trouble() -> Option<El> {
    let session = session();
    let close = press("close", t(W::Close), Look::Quiet, move || session.trouble.set(None));
    session.trouble.get().map(|failure| failed(&failure).child(close))
}

/// Before the engine answers: that it takes a moment, or why it could not.
fn opening() -> AnyView {
    let session = session();
    live_part(move || match session.failure.get() {
        None => wait().view(),
        Some(failure) => parts([
            el("h1").attr("id", "title").attr("tabindex", "-1").child(t(W::FailedHead)).view(),
            failed(&failure).view(),
            press("again", t(W::TryAgain), Look::Main, window::reload).view(),
        ]),
    })
}

/// A failure in place of a page's data.
fn failed(failure: &Failure) -> El {
    banner(Tone::Bad, el("p").attr("data-code", failure.code.clone()).child(state::say(failure)))
}

fn draw(page: Page) -> AnyView {
    match page {
        Page::Start => start::page(),
        Page::Records => records::page(),
        Page::Settings => settings::page(),
        Page::Enrol(code) => enrol::page(code),
        Page::Sync
        | Page::Carry
        | Page::Group(_)
        | Page::Households
        | Page::Record(_)
        | Page::Form(..)
        | Page::Check(..)
        | Page::Inspection(..) => fetched(page),
    }
}

/// A page of the part that is fetched on its own, so that the first screen does not wait for the forms. Once the
/// app is kept on the phone, the part is too.
fn fetched(page: Page) -> AnyView {
    let part = RwSignal::new(None);
    spawn_local(ScopedFuture::new(async move {
        let drawn = desk(page).await.unwrap_or_else(|_| failed(&missing_part()).view());
        part.try_set(Some(drawn));
    }));
    let take = move || part.try_update_untracked(Option::take).flatten();
    live_part(move || {
        part.track();
        take().unwrap_or_else(|| wait().view())
    })
}

fn missing_part() -> Failure {
    Failure { code: "app.part_missing".to_owned(), detail: String::new() }
}

/// The pages on which a person reads or writes one record, or sends what is written.
#[wasm_split(desk, fallible)]
fn desk(page: Page) -> Result<AnyView, SplitLoaderError> {
    Ok(match page {
        Page::Sync => sync::page(),
        Page::Carry => carry::page(),
        Page::Group(code) => group::page(code),
        Page::Households => households::page(),
        Page::Record(doc) => record::page(doc),
        Page::Form(Kind::Outreach, doc, _) => outreach::page(doc),
        Page::Form(Kind::Feedback, doc, _) => feedback::page(doc),
        Page::Form(kind, doc, _) => sheet::page(kind, doc),
        Page::Check(kind, doc) => check::page(kind, doc),
        Page::Inspection(doc, section, entry) => inspection::page(doc, section, entry),
        Page::Start | Page::Records | Page::Settings | Page::Enrol(_) => draw(page),
    })
}
