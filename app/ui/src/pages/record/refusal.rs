//! Why the office did not take the record, that nothing is lost, and the ways out: write it anew on what the office
//! has, or copy it out.

use messages::Whole;
use shared::reading::Words;
use shared::text::sentence;

use super::export;
use crate::components::{El, Look, Tone, banner, confirm, el, press};
use crate::prelude::*;
use crate::state::{self, engine};
use crate::words::{D, fill, language, t};

/// Digits by which a record is called, on this page and on the office's.
const NAME_DIGITS: usize = 8;

/// The banner of a record that was refused for the reason of this code.
pub fn section(whole: &Whole, words: Words<'static>, code: &str) -> El {
    let doc = whole.listed.facts.doc;
    let name: String = doc.to_string().chars().take(NAME_DIGITS).collect();
    let open = RwSignal::new(false);
    let yes = ("rebuild-yes", t(D::Rebuild), Look::Main);
    let rebuild = move || state::attempt(engine::rebuild(doc), |()| {});
    banner(Tone::Bad, el("h2").child(t(D::RefusedHead)))
        .child(el("p").attr("data-code", code).child(sentence(language(), spoken(code), &[])))
        .child(el("p").child(t(D::RefusedSafe)))
        .child(press("rebuild", t(D::Rebuild), Look::Main, move || open.set(true)))
        .child(el("p").class("hint").child(t(D::RebuildHint)))
        .child(confirm(open, t(D::RebuildTitle), yes, el("p").child(t(D::RebuildText)), rebuild))
        .child(export::of_record(whole, words))
        .child(el("p").class("quiet").child(fill(D::RecordName, &[&name])))
}

/// Of a record, "this phone was revoked" means the phone that wrote it, which is this one no longer.
fn spoken(code: &str) -> &str {
    if code == "device.revoked" { "change.wrong_actor" } else { code }
}
