//! The screens of the phone: pages, forms and lists. They load first and small, draw at once and ask the
//! engine worker for everything else. Pages assemble, components draw, `state` remembers, `platform` is the only
//! place that touches the browser. No rule of the domain lives here, and nothing here opens a document.

mod components;
mod form;
mod pages;
mod platform;
mod prelude;
mod route;
mod signal;
mod state;
mod words;

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the screens; the page's script calls it once.
#[wasm_bindgen(start)]
pub fn start() {
    platform::window::report_panics(words::broken());
    state::begin();
    platform::window::mount(pages::app);
    state::open();
}
