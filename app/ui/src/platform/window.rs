//! The page itself: mounting, attributes of `<html>`, title, address, focus, timers, events of the window.

use std::cell::Cell;

use leptos::prelude::{AnyView, mount_to};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{Document, Event, HtmlElement, Window};

/// The window, when there is one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The document, when there is one.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// Shows the screens.
pub fn mount(app: fn() -> AnyView) {
    if let Some(body) = document().and_then(|document| document.body()) {
        mount_to(body, app).forget();
    }
}

/// Content of `<meta name=…>`.
pub fn meta(name: &str) -> Option<String> {
    document()?.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// The element of an id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Sets (`Some`) or removes (`None`) an attribute of `<html>`.
pub fn mark(attribute: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Setting an attribute with a valid name cannot fail.
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}

/// Sets the title of the window. The browser tells it to the phone, even when it is the same.
fn title(text: &str) {
    if let Some(document) = document().filter(|document| document.title() != text) {
        document.set_title(text);
    }
}

/// Whether an attribute of `<html>` is set.
pub fn is_marked(attribute: &str) -> bool {
    document()
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.has_attribute(attribute))
}

/// Titles the window after the text of an element: "Việc cần làm · Sổ Bản".
pub fn title_from(id: &str, app: &str) {
    match element(id).and_then(|element| element.text_content()) {
        Some(text) => title(&format!("{text} · {app}")),
        None => title(app),
    }
}

/// The part of the address after `#`, as the browser escapes it.
pub fn hash() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Goes to another `#` address; `replace` leaves no step back.
pub fn go(hash: &str, replace: bool) {
    let Some(location) = window().map(|window| window.location()) else { return };
    // The browser refuses only addresses that are not one; ours always are.
    let _ = if replace { location.replace(hash) } else { location.set_hash(hash) };
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Whether an element has the keyboard focus.
pub fn has_focus(id: &str) -> bool {
    document()
        .and_then(|document| document.query_selector(":focus").ok()?)
        .is_some_and(|element| element.id() == id)
}

/// Moves the keyboard focus, and the page's view, to an element; what it is folded into opens.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        if let Ok(Some(folded)) = element.closest("details") {
            let _ = folded.set_attribute("open", "");
        }
        let _ = element.focus();
    }
}

/// Scrolls to the top: a new page starts at its head.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Calls `heard` for every event of the window with this name, as long as the page lives.
pub fn on_window(name: &str, heard: impl Fn(Event) + 'static) {
    if let Some(window) = window() {
        listen(&window, name, heard);
    }
}

/// Calls `heard` for every event of the window with this name, as long as the view that asks is on screen.
pub fn while_drawn(name: &str, heard: impl Fn() + 'static) {
    let handle = leptos::prelude::window_event_listener_untyped(name, move |_| heard());
    leptos::prelude::on_cleanup(move || handle.remove());
}

/// Calls `heard` whenever the page becomes visible.
pub fn on_visible(heard: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let page = document.clone();
    listen(&document, "visibilitychange", move |_| {
        if !page.hidden() {
            heard();
        }
    });
}

/// Calls `heard` for every event of a target with this name, as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, name: &str, heard: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(heard).into_js_value();
    // Adding a listener cannot fail.
    let _ = target.add_event_listener_with_callback(name, closure.unchecked_ref());
}

/// Runs `what` once after `delay_ms` milliseconds; with 0, after all that is under way has been drawn.
pub fn later(delay_ms: i32, what: impl FnOnce() + 'static) {
    if let Some(window) = window() {
        let closure = Closure::once_into_js(what);
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), delay_ms);
    }
}

thread_local! {
    static PRESSED: Cell<bool> = const { Cell::new(false) };
}

/// Notes from now on when a finger rests on the page; see `when_still`.
pub fn watch_fingers() {
    for (name, pressed) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        on_window(name, move |_| PRESSED.set(pressed));
    }
}

/// Runs `what` as soon as nobody is in the middle of something: no finger rests on the page, no question stands above
/// it. What is drawn anew under a finger would swallow the tap.
pub fn when_still(what: impl FnOnce() + 'static) {
    let asked = || document().and_then(|document| document.query_selector("dialog[open]").ok()?).is_some();
    if PRESSED.get() || asked() {
        later(STILL_MS, move || when_still(what));
    } else {
        what();
    }
}

/// How soon to look again whether the page is still; longer than a released finger takes to become a click.
const STILL_MS: i32 = 50;

/// A small value that the page needs before the engine answers.
pub fn remembered(key: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a small value for `remembered`; a copy, never the only one.
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok()).flatten() {
        // A full or forbidden storage costs only the copy.
        let _ = storage.set_item(key, value);
    }
}

/// Puts a text on the clipboard.
pub fn copy(text: &str) {
    if let Some(window) = window() {
        // The text also stands on screen, should the browser refuse.
        let _ = window.navigator().clipboard().write_text(text);
    }
}

/// When this module panics it cannot draw any more: say so in `words` above everything else, and log why.
pub fn report_panics(words: &'static str) {
    std::panic::set_hook(Box::new(move |info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        let Some(document) = document() else { return };
        if let (Some(body), Ok(notice)) = (document.body(), document.create_element("p")) {
            let _ = notice.set_attribute("role", "alert");
            notice.set_class_name("broken");
            notice.set_text_content(Some(words));
            let _ = body.prepend_with_node_1(&notice);
        }
    }));
}
