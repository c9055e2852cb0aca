//! What an area added to the catalogue: the forms that add, the entries with their words over time, and the form that
//! corrects or ends one.

use axum::response::Response;
use maud::{Markup, html};

use shared::catalogue::{Added, Catalogue};
use shared::reading::moment;
use shared::text::Language;

use super::frame::{Viewer, address, day_field, head, page};
use super::words::Word;
use super::words::units as words;
use crate::access::CurateError;
use crate::storage::additions::{ANSWERS, Kept};

/// Where the page stands.
pub(crate) const PATH: &str = "/area/catalogue";

/// Kinds of outlets, with their words.
const KINDS: [(&str, &Word); 5] = [
    ("newspaper", &words::NEWSPAPER),
    ("broadcast", &words::BROADCAST),
    ("web", &words::WEB),
    ("internal", &words::INTERNAL),
    ("social", &words::SOCIAL),
];

/// Levels that an outlet may have.
const LEVELS: [&str; 4] = ["commune", "area", "province", "central"];

/// What is told on top of the page.
#[derive(Clone, Copy)]
pub(crate) enum Told {
    /// It is done.
    Done(&'static Word),
    /// It is not, and why.
    Not(&'static Word),
}

/// Why nothing was added or corrected; `None` for a failure inside.
pub(crate) fn refusal(error: &CurateError) -> Option<&'static Word> {
    Some(match error {
        CurateError::NoWords => &words::CANT_WORDS,
        CurateError::TooLong => &words::CANT_LONG,
        CurateError::Twice => &words::CANT_TWICE,
        CurateError::Unfit => &words::CANT_FIT,
        CurateError::EndsBeforeStart => &words::CANT_DAYS,
        CurateError::Unknown | CurateError::Storage(_) | CurateError::NoRandomness(_) => return None,
    })
}

/// The page.
pub(crate) fn list(language: Language, viewer: &Viewer, entries: &[Kept], told: Option<Told>) -> Response {
    let content = html! {
        h1 { (words::CATALOGUE.say(language)) }
        @match told {
            Some(Told::Done(word)) => p.done role="status" data-done { (word.say(language)) },
            Some(Told::Not(word)) => p.notice role="alert" data-wont { (word.say(language)) },
            None => {}
        }
        p.hint { (words::CATALOGUE_HELP.say(language)) }
        (forms(language, viewer))
        h2 { (words::ENTRIES.with(language, &[&entries.len()])) }
        @if entries.is_empty() {
            p { (words::NO_ENTRIES.say(language)) }
        } @else {
            table.stacked {
                (head(language, &[&words::WORDS_VI, &words::KIND, &words::PERIOD, &words::CODE, &words::CHANGE]))
                tbody { @for kept in entries.iter().rev() { (row(language, kept)) } }
            }
        }
    };
    page(language, words::CATALOGUE.say(language), PATH, Some(viewer), &content)
}

fn forms(language: Language, viewer: &Viewer) -> Markup {
    let catalogue = Catalogue::builtin();
    let year = html! {
        label for="year" { (words::YEAR.say(language)) }
        input id="year" name="year" inputmode="numeric" required autocomplete="off";
    };
    let levels: Vec<(&str, String)> = LEVELS
        .iter()
        .map(|level| (*level, catalogue.label("level", level, language).into_owned()))
        .chain([("any", words::ANY_LEVEL.say(language).to_owned())])
        .collect();
    let kinds = KINDS.map(|(kind, word)| (kind, word.say(language).to_owned()));
    let outlet = html! {
        (select("kind", words::KIND.say(language), &kinds))
        (select("level", words::LEVEL.say(language), &levels))
    };
    let subjects: Vec<(&str, String)> = catalogue
        .subjects
        .iter()
        .map(|subject| (subject.id.as_str(), language.pick(&subject.vi, &subject.en).to_owned()))
        .collect();
    let answers = ANSWERS.map(|(name, _)| (name, answer(name).say(language).to_owned()));
    let goods = [("", &words::NO_GOOD), ("yes", &words::YES), ("no", &words::NO)];
    let goods = goods.map(|(value, word)| (value, word.say(language).to_owned()));
    let question = html! {
        (select("subject", words::SUBJECT.say(language), &subjects))
        (select("answer", words::ANSWER.say(language), &answers))
        (select("good", words::GOOD_ANSWER.say(language), &goods))
    };
    html! {
        (form(language, viewer, "event", &words::ADD_EVENT, &year))
        (form(language, viewer, "question", &words::ADD_QUESTION, &question))
        (form(language, viewer, "outlet", &words::ADD_OUTLET, &outlet))
        (form(language, viewer, "legal_text", &words::ADD_LEGAL_TEXT, &html! {}))
    }
}

fn answer(name: &str) -> &'static Word {
    match name {
        "yes_no" => &words::YES_NO,
        "yes_no_na" => &words::YES_NO_NA,
        "count" => &words::COUNT,
        "money" => &words::MONEY,
        _ => &words::TEXT,
    }
}

