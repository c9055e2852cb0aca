//! The outreach form.

use leptos::prelude::*;
use shared::id::DocId;

/// The page.
pub fn page(doc: DocId) -> AnyView {
    view! { <p>{doc.to_string()}</p> }.into_any()
}
