//! The checklist of 16/TD II: questions by subject, one press per yes or no, a remark where one is needed. One button
//! leads to the next question without an answer; none answers for the inspector.

use leptos::prelude::*;
use shared::catalogue::{AnswerKind, Question};
use shared::text::{count, money};

use super::section;
use crate::form::{Extra, Form, field, folded, part};
use crate::platform::window;
use crate::route::Section;
use crate::state::catalogue;
use crate::words::{F, fill, forms, language, t};

/// Questions whose answer stands in the general figures: shown beside the question, one press takes it over.
const KNOWN: [(&str, &str); 4] = [
    ("ga_members_saving", "general.members_saving"),
    ("ga_savings_balance", "general.savings_balance"),
    ("ga_overdue_amount", "general.overdue"),
    ("ga_rank", "general.rank"),
];

/// The page.
pub fn body(form: Form) -> AnyView {
    let kind = form.candidate().text("inspection_kind").unwrap_or_default().to_owned();
    let subjects: Vec<_> = catalogue().subjects(&kind).collect();
    let keys: Vec<String> =
        subjects.iter().flat_map(|subject| &subject.questions).map(|question| value_key(question)).collect();
    let all = keys.len();
    let open = Memo::new(move |_| {
        form.sheet.with(|sheet| {
            keys.iter()
                .filter(|key| sheet.shown(catalogue(), key).is_empty())
                .cloned()
                .collect::<Vec<String>>()
        })
    });
    let parts = subjects
        .iter()
        .map(|subject| {
            let questions = subject.questions.iter().map(|question| asked(form, question)).collect_view();
            part(language().pick(&subject.vi, &subject.en), questions.into_any())
        })
        .collect_view();
    let answered = move || fill(F::Answered, &[&(all - open.with(Vec::len)).to_string(), &all.to_string()]);
    let jump = move |_| {
        if let Some(key) = open.with_untracked(|open: &Vec<String>| open.first().cloned()) {
            window::focus(&key);
        }
    };
    let content = view! {
        {parts}
        <div class="ahead">
            <span aria-live="polite" data-answered=move || (all - open.with(Vec::len)).to_string()>{answered}</span>
            <button type="button" class="button" data-act="next-open" hidden=move || open.with(Vec::is_empty) on:click=jump>
                {t(F::NextOpen)}
            </button>
        </div>
    };
    section(form, Section::Answers, content.into_any())
}

fn value_key(question: &Question) -> String {
    format!("answer.{}.value", question.id)
}

fn asked(form: Form, question: &Question) -> AnyView {
    let remark = format!("answer.{}.remark", question.id);
    let chips = known(form, question);
    let label = Some(language().pick(&question.vi, &question.en).to_owned());
    let answer = Extra { label, chips, ..Extra::default() }.draw(form, &value_key(question));
    let written = !form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), &remark)).is_empty();
    // A free answer says it all by itself.
    let remark = (question.answer != AnswerKind::Text)
        .then(|| folded(forms::label(form.kind, &remark), written, field(form, &remark)));
    view! { <div class="question" data-question=question.id.to_string()>{answer}{remark}</div> }.into_any()
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
