//! What a clerk does with a report: issuing, sending, noting a return, typing. Each form is sent by itself.

use maud::{Markup, html};

use shared::domain::report::places;
use shared::limits::{LINE_CHARS_MAX, NARRATIVE_CHARS_MAX, REASON_CHARS_MAX};
use shared::reading;
use shared::text::Language;

use super::{Shown, Told, label};
use crate::access::{AROUND, DATED, Folder, IssuedPrint, RECIPIENTS, is_line};
use crate::pages::briefing::hex;
use crate::pages::frame::{Viewer, address};
use crate::pages::words::reports as words;
use crate::storage::sendings::Sending;
use crate::storage::wordings::Wording;

/// Lines of a box for a paragraph.
const LINES: u8 = 4;

fn form(language: Language, viewer: &Viewer, here: &str, act: &str, inside: &Markup) -> Markup {
    html! {
        form.stack.wide-stack method="post" action=(address(here, language)) {
            input type="hidden" name="form_token" value=(viewer.form_token);
            input type="hidden" name="act" value=(act);
            (inside)
        }
    }
}

/// The button that issues.
pub(super) fn issue(language: Language, viewer: &Viewer, folder: &Folder, here: &str) -> Markup {
    let inside = html! {
        input type="hidden" name="hash" value=(hex(&folder.hash));
        button type="submit" { (words::ISSUE.say(language)) }
    };
    html! { section.screen { (form(language, viewer, here, "issue", &inside)) } }
}

/// What was issued.
pub(super) fn issued(language: Language, folder: &Folder, shown: &Shown<'_>, here: &str) -> Markup {
    html! {
        @if !folder.issued.is_empty() {
            section.screen {
                h2 { (words::ISSUED_LIST.say(language)) }
                ul.devices {
                    @for IssuedPrint { issued, .. } in &folder.issued {
                        li {
                            a.act href=(address(&format!("{here}&issued={}", issued.id), language)) {
                                (words::ISSUED.with(language, &[&reading::moment(issued.at), &issued.by]))
                            }
                        }
                    }
                    @if matches!(shown, Shown::Issued(_)) {
                        li { a.act href=(address(&format!("{here}&issued=0"), language)) { (words::TO_DRAFT.say(language)) } }
                    }
                }
            }
        }
    }
}

/// Where the paper went, and what came back.
pub(super) fn sendings(
    language: Language,
    viewer: &Viewer,
    folder: &Folder,
    shown: &Shown<'_>,
    here: &str,
) -> Markup {
    let sendings = &folder.line.sendings;
    html! {
        @if !sendings.is_empty() || matches!(shown, Shown::Issued(_)) {
            section.screen {
                h2 { (words::SENDINGS.say(language)) }
                ul.plain { @for sending in sendings { (sent(language, viewer, sending, here)) } }
                @match shown {
                    Shown::Issued(kept) if !is_out(sendings, kept) => (send(language, viewer, kept, here)),
                    _ => {}
                }
            }
        }
    }
}

/// True when this very paper was sent and did not come back.
fn is_out(sendings: &[Sending], kept: &IssuedPrint) -> bool {
    let last = sendings.iter().rev().find(|sending| sending.issued == kept.issued.id);
    last.is_some_and(|sending| sending.returned.is_none())
}

fn sent(language: Language, viewer: &Viewer, sending: &Sending, here: &str) -> Markup {
    let Sending { id, recipient, by, at, returned, .. } = sending;
    let reason = format!("reason-{id}");
    let take_back = html! {
        input type="hidden" name="sending" value=(id);
        label for=(reason) { (words::TAKE_BACK_REASON.say(language)) }
        input id=(reason) name="reason" maxlength=(REASON_CHARS_MAX) required;
        button.plain type="submit" { (words::TAKE_BACK.say(language)) }
    };
    html! {
        li.entry data-sending=(id) {
            p { (words::SENT_TO.with(language, &[&reading::moment(*at), recipient, by])) }
            @match returned {
                Some(back) => p.light.missing.wrap {
                    (words::RETURNED.with(language, &[&reading::moment(back.at), &back.by, &back.reason]))
                },
                None => details {
                    summary { (words::TAKE_BACK.say(language)) }
                    (form(language, viewer, here, "take_back", &take_back))
                },
            }
        }
    }
}

