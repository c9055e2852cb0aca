//! The frame of every page: its head and the bar at the foot.

use leptos::prelude::*;

use crate::route::Page;
use crate::words::{W, t};

/// The head of a page: a way back, where there is one, and the one `h1`, which takes the focus on arrival.
#[component]
pub fn Head(
    /// The title.
    #[prop(into)]
    title: String,
    /// Where "back" leads.
    #[prop(optional, into)]
    back: Option<Page>,
    /// A line above the title: what the page belongs to.
    #[prop(optional, into)]
    above: Option<String>,
) -> AnyView {
    let back = back.map(|page| {
        view! { <a class="back" data-act="back" href=page.href()>{t(W::Back)}</a> }.into_any()
    });
    let above = above.map(|text| view! { <p class="above">{text}</p> }.into_any());
    view! {
        <div class="head">
            {back}
            {above}
            <h1 id="title" tabindex="-1">{title}</h1>
        </div>
    }
    .into_any()
}

/// The bar at the foot: the pages one always reaches. `waiting` counts changes without a receipt.
#[component]
pub fn BottomNav(
    /// The page on screen.
    #[prop(into)]
    page: Signal<Page>,
    /// Changes without a receipt.
    #[prop(into)]
    waiting: Signal<u32>,
) -> AnyView {
    let item = move |to: Page, word: W, symbol: &'static str, badge: bool| {
        let name = to.name();
        let current = move || page.with(|page| page.name() == name).then_some("page");
        let count = move || {
            (badge && waiting.get() > 0).then(|| view! { <span class="badge">{waiting.get()}</span> }.into_any())
        };
        view! {
            <a href=to.href() aria-current=current data-act=format!("to-{name}")>
                <span class=symbol aria-hidden="true"></span>
                {t(word)}
                {count}
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="bottom" aria-label=t(W::MainPages)>
            {item(Page::Start, W::Start, "symbol to-do", false)}
            {item(Page::Records, W::Records, "symbol book", false)}
            {item(Page::Sync, W::Sync, "symbol arrows", true)}
            {item(Page::Settings, W::Settings, "symbol gear", false)}
        </nav>
    }
    .into_any()
}
