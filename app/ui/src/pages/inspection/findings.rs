//! Findings: the list, and one finding on a page of its own. Answers that are not good are offered as a beginning;
//! nothing becomes a finding by itself.

use leptos::prelude::*;
use shared::catalogue::Question;
use shared::record::Flat;

use super::{NEW, checks, head, link, starts_from, subject};
use crate::components::{Button, EmptyState, Go, Look};
use crate::form::{self, Choice, Extra, Form, bar, field};
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, language, t};

/// The list.
pub fn list(form: Form) -> AnyView {
    let doc = form.doc;
    let rows = move || {
        form.follow();
        let flat = form.candidate();
        let ids = flat.entries("finding");
        if ids.is_empty() {
            return view! { <EmptyState title=t(F::NoFindings) text=t(F::NoFindingsMeans)/> }.into_any();
        }
        view! { <ul class="rows">{ids.iter().map(|id| row(form, &flat, id)).collect_view()}</ul> }.into_any()
    };
    let offered = move || {
        form.follow();
        not_good(&form.candidate()).into_iter().map(|question| offer(form, question)).collect_view()
    };
    let buttons = view! {
        <Go to=Page::Inspection(doc, Section::Remarks, None) label=t(F::Next) act="save-next" look=Look::Main/>
        <Go to=Page::Inspection(doc, Section::Tasks, None) label=t(F::ToList) act="to-tasks"/>
    };
    view! {
        {head(form, F::SectionFindings, Section::Tasks)}
        {rows}
        <ul class="rows">{offered}</ul>
        {link(form, Section::Finding, Some(NEW.to_owned()), t(F::AddFinding), "add-finding")}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}

fn row(form: Form, flat: &Flat, id: &str) -> AnyView {
    let word = |name: &str, list: &str| {
        let code = flat.text(&format!("finding.{id}.{name}")).unwrap_or_default();
        if code.is_empty() { String::new() } else { catalogue().label(list, code, language()).into_owned() }
    };
    let text = flat.text(&format!("finding.{id}.text")).unwrap_or_default().to_owned();
    let due = flat.date(&format!("finding.{id}.due_date")).map(|day| fill(F::DueOn, &[&day.to_string()]));
    let said: Vec<String> = [word("severity", "severity"), text, due.unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let to = Page::Inspection(form.doc, Section::Finding, Some(id.to_owned())).href();
    view! {
        <li data-entry=id.to_owned()>
            <a class="row" href=to>
                <span class="row-title">{word("kind", "finding_kind")}</span>
                <span class="row-note">{said.join(" · ")}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Questions whose answer is not the good one, as long as no finding repeats their words.
fn not_good(flat: &Flat) -> Vec<&'static Question> {
    let kind = flat.text("inspection_kind").unwrap_or_default();
    let texts: Vec<String> = flat
        .entries("finding")
        .iter()
        .filter_map(|id| flat.text(&format!("finding.{id}.text")).map(str::to_owned))
        .collect();
    let bad = |question: &&Question| {
        let answer = flat.text(&format!("answer.{}.value", question.id));
        let good = question.good.as_ref().map(|good| good.as_str());
        answer.zip(good).is_some_and(|(answer, good)| answer != good && answer != "na")
            && !texts.iter().any(|text| text.starts_with(&question.vi))
    };
    let all: Vec<_> = catalogue()
        .subjects
        .iter()
        .filter(|subject| subject.applies_to.iter().any(|k| k.as_str() == kind))
        .collect();
    all.into_iter().flat_map(|subject| &subject.questions).filter(bad).collect()
}

fn offer(form: Form, question: &Question) -> AnyView {
    let to = Page::Inspection(form.doc, Section::Finding, Some(format!("{NEW}.{}", question.id))).href();
    view! {
        <li class="offer">
            <a class="row" href=to data-act="add-finding" data-question=question.id.to_string()>
                <span class="row-title">{t(F::MakeFinding)}</span>
                <span class="row-note">{language().pick(&question.vi, &question.en).to_owned()}</span>
            </a>
        </li>
    }
    .into_any()
}

/// One finding; `entry` is an id, `new`, or `new.<question>`.
pub fn one(form: Form, entry: &str) -> AnyView {
    let id = match starts_from(entry) {
        None => Some(entry.to_owned()),
        Some(_) => form.drafted("finding").or_else(|| form.name()),
    };
    let Some(id) = id else { return super::away(form.doc, Section::Findings) };
    let at = format!("finding.{id}");
    if let Some(question) = starts_from(entry).and_then(|question| catalogue().question(question)) {
        // The words of the minutes: Vietnamese in either language of the screen.
        form.seed(format!("{at}.text"), question.vi.as_str());
    }
    let key = |name: &str| format!("{at}.{name}");
    let owners = [t(F::OwnerBoard), t(F::OwnerUnit)].map(|owner| (owner.to_owned(), owner.to_owned()));
    let owner = Extra { chips: owners.to_vec(), ..Extra::default() };
    let whose = Extra { choices: Some(subjects(form)), ..Extra::default() };
    view! {
        {head(form, F::SectionFinding, Section::Findings)}
        {field(form, &key("kind"))}
        {field(form, &key("severity"))}
        {field(form, &key("text"))}
        {whose.draw(form, &key("subject"))}
        {field(form, &key("amount"))}
        {owner.draw(form, &key("owner"))}
        {field(form, &key("due_date"))}
        {buttons(form, &at)}
    }
    .into_any()
}

/// Whom a finding may be about: the group, or a borrower of this inspection.
fn subjects(form: Form) -> Vec<Choice> {
    let flat = form.candidate();
    let group = flat.text("group_code").map(|code| Choice::new(code, subject(form)));
    let borrowers = checks::checks(&flat).into_iter().filter(|check| !check.loan.is_empty());
    group.into_iter().chain(borrowers.map(|check| Choice::new(&check.loan, check.name))).collect()
}

fn buttons(form: Form, at: &str) -> AnyView {
    let doc = form.doc;
    let list = move || form::go_on(&Page::Inspection(doc, Section::Findings, None), true);
    let strike = format!("{at}.removed");
    let written = form.sheet.with_untracked(|sheet| sheet.base.below(at).next().is_some());
    let remove = written.then(|| {
        let remove = move |()| {
            form.put(&strike, "true");
            form.save(Vec::new(), list);
        };
        view! { <Button act="remove" label=t(F::RemoveFinding) look=Look::Danger on_press=remove/> }
    });
    let buttons = view! {
        <Button act="save-next" label=t(F::SaveFinding) look=Look::Main on_press=move |()| form.save(Vec::new(), list)/>
        {remove}
    };
    bar(form, buttons.into_any())
}
