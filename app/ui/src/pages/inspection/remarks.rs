//! The remarks of 16/TD III and the unit's opinion of 03/BB-CX IV. Everyone writes paragraphs of their own.

use super::section;
use crate::form::{Form, narrative};
use crate::prelude::*;
use crate::route::Section;

/// The page.
pub fn body(form: Form) -> AnyView {
    let all = ["strengths", "shortcomings", "proposals", "unit_opinion"];
    section(form, Section::Remarks, all.into_iter().map(|prefix| narrative(form, prefix)).collect())
}
