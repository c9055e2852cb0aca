//! Small marks on records: where they stand, which state they are in.

use leptos::prelude::*;
use messages::Standing;
use shared::domain::facts::State;

use crate::words::{W, t};

/// Where a record stands between phone and office, from receipts only.
#[component]
pub fn StandingTag(
    /// Where it stands.
    standing: Standing,
) -> AnyView {
    let (code, word) = match standing {
        Standing::OnPhone => ("on_phone", W::OnPhone),
        Standing::Received => ("received", W::Received),
        Standing::Refused(_) => ("refused", W::Refused),
    };
    view! { <span class="tag" data-standing=code>{t(word)}</span> }.into_any()
}

/// The state of a record.
#[component]
pub fn StateTag(
    /// The state; its code colours the tag.
    state: State,
    /// Its words.
    label: String,
) -> AnyView {
    view! { <span class="tag" data-state=state.code()>{label}</span> }.into_any()
}
