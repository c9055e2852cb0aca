//! One record to read: its content, where it stands, what people wrote differently, its history, and what may be
//! done with it. The record is opened by the engine; rules say what may be done, and a choice is one edit.

mod actions;
mod conflicts;
mod content;
mod export;
mod history;

use std::collections::BTreeMap;

use messages::{Author, Standing, Whole};
use shared::domain::register::UnitRegister;
use shared::id::DocId;
use shared::record::{Edit, Kind};
use shared::text::sentence;

use crate::components::{El, Part, Tone, banner, el, head, live_part, parts, standing_tag, state_tag, wait};
use crate::form;
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{self, catalogue, engine};
use crate::words::{W, fill, language, shown, t};

/// The page.
pub fn page(doc: DocId) -> AnyView {
    let whole = live(move || engine::record(doc));
    let register = live(engine::register);
    ready_when(move || whole.with(Option::is_some) && register.with(Option::is_some));
    let (choices, lines) = (RwSignal::new(BTreeMap::new()), RwSignal::new(0));
    let body = move || match (whole.get(), register.get()) {
        (Some(Ok(whole)), Some(register)) => {
            record(&whole, register.ok().flatten().as_ref(), choices, lines).view()
        }
        (Some(Err(failure)), _) => parts([
            head(t(W::RecordGone), "", Some(Page::Records)).view(),
            super::failed(&failure).view(),
            export::section(doc).view(),
        ]),
        _ => wait().view(),
    };
    parts([form::saved_note(), live_part(body)])
}

fn record(
    whole: &Whole,
    register: Option<&UnitRegister>,
    choices: conflicts::Choices,
    lines: history::OpenLines,
) -> El {
    let facts = &whole.listed.facts;
    let refused = match &whole.listed.standing {
        Standing::Refused(code) => Some(refusal(facts.doc, code.as_str())),
        _ => None,
    };
    let tags = el("p")
        .class("tags")
        .child(state_tag(facts.state, &shown::state(catalogue(), facts.state)))
        .child(standing_tag(&whole.listed.standing));
    el("article")
        .class("record")
        .attr("data-doc", facts.doc.to_string())
        .child(head(&shown::title(catalogue(), facts), shown::kind(facts.kind), Some(Page::Records)))
        .child(el("p").class("row-note").child(shown::when_and_where(facts)))
        .child(tags)
        .child(refused)
        .child(conflicts::section(whole, choices))
        .child(content::sections(whole))
        .child(actions::section(whole, register))
        .child(history::section(whole, lines))
}

/// Why the office did not take it, that nothing is lost, and the way out.
fn refusal(doc: DocId, code: &str) -> El {
    let why = el("p").attr("data-code", code).child(sentence(language(), code, &[]));
    banner(Tone::Bad, el("h2").child(t(W::RefusedHead)))
        .child(why)
        .child(el("p").child(t(W::RefusedSafe)))
        .child(export::section(doc))
}

/// Writes edits as one change; the page redraws itself when the engine says so.
fn write(doc: DocId, kind: Kind, edits: Vec<Edit>) {
    state::attempt(engine::save(doc, kind, edits, None), |_| {});
}

/// Who, on which phone and when, as far as this phone knows.
fn by(author: &Author) -> String {
    let who = author.name.as_deref().unwrap_or(t(W::UnknownPerson));
    fill(W::ByOnAt, &[who, &author.device.to_string()[..4], &shown::moment(author.at_ms)])
}
