//! What may be done with a record: write on, complete, hand in, reopen, strike out. The rules of `shared` decide
//! what is offered and what still blocks; this page only asks and shows.

use messages::{Identity, Standing, Whole};
use shared::domain::facts::State;
use shared::domain::register::UnitRegister;
use shared::domain::rules::{self, Context, Problem, Severity};
use shared::id::DocId;
use shared::record::{Edit, Kind};
use shared::text::sentence;

use super::write;
use crate::components::{El, Look, Tone, banner, confirm, el, framed, lead, press};
use crate::pages::inspection;
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::{self, catalogue, session};
use crate::words::{D, F, language, t};

/// Where the answer to a citizen begins, and what it has once it is given.
const REPLY: [&str; 2] = ["feedback_state", "answered_on"];

/// The section of a record that is this person's to change.
/// `busy`: something else is being written on this page.
pub fn section(whole: &Whole, register: Option<&UnitRegister>, busy: RwSignal<bool>) -> Vec<El> {
    let facts = &whole.listed.facts;
    let Some(identity) = session().identity() else { return Vec::new() };
    let (doc, kind, from) = (facts.doc, facts.kind, facts.state);
    let (errors, warnings) = problems(whole, register);
    let offered = |to: State| may(&identity, from, to).then_some((doc, kind, to));
    // What goes on for months is written on after its first completion, and never handed in.
    let lives = kind.is_living();
    let editable = from == State::Draft || (lives && from == State::Completed);
    let submittable = offered(State::Submitted).filter(|_| !lives);
    let waits = from == State::Completed && submittable.is_none() && !lives;
    // What came back, was refused or has a day in doubt has its one way out in the banner above.
    let has_way_out = from == State::Returned
        || facts.day_in_doubt
        || matches!(whole.listed.standing, Standing::Refused(_));
    let look = if has_way_out { Look::Plain } else { Look::Main };
    let submit = ("submit", D::Submit, D::SubmitTitle, D::SubmitText, look);
    let reopen = ("reopen", D::Reopen, D::ReopenTitle, D::ReopenText, Look::Plain);
    let moves = el("section")
        .class("moves")
        .child(editable.then(|| lead(&Page::form_of(kind, doc), t(D::Continue), Look::Plain, "edit")))
        .child(may(&identity, State::Completed, State::Submitted).then(|| afterwards(whole, busy)).flatten())
        .child(offered(State::Completed).map(|what| complete(what, errors, look)))
        .child(submittable.map(|what| ask(what, submit)))
        .child(waits.then(|| el("p").class("quiet").child(t(D::WaitsForLead))))
        .child(offered(State::Draft).map(|what| ask(what, reopen)))
        .child(offered(State::Void).map(strike_out));
    // Of what is handed in nothing is mended on a form.
    let told = from.is_unsent().then(|| list(doc, kind, &warnings, D::Warnings, Tone::Careful)).flatten();
    told.into_iter().chain([moves]).collect()
}

/// What follows after a record was handed in, where nobody wrote it yet: the answer to a citizen, the conclusion of an
/// inspection and who was told of it.
fn afterwards(whole: &Whole, busy: RwSignal<bool>) -> Option<El> {
    let facts = &whole.listed.facts;
    let (word, page, missing) = match facts.kind {
        Kind::Feedback => {
            (F::Reply, Page::Form(facts.kind, facts.doc, Some(REPLY[0].to_owned())), &REPLY[1..])
        }
        Kind::Inspection => (
            F::AfterInspection,
            Page::Inspection(facts.doc, Section::Check, None),
            &inspection::AFTERWARDS[..],
        ),
        _ => return None,
    };
    let handed_in = matches!(facts.state, State::Submitted | State::Accepted | State::Corrected);
    let open = missing.iter().any(|key| whole.flat.get(key).is_none());
    let way = move || {
        let look = if busy.get() { Look::Plain } else { Look::Main };
        lead(&page, t(word), look, "afterwards")
    };
    (handed_in && open).then(|| el("div").show(way))
}

/// A record, its kind and where it is to go.
type Move = (DocId, Kind, State);

fn may(identity: &Identity, from: State, to: State) -> bool {
    rules::may_move(catalogue(), from, to, identity.role.as_str())
}

