//! What may be done with a record: write on, complete, hand in, reopen, strike out. The rules of `shared` decide
//! what is offered and what still blocks; this page only asks and shows.

use leptos::prelude::*;
use messages::{Identity, Whole};
use shared::domain::facts::State;
use shared::domain::register::UnitRegister;
use shared::domain::rules::{self, Context, Problem, Severity};
use shared::id::DocId;
use shared::record::Kind;
use shared::text::sentence;

use super::write;
use crate::components::{Banner, Button, Confirm, Field, Go, Look, Tone};
use crate::platform::clock;
use crate::route::{Page, Section};
use crate::state::{catalogue, session};
use crate::words::{W, language, t};

/// The section; empty for records that are not this person's to change.
pub fn section(whole: &Whole, register: Option<&UnitRegister>) -> AnyView {
    let facts = &whole.listed.facts;
    let Some(identity) = session().identity().filter(|identity| identity.partition == facts.partition) else {
        return ().into_any();
    };
    let (doc, kind, from) = (facts.doc, facts.kind, facts.state);
    let (errors, warnings) = problems(whole, register);
    let editable = matches!(from, State::Draft | State::Returned);
    let edit = editable.then(|| view! { <Go to=Page::form_of(kind, doc) label=t(W::Continue) act="edit"/> }.into_any());
    let lead = (from == State::Completed && !may(&identity, from, State::Submitted))
        .then(|| view! { <p class="quiet">{t(W::WaitsForLead)}</p> }.into_any());
    let offered = |to: State| may(&identity, from, to).then_some((doc, kind, to));
    view! {
        {list(doc, kind, &warnings, W::Warnings, Tone::Careful)}
        <section class="moves">
            {edit}
            {offered(State::Completed).map(|what| complete(what, errors))}
            {offered(State::Submitted).map(|what| ask(what, "submit", W::Submit, W::SubmitTitle, W::SubmitText, Look::Main))}
            {lead}
            {offered(State::Draft).map(|what| ask(what, "reopen", W::Reopen, W::ReopenTitle, W::ReopenText, Look::Plain))}
            {offered(State::Void).map(strike_out)}
        </section>
    }
    .into_any()
}

/// A record, its kind and where it is to go.
type Move = (DocId, Kind, State);

fn may(identity: &Identity, from: State, to: State) -> bool {
    rules::may_move(catalogue(), from, to, identity.role.as_str())
}

/// What blocks completing, and what is only worth a look.
fn problems(whole: &Whole, register: Option<&UnitRegister>) -> (Vec<Problem>, Vec<Problem>) {
    let facts = &whole.listed.facts;
    let group = register.and_then(|register| register.groups.iter().find(|group| Some(&group.code) == facts.group.as_ref()));
    let context = Context { today: clock::today(), group };
    rules::problems(catalogue(), facts.kind, &whole.flat, &context)
        .into_iter()
        .partition(|problem| problem.severity == Severity::Error)
}

/// Problems in words, each leading to the form where it is mended.
fn list(doc: DocId, kind: Kind, problems: &[Problem], head: W, tone: Tone) -> AnyView {
    if problems.is_empty() {
        return ().into_any();
    }
    let line = |problem: &Problem| {
        let words = sentence(language(), problem.code, &problem.args);
        let to = form_at(kind, doc, &problem.key).href();
        view! { <li><a href=to data-problem=problem.code data-key=problem.key.clone()>{words}</a></li> }.into_any()
    };
    let lines = problems.iter().map(line).collect_view();
    view! {
        <Banner tone=tone>
            <h2>{t(head)}</h2>
            <ul>{lines}</ul>
        </Banner>
    }
    .into_any()
}

/// The page of the form on which a key is written.
fn form_at(kind: Kind, doc: DocId, key: &str) -> Page {
    if kind != Kind::Inspection {
        return Page::form_of(kind, doc);
    }
    let mut segments = key.split('.');
    let (prefix, entry) = (segments.next().unwrap_or_default(), segments.next().map(str::to_owned));
    let (section, entry) = match (prefix, entry) {
        ("team" | "represented_by" | "event_date" | "visit_day" | "paper_no", _) => (Section::Team, None),
        ("general", _) => (Section::General, None),
        ("answer", _) => (Section::Answers, None),
        ("borrower", Some(entry)) => (Section::Borrower, Some(entry)),
        ("borrower", None) => (Section::Borrowers, None),
        ("finding", Some(entry)) => (Section::Finding, Some(entry)),
        ("finding", None) => (Section::Findings, None),
        ("strengths" | "shortcomings" | "proposals" | "unit_opinion", _) => (Section::Remarks, None),
        _ => (Section::Tasks, None),
    };
    Page::Inspection(doc, section, entry)
}

fn state_edit(to: State) -> shared::record::Edit {
    ("state".to_owned(), to.code().into())
}

/// Completing: first what still blocks it, then the question.
fn complete((doc, kind, to): Move, errors: Vec<Problem>) -> AnyView {
    let pressed = RwSignal::new(false);
    let open = RwSignal::new(false);
    let blocked = !errors.is_empty();
    let press = move |()| {
        pressed.set(true);
        open.set(!blocked);
    };
    let blocking = move || pressed.get().then(|| list(doc, kind, &errors, W::ProblemsHead, Tone::Bad));
    view! {
        {blocking}
        <Button act="complete" label=t(W::Complete) look=Look::Main on_press=press/>
        <Confirm open=open title=t(W::CompleteTitle) act="complete-yes" yes=t(W::Complete) look=Look::Main
            on_yes=move |()| write(doc, kind, vec![state_edit(to)])>
            <p>{t(W::CompleteText)}</p>
        </Confirm>
    }
    .into_any()
}

/// A move that is asked about once.
fn ask((doc, kind, to): Move, act: &'static str, word: W, title: W, text: W, look: Look) -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button act=act label=t(word) look=look on_press=move |()| open.set(true)/>
        <Confirm open=open title=t(title) act="yes" yes=t(word) look=Look::Main
            on_yes=move |()| write(doc, kind, vec![state_edit(to)])>
            <p>{t(text)}</p>
        </Confirm>
    }
    .into_any()
}

/// Striking out needs its reason.
fn strike_out((doc, kind, to): Move) -> AnyView {
    let open = RwSignal::new(false);
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let error = Signal::derive(move || missing.get().then(|| t(W::VoidReasonMissing).to_owned()));
    let yes = move |()| {
        let why = reason.get_untracked().trim().to_owned();
        missing.set(why.is_empty());
        if why.is_empty() {
            open.set(true);
        } else {
            write(doc, kind, vec![("void_reason".to_owned(), why.into()), state_edit(to)]);
        }
    };
    view! {
        <Button act="void" label=t(W::Void) look=Look::Danger on_press=move |()| open.set(true)/>
        <Confirm open=open title=t(W::VoidTitle) act="void-yes" yes=t(W::Void) look=Look::Danger on_yes=yes>
            <p>{t(W::VoidText)}</p>
            <Field key="void_reason" label=t(W::VoidReason) error=error>
                <textarea id="void_reason" name="void_reason" maxlength="300" rows="3"
                    prop:value=move || reason.get() on:input=move |event| reason.set(event_target_value(&event))></textarea>
            </Field>
        </Confirm>
    }
    .into_any()
}
