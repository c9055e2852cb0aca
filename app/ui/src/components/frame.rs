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
    /// A line above the title: what the page belongs to; empty for none.
    #[prop(optional, into)]
    above: String,
) -> AnyView {
    let back = back.map(|page| {
        view! { <a class="back" data-act="back" href=page.href()>{t(W::Back)}</a> }.into_any()
    });
    let above = (!above.is_empty()).then(|| view! { <p class="above">{above}</p> }.into_any());
    view! {
        <div class="head">
            {back}
            {above}
            <h1 id="title" tabindex="-1">{title}</h1>
        </div>
    }
    .into_any()
}

/// Strokes of the four symbols, in a square of 24.
const TO_DO: &str = "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M13 6h7M13 13h7M13 20h7";
const BOOK: &str = "M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14";
const ARROWS: &str = "M7 20V5M3 9l4-4 4 4M17 4v15M13 15l4 4 4-4";
const SLIDERS: &str = "M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 106 0 3 3 0 10-6 0M5 17a3 3 0 106 0 3 3 0 10-6 0";

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
    let item = move |to: Page, word: W, strokes: &'static str, badge: bool| {
        let name = to.name();
        let current = move || page.with(|page| page.name() == name).then_some("page");
        let count = move || {
            (badge && waiting.get() > 0).then(|| view! { <span class="badge">{waiting.get()}</span> }.into_any())
        };
        view! {
            <a href=to.href() aria-current=current data-act=format!("to-{name}")>
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d=strokes></path></svg>
                {t(word)}
                {count}
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="bottom" aria-label=t(W::MainPages)>
            {item(Page::Start, W::Start, TO_DO, false)}
            {item(Page::Records, W::Records, BOOK, false)}
            {item(Page::Sync, W::Sync, ARROWS, true)}
            {item(Page::Settings, W::Settings, SLIDERS, false)}
        </nav>
    }
    .into_any()
}
