//! All answers of a record, to be looked over before it is completed: what stands in the way and what only warns on
//! top, then every answer in reading order with the way to where it is changed. What a record says and what is wrong
//! with it, `shared` knows; forms of several pages draw the same two parts on a page of their own.

use shared::domain::rules::{Problem, Severity};
use shared::id::DocId;
use shared::reading::{self, Card, Chapter, Line};
use shared::record::Kind;

use crate::components::{El, Look, Tone, banner, el, head, lead, live_part};
use crate::form::{self, Form, bar, part, sentence};
use crate::prelude::*;
use crate::route::Page;
use crate::state::catalogue;
use crate::words::{F, S, fields, fill, shown, t};

/// Where a key is written; `None` where it is written on the very page.
pub type Place = fn(Form, &str) -> Option<Page>;

/// The page, for a record whose form is one page.
pub fn page(kind: Kind, doc: DocId) -> AnyView {
    form::open(doc, kind, format!("check/{doc}/{}", kind.code()), Box::new(body))
}

fn place(form: Form, key: &str) -> Option<Page> {
    Some(Page::Form(form.kind, form.doc, Some(key.to_owned())))
}

fn body(form: Form) -> AnyView {
    let buttons = vec![
        form::finish(form, Look::Main, Form::to_record),
        lead(&Page::form_of(form.kind, form.doc), t(S::BackToForm), Look::Plain, "edit").into_any(),
    ];
    let back = Some(Page::form_of(form.kind, form.doc));
    el("div")
        .child(head(t(S::CheckTitle), shown::kind(form.kind), back))
        .child(form::state_note(form))
        .child(points(form, place))
        .child(answers(form, place))
        .child(bar(form, buttons))
        .into_any()
}

/// What is still open, errors before warnings, each with the way to where it is mended.
pub fn points(form: Form, place: Place) -> AnyView {
    let open = move || {
        form.settled();
        let found = form.rule_problems(&form.candidate());
        if found.is_empty() {
            return banner(Tone::Good, t(F::NothingOpen));
        }
        let of = |severity| found.iter().filter(move |problem| problem.severity == severity);
        let ordered = of(Severity::Error).chain(of(Severity::Warning));
        let lines: Vec<El> = ordered.map(|problem| point(form, place, problem)).collect();
        el("ul").class("open-points").attr("id", form::OPEN_POINTS).attr("tabindex", "-1").child(lines)
    };
    part(t(F::OpenPoints), live_part(open))
}

fn point(form: Form, place: Place, problem: &Problem) -> El {
    let class = if problem.severity == Severity::Error { "open-point error" } else { "open-point" };
    let said = match place(form, &problem.key) {
        Some(page) => el("a").attr("href", page.href()),
        None => el("span"),
    };
    el("li").class(class).attr("data-problem", problem.code).child(said.child(sentence(problem)))
}

/// Every answer in reading order.
pub fn answers(form: Form, place: Place) -> AnyView {
    live_part(move || {
        form.follow();
        let chapters =
            form.facts().map(|facts| reading::chapters(shown::words(catalogue()), &facts, &form.candidate()));
        let chapters = chapters.unwrap_or_default();
        chapters.iter().map(|read| chapter(form, place, read)).collect::<Vec<_>>()
    })
}

fn chapter(form: Form, place: Place, read: &Chapter) -> El {
    let change = first_key(form, read).and_then(|key| place(form, &key)).map(|page| {
        el("a")
            .class("button quiet change")
            .attr("href", page.href())
            .attr("data-act", "change")
            .attr("aria-label", fill(S::ChangePart, &[&read.title]))
            .child(t(S::Change))
    });
    let cards: Vec<El> = read.cards.iter().map(card).collect();
    el("section")
        .class("part")
        .child(el("div").class("part-head").child(el("h2").child(read.title.as_str())).child(change))
        .child(lines(&read.lines))
        .child(cards)
}

/// The field at which a chapter is changed: that of its first line that has a form, or of its first entry.
fn first_key(form: Form, read: &Chapter) -> Option<String> {
    let of_cards = read.cards.iter().filter_map(|card| card.lines.first());
    let known = |line: &&Line| {
        // A set's line names its prefix.
        let member = format!("{}.x", line.key);
        [line.key.as_str(), &member].iter().any(|key| !fields::label(form.kind, key).is_empty())
    };
    read.lines.iter().chain(of_cards).find(known).map(|line| line.key.clone())
}

fn card(read: &Card) -> El {
    el("div").class("card").child(el("h3").child(read.title.as_str())).child(lines(&read.lines))
}

fn lines(lines: &[Line]) -> Option<El> {
    let line = |line: &Line| {
        el("div")
            .attr("data-key", line.key.as_str())
            .child(el("dt").child(line.label.as_str()))
            .child(el("dd").child(line.value.as_str()))
    };
    (!lines.is_empty()).then(|| el("dl").class("facts").child(lines.iter().map(line).collect::<Vec<_>>()))
}
