//! Sealed files that somebody carried here: the form that takes one in, what came of it, and all that were taken in,
//! each with its answer to carry back.

use axum::response::Response;
use maud::{Markup, html};

use shared::reading::moment;
use shared::sync::letter::{FILE_ENDING, LetterId};
use shared::text::{Language, sentence};

use super::frame::{Viewer, address, head, page};
use super::words;
use crate::access::{Carried, CarryError, Delivery, letter_name};

/// Where the page stands.
pub(crate) const PATH: &str = "/letters";

/// The page, with what came of a file on top.
pub(crate) fn list(
    language: Language,
    viewer: &Viewer,
    letters: &[Carried],
    outcome: Option<&Result<Delivery, CarryError>>,
) -> Response {
    let content = html! {
        h1 { (words::LETTERS.say(language)) }
        @match outcome {
            Some(Ok(delivery)) => (taken(language, delivery)),
            Some(Err(error)) => (refused(language, error)),
            None => {}
        }
        p.hint { (words::LETTERS_HELP.say(language)) }
        (form(language, viewer))
        @if !letters.is_empty() {
            h2 { (words::LETTERS_TAKEN.say(language)) }
            table.stacked {
                (head(language, &[&words::WHEN, &words::WHO, &words::DEVICE, &words::LETTER_CHANGES, &words::LETTER_ANSWER]))
                tbody { @for carried in letters { (row(language, carried)) } }
            }
        }
    };
    page(language, words::LETTERS.say(language), PATH, Some(viewer), &content)
}

fn form(language: Language, viewer: &Viewer) -> Markup {
    html! {
        form.stack method="post" enctype="multipart/form-data" action=(address(PATH, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            label for="file" { (words::LETTER_FILE.say(language)) }
            input type="file" id="file" name="file" accept={ "." (FILE_ENDING) } required;
            button type="submit" { (words::LETTER_TAKE.say(language)) }
        }
    }
}

fn taken(language: Language, delivery: &Delivery) -> Markup {
    let letter = &delivery.letter;
    html! {
        section.code aria-live="polite" data-taken=(letter_name(letter.id)) {
            h2 { (words::LETTER_OF.with(language, &[&delivery.person])) }
            @if let Some(at) = delivery.before {
                p { (words::LETTER_AGAIN.with(language, &[&moment(at)])) }
            }
            ul {
                li data-fresh=(letter.fresh) { (words::LETTER_FRESH.with(language, &[&letter.fresh])) }
                li data-known=(letter.known) { (words::LETTER_KNOWN.with(language, &[&letter.known])) }
                @if delivery.later > 0 { li { (words::LETTER_LATER.with(language, &[&delivery.later])) } }
                @for (code, count) in &delivery.refusals {
                    li data-refused=(code) {
                        (words::LETTER_REFUSED.with(language, &[count])) " " (sentence(language, code, &[]))
                    }
                }
            }
            p { (download(language, letter.id)) }
            p.hint { (words::LETTER_ANSWER_HELP.say(language)) }
        }
    }
}

fn refused(language: Language, error: &CarryError) -> Markup {
    let code = error.code().unwrap_or_else(|| "server.failed".to_owned());
    html! { p.notice role="alert" data-code=(code) { (sentence(language, &code, &error.args())) } }
}

fn row(language: Language, carried: &Carried) -> Markup {
    let letter = &carried.letter;
    html! {
        tr data-letter=(letter_name(letter.id)) {
            th scope="row" { (moment(letter.first_at)) }
            td data-label=(words::WHO.say(language)) { (carried.person) }
            td data-label=(words::DEVICE.say(language)) { (carried.label) }
            td data-label=(words::LETTER_CHANGES.say(language)) {
                (words::LETTER_COUNTS.with(language, &[&letter.fresh, &letter.known, &letter.refused]))
            }
            td data-label=(words::LETTER_ANSWER.say(language)) { (download(language, letter.id)) }
        }
    }
}

fn download(language: Language, id: LetterId) -> Markup {
    html! { a href={ (PATH) "/" (letter_name(id)) } download data-act="answer" { (words::LETTER_DOWNLOAD.say(language)) } }
}
