//! One record to read: its content, where it stands, what people wrote differently, its history, and what may be
//! done with it. The record is opened by the engine; rules say what may be done, and a choice is one edit.

mod actions;
mod conflicts;
mod content;
mod correction;
mod decision;
mod doubles;
mod doubt;
mod export;
mod history;
mod late;
mod photos;
mod refusal;
mod remedies;

use messages::{Author, Standing, Whole};
use shared::domain::facts::{Facts, State};
use shared::domain::register::UnitRegister;
use shared::domain::rules;
use shared::domain::units::Units;
use shared::domain::voice::keeper;
use shared::id::DocId;
use shared::reading::Words;
use shared::record::{Edit, Kind};
use shared::sorted::Map;

use crate::components::{El, Part, el, head, live_part, parts, standing_tag, state_tag, wait};
use crate::form;
use crate::prelude::*;
use crate::route::Page;
use crate::state::live::{live, ready_when};
use crate::state::{self, catalogue, engine, session};
use crate::words::{D, fill, shown, t};

/// The page.
pub fn page(doc: DocId) -> AnyView {
    let whole = live(move || engine::record(doc));
    let register = live(engine::register);
    ready_when(move || whole.with(Option::is_some) && register.with(Option::is_some));
    let kept = Kept {
        choices: RwSignal::new(Map::new()),
        chosen: RwSignal::new(Map::new()),
        lines: RwSignal::new(0),
        asking: correction::Asking::new(),
        remedies: RwSignal::new(Map::new()),
    };
    let body = move || match (whole.get(), register.get()) {
        (Some(Ok(whole)), Some(register)) => record(&whole, register.ok().flatten().as_ref(), kept).view(),
        (Some(Err(failure)), _) => parts([
            head(t(D::RecordGone), "", Some(Page::Records)).view(),
            super::failed(&failure).view(),
            export::of_remains(doc).view(),
        ]),
        _ => wait().view(),
    };
    parts([form::saved_note(), live_part(body)])
}

/// What outlives a redrawing of the page: what is chosen but not settled, how much of the history is open, a
/// correction that is being written, and which findings have their remedy.
#[derive(Clone, Copy)]
struct Kept {
    choices: conflicts::Choices,
    chosen: doubles::Chosen,
    lines: history::OpenLines,
    asking: correction::Asking,
    remedies: remedies::Known,
}

fn record(whole: &Whole, register: Option<&UnitRegister>, kept: Kept) -> El {
    let facts = &whole.listed.facts;
    let words = Words { outside: is_outside(facts, register), ..shown::words(catalogue()) };
    let own = is_own(facts, register);
    let leads = own
        && session().identity().is_some_and(|identity| {
            rules::may_move(catalogue(), State::Completed, State::Submitted, identity.role.as_str())
        });
    let refused = match &whole.listed.standing {
        Standing::Refused(code) => Some(refusal::section(whole, words, code.as_str())),
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
        .child(doubt::section(whole, own))
        .child(decision::section(facts, own))
        .child(late::section(whole, words, leads, kept.asking))
        .child(conflicts::section(whole, words, kept.choices))
        .child(doubles::section(whole, words, own, kept.chosen))
        .child(content::sections(whole, words))
        .child(photos::section(whole))
        .child(correction::section(whole, words, leads, kept.asking))
        .child(own.then(|| remedies::section(whole, kept.remedies)).flatten())
        .child(own.then(|| actions::section(whole, register, kept.asking.is_open())))
        .child(history::section(whole, words, own, kept.lines))
}

/// True when the record is of this person's unit, or of one that it took over.
fn is_own(facts: &Facts, register: Option<&UnitRegister>) -> bool {
    let Some(home) = session().identity().map(|identity| identity.partition) else { return false };
    let of = &facts.partition;
    let taken_over = || {
        let units = Units::new(register.map(|register| register.units.clone()).unwrap_or_default());
        units.followers(&of.unit, state::clock().about_today()).contains(&home.unit)
    };
    // What a citizen said of the unit named lies above, and nobody above writes it on.
    let went_past = facts.kind == Kind::Feedback && keeper(&of.unit).is_some();
    of.org == home.org && (of.unit == home.unit || went_past || taken_over())
}

/// True for who inspects a commune from above: what a borrower's programme reveals is not for them (records.md §12).
fn is_outside(facts: &Facts, register: Option<&UnitRegister>) -> bool {
    let home = session().identity().map(|identity| identity.partition.unit);
    let group = register
        .and_then(|register| register.groups.iter().find(|it| Some(&it.code) == facts.group.as_ref()));
    let inspected = group.map(|group| &group.unit).or(facts.inspected_unit.as_ref());
    facts.level.as_ref().is_some_and(|level| level.as_str() != "commune")
        || inspected.is_some_and(|unit| home.is_some_and(|home| home != *unit))
}

/// Writes edits as one change; the page redraws itself when the engine says so.
fn write(doc: DocId, kind: Kind, edits: Vec<Edit>) {
    state::attempt(engine::save(doc, kind, edits, None), |_| {});
}

/// Who, on which phone and when, as far as this phone knows.
fn by(author: &Author) -> String {
    let who = author.name.as_deref().unwrap_or(t(D::UnknownPerson));
    fill(D::ByOnAt, &[who, &author.device.to_string()[..4], &shown::moment(author.at_ms)])
}
