//! A photo on screen: small in lists, whole on a record's page. The engine keeps the picture and names the address;
//! a photo that is not on this phone says so.

use messages::{Failure, PhotoAsk, Picture};
use shared::id::PhotoHash;

use crate::components::{El, el};
use crate::prelude::*;
use crate::state::engine;
use crate::words::{W, t};

/// What is known of a picture; `None` until the engine answered.
pub type Seen = RwSignal<Option<Result<Picture, Failure>>>;

/// Asks the engine, and puts the answer where pages follow it.
pub fn ask(seen: Seen, question: PhotoAsk) {
    spawn_local(async move {
        let answer = engine::picture(question).await;
        // The page may be gone.
        seen.try_set(Some(answer));
    });
}

/// The picture, or that it is not on this phone; nothing before the engine answered.
pub fn shown(seen: Seen, words: &str) -> Option<El> {
    match seen.get()? {
        Ok(Picture { address: Some(address), .. }) => {
            Some(el("img").attr("src", address).attr("alt", words).attr("decoding", "async"))
        }
        _ => Some(el("span").attr("data-absent", "").child(t(W::PhotoAbsent))),
    }
}

/// A photo in a list.
pub fn small(photo: PhotoHash) -> El {
    let seen = RwSignal::new(None);
    ask(seen, PhotoAsk::Look { photo, whole: false });
    el("span").class("thumb").show(move || shown(seen, ""))
}

/// A photo in a form.
pub fn large(photo: PhotoHash) -> El {
    let seen = RwSignal::new(None);
    ask(seen, PhotoAsk::Look { photo, whole: true });
    el("div").class("photo").attr("data-photo", photo.to_string()).show(move || shown(seen, ""))
}
