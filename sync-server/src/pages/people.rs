//! People and their devices, and a new one-time code as text, address and QR code.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::Catalogue;
use shared::date::Date;
use shared::text::Language;

use super::frame::{Viewer, address, head, page};
use super::words;
use crate::access::Person;
use crate::qr::Qr;
use crate::storage::devices::Device;

/// Where the page stands.
pub(crate) const PATH: &str = "/people";

/// A code that was just made.
pub(crate) struct NewCode {
    /// Whose it is.
    pub account: String,
    /// The code.
    pub code: String,
    /// What a phone opens.
    pub url: String,
    /// Its last day.
    pub until: Date,
}

/// The list, with a new code on top when one was made.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    people: &[Person],
    made: Option<&NewCode>,
) -> Response {
    let content = html! {
        h1 { (words::PEOPLE.say(language)) }
        @if let Some(made) = made { (new_code(language, made)) }
        p.hint { (words::PEOPLE_HELP.say(language)) }
        table.stacked {
            (head(language, &[&words::NAME, &words::ACCOUNT, &words::ROLE, &words::UNIT, &words::DEVICES, &words::NEW_CODE]))
            tbody { @for person in people { (row(language, viewer, person)) } }
        }
    };
    page(language, words::PEOPLE.say(language), PATH, Some(viewer), &content)
}

fn row(language: Language, viewer: &Viewer, person: &Person) -> Markup {
    let account = &person.account;
    html! {
        tr {
            th scope="row" { (account.name) }
            td data-label=(words::ACCOUNT.say(language)) { (account.id) }
            td data-label=(words::ROLE.say(language)) {
                (Catalogue::builtin().label("role", account.role.as_str(), language))
            }
            td data-label=(words::UNIT.say(language)) {
                @if let Some(name) = &person.unit_name { (name) }
            }
            td data-label=(words::DEVICES.say(language)) {
                @if person.devices.is_empty() { (words::NO_DEVICE.say(language)) }
                ul.devices { @for device in &person.devices { li { (of(language, viewer, device)) } } }
            }
            td data-label=(words::NEW_CODE.say(language)) {
                (button(language, viewer, "account", account.id.as_str(), words::MAKE_CODE.say(language)))
            }
        }
    }
}

fn of(language: Language, viewer: &Viewer, device: &Device) -> Markup {
    let label = if device.label.is_empty() { device.id.to_string() } else { device.label.clone() };
    html! {
        span { (label) " · " }
        @match (device.revoked_at, device.synced_at) {
            (Some(at), _) => (words::REVOKED.with(language, &[&Date::in_vietnam(at)])),
            (None, synced_at) => {
                @match synced_at {
                    Some(at) => { (words::LAST_SYNC.say(language)) " " (Date::in_vietnam(at)) }
                    None => (words::NEVER_SYNCED.say(language)),
                }
                (revoking(language, viewer, device))
            }
        }
    }
}

/// What cannot be undone is two presses away, and says so.
fn revoking(language: Language, viewer: &Viewer, device: &Device) -> Markup {
    html! {
        details.danger {
            summary { (words::REVOKE.say(language)) "…" }
            p.hint { (words::REVOKE_HELP.say(language)) }
            (button(language, viewer, "device", &device.id.to_string(), words::REVOKE_YES.say(language)))
        }
    }
}

/// A form of one button: what to do is the field's name, with whom its value.
fn button(language: Language, viewer: &Viewer, name: &str, value: &str, word: &str) -> Markup {
    html! {
        form.inline method="post" action=(address(PATH, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            button.plain type="submit" name=(name) value=(value) { (word) }
        }
    }
}

fn new_code(language: Language, made: &NewCode) -> Markup {
    html! {
        section.code aria-live="polite" {
            h2 { (words::CODE_FOR.with(language, &[&made.account])) }
            p.big { (made.code) }
            p { (words::CODE_UNTIL.with(language, &[&made.until])) }
            p { (words::CODE_HOW.say(language)) }
            @if let Some(qr) = Qr::of(&made.url) {
                svg.qr viewBox={ "0 0 " (qr.side()) " " (qr.side()) } role="img" aria-label=(words::QR_LABEL.say(language))
                    shape-rendering="crispEdges" {
                    rect.paper width=(qr.side()) height=(qr.side()) {}
                    path.ink d=(qr.path()) {}
                }
            }
            p.address { (made.url) }
        }
    }
}
