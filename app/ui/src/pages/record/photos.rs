//! The photos of a record: those that are here, those that can be fetched, those that only this phone has.

use messages::{PhotoAsk, Whole};
use shared::id::PhotoHash;

use crate::components::{El, Look, Tone, banner, el, live_part, press, tag};
use crate::pages::photo::{Seen, ask, shown};
use crate::prelude::*;
use crate::state::say;
use crate::words::{P, t};

/// The section; nothing for a record without photos.
pub fn section(whole: &Whole) -> Option<El> {
    let entries = whole.flat.entries("photo");
    let draw = |entry: &String| {
        let text = |field: &str| whole.flat.text(&format!("photo.{entry}.{field}"));
        Some(figure(text("hash")?.parse().ok()?, text("caption").unwrap_or_default()))
    };
    let figures: Vec<El> = entries.iter().filter_map(draw).collect();
    (!figures.is_empty())
        .then(|| el("section").class("part").child(el("h2").child(t(P::Photos))).child(figures))
}

fn figure(photo: PhotoHash, caption: &str) -> El {
    let seen: Seen = RwSignal::new(None);
    ask(seen, PhotoAsk::Look { photo, whole: true });
    let fetching = RwSignal::new(false);
    let fetch = move || {
        fetching.set(true);
        ask(seen, PhotoAsk::Fetch(photo));
    };
    follow(move |_| {
        seen.track();
        fetching.set(false);
    });
    let words = caption.to_owned();
    let below = move || match seen.get()? {
        Ok(picture) if picture.waits => Some(tag(t(P::Waits)).attr("data-standing", "on_phone")),
        Ok(picture) if picture.address.is_some() => None,
        _ if fetching.get() => Some(el("p").class("note").attr("role", "status").child(t(P::Fetching))),
        other => {
            let why = other.err().map(|failure| {
                banner(Tone::Careful, el("p").child(say(&failure))).attr("data-problem", failure.code)
            });
            let button = press("fetch-photo", t(P::Fetch), Look::Plain, fetch);
            Some(el("div").child(why).child(button))
        }
    };
    el("figure")
        .class("photo")
        .attr("data-photo", photo.to_string())
        .show(move || shown(seen, &words))
        .child((!caption.is_empty()).then(|| el("figcaption").child(caption)))
        .child(live_part(below))
}
