//! Findings: the list, and one finding on a page of its own. Answers that are not good are offered as a beginning;
//! nothing becomes a finding by itself.

use shared::catalogue::Question;
use shared::domain::links;
use shared::id::Code;
use shared::record::Flat;

use super::{NEW, checks, entry_buttons, list_buttons, row, starts_from, subject, top};
use crate::components::{El, Look, el, lead};
use crate::form::{Choice, Extra, Form, bar, field};
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, language, t};

/// The list.
pub fn list(form: Form) -> AnyView {
    let rows = move || {
        form.follow();
        let flat = form.candidate();
        let ids = flat.entries("finding");
        let rows: Vec<El> = ids.iter().map(|id| finding_row(form, &flat, id)).collect();
        let offered: Vec<El> = not_good(&flat).into_iter().map(|question| offer(form, question)).collect();
        let nothing = ids.is_empty().then(|| el("p").class("note").child(t(F::NoFindings)));
        let list = |rows: Vec<El>| (!rows.is_empty()).then(|| el("ul").class("rows").child(rows));
        el("div").child(nothing).child(list(rows)).child(list(offered))
    };
    let new = Page::Inspection(form.doc, Section::Finding, Some(NEW.to_owned()));
    el("div")
        .child(top(form, t(F::SectionFindings), Section::Tasks))
        .show(rows)
        .child(el("div").class("quick").child(lead(&new, t(F::AddFinding), Look::Plain, "add-finding")))
        .child(bar(form, list_buttons(form, Section::Remarks)))
        .into_any()
}

fn finding_row(form: Form, flat: &Flat, id: &str) -> El {
    let word = |name: &str, list: &str| {
        let code = flat.text(&format!("finding.{id}.{name}")).unwrap_or_default();
        if code.is_empty() { String::new() } else { catalogue().label(list, code, language()).into_owned() }
    };
    let text = flat.text(&format!("finding.{id}.text")).unwrap_or_default().to_owned();
    let due = flat.date(&format!("finding.{id}.due_date")).map(|day| fill(F::DueOn, &[&day.to_string()]));
    let mut said = vec![word("severity", "severity"), text, due.unwrap_or_default()];
    said.retain(|part| !part.is_empty());
    let to = Page::Inspection(form.doc, Section::Finding, Some(id.to_owned()));
    el("li").attr("data-entry", id).child(row(&to, word("kind", "finding_kind"), said.join(" · ")))
}

/// Questions whose answer is not the good one, as long as no finding repeats their words.
fn not_good(flat: &Flat) -> Vec<&'static Question> {
    let texts: Vec<String> = flat
        .entries("finding")
        .iter()
        .filter_map(|id| flat.text(&format!("finding.{id}.text")).map(str::to_owned))
        .collect();
    let bad = |question: &&Question| {
        let answer = flat.text(&format!("answer.{}.value", question.id));
        let good = question.good.as_ref().map(Code::as_str);
        answer.zip(good).is_some_and(|(answer, good)| answer != good && answer != "na")
            && !texts.iter().any(|text| text.starts_with(&question.vi))
    };
    links::subjects(catalogue(), flat).flat_map(|subject| &subject.questions).filter(bad).collect()
}

fn offer(form: Form, question: &Question) -> El {
    let to = Page::Inspection(form.doc, Section::Finding, Some(format!("{NEW}.{}", question.id)));
    let row = row(&to, t(F::MakeFinding), language().pick(&question.vi, &question.en));
    el("li").attr("data-question", question.id.as_str()).child(row.attr("data-act", "add-finding"))
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
    let content = vec![
        field(form, &key("kind")),
        field(form, &key("severity")),
        field(form, &key("text")),
        whose.draw(form, &key("subject")),
        field(form, &key("amount")),
        owner.draw(form, &key("owner")),
        field(form, &key("due_date")),
        field(form, &key("flag_for_report")),
    ];
    el("div")
        .child(top(form, t(F::SectionFinding), Section::Findings))
        .child(content)
        .child(bar(form, entry_buttons(form, &at, Section::Findings, F::SaveFinding, F::RemoveFinding)))
        .into_any()
}

/// Whom a finding may be about: the group or unit, or a borrower of this inspection.
fn subjects(form: Form) -> Vec<Choice> {
    let flat = form.candidate();
    let whole = flat.text("group_code").or_else(|| flat.text("inspected_unit"));
    let whole = whole.map(|code| Choice::new(code, subject(form)));
    let borrowers = checks::checks(&flat).into_iter().filter(|check| !check.loan.is_empty());
    whole.into_iter().chain(borrowers.map(|check| Choice::new(&check.loan, check.name))).collect()
}
