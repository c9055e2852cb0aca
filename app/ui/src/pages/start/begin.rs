//! What can be begun: the three usual kinds one press away, the others below, grouped as an official's work goes. Only
//! what this person may write is offered; who may, the tables say.

use shared::record::{Kind, may_write};

use crate::components::{El, Part, el};
use crate::prelude::*;
use crate::route::{Page, Section, go};
use crate::state::{self, engine, session};
use crate::words::{W, shown, t};

/// What is written nearly every week.
const USUAL: [(&str, Kind, W, W); 3] = [
    ("new-outreach", Kind::Outreach, W::NewOutreach, W::NewOutreachHint),
    ("new-inspection", Kind::Inspection, W::NewInspection, W::NewInspectionHint),
    ("new-feedback", Kind::Feedback, W::NewFeedback, W::NewFeedbackHint),
];

/// What is written now and then.
const OTHERS: [(W, &[Kind]); 5] = [
    (W::OfOutreach, &[Kind::Media]),
    (W::OfInspection, &[Kind::Remedy, Kind::Conclusion]),
    (W::OfHouseholds, &[Kind::Support, Kind::Exemplary]),
    (W::OfDebts, &[Kind::Debt, Kind::LoanList]),
    (W::OfPlans, &[Kind::Plan, Kind::Capital, Kind::Profile]),
];

/// The section.
pub fn section() -> AnyView {
    let role = session().identity().map(|identity| identity.role);
    let mine = |kind: Kind| role.as_ref().is_some_and(|role| may_write(kind, role.as_str()));
    let usual = USUAL.into_iter().filter(|(_, kind, ..)| mine(*kind));
    let usual: Vec<El> = usual.map(|(act, kind, name, hint)| usual_one(act, kind, name, hint)).collect();
    let group = |(name, kinds): (W, &'static [Kind])| {
        let mut rows: Vec<El> = kinds.iter().filter(|kind| mine(**kind)).map(|kind| other(*kind)).collect();
        // Whom to help stands on the commune's list.
        rows.extend((name == W::OfHouseholds && mine(Kind::Support)).then(households));
        (!rows.is_empty()).then(|| vec![el("h3").child(t(name)), el("ul").class("rows").child(rows)])
    };
    let groups: Vec<El> = OTHERS.into_iter().filter_map(group).flatten().collect();
    let others = (!groups.is_empty()).then(|| {
        let summary = el("summary").attr("data-act", "others").child(t(W::OtherKinds));
        el("details").class("others").child(summary).child(groups)
    });
    el("section")
        .child(el("h2").child(t(W::WriteHead)))
        .child(el("ul").class("kinds").child(usual))
        .child(others)
        .view()
}

fn button(kind: Kind, act: impl Into<String>) -> El {
    el("button")
        .attr("type", "button")
        .attr("data-act", act)
        .attr("data-kind", kind.code())
        .on("click", move |_| new_record(kind))
}

fn usual_one(act: &str, kind: Kind, name: W, hint: W) -> El {
    let name = el("span").class("kind-name").child(t(name));
    let hint = el("span").class("kind-hint").child(t(hint));
    el("li").child(button(kind, act).class("kind").child(name).child(hint))
}

fn other(kind: Kind) -> El {
    let name = el("span").class("row-title").child(shown::kind(kind));
    el("li").child(button(kind, format!("new-{}", kind.code())).class("row").child(name))
}

/// The list of households.
fn households() -> El {
    let name = el("span").class("row-title").child(t(W::Households));
    let link = el("a").class("row").attr("href", Page::Households.href()).attr("data-act", "households");
    el("li").child(link.child(name))
}

/// Opens the form of a new record.
fn new_record(kind: Kind) {
    state::attempt(engine::names(0), move |(doc, _)| {
        go(&match kind {
            Kind::Inspection => Page::Inspection(doc, Section::Begin, None),
            _ => Page::form_of(kind, doc),
        });
    });
}
