//! What the office decided of the record on screen: why it came back and the way to mend it, or that it was accepted
//! and is not changed any more. It shows what is and decides nothing.

use shared::domain::facts::{Facts, State};
use shared::domain::review::Decision;

use crate::components::{El, Look, Tone, banner, el, lead};
use crate::route::Page;
use crate::words::{D, R, fill, shown, t};

/// The banner; nothing while nothing was decided about the version handed in last. `own`: the person may mend it.
pub fn section(facts: &Facts, own: bool) -> Option<El> {
    let decision = facts.decisions.last()?;
    let (tone, head, text) = match decision.state {
        _ if facts.verdicts().len() > 1 => (Tone::Careful, t(D::ContestedHead), Some(D::ContestedText)),
        State::Returned => (Tone::Bad, t(D::ReturnedHead), None),
        State::Void => (Tone::Careful, t(R::VoidedHead), None),
        _ => (Tone::Plain, t(D::AcceptedHead), Some(D::AcceptedText)),
    };
    let mend = own && facts.state == State::Returned;
    let mend = mend.then(|| lead(&Page::form_of(facts.kind, facts.doc), t(D::Mend), Look::Main, "mend"));
    let said: Vec<El> = facts.decisions.iter().flat_map(said).collect();
    let shown = banner(tone, el("h2").child(head)).attr("data-decision", decision.state.code());
    Some(shown.child(said).child(text.map(|text| el("p").child(t(text)))).child(mend))
}

/// Why, if there is a why, and who said so when.
fn said(decision: &Decision) -> Vec<El> {
    let why = (!decision.reason.is_empty()).then(|| el("p").class("reason").child(decision.reason.as_str()));
    let who = fill(D::DecidedBy, &[&decision.by, &shown::moment(decision.at_ms)]);
    why.into_iter().chain([el("p").class("quiet").child(who)]).collect()
}
