//! The frame of every page: its head and the bar at the foot.

use super::element::{El, el};
use crate::prelude::*;
use crate::route::Page;
use crate::words::{W, t};

/// The head of a page: the one `h1`, which takes the focus on arrival, a line above (what the page belongs to,
/// empty for none; not drawn where it only repeats the head), and where "back" leads.
pub fn head(title: &str, above: &str, back: Option<Page>) -> El {
    let back = back.map(|page| {
        el("a").class("back").attr("data-act", "back").attr("href", page.href()).child(t(W::Back))
    });
    let above = (!above.is_empty() && above != title).then(|| el("p").class("above").child(above));
    el("div")
        .class("head")
        .child(back)
        .child(above)
        .child(el("h1").attr("id", "title").attr("tabindex", "-1").child(title))
}

/// Strokes of the four symbols, in a square of 24.
const TO_DO: &str = "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M13 6h7M13 13h7M13 20h7";
const BOOK: &str = "M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14";
const ARROWS: &str = "M7 20V5M3 9l4-4 4 4M17 4v15M13 15l4 4 4-4";
const SLIDERS: &str =
    "M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 106 0 3 3 0 10-6 0M5 17a3 3 0 106 0 3 3 0 10-6 0";

/// The bar at the foot: the pages one always reaches. `waiting` counts records without a receipt.
pub fn bottom_nav(page: Signal<Page>, waiting: Signal<u32>) -> El {
    let item = move |to: Page, word: W, strokes: &'static str| {
        let name = to.name();
        el("a")
            .attr("href", to.href())
            .attr("data-act", format!("to-{name}"))
            .live("aria-current", move || page.with(|page| page.name() == name).then(|| "page".to_owned()))
            .child(
                el("svg")
                    .attr("viewBox", "0 0 24 24")
                    .attr("aria-hidden", "true")
                    .child(el("path").attr("d", strokes)),
            )
            .child(t(word))
    };
    let badge =
        move || (waiting.get() > 0).then(|| el("span").class("badge").child(waiting.get().to_string()));
    el("nav")
        .class("bottom")
        .attr("aria-label", t(W::MainPages))
        .child(item(Page::Start, W::StartShort, TO_DO))
        .child(item(Page::Records, W::Records, BOOK))
        .child(item(Page::Sync, W::Sync, ARROWS).show(badge))
        .child(item(Page::Settings, W::Settings, SLIDERS))
}
