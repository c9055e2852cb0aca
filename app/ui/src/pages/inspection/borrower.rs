//! One borrower check: columns 1–7 of 06/TD from the register, to read; columns 8–15 found on site, to write. One
//! press says "as registered" and fills in what it means, all of it to see and to change before saving.

use shared::domain::register::Loan;
use shared::record::Scalar;

use super::{checks, entry_buttons, starts_from, top};
use crate::components::{El, Look, el, live_part, press};
use crate::form::{Choice, Extra, Form, bar, field, fixed, folded, part};
use crate::prelude::*;
use crate::route::Section;
use crate::words::{F, t};

/// Columns of 06/TD that the register fills in.
const FROM_REGISTER: [&str; 6] =
    ["loan_code", "name", "programme", "disbursed", "balance_book", "purpose_registered"];

/// What is found on site, columns 8–15, and what goes with it.
const ON_SITE: [&str; 11] = [
    "received_total",
    "balance_actual",
    "used_for",
    "right_purpose",
    "wrong_purpose",
    "effect_grade",
    "effect",
    "interest_owed",
    "eligible",
    "signed_on_paper",
    "check_reason",
];

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
    let absent = form.memo(&format!("{at}.absent"));
    let met = Extra {
        choices: Some(vec![Choice::new("false", t(F::Met)), Choice::new("true", t(F::Absent))]),
        ..Extra::default()
    };
    let site = at.clone();
    let on_site = move || {
        if absent.with(|absent| absent == "true") {
            vec![field(form, &format!("{site}.absent_reason"))]
        } else {
            found(form, &site)
        }
    };
    let there = vec![met.draw(form, &format!("{at}.absent")), live_part(on_site)];
    let name = form.now(&format!("{at}.name"));
    let buttons = entry_buttons(form, &at, Section::Borrowers, F::SaveBorrower, F::RemoveBorrower);
    el("div")
        .child(top(form, if name.is_empty() { t(F::SectionBorrower) } else { &name }, Section::Borrowers))
        .child(part(t(F::ByTheBooks), by_the_books(form, &at)))
        .child(part(t(F::FoundOnSite), there))
        .child(bar(form, buttons))
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
fn by_the_books(form: Form, at: &str) -> Vec<AnyView> {
    let keys: Vec<String> = FROM_REGISTER.iter().map(|name| format!("{at}.{name}")).collect();
    if form.candidate().get(&format!("{at}.loan_code")).is_some() {
        // The name stands above.
        let below = keys.iter().filter(|key| key.rsplit('.').next() != Some("name"));
        let facts: Vec<El> = below.filter_map(|key| fixed(form, key)).collect();
        return vec![el("dl").class("facts").child(facts).into_any()];
    }
    keys.iter().map(|key| field(form, key)).collect()
}

/// Columns 8–15 of 06/TD, then what 15/TD adds.
fn found(form: Form, at: &str) -> Vec<AnyView> {
    let key = |name: &str| format!("{at}.{name}");
    let savings = ["savings_book", "savings_said"];
    let open = savings.iter().any(|name| form.candidate().get(&key(name)).is_some());
    let registered = at.to_owned();
    let quick = el("div")
        .class("quick")
        .child(press("as-registered", t(F::AsRegistered), Look::Plain, move || {
            as_registered(form, &registered);
        }))
        .child(el("p").class("hint").child(t(F::AsRegisteredMeans)));
    let mut content = vec![quick.into_any()];
    content.extend(ON_SITE.iter().map(|name| field(form, &key(name))));
    let savings: Vec<_> = savings.iter().map(|name| field(form, &key(name))).collect();
    content.push(folded(t(F::SavingsAgreed), open, savings));
    content
}

/// Received in full, balance as in the books, used as intended, no interest owed.
fn as_registered(form: Form, at: &str) {
    let text = |name: &str| form.now(&format!("{at}.{name}"));
    let (disbursed, balance, purpose) = (text("disbursed"), text("balance_book"), text("purpose_registered"));
    let zero = || "0".to_owned();
    let filled = [
        ("absent", "false".to_owned()),
        ("received_total", disbursed.clone()),
        ("balance_actual", balance),
        ("used_for", purpose),
        ("right_purpose", disbursed),
        ("wrong_purpose", zero()),
        ("interest_owed", zero()),
    ];
    form.put_all(&filled.map(|(name, text)| (format!("{at}.{name}"), text)));
}
