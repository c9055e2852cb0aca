//! What stands around every page: head, title bar, who is logged in, the other language.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use shared::text::{Language, sentence};

use super::words::{self, Word};
use crate::failure::Failure;

/// Who is looking, as far as the frame shows it.
#[derive(Debug, Clone)]
pub(crate) struct Viewer {
    /// Name to show.
    pub name: String,
    /// What this session's forms carry.
    pub form_token: String,
    /// Links beside the name: address and word.
    pub links: Vec<(&'static str, &'static str)>,
}

impl Viewer {
    /// True for a clerk: only they have other pages beside their own.
    pub fn is_clerk(&self) -> bool {
        !self.links.is_empty()
    }
}

/// A whole page. `path` is its address with its other parameters, without the language.
pub(crate) fn page(
    language: Language,
    title: &str,
    path: &str,
    viewer: Option<&Viewer>,
    content: &Markup,
) -> Response {
    let other = language.pick(Language::En.code(), Language::Vi.code());
    let markup = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · " (words::PRODUCT.say(language)) }
                link rel="stylesheet" href="/office.css";
            }
            body {
                a.skip href="#content" { (words::SKIP.say(language)) }
                header.bar {
                    strong { (words::PRODUCT.say(language)) }
                    nav {
                        @if let Some(viewer) = viewer { (menu(language, viewer)) }
                        a href=(with_language(path, other)) lang=(other) { (words::OTHER_LANGUAGE.say(language)) }
                        @if let Some(viewer) = viewer {
                            span.who { (viewer.name) }
                            form method="post" action=(address("/logout", language)) {
                                input type="hidden" name="form_token" value=(viewer.form_token);
                                button.plain type="submit" { (words::LOG_OUT.say(language)) }
                            }
                        }
                    }
                }
                main id="content" { (content) }
            }
        }
    };
    Html(markup.into_string()).into_response()
}

/// A day to be typed as people write it: the browser's own day field follows the browser's language, not the page's.
/// `value`: the day that stands there, as it is written.
pub(super) fn day_field(
    language: Language,
    (id, name): (&str, &str),
    label: &Word,
    value: &str,
    required: bool,
) -> Markup {
    html! {
        label for=(id) { (label.say(language)) " (" (words::DAY_HINT.say(language)) ")" }
        input id=(id) name=(name) inputmode="decimal" autocomplete="off" maxlength="40" value=(value) required[required];
    }
}

/// The ways to the other pages: a line of links where there is room, folded behind one word where there is not.
fn menu(language: Language, viewer: &Viewer) -> Markup {
    html! {
        @if !viewer.links.is_empty() {
            details.menu {
                summary { (words::MENU.say(language)) }
                @for (href, word) in &viewer.links { a href=(address(href, language)) { (word) } }
            }
        }
    }
}

/// A page that says what failed and what to do.
pub(crate) fn failure(language: Language, failure: &Failure, viewer: Option<&Viewer>) -> Response {
    let content = html! {
        h1 { (words::FAILED.say(language)) }
        p.notice role="alert" { (sentence(language, &failure.code, &[])) }
        p { a href=(address("/login", language)) { (words::BACK.say(language)) } }
    };
    let mut response = page(language, words::FAILED.say(language), "/login", viewer, &content);
    *response.status_mut() = failure.status;
    response
}

/// A page with another status.
pub(crate) fn with_status(status: StatusCode, mut response: Response) -> Response {
    *response.status_mut() = status;
    response
}

/// An address that keeps the language. `path` may have parameters already.
pub(crate) fn address(path: &str, language: Language) -> String {
    match language {
        Language::Vi => path.to_owned(),
        Language::En => with_language(path, language.code()),
    }
}

fn with_language(path: &str, code: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={code}")
}

/// A heading row of a table.
pub(super) fn head(language: Language, columns: &[&Word]) -> Markup {
    html! { thead { tr { @for column in columns { th scope="col" { (column.say(language)) } } } } }
}
