//! Everything that belongs to one group, on one page: what the bank says of it, what is due there, what was found,
//! who was there. One press begins its inspection, or goes on with the one that is begun.

use messages::{DebtCase, GroupDesk, Listed, LoanDue, Remedy};
use shared::domain::facts::{Facts, State};
use shared::domain::register::Group;
use shared::id::UnitCode;
use shared::record::Kind;
use shared::text::{count, money, percent};

use super::records::line;
use super::start::due::when;
use crate::components::{El, Look, Part, el, head, lead, live_part, press, wait};
use crate::prelude::*;
use crate::route::{Page, Section, go};
use crate::state::live::{live, ready_when};
use crate::state::{self, catalogue, engine};
use crate::words::{G, fill, language, shown, t};

/// The page.
pub fn page(code: UnitCode) -> AnyView {
    let today = state::clock().about_today();
    let asked = code.clone();
    let desk = live(move || engine::group(asked.clone(), today));
    ready_when(move || desk.with(Option::is_some));
    live_part(move || {
        desk.with(|desk| match desk {
            None => wait().view(),
            Some(Err(failure)) => super::failed(failure).view(),
            Some(Ok(desk)) => all(&code, desk).view(),
        })
    })
}

fn all(code: &UnitCode, desk: &GroupDesk) -> El {
    let name = desk.group.as_ref().map(|group| [group.village.as_str(), &group.head].join(" · "));
    let more = desk.inspections_all.saturating_sub(u32::try_from(desk.inspections.len()).unwrap_or(0));
    el("article")
        .class("record group")
        .attr("data-group", code.as_str())
        .child(head(&fill(G::Title, &[code.as_str()]), &name.unwrap_or_default(), Some(Page::Start)))
        .child(
            desk.progress
                .as_ref()
                .map(|progress| el("p").class("row-note").child(shown::group_needs(progress))),
        )
        .child(inspect(code, desk.begun.as_ref()))
        .child(part(G::Loans, desk.loans.iter().map(loan)))
        .child(part(G::Remedies, desk.remedies.iter().map(remedy)))
        .child(part(G::Debts, desk.debts.iter().map(debt)))
        .child(desk.group.as_ref().map_or_else(|| el("p").class("quiet").child(t(G::NotInList)), figures))
        .child(part(G::Inspections, desk.inspections.iter().map(line)))
        .child(
            (more > 0).then(|| el("p").class("quiet").child(fill(G::MoreInspections, &[&more.to_string()]))),
        )
        .child(part(G::Outreach, desk.outreach.iter().map(line)))
}

/// The one thing to do here.
fn inspect(code: &UnitCode, begun: Option<&Listed>) -> El {
    match begun.map(|row| &row.facts) {
        Some(facts) if facts.state == State::Completed => {
            lead(&Page::Record(facts.doc), t(G::Submit), Look::Main, "inspect")
        }
        Some(facts) => lead(&Page::form_of(Kind::Inspection, facts.doc), t(G::GoOn), Look::Main, "inspect"),
        None => {
            let code = code.to_string();
            press("inspect", t(G::Inspect), Look::Main, move || {
                let code = code.clone();
                state::attempt(engine::names(0), move |(doc, _)| {
                    go(&Page::Inspection(doc, Section::Begin, Some(code)));
                });
            })
        }
    }
}

/// A part of the page; nothing when there is nothing to say.
fn part(title: G, rows: impl Iterator<Item = El>) -> Option<El> {
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty())
        .then(|| el("section").child(el("h2").child(t(title))).child(el("ul").class("rows").child(rows)))
}

/// What the bank's list says; shares are made of its numbers here and kept nowhere.
fn figures(group: &Group) -> El {
    let share = |part: i64, whole: i64| format!("{} %", percent(part, whole));
    let saving = share(group.members_saving.into(), group.members.into());
    let number = |number: u32| count(i64::from(number));
    let row =
        |label: G, value: String| el("div").child(el("dt").child(t(label))).child(el("dd").child(value));
    let of = |label: G, number: String, share: String| row(label, format!("{number} ({share})"));
    let overdue = of(G::Overdue, money(group.overdue), share(group.overdue, group.outstanding));
    let rank = group
        .rank
        .as_ref()
        .map(|rank| catalogue().label("group_rank", rank.as_str(), language()).into_owned());
    let list = el("dl")
        .class("facts")
        .child(of(G::Savers, format!("{}/{}", number(group.members_saving), number(group.members)), saving))
        .child(row(G::Borrowers, number(group.borrowers)))
        .child(row(G::Outstanding, money(group.outstanding)))
        .child(overdue.attr("data-overdue", ""))
        .child((group.frozen > 0).then(|| row(G::Frozen, money(group.frozen))))
        .child(row(G::Arrears, money(group.interest_arrears)))
        .child(row(G::Savings, money(group.savings_balance)))
        .child(rank.map(|rank| row(G::Rank, rank)));
    el("section")
        .child(el("h2").child(t(G::Figures)))
        .child(list)
        .child(el("p").class("quiet").child(fill(G::AsOf, &[&group.as_of.to_string()])))
}

fn loan(due: &LoanDue) -> El {
    let loan = &due.loan;
    let title = [loan.borrower.as_str(), &money(loan.disbursed)].join(" · ");
    let note = fill(G::Disbursed, &[&loan.disbursed_on.to_string(), &loan.code]);
    let body = el("div").class("row").attr("data-loan", loan.code.as_str());
    el("li").child(
        body.child(el("span").class("row-title").child(title))
            .child(el("span").class("row-note").child(note))
            .child(when(due.days_left, due.due_on)),
    )
}

fn remedy(remedy: &Remedy) -> El {
    let left = remedy.days_over.map(|days| -days);
    let when = left.zip(remedy.due).map(|(left, day)| when(left, day));
    row(&remedy.facts, remedy.owner.clone(), when)
}

fn debt(case: &DebtCase) -> El {
    row(&case.facts, money(case.amount), None)
}

fn row(facts: &Facts, note: String, mark: Option<El>) -> El {
    let link = el("a")
        .class("row")
        .attr("href", Page::Record(facts.doc).href())
        .attr("data-doc", facts.doc.to_string())
        .attr("data-kind", facts.kind.code())
        .child(el("span").class("row-title").child(shown::title(catalogue(), facts)))
        .child(el("span").class("row-note").child(shown::when_and_where(facts)))
        .child((!note.is_empty()).then(|| el("span").class("row-note").child(note)))
        .child(mark);
    el("li").child(link)
}