/// What blocks completing, and what is only worth a look.
fn problems(whole: &Whole, register: Option<&UnitRegister>) -> (Vec<Problem>, Vec<Problem>) {
    let facts = &whole.listed.facts;
    let group = register
        .and_then(|register| register.groups.iter().find(|group| Some(&group.code) == facts.group.as_ref()));
    let context = Context { today: state::clock().latest_today(), group };
    // A day in doubt has its own banner.
    let elsewhere = |problem: &Problem| problem.code == "event_date.in_doubt";
    rules::problems(catalogue(), facts.kind, &whole.flat, &context)
        .into_iter()
        .filter(|problem| !elsewhere(problem))
        .partition(|problem| problem.severity == Severity::Error)
}

/// Problems in words, each leading to the form where it is mended; nothing when there are none.
fn list(doc: DocId, kind: Kind, problems: &[Problem], head: D, tone: Tone) -> Option<El> {
    let line = |problem: &Problem| {
        let link = el("a")
            .attr("href", form_at(kind, doc, &problem.key).href())
            .attr("data-problem", problem.code)
            .attr("data-key", problem.key.as_str())
            .child(sentence(language(), problem.code, &problem.args));
        el("li").child(link)
    };
    let lines: Vec<El> = problems.iter().map(line).collect();
    (!lines.is_empty()).then(|| banner(tone, el("h2").child(t(head))).child(el("ul").child(lines)))
}

/// The page of the form on which a key is written.
fn form_at(kind: Kind, doc: DocId, key: &str) -> Page {
    match kind {
        Kind::Inspection => {
            let (section, entry) = inspection::place_of(key);
            Page::Inspection(doc, section, entry)
        }
        _ => Page::Form(kind, doc, Some(key.to_owned())),
    }
}

fn state_edit(to: State) -> Edit {
    ("state".to_owned(), to.code().into())
}

/// Completing: first what still blocks it, then the question.
fn complete((doc, kind, to): Move, errors: Vec<Problem>, look: Look) -> Vec<El> {
    let pressed = RwSignal::new(false);
    let open = RwSignal::new(false);
    let blocked = !errors.is_empty();
    let ask = move || {
        pressed.set(true);
        open.set(!blocked);
    };
    let blocking = move || pressed.get().then(|| list(doc, kind, &errors, D::ProblemsToMend, Tone::Bad));
    let yes = ("complete-yes", t(D::Complete), Look::Main);
    vec![
        el("div").show(blocking),
        press("complete", t(D::Complete), look, ask),
        confirm(open, t(D::CompleteTitle), yes, el("p").child(t(D::CompleteText)), move || {
            write(doc, kind, vec![state_edit(to)]);
        }),
    ]
}

/// A move that is asked about once: action, word, question, meaning, look.
fn ask((doc, kind, to): Move, (act, word, title, text, look): (&'static str, D, D, D, Look)) -> Vec<El> {
    let open = RwSignal::new(false);
    let yes = ("yes", t(word), Look::Main);
    vec![
        press(act, t(word), look, move || open.set(true)),
        confirm(open, t(title), yes, el("p").child(t(text)), move || write(doc, kind, vec![state_edit(to)])),
    ]
}

/// Striking out needs its reason.
fn strike_out((doc, kind, to): Move) -> Vec<El> {
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let error = Signal::derive(move || missing.get().then(|| t(D::VoidReasonMissing).to_owned()));
    let strike = move || {
        let why = reason.get_untracked().trim().to_owned();
        missing.set(why.is_empty());
        if why.is_empty() {
            open.set(true);
        } else {
            write(doc, kind, vec![("void_reason".to_owned(), why.into()), state_edit(to)]);
        }
    };
    let input = el("textarea")
        .attr("id", "void_reason")
        .attr("name", "void_reason")
        .attr("maxlength", "300")
        .attr("rows", "3")
        .value(move || reason.get())
        .on("input", move |event| reason.set(event_target_value(&event)));
    let content =
        vec![el("p").child(t(D::VoidText)), framed("void_reason", t(D::VoidReason), "", error, input)];
    vec![
        press("void", t(D::Void), Look::Danger, move || open.set(true)),
        confirm(open, t(D::VoidTitle), ("void-yes", t(D::Void), Look::Danger), content, strike),
    ]
}
