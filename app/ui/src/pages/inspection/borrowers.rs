//! The borrowers of an inspection: who is written, who is still to choose. Chosen from the register by search without
//! diacritics; each has a page of its own.

use leptos::prelude::*;
use shared::domain::register::Loan;
use shared::text::{fold, money};

use super::checks::{self, Check};
use super::{NEW, head, link};
use crate::components::{Button, Go, Look, Meter};
use crate::form::{Form, bar, part};
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, t};

/// Loans shown before anything is searched for.
const SHOWN: usize = 6;

/// The page.
pub fn body(form: Form) -> AnyView {
    let doc = form.doc;
    let population = form.group().map(|group| group.borrowers);
    let rows = Memo::new(move |_| {
        form.follow();
        checks::checks(&form.candidate())
    });
    let count = Signal::derive(move || {
        rows.track();
        u32::try_from(checks::counted(&form.candidate())).unwrap_or(u32::MAX)
    });
    let need = checks::need(catalogue(), &form.candidate(), population);
    let meter = need.map(|need| {
        let said = move || fill(F::BorrowersOf, &[&count.get().to_string(), &need.to_string()]);
        view! { <p class="tally" data-borrowers=move || count.get().to_string()>{said}</p><Meter done=count need=need label=t(F::SectionBorrowers)/> }
    });
    let list = move || {
        let rows = rows.get();
        let lines = rows.iter().map(|check| row(form, check)).collect_view();
        view! { <ul class="rows">{lines}</ul> }.into_any()
    };
    let buttons = view! {
        <Go to=Page::Inspection(doc, Section::Findings, None) label=t(F::Next) act="save-next" look=Look::Main/>
        <Go to=Page::Inspection(doc, Section::Tasks, None) label=t(F::ToList) act="to-tasks"/>
    };
    view! {
        {head(form, F::SectionBorrowers, Section::Tasks)}
        {meter}
        {list}
        {part(t(F::AddBorrower), choose(form, rows))}
        {bar(form, buttons.into_any())}
    }
    .into_any()
}

fn row(form: Form, check: &Check) -> AnyView {
    let to = Page::Inspection(form.doc, Section::Borrower, Some(check.id.clone())).href();
    let said = match check {
        Check { absent: true, .. } => t(F::Absent),
        Check { open: true, .. } => t(F::NotYetWritten),
        _ => t(F::Written),
    };
    let twin = check.twin.clone().map(|twin| {
        let keep = check.id.clone();
        let merge = move |()| form.save(checks::merge(&form.candidate(), &keep, &twin), || {});
        view! {
            <div class="twin">
                <p class="error careful" data-problem="borrower.duplicate">{t(F::DuplicateSaid)}</p>
                <Button act="merge" label=t(F::MergeKeep) look=Look::Quiet on_press=merge/>
            </div>
        }
    });
    view! {
        <li data-entry=check.id.clone() data-loan=check.loan.clone()>
            <a class="row" href=to>
                <span class="row-title">{check.name.clone()}</span>
                <span class="row-note">{format!("{} · {said}", check.loan)}</span>
            </a>
            {twin}
        </li>
    }
    .into_any()
}

/// The group's loans that nobody has checked yet.
fn choose(form: Form, rows: Memo<Vec<Check>>) -> AnyView {
    let code = form.candidate().text("group_code").unwrap_or_default().to_owned();
    let loans: Vec<Loan> = form
        .register(|register| {
            register.loans.iter().filter(|loan| loan.group.as_str() == code).cloned().collect()
        })
        .unwrap_or_default();
    let folded: Vec<(String, Loan)> = loans
        .into_iter()
        .map(|loan| (fold(&format!("{} {} {}", loan.borrower, loan.code, loan.purpose)), loan))
        .collect();
    let query = RwSignal::new(String::new());
    let all = RwSignal::new(false);
    let doc = form.doc;
    let line = move |loan: &Loan| {
        let page = Page::Inspection(doc, Section::Borrower, Some(format!("{NEW}.{}", loan.code)));
        let to = page.href();
        let said = fill(F::LoanLine, &[&loan.code, &loan.purpose, &money(loan.balance)]);
        let begun = form.has_draft(&page).then(|| view! { <span class="tag">{t(F::DraftHere)}</span> });
        view! {
            <li data-loan=loan.code.clone()>
                <a class="row" href=to data-act="add-borrower">
                    <span class="row-title">{loan.borrower.clone()}</span>
                    <span class="row-note">{said}</span>
                    {begun}
                </a>
            </li>
        }
        .into_any()
    };
    let list = move || {
        let query = query.get();
        let most = if all.get() { usize::MAX } else { SHOWN };
        let hits: Vec<&Loan> = rows.with(|rows| {
            let free = |loan: &Loan| rows.iter().all(|check| check.loan != loan.code);
            folded
                .iter()
                .filter(|(text, loan)| text.contains(&query) && free(loan))
                .map(|(_, loan)| loan)
                .collect()
        });
        let more = hits.len().saturating_sub(most);
        let lines = hits.into_iter().take(most).map(line).collect_view();
        let more = (more > 0).then(|| {
            view! { <Button act="show-all" label=fill(F::MoreLoans, &[&more.to_string()]) look=Look::Quiet on_press=move |()| all.set(true)/> }
        });
        view! { <ul class="rows">{lines}</ul>{more} }.into_any()
    };
    view! {
        <input
            type="search"
            class="search"
            data-search="borrower"
            placeholder=t(F::SearchBorrower)
            aria-label=t(F::SearchBorrower)
            on:input=move |event| query.set(fold(&event_target_value(&event)))
        />
        {list}
        {link(form, Section::Borrower, Some(NEW.to_owned()), t(F::NotInRegister), "add-unlisted")}
    }
    .into_any()
}