fn select(name: &str, label: &str, choices: &[(&str, String)]) -> Markup {
    html! {
        label for=(name) { (label) }
        select id=(name) name=(name) {
            @for (value, label) in choices { option value=(value) { (label) } }
        }
    }
}

fn form(language: Language, viewer: &Viewer, what: &str, title: &Word, own: &Markup) -> Markup {
    let id = |name: &str| format!("{what}-{name}");
    html! {
        details.task {
            summary { (title.say(language)) }
            form.stack method="post" action=(address(PATH, language)) data-form=(what) {
                input type="hidden" name="form_token" value=(viewer.form_token);
                input type="hidden" name="add" value=(what);
                label for=(id("vi")) { (words::WORDS_VI.say(language)) }
                input id=(id("vi")) name="vi" required autocomplete="off";
                label for=(id("en")) { (words::WORDS_EN.say(language)) }
                input id=(id("en")) name="en" autocomplete="off";
                (own)
                (day_field(language, (&id("from"), "from"), &words::FIRST_DAY, "", false))
                (day_field(language, (&id("to"), "to"), &words::LAST_DAY, "", false))
                button type="submit" { (words::ADD.say(language)) }
            }
        }
    }
}

/// What an entry is, in words.
fn sort(language: Language, what: &Added) -> String {
    let catalogue = Catalogue::builtin();
    match what {
        Added::Event { year } => format!("{} {year}", words::EVENT.say(language)),
        Added::LegalText => words::LEGAL_TEXT.say(language).to_owned(),
        Added::Outlet { kind, .. } => {
            let kind = KINDS.iter().find(|(known, _)| *known == kind.as_str());
            let kind = kind.map_or("", |(_, word)| word.say(language));
            format!("{}: {kind}", words::OUTLET.say(language))
        }
        Added::Question { subject, .. } => {
            let subject = catalogue.subjects.iter().find(|known| known.id == *subject);
            let subject = subject.map_or("", |known| language.pick(&known.vi, &known.en));
            format!("{}: {subject}", words::QUESTION.say(language))
        }
    }
}

fn row(language: Language, kept: &Kept) -> Markup {
    let addition = &kept.addition;
    let from = addition.valid_from.map(|day| words::FROM_DAY.with(language, &[&day]));
    let to = addition.valid_to.map(|day| words::TO_DAY.with(language, &[&day]));
    let period: Vec<String> = from.into_iter().chain(to).collect();
    let link = address(&format!("{PATH}?entry={}", addition.id), language);
    html! {
        tr data-entry=(addition.id) {
            th scope="row" { (addition.vi) @if !addition.en.is_empty() { br; span.hint { (addition.en) } } }
            td data-label=(words::KIND.say(language)) { (sort(language, &addition.what)) }
            td data-label=(words::PERIOD.say(language)) {
                @if period.is_empty() { (words::ALWAYS.say(language)) } (period.join(" "))
            }
            td data-label=(words::CODE.say(language)) { (addition.id) }
            td.acts data-label=(words::CHANGE.say(language)) { a.act href=(link) { (words::EDIT.say(language)) } }
        }
    }
}

/// One entry: its words, its last day, and the words that it had.
pub(crate) fn entry(language: Language, viewer: &Viewer, kept: &Kept) -> Response {
    let addition = &kept.addition;
    let title = words::EDIT_OF.with(language, &[&addition.vi]);
    let path = format!("{PATH}?entry={}", addition.id);
    let to = addition.valid_to.map_or_else(String::new, |day| day.to_string());
    let content = html! {
        p { a href=(address(PATH, language)) { "← " (words::CATALOGUE.say(language)) } }
        h1 { (title) }
        p.context { span { (sort(language, &addition.what)) } span { (words::CODE.say(language)) ": " (addition.id) } }
        form.stack method="post" action=(address(PATH, language)) data-form="entry" {
            input type="hidden" name="form_token" value=(viewer.form_token);
            input type="hidden" name="entry" value=(addition.id);
            label for="vi" { (words::WORDS_VI.say(language)) }
            input id="vi" name="vi" required autocomplete="off" value=(addition.vi);
            label for="en" { (words::WORDS_EN.say(language)) }
            input id="en" name="en" autocomplete="off" value=(addition.en);
            (day_field(language, ("to", "to"), &words::LAST_DAY, &to, false))
            button type="submit" { (words::SAVE.say(language)) }
        }
        @if kept.wordings.len() > 1 {
            h2 { (words::WORDINGS.say(language)) }
            ul {
                @for wording in kept.wordings.iter().rev() {
                    li { (words::WORDED.with(language, &[&wording.vi, &wording.by, &moment(wording.at)])) }
                }
            }
        }
    };
    page(language, &title, &path, Some(viewer), &content)
}
