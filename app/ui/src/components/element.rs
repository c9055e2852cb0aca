//! Elements as data. `view!` gives every combination of element, attributes and children a type of its own, and each
//! type brings its own copy of the code that draws it: for forms and lists of this size more than half of the bytes
//! a phone downloads. Here every element is one type, drawn by one function, and still a Leptos view: it stands
//! wherever an `AnyView` does. It knows no state and no words.

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState};
use leptos::web_sys::{Element, Event, Node};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, JsCast};

/// Begins an element of this name.
pub fn el(name: &'static str) -> El {
    let (fixed, living, children) = (Vec::new(), Vec::new(), Vec::new());
    El(Box::new(Undrawn { name, fixed, living, children, is_still: false }))
}

/// An element that is not drawn yet. Boxed: it passes from call to call as one word.
pub struct El(Box<Undrawn>);

/// What it will be drawn from.
struct Undrawn {
    name: &'static str,
    fixed: Vec<(&'static str, String)>,
    living: Vec<Living>,
    children: Vec<Child>,
    is_still: bool,
}

/// What stands inside an element.
pub enum Child {
    /// Text.
    Text(String),
    /// Another element.
    Element(El),
    /// Anything else that Leptos draws.
    View(AnyView),
}

/// What of an element changes or is heard while it is on screen.
enum Living {
    /// An attribute that follows signals; `None` takes it away.
    Attribute(&'static str, Box<dyn Fn() -> Option<String> + Send>),
    /// A property that follows signals: what a person may have changed meanwhile.
    Property(&'static str, Box<dyn Fn() -> JsValue + Send>),
    /// What follows signals and needs the element itself.
    Follower(Box<dyn Fn(&Element) + Send>),
    /// A listener.
    Listener(&'static str, Box<dyn FnMut(Event) + Send>),
}

impl El {
    /// Sets an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.0.fixed.push((name, value.into()));
        self
    }

    /// Sets the classes.
    pub fn class(self, classes: impl Into<String>) -> Self {
        self.attr("class", classes)
    }

    /// An attribute that follows signals; `None` takes it away.
    pub fn live(mut self, name: &'static str, value: impl Fn() -> Option<String> + Send + 'static) -> Self {
        self.0.living.push(Living::Attribute(name, Box::new(value)));
        self
    }

    /// Nothing inside changes while it is on screen: it is drawn by one call to the browser and kept as one element, where
    /// it would be dozens. For rows of long lists, of elements with an end tag. What lives inside after all is drawn as
    /// everywhere.
    pub fn still(mut self) -> Self {
        self.0.is_still = true;
        self
    }

    /// Hidden while this is true.
    pub fn hidden(self, hidden: impl Fn() -> bool + Send + 'static) -> Self {
        self.live("hidden", move || hidden().then(String::new))
    }

    /// The text of an input, written only when it changes from elsewhere.
    pub fn value(self, value: impl Fn() -> String + Send + 'static) -> Self {
        self.property("value", Box::new(move || JsValue::from_str(&value())))
    }

    /// A yes-or-no property: `checked`, `selected`.
    pub fn flag(self, name: &'static str, flag: impl Fn() -> bool + Send + 'static) -> Self {
        self.property(name, Box::new(move || JsValue::from_bool(flag())))
    }

    fn property(mut self, name: &'static str, value: Box<dyn Fn() -> JsValue + Send>) -> Self {
        self.0.living.push(Living::Property(name, value));
        self
    }

    /// Does something with the element itself, again whenever signals change: opens a dialog, moves the focus.
    pub fn follow(mut self, follower: impl Fn(&Element) + Send + 'static) -> Self {
        self.0.living.push(Living::Follower(Box::new(follower)));
        self
    }

    /// Hears an event.
    pub fn on(mut self, event: &'static str, heard: impl FnMut(Event) + Send + 'static) -> Self {
        self.0.living.push(Living::Listener(event, Box::new(heard)));
        self
    }

    /// Adds what stands inside: text, a view, an option or a list of these.
    pub fn child(mut self, child: impl Part) -> Self {
        child.add_to(&mut self.0.children);
        self
    }

    /// Adds what is drawn anew whenever its signals change.
    pub fn show<P: Part>(self, shown: impl Fn() -> P + Send + 'static) -> Self {
        self.child(live_part(shown))
    }
}

/// What is drawn anew whenever its signals change.
pub fn live_part<P: Part>(shown: impl Fn() -> P + Send + 'static) -> AnyView {
    let shown: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || shown().view());
    shown.into_any()
}

/// Several views as one.
pub fn parts(parts: impl IntoIterator<Item = AnyView>) -> AnyView {
    parts.into_iter().collect::<Vec<_>>().into_any()
}

impl Child {
    fn view(self) -> AnyView {
        match self {
            Self::Text(text) => text.into_any(),
            Self::Element(element) => element.into_any(),
            Self::View(view) => view,
        }
    }

