//! The inspection form.

use leptos::prelude::*;
use shared::id::DocId;

use crate::route::Section;

/// The page.
pub fn page(doc: DocId, section: Section, entry: Option<String>) -> AnyView {
    view! { <p>{doc.to_string()} {section.code()} {entry}</p> }.into_any()
}
