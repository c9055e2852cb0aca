//! Administrative units as versioned data (decisions.md D-1): validity, parent, successors. No code assumes
//! three levels.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::{Code, UnitCode};

/// One unit in one period of validity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Stable code.
    pub code: UnitCode,
    /// Level word of the tier profile: `province`, `area`, `district`, `commune`.
    pub level: Code,
    /// The unit above.
    pub parent: Option<UnitCode>,
    /// Name without the level word: "Huổi Trăng".
    pub name: String,
    /// Area with special difficulties: other shares under profile 727.
    pub difficult_area: bool,
    /// First day; open when absent.
    pub valid_from: Option<Date>,
    /// Last day; open when absent.
    pub valid_to: Option<Date>,
    /// Units that took over on the day after `valid_to`.
    pub successors: Vec<UnitCode>,
}
