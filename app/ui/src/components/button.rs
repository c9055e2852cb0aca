//! What one presses: a button that does something, a link that leads somewhere.

use leptos::prelude::*;

use crate::route::Page;

/// How much a button or link asks for attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// The one thing to do on this page.
    Main,
    /// One of several things.
    #[default]
    Plain,
    /// Undoes or strikes out.
    Danger,
    /// Looks like text.
    Quiet,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Main => "button main",
            Self::Plain => "button",
            Self::Danger => "button danger",
            Self::Quiet => "button quiet",
        }
    }
}

/// A button. `act` names what it does, for tests.
#[component]
pub fn Button(
    /// Stable name of the action: `save`, `complete`, `sync` …
    act: &'static str,
    /// What stands on it.
    #[prop(into)]
    label: String,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// True while it cannot be pressed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> AnyView {
    view! {
        <button type="button" class=look.class() data-act=act disabled=disabled on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
    .into_any()
}

/// A link to a page.
#[component]
pub fn Go(
    /// Where it leads.
    to: Page,
    /// What stands on it.
    #[prop(into)]
    label: String,
    /// Stable name of the action, for tests.
    #[prop(optional)]
    act: Option<&'static str>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
) -> AnyView {
    view! { <a class=look.class() href=to.href() data-act=act>{label}</a> }.into_any()
}
