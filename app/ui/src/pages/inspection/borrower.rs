//! One borrower check: columns 1–7 of 06/TD from the register, to read; columns 8–15 found on site, to write. One
//! press says "as registered" and fills in what it means, all of it to see and to change before saving.

use leptos::prelude::*;
use shared::domain::register::Loan;
use shared::record::Scalar;

use super::{checks, head, starts_from};
use crate::components::{Button, Look};
use crate::form::{self, Choice, Extra, Form, bar, field, fields, fixed, folded, part};
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, t};

/// Columns of 06/TD that the register fills in.
const FROM_REGISTER: [&str; 6] =
    ["loan_code", "name", "programme", "disbursed", "balance_book", "purpose_registered"];

/// The page; `entry` is an id, `new`, or `new.<loan code>`.
pub fn body(form: Form, entry: &str) -> AnyView {
    let (id, loan) = match starts_from(entry) {
        None => (Some(entry.to_owned()), None),
        Some(code) => {
            let loan = form
                .register(|register| register.loans.iter().find(|loan| loan.code == code).cloned())
                .flatten();
            // The loan may have been written since this address was made: then that check is the one to edit.
            let flat = form.candidate();
            let written =
                checks::checks(&flat).into_iter().find(|check| !code.is_empty() && check.loan == code);
            let drafted = || form.drafted("borrower");
            (written.map(|check| check.id).or_else(drafted).or_else(|| form.name()), loan)
        }
    };
    let Some(id) = id else { return super::away(form.doc, Section::Borrowers) };
    let at = format!("borrower.{id}");
    if let Some(loan) = &loan {
        for (name, scalar) in registered(loan) {
            form.seed(format!("{at}.{name}"), scalar);
        }
    }
    let absent_key = format!("{at}.absent");
    let absent = Memo::new(move |_| form.text(&absent_key) == "true");
    let there = {
        let (at, absent_choices) =
            (at.clone(), vec![Choice::new("false", t(F::Met)), Choice::new("true", t(F::Absent))]);
        let met =
            Extra { choices: Some(absent_choices), ..Extra::default() }.draw(form, &format!("{at}.absent"));
        let found = move || {
            if absent.get() { field(form, &format!("{at}.absent_reason")) } else { found(form, &at) }
        };
        view! { {met}{found} }
    };
    view! {
        {head(form, F::SectionBorrower, Section::Borrowers)}
        {part(t(F::ByTheBooks), by_the_books(form, &at))}
        {part(t(F::FoundOnSite), there.into_any())}
        {buttons(form, &at)}
    }
    .into_any()
}

fn registered(loan: &Loan) -> [(&'static str, Scalar); 6] {
    [
        ("loan_code", loan.code.clone().into()),
        ("name", loan.borrower.clone().into()),
        ("programme", loan.programme.as_str().into()),
        ("disbursed", loan.disbursed.into()),
        ("balance_book", loan.balance.into()),
        ("purpose_registered", loan.purpose.clone().into()),
    ]
}

/// Columns 1–7: to read where the register knows the loan, to write where it does not.
fn by_the_books(form: Form, at: &str) -> AnyView {
    let keys: Vec<String> = FROM_REGISTER.iter().map(|name| format!("{at}.{name}")).collect();
    if form.candidate().get(&format!("{at}.loan_code")).is_some() {
        return view! { <dl class="facts">{keys.iter().map(|key| fixed(form, key)).collect_view()}</dl> }
            .into_any();
    }
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    fields(form, &keys)
}

/// Columns 8–15 of 06/TD, then what 15/TD adds.
fn found(form: Form, at: &str) -> AnyView {
    let key = |name: &str| format!("{at}.{name}");
    let draw = |names: &[&str]| names.iter().map(|name| field(form, &key(name))).collect_view().into_any();
    let savings = ["savings_book", "savings_said"];
    let open = savings.iter().any(|name| form.candidate().get(&key(name)).is_some());
    let registered = at.to_owned();
    view! {
        <div class="quick">
            <Button act="as-registered" label=t(F::AsRegistered) on_press=move |()| as_registered(form, &registered)/>
            <p class="hint">{t(F::AsRegisteredMeans)}</p>
        </div>
        {draw(&[
            "received_total", "balance_actual", "used_for", "right_purpose", "wrong_purpose", "effect_grade", "effect",
            "interest_owed", "eligible", "signed_on_paper", "check_reason",
        ])}
        {folded(t(F::SavingsAgreed), open, draw(&savings))}
    }
    .into_any()
}

/// Received in full, balance as in the books, used as intended, no interest owed.
fn as_registered(form: Form, at: &str) {
    let text =
        |name: &str| form.sheet.with_untracked(|sheet| sheet.shown(catalogue(), &format!("{at}.{name}")));
    let (disbursed, balance, purpose) = (text("disbursed"), text("balance_book"), text("purpose_registered"));
    for (name, text) in [
        ("absent", "false"),
        ("received_total", disbursed.as_str()),
        ("balance_actual", balance.as_str()),
        ("used_for", purpose.as_str()),
        ("right_purpose", disbursed.as_str()),
        ("wrong_purpose", "0"),
        ("interest_owed", "0"),
    ] {
        form.put(&format!("{at}.{name}"), text);
    }
}

fn buttons(form: Form, at: &str) -> AnyView {
    let doc = form.doc;
    let list = move || form::go_on(&Page::Inspection(doc, Section::Borrowers, None), true);
    let strike = format!("{at}.removed");
    let written = form.sheet.with_untracked(|sheet| sheet.base.below(at).next().is_some());
    let remove = written.then(|| {
        let remove = move |()| {
            form.put(&strike, "true");
            form.save(Vec::new(), list);
        };
        view! { <Button act="remove" label=t(F::RemoveBorrower) look=Look::Danger on_press=remove/> }
    });
    let buttons = view! {
        <Button act="save-next" label=t(F::SaveBorrower) look=Look::Main on_press=move |()| form.save(Vec::new(), list)/>
        {remove}
    };
    bar(form, buttons.into_any())
}
