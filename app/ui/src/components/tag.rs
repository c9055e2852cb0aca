//! Small marks on records: where they stand, which state they are in.

use messages::Standing;
use shared::domain::facts::State;

use super::element::{El, el};
use crate::words::{W, fill, t};

/// The word of a standing.
pub const fn standing_word(standing: &Standing) -> W {
    match standing {
        Standing::OnPhone => W::OnPhone,
        Standing::Carried => W::Carried,
        Standing::Received => W::Received,
        Standing::Accepted => W::Accepted,
        Standing::Refused(_) => W::Refused,
    }
}

/// Where a record stands between phone and office, from receipts only.
pub fn standing_tag(standing: &Standing) -> El {
    tag(t(standing_word(standing))).attr("data-standing", standing.code())
}

/// The state of a record; its code colours the tag.
pub fn state_tag(state: State, label: &str) -> El {
    tag(label).attr("data-state", state.code())
}

/// A mark.
pub fn tag(words: &str) -> El {
    el("span").class("tag").child(words)
}

/// That people wrote different things in so many places of a record; nothing where they did not.
pub fn conflict_tag(places: u32) -> Option<El> {
    (places > 0).then(|| tag(&fill(W::ConflictsTag, &[&places.to_string()])).attr("data-conflicts", ""))
}
