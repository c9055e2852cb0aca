//! What single fields need beyond their table: choices that are no list of the catalogue, what is shown only when it
//! is asked for, whose name is often meant. Everything else is drawn as its table says.

use shared::domain::households::by_village;
use shared::id::Code;
use shared::record::Kind;
use shared::text::money;

use super::{is_open, links, moves};
use crate::components::{Part, el, live_part};
use crate::form::{self, Choice, Extra, Form, Row};
use crate::prelude::*;
use crate::state::{self, catalogue, session};
use crate::words::{F, S, fields, fill, language, t};

/// Levels at which media products are made.
const MEDIA_LEVELS: [&str; 5] = ["commune", "area", "district", "province", "central"];
/// What a finding is when it is a debt.
const DEBTS: [&str; 4] = ["overdue", "wilful_default", "left_residence", "risk_debt"];
/// Where the whole household stands, left away while nobody has been assigned one.
const OF_HOUSEHOLD: [&str; 4] = ["household", "village", "status", "standard"];

/// Who reported a remedy done and who verified it, and when.
const BY_MOVES: [&str; 4] = ["done_on", "done_by", "verified_on", "verified_by"];

/// One field.
pub fn input(form: Form, key: &str) -> AnyView {
    // Written by the moves of a remedy, whoever makes them.
    if form.kind == Kind::Remedy && BY_MOVES.contains(&key) {
        return filled_in(form, key);
    }
    if !is_open(form, key) {
        return closed(form, key);
    }
    let choose = |choices| Extra { choices: Some(choices), ..Extra::default() }.draw(form, key);
    match (form.kind, key.rsplit('.').next().unwrap_or(key)) {
        (Kind::Media, "form") => choose(media_forms()),
        (Kind::Media, "seconds" | "pages_x100" | "photos") => measured(form, key),
        (Kind::Media, "level") => choose(among("level", &MEDIA_LEVELS)),
        (Kind::Debt, "debt_kind") => choose(among("finding_kind", &DEBTS)),
        (Kind::Debt, "loan_code") => loan(form),
        (Kind::Support, name) if OF_HOUSEHOLD.contains(&name) => of_household(form, key),
        (Kind::Remedy | Kind::Conclusion, "inspected_unit") | (Kind::Conclusion, "group_code") => {
            filled_in(form, key)
        }
        (_, "group_code") if key == "group_code" => form::group(form),
        (_, "group_code") => choose(groups(form)),
        (_, "month") => choose(
            (1..=12)
                .map(|month| {
                    let month = month.to_string();
                    Choice::new(&month, fill(S::Month, &[&month]))
                })
                .collect(),
        ),
        (_, "what") => what(form, key),
        (_, "unit") => units(form, key),
        (_, "inspection" | "column" | "campaign" | "exemplary" | "replaces") => links::one(form, key),
        (_, "finding") => links::finding(form),
        (_, "plan_item") => links::plan_item(form),
        (_, "owner_account") => choose(accounts()),
        (_, "remedy_state") => moves::moves(form),
        (_, "owner") => {
            let chips = [F::OwnerBoard, F::OwnerUnit].map(|who| (t(who).to_owned(), t(who).to_owned()));
            Extra { chips: chips.into(), ..Extra::default() }.draw(form, key)
        }
        (_, "approved_by" | "proposed_by" | "author_name" | "helper" | "by") => {
            let own = session().identity().map(|identity| (identity.name.clone(), identity.name));
            Extra { chips: own.into_iter().collect(), ..Extra::default() }.draw(form, key)
        }
        _ => form::field(form, key),
    }
}

/// What stands there and is not this person's to write; else that somebody else writes it.
fn closed(form: Form, key: &str) -> AnyView {
    let label = fields::label(form.kind, key);
    form::fixed(form, key)
        .map_or_else(
            || el("p").class("note").child(fill(S::NotYours, &[label])),
            |line| el("dl").class("facts").child(line),
        )
        .view()
}

/// What follows from something else on the form: shown once it stands there.
fn filled_in(form: Form, key: &str) -> AnyView {
    let key = key.to_owned();
    live_part(move || {
        form.follow();
        form::fixed(form, &key).map(|line| el("dl").class("facts").child(line))
    })
}

/// The entries of a list with these ids, in their order.
fn among(list: &str, ids: &[&str]) -> Vec<Choice> {
    let known = form::list(list);
    ids.iter().filter_map(|id| known.iter().find(|choice| choice.code == *id).cloned()).collect()
}