    /// Writes itself as HTML, or is not still.
    fn write(&self, html: &mut String) -> Option<()> {
        match self {
            Self::Text(text) => escape(text, html),
            Self::Element(El(undrawn)) => undrawn.write(html)?,
            Self::View(_) => return None,
        }
        Some(())
    }
}

impl Undrawn {
    fn write(&self, html: &mut String) -> Option<()> {
        if !self.living.is_empty() {
            return None;
        }
        html.push('<');
        html.push_str(self.name);
        for (name, value) in &self.fixed {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            escape(value, html);
            html.push('"');
        }
        html.push('>');
        self.write_inside(html)?;
        html.push_str("</");
        html.push_str(self.name);
        html.push('>');
        Some(())
    }

    fn write_inside(&self, html: &mut String) -> Option<()> {
        self.children.iter().try_for_each(|child| child.write(html))
    }
}

/// Writes a text so that no letter of it is read as a tag or ends an attribute.
fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '"' => html.push_str("&quot;"),
            _ => html.push(letter),
        }
    }
}

/// What can stand inside an element.
pub trait Part: Sized {
    /// Appends itself; nothing at all when there is nothing to show.
    fn add_to(self, children: &mut Vec<Child>);

    /// Itself as one view.
    fn view(self) -> AnyView {
        let mut children = Vec::new();
        self.add_to(&mut children);
        if children.len() == 1
            && let Some(only) = children.pop()
        {
            return only.view();
        }
        parts(children.into_iter().map(Child::view))
    }
}

impl Part for AnyView {
    fn add_to(self, children: &mut Vec<Child>) {
        children.push(Child::View(self));
    }
}

impl Part for El {
    fn add_to(self, children: &mut Vec<Child>) {
        children.push(Child::Element(self));
    }
}

impl Part for String {
    fn add_to(self, children: &mut Vec<Child>) {
        children.push(Child::Text(self));
    }
}

impl Part for &str {
    fn add_to(self, children: &mut Vec<Child>) {
        self.to_owned().add_to(children);
    }
}

impl<P: Part> Part for Option<P> {
    fn add_to(self, children: &mut Vec<Child>) {
        if let Some(part) = self {
            part.add_to(children);
        }
    }
}

impl<P: Part> Part for Vec<P> {
    fn add_to(self, children: &mut Vec<Child>) {
        for part in self {
            part.add_to(children);
        }
    }
}

/// An element on screen, with all that must live as long as it does.
pub struct Drawn {
    element: Element,
    _children: Vec<AnyViewState>,
    effects: Vec<RenderEffect<()>>,
    listeners: Vec<Closure<dyn FnMut(Event)>>,
}

impl Drawn {
    fn enliven(&mut self, living: Living) {
        let element = self.element.clone();
        let mut follow = |effect: Box<dyn FnMut(Option<()>)>| self.effects.push(RenderEffect::new(effect));
        match living {
            Living::Attribute(name, value) => follow(Box::new(move |_| match value() {
                Some(text) => Rndr::set_attribute(&element, name, &text),
                None => Rndr::remove_attribute(&element, name),
            })),
            Living::Property(name, value) => {
                follow(Box::new(move |_| Rndr::set_property(&element, name, &value())));
            }
            Living::Follower(follower) => follow(Box::new(move |_| follower(&element))),
            Living::Listener(event, heard) => {
                let listener = Closure::wrap(heard as Box<dyn FnMut(Event)>);
                // Adding a listener cannot fail.
                let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
                self.listeners.push(listener);
            }
        }
    }
}

impl Render for El {
    type State = Drawn;

    fn build(self) -> Drawn {
        let drawing = matches!(self.0.name, "svg" | "path").then_some("http://www.w3.org/2000/svg");
        let element = Rndr::create_element(self.0.name, drawing);
        for (name, value) in &self.0.fixed {
            Rndr::set_attribute(&element, name, value);
        }
        let mount = |child: Child| {
            let mut state = child.view().build();
            state.mount(&element, None);
            state
        };
        let mut html = String::new();
        let still = self.0.is_still.then(|| self.0.write_inside(&mut html)).flatten();
        // Children first: the choice of a list needs its options.
        let children = if still.is_some() {
            element.set_inner_html(&html);
            Vec::new()
        } else {
            self.0.children.into_iter().map(mount).collect()
        };
        let mut drawn = Drawn { element, _children: children, effects: Vec::new(), listeners: Vec::new() };
        for living in self.0.living {
            drawn.enliven(living);
        }
        drawn
    }

    fn rebuild(self, state: &mut Drawn) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        vec![self.element.clone()]
    }
}

leptos::tachys::no_attrs!(El);

/// Only what a browser needs: nothing here is ever drawn on a server.
impl RenderHtml for El {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(element: &El) -> Option<String> {
        let mut html = String::new();
        element.0.write(&mut html).map(|()| html)
    }

    #[test]
    fn what_people_write_never_becomes_a_tag() {
        let name = "<img src=x onerror=alert(1)> & \"Tổ\"";
        let row = el("a").attr("title", name).child(el("span").child(name)).child(Some("T-0004"));
        let html = written(&row).unwrap();
        let escaped = "&lt;img src=x onerror=alert(1)> &amp; &quot;Tổ&quot;";
        assert_eq!(html, format!("<a title=\"{escaped}\"><span>{escaped}</span>T-0004</a>"));
    }

    #[test]
    fn what_lives_is_not_written() {
        assert_eq!(written(&el("li").child(el("button").on("click", |_| ()))), None);
        assert_eq!(written(&el("li").child(el("b").child(live_part(|| "1")))), None);
    }
}
