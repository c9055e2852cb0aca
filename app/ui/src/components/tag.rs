//! Small marks on records: where they stand, which state they are in.

use messages::Standing;
use shared::domain::facts::State;

use super::element::{El, el};
use crate::words::{W, t};

/// The code and the word of a standing.
pub const fn standing_words(standing: &Standing) -> (&'static str, W) {
    match standing {
        Standing::OnPhone => ("on_phone", W::OnPhone),
        Standing::Carried => ("carried", W::Carried),
        Standing::Received => ("received", W::Received),
        Standing::Accepted => ("accepted", W::Accepted),
        Standing::Refused(_) => ("refused", W::Refused),
    }
}

/// Where a record stands between phone and office, from receipts only.
pub fn standing_tag(standing: &Standing) -> El {
    let (code, word) = standing_words(standing);
    tag(t(word)).attr("data-standing", code)
}

/// The state of a record; its code colours the tag.
pub fn state_tag(state: State, label: &str) -> El {
    tag(label).attr("data-state", state.code())
}

/// A mark.
pub fn tag(words: &str) -> El {
    el("span").class("tag").child(words)
}
