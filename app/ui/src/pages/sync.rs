//! The sync page.

use leptos::prelude::*;

use crate::components::Head;
use crate::state;
use crate::words::{W, t};

/// The page.
pub fn page() -> AnyView {
    state::ready();
    view! { <Head title=t(W::Sync)/> }.into_any()
}
