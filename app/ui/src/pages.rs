//! Pages assemble: they ask the engine, hand signals to components and hold no rule. `app` is the frame around
//! whichever page the address names.

mod enrol;
mod feedback;
mod inspection;
mod outreach;
mod record;
mod records;
mod settings;
mod start;
mod sync;

use leptos::prelude::*;

use crate::components::{Banner, BottomNav, Tone, Wait};
use crate::platform::window;
use crate::route::Page;
use crate::state::{self, session};
use crate::words::{W, t};

/// The whole screen; drawn anew when the language changes.
pub fn app() -> AnyView {
    let session = session();
    view! {
        {move || {
            session.language.track();
            frame()
        }}
    }
    .into_any()
}

fn frame() -> AnyView {
    let session = session();
    let waiting = Memo::new(move |_| session.sync.with(|sync| sync.waiting + sync.refused));
    let enrolled = Memo::new(move |_| session.home.with(|home| home.as_ref().map(|home| home.identity.is_some())));
    let nav = move || {
        (enrolled.get() == Some(true)).then(|| view! { <BottomNav page=session.page waiting=waiting/> }.into_any())
    };
    let content = move || match enrolled.get() {
        None => opening(),
        Some(false) => {
            let code = match session.page.get() {
                Page::Enrol(code) => code,
                _ => None,
            };
            arrived(enrol::page(code))
        }
        Some(true) => arrived(page(session.page.get())),
    };
    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); window::focus("title"); }>
            {t(W::SkipToContent)}
        </a>
        <header class="band"><p>{t(W::AppName)}</p></header>
        <main id="main">{content}</main>
        {nav}
    }
    .into_any()
}

/// A page that has just been put on screen: its head at the top and in focus.
fn arrived(page: AnyView) -> AnyView {
    window::later(0, || {
        window::to_top();
        window::focus("title");
        window::title_from("title", t(W::AppName));
    });
    page
}

/// Before the engine answers: why it takes long, or why it could not.
fn opening() -> AnyView {
    let session = session();
    view! {
        {move || match session.failure.get() {
            None => view! { <Wait/> }.into_any(),
            Some(failure) => view! { <Banner tone=Tone::Bad><p>{state::say(&failure)}</p></Banner> }.into_any(),
        }}
    }
    .into_any()
}

fn page(page: Page) -> AnyView {
    match page {
        Page::Start => start::page(),
        Page::Records => records::page(),
        Page::Record(doc) => record::page(doc),
        Page::Outreach(doc) => outreach::page(doc),
        Page::Inspection(doc, section, entry) => inspection::page(doc, section, entry),
        Page::Feedback(doc) => feedback::page(doc),
        Page::Sync => sync::page(),
        Page::Settings => settings::page(),
        Page::Enrol(code) => enrol::page(code),
    }
}
