//! The checklist of 16/TD II: questions by subject, one press per yes or no, a remark where one is needed. One button
//! leads to the next question without an answer; none answers for the inspector.

use shared::catalogue::{AnswerKind, Question};
use shared::domain::links;
use shared::text::{count, money};

use super::section;
use crate::components::{El, Look, el, press};
use crate::form::{Extra, Form, Sheet, field, folded, part};
use crate::platform::window;
use crate::prelude::*;
use crate::route::Section;
use crate::state::catalogue;
use crate::words::{F, fields, fill, language, t};

/// Questions whose answer stands in the general figures: shown beside the question, one press takes it over.
const KNOWN: [(&str, &str); 4] = [
    ("ga_members_saving", "general.members_saving"),
    ("ga_savings_balance", "general.savings_balance"),
    ("ga_overdue_amount", "general.overdue"),
    ("ga_rank", "general.rank"),
];

/// The page.
pub fn body(form: Form) -> AnyView {
    let flat = form.candidate();
    let mut keys = Vec::new();
    let mut content = Vec::new();
    for subject in links::subjects(catalogue(), &flat) {
        let questions: Vec<&Question> = links::questions(subject, &flat).collect();
        keys.extend(questions.iter().map(|question| value_key(question)));
        let questions: Vec<El> = questions.into_iter().map(|question| asked(form, question)).collect();
        content.push(part(language().pick(&subject.vi, &subject.en), questions));
    }
    let all = keys.len();
    // Keys without an answer.
    let open = Memo::new(move || {
        let empty = |sheet: &Sheet, key: &&String| sheet.shown(catalogue(), key).is_empty();
        form.sheet.with(|sheet| keys.iter().filter(|key| empty(sheet, key)).cloned().collect::<Vec<_>>())
    });
    let answered = move || all - open.with(Vec::len);
    let jump = move || {
        if let Some(key) = open.with_untracked(|open| open.first().cloned()) {
            window::focus(&key);
        }
    };
    let ahead = el("div")
        .class("ahead")
        .live("data-answered", move || Some(answered().to_string()))
        .child(
            el("span")
                .attr("aria-live", "polite")
                .show(move || fill(F::OfQuestions, &[&answered().to_string(), &all.to_string()])),
        )
        .child(
            press("next-open", t(F::NextOpen), Look::Plain, jump).hidden(move || open.with(Vec::is_empty)),
        );
    content.push(ahead.into_any());
    section(form, Section::Answers, content)
}

fn value_key(question: &Question) -> String {
    format!("answer.{}.value", question.id)
}

fn asked(form: Form, question: &Question) -> El {
    let remark = format!("answer.{}.remark", question.id);
    let label = Some(language().pick(&question.vi, &question.en).to_owned());
    let answer =
        Extra { label, chips: known(form, question), ..Extra::default() }.draw(form, &value_key(question));
    let written = !form.now(&remark).is_empty();
    // A free answer says it all by itself.
    let remark = (question.answer != AnswerKind::Text)
        .then(|| folded(fields::label(form.kind, &remark), written, field(form, &remark)));
    el("div").class("question").attr("data-question", question.id.as_str()).child(answer).child(remark)
}

fn known(form: Form, question: &Question) -> Vec<(String, String)> {
    let source = KNOWN.iter().find(|(id, _)| *id == question.id.as_str());
    let flat = form.candidate();
    let Some((_, key)) = source else { return Vec::new() };
    let label = match question.answer {
        AnswerKind::Money => flat.int(key).map(money),
        AnswerKind::Choice => {
            flat.text(key).map(|rank| catalogue().label("group_rank", rank, language()).into_owned())
        }
        _ => flat.int(key).map(count),
    };
    let text = flat.text(key).map(str::to_owned).or_else(|| flat.int(key).map(|number| number.to_string()));
    label.zip(text).map(|(label, text)| (fill(F::FromGeneral, &[&label]), text)).into_iter().collect()
}
