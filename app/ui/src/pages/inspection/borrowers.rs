//! The borrowers of an inspection: who is written, who is still to choose. Chosen from the register by search without
//! diacritics; each has a page of its own.

use shared::domain::register::Loan;
use shared::text::{fold, money};

use super::checks::{self, Check};
use super::{NEW, list_buttons, row, top};
use crate::components::{El, Look, el, lead, live_part, meter, press};
use crate::form::{Form, bar, part, search};
use crate::prelude::*;
use crate::route::{Page, Section};
use crate::state::catalogue;
use crate::words::{F, fill, t};

/// Loans shown before anything is searched for.
const SHOWN: usize = 6;

/// The page.
pub fn body(form: Form) -> AnyView {
    let population = form.group().map(|group| group.borrowers);
    let written = move || {
        form.follow();
        let flat = form.candidate();
        let need = checks::need(catalogue(), &flat, population);
        let rows: Vec<El> = checks::checks(&flat).iter().map(|check| check_row(form, check)).collect();
        let mut shown = tally(checks::counted(&flat), need);
        shown.push(el("ul").class("rows").child(rows));
        shown
    };
    el("div")
        .child(top(form, t(F::SectionBorrowers), Section::Tasks))
        .show(written)
        .child(part(t(F::AddBorrower), choose(form)))
        .child(bar(form, list_buttons(form, Section::Findings)))
        .into_any()
}

/// "4/5 hộ" and a bar of it.
fn tally(counted: usize, need: Option<u32>) -> Vec<El> {
    let Some(need) = need else { return Vec::new() };
    let (done, most) = (counted.to_string(), need.to_string());
    let said = el("p")
        .class("tally")
        .attr("data-borrowers", done.as_str())
        .child(fill(F::BorrowersOf, &[&done, &most]));
    let counted = u32::try_from(counted).unwrap_or(u32::MAX);
    vec![said, meter(counted, need, t(F::SectionBorrowers))]
}

fn check_row(form: Form, check: &Check) -> El {
    let to = Page::Inspection(form.doc, Section::Borrower, Some(check.id.clone()));
    let said = match check {
        Check { absent: true, .. } => t(F::Absent),
        Check { open: true, .. } => t(F::NotYetWritten),
        _ => t(F::Written),
    };
    let said = [check.loan.as_str(), said]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let twin = check.twin.clone().map(|twin| {
        let keep = check.id.clone();
        let merge = move || form.save(checks::merge(&form.candidate(), &keep, &twin), || {});
        el("div")
            .class("twin")
            .child(
                el("p")
                    .class("error careful")
                    .attr("data-problem", "borrower.duplicate")
                    .child(t(F::DuplicateSaid)),
            )
            .child(press("merge", t(F::MergeKeep), Look::Quiet, merge))
    });
    el("li")
        .attr("data-entry", check.id.as_str())
        .attr("data-loan", check.loan.as_str())
        .child(row(&to, &check.name, said))
        .child(twin)
}

/// The group's loans that nobody has checked yet.
fn choose(form: Form) -> Vec<AnyView> {
    let code = form.now("group_code");
    let loans: Vec<Loan> = form
        .register(|register| {
            register.loans.iter().filter(|loan| loan.group.as_str() == code).cloned().collect()
        })
        .unwrap_or_default();
    let text = |loan: &Loan| fold(&format!("{} {} {}", loan.borrower, loan.code, loan.purpose));
    let folded: Vec<(String, Loan)> = loans.into_iter().map(|loan| (text(&loan), loan)).collect();
    let query = RwSignal::new(String::new());
    let all = RwSignal::new(false);
    let list = move || {
        form.follow();
        let written = checks::checks(&form.candidate());
        let free = |loan: &Loan| written.iter().all(|check| check.loan != loan.code);
        let hits: Vec<&Loan> = query.with(|query| {
            let hits = folded.iter().filter(|(text, loan)| text.contains(query.as_str()) && free(loan));
            hits.map(|(_, loan)| loan).collect()
        });
        let shown = if all.get() { hits.len() } else { SHOWN.min(hits.len()) };
        let more = hits.len() - shown;
        let rows: Vec<El> = hits.into_iter().take(shown).map(|loan| loan_row(form, loan)).collect();
        let label = fill(F::MoreLoans, &[&more.to_string()]);
        let show_all = press("show-all", label, Look::Quiet, move || all.set(true));
        el("div").child(el("ul").class("rows").child(rows)).child((more > 0).then_some(show_all))
    };
    let unlisted = Page::Inspection(form.doc, Section::Borrower, Some(NEW.to_owned()));
    vec![
        search("borrower", t(F::SearchBorrower), query).into_any(),
        live_part(list),
        lead(&unlisted, t(F::NotInRegister), Look::Quiet, "add-unlisted").into_any(),
    ]
}

fn loan_row(form: Form, loan: &Loan) -> El {
    let to = Page::Inspection(form.doc, Section::Borrower, Some(format!("{NEW}.{}", loan.code)));
    let said = fill(F::LoanLine, &[&loan.code, &loan.purpose, &money(loan.balance)]);
    let begun = form.has_draft(&to).then(|| el("span").class("tag").child(t(F::DraftHere)));
    let row = row(&to, loan.borrower.as_str(), said).attr("data-act", "add-borrower").child(begun);
    el("li").attr("data-loan", loan.code.as_str()).child(row)
}