/// Forms that are products and no activities, the usual first as the catalogue has them.
fn media_forms() -> Vec<Choice> {
    let group =
        |choice: &Choice| catalogue().entry("form", &choice.code).and_then(|form| form.group.as_ref());
    let mut forms = form::list("form");
    forms.retain(|choice| group(choice).is_none_or(|group| matches!(group.as_str(), "media" | "digital")));
    forms
}

/// A length is asked in the measure of the form, and both lengths where the form is still open.
fn measured(form: Form, key: &str) -> AnyView {
    let sort = form.memo("form");
    let key = key.to_owned();
    let measure = if key == "pages_x100" { "a4_pages_x100".to_owned() } else { key.clone() };
    live_part(move || {
        let asked = sort.with(|sort| {
            let measured =
                catalogue().entry("form", sort).and_then(|form| form.measure.as_ref()).map(Code::as_str);
            measured == Some(measure.as_str()) || (sort == "unclassified" && key != "photos")
        });
        asked.then(|| form::field(form, &key))
    })
}

fn groups(form: Form) -> Vec<Choice> {
    let groups = form.register(|register| register.groups.clone()).unwrap_or_default();
    groups.iter().map(|group| Choice::new(group.code.as_str(), form::group_name(group))).collect()
}

/// The units below, for who plans for several; a commune plans for itself.
fn units(form: Form, key: &str) -> AnyView {
    let below = form.register(|register| {
        let own = &register.partition.unit;
        let below = register.units.iter().filter(|unit| unit.parent.as_ref() == Some(own));
        below.map(|unit| Choice::new(unit.code.as_str(), unit.name.clone())).collect::<Vec<_>>()
    });
    let below = below.unwrap_or_default();
    (!below.is_empty()).then(|| Extra { choices: Some(below), ..Extra::default() }.draw(form, key)).view()
}

/// Which form or kind of inspection a line of a plan is about, by its kind of work.
fn what(form: Form, key: &str) -> AnyView {
    let work = form.memo(&key.replace(".what", ".kind"));
    let key = key.to_owned();
    live_part(move || {
        let choices = work.with(|work| {
            let of = |groups: &[&str]| {
                let mut forms = form::list("form");
                forms.retain(|choice| {
                    let form = catalogue().entry("form", &choice.code);
                    form.and_then(|form| form.group.as_ref())
                        .is_some_and(|group| groups.contains(&group.as_str()))
                });
                forms
            };
            match work.as_str() {
                "outreach" => of(&["direct", "event", "print"]),
                "media" => of(&["media", "digital"]),
                "inspection" => form::list("inspection_kind"),
                _ => Vec::new(),
            }
        });
        (!choices.is_empty()).then(|| Extra { choices: Some(choices), ..Extra::default() }.draw(form, &key))
    })
}

/// Me, or somebody else: who owes a remedy does not verify it.
fn accounts() -> Vec<Choice> {
    let own = session().identity().map(|identity| Choice::new(identity.account.as_str(), t(S::Me)));
    own.into_iter().chain([Choice::new("", t(S::SomebodyElse))]).collect()
}

/// Asked while a household is helped.
fn of_household(form: Form, key: &str) -> AnyView {
    let unassigned = form.memo("unassigned");
    let key = key.to_owned();
    live_part(move || {
        let asked = unassigned.with(|unassigned| unassigned != "true");
        asked.then(|| if key == "household" { household(form) } else { form::field(form, &key) })
    })
}

/// From the commune's list where it is here, typed otherwise.
fn household(form: Form) -> AnyView {
    let today = state::clock().about_today();
    let rows = form.register(|register| {
        let mut rows = Vec::new();
        for (village, households) in by_village(&register.households, today).iter() {
            rows.extend(households.iter().map(|household| {
                let status = catalogue().label("poverty_status", household.status.as_str(), language());
                Row {
                    code: household.id.clone(),
                    name: household.head.clone(),
                    said: format!("{} · {village} · {status}", household.id),
                }
            }));
        }
        rows
    });
    match rows.filter(|rows| !rows.is_empty()) {
        Some(rows) => form::pick(form, "household", rows),
        None => form::field(form, "household"),
    }
}

/// A loan of the register, found by name; typed where the register is not here.
fn loan(form: Form) -> AnyView {
    let rows = form.register(|register| {
        let row = |loan: &shared::domain::register::Loan| Row {
            code: loan.code.clone(),
            name: loan.borrower.clone(),
            said: format!("{} · {}", loan.group, fill(S::LoanLine, &[&loan.code, &money(loan.balance)])),
        };
        register.loans.iter().map(row).collect::<Vec<_>>()
    });
    match rows.filter(|rows| !rows.is_empty()) {
        Some(rows) => form::pick(form, "loan_code", rows),
        None => form::field(form, "loan_code"),
    }
}
