//! The inspection form: a task list whose sections save one by one, so that the record is in the log from the first
//! of them on. Sections of 16/TD; each borrower and each finding has a page of its own.

mod answers;
mod begin;
mod borrower;
mod borrowers;
mod check;
mod checks;
mod findings;
mod general;
mod progress;
mod remarks;
mod tasks;
mod team;

pub use check::AFTERWARDS;
pub use progress::place_of;

use shared::id::DocId;
use shared::record::Kind;
use shared::text::percent;

use crate::components::{El, Look, Part, el, head, lead, press};
use crate::form::{self, Form, bar};
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, t};

/// The sections in the order of the paper form.
const ORDER: [Section; 7] = [
    Section::Team,
    Section::General,
    Section::Answers,
    Section::Borrowers,
    Section::Findings,
    Section::Remarks,
    Section::Check,
];

/// The sections of an inspection: borrowers are visited where a group is, in a part of its own.
fn order(form: Form) -> impl Iterator<Item = Section> {
    let of_group = is_of_group(form);
    ORDER.into_iter().filter(move |section| of_group || *section != Section::Borrowers)
}

fn is_of_group(form: Form) -> bool {
    !form.now("group_code").is_empty()
}

/// The page.
pub fn page(doc: DocId, section: Section, entry: Option<String>) -> AnyView {
    let address = Page::Inspection(doc, section, entry.clone()).href();
    let draft = address.trim_start_matches("#/").to_owned();
    let body = move |form: Form| {
        let begun = form.candidate().get("inspection_kind").is_some();
        match section {
            Section::Begin if !begun => begin::body(form, entry),
            _ if !begun => away(doc, Section::Begin),
            Section::Begin => away(doc, Section::Tasks),
            Section::Tasks => tasks::body(form),
            Section::Team => team::body(form),
            Section::General => general::body(form),
            Section::Answers => answers::body(form),
            Section::Borrowers => borrowers::body(form),
            Section::Borrower => borrower::body(form, entry.as_deref().unwrap_or(NEW)),
            Section::Findings => findings::list(form),
            Section::Finding => findings::one(form, entry.as_deref().unwrap_or(NEW)),
            Section::Remarks => remarks::body(form),
            Section::Check => check::body(form),
        }
    };
    form::open(doc, Kind::Inspection, draft, Box::new(body))
}

/// The entry of an address that stands for one not yet written; `new.x` names what it starts from.
const NEW: &str = "new";

/// What a new entry starts from: a loan's code, a question; `None` for an entry that is written already.
fn starts_from(entry: &str) -> Option<&str> {
    entry.strip_prefix(NEW).map(|rest| rest.trim_start_matches('.'))
}

/// Leads elsewhere when the address asks for what is not there yet, or no longer.
fn away(doc: DocId, section: Section) -> AnyView {
    crate::route::go_instead(&Page::Inspection(doc, section, None));
    None::<AnyView>.view()
}

/// A section's name.
pub fn title(section: Section) -> F {
    match section {
        Section::Begin => F::InspectionBegin,
        Section::Tasks => F::InspectionTitle,
        Section::Team => F::SectionTeam,
        Section::General => F::SectionGeneral,
        Section::Answers => F::SectionAnswers,
        Section::Borrowers => F::SectionBorrowers,
        Section::Borrower => F::SectionBorrower,
        Section::Findings => F::SectionFindings,
        Section::Finding => F::SectionFinding,
        Section::Remarks => F::SectionRemarks,
        Section::Check => F::SectionCheck,
    }
}

/// The frame of a section: the group above its name, its content, its buttons.
fn section(form: Form, section: Section, content: Vec<AnyView>) -> AnyView {
    let next = order(form).skip_while(|other| *other != section).nth(1).unwrap_or(Section::Tasks);
    let save = move |to: Section| move || form.save(Vec::new(), move || go_on(form, to));
    let buttons = vec![
        press("save-next", t(F::SaveNext), Look::Main, save(next)),
        press("save", t(F::SaveList), Look::Plain, save(Section::Tasks)),
    ];
    el("div")
        .child(top(form, t(title(section)), Section::Tasks))
        .child(content)
        .child(bar(form, buttons))
        .into_any()
}

/// Goes on to a section after a save.
fn go_on(form: Form, to: Section) {
    form::go_on(&Page::Inspection(form.doc, to, None), false);
}

/// Goes back to a list after an entry was saved; going back from there skips the entry.
fn back_to(form: Form, list: Section) {
    form::go_on(&Page::Inspection(form.doc, list, None), true);
}

/// The head of a page of the inspection, with the way back to `back` and what the form has to say.
fn top(form: Form, title: &str, back: Section) -> Vec<AnyView> {
    let back = Page::Inspection(form.doc, back, None);
    vec![head(title, &subject(form), Some(back)).into_any(), form::state_note(form)]
}

/// What is inspected: "T-0004 · bản Nà Lạ", or the unit; the code alone where the register lacks it.
fn subject(form: Form) -> String {
    if let Some(group) = form.group() {
        return form::group_name(&group);
    }
    let code =
        ["group_code", "inspected_unit"].map(|key| form.now(key)).into_iter().find(|code| !code.is_empty());
    let code = code.unwrap_or_default();
    let unit = form.register(|register| {
        register.units.iter().find(|unit| unit.code.as_str() == code).map(|unit| unit.name.clone())
    });
    unit.flatten().unwrap_or(code)
}

/// The buttons of a list: on to the next section, or back to all of them.
fn list_buttons(form: Form, next: Section) -> Vec<El> {
    let to = |section| Page::Inspection(form.doc, section, None);
    vec![
        lead(&to(next), t(F::Next), Look::Main, "save-next"),
        lead(&to(Section::Tasks), t(F::ToList), Look::Plain, "to-tasks"),
    ]
}

/// The buttons of an entry with a page of its own: save it, or remove it once it is written.
fn entry_buttons(form: Form, at: &str, list: Section, save: F, remove: F) -> Vec<El> {
    let strike = format!("{at}.removed");
    let written = form.sheet.with_untracked(|sheet| sheet.base.below(at).next().is_some());
    let save_and_go = move || form.save(Vec::new(), move || back_to(form, list));
    let remove = press("remove", t(remove), Look::Danger, move || {
        form.put(&strike, "true");
        save_and_go();
    });
    let mut buttons = vec![press("save-next", t(save), Look::Main, save_and_go)];
    buttons.extend(written.then_some(remove));
    buttons
}

/// A row of a list that leads to a page.
fn row(to: &Page, title: impl Into<String>, said: impl Into<String>) -> El {
    el("a")
        .class("row")
        .attr("href", to.href())
        .child(el("span").class("row-title").child(title.into()))
        .child(el("span").class("row-note").child(said.into()))
}

/// A live share of two fields, "40,00 %".
fn share(form: Form, part: &'static str, all: &'static str) -> impl Fn() -> String + Send + 'static {
    move || {
        form.sheet.with(|sheet| match (sheet.number(catalogue(), part), sheet.number(catalogue(), all)) {
            (Some(part), Some(all)) => format!("{} %", percent(part, all)),
            _ => String::new(),
        })
    }
}
