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
use messages::Failure;

use crate::components::{Banner, BottomNav, Button, Look, Tone, Wait};
use crate::platform::{shell, window};
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
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        window::focus("title");
    };
    view! {
        <a class="skip" href="#title" on:click=skip>{t(W::SkipToContent)}</a>
        <header class="band"><p>{t(W::AppName)}</p></header>
        {offer}
        {trouble}
        <main id="main">{content}</main>
        {nav}
    }
    .into_any()
}

/// A page that has just been put on screen: at its top, its head in focus, its name on the window.
fn arrived(page: AnyView) -> AnyView {
    window::later(0, || {
        window::to_top();
        window::focus("title");
        window::title_from("title", t(W::AppName));
    });
    page
}

/// A new version is offered, but never in the middle of a form.
fn offer() -> AnyView {
    let session = session();
    view! {
        {move || (session.new_version.get() && !session.page.with(Page::is_form)).then(|| view! {
            <Banner>
                <p>{t(W::NewVersion)}</p>
                <Button act="update" label=t(W::TakeOver) on_press=move |()| shell::take_over()/>
            </Banner>
        }.into_any())}
    }
    .into_any()
}

/// Why the last thing that was pressed did not happen.
fn trouble() -> AnyView {
    let session = session();
    view! {
        {move || session.trouble.get().map(|failure| view! {
            <Banner tone=Tone::Bad>
                <p data-code=failure.code.clone()>{state::say(&failure)}</p>
                <Button act="close" label=t(W::Close) look=Look::Quiet on_press=move |()| session.trouble.set(None)/>
            </Banner>
        }.into_any())}
    }
    .into_any()
}

/// Before the engine answers: that it takes a moment, or why it could not.
fn opening() -> AnyView {
    let session = session();
    view! {
        {move || match session.failure.get() {
            None => view! { <Wait/> }.into_any(),
            Some(failure) => view! {
                <h1 id="title" tabindex="-1">{t(W::FailedHead)}</h1>
                {failed(&failure)}
                <Button act="again" label=t(W::TryAgain) look=Look::Main on_press=move |()| window::reload()/>
            }
            .into_any(),
        }}
    }
    .into_any()
}

/// A failure in place of a page's data.
fn failed(failure: &Failure) -> AnyView {
    let (code, words) = (failure.code.clone(), state::say(failure));
    view! { <Banner tone=Tone::Bad><p data-code=code>{words}</p></Banner> }.into_any()
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
