//! The remarks of 16/TD III and the unit's opinion of 03/BB-CX IV, and photos of the work. Everyone writes paragraphs
//! of their own.

use super::section;
use crate::form::{Form, narrative, photos};
use crate::prelude::*;
use crate::route::Section;

/// The page.
pub fn body(form: Form) -> AnyView {
    let all = ["strengths", "shortcomings", "proposals", "unit_opinion"];
    let remarks = all.into_iter().map(|prefix| narrative(form, prefix));
    section(form, Section::Remarks, remarks.chain([photos(form)]).collect())
}
