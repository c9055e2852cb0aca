//! What a commune does about its own findings: each becomes a remedy of its own, one press from the inspection that
//! found it. What the area found is handed over by its office, and arrives as a remedy by itself.

use messages::Whole;
use shared::domain::facts::State;
use shared::domain::remedy::{of_finding, opened};
use shared::id::DocId;
use shared::record::{Flat, Kind};
use shared::sorted::{Map, Set};

use crate::components::{El, Look, el, lead, live_part, press};
use crate::prelude::*;
use crate::route::{Page, go};
use crate::state::{self, catalogue, engine};
use crate::words::{D, language, t};

/// Which findings have their remedy, as far as is known. It outlives a redrawing of the page: no button goes away for
/// the moment in which it is asked again, under the finger that is on its way to it.
pub type Known = RwSignal<Map<DocId, bool>>;

/// The section; nothing for an inspection that found nothing, or one from above.
pub fn section(whole: &Whole, known: Known) -> Option<El> {
    let facts = &whole.listed.facts;
    let own = facts.level.as_ref().is_some_and(|level| level.as_str() == "commune");
    let is_one = facts.kind == Kind::Inspection && own && facts.state != State::Void;
    let findings = if is_one { whole.flat.entries("finding") } else { Set::new() };
    let rows: Vec<El> = findings.iter().map(|finding| row(facts.doc, &whole.flat, finding, known)).collect();
    (!rows.is_empty()).then(|| {
        el("section")
            .class("part")
            .child(el("h2").child(t(D::RemediesHead)))
            .child(el("ul").class("rows").child(rows))
    })
}

/// One finding: the way to its remedy, or the button that makes it.
fn row(inspection: DocId, flat: &Flat, finding: &str, known: Known) -> El {
    let text = |field: &str| flat.text(&format!("finding.{finding}.{field}")).unwrap_or_default();
    let name = catalogue().label("finding_kind", text("kind"), language()).into_owned();
    let remedy = of_finding(inspection, finding);
    spawn_local(async move {
        let found = engine::record(remedy).await.is_ok();
        known.try_update(|known| known.insert(remedy, found));
    });
    let there = Memo::new(move || known.with(|known| known.get(&remedy).copied()));
    let edits = opened(inspection, flat, finding);
    let to = Page::form_of(Kind::Remedy, remedy);
    let way = move || {
        if there.get()? {
            return Some(lead(&Page::Record(remedy), t(D::ToRemedy), Look::Plain, "to-remedy"));
        }
        let (edits, to) = (edits.clone(), to.clone());
        let make = move || {
            let to = to.clone();
            state::attempt(engine::save(remedy, Kind::Remedy, edits.clone(), None), move |_| go(&to));
        };
        Some(press("make-remedy", t(D::MakeRemedy), Look::Plain, make))
    };
    el("li")
        .attr("data-finding", finding)
        .child(el("p").child(el("strong").child(name)))
        .child(el("p").class("row-note").child(text("text")))
        .child(live_part(way))
}
