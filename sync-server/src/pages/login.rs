//! The page where people of the offices log in.

use axum::response::Response;
use maud::html;

use shared::text::{Language, sentence};

use super::frame::{address, page};
use super::words;

/// The form; `failed` is the code of what went wrong before, with the account that was typed.
pub(crate) fn form(language: Language, failed: Option<&str>, account: &str) -> Response {
    let content = html! {
        h1 { (words::LOG_IN.say(language)) }
        p { (words::LOG_IN_FOR.say(language)) }
        @if let Some(code) = failed {
            p.notice role="alert" { (sentence(language, code, &[])) }
        }
        form.stack method="post" action=(address("/login", language)) {
            label for="account" { (words::ACCOUNT.say(language)) }
            input id="account" name="account" autocomplete="username" autocapitalize="none" spellcheck="false"
                required autofocus value=(account);
            label for="password" { (words::PASSWORD.say(language)) }
            input id="password" name="password" type="password" autocomplete="current-password" required;
            button type="submit" { (words::LOG_IN.say(language)) }
        }
        p.hint { (words::NOT_FOR_PHONES.say(language)) }
    };
    page(language, words::LOG_IN.say(language), "/login", None, &content)
}
