//! The installed shell around the screens: whether this page starts without a network, whether a new version
//! waits, whether it may be installed. The page's script keeps the service worker and tells through
//! attributes of `<html>`.

use std::cell::RefCell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MutationObserver, MutationObserverInit};

use super::window;

thread_local! {
    static INSTALL: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// True when a service worker serves this page: it starts without a network.
pub fn starts_offline() -> bool {
    root_says("data-offline", "ready")
}

/// True when a new version is here and waits to be taken.
pub fn new_version() -> bool {
    root_says("data-update", "waiting")
}

fn root_says(attribute: &str, value: &str) -> bool {
    window::document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute(attribute))
        .is_some_and(|found| found == value)
}

/// Calls `changed` whenever one of the two answers above may have changed, as long as the page lives.
pub fn watch(changed: impl Fn() + 'static) {
    let Some(root) = window::document().and_then(|document| document.document_element()) else { return };
    let heard = Closure::<dyn FnMut()>::new(changed).into_js_value();
    let Ok(observer) = MutationObserver::new(heard.unchecked_ref()) else { return };
    let what = MutationObserverInit::new();
    what.set_attributes(true);
    what.set_attribute_filter(&Array::of2(&"data-offline".into(), &"data-update".into()));
    // The element is in the document: observing it cannot fail.
    let _ = observer.observe_with_options(&root, &what);
}

/// Takes the waiting version: the page's script lets it take over and loads the page anew.
pub fn take_over() {
    if let (Some(window), Ok(event)) = (window::window(), Event::new("take-over")) {
        // Whether somebody cancelled it does not matter.
        let _ = window.dispatch_event(&event);
    }
}

/// Calls `offered` when the browser offers to install the app.
pub fn on_install_offer(offered: impl Fn() + 'static) {
    window::on_window("beforeinstallprompt", move |event| {
        event.prevent_default();
        INSTALL.with(|offer| *offer.borrow_mut() = Some(event.into()));
        offered();
    });
}

/// True when the app runs as an installed one, in a window of its own.
pub fn installed() -> bool {
    let query =
        window::window().and_then(|window| window.match_media("(display-mode: standalone)").ok()).flatten();
    query.is_some_and(|query| query.matches())
}

/// Shows the browser's own question whether to install.
pub fn install() {
    let Some(offer) = INSTALL.with(RefCell::take) else { return };
    if let Some(prompt) = method(&offer, "prompt") {
        // The person's answer changes nothing here.
        let _ = prompt.call0(&offer);
    }
}

/// Asks the browser not to clear this app's data; what it answered.
pub async fn ask_persistence() -> Option<bool> {
    let navigator = window::window()?.navigator();
    // Absent in insecure contexts.
    let storage = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    let promise: Promise = method(&storage, "persist")?.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}
