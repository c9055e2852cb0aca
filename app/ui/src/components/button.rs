//! What one presses: a button that does something, a link that leads somewhere.

use super::element::{El, el};
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
pub fn press(
    act: &'static str,
    label: impl Into<String>,
    look: Look,
    pressed: impl Fn() + Send + 'static,
) -> El {
    el("button")
        .attr("type", "button")
        .class(look.class())
        .attr("data-act", act)
        .on("click", move |_| pressed())
        .child(label.into())
}

/// A link to a page. `act` names it, for tests.
pub fn lead(to: &Page, label: impl Into<String>, look: Look, act: &'static str) -> El {
    el("a").class(look.class()).attr("href", to.href()).attr("data-act", act).child(label.into())
}
