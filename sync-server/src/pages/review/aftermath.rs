//! What came after a record was handed in: late edits, corrections that were asked, and the buttons that decide.

use maud::{Markup, html};

use shared::domain::correction::Correction;
use shared::domain::facts::State;
use shared::limits::REASON_CHARS_MAX;
use shared::reading;
use shared::record::Scalar;
use shared::text::Language;

use super::super::frame::{Viewer, address, head};
use super::super::words::{self, after};
use super::{Outcome, words_in};
use crate::access::{Reading, Written};

fn value(language: Language, reading: &Reading, key: &str, scalar: &Scalar) -> String {
    reading::value(words_in(language, reading), reading.facts.kind, key, scalar)
}

fn name(language: Language, reading: &Reading, key: &str) -> String {
    reading::name(words_in(language, reading), reading.facts.kind, &reading.flat, key)
}

/// Edits that were written without knowing that the record was handed in or struck out.
pub(super) fn late(language: Language, reading: &Reading) -> Markup {
    let told = if reading.facts.state == State::Void { &after::LATE_VOID } else { &after::LATE_HELP };
    html! {
        // Of a returned record this is what the commune is writing in answer.
        @if !reading.late.is_empty() && reading.facts.state != State::Returned {
            section.decide aria-labelledby="late" data-late=(reading.late.len()) {
                h2 id="late" { (after::LATE_HEAD.with(language, &[&reading.late.len()])) }
                p.hint { (told.say(language)) }
                table.stacked {
                    (head(language, &[&after::FIELD, &after::OLD, &after::NEW, &words::WHO, &words::WHEN]))
                    tbody {
                        @for (past, by) in &reading.late {
                            tr data-key=(past.key) {
                                th scope="row" { (name(language, reading, &past.key)) }
                                td data-label=(after::OLD.say(language)) {
                                    (value(language, reading, &past.key, past.old.as_ref().unwrap_or(&Scalar::Null)))
                                }
                                td data-label=(after::NEW.say(language)) { (value(language, reading, &past.key, &past.new)) }
                                td data-label=(words::WHO.say(language)) { (by.name) }
                                td data-label=(words::WHEN.say(language)) { (reading::moment(by.at_ms)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a value was before it was corrected, and when that was.
pub(super) fn corrected(language: Language, reading: &Reading, key: &str) -> Option<String> {
    let of_it = |(one, _): &&(Correction, _)| one.asked.key == key && one.granted_on().is_some();
    let (correction, _) = reading.corrections.iter().rfind(of_it)?;
    let old = value(language, reading, key, &correction.old);
    Some(after::CORRECTED_FROM.with(language, &[&correction.granted_on()?, &old]))
}

/// What was asked to be corrected, with the answer or the buttons that give it.
pub(super) fn corrections(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    here: &str,
    outcome: Option<&Outcome<'_>>,
) -> Markup {
    html! {
        @if !reading.corrections.is_empty() {
            section.decide aria-labelledby="corrections" {
                h2 id="corrections" { (after::CORRECTIONS_OF.with(language, &[&reading.corrections.len()])) }
                @for (correction, by) in &reading.corrections {
                    (one(language, viewer, reading, here, (correction, by.as_ref()), outcome))
                }
                p.hint { (after::GRANT_HELP.say(language)) }
            }
        }
    }
}

fn one(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    here: &str,
    (correction, by): (&Correction, Option<&Written>),
    outcome: Option<&Outcome<'_>>,
) -> Markup {
    let Correction { asked, old, answer } = correction;
    let (state, word) = match answer {
        None => ("waiting", &after::UNANSWERED),
        Some(answer) if answer.granted => ("granted", &after::GRANTED),
        Some(_) => ("declined", &after::DECLINED),
    };
    html! {
        div.entry data-correction=(asked.id) data-answer=(state) {
            h3 { (name(language, reading, &asked.key)) " · " (word.say(language)) }
            p.big { (value(language, reading, &asked.key, old)) " → " (value(language, reading, &asked.key, &asked.new)) }
            p { (after::ASKED_BECAUSE.with(language, &[&asked.reason])) }
            @if let Some(by) = by {
                p.hint { (after::ASKED_BY.with(language, &[&by.name, &reading::moment(by.at_ms)])) }
            }
            @if let Some(answer) = answer {
                p {
                    strong { (word.say(language)) } " · " (answer.by) " · " (reading::moment(answer.at_ms))
                    @if !answer.reason.is_empty() { br; "“" (answer.reason) "”" }
                }
            } @else {
                @let typed = outcome.filter(|outcome| outcome.correction == asked.id).map_or("", |outcome| outcome.reason);
                @let field = format!("reason-{}", asked.id);
                form.stack method="post" action=(address(here, language)) {
                    (hidden(viewer, reading))
                    input type="hidden" name="correction" value=(asked.id);
                    label for=(field) { (after::DECLINE_REASON.say(language)) }
                    textarea id=(field) name="reason" rows="2" maxlength=(REASON_CHARS_MAX) { (typed) }
                    button type="submit" name="decision" value="grant" { (after::GRANT.say(language)) }
                    button.plain type="submit" name="decision" value="decline" { (after::DECLINE.say(language)) }
                }
            }
        }
    }
}

/// What every form says: from which page it comes, and what was read.
fn hidden(viewer: &Viewer, reading: &Reading) -> Markup {
    let fields = [
        ("form_token", viewer.form_token.as_str()),
        ("submission", reading.facts.submission.as_deref().unwrap_or_default()),
        ("version", reading.version.as_str()),
    ];
    html! { @for (name, value) in fields { input type="hidden" name=(name) value=(value); } }
}

/// What may be decided of a record, by the state that it is in.
pub(super) fn buttons(
    language: Language,
    viewer: &Viewer,
    reading: &Reading,
    here: &str,
    outcome: Option<&Outcome<'_>>,
) -> Markup {
    let facts = &reading.facts;
    let unseen = facts.late_unseen() > 0;
    let (accept, give_back, void) =
        ((State::Accepted, &words::ACCEPT), (State::Returned, &words::RETURN), (State::Void, &after::VOID));
    let offered = match facts.state {
        State::Submitted => vec![accept, give_back, void],
        State::Accepted | State::Corrected if unseen => vec![(State::Accepted, &after::SEEN), void],
        State::Accepted | State::Corrected | State::Returned => vec![void],
        State::Void if unseen => vec![(State::Void, &after::KEEP_VOID), give_back],
        State::Void => vec![give_back],
        _ => Vec::new(),
    };
    let typed = outcome.filter(|outcome| outcome.correction.is_empty()).map_or("", |outcome| outcome.reason);
    html! {
        @if !offered.is_empty() {
            section.decide aria-labelledby="decide" {
                h2 id="decide" { (words::DECIDE.say(language)) }
                form.stack method="post" action=(address(here, language)) {
                    (hidden(viewer, reading))
                    label for="reason" { (after::REASON.say(language)) }
                    textarea id="reason" name="reason" rows="3" maxlength=(REASON_CHARS_MAX) { (typed) }
                    @for (place, (state, word)) in offered.iter().enumerate() {
                        button.plain[place > 0 || *state == State::Void].danger[*state == State::Void] type="submit" name="decision" value=(state.code()) {
                            (word.say(language))
                        }
                    }
                }
                p.hint { (words::DECIDE_HELP.say(language)) }
            }
        }
    }
}
