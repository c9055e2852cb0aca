//! Enrolling this phone.

use leptos::prelude::*;

use crate::components::Head;
use crate::state;
use crate::words::{W, t};

/// The page; `code` comes from a scanned address.
pub fn page(code: Option<String>) -> AnyView {
    state::ready();
    view! { <Head title=t(W::EnrolTitle)/> {code} }.into_any()
}
