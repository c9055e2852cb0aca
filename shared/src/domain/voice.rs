//! Where a citizen's word is kept and who may read it (records.md §7). A report of wrongdoing goes past the unit
//! that it names, to the one above; anything else stays in the commune where it was said. The unit above keeps such
//! reports in a drawer: a partition of its own that no phone follows, for its inspectors may not read them either.

use crate::date::Date;
use crate::domain::units::Units;
use crate::id::UnitCode;

/// Catalogue `feedback_kind` of a report of wrongdoing.
pub const WRONGDOING: &str = "wrongdoing_report";

/// Ends the code of a drawer.
const DRAWER: &str = "__voice";

/// The code under which a unit keeps reports of wrongdoing; `None` for a code that leaves no room.
///
/// *Assumption:* no unit has a code that ends like a drawer's. *If violated:* the people of that unit would follow the
/// drawer of another.
pub fn drawer(unit: &UnitCode) -> Option<UnitCode> {
    format!("{unit}{DRAWER}").parse().ok()
}

/// The unit whose drawer this is; `None` for a unit itself.
pub fn keeper(drawer: &UnitCode) -> Option<UnitCode> {
    drawer.as_str().strip_suffix(DRAWER)?.parse().ok()
}

/// The unit whose partition keeps a word that was said in a commune, naming a unit if it is about wrongdoing. `None`
/// when there is nobody above the unit named.
pub fn kept_by(
    units: &Units,
    kind: &str,
    said_in: &UnitCode,
    named: Option<&UnitCode>,
    day: Date,
) -> Option<UnitCode> {
    let Some(named) = named.filter(|_| kind == WRONGDOING) else { return Some(said_in.clone()) };
    units.ancestors(named, day).first().map(|above| above.code.clone())
}

/// True when people of a role at a unit may read a word. Of a report of wrongdoing these are the lead and the clerk of
/// a unit above the one that it names, and nobody of the unit named or below it.
pub fn may_read(
    units: &Units,
    kind: &str,
    named: Option<&UnitCode>,
    role: &str,
    reader: &UnitCode,
    day: Date,
) -> bool {
    let Some(named) = named.filter(|_| kind == WRONGDOING) else { return true };
    let is_above = units.ancestors(named, day).iter().any(|above| above.code == *reader);
    is_above && matches!(role, "commune_lead" | "area_clerk")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::units::Unit;

    fn units() -> Units {
        let unit = |code: &str, level: &str, parent: Option<&str>| Unit {
            code: code.parse().unwrap(),
            level: level.parse().unwrap(),
            parent: parent.map(|parent| parent.parse().unwrap()),
            name: code.to_owned(),
            difficult_area: false,
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            division: crate::domain::units::Division::default(),
        };
        Units::new(vec![
            unit("TN", "province", None),
            unit("BM", "area", Some("TN")),
            unit("HT", "commune", Some("BM")),
            unit("NS", "commune", Some("BM")),
        ])
    }

    #[test]
    fn a_report_of_wrongdoing_goes_past_the_unit_that_it_names() {
        let (units, day) = (units(), Date::new(2026, 10, 9).unwrap());
        let code = |code: &str| code.parse::<UnitCode>().unwrap();
        let kept = |kind, named: Option<&UnitCode>| {
            kept_by(&units, kind, &code("HT"), named, day).map(|unit| unit.to_string())
        };
        assert_eq!(kept(WRONGDOING, Some(&code("HT"))).as_deref(), Some("BM"));
        assert_eq!(kept(WRONGDOING, Some(&code("BM"))).as_deref(), Some("TN"));
        assert_eq!(kept(WRONGDOING, Some(&code("TN"))), None);
        assert_eq!(kept("wish", Some(&code("HT"))).as_deref(), Some("HT"));
        let named = code("HT");
        let reads = |role, unit: &str| may_read(&units, WRONGDOING, Some(&named), role, &code(unit), day);
        assert!(reads("area_clerk", "BM"));
        assert_eq!(drawer(&code("BM")).and_then(|drawer| keeper(&drawer)), Some(code("BM")));
        assert_eq!(keeper(&code("BM")), None);
        for (role, unit) in [
            ("commune_lead", "HT"),
            ("field_officer", "HT"),
            ("commune_lead", "NS"),
            ("inspector", "BM"),
            ("province_viewer", "TN"),
        ] {
            assert!(!reads(role, unit), "{role} of {unit}");
        }
        assert!(may_read(&units, "wish", None, "field_officer", &code("HT"), day));
    }
}
