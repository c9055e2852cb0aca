//! Poor and near-poor households of a commune's list (S4 L32, "giảm nghèo có địa chỉ"): a status always goes with
//! the standard by which it was decided (requirements F-8). Nothing here knows ethnicity, illness or age.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::id::Code;
use crate::sorted::Map;

/// A household as the commune's list of a year has it. Sensitive personal data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// Its code on the list.
    pub id: String,
    /// Village (thôn, bản).
    pub village: String,
    /// Head of the household.
    pub head: String,
    /// Catalogue `poverty_status`.
    pub status: Code,
    /// Catalogue `poverty_standard`.
    pub standard: Code,
    /// Day of the decision.
    pub decided_on: Date,
    /// Members.
    pub members: u32,
}

/// The households in force on a day, by village and code: the newest decision of each.
pub fn by_village(list: &[Household], day: Date) -> Map<&str, Vec<&Household>> {
    let mut newest: Map<&str, &Household> = Map::new();
    for household in list.iter().filter(|household| household.decided_on <= day) {
        let known = newest.entry(&household.id).or_insert(household);
        if known.decided_on < household.decided_on {
            *known = household;
        }
    }
    let mut villages: Map<&str, Vec<&Household>> = Map::new();
    for household in newest.into_values() {
        villages.entry(&household.village).or_default().push(household);
    }
    villages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::day;

    #[test]
    fn s4_5_households_stand_by_village_with_the_standard_of_their_status() {
        let household = |id: &str, village: &str, status: &str, decided_on: Date| Household {
            id: id.to_owned(),
            village: village.to_owned(),
            head: "Giàng A Mẫu".to_owned(),
            status: status.parse().unwrap(),
            standard: "decree_07_2021".parse().unwrap(),
            decided_on,
            members: 4,
        };
        let list = [
            household("H2", "bản Mây", "poor", day(2024, 12, 20)),
            household("H1", "bản Huổi Cang", "poor", day(2024, 12, 20)),
            household("H1", "bản Huổi Cang", "near_poor", day(2025, 12, 20)),
            household("H3", "bản Mây", "poor", day(2026, 12, 20)),
        ];
        let status = |on: Date| -> Vec<(String, String)> {
            by_village(&list, on)
                .into_values()
                .flatten()
                .map(|household| (household.id.clone(), household.status.to_string()))
                .collect()
        };
        assert_eq!(status(day(2025, 6, 1)), [("H1".into(), "poor".into()), ("H2".into(), "poor".into())]);
        assert_eq!(
            status(day(2026, 6, 1)),
            [("H1".into(), "near_poor".into()), ("H2".into(), "poor".into())]
        );
        assert_eq!(by_village(&list, day(2026, 12, 20)).get("bản Mây").map(Vec::len), Some(2));
    }
}