fn send(language: Language, viewer: &Viewer, kept: &IssuedPrint, here: &str) -> Markup {
    let send = html! {
        input type="hidden" name="paper" value=(kept.issued.id);
        label for="to" { (words::SEND_TO.say(language)) }
        input id="to" name="to" maxlength=(LINE_CHARS_MAX) required value=(kept.print.paper.typed("recipient").unwrap_or_default());
        p.hint { (words::SEND_HELP.say(language)) }
        button type="submit" { (words::SEND.say(language)) }
    };
    form(language, viewer, here, "send", &send)
}

/// Everything that is typed into the paper.
pub(super) fn typing(
    language: Language,
    viewer: &Viewer,
    folder: &Folder,
    told: &Told,
    here: &str,
) -> Markup {
    let (around, inside): (Vec<&str>, Vec<&str>) =
        places(folder.asked.report).chain(AROUND).partition(|code| is_line(code));
    let fields = html! {
        p.hint { (words::WORDS_HELP.say(language)) }
        @for code in around.iter().chain(&inside) { (place(language, folder, told, code)) }
        button type="submit" { (words::SAVE.say(language)) }
    };
    html! {
        section.screen {
            details.task open[!told.kept.is_empty() && !told.kept.contains_key(RECIPIENTS)] {
                summary { (words::WORDS.say(language)) }
                (form(language, viewer, here, "words", &fields))
            }
        }
    }
}

/// The distribution list.
pub(super) fn recipients(
    language: Language,
    viewer: &Viewer,
    folder: &Folder,
    told: &Told,
    here: &str,
) -> Markup {
    let fields = html! {
        p.hint { (words::LIST_HELP.say(language)) }
        (place(language, folder, told, RECIPIENTS))
        button type="submit" { (words::SAVE_LIST.say(language)) }
    };
    html! {
        section.screen {
            details.task open[told.kept.contains_key(RECIPIENTS)] {
                summary { (words::LIST.say(language)) }
                (form(language, viewer, here, "recipients", &fields))
            }
        }
    }
}

/// What a place around the outline is called.
pub(super) fn around_label(language: Language, code: &str) -> &'static str {
    match code {
        DATED => words::DATED.say(language),
        "authority" => words::AUTHORITY.say(language),
        _ => words::ARCHIVE_UNIT.say(language),
    }
}

/// The id of the input of a place.
pub(super) fn place_id(code: &str) -> String {
    format!("place-{code}")
}

fn place(language: Language, folder: &Folder, told: &Told, code: &str) -> Markup {
    let wordings = folder.wordings.get(code).map_or(&[][..], Vec::as_slice);
    let newest = wordings.last();
    let text = told.kept.get(code).or(newest.map(|one| &one.text)).map_or("", String::as_str);
    let id = place_id(code);
    let is_wrong = told.wrong.as_deref() == Some(code);
    let invalid = is_wrong.then_some("true");
    html! {
        div.place {
            label for=(id) { (label(language, code)) }
            @if let Some((sentence, _)) = told.sentence.as_ref().filter(|_| is_wrong) { p.light.missing.wrap { (sentence) } }
            input type="hidden" name=(format!("seen.{code}")) value=(newest.map_or(0, |one| one.id));
            @if is_line(code) {
                input id=(id) name=(format!("text.{code}")) maxlength=(LINE_CHARS_MAX) value=(text) aria-invalid=[invalid];
            } @else {
                textarea id=(id) name=(format!("text.{code}")) rows=(LINES) maxlength=(NARRATIVE_CHARS_MAX)
                    aria-invalid=[invalid] { (text) }
            }
            @if let Some(newest) = newest {
                p.hint { (words::BY.with(language, &[&newest.by, &reading::moment(newest.at)])) }
            }
            (earlier(language, wordings))
        }
    }
}

/// What stood in a place before, the newest first.
fn earlier(language: Language, wordings: &[Wording]) -> Markup {
    let before = wordings.split_last().map_or(&[][..], |(_, before)| before);
    html! {
        @if !before.is_empty() {
            details {
                summary { (words::EARLIER.with(language, &[&before.len()])) }
                ul.plain {
                    @for one in before.iter().rev() {
                        li.entry {
                            p.wording { @if one.text.is_empty() { (words::TAKEN_OUT.say(language)) } @else { (one.text) } }
                            p.hint { (words::BY.with(language, &[&one.by, &reading::moment(one.at)])) }
                        }
                    }
                }
            }
        }
    }
}
