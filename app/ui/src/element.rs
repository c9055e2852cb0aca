//! Elements of the page, drawn as they are named. Leptos' `view!` gives every combination of element, attributes and
//! children a type of its own and compiles its whole life for each: more than half of the bytes a phone had
//! to download before its first screen. Here an element is an element, and what changes while it is on screen follows
//! Leptos' signals. It knows no state and no words.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{Document, Element, Event, HtmlElement, Node};

use crate::signal::{StoredValue, follow_now};

thread_local! {
    static DOCUMENT: Document = sure(web_sys::window().and_then(|window| window.document()).ok_or(()));
}

/// Where elements of drawings live.
const DRAWINGS: &str = "http://www.w3.org/2000/svg";

/// What cannot fail in a page: making a node, or putting a new one somewhere.
fn sure<T, E>(made: Result<T, E>) -> T {
    match made {
        Ok(made) => made,
        Err(_) => unreachable!("screens are drawn in a page"),
    }
}

/// A new element of this name.
pub fn el(name: &'static str) -> El {
    El(DOCUMENT.with(|document| {
        sure(match name {
            "svg" | "path" => document.create_element_ns(Some(DRAWINGS), name),
            _ => document.create_element(name),
        })
    }))
}

/// Brings the element of this id into view and into focus.
pub fn focus(id: &str) {
    let element = DOCUMENT.with(|document| document.get_element_by_id(id));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        element.scroll_into_view();
        // A focus that the browser refuses leaves the element in view.
        let _ = element.focus();
    }
}

/// An element being furnished.
pub struct El(Element);

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl AsRef<str>) -> Self {
        set(&self.0, name, Some(value.as_ref()));
        self
    }

    /// Sets the classes.
    pub fn class(self, classes: impl AsRef<str>) -> Self {
        self.attr("class", classes)
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let value: Box<dyn Fn() -> Option<String>> = Box::new(value);
        let element = self.0.clone();
        follow_now(Box::new(move || set(&element, name, value().as_deref())));
        self
    }

    /// Hidden while this is true.
    pub fn hidden(self, hidden: impl Fn() -> bool + 'static) -> Self {
        self.live("hidden", move || hidden().then(String::new))
    }

    /// The text of an input, written only when it changes from elsewhere. Of a list: after its options.
    pub fn value(self, value: impl Fn() -> String + 'static) -> Self {
        self.property("value", Box::new(move || JsValue::from_str(&value())))
    }

    /// A yes-or-no property: `checked`, `selected`.
    pub fn flag(self, name: &'static str, flag: impl Fn() -> bool + 'static) -> Self {
        self.property(name, Box::new(move || JsValue::from_bool(flag())))
    }

    fn property(self, name: &'static str, value: Box<dyn Fn() -> JsValue>) -> Self {
        let element = self.0.clone();
        follow_now(Box::new(move || {
            // Elements take any value of these properties.
            let _ = Reflect::set(&element, &JsValue::from_str(name), &value());
        }));
        self
    }

    /// Does something with the element itself, again whenever signals change: opens a dialog, moves the focus.
    pub fn follow(self, follower: impl Fn(&Element) + 'static) -> Self {
        let element = self.0.clone();
        follow_now(Box::new(move || follower(&element)));
        self
    }

    /// Hears an event, as long as the page that drew the element is there.
    pub fn on(self, event: &'static str, heard: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(heard))
    }

    fn listen(self, event: &'static str, mut heard: Box<dyn FnMut(Event)>) -> Self {
        // Taking an element away may itself make events, when the signals they would change are gone already.
        let there = StoredValue::new(());
        let heard: Box<dyn FnMut(Event)> = Box::new(move |event| {
            if there.try_get_value().is_some() {
                heard(event);
            }
        });
        let listener = Closure::wrap(heard).into_js_value();
        sure(self.0.add_event_listener_with_callback(event, listener.unchecked_ref()));
        self
    }

    /// Adds what stands inside: text, a view, an option or a list of these.
    pub fn child(self, child: impl Part) -> Self {
        child.add_to(&self.0);
        self
    }

    /// Itself as a view.
    pub fn view(self) -> View {
        View(self.0.into())
    }

    /// Adds what is drawn anew whenever its signals change.
    pub fn show<P: Part>(self, shown: impl Fn() -> P + 'static) -> Self {
        self.child(live_part(shown))
    }
}

fn set(element: &Element, name: &str, value: Option<&str>) {
    sure(match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    });
}

/// What is drawn: one node, or a fragment of several.
pub struct View(Node);

fn fragment() -> Node {
    DOCUMENT.with(Document::create_document_fragment).into()
}

/// What is drawn anew whenever its signals change.
pub fn live_part<P: Part>(shown: impl Fn() -> P + 'static) -> View {
    redrawn(Box::new(move || shown().view()))
}

/// Draws between two marks, which travel with what is between them.
fn redrawn(shown: Box<dyn Fn() -> View>) -> View {
    let place = fragment();
    let mark = || sure(place.append_child(&DOCUMENT.with(|document| document.create_comment(""))));
    let (start, end) = (mark(), mark());
    follow_now(Box::new(move || {
        let View(new) = shown();
        let Some(parent) = end.parent_node() else { return };
        while let Some(old) = start.next_sibling().filter(|old| !old.is_same_node(Some(&end))) {
            sure(parent.remove_child(&old));
        }
        sure(parent.insert_before(&new, Some(&end)));
    }));
    View(place)
}

/// Several views as one.
pub fn parts(parts: impl IntoIterator<Item = View>) -> View {
    let together = fragment();
    for View(part) in parts {
        sure(together.append_child(&part));
    }
    View(together)
}

/// What can stand inside an element.
pub trait Part: Sized {
    /// Appends itself; nothing at all when there is nothing to show.
    fn add_to(self, place: &Node);

    /// Itself as one view.
    fn view(self) -> View {
        let place = fragment();
        self.add_to(&place);
        View(place)
    }
}

impl Part for View {
    fn add_to(self, place: &Node) {
        sure(place.append_child(&self.0));
    }

    fn view(self) -> View {
        self
    }
}

impl Part for El {
    fn add_to(self, place: &Node) {
        sure(place.append_child(&self.0));
    }
}

impl Part for &str {
    fn add_to(self, place: &Node) {
        View(DOCUMENT.with(|document| document.create_text_node(self)).into()).add_to(place);
    }
}

impl Part for String {
    fn add_to(self, place: &Node) {
        self.as_str().add_to(place);
    }
}

impl<P: Part> Part for Option<P> {
    fn add_to(self, place: &Node) {
        if let Some(part) = self {
            part.add_to(place);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    fn add_to(self, place: &Node) {
        for part in self {
            part.add_to(place);
        }
    }
}
